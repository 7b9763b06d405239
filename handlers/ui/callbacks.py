"""Every payload of a button, as a frozen class with a versioned tag; old buttons live on."""

from enum import Enum
from functools import cache
from typing import Any, ClassVar, Self, get_type_hints

from msgspec import Struct

MOST_BYTES = 64  # Telegram's limit for callback_data
MOST_NUMBER = 2**63 - 1  # what the databases can compare with


class Button(Struct, frozen=True):
    """Packs to `tag:field:field`; a new shape gets a new tag. Free text never goes into a field."""

    tag: ClassVar[str]

    def pack(self) -> str:
        """The payload, as it travels to Telegram and comes back from whoever forges one."""
        button: Any = type(self)
        data = ":".join([self.tag, *[_plain(getattr(self, name)) for name in _fields(button)]])
        assert len(data.encode()) <= MOST_BYTES, data
        return data

    @classmethod
    def parse(cls, data: str) -> Self:
        """Read a payload; ValueError where it was never made by `pack`."""
        button: Any = cls
        values = data.split(":")[1:]
        read = [kind(value) for kind, value in zip(_fields(button).values(), values, strict=True)]
        if any(isinstance(value, int) and abs(value) > MOST_NUMBER for value in read):
            raise ValueError("no row has such a number")
        return cls(*read)

    @classmethod
    def owns(cls, data: object) -> bool:
        """Whether the data of a press is this kind of button's."""
        return isinstance(data, str) and data.partition(":")[0] == cls.tag


@cache
def _fields(button: type[Struct]) -> dict[str, Any]:
    """The names of a kind's fields, and what makes each from its text."""
    kinds = get_type_hints(button)
    return {name: kinds[name] for name in button.__struct_fields__}


def _plain(value: object) -> str:
    if type(value) is str:  # as most are
        return value
    return str(value.value) if isinstance(value, Enum) else str(value)


# The dialogue: every button names the draft and the question it was drawn for.


class Choose(Button, frozen=True):
    """One of a question's choices."""

    tag: ClassVar[str] = "c1"
    draft: str
    step: str
    value: str


class Do(Button, frozen=True):
    """Something a question offers besides its choices: skip, back, done, submit."""

    tag: ClassVar[str] = "d1"
    draft: str
    step: str
    command: str


class Go(Button, frozen=True):
    """Somewhere without a parameter: report, fresh, continue, cases, cancel, help and so on."""

    tag: ClassVar[str] = "g1"
    where: str


class Speak(Button, frozen=True):
    """Choose a language."""

    tag: ClassVar[str] = "l1"
    locale: str


# The staff's.


class SeeCase(Button, frozen=True):
    """Show the card of a case."""

    tag: ClassVar[str] = "k1"
    case_id: int


class TurnPage(Button, frozen=True):
    """A page of a list: queue, mine or unanswered.

    `after` is the last row's key, `-` for the first page.
    """

    tag: ClassVar[str] = "q1"
    which: str
    after: str


class BindGroup(Button, frozen=True):
    """Show a unit's cards in this group."""

    tag: ClassVar[str] = "b1"
    unit: str
