"""All words of all languages, read once at start; a missing key is a bug, never a blank."""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from functools import cached_property
from pathlib import Path

from fluent.runtime import FluentBundle, FluentResource

HERE = Path(__file__).parent
BASE = "en"  # the language every other one is checked against, and the last resort
WIDE = 0x2E80  # from here on characters of scripts without spaces between words
ENTRY = re.compile(r"^(?=([a-zA-Z][\w-]*) *=)", re.MULTILINE)  # whatever follows it is indented


class Book:
    """The words of one language: each is understood when it is first said.

    To understand them all takes a third of a second a process, and few say more than a few dozen.
    None refers to another one.
    """

    def __init__(self, place: Path) -> None:
        self._locale = place.name
        self._entries: dict[str, str] = {}
        self._standing: dict[str, str] = {}  # what was said without a variable is always the same
        for page in sorted(place.glob("*.ftl")):
            _, *parts = ENTRY.split(page.read_text(encoding="utf-8"))
            self._entries |= dict(zip(parts[::2], parts[1::2], strict=True))

    @cached_property
    def _bundle(self) -> FluentBundle:
        """Made for the first words: what a language counts by takes long to read."""
        # Isolation marks around variables would stand in codes and links that people copy.
        return FluentBundle([self._locale], use_isolating=False)

    def __contains__(self, key: str) -> bool:
        """Whether there are words for this key."""
        return key in self._entries

    def say(self, key: str, params: Mapping[str, object]) -> str:
        """The words of a key that there are words for; an error where a variable lacks."""
        if not params and key in self._standing:
            return self._standing[key]
        if not self._bundle.has_message(key):
            self._bundle.add_resource(FluentResource(self._entries[key]))
        pattern = self._bundle.get_message(key).value
        assert pattern is not None  # a key without words is no entry
        words, errors = self._bundle.format_pattern(pattern, _sayable(params))
        if errors:
            raise errors[0]
        if not params:
            self._standing[key] = str(words)
        return str(words)


class Catalog:
    """Says a key in a language; texts are plain words, the edges escape them for HTML."""

    def __init__(self, folder: Path = HERE) -> None:
        self._books = {
            place.name: Book(place)
            for place in sorted(folder.iterdir())
            if any(place.glob("*.ftl"))
        }
        self._patterns: dict[str, str] = {}

    @property
    def locales(self) -> tuple[str, ...]:
        """The languages there are words in."""
        return tuple(self._books)

    def has(self, locale: str, key: str) -> bool:
        """Whether this language has words for this key."""
        return key in self._books[locale]

    def mentions(self, text: str, key: str, alone: str) -> bool:
        """Whether a text has a word of one list, or is a word of the other, in any language."""
        if not text.strip():
            return False
        plain = unicodedata.normalize("NFKC", text).casefold().replace("’", "'")
        whole = rf"[\W_]*(?:{self._listed(alone)})[\W_]*"
        return bool(re.search(self._listed(key), plain) or re.fullmatch(whole, plain))

    def _listed(self, key: str) -> str:
        """A pattern of all words of a list, whichever language they are of."""
        if key not in self._patterns:
            lists = (book.say(key, {}) for book in self._books.values() if key in book)
            self._patterns[key] = "|".join(map(_typed, lists))
        return self._patterns[key]

    def say(self, locale: str, key: str, **params: object) -> str:
        """The words of a key; KeyError where there are none, another where a variable lacks."""
        book = self._books.get(locale) or self._books[BASE]
        if key not in book:
            raise KeyError(f"no words for {key} in {locale}")
        return book.say(key, params)

    def closest(self, wanted: str | None, among: Iterable[str]) -> str | None:
        """The language of `among` that an IETF tag such as `zh-CN` or `en-GB` asks for."""
        tag = (wanted or "").replace("_", "-").lower()
        for locale in among:
            if tag == locale.lower():
                return locale
        return next(
            (
                locale
                for locale in among
                if tag and tag.split("-")[0] == locale.lower().split("-")[0]
            ),
            None,
        )


def _sayable(params: Mapping[str, object]) -> dict[str, object]:
    # Fluent groups the digits of numbers; what we name by number must stay as it is, so only
    # real counts stay numbers and the caller passes everything else as text.
    return {name: "" if value is None else value for name, value in params.items()}


def _typed(listed: str) -> str:
    """A pattern of words with commas between; signs may stand between Chinese characters."""
    return "|".join(
        r"[\W_]{0,2}".join(map(re.escape, word))
        if any(ord(char) >= WIDE for char in word)
        else r"\b" + r"\s+".join(map(re.escape, word.split())) + r"\b"
        for word in (each.strip().casefold() for each in listed.split(","))
    )
