"""What staff do with cases: read, take, move, note; every move is one row of the life cycle."""

from msgspec import Struct
from msgspec.structs import replace

from conversation.casework import CASE_FORMS
from domain.case import Case
from domain.codes import parse_number
from domain.draft import Draft
from domain.errors import MovedOn, NotAllowed, NotFound, Refusal
from domain.people import Person, Verb, authorize, overlooks
from domain.report import Evidence
from domain.status import Status
from domain.tasks import BY_ITSELF, Task
from domain.units import Unit
from storage import cases, evidence_reading, stored, tasks, units
from storage.cases import Page
from storage.db import Tx
from usecases import (
    access,
    alarms,
    changing,
    deeds,
    joining,
    judges,
    moves,
    quarantine,
    telling,
    views,
)
from usecases.scene import Scene
from usecases.shown import Card, HandedOn

PAGE = 8
SHOWN_TASKS, MOST_TASKS = 4, 100  # a phone shows four with their buttons and the cases below
NEEDS_WORDS = frozenset(Verb(form.name) for form in CASE_FORMS)
"""The verbs that open a form; the others are done at a tap."""


class Queue(Struct, frozen=True, kw_only=True):
    """One page of a list of cases, and over which units; `which` names the list.

    `tasks` is what those units have to see to besides, and how many `more_tasks` there are.
    `confirms`: whoever looks is a lead, for whom decisions wait to be confirmed.
    """

    units: tuple[Unit, ...]
    page: Page
    which: str
    at: int
    tasks: tuple[Task, ...] = ()
    more_tasks: int = 0
    confirms: bool = False
    quarantined: int = 0  # how many cases of these units wait outside the queue


def queue(tx: Tx, person: Person, scene: Scene, after: str | None = None) -> Queue:
    """/queue: danger first, then the oldest, over the units whose cases this person may move."""
    worked_on = access.worked_on(person, scene)
    codes = tuple(unit.code for unit in worked_on)
    page = cases.queue(tx, codes, after=after, size=PAGE)
    found = tasks.of_units(tx, codes, limit=MOST_TASKS) if after is None else ()
    found = judges.open_to(tx, person, scene, found)
    return Queue(
        units=worked_on,
        page=page,
        which="queue",
        at=scene.now,
        tasks=found[:SHOWN_TASKS],
        more_tasks=max(0, len(found) - SHOWN_TASKS),
        confirms=person.admin or bool(person.leads),
        quarantined=quarantine.count(tx, worked_on),
    )


def see_to(tx: Tx, person: Person, scene: Scene, task_id: int) -> Queue:
    """A task is done: it leaves the queue, and its case's journal says who ticked it off."""
    task = tasks.get(tx, task_id)
    authorize(person, Verb.SEE_TO, task.unit, scene.profile.by_code)
    if task.chore in BY_ITSELF:
        raise Refusal("task-goes-by-itself")
    if tasks.finish(tx, task.id, person.who, scene.now) and task.case_id is not None:
        case = cases.get(tx, task.case_id)
        changing.write(tx, person, scene, case, Verb.SEE_TO, case.status, task.chore)
    return queue(tx, person, scene)


def mine(tx: Tx, person: Person, scene: Scene, after: str | None = None) -> Queue:
    """/mine: what this person has taken and not finished."""
    return _taken(tx, person, scene, "mine", cases.OWED, after)


def unanswered(tx: Tx, person: Person, scene: Scene, after: str | None = None) -> Queue:
    """What this person has taken and asked the reporter about, who has not answered yet."""
    return _taken(tx, person, scene, "unanswered", frozenset({Status.NEEDS_INFO}), after)


def _taken(
    tx: Tx,
    person: Person,
    scene: Scene,
    which: str,
    among: frozenset[Status],
    after: str | None,
) -> Queue:
    units = access.worked_on(person, scene)
    codes = tuple(unit.code for unit in units)
    page = cases.of_assignee(tx, person.who, codes, after=after, size=PAGE, among=among)
    return Queue(units=units, page=page, which=which, at=scene.now)


def queue_here(tx: Tx, person: Person, scene: Scene, chat: int, after: str | None = None) -> Queue:
    """/queue in a group: what the units bound to it owe; closed categories never show there."""
    bound = _bound(tx, person, scene, chat)
    page = cases.queue(tx, tuple(unit.code for unit in bound), after=after, size=PAGE)
    shown = tuple(case for case in page.cases if not _is_closed(scene, case))
    return Queue(units=bound, page=replace(page, cases=shown), which="queue", at=scene.now)


def find_here(tx: Tx, person: Person, scene: Scene, chat: int, typed: str) -> Case:
    """/case in a group: only what its own queue shows."""
    codes = {unit.code for unit in _bound(tx, person, scene, chat)}
    case = cases.by_number(tx, parse_number(typed))
    if case.unit not in codes or _is_closed(scene, case):
        raise NotFound("case-unknown")
    return case


def find(tx: Tx, person: Person, scene: Scene, typed: str) -> Card:
    """/case NUMBER: the card, for those who may read it; all others learn nothing."""
    case = cases.by_number(tx, parse_number(typed))
    return views.card(tx, person, scene, case)


