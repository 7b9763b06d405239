"""The buttons of the transparency report."""

from typing import ClassVar

from handlers.buttons import Button


class ReportMonths(Button, frozen=True):
    """Which month."""

    tag: ClassVar[str] = "tr1"


class ReportOf(Button, frozen=True):
    """Have the report of one."""

    tag: ClassVar[str] = "tr2"
    year: int
    month: int
