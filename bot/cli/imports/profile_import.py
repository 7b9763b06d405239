"""`jubao profile import`: install the profile of a folder, unless it takes away or changes much."""

import asyncio
import time
from collections.abc import Iterable
from pathlib import Path

from bot.cli.commands import profile_in, quiet_settings
from bot.cli.imports import overwrite_words
from bot.config.resources import opened
from bot.core.errors import Refused
from domain.rules.losses import Loss
from usecases.core.request import Conditions
from usecases.network import importing
from usecases.network.importing import Confirmed, Installed
from usecases.session import by_system


def import_profile(path: Path, *, retire_missing: bool, change_many: bool) -> str:
    """Install the profile of a folder; ProfileError, and nothing changed, if it has a fault.

    Refused if it takes away or changes much of what there is and the flag for it is not set.
    """
    from bot.config.languages import without_texts  # noqa: PLC0415 - no service needs it

    settings = quiet_settings()
    confirmed = Confirmed(retire_missing=retire_missing, change_many=change_many)
    profile = profile_in(path)

    async def install() -> Installed:
        async with opened(settings) as db:
            conditions = Conditions(profile=profile, now=int(time.time()))
            return await db.run(
                by_system, conditions, importing.install_profile, profile, confirmed
            )

    installed = asyncio.run(install())
    if installed.lost or installed.overwritten:
        raise Refused(_why(path, installed))
    counted = f"{len(profile.units)} units and {len(profile.taxonomy.categories)} categories"
    said = [f"{counted} taken over; a bot that runs now uses them within a minute."]
    if installed.missing:
        codes = ", ".join(unit.code for unit in installed.missing)
        said.append(
            f"Not in units.csv, and retired; their open cases are handed on: {codes}"
            if retire_missing
            else f"Not in units.csv, and still at work (retire them in /units): {codes}"
        )
    said += [
        f"{locale} has no texts, so who chooses it reads English: `jubao locale new {locale}`"
        for locale in without_texts(settings, profile.locales)
    ]
    return "\n".join(said)


def _why(path: Path, refused: Installed) -> str:
    parts = []
    if refused.lost:
        parts.append(f"{path} lacks much of what there is: {_lost(refused.lost)}")
    if refused.overwritten:
        parts.append(overwrite_words.why(str(path), refused.overwritten))
    return f"nothing was changed: {'. '.join(parts)}"


def _lost(lost: Iterable[Loss]) -> str:
    parts = "; ".join(
        f"{len(each.gone)} of {each.of} {each.what} ({', '.join(each.gone)})"
        if len(each.gone) < each.of
        else f"all {each.what} ({', '.join(each.gone)})"
        for each in lost
    )
    return (
        f"{parts}. If these files are a part of the profile, complete them; if all that is to go,"
        " say --retire-missing"
    )
