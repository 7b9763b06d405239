"""`jubao report`: write the transparency report of a month as pages, pictures and data."""

import asyncio
import time
from datetime import date
from pathlib import Path
from typing import Any

import orjson

from bot.cli import whole_files
from bot.cli.commands import quiet_settings
from bot.cli.directory_commands import NOTHING_YET
from bot.config.languages import catalog_of
from bot.config.resources import opened_as_it_is
from bot.core.errors import Failed
from domain.core.errors import Refusal
from domain.figures.transparency import TransparencyReport
from domain.profile import Profile
from handlers.figures import data_package
from handlers.figures.transparency_files import files
from usecases.core.request import Conditions
from usecases.figures import transparency
from usecases.network import importing
from usecases.session import by_system


def report(month: date, folder: Path | None) -> str:
    """Write the report of a month into a folder (this one by default); return the file names.

    Pages and pictures are written in each language of the profile. The description of the data
    also names the months that are there already. Failed if the month is not over, or if a
    description of something else is there.
    """
    settings = quiet_settings()
    folder = folder or Path()

    async def read() -> tuple[Profile, TransparencyReport]:
        async with opened_as_it_is(settings) as db:
            profile = await db.read(importing.directory)
            if profile is None:
                raise Failed(NOTHING_YET)
            conditions = Conditions(profile=profile, now=int(time.time()))
            try:
                return profile, await db.read(
                    by_system, conditions, transparency.report, month.replace(day=1)
                )
            except Refusal as why:
                raise Failed(f"{month:%Y-%m} is not over yet") from why

    profile, figures = asyncio.run(read())
    others = _of_other_months(folder, figures.month)
    made = files(catalog_of(settings), profile, figures, others)
    return "\n".join(map(str, whole_files.write(folder, made)))


def _of_other_months(folder: Path, month: date) -> list[dict[str, Any]]:
    """What the description in the folder says of other months whose files are there."""
    path = folder / data_package.FILE_NAME
    if not path.exists():
        return []
    try:
        found = data_package.of_other_months(orjson.loads(path.read_bytes()), month)
    except orjson.JSONDecodeError:
        found = None
    if found is None:
        raise Failed(f"{path} describes something else; choose another folder")
    return [each for each in found if (folder / each["path"]).is_file()]
