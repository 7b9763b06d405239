"""`jubao db copy`: move a deployment from one database to another."""

import asyncio
from functools import partial
from pathlib import Path

from bot.cli.backup_commands import progress_to_stderr
from bot.cli.commands import quiet_settings
from bot.cli.settings_pages import without_password
from bot.config import own_files
from bot.config.resources import opened_as_it_is
from bot.config.settings import PREFIX, Settings, SettingsError
from bot.config.settings_checks import database
from bot.core.errors import Failed, Refused
from bot.leases import upgrade_guard
from storage.backup import migrate_engine, portable_copy
from storage.backup.migrate_engine import Differs
from storage.core.database_url import sqlite_file
from storage.engine import file_modes, leases, schema
from usecases.operations import audit


def copy(source: str, target: str) -> str:
    """Copy all rows of `source` into the empty `target`, verify them, and say what to change.

    Raises SettingsError for a bad address or without encryption keys, Refused while a bot uses the
    source, Failed if the copy differs.
    """
    settings = quiet_settings()
    source, target = _address("SOURCE", source), _address("TARGET", target)
    if not settings.seal_keys_text:
        raise SettingsError(
            "JUBAO_SEAL_KEYS is not set: the journal is proved by the keys of the source"
        )
    if file := sqlite_file(target):
        own_files.refuse_inside(settings, file, "the new database", "name a file elsewhere")
        own_files.refuse_same(settings.model_copy(update={"database_url": target}))
    rows, tables, entries = asyncio.run(copied(settings, source, target))
    return (
        f"{rows} rows of {tables} tables and {entries} entries of the journal are the same in "
        f"{without_password(target)}\n"
        f"now set {PREFIX}DATABASE_URL to it, on every machine, with the same "
        f"{PREFIX}SEAL_KEYS; evidence stays where it is\n"
        "never start a bot on the old database again: it would tell people everything twice"
    )


def _address(name: str, url: str) -> str:
    try:
        return database(url)
    except ValueError as wrong:
        raise SettingsError(f"{name}: {wrong}") from None


async def copied(settings: Settings, source: str, target: str) -> tuple[int, int, int]:
    """Copy and verify; returns the numbers of rows, tables, and journal entries."""
    async with opened_as_it_is(settings.model_copy(update={"database_url": source})):
        pass  # checks that it exists, has this release's schema, and that the keys decrypt it
    await upgrade_guard.nobody_at_work(source)
    await _refuse_unless_empty(target)
    file, progress = sqlite_file(target), progress_to_stderr()
    if file is not None:
        _make(file)
    try:
        await schema.migrate(target)
        sums = await migrate_engine.move(source, target, progress)
    except BaseException as error:
        if file is not None:  # created above
            for each in (file, *(Path(f"{file}-{end}") for end in ("wal", "shm", "journal"))):
                each.unlink(missing_ok=True)
        if isinstance(error, Differs):
            raise Failed(f"{error}; nothing was kept") from error
        raise
    async with opened_as_it_is(settings.model_copy(update={"database_url": target})) as db:
        await db.run(leases.free_all)  # they name processes that use the source
        journal = await audit.verify(db, tell=partial(progress, "journal"))
    if journal.findings:
        raise Failed("the journal is not what was written: `jubao audit verify` says where")
    return sum(each.rows for each in sums.values()), len(sums), journal.seen


def _make(file: Path) -> None:
    """Make the file of the target; Refused if another process has made it meanwhile."""
    file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    try:
        file_modes.create_new(file)
    except FileExistsError:
        raise Refused(f"there is a database already: {file}") from None


async def _refuse_unless_empty(target: str) -> None:
    file = sqlite_file(target)
    if file is not None and file.exists():
        raise Refused(f"there is a database already: {file}")
    if file is None and not await portable_copy.is_empty(target):
        raise Refused("the target is not empty")
