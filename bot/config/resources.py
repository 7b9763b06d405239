"""Open the database and the evidence store that the settings name."""

import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from bot.config import own_files
from bot.config.erasure_files import ErasureList
from bot.config.settings import PREFIX, Settings, SettingsError
from bot.core.errors import Failed
from domain.profile import Profile
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

    Raises SettingsError without encryption keys, Refused if another of our files is the database.
    """
    key_ring = key_ring_of(settings)
    own_files.refuse_same(settings)
    db = await open_database(settings.database_url, key_ring)
    db.name_admins(settings.admins)
    db.on_erased = ErasureList(db, own_files.erasure_list_of(settings), time.time).write
    try:
        yield db
    finally:
        await db.close()


@asynccontextmanager
async def opened_as_it_is(settings: Settings) -> AsyncIterator[Database]:
    """An existing database, not upgraded.

    Raises SettingsError without encryption keys, Failed if there is no database, SchemaBehind if it
    is older.
    """
    key_ring_of(settings)  # a setting that is missing is named first, whatever else is
    file = sqlite_file(settings.database_url)
    if file is not None and not file.exists():
        words = f"there is no database yet: {file.absolute()}"
        raise Failed(f"{words} (the first start of the bot makes it)")
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


def key_ring_of(settings: Settings) -> KeyRing:
    """The encryption keys; SettingsError if none is set."""
    if settings.seal_keys_text:
        return KeyRing.parse(settings.seal_keys_text)
    file = sqlite_file(settings.database_url)
    words = "`jubao keys new` makes a key"
    if file is not None and file.exists():
        words = f"{file} needs the key that it was made with; a new one could not read it"
    raise SettingsError(f"{PREFIX}SEAL_KEYS is not set: {words}")


def profile_of(settings: Settings) -> Profile:
    """The profile of JUBAO_PROFILE; ProfileError with all its faults.

    Raises what `profile_folder` does.
    """
    from bot.config.profile import read_profile  # noqa: PLC0415 - slow to import, for the first start

    return read_profile(profile_folder(settings))


def profile_folder(settings: Settings) -> Path:
    """The folder of JUBAO_PROFILE; SettingsError if there is none."""
    if not settings.profile.is_dir():
        raise SettingsError(f"{PREFIX}PROFILE: there is no folder {settings.profile.absolute()}")
    return settings.profile


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
