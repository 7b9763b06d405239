"""Join two cases about the same content: suggested by similarity, done by a person."""

from collections.abc import Mapping
from typing import Any

from msgspec.structs import replace

from conversation.form import FormFacts
from domain.case import Case, Priority
from domain.core.errors import Attempt, BadAnswer, NotFound, Refusal
from domain.draft import Draft
from domain.network.people import Person, Role, Verb, overlooks, role_in
from domain.notices.case_notices import ReporterJoinedNotice
from domain.notices.reporter_notices import JoinedNotice
from domain.status import OPEN, Move, Status
from storage.cases import cases, decisions, joins, messages, reviewers
from storage.cases.clocks import NOTHING_OWED
from storage.engine.database import Tx
from storage.evidence import evidence_files
from storage.network import people
from storage.removals import removed
from storage.reporting import reporter_links, reports
from usecases.cases import changes, decided_before, similarity
from usecases.cases.changes import Answers
from usecases.cases.similarity import Alike
from usecases.core.request import Request
from usecases.core.similar_cases import Joins, SimilarCase
from usecases.notify import notify, recipients

MOST_HOPS = 20  # length of a chain of joined cases
JOINABLE = frozenset({Status.SUBMITTED, Status.ACCEPTED, Status.VERIFYING})
KEPT = (*NOTHING_OWED, "held_at", "evidence_seen_at", "word_due_at")
"""The columns of a joined case that it gets back if the join is undone."""
SHARED = ("held_at", "word_due_at", "evidence_seen_at", "priority", "due_at", "alarm_at")
"""The columns that the other case takes over from it."""
COMPARED = JOINABLE | decided_before.DECIDABLE
"""The states in which a case is compared with others: to join it, or to decide it as another."""


def seen(req: Request, case: Case) -> Joins:
    """What this person is shown about joined cases and other reporters of the same."""
    units = req.profile.by_code
    part_of = end_of(req.tx, case) if case.status is Status.JOINED else None
    if part_of is not None and not overlooks(req.actor, part_of.unit, units):
        part_of = None
    count = reporter_links.people(req.tx, case.id)
    if case.status not in COMPARED:
        return Joins(people=count, part_of=part_of)
    alike = similarity.alike(req.tx, case)
    earlier = decided_before.earlier(req, case, alike)
    if case.status not in JOINABLE:
        return Joins(people=count, earlier=earlier)
    agreed, apart = _reporter_choices(req, case)
    return Joins(
        people=count,
        agreed=agreed,
        apart=apart,
        alike=_suggested(req, case, alike),
        earlier=earlier,
    )


def suggested(req: Request, case: Case) -> tuple[SimilarCase, ...]:
    """The open cases most similar to this one that this person may read."""
    return _suggested(req, case, similarity.alike(req.tx, case))


def _suggested(req: Request, case: Case, alike: Alike) -> tuple[SimilarCase, ...]:
    units = req.profile.by_code
    found = similarity.suggest(req.tx, alike, lambda each: overlooks(req.actor, each.unit, units))
    return tuple(_for(req.actor, req, case, each) for each in found)


def _for(person: Person, req: Request, case: Case, found: SimilarCase) -> SimilarCase:
    mine = role_in(person, case.unit, req.profile.by_code) >= Role.MODERATOR
    joinable = mine and not _why_not(person, req, case, found.case)
    return replace(found, joinable=joinable)


def _reporter_choices(req: Request, case: Case) -> tuple[Case | None, Case | None]:
    """The case that a reporter agrees to join, and the one that a reporter asked not to join."""
    found: dict[bool, Case] = {}
    for wish in reports.wishes(req.tx, case.id):
        known = end_of(req.tx, cases.get(req.tx, wish.known_case))
        readable = overlooks(req.actor, known.unit, req.profile.by_code)
        if readable and known.id != case.id and known.status in OPEN:
            found.setdefault(wish.agreed, known)
    return found.get(True), found.get(False)


def end_of(tx: Tx, case: Case) -> Case:
    """The case that a joined one is part of now, through any chain; itself if not joined."""
    return chain(tx, case)[-1]


def chain(tx: Tx, case: Case) -> tuple[Case, ...]:
    """The case, the one that it was joined to, and so on to the one that has the reports."""
    found = [case]
    while found[-1].joined_to is not None and len(found) <= MOST_HOPS:
        found.append(cases.get(tx, found[-1].joined_to))
    return tuple(found)


def may_join(req: Request, case: Case, number: str) -> Case:
    """The case of this number that `case` may be joined to; raises a refusal that says why not."""
    target = cases.by_number(req.tx, number)
    if not overlooks(req.actor, target.unit, req.profile.by_code):
        # A case that this person may not read gets the same answer as one that does not exist.
        raise NotFound("case-unknown", Attempt(Verb.READ, target.unit, target.id))
    if target.id == case.id:
        raise BadAnswer("join-itself")
    if target.status is Status.JOINED:
        raise BadAnswer("join-part-of", number=end_of(req.tx, target).number)
    if why := _why_not(req.actor, req, case, target):
        raise Refusal(why)
    return target


