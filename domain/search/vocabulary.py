"""The names that a search may be typed in, and how they are looked up."""

import re
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property

from msgspec import Struct

from domain.search.search import SearchPart


class Meaning(Struct, frozen=True):
    """What a name stands for: one value of a part of a search, or several of them."""

    part: SearchPart
    values: frozenset[str]

    @classmethod
    def of(cls, part: SearchPart, *values: str) -> "Meaning":
        """The meaning of these values."""
        return cls(part, frozenset(values))


class Name(Struct, frozen=True):
    """A name and what it means.

    `loose`: some words of it, or a part of one, suffice; where several names have them, those of
    the lowest number count. 0: it is to be typed as it is.
    """

    text: str
    meaning: Meaning
    loose: int = 0


class AgeWords(Struct, frozen=True, kw_only=True):
    """The words of ages: spans of time in seconds, and what says older or newer than."""

    spans: Mapping[str, int]
    older: tuple[str, ...]
    newer: tuple[str, ...]


@dataclass(frozen=True, eq=False)
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
            found.setdefault(plain(name.text), name.meaning)
        return found

    @cached_property
    def codes(self) -> Mapping[str, Meaning]:
        """`unit:people` says which kind of name it is, where the bare one means something else."""
        return {
            plain(f"{name.meaning.part}:{value}"): Meaning.of(name.meaning.part, value)
            for name in self.names
            for value in name.meaning.values
        }

    @cached_property
    def loose(self) -> tuple[tuple[str, Name], ...]:
        """The names of which a part suffices."""
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
        """Spans of time by their words, as they are looked up."""
        return {together(word): seconds for word, seconds in self.ages.spans.items()}


def folded(text: str) -> str:
    """However wide, large or disguised it was typed."""
    read = unicodedata.normalize("NFKC", text).casefold().replace("[.]", ".")
    return re.sub(r"([<>≤≥])\s+(?=\d)", r"\1", read)


def plain(name: str) -> str:
    """A name as it is looked up."""
    return " ".join(folded(name).split())


def together(word: str) -> str:
    """The words of an age, as they are looked up: without what stands between."""
    return "".join(folded(word).split())
