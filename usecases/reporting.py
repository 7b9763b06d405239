"""What reporters do with what they have filed: look, add, answer, appeal, withdraw, rate."""

from msgspec import Struct
from msgspec.structs import replace

from domain.case import Case, Priority
from domain.codes import parse_code
from domain.draft import Draft, captions
from domain.errors import BadAnswer, NotFound, Refusal, TooMany
from domain.people import Person, Role, Verb
from domain.report import Report
from domain.status import OPEN, Status, check_move
from domain.suggestion import Suggestion
from storage import (
    cases,
    entered,
    evidence,
    evidence_reading,
    filings,
    journal,
    messages,
    quotas,
    reporter_links,
    reports,
    said,
    suggestions,
)
from storage.db import Tx
from usecases import appealing, changing, counting, judges, likening, telling, views
from usecases.filing import HOUR
from usecases.scene import Scene
from usecases.turns import Added

PAGE = 8  # one button each, and the list still fits a phone's screen
STARS = range(1, 6)


class Listed(Struct, frozen=True, kw_only=True):
    """One page of somebody's reports; `before` asks for the next, None where there is none."""

    reports: tuple[Report, ...]
    before: int | None


def mine(tx: Tx, person: Person, scene: Scene, before: int | None = None) -> Listed:
    """/cases: the newest first."""
    found = reports.of_person(tx, person.who, before=before, size=PAGE + 1)
    more = found[PAGE - 1].id if len(found) > PAGE else None
    return Listed(reports=found[:PAGE], before=more)


def look(tx: Tx, person: Person, scene: Scene, report_id: int) -> views.Standing:
    """How one of one's own reports stands."""
    return views.standing(tx, scene, _own(tx, person, report_id), own=True)


def track(tx: Tx, person: Person, scene: Scene, typed: str) -> views.Standing | Suggestion | None:
    """What a query code opens, from any account; None for every code that opens nothing.

    An unknown code is no refusal, for a refusal undoes the transaction, and the guess must count.
    """
    code = parse_code(typed)
    opens = quotas.use(tx, person.who, "track", scene.tracks_per_hour, HOUR, scene.now)
    if opens is not None:
        raise TooMany("track-quota", opens_at=opens)
    report = reports.by_code(tx, code)
    if report is None:
        return suggestions.by_code(tx, code)
    entered.heard(tx, report.id)
    own = reporter_links.reporter(tx, report.id) == person.who
    found = views.standing(tx, scene, report, own=own)
    return replace(found, link_code=code) if entered.is_linkable(tx, report.id) else found


def link(tx: Tx, person: Person, scene: Scene, typed: str) -> views.Standing | None:
    """From now on the news of a report that staff entered comes to whoever holds its code.

    Once only, and never to whoever wrote it down: the code is the reporter's. A guess counts as one
    of /track; None for a code that opens nothing.
    """
    code = parse_code(typed)
    opens = quotas.use(tx, person.who, "track", scene.tracks_per_hour, HOUR, scene.now)
    if opens is not None:
        raise TooMany("track-quota", opens_at=opens)
    report = reports.by_code(tx, code)
    if report is None:
        return None
    if entered.entered_by(tx, report.id) == person.who:
        raise Refusal("link-not-yours")
    if not entered.link(
        tx, report.id, person.who, consent_version=scene.privacy_version, now=scene.now
    ):
        raise Refusal("link-too-late")
    case = cases.get(tx, report.case_id)
    write_down(tx, report, scene, case, "link", case.status)
    return views.standing(tx, scene, _fresh(tx, report), own=True)


def rate(tx: Tx, person: Person, scene: Scene, report_id: int, stars: int) -> views.Standing:
    """How the handling was, 1 to 5."""
    report = _own(tx, person, report_id)
    if stars not in STARS or report.status not in {Status.CLOSED, Status.NOT_ACCEPTED}:
        raise BadAnswer("answer-stale")
    if report.rating is None:  # a change of mind is kept, but counted no second time
        counting.rated(tx, scene, report, stars)
    filings.rate(tx, report.id, stars)
    return look(tx, person, scene, report_id)


