"""A search as one line of words: read in whatever order they are typed, and written again."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import lru_cache, partial

from msgspec import Struct
from msgspec.structs import replace

from domain.codes import parse_number
from domain.core.errors import BadAnswer
from domain.search.search import DAY, HOUR, LONGEST_AGE, SHORT, Filter, SearchFlag, SearchPart
from domain.search.vocabulary import Meaning, Name, Vocabulary, folded
from domain.status import Status

MOST_WORDS = 250  # of one search: all units by name; the rest is given back as not understood
LONGEST_NAME = 12  # words of one name
LONGEST_AGE_WORDS = 4  # "older than 30 days"
BETWEEN = " · "
_APART = re.compile(r"[,;、·|]+")


class Parsed(Struct, frozen=True, kw_only=True):
    """What was understood of a line, and the words that were not."""

    wanted: Filter
    unknown: tuple[str, ...]


def parse(text: str, vocabulary: Vocabulary) -> Parsed:
    """Read a line of words: numbers, hosts, names, ages and marks in any order.

    Nothing is refused here: what is not understood comes back beside the rest.
    """
    wanted, unknown, room = Filter(), list[str](), MOST_WORDS
    for piece in _APART.split(folded(text)):
        words = piece.split()
        words, over = words[:room], words[room:]
        room -= len(words)
        for count, reading in _readings(words, vocabulary):
            read = reading(wanted) if reading is not None else None
            if read is None:
                unknown.extend(words[count])
            else:
                wanted = read
        unknown.extend(over)
    return Parsed(wanted=wanted, unknown=tuple(unknown))


Reading = Callable[[Filter], Filter | None]


def _readings(words: list[str], vocabulary: Vocabulary) -> Iterator[tuple[slice, Reading | None]]:
    """Which words belong together, and what they add to a search; the longest name counts."""
    at = 0
    while at < len(words):
        having = _having(words[at], vocabulary)
        for length in range(min(LONGEST_NAME, len(words) - at), 0, -1):
            reading = _reading(words[at : at + length], vocabulary, having)
            if reading is not None or length == 1:
                yield slice(at, at + length), reading
                at += length
                break


def _having(word: str, vocabulary: Vocabulary) -> list[tuple[str, Name]]:
    """The names that a part suffices of, with this word in them."""
    return [each for each in vocabulary.loose if word in each[0]]


def _reading(
    words: list[str], vocabulary: Vocabulary, having: list[tuple[str, Name]]
) -> Reading | None:
    """What these words mean together, None where they mean nothing."""
    phrase = " ".join(words)
    if meaning := vocabulary.exact.get(phrase) or vocabulary.codes.get(phrase):
        return partial(_with, meaning=meaning)
    if len(words) <= LONGEST_AGE_WORDS and (found := vocabulary.age.fullmatch("".join(words))):
        return partial(_aged, found=found, spans=vocabulary.spans)
    if len(words) == 1:
        if number := _number(phrase):
            return partial(_with_number, number=number)
        if host := vocabulary.host(phrase):
            return partial(_with_host, host=host)
    meaning = _part_of_names(words, having)
    return partial(_with, meaning=meaning) if meaning else None


def _part_of_names(words: list[str], having: list[tuple[str, Name]]) -> Meaning | None:
    """All that have these words in one of their names, whole or in part."""
    if any(len(word) < (3 if word.isascii() else 2) for word in words):
        return None  # so little is in many names: a single Chinese character, two letters
    found = [name for text, name in having if all(word in text for word in words)]
    rank = min((name.loose for name in found), default=0)
    meanings = [name.meaning for name in found if name.loose == rank]
    if not meanings:
        return None
    return Meaning(meanings[0].part, frozenset[str]().union(*(each.values for each in meanings)))


def _number(word: str) -> str:
    try:
        return parse_number(word.lstrip("#"))
    except BadAnswer:
        return ""


def _with_number(wanted: Filter, number: str) -> Filter | None:
    """A search has one number: another one is given back, and so is another host."""
    return replace(wanted, number=number) if wanted.number in {"", number} else None


def _with_host(wanted: Filter, host: str) -> Filter | None:
    return replace(wanted, host=host) if wanted.host in {"", host} else None


def _with(wanted: Filter, meaning: Meaning) -> Filter:
    match meaning.part:
        case SearchPart.UNIT:
            return replace(wanted, units=wanted.units | meaning.values)
        case SearchPart.CATEGORY:
            return replace(wanted, categories=wanted.categories | meaning.values)
        case SearchPart.STATUS:
            asked = (SHORT.get(value) or {Status(value)} for value in meaning.values)
            return replace(wanted, statuses=wanted.statuses.union(*asked))
        case _:
            return replace(
                wanted, marks=wanted.marks | {SearchFlag(value) for value in meaning.values}
            )


def _aged(wanted: Filter, found: re.Match[str], spans: Mapping[str, int]) -> Filter | None:
    """With an age; one without a sign is how far back to look. None where it makes no sense."""
    seconds = int(found["count"]) * spans[found["span"]]
    older = found["o1"] or found["o2"]
    if not 0 < seconds <= LONGEST_AGE or (older and (found["n1"] or found["n2"])):
        return None
    return replace(wanted, older=seconds) if older else replace(wanted, newer=seconds)


def written(wanted: Filter, vocabulary: Vocabulary) -> str:
    """A search in words that `parse` reads back as the very same search; empty for the empty one.

    The first language of the vocabulary's names is written.
    """
    return BETWEEN.join(_phrases(wanted, vocabulary))


def _phrases(wanted: Filter, vocabulary: Vocabulary) -> Iterator[str]:
    yield from (value for value in (wanted.number, wanted.host) if value)
    yield from _said(SearchPart.UNIT, wanted.units, vocabulary)
    group = next((name for name, states in SHORT.items() if states == wanted.statuses), None)
    yield from _said(SearchPart.STATUS, [group] if group else wanted.statuses, vocabulary)
    yield from _said(SearchPart.CATEGORY, wanted.categories, vocabulary)
    for sign, seconds in ((">", wanted.older), ("<", wanted.newer)):
        if seconds:
            yield f"{sign}{_span(seconds, vocabulary)}"
    yield from _said(SearchPart.MARK, wanted.marks, vocabulary)


def _said(part: SearchPart, values: Iterable[str], vocabulary: Vocabulary) -> Iterator[str]:
    """Each value's name, in the order of the vocabulary; what has none by its code."""
    asked = set(values)
    known = dict.fromkeys(
        value
        for name in vocabulary.names
        if name.meaning.part is part
        for value in sorted(name.meaning.values & asked)
    )
    for value in (*known, *sorted(asked - set(known))):
        yield _names_said(vocabulary).get(Meaning.of(part, value), f"{part}:{value}")


def _span(seconds: int, vocabulary: Vocabulary) -> str:
    """In days, else in hours."""
    span = HOUR if seconds % DAY else DAY
    word = next(word for word, size in vocabulary.ages.spans.items() if size == span)
    return f"{seconds // span}{word}"


@lru_cache(maxsize=16)
def _names_said(vocabulary: Vocabulary) -> Mapping[Meaning, str]:
    """The first name of each meaning that means just that and nothing else when it is read."""
    found: dict[Meaning, str] = {}
    for name in vocabulary.names:
        if name.meaning not in found:
            just_that = Parsed(wanted=_with(Filter(), name.meaning), unknown=())
            if parse(name.text, vocabulary) == just_that:
                found[name.meaning] = name.text
    return found
