"""Button payloads of forms: edit an answer, tick a switch, choose a template."""

from typing import ClassVar

from handlers.ui.callbacks import Button


class Edit(Button, frozen=True):
    """Ask one question of the review again."""

    tag: ClassVar[str] = "e1"
    draft: str
    step: str


class Toggle(Button, frozen=True):
    """Invert one of the review's ticks; only on buttons of release 0.1."""

    tag: ClassVar[str] = "t1"
    draft: str
    switch: str


class Tick(Button, frozen=True):
    """Set one of the review's ticks: `on` is 1 or 0, so that a second press changes nothing."""

    tag: ClassVar[str] = "t2"
    draft: str
    switch: str
    on: int


class MoreChoices(Button, frozen=True):
    """At a question: another page of its choices, which begins at `start`."""

    tag: ClassVar[str] = "c2"
    draft: str
    start: int


class ReadTemplate(Button, frozen=True):
    """At a question: show a template before it is used."""

    tag: ClassVar[str] = "tm7"
    draft: str
    template_id: int


class MoreTemplates(Button, frozen=True):
    """At a question: another page of templates; page 0 also leads from a template back to it."""

    tag: ClassVar[str] = "tm9"
    draft: str
    start: int


class Undo(Button, frozen=True):
    """Restore a form that was cancelled."""

    tag: ClassVar[str] = "dr1"
    draft: str
