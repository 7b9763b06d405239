"""`jubao export cases|figures|audit`: write a file for oversight."""

import asyncio
import sys
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path

from bot.cli import whole_files
from bot.cli.commands import quiet_settings
from bot.cli.directory_commands import NOTHING_YET
from bot.config import own_files
from bot.config.languages import catalog_of
from bot.config.resources import opened_as_it_is
from bot.config.settings import SettingsError
from bot.core.errors import Failed
from handlers.figures import readable
from handlers.ui.localizer import Localizer
from usecases.core.request import Conditions
from usecases.figures import case_export, export_files
from usecases.figures.case_export import ExportKind, ExportOrder, Permit
from usecases.figures.spreadsheets import FileFormat
from usecases.network import importing
from usecases.session import by_system

PEOPLE, MACHINES = "people", "machines"
STEP = 10_000  # rows between two progress lines


def export(
    kind: str, since: date, until: date, form: str | None, path: Path | None, *, readers: str
) -> str:
    """Write the rows of a period (both days included) to `path`, by default in this folder.

    `readers`: `people`, who read words in the deployment's language, or `machines`. Raises
    SettingsError for a period that ends before it begins, or a format that is not that of the
    ending of `path`.
    """
    if since > until:
        raise SettingsError(f"--to: the period ends on {until}, before it begins on {since}")
    of_file = _format(form, path)
    wanted = ExportOrder(kind=ExportKind(kind), since=since, until=until, form=of_file)
    to = path or Path(wanted.file_name)
    settings = quiet_settings()
    own_files.refuse_output(settings, to, "the export")

    async def hand_out() -> int:
        async with opened_as_it_is(settings) as db:
            profile = await db.read(importing.directory)
            if profile is None:
                raise Failed(NOTHING_YET)
            conditions = Conditions(profile=profile, now=int(time.time()))
            permit = await db.run(by_system, conditions, case_export.permit_shell, wanted)
            localizer = Localizer(catalog_of(settings), profile, settings.locale)
            shape = (
                readable.shape(localizer, permit)
                if readers == PEOPLE
                else case_export.for_machines(permit)
            )
            return await export_files.write(db, permit, to, shape, _progress_to_stderr(permit))

    return whole_files.said(to, f"{asyncio.run(hand_out())} rows written into {to}")


def _format(given: str | None, path: Path | None) -> FileFormat:
    """The format that was given, else that of the file's ending, else CSV."""
    ending = path.suffix.removeprefix(".").lower() if path else ""
    if ending in set(FileFormat) and given not in (None, ending):
        words = f"--out: {path} would be a file of format {given}"
        raise SettingsError(f"{words}: give another name, or --format {ending}")
    return FileFormat(given or (ending if ending in set(FileFormat) else FileFormat.CSV))


def _progress_to_stderr(permit: Permit) -> Callable[[int], None]:
    reported = 0

    def progress(rows: int) -> None:
        nonlocal reported
        if rows // STEP > reported:
            reported = rows // STEP
            sys.stderr.write(f"{rows} of {permit.rows} rows\n")

    return progress
