"""Commands for units, admins, exports, the transparency report and the journal."""

import re
from collections.abc import Sequence
from datetime import date
from typing import Annotated, Literal

from cyclopts import Parameter, Token
from cyclopts.types import Directory, ExistingDirectory, ExistingFile, File

from bot.cli.command_groups import admin, app, audit, directory, profile
from bot.cli.lazy import do

YEARS = range(1970, 2200)  # of an export


def _month(_: type, tokens: Sequence[Token]) -> date:
    """The first day of a month, which is named as 2026-10 or by any of its days."""
    named = re.fullmatch(r"(\d{4}-\d{2})(-\d{2})?", tokens[0].value)
    try:
        return date.fromisoformat(f"{named[1]}{named[2] or '-01'}" if named else "")
    except ValueError as wrong:
        raise ValueError("expected a month such as 2026-10") from wrong


def _day(_: type, tokens: Sequence[Token]) -> date:
    """A day as 2026-12-31, of years for which every time zone and all sums can be computed."""
    try:
        day = date.fromisoformat(tokens[0].value)
    except ValueError as wrong:
        raise ValueError("expected a day such as 2026-12-31") from wrong
    if day.year not in YEARS:
        raise ValueError(f"expected a day of the years {YEARS[0]} to {YEARS[-1]}")
    return day


@profile.command(name="import")
def import_(
    path: ExistingDirectory, *, retire_missing: bool = False, change_many: bool = False
) -> None:
    """Install units, categories and deadlines from a folder; nothing changes if it has a fault.

    Parameters
    ----------
    path
        A folder with units.csv, taxonomy.toml, clocks.toml and, optionally, hosts.toml,
        platforms.toml, pledge.toml, providers.csv, xarf.toml and link_identity.toml.
    retire_missing
        Take the folder over even if it lacks much of what there is, and retire the units it lacks.
    change_many
        Take the folder over even if it empties or changes a field of more than a third of the
        units, providers, categories or rules, or gives several the phone, mail or host of another.
    """
    do(
        "bot.cli.imports.profile_import",
        "import_profile",
        path,
        retire_missing=retire_missing,
        change_many=change_many,
    )


@directory.command
def export(path: File) -> None:
    """Write all units that are not retired into a CSV file.

    Parameters
    ----------
    path
        The file to write; an existing one is overwritten.
    """
    do("bot.cli.directory_commands", "export", path)


@directory.command(name="import")
def import_directory(
    path: ExistingFile,
    *,
    dry_run: bool = False,
    retire_missing: bool = False,
    change_many: bool = False,
) -> None:
    """Replace the directory by a CSV file: adds and changes units, retires those it lacks.

    Parameters
    ----------
    path
        A file in the format of `export`: CSV, or a workbook (.xlsx) with the same columns.
    dry_run
        Only list what would change.
    retire_missing
        Retire the units that the file lacks even if they are more than a third of all, or have
        open cases.
    change_many
        Take the file over even if it empties or changes a field of more than a third of the units,
        or gives several the phone, mail or host of another.
    """
    do(
        "bot.cli.directory_commands",
        "import_",
        path,
        dry_run=dry_run,
        retire_missing=retire_missing,
        change_many=change_many,
    )


@app.command(name="export")
def hand_out(
    what: Literal["cases", "figures", "audit"],
    *,
    since: Annotated[date, Parameter(name="--from", converter=_day)],
    until: Annotated[date, Parameter(name="--to", converter=_day)],
    form: Annotated[Literal["csv", "xlsx", "jsonl"] | None, Parameter(name="--format")] = None,
    readers: Annotated[Literal["people", "machines"], Parameter(name="--for")] = "people",
    out: File | None = None,
) -> None:
    """Write a file for oversight; it contains no reporters, and the export is journaled.

    Parameters
    ----------
    what
        The cases opened in the period; its figures, by month for whole months and else by day; or
        its journal: who did what to which case, without reasons.
    since
        The first day, e.g. 2026-01-01.
    until
        The last day.
    form
        The file format; by default that of the ending of --out, and else csv.
    readers
        Words, names and local times for people; codes and ISO 8601 for machines. JSON Lines are
        for machines always.
    out
        The file to write; by default a file in this folder named after its content.
    """
    do("bot.cli.export_commands", "export", what, since, until, form, out, readers=readers)


@app.command
def report(
    *, month: Annotated[date, Parameter(converter=_month)], out: Directory | None = None
) -> None:
    """Write the transparency report of a past month: data, pages and pictures.

    Parameters
    ----------
    month
        The month, e.g. 2026-10, or any day of it.
    out
        The folder to write into, made if it is missing; by default this one.
    """
    do("bot.cli.report_commands", "report", month, out)


@admin.command
def invite() -> None:
    """Print a link that makes the first person who opens it an admin."""
    do("bot.cli.commands", "invite_admin")


@admin.command(name="list")
def list_() -> None:
    """Print all admins: Telegram id, name, and whether by JUBAO_ADMIN_IDS or by an invitation."""
    do("bot.cli.commands", "list_admins")


@admin.command(name=["revoke", "dismiss"])
def revoke(account: int) -> None:
    """Remove an admin who was invited; those in JUBAO_ADMIN_IDS are removed there.

    A change of JUBAO_ADMIN_IDS takes effect at a restart; one in `.env` also on SIGHUP.

    Parameters
    ----------
    account
        The Telegram id.
    """
    do("bot.cli.commands", "dismiss_admin", account)


@audit.command
def verify(*, head: str | None = None, heads: ExistingFile | None = None) -> None:
    """Verify the journal and the roles that it gave; list what was changed, removed or cut off.

    It is compared with the newest head in the file of JUBAO_JOURNAL_HEADS.

    Parameters
    ----------
    head
        One more head to compare with, as sent to admins and the log: COUNT:HASH.
    heads
        One more file with heads, such as the one beside the backups.
    """
    do("bot.cli.audit_commands", "verify", head, heads)
