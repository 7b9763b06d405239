"""`jubao directory export|import`: write the directory of units as CSV, or replace it by one."""

import asyncio
import time
from pathlib import Path

from bot.cli import whole_files
from bot.cli.commands import quiet_settings
from bot.cli.imports import overwrite_words
from bot.config import own_files
from bot.config.directory_csv import read_directory, write_directory
from bot.config.resources import opened_as_it_is
from bot.core.errors import Failed, Refused
from domain.core.changes import Changes
from domain.network.entries import Difference
from domain.network.units import Unit
from domain.profile import Profile
from storage.engine.database import Database
from usecases.core.request import Conditions
from usecases.network import importing
from usecases.network.importing import Comparison, Confirmed
from usecases.session import by_system

NOTHING_YET = (
    "there are no units yet: the first start of the bot takes them from JUBAO_PROFILE, "
    "`jubao profile import PATH` takes them at once"
)


def export(path: Path) -> str:
    """Write all units that are not retired into a CSV file that `import` reads."""
    settings = quiet_settings()
    own_files.refuse_output(settings, path, "the directory")

    async def look() -> Profile:
        async with opened_as_it_is(settings) as db:
            return await _network(db)

    profile = asyncio.run(look())
    # With the byte order mark: without it, Chinese Excel reads the file as GBK.
    text = write_directory(profile.units, profile.locales).encode("utf-8-sig")
    whole_files.write_one(path, text)
    count = sum(not unit.retired for unit in profile.units)
    return whole_files.said(path, f"{count} units written into {path}")


def import_(path: Path, *, dry_run: bool, retire_missing: bool, change_many: bool) -> str:
    """Replace the directory by a CSV file; with `dry_run`, only list the changes.

    Refused if the file would retire a large part of the units, or one that has open cases, or
    would empty or change a field of many units, and the flag for it is not set.
    """
    settings = quiet_settings()
    confirmed = Confirmed(retire_missing=retire_missing, change_many=change_many)

    async def take_over() -> Comparison:
        async with opened_as_it_is(settings) as db:
            profile = await _network(db)
            listed = read_directory(path, profile.locales)
            if dry_run:
                return await db.read(importing.compare, profile, listed)
            conditions = Conditions(profile=profile, now=int(time.time()))
            return await db.run(by_system, conditions, importing.take_over, listed, confirmed)

    found = asyncio.run(take_over())
    lines = described(found.difference, found.handed_on)
    if not confirmed.allows(found):
        raise Refused(_why(path, found, confirmed), found="\n".join(lines))
    done = "Nothing was changed (--dry-run)." if dry_run else _done(found.difference)
    return "\n".join((*lines, done))


def _why(path: Path, found: Comparison, confirmed: Confirmed) -> str:
    parts = []
    if found.retires_much and not confirmed.retire_missing:
        parts.append(_too_many(path, found.difference, found.handed_on))
    if found.overwritten and not confirmed.change_many:
        parts.append(overwrite_words.why(path.name, found.overwritten))
    return f"nothing was changed: {'. '.join(parts)}"


def _too_many(path: Path, difference: Difference, handed_on: dict[str, int]) -> str:
    count, active = len(difference.retired), difference.active_before
    codes = ", ".join(_counted(unit.code, handed_on) for unit in difference.retired)
    return (
        f"{path.name} would retire {count} of {active} units, which it lacks:"
        f" {codes}. If the file is a part of the directory, add its rows to a whole one"
        " (`jubao directory export`); if they are all to go, say --retire-missing"
    )


def _counted(code: str, handed_on: dict[str, int]) -> str:
    count = handed_on[code]
    return f"{code} ({count} open cases)" if count else code


async def _network(db: Database) -> Profile:
    profile = await db.read(importing.directory)
    if profile is None:
        raise Failed(NOTHING_YET)
    return profile


def _done(difference: Difference) -> str:
    if not difference.units:
        return "Nothing had to be changed."
    return "The directory is changed; a bot that runs now knows it within a minute."


def described(difference: Difference, handed_on: dict[str, int]) -> list[str]:
    """A difference as lines: `+` added or restored, `~` changed, `-` retired.

    `handed_on` counts the open cases of each retired unit that go to other units.
    """
    lines = [f"+ {unit.code}  {_named(unit)}" for unit in difference.added]
    for unit, changes in difference.changed:
        lines += [f"~ {unit.code}  {_named(unit)}", *_fields(changes)]
    for unit, changes in difference.restored:
        lines += [f"+ {unit.code}  {_named(unit)}, at work again", *_fields(changes)]
    for unit in difference.retired:
        count = handed_on[unit.code]
        cases = f"; {count} open cases are handed on" if count else ""
        lines.append(f"- {unit.code}  {_named(unit)}, retired{cases}")
    return [*lines, f"= {difference.unchanged} units as they were"]


def _named(unit: Unit) -> str:
    return next(iter(unit.names.values()))


def _fields(changes: Changes) -> list[str]:
    return [f"    {field}: {old or '–'} → {new or '–'}" for field, (old, new) in changes.items()]
