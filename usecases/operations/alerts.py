"""Notify admins once when a trouble begins, and once when it ends."""

from collections.abc import Collection

from domain.notices.staff_notices import (
    AdminNotice,
    PutAsideNotice,
    TroubleNotice,
    TroubleOverNotice,
)
from domain.troubles import Trouble
from storage.engine import counters
from storage.network import people
from storage.ops import health
from storage.queues import inbox, outbox
from storage.queues.inbox import UpdateState
from storage.queues.outbox import Owed, Rank
from usecases.core.request import Request

QUIET_SECONDS = 600  # at least so long between two notices about failed updates


def note(
    req: Request, *, wrong: Collection[Trouble], well: Collection[Trouble]
) -> tuple[Trouble, ...]:
    """Store which troubles exist and which do not, and notify admins of changes.

    Returns the changes.
    """
    changed = []
    for trouble, bad in (*((each, True) for each in wrong), *((each, False) for each in well)):
        times = counters.value(req.tx, _name(trouble)) or 0
        if _is_ongoing(times) is not bad:
            notice = TroubleNotice(what=trouble) if bad else TroubleOverNotice(what=trouble)
            event = f"{trouble}:{counters.next_value(req.tx, _name(trouble))}"
            _tell(req, notice, event)
            changed.append(trouble)
    return tuple(changed)


def failed(req: Request, bot: int, update_id: int, *, limit: int) -> UpdateState:
    """Count a failed try of an update; when it was the last one, admins are notified."""
    state = inbox.failed(req.tx, bot, update_id, limit)
    if state is UpdateState.DEAD:
        event = str(req.now // QUIET_SECONDS)
        _tell(req, PutAsideNotice(count=health.dead(req.tx)), event)
    return state


def _name(trouble: Trouble) -> str:
    return f"trouble:{trouble}"


def _is_ongoing(times: int) -> bool:
    """The counter grows by one whenever a trouble begins or ends: odd while it lasts."""
    return times % 2 == 1


def _tell(req: Request, notice: AdminNotice, event: str) -> None:
    for admin in people.admins(req.tx):
        outbox.put(
            req.tx,
            Owed(
                notice=notice,
                recipient=admin.who,
                rank=Rank.REPLY,
                dedupe=f"{notice.kind}:{event}:{admin.who}",
                order_key=f"trouble:{admin.who}",  # not queued behind older notices
            ),
            req.now,
        )
