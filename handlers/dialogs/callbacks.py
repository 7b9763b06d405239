"""Button payloads of forms: edit an answer, tick a switch, choose a template."""

from typing import ClassVar

from handlers.ui.callbacks import Button


class Edit(Button, frozen=True):
    """Ask one question of the review again."""

    tag: ClassVar[str] = "e1"
    draft: str
    step: str


class Toggle(Button, frozen=True):
    """Turn one of the review's ticks over; buttons of release 0.1."""

    tag: ClassVar[str] = "t1"
    draft: str
    switch: str


class Tick(Button, frozen=True):
    """Set one of the review's ticks: `on` is 1 or 0, so that a second press changes nothing."""

    tag: ClassVar[str] = "t2"
    draft: str
    switch: str
    on: int


class ReadTemplate(Button, frozen=True):
    """At a question: a text, to be read before it is used."""

    tag: ClassVar[str] = "tm7"
    draft: str
    template_id: int


class MoreTemplates(Button, frozen=True):
    """At a question: another page of texts; 0 also leads back from one to the question."""

    tag: ClassVar[str] = "tm9"
    draft: str
    start: int


class Undo(Button, frozen=True):
    """Have a form back that was given up."""

    tag: ClassVar[str] = "dr1"
    draft: str
