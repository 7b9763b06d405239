"""/broadcast and /broadcasts: written by one admin, approved by another, monitored, stopped."""

from typing import Any

from msgspec import Struct

from conversation.contexts import BroadcastContext
from conversation.forms import broadcast as form
from domain.broadcast import (
    Act,
    Broadcast,
    BroadcastState,
    Counts,
    Repeat,
    begins_at,
    check_step,
    steps_for,
)
from domain.core.errors import NotFound, Refusal
from domain.draft import Draft
from domain.network.people import Person
from domain.notices.staff_notices import (
    BroadcastCardNotice,
    BroadcastLapsedNotice,
    BroadcastMovedNotice,
    BroadcastNotice,
    BroadcastWantedNotice,
)
from storage.broadcasts import broadcasts, recipients
from storage.engine.database import Tx
from storage.network import people
from storage.queues import outbox
from storage.queues.outbox import Owed, Rank
from usecases import session
from usecases.core import authority
from usecases.core.outcomes import Asked
from usecases.core.request import Request
from usecases.core.views import BroadcastView
from usecases.dialogs import draft_lifecycle

PAGE = 8
MOST_COUNTED = 100_000  # recipients counted before sending; more are shown as "more than"


class BroadcastList(Struct, frozen=True, kw_only=True):
    """One page of broadcasts, the newest first; `before` is the key of the next page."""

    found: tuple[Broadcast, ...]
    before: int | None


def listed(req: Request, before: int | None = None) -> BroadcastList:
    """/broadcasts: the newest ones, or those before this id."""
    authority.check(req.actor)
    found = broadcasts.newest(req.tx, size=PAGE + 1, before=before)
    shown = found[:PAGE]
    return BroadcastList(found=shown, before=shown[-1].id if len(found) > PAGE else None)


def begin(req: Request) -> Asked:
    """/broadcast: ask for the text; all else has its usual value and can be changed later."""
    authority.check(req.actor)
    return draft_lifecycle.begin(req, form.BROADCAST.name, answers=form.USUAL)


def begin_change(req: Request, broadcast_id: int, part: str, *, seen: int) -> Asked:
    """Ask for one part of a broadcast again; the others stay."""
    found = _in_version(req.tx, req.actor, broadcast_id, seen)
    check_step(found.state, Act.CHANGE)
    if part not in form.PARTS:
        raise Refusal("answer-stale")
    locales = req.profile.locales
    answers = form.answers_of(found.body, found.start_at, found.repeat, locales, but=part)
    context = BroadcastContext(broadcast=found.id, version=found.version)
    return draft_lifecycle.begin(req, form.BROADCAST.name, context=context, answers=answers)


def still(req: Request, draft: Draft) -> None:
    """Raise a refusal if the broadcast that the form changes was changed or sent meanwhile."""
    authority.check(req.actor)
    context = BroadcastContext.of(draft)
    if context.broadcast:
        found = _in_version(req.tx, req.actor, context.broadcast, context.version)
        check_step(found.state, Act.CHANGE)


def save(req: Request, draft: Draft) -> BroadcastView:
    """The finished form: a new draft of a broadcast, or a changed one."""
    authority.check(req.actor)
    body = form.body_of(draft, req.profile.locales)
    start_at = draft.answers["start"] or None
    repeat = Repeat(draft.answers["repeat"])
    context = BroadcastContext.of(draft)
    if context.broadcast:
        old = _in_version(req.tx, req.actor, context.broadcast, context.version)
        step = check_step(old.state, Act.CHANGE)
        values = {
            "body": body,
            "start_at": start_at,
            "repeats": repeat,
            "written_by": req.actor.who,
        }
        kept = broadcasts.change(req.tx, old, state=step.to, **values)
    else:
        kept = broadcasts.add(
            req.tx, body, by=req.actor.who, now=req.now, start_at=start_at, repeat=repeat
        )
    _note(req, kept, Act.CHANGE)
    return view(req, kept, note="broadcast-kept")


def look(req: Request, broadcast_id: int) -> BroadcastView:
    """One broadcast: its words, its state, its progress."""
    authority.check(req.actor)
    return view(req, _found(req.tx, broadcast_id))


def act(
    req: Request,
    broadcast_id: int,
    doing: Act,
    *,
    seen: int,
    message_id: int | None = None,
) -> BroadcastView:
    """Submit, approve, send back, pause, resume or stop; anything else is refused.

    `message_id` is the message that was pressed; from then on it shows the progress.
    """
    found = _in_version(req.tx, req.actor, broadcast_id, seen)
    step = check_step(found.state, doing, writer=req.actor.who == found.written_by)
    if doing is Act.APPROVE and not _is_admin(req.tx, found.written_by):
        raise Refusal("broadcast-writer-left")
    values = _values(req.actor, req, found, doing)
    if doing is Act.SUBMIT and not _is_admin(req.tx, found.written_by):
        # its author is no longer an admin: this one takes over, so that two admins answer for it
        values["written_by"] = req.actor.who
    kept = broadcasts.change(req.tx, found, state=step.to, **values)
    if message_id is not None:
        broadcasts.show_in(req.tx, kept.id, req.actor.who, message_id)
    _note(req, kept, doing)
    if doing is Act.SUBMIT:
        others = [each.who for each in _others(req.tx, req.actor)]
        _tell(req, kept, others, BroadcastWantedNotice)
    elif kept.written_by != req.actor.who:
        _tell(req, kept, [kept.written_by], BroadcastMovedNotice)
    req.tx.owe(req.now)  # wakes the sender
    return view(req, kept)


