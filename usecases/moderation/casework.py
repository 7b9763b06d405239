"""Work with cases: lists, cards, taking a case, moves; each move is a row of the life cycle."""

from collections.abc import Mapping

from msgspec import Struct, field
from msgspec.structs import replace

from conversation.contexts import CaseActionContext, DecisionContext
from conversation.forms import presets
from conversation.forms.case_actions import CASE_FORMS
from domain.case import Case
from domain.codes import parse_number
from domain.core.errors import Attempt, MovedOn, NotAllowed, NotFound, Refusal
from domain.draft import Draft
from domain.network.people import Verb, authorize, overlooks
from domain.network.units import Unit
from domain.report import Evidence
from domain.status import OWED, Status
from domain.tasks import BY_ITSELF, LETTERS, Task
from storage.cases import cases, tasks
from storage.cases.cases import CasePage
from storage.evidence import evidence_files, evidence_reading
from storage.network import units
from usecases.cases import changes
from usecases.cases.changes import Answers
from usecases.core import authority
from usecases.core.outcomes import Asked
from usecases.core.request import Request
from usecases.core.views import Card, Glimpse, HandedOn
from usecases.dialogs import dialogs
from usecases.misuse import quarantine
from usecases.moderation import actions, case_card, desk, glimpses, transitions
from usecases.notify import removal_news

PAGE = 8
SHOWN_TASKS = 4  # a phone shows four with their buttons and the cases below
NEEDS_WORDS = frozenset(Verb(form.name) for form in CASE_FORMS)
"""The verbs that open a form; the others are done by one press."""


class CaseQueue(Struct, frozen=True, kw_only=True):
    """One page of a list of cases, and its units; `which` names the list.

    `tasks` are the first tasks of those units, `more_tasks` the number of further ones. `counts`:
    how many cases wait, by what for, none counted further than `most`. `after` is the key of the
    page, None for the first one. `glimpses` say what the cases are about, by row id; there are none
    in a group, nor of closed categories.
    """

    units: tuple[Unit, ...]
    page: CasePage
    which: str
    after: str | None = None
    at: int
    tasks: tuple[Task, ...] = ()
    more_tasks: int = 0
    counts: Mapping[str, int] = field(default_factory=dict)
    most: int = 0
    in_group: bool = False
    glimpses: Mapping[int, Glimpse] = field(default_factory=dict)
    quarantined: int = 0  # number of quarantined cases of these units


def queue(req: Request, after: str | None = None) -> CaseQueue:
    """/queue: danger to life first, then the oldest, in units whose cases this person may move."""
    worked_on = authority.worked_on(req.actor, req)
    codes = tuple(unit.code for unit in worked_on)
    page = cases.queue(req.tx, codes, after=after, size=PAGE)
    waiting = desk.look(req)
    found = waiting.tasks if waiting and after is None else ()
    return CaseQueue(
        units=worked_on,
        page=page,
        which="queue",
        after=after,
        at=req.now,
        tasks=found[:SHOWN_TASKS],
        more_tasks=max(0, len(found) - SHOWN_TASKS),
        counts=waiting.counts if waiting else {},
        most=waiting.most if waiting else 0,
        glimpses=glimpses.of_cases(req, page.cases),
        quarantined=quarantine.count(req.tx, worked_on),
    )


def see_to(req: Request, task_id: int) -> CaseQueue:
    """Mark a task as done: it leaves the queue, and the case's journal says who did it."""
    task = tasks.get(req.tx, task_id)
    if not overlooks(req.actor, task.unit, req.profile.by_code):
        raise NotFound("task-unknown", Attempt(Verb.SEE_TO, task.unit))
    authorize(req.actor, Verb.SEE_TO, task.unit, req.profile.by_code)
    if task.task_kind in BY_ITSELF:
        raise Refusal("task-goes-by-itself")
    case = cases.get(req.tx, task.case_id) if task.case_id is not None else None
    if case is not None:
        authority.check_not_own(req, case)
    if tasks.finish(req.tx, task.id, req.actor.who, req.now) and case is not None:
        changes.write(req, case, Verb.SEE_TO, case.status, task.task_kind)
        if task.task_kind in LETTERS:
            removal_news.reached(req, case, task.about)
    return queue(req)


