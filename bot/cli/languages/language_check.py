"""`jubao locale check|list`: what each language has, and what it lacks."""

import asyncio
from pathlib import Path

from bot.cli.languages import language_places
from bot.config.file_problems import Problem, ProfileError
from bot.config.profile import read_profile
from bot.config.resources import opened_as_it_is, profile_folder
from bot.config.settings import Settings
from bot.core.errors import Failed
from domain.network.units import Unit
from domain.profile import Profile
from domain.taxonomy import Category
from handlers.ui import labels
from locales import completeness
from locales.catalog import BASE, HERE, languages_in
from locales.completeness import Lack, LanguageTexts
from storage.core.database_url import sqlite_file
from usecases.network import importing

BUTTONS = ("button-", "verb-", "outcome-", "ground-", "identity-", "sure-", "tick-")
LIMITS = {
    **dict.fromkeys(BUTTONS, labels.LONGEST),
    "command-": 256,  # this and the next two are Telegram's
    "bot-description": 512,
    "bot-short": 120,
}


def check(code: str, to: Path | None, profile: Path | None) -> str:
    """Failed, with the list, while texts or names are missing or wrong.

    Names stand in the files of the profile, and those added in the chat in the database, if there
    is one. SettingsError without a folder of the profile.
    """
    language_places.checked(code)
    settings = language_places.settings_with(to)
    places = language_places.places_of(code, language_places.further(settings, to))
    name, base = places[0].name, completeness.english()
    found = _lacks(base, places)
    folder = profile or profile_folder(settings)
    entries = _entries(folder, name)
    added = _added_in_chat(settings, folder, name)
    head = f"{places[-1]}: {_share(base, found)}"
    if not found and not entries and not added:
        return f"{head}; {folder} has {name}, too. Nothing is missing."
    lines = [head, *map(str, found)]
    if entries:
        lines += [f"{folder}: {len(entries)} to be mended", *map(str, entries)]
    if added:
        lines += [f"added in the chat: {len(added)} to be mended", *added]
    lacking = len({lack.key for lack in found})
    there = f", {len(added)} names of what was added in the chat" if added else ""
    raise Failed(
        f"{name} is not complete: {lacking} texts, {len(entries)} entries of the profile{there}",
        found="\n".join(lines),
    )


def list_all(to: Path | None) -> str:
    """A line for each language: code, own name, how much it has, and where it is if not ours."""
    own = language_places.further(language_places.settings_with(to), to)
    base = completeness.english()
    there = {place.name for folder in (HERE, own) if folder for place in languages_in(folder)}
    return "\n".join(_line(base, language_places.places_of(name, own)) for name in sorted(there))


def _line(base: LanguageTexts, places: list[Path]) -> str:
    found = _lacks(base, places)
    where = f"  {places[-1]}" if places[-1].parent != HERE else ""
    return f"{places[0].name:8}  {_share(base, found)}{where}"


def _lacks(base: LanguageTexts, places: list[Path]) -> list[Lack]:
    there = base if places == [HERE / BASE] else LanguageTexts(*places)
    return completeness.lacks(base, there, LIMITS)


def _share(base: LanguageTexts, found: list[Lack]) -> str:
    count, whole = completeness.done(base, found), len(base.by_key)
    return f"{count} of {whole} texts are done ({100 * count // whole} %)"


def _added_in_chat(settings: Settings, folder: Path, locale: str) -> list[str]:
    """The active units and categories that only the database has, and without a name."""
    file = sqlite_file(settings.database_url)
    if not settings.seal_keys_text or (file is not None and not file.exists()):
        return []

    async def look() -> Profile | None:
        async with opened_as_it_is(settings) as db:
            return await db.read(importing.directory)

    used = asyncio.run(look())
    if used is None:
        return []
    try:
        files = read_profile(folder)
    except ProfileError:  # its faults are listed: what it has is not known
        return []
    found: list[tuple[str, Unit | Category]] = [
        *(("/units", each) for each in used.units if files.unit(each.code) is None),
        *(
            ("/categories", each)
            for each in used.taxonomy.categories
            if files.taxonomy.find(each.code) is None
        ),
    ]
    return [
        f"{where}: {each.code}: has no name in {locale}"
        for where, each in found
        if not each.retired and not each.names.get(locale)
    ]


def _entries(folder: Path, locale: str) -> tuple[Problem, ...]:
    """What the profile lacks for this language, and its other faults."""
    try:
        read_profile(folder, also=(locale,))
    except ProfileError as wrong:
        return wrong.problems
    return ()
