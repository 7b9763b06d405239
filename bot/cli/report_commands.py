"""`jubao report`: write the transparency report of a month as pages, pictures and data."""

import asyncio
import time
from datetime import date
from pathlib import Path

from bot.cli.commands import quiet_settings
from bot.cli.directory_commands import NOTHING_YET
from bot.config.resources import opened_as_it_is
from bot.core.errors import Failed
from domain.core.errors import Refusal
from domain.figures.transparency import TransparencyReport
from domain.profile import Profile
from handlers.figures.transparency_files import files
from locales.catalog import Catalog
from usecases.core.request import Conditions
from usecases.figures import transparency
from usecases.network import importing
from usecases.session import by_system


def report(month: date, folder: Path | None) -> str:
    """Write the report of a month into a folder (this one by default); return the file names.

    Pages and pictures are written in each language of the profile. Failed if the month is not
    over.
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
    folder.mkdir(parents=True, exist_ok=True)
    written = []
    for name, data in files(Catalog(), profile, figures):
        written.append(folder / name)
        written[-1].write_bytes(data)
    return "\n".join(map(str, written))
