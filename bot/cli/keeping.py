"""Commands for stored data: backups, keys, retention, held notices."""

from cyclopts.types import ExistingFile, File

from bot.cli.command_groups import app, db, keys, outbox
from bot.cli.lazy import do


@app.command
def backup(path: File) -> None:
    """Write a backup into one file while the bot runs, and verify it.

    Encrypted data stay encrypted and the file contains no key: store the keys elsewhere. If files
    of evidence are missing or damaged in the store, the backup is made of all else, names them and
    ends with exit code 1.

    Parameters
    ----------
    path
        The file to write; it must not exist yet.
    """
    do("bot.cli.backup_commands", "backup", path)


@app.command
def restore(path: ExistingFile) -> None:
    """Restore a backup into an empty database and store, with the keys of when it was made.

    Parameters
    ----------
    path
        A file written by `backup`, from either kind of database.
    """
    do("bot.cli.backup_commands", "restore", path)


@db.command
def copy(source: str, target: str) -> None:
    """Copy a database into an empty one of either kind, and verify the copy.

    No bot may use the source. Passwords can be given in PGPASSWORD instead of the address.

    Parameters
    ----------
    source
        The database in use, such as sqlite+aiosqlite:///data/jubao.db
    target
        An empty one, such as postgresql+asyncpg://jubao@127.0.0.1/jubao
    """
    do("bot.cli.db_commands", "copy", source, target)


@app.command
def retention(*, dry_run: bool = False, trust_clock: bool = False) -> None:
    """Delete data past its retention period, as the bot does, and compare rows with stored files.

    Nothing is deleted while this machine's clock differs much from Telegram's or goes backwards.

    Parameters
    ----------
    dry_run
        Only count what would be deleted.
    trust_clock
        Confirm that this machine's clock is right; takes effect a day after the doubt began.
    """
    do("bot.cli.retention_commands", "retain", dry_run=dry_run, trust_clock=trust_clock)


@outbox.command
def held() -> None:
    """Count the held notices of a restored database by kind: they may have been sent before."""
    do("bot.cli.backup_commands", "held")


@outbox.command
def release() -> None:
    """Let the bot send the held notices."""
    do("bot.cli.backup_commands", "release")


@outbox.command
def discard() -> None:
    """Discard the held notices; they are never sent."""
    do("bot.cli.backup_commands", "discard")


@keys.command
def new(*, name: str = "k1") -> None:
    """Print a new key for JUBAO_SEAL_KEYS; do not store it with the backups.

    Parameters
    ----------
    name
        The key's id: up to 16 letters or digits, unique in JUBAO_SEAL_KEYS.
    """
    do("bot.cli.commands", "new_key", name)


@keys.command
def rotate(*, compromised: bool = False) -> None:
    """Encrypt everything again with the first key of JUBAO_SEAL_KEYS, while the bot runs.

    Put the new key first, keep the old one behind it, restart the bot, then rotate. An
    interrupted run continues where it stopped. Remove the old key afterwards.

    Parameters
    ----------
    compromised
        Somebody has the keys and a copy of the database: also make a new root secret, for new
        fingerprints and for the query codes of later reports. Takes some minutes more.
    """
    do("bot.cli.key_commands", "rotate", compromised=compromised)
