"""The monthly transparency report: what came in and what became of it, for everybody to see."""

from datetime import date

from domain.figures import Span, month_end
from domain.transparency import Report, published
from storage import figures
from storage.db import Tx
from usecases.scene import Scene


def report(tx: Tx, scene: Scene, month: date) -> Report:
    """The report of a month, named by its first day; the journal needs no word: it is public."""
    span = Span(month, month_end(month))
    units = tuple(unit.code for unit in scene.profile.units)
    working = [unit.code for unit in scene.profile.units if not unit.retired]
    return Report(
        month=month,
        by_category=published(
            figures.by_category(tx, units, span), tuple(scene.profile.taxonomy.top)
        ),
        by_unit=published(figures.by_unit(tx, units, span), working),
    )
