"""Commands of the office: its units and people, and what it hands out."""

from datetime import date
from typing import Annotated, Literal

from cyclopts import Parameter
from cyclopts.types import ExistingDirectory, ExistingFile, File

from bot.cli.command_groups import admin, app, audit, directory, profile
from bot.cli.lazy import do


@profile.command(name="import")
def import_(path: ExistingDirectory) -> None:
    """Take over units, categories and clocks from a folder; nothing changes while it has a fault.

    Parameters
    ----------
    path
        A folder with units.csv, taxonomy.toml, clocks.toml and, if wanted, pledge.toml.
    """
    do("bot.cli.commands", "import_profile", path)


@directory.command
def export(path: File) -> None:
    """Write the units that are at work into a CSV file.

    Parameters
    ----------
    path
        The file to write; one that is there is written anew.
    """
    do("bot.cli.directory_commands", "export", path)


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
    do("bot.cli.directory_commands", "import_", path, dry_run=dry_run)


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
    do("bot.cli.export_commands", "export", what, since, until, form, out)


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
    do("bot.cli.report_commands", "report", month, out)


@admin.command
def invite() -> None:
    """Print a link that makes whoever opens it an admin; it works once."""
    do("bot.cli.commands", "invite_admin")


@admin.command
def dismiss(account: int) -> None:
    """End what an invitation made of an account; JUBAO_ADMIN_IDS names others, and ends at a start.

    Parameters
    ----------
    account
        The Telegram id.
    """
    do("bot.cli.commands", "dismiss_admin", account)


@audit.command
def verify(*, head: str | None = None) -> None:
    """Look whether the journal is what was written; name what was changed, taken out, or cut off.

    Parameters
    ----------
    head
        What the journal's end was on some day, as admins and the log were told: COUNT:HASH. Only
        with it can a cut end be proven.
    """
    do("bot.cli.audit_commands", "verify", head)
