"""A search as one line of words: read in whatever order they are typed, and written again."""

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property, partial

from domain.codes import parse_number
from domain.errors import BadAnswer
from domain.search import DAY, HOUR, LONGEST_AGE, SHORT, Filter, Mark, Part
from domain.status import Status

MOST_WORDS = 60  # of one search; the rest is given back as not understood
LONGEST_NAME = 12  # words of one name
LONGEST_AGE_WORDS = 4  # "older than 30 days"
BETWEEN = " · "
_APART = re.compile(r"[,;、·|]+")


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a name stands for: one value of a part of a search, or several of them."""

    part: Part
    values: frozenset[str]

    @classmethod
    def of(cls, part: Part, *values: str) -> "Meaning":
        """The meaning of these values."""
        return cls(part, frozenset(values))


@dataclass(frozen=True, slots=True)
class Name:
    """A name and what it means; of a `loose` one a part suffices."""

    text: str
    meaning: Meaning
    loose: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class AgeWords:
    """The words of ages: spans of time in seconds, and what says older or newer than."""

    spans: Mapping[str, int]
    older: tuple[str, ...]
    newer: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Parsed:
    """What was understood of a line, and the words that were not."""

    wanted: Filter
    unknown: tuple[str, ...]


@dataclass(frozen=True)
class Vocabulary:
    """The names that staff type, in every language; where two are alike the first one counts.

    `host` reads a host out of a word however it is disguised, None where there is none in it.
    """

    names: tuple[Name, ...]
    ages: AgeWords
    host: Callable[[str], str | None]

    @cached_property
    def exact(self) -> Mapping[str, Meaning]:
        """Names as they are looked up."""
        found: dict[str, Meaning] = {}
        for name in self.names:
            found.setdefault(_plain(name.text), name.meaning)
        return found

    @cached_property
    def codes(self) -> Mapping[str, Meaning]:
        """`unit:people` says which kind of name it is, where the bare one means something else."""
        return {
            _plain(f"{name.meaning.part}:{value}"): Meaning.of(name.meaning.part, value)
            for name in self.names
            for value in name.meaning.values
        }

    @cached_property
    def loose(self) -> tuple[tuple[str, Meaning], ...]:
        """The names of which a part suffices."""
        return tuple((_plain(name.text), name.meaning) for name in self.names if name.loose)

    @cached_property
    def age(self) -> re.Pattern[str]:
        """An age such as `>30d`, `最近7天` or `30天以上`, its words written together."""
        older, newer, spans = (
            "|".join(re.escape(_together(word)) for word in sorted(words, key=len, reverse=True))
            for words in (self.ages.older, self.ages.newer, self.ages.spans)
        )
        return re.compile(
            rf"(?:(?P<o1>{older})|(?P<n1>{newer}))?=?(?P<count>\d{{1,5}})(?P<span>{spans})"
            rf"(?:(?P<o2>{older})|(?P<n2>{newer}))?",
            re.ASCII,
        )

    @cached_property
    def spans(self) -> Mapping[str, int]:
        """Spans of time by their words, as they are looked up."""
        return {_together(word): seconds for word, seconds in self.ages.spans.items()}

    @cached_property
    def said(self) -> Mapping[Meaning, str]:
        """The first name of each meaning that means just that and nothing else when read."""
        found: dict[Meaning, str] = {}
        for name in self.names:
            if name.meaning not in found:
                read = parse(name.text, self)
                if read == Parsed(wanted=_with(Filter(), name.meaning), unknown=()):
                    found[name.meaning] = name.text
        return found


def parse(text: str, vocabulary: Vocabulary) -> Parsed:
    """Read a line of words: numbers, hosts, names, ages and marks in any order.

    Nothing is refused here: what is not understood comes back beside the rest.
    """
    wanted, unknown, room = Filter(), list[str](), MOST_WORDS
    for piece in _APART.split(_folded(text)):
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
        for length in range(min(LONGEST_NAME, len(words) - at), 0, -1):
            reading = _reading(words[at : at + length], vocabulary)
            if reading is not None or length == 1:
                yield slice(at, at + length), reading
                at += length
                break


def _reading(words: list[str], vocabulary: Vocabulary) -> Reading | None:
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
    meaning = _part_of_names(phrase, vocabulary)
    return partial(_with, meaning=meaning) if meaning else None


def _part_of_names(phrase: str, vocabulary: Vocabulary) -> Meaning | None:
    """All units, else all categories, that have this in one of their names."""
    if len(phrase) < (3 if phrase.isascii() else 2):  # a single Chinese character says too little
        return None
    found = [meaning for name, meaning in vocabulary.loose if phrase in name]
    for part in (Part.UNIT, Part.CATEGORY):
        values = [meaning.values for meaning in found if meaning.part is part]
        if values:
            return Meaning(part, frozenset[str]().union(*values))
    return None


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
        case Part.UNIT:
            return replace(wanted, units=wanted.units | meaning.values)
        case Part.CATEGORY:
            return replace(wanted, categories=wanted.categories | meaning.values)
        case Part.STATUS:
            asked = (SHORT.get(value) or {Status(value)} for value in meaning.values)
            return replace(wanted, statuses=wanted.statuses.union(*asked))
        case _:
            return replace(wanted, marks=wanted.marks | {Mark(value) for value in meaning.values})


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
    yield from _said(Part.UNIT, wanted.units, vocabulary)
    group = next((name for name, states in SHORT.items() if states == wanted.statuses), None)
    yield from _said(Part.STATUS, [group] if group else wanted.statuses, vocabulary)
    yield from _said(Part.CATEGORY, wanted.categories, vocabulary)
    for sign, seconds in ((">", wanted.older), ("<", wanted.newer)):
        if seconds:
            yield f"{sign}{_span(seconds, vocabulary)}"
    yield from _said(Part.MARK, wanted.marks, vocabulary)


def _said(part: Part, values: Iterable[str], vocabulary: Vocabulary) -> Iterator[str]:
    """Each value's name, in the order of the vocabulary; what has none by its code."""
    asked = set(values)
    known = dict.fromkeys(
        value
        for name in vocabulary.names
        if name.meaning.part is part
        for value in sorted(name.meaning.values & asked)
    )
    for value in (*known, *sorted(asked - set(known))):
        yield vocabulary.said.get(Meaning.of(part, value), f"{part}:{value}")


def _span(seconds: int, vocabulary: Vocabulary) -> str:
    """In days, else in hours."""
    span = HOUR if seconds % DAY else DAY
    word = next(word for word, size in vocabulary.ages.spans.items() if size == span)
    return f"{seconds // span}{word}"


def _folded(text: str) -> str:
    """However wide, large or disguised it was typed."""
    plain = unicodedata.normalize("NFKC", text).casefold().replace("[.]", ".")
    return re.sub(r"([<>≤≥])\s+", r"\1", plain)


def _plain(name: str) -> str:
    return " ".join(_folded(name).split())


def _together(word: str) -> str:
    return "".join(_folded(word).split())
