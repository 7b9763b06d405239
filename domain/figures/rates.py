"""Rates of the work: numbers from 0 to 1, None if the denominator is 0."""

from msgspec import Struct

from domain.figures.figures import FigureKind, Figures


class PartOf(Struct, frozen=True):
    """A count and what it is a part of; `base` may be smaller where older cases are counted."""

    count: int
    base: int

    @property
    def share(self) -> float | None:
        """A number from 0 to 1; None if there is nothing to be a part of."""
        return min(self.count / self.base, 1.0) if self.base > 0 else None


class Parts(Struct, frozen=True, kw_only=True):
    """Each count with its base.

    If an old backlog is worked off, more is answered than came in; the rate is then 1.
    """

    accepted: PartOf
    upheld: PartOf
    removed: PartOf
    answered: PartOf
    in_time: PartOf
    changed: PartOf


def parts(figures: Figures) -> Parts:
    """The counts of one period that are a part of another count."""

    def part(kind: FigureKind, base: int) -> PartOf:
        return PartOf(figures.count(kind), base)

    return Parts(
        accepted=part(FigureKind.ACCEPTED, figures.triaged),
        upheld=part(FigureKind.UPHELD, figures.decided),
        removed=part(FigureKind.REMOVED, figures.count(FigureKind.UPHELD)),
        answered=part(FigureKind.ANSWERED, figures.owed),
        in_time=part(FigureKind.IN_TIME, figures.count(FigureKind.ANSWERED)),
        changed=part(FigureKind.APPEAL_CHANGED, figures.count(FigureKind.APPEAL_DECIDED)),
    )


class Rates(Struct, frozen=True, kw_only=True):
    """The rates that are written into files."""

    accepted: float | None
    upheld: float | None
    answered: float | None
    in_time: float | None
    changed: float | None


def rates(figures: Figures) -> Rates:
    """The rates of one period's counts."""
    found = parts(figures)
    return Rates(
        accepted=found.accepted.share,
        upheld=found.upheld.share,
        answered=found.answered.share,
        in_time=found.in_time.share,
        changed=found.changed.share,
    )


class Measured(Struct, frozen=True, kw_only=True):
    """Measured figures that are shown beside a unit's promises; None if there are none yet.

    `in_time` and `answer_rate` are shares of one; `accept`, `close` and `remove` (from the report
    until the content was gone) are medians in seconds.
    """

    received: int
    answered: int
    in_time: float | None
    answer_rate: float | None
    accept: int | None
    close: int | None
    remove: int | None = None


def measured(figures: Figures) -> Measured:
    """The measured figures of these counts."""
    shares = rates(figures)
    return Measured(
        received=figures.count(FigureKind.RECEIVED),
        answered=figures.count(FigureKind.ANSWERED),
        in_time=shares.in_time,
        answer_rate=shares.answered,
        accept=figures.quantile(FigureKind.TOOK_ACCEPT, 0.5),
        close=figures.quantile(FigureKind.TOOK_CLOSE, 0.5),
        remove=figures.quantile(FigureKind.TOOK_REMOVE, 0.5),
    )