def mine(req: Request, after: str | None = None) -> CaseQueue:
    """/mine: the open cases that are assigned to this person."""
    return _taken(req, "mine", OWED, after)


def unanswered(req: Request, after: str | None = None) -> CaseQueue:
    """This person's cases that wait for a reporter's answer."""
    return _taken(req, "unanswered", frozenset({Status.NEEDS_INFO}), after)


def _taken(req: Request, which: str, among: frozenset[Status], after: str | None) -> CaseQueue:
    units = authority.worked_on(req.actor, req)
    codes = tuple(unit.code for unit in units)
    page = cases.of_assignee(req.tx, req.actor.who, codes, after=after, size=PAGE, among=among)
    return CaseQueue(
        units=units,
        page=page,
        which=which,
        after=after,
        at=req.now,
        glimpses=glimpses.of_cases(req, page.cases),
    )


def queue_here(req: Request, chat: int, after: str | None = None) -> CaseQueue:
    """/queue in a group: the open cases of its units; closed categories are never shown there."""
    bound = _bound(req, chat)
    page = cases.queue(req.tx, tuple(unit.code for unit in bound), after=after, size=PAGE)
    shown = tuple(case for case in page.cases if not is_closed(req, case))
    page = replace(page, cases=shown)
    return CaseQueue(units=bound, page=page, which="queue", at=req.now, in_group=True)


def find_here(req: Request, chat: int, typed: str) -> Case:
    """/case in a group: finds only what the group's queue shows."""
    codes = {unit.code for unit in _bound(req, chat)}
    case = cases.by_number(req.tx, parse_number(typed))
    if case.unit not in codes or is_closed(req, case):
        raise NotFound("case-unknown")
    return case


def find(req: Request, typed: str) -> Card:
    """/case NUMBER: the card; NotFound for those who may not read it."""
    case = cases.by_number(req.tx, parse_number(typed))
    return case_card.card(req, case)


def card(req: Request, case_id: int, note: str = "") -> Card:
    """The card of a case as this person sees it now."""
    return case_card.card(req, cases.get(req.tx, case_id), note)


def allow(req: Request, case_id: int, verb: Verb, *, seen: int) -> Case:
    """Check that this form may be opened on this case now; checked again when it is finished."""
    case = readable_case(req, case_id, Verb.READ)
    if case.version != seen:
        raise MovedOn("case-moved-on")
    if verb in actions.DEEDS:
        actions.check(req, case, verb)
    else:
        transitions.check(req, case, verb)
    return case


def move(req: Request, case_id: int, verb: Verb, *, seen: int) -> Card:
    """Make a move that needs no form, by one press on a card of version `seen`."""
    if verb in NEEDS_WORDS or verb not in {*transitions.EFFECTS, *actions.DEEDS}:
        raise Refusal("refusal-move")
    case = readable_case(req, case_id, Verb.READ)
    if case.version != seen:
        raise MovedOn("case-moved-on")
    make = actions.do if verb in actions.DEEDS else transitions.make
    return case_card.card(req, make(req, case, verb, Answers()))


def accept_claimed(req: Request, case_id: int, *, seen: int) -> Card | HandedOn:
    """Accept a case as the category that its reporter chose, by one press; no form is needed."""
    case = allow(req, case_id, Verb.ACCEPT, seen=seen)
    moved = transitions.make(req, case, Verb.ACCEPT, transitions.as_claimed(case))
    return _accepted(req, case, moved)


def join_agreed(req: Request, case_id: int, to: int, *, seen: int) -> Card:
    """Join a case to the one that its reporter agreed to join, by one press; no form is needed.

    Returns the card of the remaining case.
    """
    case = allow(req, case_id, Verb.JOIN, seen=seen)
    agreed = case_card.card(req, case).joins.agreed
    if agreed is None or agreed.id != to:
        raise MovedOn("case-moved-on")
    transitions.make(req, case, Verb.JOIN, Answers({"case": agreed.number}))
    return card(req, agreed.id, note="join-done")


