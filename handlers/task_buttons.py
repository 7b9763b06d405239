"""Buttons on what a unit has to see to besides its cases."""

from typing import ClassVar

from handlers.buttons import Button


class TaskDone(Button, frozen=True):
    """Tick a task off."""

    tag: ClassVar[str] = "td1"
    task_id: int