def may_begin(tx: Tx, person: Person, scene: Scene, report_id: int, verb: Verb) -> Report:
    """Whether this form may be opened on this report now; the report, or a refusal."""
    report = _own(tx, person, report_id)
    if views.may(report, verb, scene.now) or (verb is Verb.ANSWER and _owes_answer(tx, report)):
        return report
    raise Refusal(_why_not(report, verb, scene.now))


def may_add(tx: Tx, person: Person, scene: Scene, report_id: int) -> Report:
    """Whether something may be added to this report; late additions reach the unit, too."""
    report = _own(tx, person, report_id)
    if report.status is Status.WITHDRAWN:
        raise Refusal("report-withdrawn-already")
    if report.status is Status.PURGED:
        raise Refusal("report-purged")
    return report


def add(tx: Tx, person: Person, scene: Scene, draft: Draft) -> Added:
    """An addition: words and files go to the case, and whoever works on it is told."""
    report = may_add(tx, person, scene, _of_draft(tx, person, draft).id)
    return _add(tx, person, scene, draft, report, "addition")


def _add(tx: Tx, person: Person, scene: Scene, draft: Draft, report: Report, kind: str) -> Added:
    case = cases.get(tx, report.case_id)
    _keep(tx, person, scene, draft, report, case, kind)
    write_down(tx, report, scene, case, "add", case.status)
    telling.staff(tx, scene, case, "reporter_added", event=draft.id)
    return Added(report=report, note="addition-done")


def answer(tx: Tx, person: Person, scene: Scene, draft: Draft) -> Added:
    """The answer to the office's question: the case returns to where it was, its clock runs on.

    Where the case is under way again, as another has answered first, it is an addition.
    """
    report = may_add(tx, person, scene, _of_draft(tx, person, draft).id)
    asked = messages.last_question(tx, report.case_id)
    if report.status is not Status.NEEDS_INFO:
        kind = "answer" if _owes_answer(tx, report) else "addition"
        return _add(tx, person, scene, draft, report, kind)
    case = cases.get(tx, report.case_id)
    check_move(report.status, Verb.ANSWER, Role.REPORTER)
    to = case.came_from or Status.SUBMITTED
    moved = cases.change(
        tx,
        case.id,
        seen=case.version,
        status=to,
        came_from=None,
        **changing.run_on(scene, case),
    )
    _keep(tx, person, scene, draft, report, moved, "answer")
    write_down(tx, report, scene, case, Verb.ANSWER, to)
    telling.addressed(
        tx, scene, moved, asked.report_id if asked else None, "answered", due_at=moved.due_at
    )
    telling.staff(tx, scene, moved, "reporter_answered", event="answer")
    return Added(report=_fresh(tx, report), note="answer-done")


def appeal(tx: Tx, person: Person, scene: Scene, draft: Draft) -> Added:
    """Another look by somebody who did not decide: once per decision, within its window."""
    report = may_begin(tx, person, scene, _of_draft(tx, person, draft).id, Verb.APPEAL)
    case = cases.get(tx, report.case_id)
    appealing.enter(tx, scene, case, side=report.id, by=journal.reporter(report.id))
    moved = appealing.open_again(tx, scene, case)
    row = messages.add(
        tx,
        messages.Message(
            case_id=case.id,
            report_id=report.id,
            kind="appeal",
            author=journal.reporter(report.id),
            text=draft.answers["reasons"],
            written_at=scene.now,
        ),
    )
    said.filed(tx, draft.id, report.id, row)
    write_down(tx, report, scene, case, Verb.APPEAL, Status.APPEALED)
    counting.move(tx, scene, Verb.APPEAL, case, moved)
    appealing.tell(tx, scene, case, moved, report)
    return Added(report=_fresh(tx, report), note="appeal-done")


