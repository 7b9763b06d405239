"""`jubao export cases|figures|audit`: what overseers ask for, as a file."""

import asyncio
import sys
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path

from bot.commands import quiet_settings
from bot.directory_commands import NOTHING_YET
from bot.exits import Failed
from bot.ground import opened_as_it_is
from usecases import export_files, exporting, importing
from usecases.exporting import Kind, Permit, Wanted
from usecases.scene import Scene
from usecases.sheets import Format

STEP = 10_000  # rows between two words about how far it is


def export(kind: str, since: date, until: date, form: str, path: Path | None) -> str:
    """Write the rows of some days into a file; beside where it is run, unless a path is given."""
    if since > until:
        raise Failed(f"the period ends on {until}, before it begins on {since}")
    wanted = Wanted(kind=Kind(kind), since=since, until=until, form=Format(form))
    to = path or Path(wanted.file_name)
    settings = quiet_settings()

    async def hand_out() -> int:
        async with opened_as_it_is(settings) as db:
            profile = await db.read(importing.directory)
            if profile is None:
                raise Failed(NOTHING_YET)
            scene = Scene(profile=profile, now=int(time.time()))
            permit = await db.run(exporting.permit_shell, scene, wanted)
            return await export_files.write(db, permit, to, _teller(permit))

    return f"{asyncio.run(hand_out())} rows written into {to}"


def _teller(permit: Permit) -> Callable[[int], None]:
    told = 0

    def tell(rows: int) -> None:
        nonlocal told
        if rows // STEP > told:
            told = rows // STEP
            sys.stderr.write(f"{rows} of {permit.rows} rows\n")

    return tell
