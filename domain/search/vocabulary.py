"""The names that may be typed in a search, and how they are looked up."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property

from msgspec import Struct

from domain.core.normal import normal
from domain.search.search import SearchPart


class Meaning(Struct, frozen=True):
    """The meaning of a name: one or more values of a part of a search."""

    part: SearchPart
    values: frozenset[str]

    @classmethod
    def of(cls, part: SearchPart, *values: str) -> "Meaning":
        """The meaning of these values."""
        return cls(part, frozenset(values))


class Name(Struct, frozen=True):
    """A name and what it means.

    `loose`: a part of the name is enough; if several names match, those with the lowest number
    count. 0: the whole name must be typed.
    """

    text: str
    meaning: Meaning
    loose: int = 0


class AgeWords(Struct, frozen=True, kw_only=True):
    """The words of ages: time spans in seconds, and words for older or newer than."""

    spans: Mapping[str, int]
    older: tuple[str, ...]
    newer: tuple[str, ...]


@dataclass(frozen=True, eq=False)
class Vocabulary:
    """The names that staff type, in every language; of two equal ones the first counts.

    `host` extracts a host from a word, also from a defanged one; None if there is none.
    """

    names: tuple[Name, ...]
    ages: AgeWords
    host: Callable[[str], str | None]

    @cached_property
    def exact(self) -> Mapping[str, Meaning]:
        """Names by their normalised form."""
        found: dict[str, Meaning] = {}
        for name in self.names:
            found.setdefault(plain(name.text), name.meaning)
        return found

    @cached_property
    def codes(self) -> Mapping[str, Meaning]:
        """Codes with a prefix, such as `unit:people`, for those that mean something else alone."""
        return {
            plain(f"{name.meaning.part}:{value}"): Meaning.of(name.meaning.part, value)
            for name in self.names
            for value in name.meaning.values
        }

    @cached_property
    def loose(self) -> tuple[tuple[str, Name], ...]:
        """The names of which a part is enough."""
        return tuple((plain(name.text), name) for name in self.names if name.loose)

    @cached_property
    def age(self) -> re.Pattern[str]:
        """An age such as `>30d`, `最近7天` or `30天以上`, its words written together."""
        older, newer, spans = (
            "|".join(re.escape(together(word)) for word in sorted(words, key=len, reverse=True))
            for words in (self.ages.older, self.ages.newer, self.ages.spans)
        )
        return re.compile(
            rf"(?:(?P<o1>{older})|(?P<n1>{newer}))?=?(?P<count>\d{{1,5}})(?P<span>{spans})"
            rf"(?:(?P<o2>{older})|(?P<n2>{newer}))?",
            re.ASCII,
        )

    @cached_property
    def spans(self) -> Mapping[str, int]:
        """Time spans by the normalised form of their words."""
        return {together(word): seconds for word, seconds in self.ages.spans.items()}


def folded(text: str) -> str:
    """Normalise width and case, and a defanged dot `[.]`."""
    read = normal("NFKC", text).casefold().replace("[.]", ".")
    return re.sub(r"([<>≤≥])\s+(?=\d)", r"\1", read)


def plain(name: str) -> str:
    """A name in normalised form."""
    return " ".join(folded(name).split())


def together(word: str) -> str:
    """The words of an age in normalised form, without separators."""
    return "".join(folded(word).split())
