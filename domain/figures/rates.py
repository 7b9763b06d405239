"""The rates of the work: shares of one, None where there is nothing to be a share of."""

from msgspec import Struct

from domain.figures.figures import FigureKind, Figures


class Rates(Struct, frozen=True, kw_only=True):
    """Each with its whole: what was looked at, decided, owed an answer, answered, appealed."""

    accepted: float | None
    upheld: float | None
    answered: float | None
    in_time: float | None
    changed: float | None


def rates(figures: Figures) -> Rates:
    """What the counts of one period say.

    Where an old backlog is worked off, more is answered than came in: that is all of it, not more.
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
    """What is shown beside a unit's promises: facts of its work, None where there are none yet.

    `in_time` and `answer_rate` are shares of one, `accept` and `close` medians in seconds.
    """

    received: int
    answered: int
    in_time: float | None
    answer_rate: float | None
    accept: int | None
    close: int | None


def measured(figures: Figures) -> Measured:
    """The facts shown in public."""
    shares = rates(figures)
    return Measured(
        received=figures.count(FigureKind.RECEIVED),
        answered=figures.count(FigureKind.ANSWERED),
        in_time=shares.in_time,
        answer_rate=shares.answered,
        accept=figures.quantile(FigureKind.TOOK_ACCEPT, 0.5),
        close=figures.quantile(FigureKind.TOOK_CLOSE, 0.5),
    )
