"""The buttons of /figures: each carries all that was chosen so far.

`unit` is empty for all units together. `category` is a place in the list of categories, counted
from one, 0 for all: a code of a unit and one of a category together may be too long for a button.
"""

from typing import ClassVar

from domain.periods import Period
from handlers.buttons import Button
from usecases.sheets import Format


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
    form: Format


class FiguresPicture(Button, frozen=True):
    """Have a year of these as a picture."""

    tag: ClassVar[str] = "fg5"
    unit: str
    period: Period
    category: int
