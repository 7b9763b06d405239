"""Button payloads of the procedure."""

from typing import ClassVar

from handlers.ui.callbacks import Button


class SeeStep(Button, frozen=True):
    """Show one step of the procedure, counted from 0."""

    tag: ClassVar[str] = "ru1"
    step: int
