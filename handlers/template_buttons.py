"""Buttons about texts kept ready: the unit's list of them, and their use at a question."""

from dataclasses import dataclass
from typing import ClassVar

from handlers.buttons import Button


@dataclass(frozen=True, slots=True)
class TemplatesOf(Button):
    """A page of a unit's texts."""

    tag: ClassVar[str] = "tm1"
    unit: str
    start: int


@dataclass(frozen=True, slots=True)
class SeeTemplate(Button):
    """One text as it is written."""

    tag: ClassVar[str] = "tm2"
    template_id: int


@dataclass(frozen=True, slots=True)
class AddTemplate(Button):
    """A new text of a unit."""

    tag: ClassVar[str] = "tm3"
    unit: str


@dataclass(frozen=True, slots=True)
class ChangeTemplate(Button):
    """Another title, other words."""

    tag: ClassVar[str] = "tm4"
    template_id: int


@dataclass(frozen=True, slots=True)
class DropTemplate(Button):
    """Keep a text no longer; asked once more."""

    tag: ClassVar[str] = "tm5"
    template_id: int


@dataclass(frozen=True, slots=True)
class DropSurely(Button):
    """The same, confirmed."""

    tag: ClassVar[str] = "tm6"
    template_id: int


@dataclass(frozen=True, slots=True)
class ReadTemplate(Button):
    """At a question: a text, to be read before it is used."""

    tag: ClassVar[str] = "tm7"
    draft: str
    template_id: int


@dataclass(frozen=True, slots=True)
class UseTemplate(Button):
    """Answer with the text as it was read, written at `seen`."""

    tag: ClassVar[str] = "tm8"
    draft: str
    template_id: int
    seen: int


@dataclass(frozen=True, slots=True)
class MoreTemplates(Button):
    """At a question: another page of texts; 0 also leads back from one to the question."""

    tag: ClassVar[str] = "tm9"
    draft: str
    start: int
