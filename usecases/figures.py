"""What the figures say: of one unit in public, of many to those who answer for them."""

from datetime import timedelta

from domain.figures import Measured, Span, measured
from storage import figures
from storage.db import Tx
from usecases import counting
from usecases.scene import Scene

YEAR = 365


def of_unit(tx: Tx, scene: Scene, unit: str, days: int = YEAR) -> Measured:
    """The measured facts of one unit's work, today and the days before: for everybody to see."""
    today = counting.today(scene)
    span = Span(today - timedelta(days=days - 1), today)
    return measured(figures.read(tx, (unit,), span))
