"""Store the times seen, compare the clock with them, and notify admins of a doubtful clock."""

from msgspec import Struct
from msgspec.structs import replace

from domain.clocks.clock_trust import WORD_AFTER, Doubt, Seen, doubt
from domain.troubles import Trouble
from storage.audit import journal
from storage.engine import counters
from storage.engine.database import Tx
from usecases import session
from usecases.core import wrong_times
from usecases.core.request import Request
from usecases.operations import alerts

TICKED, UPDATE, WORD, DOUBTED = "clock:ticked", "clock:update", "clock:word", "clock:doubted"
NAMES = (TICKED, UPDATE, WORD, DOUBTED)


class Checked(Struct, frozen=True, kw_only=True):
    """Result of comparing the clock with the stored times.

    `doubted_at` is when the doubt began, unix seconds of the doubted clock.
    """

    seen: Seen
    doubt: Doubt | None
    doubted_at: int | None


def check(tx: Tx, seen: Seen) -> Checked:
    """Compare the clock in `seen` with all stored times; changes nothing."""
    kept = counters.values(tx, NAMES)
    updates = [at for at in (seen.update, kept.get(UPDATE)) if at is not None]
    seen = replace(
        seen,
        update=max(updates, default=None),
        journal=journal.newest_at(tx),
        ticked=kept.get(TICKED),
        word=kept.get(WORD),
        doubted=bool(kept.get(DOUBTED)),
    )
    return Checked(seen=seen, doubt=doubt(seen), doubted_at=kept.get(DOUBTED) or None)


def doubted_since(tx: Tx) -> int | None:
    """When the bot began to doubt the clock, by that clock; None where it is trusted."""
    return counters.value(tx, DOUBTED) or None


def look(req: Request, seen: Seen, moved: bool = False) -> Doubt | None:
    """Periodic check: store its result, and notify admins once.

    `moved`: the clock has jumped since the last check, so an earlier doubt was about another time.
    A doubtful time is never stored as seen: it would make the right time look wrong.
    """
    found = check(req.tx, seen)
    if found.doubt is None:
        counters.put(req.tx, TICKED, seen.now)
        wrong_times.trusted(req.tx, seen.now, moved=moved)
        if found.doubted_at is not None:
            counters.put(req.tx, DOUBTED, 0)
        alerts.note(req, wrong=(), well=(Trouble.CLOCK,))
        return None
    _doubt_began(req.tx, found, anew=moved)
    wrong_times.doubted(req.tx, found.doubt, seen.now)
    # The notice is due by both clocks, so that it does not wait for years.
    known = [at for at in (found.seen.ticked, found.seen.journal) if at is not None]
    told = req.at(min(seen.now, *known) if known else seen.now)
    alerts.note(told, wrong=(Trouble.CLOCK,), well=())
    return found.doubt


def _doubt_began(tx: Tx, found: Checked, *, anew: bool = False) -> int:
    """Since when the clock is doubted.

    A start in the future belonged to another clock and is replaced.
    """
    began, now = found.doubted_at, found.seen.now
    if began is None or began > now or anew:
        began = now
        counters.put(tx, DOUBTED, began)
    return began


def heard(tx: Tx, date: int) -> None:
    """Store the date of a received update, for the process that checks the clock."""
    counters.reach(tx, UPDATE, date)


def vouch(req: Request, seen: Seen) -> int | None:
    """An operator confirms the clock; None if accepted, else when it will be, unix seconds.

    Not accepted within the first day of a doubt: erasing data that was kept for years can wait one
    more day.
    """
    found = check(req.tx, seen)
    if found.doubt is None:
        return None
    counts_from = _doubt_began(req.tx, found) + WORD_AFTER
    if seen.now < counts_from:
        return counts_from
    counters.put(req.tx, WORD, seen.now)
    session.note(req.acting_as(None), "trust_clock", "", found.doubt)
    return None