def finish(req: Request, draft: Draft) -> Card | HandedOn | Asked:
    """Make the move of a finished form; refused if the case has left that state meanwhile.

    A refusal that one press would send is shown once more if that press came at once.
    """
    if draft.case_id is None:
        raise NotFound("case-unknown")
    case = readable_case(req, draft.case_id, Verb.READ)
    verb = Verb(draft.form)
    decides = req.flow(verb).form.context is DecisionContext
    given = Answers(presets.complete(draft) if decides else draft.answers, draft.carried)
    if verb in actions.DEEDS:
        done = actions.do(req, case, verb, given)
        return case_card.card(req, done)
    if case.status != (DecisionContext if decides else CaseActionContext).of(draft).status:
        raise MovedOn("case-moved-on")
    if verb is Verb.REFUSE and presets.is_sent_at_once(draft):
        if DecisionContext.of(draft).seen != case.version:
            raise MovedOn("case-moved-on")  # somebody took it, or more came: it was not read
        if req.now - draft.started_at < presets.READING_SECONDS:
            return dialogs.go_on(req, presets.read_first(draft), note="refuse-quick")
    if verb in {Verb.SAME, Verb.MACRO}:
        moved = transitions.make_prepared(req, case, verb, given, DecisionContext.of(draft))
    else:
        moved = transitions.make(req, case, verb, given)
    if verb is Verb.ACCEPT:
        return _accepted(req, case, moved)
    return case_card.card_or_none(req, moved) or HandedOn(case=moved)


def _accepted(req: Request, case: Case, moved: Case) -> Card | HandedOn:
    """The card of an accepted case, and why it is at another unit where it had to move up."""
    note = "accept-moved-up" if moved.unit != case.unit else ""
    return case_card.card_or_none(req, moved, note) or HandedOn(case=moved, note=note)


def open_evidence(req: Request, case_id: int) -> tuple[Card, tuple[tuple[Evidence, str], ...]]:
    """The card of a case, its stored files and their names in the store.

    The journal records the opening.
    """
    case = readable_case(req, case_id, Verb.OPEN_EVIDENCE)
    found = _kept_files(req, case)
    if case.evidence_seen_at is None:
        # Opening files does not change the version, so open cards do not become stale.
        cases.mark_seen(req.tx, case.id, req.now)
    changes.write(req, case, Verb.OPEN_EVIDENCE, case.status)
    return card(req, case.id), found


def open_uncleaned(
    req: Request, case_id: int, evidence_id: int
) -> tuple[Case, tuple[tuple[Evidence, str], ...]]:
    """The same for one file whose metadata may identify somebody; the journal says so.

    The entry names the file by its fingerprint.
    """
    case = readable_case(req, case_id, Verb.OPEN_UNCLEANED)
    found = _kept_files(req, case)
    wanted = [file for file, _ in found if file.id == evidence_id]
    if not wanted:
        raise Refusal("evidence-none")
    changes.write(req, case, Verb.OPEN_UNCLEANED, case.status, wanted[0].sha256)
    return case, found


def _kept_files(req: Request, case: Case) -> tuple[tuple[Evidence, str], ...]:
    """The stored files of a case in order of arrival, and their names in the store."""
    names = evidence_files.names(req.tx, case.id)
    files = evidence_reading.of_case(req.tx, case.id)
    found = tuple((file, names[file.id]) for file in files if file.id in names)
    if not found:
        raise Refusal("evidence-none")
    return found


def _bound(req: Request, chat: int) -> tuple[Unit, ...]:
    """The units whose cases are shown in this chat and that this person may read."""
    known, codes = req.profile.by_code, units.bound_to(req.tx, chat)
    found = tuple(
        unit
        for unit in req.profile.units
        if unit.code in codes and overlooks(req.actor, unit.code, known)
    )
    if not found:
        raise NotAllowed("group-unbound")
    return found


def is_closed(req: Request, case: Case) -> bool:
    """Whether the case is of a category of which nothing is shown unasked."""
    return req.profile.taxonomy.is_closed(case.category, case.subcategory)


def readable_case(req: Request, case_id: int, verb: Verb) -> Case:
    """The case, if this person may do this; NotFound for those who may not read it.

    Who reported it may only read it.
    """
    case = cases.get(req.tx, case_id)
    if not overlooks(req.actor, case.unit, req.profile.by_code):
        raise NotFound("case-unknown", Attempt(verb, case.unit, case.id))
    authorize(req.actor, verb, case.unit, req.profile.by_code, case_id=case.id)
    if verb is not Verb.READ:
        authority.check_not_own(req, case)
    return case
