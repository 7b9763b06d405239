"""Button payloads of figures, exports and the transparency report."""

from typing import ClassVar

from domain.figures.periods import Period
from handlers.ui.callbacks import Button
from usecases.figures.case_export import ExportKind
from usecases.figures.spreadsheets import FileFormat


class SeeFigures(Button, frozen=True):
    """Show these."""

    tag: ClassVar[str] = "fg1"
    unit: str
    period: Period
    category: int


class FiguresUnits(Button, frozen=True):
    """Choose another unit from this page of them."""

    tag: ClassVar[str] = "fg2"
    unit: str
    period: Period
    category: int
    page: int


class FiguresCategories(Button, frozen=True):
    """Choose another category."""

    tag: ClassVar[str] = "fg3"
    unit: str
    period: Period
    category: int


class FiguresFile(Button, frozen=True):
    """Have these as a file, by unit and category."""

    tag: ClassVar[str] = "fg4"
    unit: str
    period: Period
    category: int
    form: FileFormat


class FiguresPicture(Button, frozen=True):
    """Have a year of these as a picture."""

    tag: ClassVar[str] = "fg5"
    unit: str
    period: Period
    category: int


class ExportWhat(Button, frozen=True):
    """Cases or journal; next is the period."""

    tag: ClassVar[str] = "ex1"
    kind: ExportKind


class ExportWhen(Button, frozen=True):
    """And of which days; next is the format."""

    tag: ClassVar[str] = "ex2"
    kind: ExportKind
    period: Period


class ExportNow(Button, frozen=True):
    """And as what: the file is made."""

    tag: ClassVar[str] = "ex3"
    kind: ExportKind
    period: Period
    form: FileFormat


class ExportAgain(Button, frozen=True):
    """From the beginning."""

    tag: ClassVar[str] = "ex4"


class ReportMonths(Button, frozen=True):
    """Which month."""

    tag: ClassVar[str] = "tr1"


class ReportOf(Button, frozen=True):
    """Have the report of one."""

    tag: ClassVar[str] = "tr2"
    year: int
    month: int
