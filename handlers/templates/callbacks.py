"""Button payloads of templates, macros and ready texts."""

from typing import ClassVar

from domain.template import TextKind
from handlers.ui.callbacks import Button


class TemplatesOf(Button, frozen=True):
    """A page of a unit's templates."""

    tag: ClassVar[str] = "tm1"
    unit: str
    start: int


class TurnTemplateUnits(Button, frozen=True):
    """Another page of the units whose templates to list."""

    tag: ClassVar[str] = "tm11"
    page: int


class SeeTemplate(Button, frozen=True):
    """One template with its placeholders."""

    tag: ClassVar[str] = "tm2"
    template_id: int


class AddTemplate(Button, frozen=True):
    """Add a template to a unit."""

    tag: ClassVar[str] = "tm3"
    unit: str


class ChangeTemplate(Button, frozen=True):
    """Change the title and text of a template."""

    tag: ClassVar[str] = "tm4"
    template_id: int


class DropTemplate(Button, frozen=True):
    """Ask whether to delete a template."""

    tag: ClassVar[str] = "tm5"
    template_id: int


class DropSurely(Button, frozen=True):
    """Delete a template, after the confirmation."""

    tag: ClassVar[str] = "tm6"
    template_id: int


class UseTemplate(Button, frozen=True):
    """Answer with the template that was shown; `seen` is when that text was written."""

    tag: ClassVar[str] = "tm8"
    draft: str
    template_id: int
    seen: int


class AddMacro(Button, frozen=True):
    """Add a macro to a unit."""

    tag: ClassVar[str] = "mc3"
    unit: str


class MacrosOf(Button, frozen=True):
    """A page of the macros that can be used on a case; `seen` as of `MoveCase`."""

    tag: ClassVar[str] = "mc1"
    case_id: int
    seen: int
    start: int


class UseMacro(Button, frozen=True):
    """Decide a case by a macro; `seen` as of `MoveCase`."""

    tag: ClassVar[str] = "mc2"
    case_id: int
    macro: int
    seen: int


class ReadyTexts(Button, frozen=True):
    """The results with a shipped text, of a unit."""

    tag: ClassVar[str] = "rx1"
    unit: str


class SeeReady(Button, frozen=True):
    """The texts that a unit has for a result."""

    tag: ClassVar[str] = "rx2"
    unit: str
    result: str


class ChangeReady(Button, frozen=True):
    """Write another text than the shipped one, of one kind and language."""

    tag: ClassVar[str] = "rx3"
    unit: str
    result: str
    kind: TextKind
    locale: str


class ShippedAgain(Button, frozen=True):
    """Delete a text that replaces a shipped one."""

    tag: ClassVar[str] = "rx4"
    template_id: int
