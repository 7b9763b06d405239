"""Misuse answered by people: a warning, a pause of processing, its early end, and the appeal."""

from domain.case import Case
from domain.draft import Draft
from domain.errors import NotFound, Refusal
from domain.misuse import DAY, Result, Sanction, SanctionKind
from domain.people import Person, Role, Verb
from domain.report import Report
from storage import cases, journal, outbox, people, quarantine, reports, sanctions
from storage.db import Tx
from storage.outbox import Rank
from usecases import candidates, judges
from usecases.changing import Answers
from usecases.scene import Scene
from usecases.shown import Misused
from usecases.turns import Added


def guard(verb: Verb, key: str) -> candidates.Guard:
    """A deed's guard: it needs a report of the case that it may be about."""

    def stopped(tx: Tx, scene: Scene, case: Case) -> str:
        return "" if candidates.there(tx, scene, case, verb) else key

    return stopped


def warn(tx: Tx, person: Person, scene: Scene, case: Case, given: Answers) -> Case:
    """A person's word to a reporter, with its reason; their reports go on being worked on."""
    _impose(tx, person, scene, case, given, Verb.WARN, SanctionKind.WARNING)
    return case


def pause(tx: Tx, person: Person, scene: Scene, case: Case, given: Answers) -> Case:
    """For a time, what a reporter files is kept and not worked on; filing stays possible."""
    until = scene.now + int(given["pause_days"]) * DAY
    sanction = _impose(tx, person, scene, case, given, Verb.PAUSE, SanctionKind.PAUSE, until)
    people.set_paused(tx, sanction.who, until)
    return case


def _impose(
    tx: Tx,
    person: Person,
    scene: Scene,
    case: Case,
    given: Answers,
    verb: Verb,
    kind: SanctionKind,
    until: int | None = None,
) -> Sanction:
    link = candidates.chosen(tx, scene, case, verb, given)
    assert link.who is not None  # an unlinked report is no candidate
    sanction = sanctions.impose(
        tx,
        Sanction(
            id=0,
            who=link.who,
            kind=kind,
            case_id=case.id,
            report_id=link.report_id,
            unit=case.unit,
            reason=given["reason"],
            imposed_by=person.who,
            imposed_at=scene.now,
            until=until,
        ),
    )
    told = {"reason": sanction.reason, "until": until, "sanction": sanction.id}
    if kind is SanctionKind.PAUSE:
        _tell(tx, scene, sanction, "paused", **told)
    else:
        _tell(tx, scene, sanction, "warned", **told)
    return sanction


def unpause(tx: Tx, person: Person, scene: Scene, case: Case, given: Answers) -> Case:
    """A lead ends a pause before its time; what waits for it goes to the office."""
    link = candidates.chosen(tx, scene, case, Verb.UNPAUSE, given)
    assert link.who is not None  # whoever is forgotten is no candidate
    sanction = sanctions.running(tx, (link.who,), scene.now)[-1]
    settled = sanctions.settle(
        tx, sanction, Result.ENDED, by=person.who, now=scene.now, words=given["reason"]
    )
    if settled is None:
        raise Refusal("refusal-nobody-paused")
    _let_go(tx, scene, settled)
    _tell(tx, scene, settled, "unpaused")
    return case


def may_judge(tx: Tx, person: Person, scene: Scene, case: Case) -> str:
    """Four eyes: whoever imposed a pause does not judge the appeal against it."""
    found = sanctions.to_judge(tx, case.id, scene.now)
    own = found and all(each.imposed_by == person.who for each in found)
    return "refusal-four-eyes" if own else ""


def judge(tx: Tx, person: Person, scene: Scene, case: Case, given: Answers) -> Case:
    """The appeal against a pause: it stands or is over, and the reporter reads why."""
    link = candidates.chosen(tx, scene, case, Verb.JUDGE_PAUSE, given)
    found = sanctions.to_judge(tx, case.id, scene.now)
    sanction = next(each for each in found if each.report_id == link.report_id)
    if sanction.imposed_by == person.who:
        raise Refusal("refusal-four-eyes")
    result = Result(given["verdict"])
    settled = sanctions.settle(
        tx, sanction, result, by=person.who, now=scene.now, words=given["reason"]
    )
    if settled is None:
        raise Refusal("refusal-no-pause-appeal")
    if result is Result.LIFT:
        _let_go(tx, scene, settled)
    until = sanction.until if result is Result.KEEP else None
    _tell(tx, scene, settled, "pause_judged", result=result, reason=given["reason"], until=until)
    return case


def _let_go(tx: Tx, scene: Scene, sanction: Sanction) -> None:
    people.set_paused(tx, sanction.who, scene.now)
    quarantine.end_wait(tx, sanction.who, scene.now)


def may_appeal(tx: Tx, person: Person, scene: Scene, sanction_id: int) -> Sanction:
    """The pause, where this reporter may ask for another look at it now."""
    sanction = sanctions.get(tx, sanction_id)
    if sanction is None or sanction.who != person.who:
        raise NotFound("pause-unknown")
    if sanction.appealed_at is not None:
        raise Refusal("pause-appealed")
    if not sanction.may_appeal(scene.now):
        raise Refusal("pause-over")
    return sanction


def appeal(tx: Tx, person: Person, scene: Scene, draft: Draft) -> Added:
    """A reporter asks for another look at a pause: by a lead who did not impose it."""
    sanction = may_appeal(tx, person, scene, draft.answers["_sanction"])
    if sanctions.appeal(tx, sanction, draft.answers["reasons"], scene.now) is None:
        raise Refusal("pause-appealed")
    case = cases.get(tx, sanction.case_id)
    journal.add(
        tx,
        journal.Entry(
            who=journal.reporter(sanction.report_id),
            role=int(Role.REPORTER),
            verb="appeal_pause",
            case_id=case.id,
            unit=case.unit,
            start=case.status,
            to=case.status,
            written_at=scene.now,
        ),
    )
    waits = sanctions.get(tx, sanction.id)
    assert waits is not None  # it was just appealed against
    judges.call_of_pause(tx, scene, waits)
    return Added(report=_report(tx, sanction), note="pause-appeal-done")


def _report(tx: Tx, sanction: Sanction) -> Report:
    report = reports.get(tx, sanction.report_id)
    assert report is not None  # the sanction hangs on its row
    return report


def _tell(tx: Tx, scene: Scene, about: Sanction, kind: str, **params: object) -> None:
    """Tell the reporter, whose report's tail stands first as in all news."""
    outbox.put(
        tx,
        outbox.Notice(
            kind=kind,
            recipient=about.who,
            params=params,
            rank=Rank.NEWS,
            report_id=about.report_id,
            case_id=about.case_id,
            dedupe=f"{kind}:sanction:{about.id}:{about.result or ''}",
            order_key=f"report:{about.report_id}",
        ),
        scene.now,
    )


def of_case(tx: Tx, scene: Scene, case: Case) -> dict[int, Misused]:
    """The reports of a case whose reporter has been warned or is paused."""
    return {
        each.link.report_id: Misused(warned_at=each.warned_last, paused_until=each.paused_until)
        for each in sanctions.on_case(tx, case.id, scene.now)
        if each.warned_last is not None or each.paused_until is not None
    }
