"""Two cases of one thing become one: suggested by likeness, done by a person of both units."""

from collections.abc import Mapping
from typing import Any

from msgspec.structs import replace

from domain.case import Case, Priority
from domain.draft import Draft
from domain.errors import Attempt, BadAnswer, NotFound, Refusal
from domain.people import Person, Role, Verb, overlooks, role_in
from domain.status import OPEN, Move, Status
from storage import cases, joins, people, reporter_links, reports, stored
from storage.db import Tx
from usecases import changing, likening, telling
from usecases.changing import Answers
from usecases.scene import Scene
from usecases.shown import Alike, Joins

MOST_HOPS = 20  # a case that was joined to one that was joined, and so on


def seen(tx: Tx, person: Person, scene: Scene, case: Case) -> Joins:
    """What this person is shown of others who report the same."""
    units = scene.profile.by_code
    part_of = end_of(tx, case) if case.status is Status.JOINED else None
    if part_of is not None and not overlooks(person, part_of.unit, units):
        part_of = None
    count = reporter_links.people(tx, case.id)
    if case.status is not Status.SUBMITTED:
        return Joins(people=count, part_of=part_of)
    agreed, apart = _wished(tx, person, scene, case)
    return Joins(
        people=count,
        agreed=agreed,
        apart=apart,
        alike=suggested(tx, person, scene, case),
    )


def suggested(tx: Tx, person: Person, scene: Scene, case: Case) -> tuple[Alike, ...]:
    """The open cases most like this one that this person may read."""
    units = scene.profile.by_code
    found = likening.suggest(tx, case, lambda each: overlooks(person, each.unit, units))
    return tuple(_for(person, scene, case, each) for each in found)


def _for(person: Person, scene: Scene, case: Case, found: Alike) -> Alike:
    mine = role_in(person, case.unit, scene.profile.by_code) >= Role.MODERATOR
    joinable = mine and not _against(person, scene, case, found.case)
    return replace(found, joinable=joinable)


def _wished(tx: Tx, person: Person, scene: Scene, case: Case) -> tuple[Case | None, Case | None]:
    """The case that a reporter agrees to join, and the one that a reporter does not."""
    found: dict[bool, Case] = {}
    for wish in reports.wishes(tx, case.id):
        known = end_of(tx, cases.get(tx, wish.known_case))
        readable = overlooks(person, known.unit, scene.profile.by_code)
        if readable and known.id != case.id and known.status in OPEN:
            found.setdefault(wish.agreed, known)
    return found.get(True), found.get(False)


def end_of(tx: Tx, case: Case) -> Case:
    """The case that a joined one is part of now; itself where it was not joined."""
    for _ in range(MOST_HOPS):
        if case.joined_to is None:
            return case
        case = cases.get(tx, case.joined_to)
    return case


def may_join(tx: Tx, person: Person, scene: Scene, case: Case, number: str) -> Case:
    """The case that this one is to join, or a refusal that says what stands against it."""
    target = cases.by_number(tx, number)
    if not overlooks(person, target.unit, scene.profile.by_code):
        # Not yours looks like not there.
        raise NotFound("case-unknown", Attempt(Verb.READ, target.unit, target.id))
    if target.id == case.id:
        raise BadAnswer("join-itself")
    if target.status is Status.JOINED:
        raise BadAnswer("join-part-of", number=end_of(tx, target).number)
    if why := _against(person, scene, case, target):
        raise Refusal(why)
    return target


def _against(person: Person, scene: Scene, case: Case, target: Case) -> str:
    """Why this person may not join these two: the key of a refusal, or nothing."""
    taxonomy = scene.profile.taxonomy
    if target.status not in OPEN:
        return "join-not-open"
    if target.quarantined_at is not None:
        return "join-quarantined"
    if role_in(person, target.unit, scene.profile.by_code) < Role.MODERATOR:
        return "join-other-unit"
    if taxonomy.is_closed(case.category, case.subcategory) and not taxonomy.is_closed(
        target.category, target.subcategory
    ):
        return "join-closed"  # it would show where nothing of it may
    if not scene.profile.may_have(target.unit, case.category, case.subcategory):
        return "join-below"
    if case.priority is Priority.DANGER and target.paused_at is not None:
        return "join-danger-waits"
    return ""


