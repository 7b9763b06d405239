"""The command line, `jubao …` or `python -m bot …`: what there is, and how each ending is told."""

import os
import sys
from datetime import date
from importlib import import_module
from importlib.metadata import PackageNotFoundError, version
from typing import Annotated, Literal

from cyclopts import App, CycloptsError, Parameter
from cyclopts.types import ExistingDirectory, ExistingFile, File, Port

DONE, USAGE, INTERRUPTED = 0, 2, 130  # bot.exits knows the others


def _version() -> str:
    try:
        return version("jubao")
    except PackageNotFoundError:  # run from a folder that was never installed
        return "unknown"


app = App(
    name="jubao",
    help="A reporting channel for unlawful and harmful online content that lives in a chat.",
    help_epilogue="With --debug, a failure shows where it came from. "
    "Exit codes: 0 done, 1 failed, 2 wrong usage or settings, 3 refused for safety.",
    version=_version,
)
profile = App(name="profile", help="Units, categories and clocks.")
directory = App(name="directory", help="The public directory of units, as a CSV file.")
admin = App(name="admin", help="Who runs the channel.")
keys = App(name="keys", help="The keys that seal what is stored.")
audit = App(name="audit", help="The journal: who did what when.")
webhook = App(name="webhook", help="Whether Telegram sends updates, instead of being asked.")
outbox = App(name="outbox", help="The notices that a restored backup holds back.")
for _group in (profile, directory, admin, keys, audit, webhook, outbox):
    app.command(_group)


def _do(module: str, name: str, *given: object, **named: object) -> None:
    """Run a command's body and print what it has to say.

    Bodies are imported when they are wanted: `--help` must not wait for Telegram.
    """
    words = getattr(import_module(f"bot.{module}"), name)(*given, **named)
    if words:
        print(words)


@app.command
def demo(*, keep: bool = False, port: Port = 8088, language: str | None = None) -> None:
    """Try it: a sandbox on this machine with a chat page, a cast of people and no token.

    Parameters
    ----------
    keep
        Leave the data behind when it ends.
    port
        Where the page is, on 127.0.0.1.
    language
        Everybody speaks this, e.g. en; otherwise Chinese, and one citizen English.
    """
    _do("commands", "demo", keep=keep, port=port, language=language)


@app.command
def run() -> None:
    """Run the bot until SIGTERM or Ctrl+C."""
    _do("commands", "run")


@app.command
def migrate() -> None:
    """Bring the database up to date."""
    _do("commands", "migrate")


@app.command
def doctor() -> None:
    """Check settings, keys, database, disk, profile and token, and say what is missing."""
    _do("doctor", "doctor")


@app.command
def health() -> None:
    """Leave with 0 while the database answers and nothing in it waits for too long."""
    _do("commands", "health")


@app.command
def settings() -> None:
    """Show every setting, secrets masked."""
    _do("commands", "settings")


@profile.command(name="import")
def import_(path: ExistingDirectory) -> None:
    """Take over units, categories and clocks from a folder; nothing changes while it has a fault.

    Parameters
    ----------
    path
        A folder with units.csv, taxonomy.toml, clocks.toml and, if wanted, pledge.toml.
    """
    _do("commands", "import_profile", path)


@directory.command
def export(path: File) -> None:
    """Write the units that are at work into a CSV file.

    Parameters
    ----------
    path
        The file to write; one that is there is written anew.
    """
    _do("directory_commands", "export", path)


@directory.command(name="import")
def import_directory(path: ExistingFile, *, dry_run: bool = False) -> None:
    """Make a CSV file the directory: units are added, changed, or retired where it lacks them.

    Parameters
    ----------
    path
        A file as `export` writes it.
    dry_run
        Only say what would change.
    """
    _do("directory_commands", "import_", path, dry_run=dry_run)


@app.command(name="export")
def hand_out(
    what: Literal["cases", "figures", "audit"],
    *,
    since: Annotated[date, Parameter(name="--from")],
    until: Annotated[date, Parameter(name="--to")],
    form: Annotated[Literal["csv", "xlsx", "jsonl"], Parameter(name="--format")] = "csv",
    out: File | None = None,
) -> None:
    """Write a file for those who oversee the channel; no reporter is in it, the journal keeps it.

    Parameters
    ----------
    what
        The cases opened in a period; what was counted in it, whole months as months and other days
        singly; or its journal: who did what to which case, without reasons.
    since
        The first day, e.g. 2026-01-01.
    until
        The last day.
    form
        What the file is written as.
    out
        The file to write; otherwise one in this folder that is named after what is in it.
    """
    _do("export_commands", "export", what, since, until, form, out)


