"""The database as commands meet it: opened and brought up to date, or only looked at."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from bot.exits import Failed, Refused
from bot.settings import Settings
from storage import schema
from storage.db import Database
from storage.files import Files
from storage.postgres import Postgres
from storage.seal import Ring
from storage.sqlite import Sqlite
from storage.stores import S3


@asynccontextmanager
async def opened(settings: Settings) -> AsyncIterator[Database]:
    """The database; a SQLite file is made or brought up to date."""
    if not settings.seal_keys_text:
        raise Refused("JUBAO_SEAL_KEYS is not set: `jubao keys new` makes a key")
    db = await Database.open(settings.database_url, Ring.parse(settings.seal_keys_text))
    db.name_admins(settings.admins)
    try:
        yield db
    finally:
        await db.close()


@asynccontextmanager
async def opened_as_it_is(settings: Settings) -> AsyncIterator[Database]:
    """The database; Failed where there is none, SchemaBehind where it is an older one."""
    file = sqlite_file(settings.database_url)
    if file is not None and not file.exists():
        raise Failed(f"there is no database yet: {file}")
    engine = (
        Postgres.open(settings.database_url, read_only=True)
        if file is None
        else await Sqlite.open(settings.database_url, read_only=True)
    )
    try:
        await engine.run(schema.check)
    finally:
        await engine.close()
    async with opened(settings) as db:
        yield db


def files_of(settings: Settings) -> Files:
    """Where the settings say that evidence is kept."""
    return Files(settings.evidence_url, s3_of(settings))


def s3_of(settings: Settings) -> S3:
    """How the settings say that a bucket is reached."""
    return S3(
        endpoint=settings.s3_endpoint,
        region=settings.s3_region,
        key_id=settings.s3_key_id.get_secret_value(),
        secret=settings.s3_secret.get_secret_value(),
    )


def sqlite_file(url: str) -> Path | None:
    """Where the file of a SQLite database is; None for other databases."""
    kind, _, path = url.partition(":///")
    return Path(path.partition("?")[0]) if kind.startswith("sqlite") else None