def _why_not(person: Person, req: Request, case: Case, target: Case) -> str:
    """The key of a refusal if this person may not join these two; else empty."""
    taxonomy = req.profile.taxonomy
    if target.status not in OPEN:
        return "join-not-open"
    if target.quarantined_at is not None:
        return "join-quarantined"
    if role_in(person, target.unit, req.profile.by_code) < Role.MODERATOR:
        return "join-other-unit"
    if reviewers.reported(req.tx, target.id, (person.who,)):
        return "refusal-own-report"
    if taxonomy.is_closed(case.category, case.subcategory) and not taxonomy.is_closed(
        target.category, target.subcategory
    ):
        return "join-closed"  # its content would become visible to people who may not see it
    if not req.profile.may_have(target.unit, case.category, case.subcategory):
        return "join-below"
    if case.priority is Priority.DANGER and target.paused_at is not None:
        return "join-danger-waits"
    if case.status in JOINABLE - {Status.SUBMITTED} and target.accepted_at is None:
        return "join-not-accepted"  # its reporters have been told that it was accepted
    return ""


def check_draft(req: Request, draft: Draft) -> None:
    """Raise a refusal if the case just named in the form cannot be joined."""
    if draft.case_id is not None and draft.answers.get("case"):
        may_join(req, cases.get(req.tx, draft.case_id), draft.answers["case"])


def facts(req: Request, draft: Draft, case: Case) -> FormFacts:
    """What the form shows: the cases to choose from, and the one that was chosen."""
    person = people.get(req.tx, draft.who)
    if person is None:
        return FormFacts()
    if not draft.answers.get("case"):
        found = suggested(req.acting_as(person), case)
        return FormFacts(suggested=tuple(each.case.number for each in found if each.joinable))
    try:
        return FormFacts(target=may_join(req.acting_as(person), case, draft.answers["case"]))
    except Refusal:
        return FormFacts()  # the case has changed meanwhile: the last step refuses


def may_leave(req: Request, case: Case) -> str:
    """Guard: a case that was decided once is not joined, or its decision would be lost."""
    decided = case.status is Status.VERIFYING and decisions.latest(req.tx, case.id) is not None
    return "join-decided" if decided else ""


def join(req: Request, case: Case, move: Move, given: Answers) -> Case:
    """Move all reports of a case to another, and tell each reporter; query codes stay."""
    target = may_join(req, case, given["case"])
    unseen = case.evidence_seen_at is None and bool(evidence_files.names(req.tx, case.id))
    notes = messages.without_report(req.tx, case.id)
    belongings = joins.belongings(req.tx, case.id, target.id)
    moved = joins.move(req.tx, case.id, target.id, req.now)
    joined = changes.change(
        req.tx,
        case,
        move,
        **changes.ended(req, case),
        joined_to=target.id,
    )
    grown = cases.change(
        req.tx, target.id, seen=target.version, **_merged_columns(req, case, target, unseen=unseen)
    )
    joins.keep(
        req.tx,
        joins.Join(
            case_id=case.id,
            joined_at=req.now,
            status=case.status,
            was={name: getattr(case, name) for name in KEPT},
            target_was={name: getattr(target, name) for name in SHARED},
            became={name: getattr(grown, name) for name in SHARED},
            notes=notes,
            belongings=belongings,
        ),
    )
    changes.write(req, target, Verb.JOIN, target.status, case.number)
    for report_id in moved:
        report = reports.get(req.tx, report_id)
        if report is not None and report.withdrawn_at is None:
            who = reporter_links.reporter(req.tx, report_id)
            news = JoinedNotice(due_at=grown.due_at)
            notify.reporter(req, who, report_id, grown, news, event=told_as(target.id))
    _tell_colleagues(req, target, grown, case)
    return joined


def told_as(target: int) -> str:
    """The event by which reporters are told of a join; told once, however often it is done."""
    return f"to{target}"


def _tell_colleagues(req: Request, before: Case, grown: Case, case: Case) -> None:
    """Notify those who work on the joined case; all of them if it now has a danger to life."""
    event = f"joined{case.id}"
    if before.priority is not grown.priority:
        notify.staff(req, grown, ReporterJoinedNotice(), event=event)
    elif grown.assignee is not None and grown.assignee != req.actor.who:
        holder = people.get(req.tx, grown.assignee)
        for each in recipients.unbiased(req, grown, (holder,) if holder is not None else ()):
            notify.to_staff(req, each.who, grown, ReporterJoinedNotice(), event=event)
    notify.group(req, grown)


def _merged_columns(req: Request, case: Case, target: Case, *, unseen: bool) -> Mapping[str, Any]:
    """The columns that the remaining case takes over from the one joined to it."""
    values: dict[str, Any] = {
        "first_action_at": _earliest(target.first_action_at, case.first_action_at),
        "held_at": _earliest(target.held_at, case.held_at),
        **changes.word_due(req, target, _earliest(target.word_due_at, case.word_due_at)),
    }
    if target.removed_at is not None and not removed.mark_alike(req.tx, target.id):
        values["removed_at"] = None  # addresses were added that nobody has seen gone
    if unseen:
        values["evidence_seen_at"] = None  # nobody has opened the files that were added
    if case.priority is Priority.DANGER:
        values |= {
            "priority": Priority.DANGER,
            "urgency": 0,
            # Somebody who has taken that case's alarm has taken this one, too.
            "alarm_at": target.alarm_at if target.priority is Priority.DANGER else case.alarm_at,
            **changes.due(req, target, _earliest(target.due_at, case.due_at)),
        }
    return values


def _earliest(one: int | None, other: int | None) -> int | None:
    return min((at for at in (one, other) if at is not None), default=None)
