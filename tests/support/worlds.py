"""Fixtures for dialog tests: a world, and the people in it."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from domain.people import Role
from tests.support.chat import Talker, World, talking


@pytest.fixture
async def world(sqlite_url: str, tmp_path: Path) -> AsyncIterator[World]:
    """A bot in a sandbox, on a real SQLite file."""
    async with talking(sqlite_url, tmp_path) as found:
        yield found


@pytest.fixture
def citizen(world: World) -> Talker:
    """Somebody who has never written to the bot."""
    return world.person("Lin")


@pytest.fixture
async def moderator(world: World) -> Talker:
    """A moderator of the city of Changsha."""
    return await world.staff("Chen", Role.MODERATOR)


@pytest.fixture
async def colleague(world: World) -> Talker:
    """Another moderator of the same city."""
    return await world.staff("Wu", Role.MODERATOR)


@pytest.fixture
async def lead(world: World) -> Talker:
    """The lead of the city."""
    return await world.staff("Zhou", Role.LEAD)


@pytest.fixture
async def admin(world: World) -> Talker:
    """An admin."""
    return await world.staff("He", Role.ADMIN)
