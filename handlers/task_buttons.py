"""Buttons on what a unit has to see to besides its cases."""

from dataclasses import dataclass
from typing import ClassVar

from handlers.buttons import Button


@dataclass(frozen=True, slots=True)
class TaskDone(Button):
    """Tick a task off."""

    tag: ClassVar[str] = "td1"
    task_id: int