@app.command
def report(*, month: date, out: File | None = None) -> None:
    """Write the transparency report of a month that is over: the data, and pages and pictures.

    Parameters
    ----------
    month
        Any day of it, e.g. 2026-10-01.
    out
        The folder to write into; otherwise this one.
    """
    _do("report_commands", "report", month, out)


@admin.command
def invite() -> None:
    """Print a link that makes whoever opens it an admin; it works once."""
    _do("commands", "invite_admin")


@keys.command
def new(*, name: str = "k1") -> None:
    """Print a new key for JUBAO_SEAL_KEYS; keep it apart from the backups.

    Parameters
    ----------
    name
        Up to 16 letters or digits; each key of a ring has its own.
    """
    _do("commands", "new_key", name)


@keys.command
def rotate() -> None:
    """Seal everything anew by the first key of JUBAO_SEAL_KEYS, while the bot runs.

    Put the new key first, keep the old one behind it, start the bot anew, then rotate; stopped, it
    goes on where it was. Then the old key may go.
    """
    _do("key_commands", "rotate")


@audit.command
def verify(*, head: str | None = None) -> None:
    """Look whether the journal is what was written; name what was changed, taken out, or cut off.

    Parameters
    ----------
    head
        What the journal's end was on some day, as admins and the log were told: COUNT:HASH. Only
        with it can a cut end be proven.
    """
    _do("audit_commands", "verify", head)


@webhook.command(name="set")
def set_() -> None:
    """Have Telegram send updates to JUBAO_WEBHOOK_URL, with JUBAO_WEBHOOK_SECRET."""
    _do("webhook_commands", "set_")


@webhook.command
def delete() -> None:
    """Have Telegram keep updates until they are asked for; those that wait are not lost."""
    _do("webhook_commands", "delete")


@webhook.command
def info() -> None:
    """Show what Telegram says: where it sends updates, how many wait, what went wrong last."""
    _do("webhook_commands", "info")


@app.command
def backup(path: File) -> None:
    """Write everything into one file while the bot runs; it is verified before it has its name.

    What is sealed stays sealed, and no key is in it: keep the keys apart from it.

    Parameters
    ----------
    path
        The file to write; there must be none yet.
    """
    _do("backup_commands", "backup", path)


@app.command
def restore(path: ExistingFile) -> None:
    """Put a backup back where there is no database and no evidence; it needs the keys of its time.

    Parameters
    ----------
    path
        A file as `backup` writes it, of either kind of database.
    """
    _do("backup_commands", "restore", path)


@app.command
def retention(*, dry_run: bool = False) -> None:
    """Let go what is past its time, as the bot does by itself, and compare rows with stored files.

    Parameters
    ----------
    dry_run
        Only count what would go.
    """
    _do("retention_commands", "retain", dry_run=dry_run)


@outbox.command
def held() -> None:
    """List what a restored database holds back: it may have been sent before."""
    _do("backup_commands", "held")


@outbox.command
def release() -> None:
    """Let the bot send what is held."""
    _do("backup_commands", "release")


@outbox.command
def discard() -> None:
    """Give up what is held; nobody is told of it by a notice."""
    _do("backup_commands", "discard")


def main() -> None:
    """Do what the command line says, and leave with the exit code of what came of it."""
    os.environ.setdefault("PTB_TIMEDELTA", "1")  # the library's retry_after as a timedelta
    said = [word for word in sys.argv[1:] if word != "--debug"]
    sys.exit(_done(said, debug=len(said) < len(sys.argv) - 1))


def _done(said: list[str], *, debug: bool) -> int:
    try:
        app(said, exit_on_error=False, print_error=False, result_action="return_value")
    except CycloptsError as wrong:
        _complain(" ".join(str(wrong).split()))
        return USAGE
    except KeyboardInterrupt:
        return INTERRUPTED
    except Exception as error:  # noqa: BLE001 - whatever it is, the operator gets a clear line
        return _failed(error, debug=debug)
    return DONE


def _failed(error: Exception, *, debug: bool) -> int:
    from bot.exits import ending  # noqa: PLC0415 - as seldom wanted as it is slow to import

    end = ending(error)
    if end.found:
        print(end.found)
    if debug:
        print(end.story, file=sys.stderr)
    _complain(end.words)
    return end.code


def _complain(words: str) -> None:
    for line in words.splitlines():
        print(f"jubao: {line}", file=sys.stderr)


if __name__ == "__main__":
    main()
