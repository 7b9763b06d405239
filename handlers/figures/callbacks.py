"""Button payloads of figures, exports and the transparency report."""

from typing import ClassVar

from domain.figures.periods import Period
from handlers.ui.callbacks import Button
from usecases.figures.case_export import ExportKind
from usecases.figures.spreadsheets import FileFormat


class SeeFigures(Button, frozen=True):
    """Show the figures for a unit, period and category."""

    tag: ClassVar[str] = "fg1"
    unit: str
    period: Period
    category: int


class FiguresUnits(Button, frozen=True):
    """Show a page of units to choose from."""

    tag: ClassVar[str] = "fg2"
    unit: str
    period: Period
    category: int
    page: int


class FiguresCategories(Button, frozen=True):
    """Show the categories to choose from."""

    tag: ClassVar[str] = "fg3"
    unit: str
    period: Period
    category: int


class FiguresFile(Button, frozen=True):
    """Send the figures as a file, by unit and category."""

    tag: ClassVar[str] = "fg4"
    unit: str
    period: Period
    category: int
    form: FileFormat


class FiguresPicture(Button, frozen=True):
    """Send a year of the figures as a chart."""

    tag: ClassVar[str] = "fg5"
    unit: str
    period: Period
    category: int


class ExportWhat(Button, frozen=True):
    """Export cases or journal; the next step is the period."""

    tag: ClassVar[str] = "ex1"
    kind: ExportKind


class ExportWhen(Button, frozen=True):
    """The same with a period; the next step is the file format."""

    tag: ClassVar[str] = "ex2"
    kind: ExportKind
    period: Period


class ExportNow(Button, frozen=True):
    """The same with a file format: write the file."""

    tag: ClassVar[str] = "ex3"
    kind: ExportKind
    period: Period
    form: FileFormat


class ExportAgain(Button, frozen=True):
    """Begin the export dialog again."""

    tag: ClassVar[str] = "ex4"


class ReportMonths(Button, frozen=True):
    """Show the months that have a transparency report."""

    tag: ClassVar[str] = "tr1"


class ReportOf(Button, frozen=True):
    """Send the transparency report of one month."""

    tag: ClassVar[str] = "tr2"
    year: int
    month: int


class BoardPage(Button, frozen=True):
    """Show the board from this place on."""

    tag: ClassVar[str] = "bd1"
    start: int


class SeeBoardUnit(Button, frozen=True):
    """Show one unit of the board with its people."""

    tag: ClassVar[str] = "bd2"
    unit: str


class BoardCases(Button, frozen=True):
    """Show the cases of a unit: `open` or `late`."""

    tag: ClassVar[str] = "bd3"
    unit: str
    which: str


class BoardPicture(Button, frozen=True):
    """Send the board as a picture."""

    tag: ClassVar[str] = "bd4"
