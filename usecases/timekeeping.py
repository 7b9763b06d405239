"""What was last seen of the time is kept, the clock held against it, and admins told of doubt."""

from msgspec import Struct
from msgspec.structs import replace

from domain.clock_trust import WORD_AFTER, Doubt, Seen, doubt
from domain.troubles import Trouble
from storage import counters, journal
from storage.db import Tx
from usecases import access, watching
from usecases.scene import Scene

TICKED, UPDATE, WORD, DOUBTED = "clock:ticked", "clock:update", "clock:word", "clock:doubted"
NAMES = (TICKED, UPDATE, WORD, DOUBTED)


class Checked(Struct, frozen=True, kw_only=True):
    """What came of holding the clock against what was seen.

    `doubted_at` is when the doubt began, by the clock that is doubted.
    """

    seen: Seen
    doubt: Doubt | None
    doubted_at: int | None


def check(tx: Tx, seen: Seen) -> Checked:
    """Hold the clock against `seen` and all that is kept; nothing is changed."""
    kept = counters.values(tx, NAMES)
    updates = [at for at in (seen.update, kept.get(UPDATE)) if at is not None]
    seen = replace(
        seen,
        update=max(updates, default=None),
        journal=journal.newest_at(tx),
        ticked=kept.get(TICKED),
        word=kept.get(WORD),
    )
    return Checked(seen=seen, doubt=doubt(seen), doubted_at=kept.get(DOUBTED) or None)


def doubted_since(tx: Tx) -> int | None:
    """When the bot began to doubt the clock, by that very clock; None where it trusts it."""
    return counters.value(tx, DOUBTED) or None


def look(tx: Tx, scene: Scene, seen: Seen, moved: bool = False) -> Doubt | None:
    """The tick's own check: what it comes to is kept, and told once.

    `moved`: the clock has jumped since the last look, so a doubt of before was another clock's.
    A doubtful time is never kept as one that was seen: it would stand against the right one.
    """
    found = check(tx, seen)
    if found.doubt is None:
        counters.put(tx, TICKED, seen.now)
        if found.doubted_at is not None:
            counters.put(tx, DOUBTED, 0)
        watching.note(tx, scene, wrong=(), well=(Trouble.CLOCK,))
        return None
    _doubted(tx, found, anew=moved)
    # Due by whichever clock is right, lest the news wait for years.
    known = [at for at in (found.seen.ticked, found.seen.journal) if at is not None]
    told = replace(scene, now=min(seen.now, *known) if known else seen.now)
    watching.note(tx, told, wrong=(Trouble.CLOCK,), well=())
    return found.doubt


def _doubted(tx: Tx, found: Checked, *, anew: bool = False) -> int:
    """Since when the clock is doubted; a beginning that is still to come was another clock's."""
    began, now = found.doubted_at, found.seen.now
    if began is None or began > now or anew:
        began = now
        counters.put(tx, DOUBTED, began)
    return began


def heard(tx: Tx, date: int) -> None:
    """A process that takes updates in has one of this date: whoever keeps the clock may know."""
    counters.reach(tx, UPDATE, date)


def vouch(tx: Tx, scene: Scene, seen: Seen) -> int | None:
    """A person says that the clock is right; None where that counts, else from when on it will.

    Not in the first day of a doubt: what was promised for years can wait for one more day.
    """
    found = check(tx, seen)
    if found.doubt is None:
        return None
    counts_from = _doubted(tx, found) + WORD_AFTER
    if seen.now < counts_from:
        return counts_from
    counters.put(tx, WORD, seen.now)
    access.note(tx, None, scene, "trust_clock", "", found.doubt)
    return None
