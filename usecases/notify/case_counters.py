"""What happens to cases is counted, in the transaction in which it does; on the profile's clock."""

from datetime import date

from domain.case import Case
from domain.figures import counting
from domain.report import Report
from storage.engine.database import Tx
from storage.figures import figures
from usecases.core.request import Scene


def move(tx: Tx, scene: Scene, verb: str, before: Case, after: Case) -> None:
    """A case was moved, by a person or by the clock."""
    figures.count(tx, counting.events(verb, before, after, scene.now), today(scene))


def received(tx: Tx, scene: Scene, case: Case) -> None:
    """A report has come in."""
    figures.count(tx, counting.received(case), today(scene))


def rated(tx: Tx, scene: Scene, report: Report, stars: int) -> None:
    """A reporter has said how the handling was."""
    figures.count(tx, counting.rated(report.unit, report.category, stars), today(scene))


def today(scene: Scene) -> date:
    """The local day."""
    return scene.profile.calendar.day_of(scene.now)
