"""Fixtures for dialog tests: a world, and the people in it."""

from collections.abc import AsyncIterator, Callable, Iterator
from pathlib import Path
from typing import Any

import orjson
import pytest

from bot.delivery import courier
from bot.intake import worker
from domain.network.people import Role
from storage.core.errors import StorageBusy
from tests.support import aiograms
from tests.support.chat import Talker, World, talking
from usecases.session import by_system

# A single file's bytes travel beside the parameters, under this name.
_UPLOADED = {
    f"send{kind.capitalize()}": kind
    for kind in ("photo", "document", "video", "animation", "voice", "audio")
}


_TEXTS = {"text", "caption"}
_read: set[tuple[str, frozenset[str], str]] = set()


def reads_as_aiogram_does(method: str, params: dict[str, Any]) -> None:
    """What our bot sent must be a call in another library's reading of the Bot API, too.

    Calls that differ in their text alone are read once.
    """
    others = {name: value for name, value in params.items() if name not in _TEXTS}
    shape = method, frozenset(params), repr(others)
    if shape in _read:
        return
    model = getattr(aiograms.methods(), method[0].upper() + method[1:])
    plain = {
        name: orjson.loads(value) if isinstance(value, str) and value[:1] in {"{", "["} else value
        for name, value in others.items()
        if not (isinstance(value, str) and value.startswith("attach://"))
    }
    texts = {name: params[name] for name in _TEXTS & set(params)}
    files = {n: v for n, v in params.items() if str(v).startswith("attach://")}
    bytes_beside = {_UPLOADED[method]: "attach://bytes"} if method in _UPLOADED else {}
    call = model.model_validate({**bytes_beside, **plain, **texts, **files})
    assert {*plain, *texts} <= set(model.model_fields), method
    assert call.__api_method__ == method
    _read.add(shape)


@pytest.fixture
async def world(installed_url: str, tmp_path: Path) -> AsyncIterator[World]:
    """A bot in a sandbox, on a real SQLite file."""
    async with talking(installed_url, tmp_path) as found:
        yield found
        found.wire.check_answers()
        found.wire.check_labels()
        for method, params in found.telegram.sent:
            reads_as_aiogram_does(method, params)


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


@pytest.fixture
def lose(world: World, monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[..., None]]:
    """`lose(use_case)`: its next transaction is committed, and nobody hears of it.

    With `before` it is not committed. The test fails where that transaction never came.
    """
    monkeypatch.setattr(courier, "BUSY_SECONDS", 0.02)
    monkeypatch.setattr(courier, "IDLE_SECONDS", 0.05)
    monkeypatch.setattr(worker, "BUSY_SECONDS", 0.02)
    run, losing = world.db.run, {}

    async def lossy(use_case: Any, *args: Any, **kwargs: Any) -> Any:
        before = losing.pop(args[1] if use_case is by_system else use_case, None)
        if before:
            raise StorageBusy("the connection is lost")
        found = await run(use_case, *args, **kwargs)
        if before is False:
            raise StorageBusy("the connection is lost")
        return found

    monkeypatch.setattr(world.db, "run", lossy)

    def lose(use_case: Any, *, before: bool = False) -> None:
        losing[use_case] = before

    yield lose
    assert not losing
