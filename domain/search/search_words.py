"""Parse a search from a line of words in any order, and write a search as such a line."""

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

MOST_WORDS = 250  # per search: enough for all units by name; further words count as unknown
LONGEST_NAME = 12  # words of one name
LONGEST_AGE_WORDS = 4  # "older than 30 days"
BETWEEN = " · "
_APART = re.compile(r"[,;、·|]+")


class Parsed(Struct, frozen=True, kw_only=True):
    """The parsed search, and the words that were not understood."""

    wanted: Filter
    unknown: tuple[str, ...]


def parse(text: str, vocabulary: Vocabulary) -> Parsed:
    """Parse a line of words: numbers, hosts, names, ages and marks in any order.

    Never raises: unknown words are returned beside the search.
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
    """Group the words, longest names first; yields each group with what it adds to a search."""
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
    """The loose names that contain this word."""
    return [each for each in vocabulary.loose if word in each[0]]


def _reading(
    words: list[str], vocabulary: Vocabulary, having: list[tuple[str, Name]]
) -> Reading | None:
    """The meaning of these words together; None if they have none."""
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
    """The meanings of all names that contain these words."""
    if any(len(word) < (3 if word.isascii() else 2) for word in words):
        return None  # too short: one Chinese character or two letters are in many names
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
    """Add a case number or a host; a second one of either counts as unknown."""
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
    """Add an age; without a sign it means `newer`. None if it is not possible."""
    seconds = int(found["count"]) * spans[found["span"]]
    older = found["o1"] or found["o2"]
    if not 0 < seconds <= LONGEST_AGE or (older and (found["n1"] or found["n2"])):
        return None
    return replace(wanted, older=seconds) if older else replace(wanted, newer=seconds)


def written(wanted: Filter, vocabulary: Vocabulary) -> str:
    """A search as words that `parse` turns into the same search; empty for the empty search.

    Uses the names of the vocabulary's first language.
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
    """The names of values, in the order of the vocabulary; the code of a value without a name."""
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
    """A time span in days, else in hours."""
    span = HOUR if seconds % DAY else DAY
    word = next(word for word, size in vocabulary.ages.spans.items() if size == span)
    return f"{seconds // span}{word}"


@lru_cache(maxsize=16)
def _names_said(vocabulary: Vocabulary) -> Mapping[Meaning, str]:
    """For each meaning the first name that `parse` reads as just this meaning."""
    found: dict[Meaning, str] = {}
    for name in vocabulary.names:
        if name.meaning not in found:
            just_that = Parsed(wanted=_with(Filter(), name.meaning), unknown=())
            if parse(name.text, vocabulary) == just_that:
                found[name.meaning] = name.text
    return found
