"""Commands about what is kept: backups, keys, and what is past its time."""

from cyclopts.types import ExistingFile, File

from bot.cli.command_groups import app, db, keys, outbox
from bot.cli.lazy import do


@app.command
def backup(path: File) -> None:
    """Write everything into one file while the bot runs; it is verified before it has its name.

    What is sealed stays sealed, and no key is in it: keep the keys apart from it.

    Parameters
    ----------
    path
        The file to write; there must be none yet.
    """
    do("bot.cli.backup_commands", "backup", path)


@app.command
def restore(path: ExistingFile) -> None:
    """Put a backup back where there is no database and no evidence; it needs the keys of its time.

    Parameters
    ----------
    path
        A file as `backup` writes it, of either kind of database.
    """
    do("bot.cli.backup_commands", "restore", path)


@db.command
def copy(source: str, target: str) -> None:
    """Copy all that a database holds into an empty one of either kind, and prove it is the same.

    No bot may be at work on the source. A password may stand in PGPASSWORD instead of an address.

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
    """Let go what is past its time, as the bot does by itself, and compare rows with stored files.

    Nothing goes while this machine's clock is far from what was last seen and from Telegram's.

    Parameters
    ----------
    dry_run
        Only count what would go.
    trust_clock
        Vouch that this machine's clock is right; it counts from the second day of a doubt on.
    """
    do("bot.cli.retention_commands", "retain", dry_run=dry_run, trust_clock=trust_clock)


@outbox.command
def held() -> None:
    """List what a restored database holds back: it may have been sent before."""
    do("bot.cli.backup_commands", "held")


@outbox.command
def release() -> None:
    """Let the bot send what is held."""
    do("bot.cli.backup_commands", "release")


@outbox.command
def discard() -> None:
    """Give up what is held; nobody is told of it by a notice."""
    do("bot.cli.backup_commands", "discard")


@keys.command
def new(*, name: str = "k1") -> None:
    """Print a new key for JUBAO_SEAL_KEYS; keep it apart from the backups.

    Parameters
    ----------
    name
        Up to 16 letters or digits; each key of a ring has its own.
    """
    do("bot.cli.commands", "new_key", name)


@keys.command
def rotate() -> None:
    """Seal everything anew by the first key of JUBAO_SEAL_KEYS, while the bot runs.

    Put the new key first, keep the old one behind it, start the bot anew, then rotate; stopped, it
    goes on where it was. Then the old key may go.
    """
    do("bot.cli.key_commands", "rotate")
