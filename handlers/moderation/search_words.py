"""The vocabulary of typed searches: names from the profile and from the catalog."""

from collections.abc import Iterator
from functools import lru_cache

from conversation.forms.search import host_typed
from domain.profile import Profile
from domain.search.search import DAY, HOUR, SHORT, SearchFlag, SearchPart
from domain.search.vocabulary import AgeWords, Meaning, Name, Vocabulary
from domain.status import Status
from handlers.ui.localizer import Localizer
from locales.catalog import Catalog

SPANS = {"hour": HOUR, "day": DAY, "week": 7 * DAY, "month": 30 * DAY, "year": 365 * DAY}

UNITS, CATEGORIES, NARROW = 1, 2, 3  # ranks of names, if a typed word is part of several


def vocabulary(localizer: Localizer) -> Vocabulary:
    """The words of a search in all languages of the deployment, the person's own first."""
    return _vocabulary(localizer.words, localizer.profile, localizer.locale)


@lru_cache(maxsize=16)
def _vocabulary(words: Catalog, profile: Profile, locale: str) -> Vocabulary:
    others = (each for each in profile.locales if each != locale)
    localizers = tuple(Localizer(words, profile, each) for each in (locale, *others))
    return Vocabulary(
        names=tuple(_names(localizers)),
        ages=AgeWords(
            spans={
                word: seconds
                for name, seconds in SPANS.items()
                for localizer in localizers
                for word in _listed(localizer, name)
            },
            older=(
                ">",
                "≥",
                *(word for localizer in localizers for word in _listed(localizer, "older")),
            ),
            newer=(
                "<",
                "≤",
                *(word for localizer in localizers for word in _listed(localizer, "newer")),
            ),
        ),
        host=host_typed,
    )


def _names(localizers: tuple[Localizer, ...]) -> Iterator[Name]:
    """All names; marks and statuses, which are typed most, before units and categories."""
    for localizer in localizers:
        for mark in SearchFlag:
            yield from _named(localizer, Meaning.of(SearchPart.MARK, mark), mark)
        for group in SHORT:
            yield from _named(localizer, Meaning.of(SearchPart.STATUS, group), group)
        for status in Status:
            meaning = Meaning.of(SearchPart.STATUS, status)
            yield Name(localizer.say(f"staff-status-{status}"), meaning)
            yield from _named(localizer, meaning, status)
    profile = localizers[0].profile
    for unit in profile.units:
        meaning = Meaning.of(SearchPart.UNIT, unit.code)
        yield from (Name(unit.name(localizer.locale), meaning, UNITS) for localizer in localizers)
        yield from (Name(text, meaning) for text in (unit.code, unit.area) if text)
    for category in profile.taxonomy.categories:
        meaning = Meaning.of(SearchPart.CATEGORY, category.code)
        rank = NARROW if category.parent else CATEGORIES
        yield from (
            Name(category.name(localizer.locale), meaning, rank) for localizer in localizers
        )
        yield Name(category.code, meaning)


def _named(localizer: Localizer, meaning: Meaning, name: str) -> Iterator[Name]:
    yield from (Name(word, meaning) for word in _listed(localizer, name))


def _listed(localizer: Localizer, name: str) -> tuple[str, ...]:
    """The synonyms of a name; the catalog has them in one line, separated by commas."""
    return tuple(word.strip() for word in localizer.say(f"search-words-{name}").split(","))
