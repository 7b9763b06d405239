"""Payloads of buttons: frozen classes with a versioned tag, so that old buttons keep working."""

from enum import Enum
from functools import cache
from typing import Any, ClassVar, Self, get_type_hints

from msgspec import Struct

MOST_BYTES = 64  # Telegram's limit for callback_data
MOST_NUMBER = 2**63 - 1  # the largest integer that the databases can store


class Button(Struct, frozen=True):
    """Base class of payloads, packed as `tag:field:field`.

    Different fields need a new tag. A field never contains free text.
    """

    tag: ClassVar[str]

    def pack(self) -> str:
        """The payload as a string; what comes back from Telegram may be forged."""
        button: Any = type(self)
        data = ":".join([self.tag, *[_plain(getattr(self, name)) for name in _fields(button)]])
        assert len(data.encode()) <= MOST_BYTES, data
        return data

    @classmethod
    def parse(cls, data: str) -> Self:
        """Parse a payload; raises ValueError for a string that `pack` cannot have made."""
        button: Any = cls
        tag, *values = data.split(":")
        if tag != cls.tag:
            raise ValueError("another kind of button")
        read = [kind(value) for kind, value in zip(_fields(button).values(), values, strict=True)]
        if any(isinstance(value, int) and abs(value) > MOST_NUMBER for value in read):
            raise ValueError("number out of range")
        return cls(*read)

    @classmethod
    def owns(cls, data: object) -> bool:
        """Whether the data of a press belong to this kind of button."""
        return isinstance(data, str) and data.partition(":")[0] == cls.tag


@cache
def _fields(button: type[Struct]) -> dict[str, Any]:
    """The parser of each field of a payload class, by the field's name."""
    kinds = get_type_hints(button)
    return {name: kinds[name] for name in button.__struct_fields__}


def _plain(value: object) -> str:
    if type(value) is str:  # as most are
        return value
    return str(value.value) if isinstance(value, Enum) else str(value)


# Dialogs: each button has the draft and the question that it was shown for.


class Choose(Button, frozen=True):
    """One of a question's choices."""

    tag: ClassVar[str] = "c1"
    draft: str
    step: str
    value: str


class Do(Button, frozen=True):
    """A command at a question: skip, back, done, submit."""

    tag: ClassVar[str] = "d1"
    draft: str
    step: str
    command: str


class ChooseLast(Choose, frozen=True):
    """One of the choices of a form's last question; `seen` is the version of the draft shown."""

    tag: ClassVar[str] = "c3"
    seen: str


class DoLast(Do, frozen=True):
    """A command that finishes a form; `seen` is the version of the draft shown."""

    tag: ClassVar[str] = "d2"
    seen: str


def at_question(data: str) -> Choose | Do:
    """The button of a question that was pressed; raises ValueError for any other."""
    kinds: tuple[type[Choose | Do], ...] = (Choose, ChooseLast, DoLast)
    return next((kind for kind in kinds if kind.owns(data)), Do).parse(data)


class Go(Button, frozen=True):
    """Go to a place that needs no parameter, such as report, continue, cases or help."""

    tag: ClassVar[str] = "g1"
    where: str


class Speak(Button, frozen=True):
    """Choose a language."""

    tag: ClassVar[str] = "l1"
    locale: str


# For staff.


class SeeCase(Button, frozen=True):
    """Show the card of a case."""

    tag: ClassVar[str] = "k1"
    case_id: int


class TurnPage(Button, frozen=True):
    """Show a page of a list: queue, mine, unanswered, to_confirm or appeals.

    `after` is the key of the last row shown, `-` for the first page.
    """

    tag: ClassVar[str] = "q1"
    which: str
    after: str


class BindGroup(Button, frozen=True):
    """Show a unit's cards in this group."""

    tag: ClassVar[str] = "b1"
    unit: str
