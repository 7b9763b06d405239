"""All words of all languages, read once at start; a missing key is a bug, never a blank."""

from collections.abc import Iterable, Mapping
from pathlib import Path

from fluent.runtime import FluentBundle, FluentResource

HERE = Path(__file__).parent
BASE = "en"  # the language every other one is checked against, and the last resort


class Catalog:
    """Says a key in a language; texts are plain words, the edges escape them for HTML."""

    def __init__(self, folder: Path = HERE) -> None:
        self._books = {
            place.name: _book(place)
            for place in sorted(folder.iterdir())
            if any(place.glob("*.ftl"))
        }

    @property
    def locales(self) -> tuple[str, ...]:
        """The languages there are words in."""
        return tuple(self._books)

    def has(self, locale: str, key: str) -> bool:
        """Whether this language has words for this key."""
        return self._books[locale].has_message(key)

    def say(self, locale: str, key: str, **params: object) -> str:
        """The words of a key; KeyError where there are none, another where a variable lacks."""
        book = self._books.get(locale) or self._books[BASE]
        pattern = book.get_message(key).value if book.has_message(key) else None
        if pattern is None:
            raise KeyError(f"no words for {key} in {locale}")
        words, errors = book.format_pattern(pattern, _sayable(params))
        if errors:
            raise errors[0]
        return str(words)

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


def _book(place: Path) -> FluentBundle:
    # Isolation marks around variables would stand in codes and links that people copy.
    book = FluentBundle([place.name], use_isolating=False)
    for page in sorted(place.glob("*.ftl")):
        book.add_resource(FluentResource(page.read_text(encoding="utf-8")))
    return book