def card(tx: Tx, person: Person, scene: Scene, case_id: int, note: str = "") -> Card:
    """The card of a case as this person sees it now."""
    return views.card(tx, person, scene, cases.get(tx, case_id), note)


def take(tx: Tx, person: Person, scene: Scene, case_id: int, *, seen: int) -> Card:
    """Take a case upon oneself; it shows under /mine and its news come to this person."""
    case = _readable_case(tx, person, scene, case_id, Verb.TAKE)
    if case.quarantined_at is not None:
        raise Refusal("refusal-quarantined")
    changed = cases.change(tx, case.id, seen=seen, assignee=person.who, alarm_at=None)
    changing.write(tx, person, scene, case, Verb.TAKE, case.status)
    alarms.over(tx, person, scene, case, changed)
    telling.group(tx, scene, changed)
    return views.card(tx, person, scene, changed)


def allow(tx: Tx, person: Person, scene: Scene, case_id: int, verb: Verb, *, seen: int) -> Case:
    """Whether this form may be opened on this case now: asked again when it is finished."""
    case = _readable_case(tx, person, scene, case_id, Verb.READ)
    if case.version != seen:
        raise MovedOn("case-moved-on")
    if verb in deeds.DEEDS:
        deeds.check(tx, person, scene, case, verb)
    else:
        moves.check(tx, person, scene, case, verb)
    return case


def move(tx: Tx, person: Person, scene: Scene, case_id: int, verb: Verb, *, seen: int) -> Card:
    """What needs no words, done by one tap on a card that saw version `seen`."""
    if verb in NEEDS_WORDS or verb not in {*moves.EFFECTS, *deeds.DEEDS}:
        raise Refusal("refusal-move")
    case = _readable_case(tx, person, scene, case_id, Verb.READ)
    if case.version != seen:
        raise MovedOn("case-moved-on")
    make = deeds.do if verb in deeds.DEEDS else moves.make
    return views.card(tx, person, scene, make(tx, person, scene, case, verb, {}))


def join_agreed(tx: Tx, person: Person, scene: Scene, case_id: int, to: int, *, seen: int) -> Card:
    """Join a case to the one that its reporter agreed to join: one tap, for the form is answered.

    It shows what the case has become a part of.
    """
    case = allow(tx, person, scene, case_id, Verb.JOIN, seen=seen)
    agreed = joining.seen(tx, person, scene, case).agreed
    if agreed is None or agreed.id != to:
        raise MovedOn("case-moved-on")
    moves.make(tx, person, scene, case, Verb.JOIN, {"case": agreed.number})
    return card(tx, person, scene, agreed.id, note="join-done")


def finish(tx: Tx, person: Person, scene: Scene, draft: Draft) -> Card | HandedOn:
    """The move that a finished form stands for, unless the case has left that state meanwhile."""
    if draft.case_id is None:
        raise NotFound("case-unknown")
    case = _readable_case(tx, person, scene, draft.case_id, Verb.READ)
    verb = Verb(draft.form)
    if verb in deeds.DEEDS:
        done = deeds.do(tx, person, scene, case, verb, draft.answers)
        return views.card(tx, person, scene, done)
    if case.status != draft.answers.get("_status"):
        raise MovedOn("case-moved-on")
    moved = moves.make(tx, person, scene, case, verb, draft.answers)
    # What was to be taken up here, and is not, should be no riddle.
    note = "accept-moved-up" if verb is Verb.ACCEPT and moved.unit != case.unit else ""
    return views.card_or_none(tx, person, scene, moved, note) or HandedOn(case=moved, note=note)


def open_evidence(
    tx: Tx, person: Person, scene: Scene, case_id: int
) -> tuple[Case, tuple[tuple[Evidence, str], ...]]:
    """The kept files of a case and the names of their bytes; that they were opened is written."""
    case = _readable_case(tx, person, scene, case_id, Verb.OPEN_EVIDENCE)
    names = stored.names(tx, case.id)
    found = tuple(
        (file, names[file.id]) for file in evidence_reading.of_case(tx, case.id) if file.id in names
    )
    if not found:
        raise Refusal("evidence-none")
    if case.evidence_seen_at is None:
        # Seeing is no move: the version stays, so that nobody's open card goes stale by it.
        cases.mark_seen(tx, case.id, scene.now)
    changing.write(tx, person, scene, case, Verb.OPEN_EVIDENCE, case.status)
    return case, found


def _bound(tx: Tx, person: Person, scene: Scene, chat: int) -> tuple[Unit, ...]:
    """The units that show their cases in this chat, as far as this person may read them."""
    known, codes = scene.profile.by_code, units.bound_to(tx, chat)
    found = tuple(
        unit
        for unit in scene.profile.units
        if unit.code in codes and overlooks(person, unit.code, known)
    )
    if not found:
        raise NotAllowed("group-unbound")
    return found


def _is_closed(scene: Scene, case: Case) -> bool:
    return scene.profile.taxonomy.is_closed(case.category, case.subcategory)


def _readable_case(tx: Tx, person: Person, scene: Scene, case_id: int, verb: Verb) -> Case:
    case = cases.get(tx, case_id)
    authorize(person, verb, case.unit, scene.profile.by_code, case_id=case.id)
    return case
