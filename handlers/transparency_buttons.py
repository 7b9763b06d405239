"""The buttons of the transparency report."""

from dataclasses import dataclass
from typing import ClassVar

from handlers.buttons import Button


@dataclass(frozen=True, slots=True)
class ReportMonths(Button):
    """Which month."""

    tag: ClassVar[str] = "tr1"


@dataclass(frozen=True, slots=True)
class ReportOf(Button):
    """Have the report of one."""

    tag: ClassVar[str] = "tr2"
    year: int
    month: int
