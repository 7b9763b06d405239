"""`jubao report`: the transparency report of a month, as a page and as data."""

import asyncio
import time
from datetime import date
from pathlib import Path

import orjson

from bot.commands import quiet_settings
from bot.directory_commands import NOTHING_YET
from bot.exits import Failed
from bot.ground import opened_as_it_is
from domain.profile import Profile
from domain.transparency import Report
from handlers import transparency_page
from handlers.voice import Voice
from locales.catalog import Catalog
from usecases import importing, transparency
from usecases.scene import Scene


def report(month: date, folder: Path | None) -> str:
    """Write a page in each language of the deployment, and the data, into a folder."""
    settings = quiet_settings()
    folder = folder or Path()

    async def read() -> tuple[Profile, Report]:
        async with opened_as_it_is(settings) as db:
            profile = await db.read(importing.directory)
            if profile is None:
                raise Failed(NOTHING_YET)
            scene = Scene(profile=profile, now=int(time.time()))
            return profile, await db.read(transparency.report, scene, month.replace(day=1))

    profile, found = asyncio.run(read())
    folder.mkdir(parents=True, exist_ok=True)
    name, words = f"transparency-{month:%Y-%m}", Catalog()
    written = [folder / f"{name}.json"]
    written[0].write_bytes(
        orjson.dumps(transparency_page.data(found), option=orjson.OPT_INDENT_2) + b"\n"
    )
    for locale in profile.locales:
        page = folder / f"{name}.{locale}.html"
        page.write_text(transparency_page.page(Voice(words, profile, locale), found), "utf-8")
        written.append(page)
    return "\n".join(map(str, written))
