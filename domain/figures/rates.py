"""Rates of the work: numbers from 0 to 1, None if the denominator is 0."""

from msgspec import Struct

from domain.figures.figures import FigureKind, Figures


class Rates(Struct, frozen=True, kw_only=True):
    """The rates, and the denominator of each."""

    accepted: float | None
    upheld: float | None
    answered: float | None
    in_time: float | None
    changed: float | None


def rates(figures: Figures) -> Rates:
    """The rates of one period's counts.

    If an old backlog is worked off, more is answered than came in; the rate is then 1.
    """
    answered = figures.share(FigureKind.ANSWERED, figures.owed)
    return Rates(
        accepted=figures.share(FigureKind.ACCEPTED, figures.triaged),
        upheld=figures.share(FigureKind.UPHELD, figures.decided),
        answered=None if answered is None else min(answered, 1.0),
        in_time=figures.share(FigureKind.IN_TIME, figures.count(FigureKind.ANSWERED)),
        changed=figures.share(FigureKind.APPEAL_CHANGED, figures.count(FigureKind.APPEAL_DECIDED)),
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
