"""/broadcast and /broadcasts: written by one admin, approved by another, watched and stopped."""

from typing import Any

from msgspec import Struct

from conversation import broadcasting as form
from domain.broadcast import (
    Act,
    Broadcast,
    Counts,
    Repeat,
    State,
    begins_at,
    check_step,
    steps_for,
)
from domain.draft import Draft
from domain.errors import NotFound, Refusal
from domain.people import Person
from storage import broadcasts, outbox, people, recipients
from storage.db import Tx
from storage.outbox import Notice, Rank
from usecases import access, network, opening
from usecases.scene import Scene
from usecases.shown import BroadcastView
from usecases.turns import Asked

PAGE = 8
MOST_COUNTED = 100_000  # readers, before it is sent; "more than" stands before a greater number


class Listed(Struct, frozen=True, kw_only=True):
    """One page of broadcasts, the newest first; `before` turns on."""

    found: tuple[Broadcast, ...]
    before: int | None


def listed(tx: Tx, person: Person, scene: Scene, before: int | None = None) -> Listed:
    """/broadcasts: the newest, from below this number on."""
    network.check(person)
    found = broadcasts.newest(tx, size=PAGE + 1, before=before)
    shown = found[:PAGE]
    return Listed(found=shown, before=shown[-1].id if len(found) > PAGE else None)


def begin(tx: Tx, person: Person, scene: Scene) -> Asked:
    """/broadcast: to whom, what, when."""
    network.check(person)
    return opening.begin(tx, person, scene, form.BROADCAST.name)


def begin_change(
    tx: Tx, person: Person, scene: Scene, broadcast_id: int, part: str, *, seen: int
) -> Asked:
    """Ask for one part of it again; all others stay."""
    found = _seen(tx, person, broadcast_id, seen)
    check_step(found.state, Act.CHANGE)
    if part not in form.PARTS:
        raise Refusal("answer-stale")
    locales = scene.profile.locales
    answers = form.answers_of(found.body, found.start_at, found.repeat, locales, but=part)
    own = {"_broadcast": found.id, "_seen": found.version}
    return opening.begin(tx, person, scene, form.BROADCAST.name, answers={**answers, **own})


def save(tx: Tx, person: Person, scene: Scene, draft: Draft) -> BroadcastView:
    """The finished form: a new draft, or another wording of one."""
    network.check(person)
    body = form.body_of(draft, scene.profile.locales)
    start_at = draft.answers["start"] or None
    repeat = Repeat(draft.answers["repeat"])
    if draft.answers.get("_broadcast"):
        old = _seen(tx, person, draft.answers["_broadcast"], draft.answers["_seen"])
        step = check_step(old.state, Act.CHANGE)
        values = {"body": body, "start_at": start_at, "repeats": repeat, "written_by": person.who}
        kept = broadcasts.change(tx, old, state=step.to, **values)
    else:
        kept = broadcasts.add(
            tx, body, by=person.who, now=scene.now, start_at=start_at, repeat=repeat
        )
    _note(tx, person, scene, kept, Act.CHANGE)
    return view(tx, person, scene, kept, note="broadcast-kept")


def look(tx: Tx, person: Person, scene: Scene, broadcast_id: int) -> BroadcastView:
    """One broadcast: its words, its state, how far it is."""
    network.check(person)
    return view(tx, person, scene, _found(tx, broadcast_id))


def act(
    tx: Tx,
    person: Person,
    scene: Scene,
    broadcast_id: int,
    doing: Act,
    *,
    seen: int,
    message_id: int | None = None,
) -> BroadcastView:
    """Submit, approve, send back, pause, resume, stop; refuses by default.

    `message_id` is the message in which it was pressed: that one tells how far it is from then on.
    """
    found = _seen(tx, person, broadcast_id, seen)
    step = check_step(found.state, doing, writer=person.who == found.written_by)
    if doing is Act.APPROVE and not _is_admin(tx, found.written_by):
        raise Refusal("broadcast-writer-left")
    values = _values(person, scene, found, doing)
    if doing is Act.SUBMIT and not _is_admin(tx, found.written_by):
        values["written_by"] = person.who  # two admins answer for it, and its writer is none
    kept = broadcasts.change(tx, found, state=step.to, **values)
    if message_id is not None:
        broadcasts.show_in(tx, kept.id, person.who, message_id)
    _note(tx, person, scene, kept, doing)
    if doing is Act.SUBMIT:
        _tell(tx, scene, kept, [each.who for each in _others(tx, person)], "broadcast_wanted")
    elif kept.written_by != person.who:
        _tell(tx, scene, kept, [kept.written_by], "broadcast_moved")
    tx.owe(scene.now)  # the sender looks at once
    return view(tx, person, scene, kept)


def _values(person: Person, scene: Scene, found: Broadcast, doing: Act) -> dict[str, Any]:
    if doing is Act.APPROVE:
        at = begins_at(found.start_at, scene.now)
        return {
            "approved_by": person.who,
            "approved_at": scene.now,
            "start_at": at,
            "first_at": None if found.repeat is Repeat.ONCE else at,
        }
    if doing is Act.STOP:
        return {"ended_at": scene.now}
    return {}


