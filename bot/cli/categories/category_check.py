"""`jubao category check`, `jubao profile check`: what categories lack, and what they say."""

import asyncio
from collections.abc import Iterator
from pathlib import Path

from bot.cli.commands import quiet_settings
from bot.cli.directory_commands import NOTHING_YET
from bot.config.languages import catalog_of
from bot.config.profile import read_profile
from bot.config.resources import opened_as_it_is
from bot.config.settings import Settings, read_settings
from bot.core.errors import Failed
from domain.categories import category_changes
from domain.profile import Profile
from domain.taxonomy import Category
from locales.catalog import BASE, Catalog
from usecases.network import importing

NAMES = "category-names-missing"  # said by language instead
USUAL = "as usual"


def check(code: str | None) -> str:
    """The categories that the bot uses now, files and chat together."""
    settings = quiet_settings()

    async def look() -> Profile | None:
        async with opened_as_it_is(settings) as db:
            return await db.read(importing.directory)

    profile = asyncio.run(look())
    if profile is None:
        raise Failed(NOTHING_YET)
    return _result(settings, profile, code)


def check_profile(path: Path, code: str | None) -> str:
    """The files in a folder; ProfileError with all their faults."""
    profile = read_profile(path)
    head = (
        f"{len(profile.units)} units, {len(profile.taxonomy.categories)} categories and"
        f" sub-categories, in {' and '.join(profile.locales)}"
    )
    return f"{head}\n{_result(read_settings(), profile, code)}"


def _result(settings: Settings, profile: Profile, code: str | None) -> str:
    """The values of the category asked for, and what is missing; Failed if something is."""
    taxonomy, words = profile.taxonomy, catalog_of(settings)
    shown: list[str] = []
    chosen = [each for each in taxonomy.categories if not each.retired]
    if code is not None:
        category = taxonomy.find(code)
        if category is None:
            known = ", ".join(taxonomy.top)
            raise Failed(
                f"there is no category {code}; there are {known}, and the sub-categories of each"
            )
        shown = [f"{name + ':':18}{value}" for name, value in _values(profile, category)]
        chosen = [category, *filter(None, map(taxonomy.find, taxonomy.under(code)))]
    found = [
        f"{locale} has no texts, ready ones for decisions among them: `jubao locale new {locale}`"
        for locale in profile.locales
        if locale not in words.locales
    ]
    for each in chosen:
        found += [f"{each.code}: {lack}" for lack in _lacks(words, profile, each)]
    if found:
        raise Failed(f"{len(found)} to be mended", found="\n".join((*shown, *found)))
    return "\n".join((*shown, "Nothing is missing."))


def _lacks(words: Catalog, profile: Profile, category: Category) -> Iterator[str]:
    """What must be there and is not, in the words in which the chat refuses it."""
    for locale in profile.locales:
        if not category.names.get(locale):
            yield f"lacks a name in {locale}"
    for key in category_changes.problems(profile, category):
        if key != NAMES:
            yield words.say(BASE, key)
    above = category.parent or category.code
    if category.rules and not profile.taxonomy.rules_for(above, category.code):
        yield "each of its rules is retired: no decision could cite one"


def _values(profile: Profile, category: Category) -> Iterator[tuple[str, str]]:
    """All that a category says, with what it takes as usual."""
    taxonomy, code = profile.taxonomy, category.code
    above = f", below {category.parent}" if category.parent else ""
    states = "".join(f", {state}" for state, is_so in _states(category) if is_so)
    yield "category", f"{code}{above}{states}"
    for locale in profile.locales:
        yield f"name in {locale}", category.names.get(locale, "–")
    yield "lowest level", category.minimum.value
    yield "files", category.files.value
    yield "hotline", category.hotline or "–"
    yield "rules", " ".join(category.rules) or "–"
    first = taxonomy.preset_rule(category.parent or code, code if category.parent else "")
    yield "cited first", first or "chosen in each case"
    yield "bottom lines", " ".join(category.bottom_lines) or "–"
    clocks = " ".join(f"{name}={days}" for name, days in sorted(category.clocks.items()))
    yield "deadlines", clocks or USUAL
    yield "kept", f"{category.retention_days} days"
    yield "type of XARF", profile.xarf_types[code].type if code in profile.xarf_types else "–"
    if category.parent is None:
        yield "sub-categories", " ".join(taxonomy.under(code)) or "–"


def _states(category: Category) -> tuple[tuple[str, bool], ...]:
    return (
        ("closed", category.closed),
        ("added in the chat", category.own),
        ("retired", category.retired),
    )
