"""Which times a wrong clock has shown, until all that it has dated is set anew."""

from msgspec import Struct

from domain.clocks.clock_trust import FAR, Doubt
from domain.clocks.stray import WrongTimes
from storage.cases import clocks
from storage.engine import counters
from storage.engine.database import Tx
from usecases.core.request import Request

SURE = frozenset({Doubt.TELEGRAM, Doubt.UPDATE, Doubt.JOURNAL})
"""Doubts by which the clock is wrong; by the others it may be right after a long stop."""

_SINCE, _UNTIL, _SURE = "wrong:since", "wrong:until", "wrong:sure"  # while it is doubted
_FROM, _TO, _AFTER = "wrong:from", "wrong:to", "wrong:after"  # what is being set anew


def doubted(tx: Tx, why: Doubt, now: int) -> None:
    """The clock shows `now` and is not trusted. A gap means that it is another clock by now."""
    kept = counters.values(tx, (_SINCE, _UNTIL, _SURE))
    since, until, sure = kept.get(_SINCE), kept.get(_UNTIL, 0), kept.get(_SURE, 0)
    if since is None or not since <= now <= until + FAR:
        if since and sure:
            _remember(tx, since, until)
        since, sure = now, 0
    for name, value in ((_SINCE, since), (_UNTIL, now), (_SURE, int(sure or why in SURE))):
        counters.put(tx, name, value)


def trusted(tx: Tx, now: int, *, moved: bool) -> None:
    """The clock is trusted again; `moved`: it has jumped since it was doubted."""
    kept = counters.values(tx, (_SINCE, _UNTIL, _SURE))
    since, until = kept.get(_SINCE, 0), kept.get(_UNTIL, 0)
    if not since:
        return
    was_wrong = moved or kept.get(_SURE) or until > now + FAR
    if was_wrong:
        _remember(tx, since, until)
    counters.put(tx, _SINCE, 0)
    counters.put(tx, _UNTIL, 0)
    counters.put(tx, _SURE, 0)


def _remember(tx: Tx, since: int, until: int) -> None:
    """Set anew what was written in these times, once the clock is trusted.

    Two spans are never joined: what is between them was written by the right clock. Times in the
    future are found without a span.
    """
    kept = counters.values(tx, (_FROM, _TO))
    if not kept.get(_FROM) or kept.get(_TO, 0) > until:
        counters.put(tx, _FROM, since)
        counters.put(tx, _TO, until)
    counters.put(tx, _AFTER, 0)


class Rework(Struct, frozen=True):
    """The times that were wrong, and the row id after which cases are read."""

    wrong: WrongTimes
    after: int


def found(req: Request) -> Rework | None:
    """What has to be set anew; None if nothing."""
    kept = counters.values(req.tx, (_FROM, _TO, _AFTER))
    if kept.get(_FROM):
        wrong = WrongTimes(req.now, kept[_FROM], kept.get(_TO, 0))
    elif kept.get(_AFTER) or clocks.opened_after(req.tx, req.now + FAR):
        wrong = WrongTimes(req.now)
    else:
        return None
    return Rework(wrong, kept.get(_AFTER, 0))


def pending(tx: Tx) -> bool:
    """Whether times of a wrong clock are still to be set anew: until then no time is over."""
    return bool(counters.value(tx, _FROM))


def read_to(tx: Tx, case_id: int) -> None:
    """Store the last case that was read."""
    counters.put(tx, _AFTER, case_id)


def done(tx: Tx) -> None:
    """Nothing is left to be set anew."""
    counters.put(tx, _FROM, 0)
    counters.put(tx, _AFTER, 0)
