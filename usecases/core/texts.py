"""The office's texts in any language, and what a unit has for a result.

The composition root reads the shipped ones from the locales.
"""

from typing import Protocol

from msgspec import Struct

from domain.network.units import Unit
from domain.template import Template, TextKind
from usecases.core.outcomes import DialogOutcome


class Places(Struct, frozen=True, kw_only=True):
    """The values of a text's placeholders.

    `due_at` is in unix seconds. `elsewhere` is the number of another competent office, empty where
    there is none. `in_chat`: all who read the text use this bot. `files` counts the files that
    reporters sent, `seen_at` is when all of them had been opened, unix seconds, None if not all.
    """

    number: str
    unit: str
    category: str
    subcategory: str
    due_at: int | None = None
    elsewhere: str = ""
    in_chat: bool = True
    files: int = 0
    seen_at: int | None = None


class Texts(Protocol):
    """Says shipped texts, and fills in placeholders."""

    def shipped(self, locale: str, kind: TextKind, result: str) -> str:
        """The shipped text of a result with its placeholders; empty if there is none.

        `result` may have an end of `usecases.moderation.ready_texts` for cases of one kind.
        """
        ...

    def fill(self, body: str, locale: str, places: Places) -> str:
        """A text with its placeholders filled in, in its own language."""
        ...


class NoTexts(Struct, frozen=True):
    """No texts: every decision is written by its author."""

    def shipped(self, _locale: str, _kind: TextKind, _result: str) -> str:
        """Nothing is shipped."""
        return ""

    def fill(self, body: str, _locale: str, _places: Places) -> str:
        """The text as it is."""
        return body


class ReadyText(Struct, frozen=True, kw_only=True):
    """The text of one kind and language that a unit has for a result, with its placeholders.

    `own` replaces the shipped one; it may be of a unit above.
    """

    kind: TextKind
    locale: str
    body: str
    own: Template | None = None


class ResultTexts(DialogOutcome, frozen=True, kw_only=True):
    """The texts that a unit has for a result, in each language."""

    unit: Unit
    result: str
    texts: tuple[ReadyText, ...]
    may_change: bool
    note: str = ""
