"""Ask a site or provider for a measure: a move of the case, and a removal request."""

from conversation.form import FormFacts
from conversation.forms.removals import chosen
from conversation.parsing import addressees
from domain.case import Case
from domain.clocks.deadlines import Clocks
from domain.core.errors import BadAnswer, Refusal
from domain.draft import Draft
from domain.notices.reporter_notices import ActingNotice
from domain.removals import rules
from domain.removals.removal import TIMED, Addressed, Ask, Removal, State
from domain.status import Move
from storage.cases import cases
from storage.removals import removals
from storage.reporting import reports, targets
from usecases.core import identifying
from usecases.core.request import Answers, Request
from usecases.notify import notify, removal_news

MOST_REPORTS = 40  # of a case, whose addresses are offered
MOST_ADDRESSES = 50


def facts(req: Request, _: Draft, case: Case) -> FormFacts:
    """What the form offers: the addresses of the case, and their hosts."""
    found = _targets(req, case)
    hosts = (case.host, *(target.host for target in found))
    return FormFacts(
        addresses=tuple(target.normalised for target in found),
        hosts=tuple(dict.fromkeys(host for host in hosts if host)),
    )


def ask(req: Request, case: Case, move: Move, given: Answers) -> Case:
    """Rows 12 and 24: store the request, tell its addressee, and tell the reporters."""
    assert move.to is not None
    to = addressees.parse(req.profile, given["addressee"])
    if to is None or (to.kind is Addressed.UNIT and to.code == case.unit):
        raise Refusal("removal-whom-gone")
    if len(removals.of_case(req.tx, case.id)) >= removals.MOST:
        raise Refusal("removal-too-many", most=removals.MOST)
    addresses = tuple(target.normalised for target in _targets(req, case))
    wanted = chosen(addresses, given.get("targets"))
    if addresses and not wanted:  # all that were chosen have been withdrawn meanwhile
        raise Refusal("removal-targets-gone")
    what, due_at = Ask(given["what"]), rules.due_by(_clocks(req, case), case, req.now)
    moved = cases.change(
        req.tx,
        case.id,
        seen=case.version,
        status=move.to,
        first_action_at=case.first_action_at or req.now,
    )
    removal = removals.add(
        req.tx,
        Removal(
            id=0,
            case_id=case.id,
            unit=case.unit,
            kind=to.kind,
            to=to.code,
            told=given.get("told") or "" if to.kind is Addressed.PHONE else "",
            what=what,
            days=_days(given) if what in TIMED else None,
            addresses=wanted,
            rule=given["rule"],
            # Left out now: once a reporter is forgotten, nobody knows any more what to leave out.
            facts=identifying.left_out(req.tx, case, given["facts"]),
            asked_by=req.actor.who,
            asked_at=req.now,
            due_at=due_at,
            state=State.ASKED,
            remind_at=rules.first_look(req.now, due_at),
        ),
    )
    sent = removal_news.ask(req, moved, removal, "asked")
    notice = ActingNotice(
        due_at=moved.due_at,
        ask=what,
        unit=to.code if to.kind is Addressed.UNIT else "",
        provider=to.code if to.kind is Addressed.PROVIDER else "",
        by=due_at,
        sent=sent,
    )
    notify.reporters(req, moved, notice)
    return moved


def _days(given: Answers) -> int:
    if not given.get("length"):
        raise BadAnswer("removal-days-unknown", most=rules.MOST_DAYS)
    return int(given["length"])


def _clocks(req: Request, case: Case) -> Clocks:
    return req.profile.clocks_for(case.category, case.subcategory, case.unit)


def _targets(req: Request, case: Case) -> tuple[targets.Target, ...]:
    """The different addresses of a case, in the order in which they were reported."""
    found: dict[str, targets.Target] = {}
    for report in reports.of_case(req.tx, case.id, most=MOST_REPORTS):
        for target in targets.of_report(req.tx, report.id):
            if target.normalised and report.withdrawn_at is None:
                found.setdefault(target.normalised, target)
    return tuple(found.values())[:MOST_ADDRESSES]