def view(
    tx: Tx, person: Person, scene: Scene, found: Broadcast, *, note: str = "", rate: float = 0
) -> BroadcastView:
    """A broadcast as an admin sees it; `rate` is how many a second it reaches at the moment."""
    writer = person.who == found.written_by
    staff = {who: people.get(tx, who) for who in (found.written_by, found.approved_by) if who}
    before = found.state in {State.DRAFT, State.WAITING, State.APPROVED}
    size = recipients.audience_size(tx, found.body, most=MOST_COUNTED) if before else 0
    return BroadcastView(
        broadcast=found,
        acts=tuple(step.act for step in steps_for(found.state, writer=writer)),
        counts=broadcasts.totals(tx, found.id) or _counts(tx, found),
        names={who: each.name for who, each in staff.items() if each},
        readers=size,
        alone=found.state is State.DRAFT and not _others(tx, person),
        rate=rate,
        at=scene.now,
        note=note,
    )


def _counts(tx: Tx, found: Broadcast) -> Counts:
    return Counts() if found.began_at is None else recipients.counts(tx, found.id)


def of_notice(tx: Tx, scene: Scene, notice: Notice) -> dict[str, Any]:
    """What news of a broadcast needs; nothing for who is no admin any more."""
    person = people.get(tx, notice.recipient, scene.now) if notice.recipient else None
    found = broadcasts.get(tx, notice.params["broadcast"])
    if person is None or not person.admin or found is None:
        return {}
    shown = broadcasts.shown_in(tx, found.id) if notice.kind == CARD else {}
    return {
        "broadcast": view(tx, person, scene, found, rate=notice.params.get("rate", 0)),
        "edits": shown.get(person.who),
    }


CARD = "broadcast_card"
"""The news that keeps a broadcast's card true."""


def owe_cards(tx: Tx, scene: Scene, found: Broadcast, rate: float) -> None:
    """Every message that shows it is to tell how far it is now."""
    for who in broadcasts.shown_in(tx, found.id):
        outbox.put(
            tx,
            Notice(
                kind=CARD,
                recipient=who,
                params={"broadcast": found.id, "rate": rate},
                rank=Rank.DIGEST,
                dedupe=f"{CARD}:{found.id}:{who}",
                order_key=f"{CARD}:{found.id}:{who}",
            ),
            scene.now,
            again=True,
        )


def still_wanted(tx: Tx, found: Broadcast) -> bool:
    """Whether both who wrote it and who approved it are admins still."""
    return _is_admin(tx, found.written_by) and _is_admin(tx, found.approved_by)


def lapse(tx: Tx, scene: Scene, found: Broadcast) -> None:
    """Not sent: it is a draft again, for two who are admins now; all admins learn of it."""
    step = check_step(found.state, Act.LAPSE, clock=True)
    values = {"approved_by": None, "approved_at": None}
    kept = broadcasts.change(tx, found, state=step.to, **values)
    access.note(tx, None, scene, "broadcast_lapse", "", f"{kept.id}:{kept.version}")
    owe_cards(tx, scene, kept, 0)
    _tell(tx, scene, kept, [each.who for each in people.admins(tx)], "broadcast_lapsed")


def _is_admin(tx: Tx, who: str | None) -> bool:
    person = people.get(tx, who) if who is not None else None
    return person is not None and person.admin


def tell_end(tx: Tx, scene: Scene, found: Broadcast, kind: str) -> None:
    """It is over, or stands still by itself: whoever wrote and approved it learns how it went."""
    who = dict.fromkeys(each for each in (found.written_by, found.approved_by) if each)
    _tell(tx, scene, found, list(who), kind)


def _tell(tx: Tx, scene: Scene, found: Broadcast, whom: list[str], kind: str) -> None:
    for who in whom:
        outbox.put(
            tx,
            Notice(
                kind=kind,
                recipient=who,
                params={"broadcast": found.id},
                rank=Rank.NEWS,
                dedupe=f"{kind}:{found.id}:{found.version}:{who}",
                order_key=f"staff:{who}",
            ),
            scene.now,
        )


def _others(tx: Tx, person: Person) -> list[Person]:
    return [each for each in people.admins(tx) if each.who != person.who]


def _found(tx: Tx, broadcast_id: int) -> Broadcast:
    found = broadcasts.get(tx, broadcast_id)
    if found is None:
        raise NotFound("broadcast-unknown")
    return found


def _seen(tx: Tx, person: Person, broadcast_id: int, seen: int) -> Broadcast:
    """As somebody saw it when they pressed; Refusal where it has moved on."""
    network.check(person)
    found = _found(tx, broadcast_id)
    if found.version != seen:
        raise Refusal("broadcast-moved-on")
    return found


def _note(tx: Tx, person: Person, scene: Scene, found: Broadcast, doing: Act) -> None:
    access.note(tx, person, scene, f"broadcast_{doing}"[:24], "", f"{found.id}:{found.version}")
