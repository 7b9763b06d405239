"""The texts of all languages, read from the .ftl files at start; a missing key is an error."""

import errno
import re
from collections.abc import Iterable, Mapping
from functools import cached_property
from pathlib import Path

from fluent.runtime import FluentBundle, FluentResource
from fluent.syntax import FluentParser
from fluent.syntax.ast import Message, TextElement

HERE = Path(__file__).parent
BASE = "en"  # the language every other one is checked against, and the last resort
WIDE = 0x2E80  # from here on characters of scripts without spaces between words
ENTRY = re.compile(r"^(?=([a-zA-Z][\w-]*) *=)", re.MULTILINE)  # whatever follows it is indented


def languages_in(folder: Path) -> list[Path]:
    """The folders of languages in a folder: those with texts, by name."""
    return [place for place in sorted(folder.iterdir()) if any(place.glob("*.ftl"))]


class Book:
    """The texts of one language; each is parsed when it is first used.

    Parsing all of them takes a third of a second per process, and most processes use a few dozen.
    This works because no entry refers to another one.
    """

    def __init__(self, place: Path) -> None:
        self._locale = place.name
        self._entries: dict[str, str] = {}
        self._standing: dict[str, str] = {}  # cache of texts without variables
        self.read(place)

    def read(self, place: Path) -> None:
        """Take over the texts of a folder; they replace those of the same keys."""
        for page in sorted(place.glob("*.ftl")):
            _, *parts = ENTRY.split(text_of(page))
            self._entries |= dict(zip(parts[::2], parts[1::2], strict=True))

    @cached_property
    def _bundle(self) -> FluentBundle:
        """Created on first use: loading the plural rules of a language is slow."""
        # Isolation marks around variables would end up in codes and links that people copy.
        return FluentBundle([self._locale], use_isolating=False)

    def __contains__(self, key: str) -> bool:
        """Whether there is a text for this key."""
        return key in self._entries

    def say(self, key: str, params: Mapping[str, object]) -> str:
        """The text of a known key; raises Fluent's error if a variable is missing."""
        if not params and key in self._standing:
            return self._standing[key]
        if "{" not in self._entries[key]:
            return self._standing.setdefault(key, _plain(self._entries[key]))
        if not self._bundle.has_message(key):
            self._bundle.add_resource(FluentResource(self._entries[key]))
        pattern = self._bundle.get_message(key).value
        assert pattern is not None  # every entry has a text
        words, errors = self._bundle.format_pattern(pattern, _sayable(params))
        if errors:
            raise errors[0]
        if not params:
            self._standing[key] = str(words)
        return str(words)


class Catalog:
    """The texts of all languages by key; plain text, which callers escape for HTML."""

    def __init__(self, folder: Path = HERE, further: Path | None = None) -> None:
        """Read the languages of our folder, and those of the deployment's own, if it has one.

        The deployment's texts come after ours, and are not tested with the code: where one is
        missing or cannot be said, the English one is.
        """
        self._books = {place.name: Book(place) for place in languages_in(folder)}
        self._own: set[str] = set()
        for place in languages_in(further) if further else ():
            self._own.add(place.name)
            if place.name in self._books:
                self._books[place.name].read(place)
            else:
                self._books[place.name] = Book(place)
        self._patterns: dict[str, str] = {}

    @property
    def locales(self) -> tuple[str, ...]:
        """The languages that have texts."""
        return tuple(self._books)

    def has(self, locale: str, key: str) -> bool:
        """Whether there is a text for this key in this language, or English stands in for it."""
        return key in self._books[locale] or (locale in self._own and key in self._books[BASE])

    def mentions(self, text: str, key: str, alone: str) -> bool:
        """Whether a text has a word of one list, or is a word of the other, in any language.

        The text is in Unicode's form NFKC, so that width does not matter.
        """
        if not text.strip():
            return False
        plain = text.casefold().replace("’", "'")
        whole = rf"[\W_]*(?:{self._listed(alone)})[\W_]*"
        return bool(re.search(self._listed(key), plain) or re.fullmatch(whole, plain))

    def _listed(self, key: str) -> str:
        """A pattern of all words of a list, whichever language they are of."""
        if key not in self._patterns:
            lists = (self.say(locale, key) for locale, book in self._books.items() if key in book)
            self._patterns[key] = "|".join(filter(None, map(_typed, lists)))
        return self._patterns[key]

    def say(self, locale: str, key: str, **params: object) -> str:
        """The text of a key; unknown locales use BASE.

        Raises KeyError for an unknown key, and Fluent's error if a variable is missing.
        """
        book = self._books.get(locale) or self._books[BASE]
        if locale in self._own:
            words = _said_by_own(book, key, params)
            if words.strip():
                return words
            book = self._books[BASE]
        if key not in book:
            raise KeyError(f"no words for {key} in {locale}")
        return book.say(key, params)

    def closest(self, wanted: str | None, among: Iterable[str]) -> str | None:
        """The language of `among` that matches an IETF tag such as `zh-CN`; None if none does."""
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


def text_of(page: Path) -> str:
    """The page's text; an OSError that names it if it is no file, or not UTF-8."""
    if page.exists() and not page.is_file():
        raise OSError(errno.EINVAL, "is no file", str(page))
    try:
        return page.read_bytes().decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")
    except UnicodeDecodeError as wrong:
        words = "is not UTF-8 text: save it as UTF-8 in your editor"
        raise OSError(errno.EILSEQ, words, str(page)) from wrong


def _said_by_own(book: Book, key: str, params: Mapping[str, object]) -> str:
    """The text of a deployment's own language; empty if it is missing or cannot be said."""
    try:
        return book.say(key, params)
    except Exception:  # noqa: BLE001 - the library raises whatever a wrong text makes it raise
        return ""


def _plain(entry: str) -> str:
    """The text of an entry without variables: it needs no plural rules, which take 5 MB.

    Raises LookupError for an entry that is none, as the bundle does.
    """
    found = FluentParser().parse_entry(entry)
    pattern = found.value if isinstance(found, Message) else None
    if pattern is None:
        raise LookupError(f"no text: {entry[:40]!r}")
    return "".join(each.value for each in pattern.elements if isinstance(each, TextElement))


def _sayable(params: Mapping[str, object]) -> dict[str, object]:
    # Fluent groups the digits of numbers. Ids and years must not be grouped, so callers pass
    # them as text and only real counts as numbers.
    return {name: "" if value is None else value for name, value in params.items()}


def _typed(listed: str) -> str:
    """A pattern of words with commas between; signs may stand between Chinese characters."""
    return "|".join(
        r"[\W_]{0,2}".join(map(re.escape, word))
        if any(ord(char) >= WIDE for char in word)
        else r"\b" + r"\s+".join(map(re.escape, word.split())) + r"\b"
        for word in (each.strip().casefold() for each in listed.split(","))
        if word  # after a comma at the end; it would be in every text
    )