def _values(person: Person, req: Request, found: Broadcast, doing: Act) -> dict[str, Any]:
    if doing is Act.APPROVE:
        at = begins_at(found.start_at, req.now)
        return {
            "approved_by": person.who,
            "approved_at": req.now,
            "start_at": at,
            "first_at": None if found.repeat is Repeat.ONCE else at,
        }
    if doing is Act.STOP:
        return {"ended_at": req.now}
    return {}


def view(req: Request, found: Broadcast, *, note: str = "", rate: float = 0) -> BroadcastView:
    """A broadcast as an admin sees it; `rate` is messages per second now."""
    writer = req.actor.who == found.written_by
    staff = {who: people.get(req.tx, who) for who in (found.written_by, found.approved_by) if who}
    before = found.state in {BroadcastState.DRAFT, BroadcastState.WAITING, BroadcastState.APPROVED}
    size = recipients.audience_size(req.tx, found.body, most=MOST_COUNTED) if before else 0
    return BroadcastView(
        broadcast=found,
        acts=tuple(step.act for step in steps_for(found.state, writer=writer)),
        counts=broadcasts.totals(req.tx, found.id) or _counts(req.tx, found),
        names={who: each.name for who, each in staff.items() if each},
        readers=size,
        alone=found.state is BroadcastState.DRAFT and not _others(req.tx, req.actor),
        rate=rate,
        at=req.now,
        note=note,
    )


def _counts(tx: Tx, found: Broadcast) -> Counts:
    return Counts() if found.began_at is None else recipients.counts(tx, found.id)


def owe_cards(req: Request, found: Broadcast, rate: float) -> None:
    """Queue an update of every message that shows the broadcast."""
    notice = BroadcastCardNotice(broadcast=found.id, rate=rate)
    for who in broadcasts.shown_in(req.tx, found.id):
        outbox.put(
            req.tx,
            Owed(
                notice=notice,
                recipient=who,
                rank=Rank.DIGEST,
                dedupe=f"{notice.kind}:{found.id}:{who}",
                order_key=f"{notice.kind}:{found.id}:{who}",
            ),
            req.now,
            again=True,
        )


def still_wanted(tx: Tx, found: Broadcast) -> bool:
    """Whether its author and its approver are both still admins."""
    return _is_admin(tx, found.written_by) and _is_admin(tx, found.approved_by)


def lapse(req: Request, found: Broadcast) -> None:
    """Not sent: it becomes a draft again, to be approved by current admins; all are notified."""
    step = check_step(found.state, Act.LAPSE, clock=True)
    values = {"approved_by": None, "approved_at": None}
    kept = broadcasts.change(req.tx, found, state=step.to, **values)
    session.note(req.acting_as(None), "broadcast_lapse", "", f"{kept.id}:{kept.version}")
    owe_cards(req, kept, 0)
    _tell(req, kept, [each.who for each in people.admins(req.tx)], BroadcastLapsedNotice)


def _is_admin(tx: Tx, who: str | None) -> bool:
    person = people.get(tx, who) if who is not None else None
    return person is not None and person.admin


def tell_end(req: Request, found: Broadcast, news: type[BroadcastNotice]) -> None:
    """It has ended, or was stopped by the bot: notify its author and approver of the result."""
    who = dict.fromkeys(each for each in (found.written_by, found.approved_by) if each)
    _tell(req, found, list(who), news)


def _tell(req: Request, found: Broadcast, whom: list[str], news: type[BroadcastNotice]) -> None:
    notice = news(broadcast=found.id)
    for who in whom:
        outbox.put(
            req.tx,
            Owed(
                notice=notice,
                recipient=who,
                rank=Rank.NEWS,
                dedupe=f"{notice.kind}:{found.id}:{found.version}:{who}",
                order_key=f"staff:{who}",
            ),
            req.now,
        )


def _others(tx: Tx, person: Person) -> list[Person]:
    return [each for each in people.admins(tx) if each.who != person.who]


def _found(tx: Tx, broadcast_id: int) -> Broadcast:
    found = broadcasts.get(tx, broadcast_id)
    if found is None:
        raise NotFound("broadcast-unknown")
    return found


def _in_version(tx: Tx, person: Person, broadcast_id: int, seen: int) -> Broadcast:
    """The broadcast in version `seen`; Refusal if it has changed since."""
    authority.check(person)
    found = _found(tx, broadcast_id)
    if found.version != seen:
        raise Refusal("broadcast-moved-on")
    return found


def _note(req: Request, found: Broadcast, doing: Act) -> None:
    session.note(req, f"broadcast_{doing}"[:24], "", f"{found.id}:{found.version}")