def withdraw(tx: Tx, person: Person, scene: Scene, draft: Draft) -> Added:
    """Take a report back; the case goes on where others joined it or a life is in danger."""
    report = _of_draft(tx, person, draft)
    if draft.answers["sure"] != "yes":
        return Added(report=report, note="withdraw-kept")
    case = cases.get(tx, report.case_id)
    check_move(case.status, Verb.WITHDRAW, Role.REPORTER)
    filings.withdraw(tx, report.id, scene.now)
    alone = not reporter_links.people(tx, case.id)
    if alone and case.priority is not Priority.DANGER:
        ended = cases.change(
            tx,
            case.id,
            seen=case.version,
            status=Status.WITHDRAWN,
            **changing.ended(scene, case),
        )
        counting.move(tx, scene, Verb.WITHDRAW, case, ended)
        judges.over(tx, journal.SYSTEM, scene, case, ended)
        case = ended
    write_down(tx, report, scene, case, Verb.WITHDRAW, case.status)
    kept = case.retain_until if case.status is Status.WITHDRAWN else None
    telling.one(tx, scene, report, case, "withdrawn", kept_until=kept)
    telling.staff(tx, scene, case, "reporter_withdrew", event=f"withdraw{report.id}")
    return Added(report=_fresh(tx, report), note="withdraw-done")


def _own(tx: Tx, person: Person, report_id: int) -> Report:
    report = reports.get(tx, report_id)
    if report is None or reporter_links.reporter(tx, report_id) != person.who:
        raise NotFound("track-unknown")  # not yours looks like not there
    return report


def _of_draft(tx: Tx, person: Person, draft: Draft) -> Report:
    if draft.report_id is None:
        raise NotFound("track-unknown")
    filings.lock(tx, draft.report_id)
    return _own(tx, person, draft.report_id)


def _fresh(tx: Tx, report: Report) -> Report:
    return reports.get(tx, report.id) or report


def _owes_answer(tx: Tx, report: Report) -> bool:
    """Whether this reporter was asked last and has not answered, though others may have."""
    if report.status in {Status.WITHDRAWN, Status.PURGED}:
        return False
    asked = messages.last_question(tx, report.case_id)
    return (
        asked is not None
        and asked.concerns(report.id)
        and not messages.answered(tx, asked, report.id)
    )


def _why_not(report: Report, verb: Verb, now: int) -> str:
    if verb is Verb.APPEAL and report.appealed:
        return "appeal-once"
    if verb is Verb.APPEAL and report.appeal_until is not None and now > report.appeal_until:
        return "appeal-too-late"
    if report.status not in OPEN:
        return "report-not-open"
    return "refusal-move"


def _keep(
    tx: Tx, person: Person, scene: Scene, draft: Draft, report: Report, case: Case, kind: str
) -> None:
    count_addition(tx, person, scene)
    if evidence_reading.count(tx, draft.id):
        evidence.attach(tx, draft.id, report.id, case.id)
        likening.write_files(tx, case.id, report.id, draft.id)
        if not evidence_reading.pending(tx, report.id):  # else the last one to arrive tells
            telling.proof(tx, scene, person.who, report.id, case.id, draft.id)
    content = draft.answers["content"]["text"]
    row = messages.add(
        tx,
        messages.Message(
            case_id=case.id,
            report_id=report.id,
            kind=kind,
            author=journal.reporter(report.id),
            text="\n\n".join([*captions(draft.answers), content]).strip("\n"),
            written_at=scene.now,
        ),
    )
    said.filed(tx, draft.id, report.id, row)


def count_addition(tx: Tx, person: Person, scene: Scene) -> None:
    """So much may be added within an hour, and no more."""
    opens = quotas.use(tx, person.who, "addition", scene.additions_per_hour, HOUR, scene.now)
    if opens is not None:
        raise TooMany("addition-quota", opens_at=opens)


def write_down(tx: Tx, report: Report, scene: Scene, case: Case, verb: str, to: Status) -> None:
    """One entry of the journal for what a reporter did."""
    journal.add(
        tx,
        journal.Entry(
            who=journal.reporter(report.id),
            role=int(Role.REPORTER),
            verb=verb,
            case_id=case.id,
            unit=case.unit,
            start=case.status,
            to=to,
            written_at=scene.now,
        ),
    )