def check_draft(tx: Tx, person: Person, scene: Scene, draft: Draft) -> None:
    """Whether the case that was just named in the form can be joined."""
    if draft.case_id is not None and draft.answers.get("case"):
        may_join(tx, person, scene, cases.get(tx, draft.case_id), draft.answers["case"])


def about(tx: Tx, scene: Scene, draft: Draft, case: Case) -> dict[str, str]:
    """What the form shows: the cases to choose from, and the one that was chosen."""
    person = people.get(tx, draft.who)
    if person is None:
        return {}
    if not draft.answers.get("case"):
        found = suggested(tx, person, scene, case)
        return {"suggested": " ".join(each.case.number for each in found if each.joinable)}
    try:
        target = may_join(tx, person, scene, case, draft.answers["case"])
    except Refusal:
        return {}  # it has moved on meanwhile: the last step says so
    return {
        "to_number": target.number,
        "to_category": target.category,
        "to_subcategory": target.subcategory,
        "to_unit": target.unit,
        "to_host": target.host,
        "to_status": target.status,
    }


def join(tx: Tx, person: Person, scene: Scene, case: Case, move: Move, given: Answers) -> Case:
    """All reports of a case become another's, and each reporter is told; codes stay as they are."""
    target = may_join(tx, person, scene, case, given["case"])
    unseen = case.evidence_seen_at is None and bool(stored.names(tx, case.id))
    moved = joins.move(tx, case.id, target.id, scene.now)
    joined = changing.change(
        tx,
        case,
        move,
        **changing.ended(scene, case),
        joined_to=target.id,
    )
    grown = cases.change(
        tx, target.id, seen=target.version, **_taken_over(scene, case, target, unseen=unseen)
    )
    changing.write(tx, person, scene, target, Verb.JOIN, target.status, case.number)
    for report_id in moved:
        report = reports.get(tx, report_id)
        if report is not None and report.withdrawn_at is None:
            telling.one(tx, scene, report, grown, "joined", due_at=grown.due_at)
    _tell_colleagues(tx, person, scene, target, grown, case)
    return joined


def _tell_colleagues(
    tx: Tx, person: Person, scene: Scene, before: Case, grown: Case, case: Case
) -> None:
    """Whoever works on the case that grew; all of them where a life is in danger by it now."""
    event = f"joined{case.id}"
    if before.priority is not grown.priority:
        telling.staff(tx, scene, grown, "reporter_joined", event=event)
    elif grown.assignee is not None and grown.assignee != person.who:
        telling.to_staff(tx, scene, grown.assignee, grown, "reporter_joined", event=event)
    telling.group(tx, scene, grown)


def _taken_over(scene: Scene, case: Case, target: Case, *, unseen: bool) -> Mapping[str, Any]:
    """What the case that grows takes over from the one that joins it."""
    values: dict[str, Any] = {
        "held_at": _earliest(target.held_at, case.held_at),
        "word_due_at": _earliest(target.word_due_at, case.word_due_at),
    }
    if unseen:
        values["evidence_seen_at"] = None  # nobody has opened what comes along
    if case.priority is Priority.DANGER:
        values |= {
            "priority": Priority.DANGER,
            "urgency": 0,
            # Whoever has that case already has this danger, too.
            "alarm_at": target.alarm_at if target.priority is Priority.DANGER else case.alarm_at,
            **changing.due(scene, target, _earliest(target.due_at, case.due_at)),
        }
    return values


def _earliest(one: int | None, other: int | None) -> int | None:
    return min((at for at in (one, other) if at is not None), default=None)
