"""Buttons about texts kept ready: the unit's list of them, and their use at a question."""

from typing import ClassVar

from handlers.buttons import Button


class TemplatesOf(Button, frozen=True):
    """A page of a unit's texts."""

    tag: ClassVar[str] = "tm1"
    unit: str
    start: int


class SeeTemplate(Button, frozen=True):
    """One text as it is written."""

    tag: ClassVar[str] = "tm2"
    template_id: int


class AddTemplate(Button, frozen=True):
    """A new text of a unit."""

    tag: ClassVar[str] = "tm3"
    unit: str


class ChangeTemplate(Button, frozen=True):
    """Another title, other words."""

    tag: ClassVar[str] = "tm4"
    template_id: int


class DropTemplate(Button, frozen=True):
    """Keep a text no longer; asked once more."""

    tag: ClassVar[str] = "tm5"
    template_id: int


class DropSurely(Button, frozen=True):
    """The same, confirmed."""

    tag: ClassVar[str] = "tm6"
    template_id: int


class ReadTemplate(Button, frozen=True):
    """At a question: a text, to be read before it is used."""

    tag: ClassVar[str] = "tm7"
    draft: str
    template_id: int


class UseTemplate(Button, frozen=True):
    """Answer with the text as it was read, written at `seen`."""

    tag: ClassVar[str] = "tm8"
    draft: str
    template_id: int
    seen: int


class MoreTemplates(Button, frozen=True):
    """At a question: another page of texts; 0 also leads back from one to the question."""

    tag: ClassVar[str] = "tm9"
    draft: str
    start: int
