"""Open the database and the evidence store that the settings name."""

import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from bot.config import own_files
from bot.config.erasure_files import ErasureList
from bot.config.settings import Settings, SettingsError
from bot.core.errors import Failed, Refused
from storage.core.database_url import sqlite_file
from storage.crypto.encryption import KeyRing
from storage.engine import schema
from storage.engine.database import Database
from storage.engine.postgres import Postgres
from storage.engine.sqlite import Sqlite
from storage.files.aws_variables import WrongVariable
from storage.files.blobs import Files
from storage.files.places import S3
from storage.wiring import open_database


@asynccontextmanager
async def opened(settings: Settings) -> AsyncIterator[Database]:
    """The database; creates or upgrades a SQLite file.

    Raises Refused without encryption keys, or if another of our files is the database.
    """
    own_files.refuse_same(settings)
    if not settings.seal_keys_text:
        raise Refused("JUBAO_SEAL_KEYS is not set: `jubao keys new` makes a key")
    db = await open_database(settings.database_url, KeyRing.parse(settings.seal_keys_text))
    db.name_admins(settings.admins)
    db.on_erased = ErasureList(db, own_files.erasure_list_of(settings), time.time).write
    try:
        yield db
    finally:
        await db.close()


@asynccontextmanager
async def opened_as_it_is(settings: Settings) -> AsyncIterator[Database]:
    """An existing database, not upgraded: Failed if there is none, SchemaBehind if it is older."""
    file = sqlite_file(settings.database_url)
    if file is not None and not file.exists():
        raise Failed(f"there is no database yet: {file.absolute()}")
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
    """The evidence store; SettingsError for values of a bucket that cannot be used."""
    try:
        return Files(settings.evidence_url, s3_of(settings))
    except WrongVariable as wrong:
        raise SettingsError(str(wrong)) from wrong


def s3_of(settings: Settings) -> S3:
    """Endpoint and credentials of the bucket."""
    return S3(
        endpoint=settings.s3_endpoint,
        region=settings.s3_region,
        key_id=settings.s3_key_id.get_secret_value(),
        secret=settings.s3_secret.get_secret_value(),
    )
