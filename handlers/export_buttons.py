"""The buttons of /export: each carries what was chosen so far."""

from typing import ClassVar

from domain.periods import Period
from handlers.buttons import Button
from usecases.exporting import Kind
from usecases.sheets import Format


class ExportWhat(Button, frozen=True):
    """Cases or journal; next is the period."""

    tag: ClassVar[str] = "ex1"
    kind: Kind


class ExportWhen(Button, frozen=True):
    """And of which days; next is the format."""

    tag: ClassVar[str] = "ex2"
    kind: Kind
    period: Period


class ExportNow(Button, frozen=True):
    """And as what: the file is made."""

    tag: ClassVar[str] = "ex3"
    kind: Kind
    period: Period
    form: Format


class ExportAgain(Button, frozen=True):
    """From the beginning."""

    tag: ClassVar[str] = "ex4"
