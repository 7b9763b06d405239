"""Row 26: content that was removed is there again, so its removal is asked for again."""

from msgspec import Struct
from msgspec.structs import replace

from domain.case import Case
from domain.core.errors import Attempt, MovedOn, NotFound, Refusal
from domain.network.people import Verb, overlooks, role_in
from domain.notices.removal_notices import News
from domain.removals import rules
from domain.removals.removal import Addressed, Ask, Removal, State
from domain.status import Excluded, check_move
from storage.cases import cases, decisions, reviewers
from storage.removals import removals, removed
from storage.reporting import reports, targets
from usecases.core import identifying
from usecases.core.request import Request
from usecases.core.views import RemovalView
from usecases.notify import case_counters, notify, removal_news
from usecases.removals import removal_access
from usecases.removals.answering import asked_again
from usecases.session import write


class BackQuestion(Struct, frozen=True, kw_only=True):
    """What is asked before "It is back" is noted: `reporters` is how many people it will tell.

    `times` is how often the content had come back before.
    """

    case: Case
    times: int
    reporters: int


def may_say(req: Request, case_id: int) -> BackQuestion:
    """The question whether the content is back; raises a Refusal as `report_back` does."""
    case = _checked(req, case_id)
    told = len(removal_news.recipients_of(req, case))
    return BackQuestion(case=case, times=_times(req, case), reporters=told)


def _times(req: Request, case: Case) -> int:
    return sum(each.back for each in removals.of_case(req.tx, case.id))


def _checked(req: Request, case_id: int) -> Case:
    """The case, if this person may say that its content is back."""
    case = cases.get(req.tx, case_id)
    if not overlooks(req.actor, case.unit, req.profile.by_code):
        raise NotFound("case-unknown", Attempt(Verb.BACK, case.unit, case.id))
    role = role_in(req.actor, case.unit, req.profile.by_code)
    reported = reviewers.reported(req.tx, case.id, (req.actor.who,))
    barred = frozenset({Excluded.REPORTER} if reported else ())
    check_move(case.status, Verb.BACK, role, barred=barred)
    if why := why_not(req, case):
        raise Refusal(why)
    return case


def report_back(req: Request, case_id: int, *, times: int) -> RemovalView:
    """The content of a case closed as removed is back: ask for its removal again.

    The case stays closed. For a moderator of its unit; refused to who reported it, and while the
    removal is asked for already. `times` is that of the question: MovedOn if it was back since.
    Returns the request that is asked again.
    """
    case = _checked(req, case_id)
    if times != _times(req, case):
        raise MovedOn("case-moved-on")
    if case.first_action_at is None:  # its unit had removed it by itself
        case = cases.change(req.tx, case.id, seen=case.version, first_action_at=req.now)
    _reopen(req, case)
    write(req, case, Verb.BACK, case.status)
    case_counters.move(req, Verb.BACK, case, case)
    asked = [each for each in removals.of_case(req.tx, case.id) if each.state is State.ASKED]
    again = next(each for each in asked if each.what is Ask.REMOVE and each.back)
    return removal_access.view(req, again, "removal-note-back")


def why_not(req: Request, case: Case) -> str:
    """The key of a refusal unless the case was closed as removed, and nothing is asked; else ""."""
    if not rules.may_be_back(case):
        return "removal-not-removed"
    asked = rules.is_asked_back(removals.of_case(req.tx, case.id))
    return "removal-back-already" if asked else ""


def _reopen(req: Request, case: Case) -> None:
    clocks = req.profile.clocks_for(case.category, case.subcategory, case.unit)
    due_at = rules.due_by(clocks, case, req.now)
    found = [each for each in removals.of_case(req.tx, case.id) if rules.was_removed(each)]
    again = [_again(req, each, due_at) for each in found] or [_first(req, case, due_at)]
    for removal in again:
        removed.unmark(req.tx, case, removal.addresses)
        removal_news.ask(req, case, removal, "back")
    removal_news.news(req, case, again[0])
    removal_news.reporters(req, case, again[0], News.BACK)
    notify.group(req, case)


def _again(req: Request, removal: Removal, due_at: int) -> Removal:
    opened = asked_again(removal, req.now, due_at)
    opened = replace(opened, back=removal.back + 1, check=None, checked_by=None, checked_at=None)
    return removals.change(req.tx, opened, seen=removal.version)


def _first(req: Request, case: Case, due_at: int) -> Removal:
    """The unit had removed it by itself, without a request: now it is asked."""
    decision = decisions.told(req.tx, case.id)
    assert decision is not None  # the case was closed by one
    found = dict.fromkeys(
        target.normalised
        for report in reports.of_case(req.tx, case.id, most=removals.MOST)
        for target in targets.of_report(req.tx, report.id)
        if target.normalised and report.withdrawn_at is None
    )
    return removals.add(
        req.tx,
        Removal(
            id=0,
            case_id=case.id,
            unit=case.unit,
            kind=Addressed.UNIT,
            to=case.unit,
            what=Ask.REMOVE,
            addresses=tuple(found)[: removals.MOST],
            rule=decision.rule,
            facts=identifying.left_out(req.tx, case, decision.facts),
            asked_by=req.actor.who,
            asked_at=req.now,
            due_at=due_at,
            state=State.ASKED,
            back=1,
            remind_at=rules.first_look(req.now, due_at),
        ),
    )
