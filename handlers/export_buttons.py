"""The buttons of /export: each carries what was chosen so far."""

from dataclasses import dataclass
from typing import ClassVar

from domain.periods import Period
from handlers.buttons import Button
from usecases.exporting import Kind
from usecases.sheets import Format


@dataclass(frozen=True, slots=True)
class ExportWhat(Button):
    """Cases or journal; next is the period."""

    tag: ClassVar[str] = "ex1"
    kind: Kind


@dataclass(frozen=True, slots=True)
class ExportWhen(Button):
    """And of which days; next is the format."""

    tag: ClassVar[str] = "ex2"
    kind: Kind
    period: Period


@dataclass(frozen=True, slots=True)
class ExportNow(Button):
    """And as what: the file is made."""

    tag: ClassVar[str] = "ex3"
    kind: Kind
    period: Period
    form: Format


@dataclass(frozen=True, slots=True)
class ExportAgain(Button):
    """From the beginning."""

    tag: ClassVar[str] = "ex4"
