"""Both databases for every storage test: a real SQLite file, a real PostgreSQL server."""

import asyncio
import shutil
from collections.abc import AsyncIterator, Awaitable, Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import AsyncExitStack
from pathlib import Path

import pytest
from sqlalchemy.engine import make_url

from bot.config.profile import read_profile
from domain.profile import Profile
from storage.crypto.encryption import KeyRing
from storage.engine import schema, sqlite
from storage.engine.database import Database
from storage.wiring import open_database
from tests.support.life import NOON
from tests.support.postgres import Postgres, Rows
from usecases.core import profile as core_profile

Opens = Callable[..., Awaitable[Database]]

KEY_RING = KeyRing.new()
# What tests of this process write need not survive the machine, here as on the server below.
SHIPPED = sqlite.PRAGMAS
sqlite.PRAGMAS = tuple(each.replace("synchronous=FULL", "synchronous=OFF") for each in SHIPPED)


@pytest.fixture(scope="session")
def profile() -> Profile:
    """The shipped profile."""
    return read_profile(Path("profiles/hunan"))


@pytest.fixture(scope="session")
def key_ring() -> KeyRing:
    """One ring for the whole run."""
    return KeyRing.parse(KEY_RING)


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An empty SQLite database with the schema in it, copied for each test."""
    path = tmp_path_factory.mktemp("sqlite") / "template.db"
    schema.bring_up_to_date(f"sqlite+aiosqlite:///{path}")
    return path


@pytest.fixture
def sqlite_url(sqlite_template: Path, tmp_path: Path) -> str:
    """A fresh SQLite file."""
    shutil.copy(sqlite_template, tmp_path / "jubao.db")
    return f"sqlite+aiosqlite:///{tmp_path}/jubao.db"


@pytest.fixture(scope="session")
def installed_template(sqlite_template: Path, key_ring: KeyRing, profile: Profile) -> Path:
    """The same with the shipped profile in it: each test would read that anew otherwise."""
    path = sqlite_template.with_name("installed.db")
    shutil.copy(sqlite_template, path)
    _install(f"sqlite+aiosqlite:///{path}", key_ring, profile)
    return path


@pytest.fixture
def installed_url(installed_template: Path, tmp_path: Path) -> str:
    """A fresh SQLite file in which the profile is installed."""
    shutil.copy(installed_template, tmp_path / "jubao.db")
    return f"sqlite+aiosqlite:///{tmp_path}/jubao.db"


@pytest.fixture(params=["sqlite", "postgres"])
def database_url(request: pytest.FixtureRequest) -> str:
    """A fresh database, once of each kind."""
    url: str = request.getfixturevalue(f"{request.param}_url")
    return url


@pytest.fixture
async def opens(key_ring: KeyRing) -> AsyncIterator[Opens]:
    """Opens databases and closes them whatever happens: with an open one a process never ends."""
    async with AsyncExitStack() as stack:

        async def opens(url: str, keys: KeyRing = key_ring) -> Database:
            opened = await open_database(url, keys)
            stack.push_async_callback(opened.close)
            return opened

        yield opens


@pytest.fixture
async def db(
    database_url: str, key_ring: KeyRing, request: pytest.FixtureRequest
) -> AsyncIterator[Database]:
    """A database with the profile installed, once on each kind."""
    if make_url(database_url).get_backend_name() == "sqlite":
        request.getfixturevalue("installed_url")  # the same file
    else:
        request.getfixturevalue("installed_rows").bring()
    async for store in _open(database_url, key_ring):
        yield store


@pytest.fixture
async def sqlite_db(
    sqlite_url: str, installed_url: str, key_ring: KeyRing
) -> AsyncIterator[Database]:
    """A SQLite database with the profile installed, where one kind is enough."""
    assert sqlite_url == installed_url  # the same file, whichever a test asks for
    async for store in _open(installed_url, key_ring):
        yield store


@pytest.fixture(scope="session")
def installed_rows(postgres: Postgres, key_ring: KeyRing, profile: Profile) -> Rows:
    """What an installed profile leaves in a PostgreSQL database: written once, then copied."""
    postgres.empty()
    _install(postgres.url("migrated"), key_ring, profile)
    rows = Rows.of(postgres)
    postgres.empty()
    return rows


async def _open(url: str, key_ring: KeyRing) -> AsyncIterator[Database]:
    store = await open_database(url, key_ring)
    yield store
    await store.close()


def _install(url: str, key_ring: KeyRing, profile: Profile) -> None:
    async def install() -> None:
        async for store in _open(url, key_ring):
            await store.run(core_profile.install_profile, profile, NOON)

    with ThreadPoolExecutor(1) as thread:  # an event loop may be running in this one
        thread.submit(asyncio.run, install()).result()
