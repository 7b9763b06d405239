"""Answers to removal requests, orders of the unit above, and checks by a person: row 25."""

from msgspec.structs import replace

from conversation.contexts import RemovalContext
from domain.case import Case, Priority
from domain.clocks.deadlines import danger_deadline, working_deadline
from domain.clocks.recount import Count
from domain.core.errors import Refusal
from domain.draft import Draft
from domain.network.people import Verb
from domain.removals import rules, told
from domain.removals.removal import Answer, Ask, Check, Removal, State
from storage.cases import tasks
from storage.removals import removals, removed
from usecases.core import identifying
from usecases.core.request import Request
from usecases.core.views import RemovalView
from usecases.notify import notify, removal_news
from usecases.removals import removal_access
from usecases.session import write


def see(req: Request, removal_id: int, *, unfolded: bool = False) -> RemovalView:
    """A request as this person sees it; `unfolded` shows the addresses of a closed category."""
    return removal_access.view(req, removals.get(req.tx, removal_id), unfolded=unfolded)


def answer(req: Request, removal_id: int, given: Answer, *, seen: int) -> RemovalView:
    """The addressee did it, or staff of the case enter that it did."""
    if given is not Answer.DONE:
        raise Refusal("removal-not-now")
    case, removal = removal_access.check(req, removal_id, Verb.REMOVAL_ANSWER, seen=seen)
    if not rules.changes_something(removal, given):
        raise Refusal("removal-not-now")
    return _answered(req, case, removal, given, "")


def answer_in_words(req: Request, draft: Draft) -> RemovalView:
    """The addressee did a part and says which, or refuses and says why."""
    about = RemovalContext.of(draft)
    case, removal = removal_access.check(
        req, about.removal, Verb.REMOVAL_ANSWER, seen=about.version
    )
    if not rules.changes_something(removal, about.answer):
        raise Refusal("removal-not-now")
    words = draft.answers["partly" if about.answer is Answer.PARTLY else "reason"]
    return _answered(req, case, removal, about.answer, words)


def _answered(
    req: Request, case: Case, removal: Removal, given: Answer, reason: str
) -> RemovalView:
    changed = removals.change(
        req.tx,
        replace(
            removal,
            state=rules.after_answer(given),
            answer=given,
            reason=identifying.left_out(req.tx, case, reason),
            answered_by=req.actor.who,
            answered_at=req.now,
            check=None,
        ),
        seen=removal.version,
    )
    write(req, case, Verb.REMOVAL_ANSWER, case.status, f"{given}: {reason}" if reason else given)
    _end_letters(req, changed)
    removal_news.news(req, case, changed)
    if given is Answer.REFUSED:
        removal_news.stuck(req, case, changed)
    _mark(req, case, removal, changed, req.now)
    removal_news.tell_reporters(req, case, removal, changed, removed_at=req.now)
    notify.group(req, case)
    return removal_access.view(req, changed, f"removal-note-{given}")


def order(req: Request, draft: Draft) -> RemovalView:
    """A lead above the addressee orders what it refused or left: asked again, with a deadline."""
    about = RemovalContext.of(draft)
    case, removal = removal_access.check(req, about.removal, Verb.REMOVAL_ORDER, seen=about.version)
    days, calendar = int(draft.answers["days"]), req.profile.calendar_for(removal.to)
    due_at = working_deadline(calendar, req.now, days)
    count: Count | None = Count(req.now, days)
    if case.priority is Priority.DANGER:
        count = None
        clocks = req.profile.clocks_for(case.category, case.subcategory, case.unit)
        due_at = danger_deadline(clocks, req.now)
    words = identifying.left_out(req.tx, case, draft.answers["reason"])
    changed = _ask_again(req, removal, due_at, order=words, count=count)
    write(req, case, Verb.REMOVAL_ORDER, case.status, draft.answers["reason"])
    removal_news.ask(req, case, changed, "ordered")
    removal_news.news(req, case, changed)
    return removal_access.view(req, changed, "removal-note-ordered")


def look(
    req: Request, removal_id: int, found: Check, *, seen: int, sure: bool = False
) -> RemovalView:
    """A person has looked: gone, changed, or still there, which is asked again.

    Where that would tell reporters something, nothing is noted unless `sure`: the view asks.
    """
    case, removal = removal_access.check(req, removal_id, Verb.REMOVAL_CHECK, seen=seen)
    if found not in rules.looks(removal):
        raise Refusal("removal-not-now")
    if not sure and told.needs_sure(removal, found):
        return _sure(req, case, removal, found)
    looked = replace(removal, check=found, checked_by=req.actor.who, checked_at=req.now)
    if found is Check.STILL_THERE:
        clocks = req.profile.clocks_for(case.category, case.subcategory, case.unit)
        changed = _ask_again(req, looked, rules.due_by(clocks, case, req.now))
    else:
        settled = replace(looked, state=rules.after_check(found))
        changed = removals.change(req.tx, settled, seen=removal.version)
    write(req, case, Verb.REMOVAL_CHECK, case.status, found)
    if found is not Check.STILL_THERE:
        _end_letters(req, changed)
    _tell_of_look(req, case, removal, changed)
    notify.group(req, case)
    return removal_access.view(req, changed, f"removal-note-{found}")


def _sure(req: Request, case: Case, removal: Removal, found: Check) -> RemovalView:
    """The question whether this was really seen, with how many reporters it will be told to."""
    view = removal_access.view(req, removal)
    hear = len(removal_news.recipients_of(req, case)) if told.after_look(removal, found) else None
    return replace(view, asks_sure=found, reporters=hear)


def _end_letters(req: Request, settled: Removal) -> None:
    """Nobody has to bring a letter whose addressee has answered, or whose content has changed."""
    asked = removals.of_case(req.tx, settled.case_id)
    if any(each.to == settled.to and each.state is State.ASKED for each in asked):
        return  # another letter to the same addressee may still have to be brought
    tasks.end_letters(req.tx, settled.case_id, settled.to, req.actor.who, req.now)


def _tell_of_look(req: Request, case: Case, before: Removal, removal: Removal) -> None:
    """Tell addressee and reporters what was seen; reporters hear of a removal once."""
    said_at = before.answered_at if before.answer is Answer.DONE else None
    at = req.now if said_at is None else said_at
    _mark(req, case, before, removal, at)
    if removal.check is Check.STILL_THERE:
        removal_news.ask(req, case, removal, "still_there")
    removal_news.tell_reporters(req, case, before, removal, removed_at=at)


def _mark(req: Request, case: Case, before: Removal, removal: Removal, at: int) -> None:
    """Note at the addresses that they are gone, at this time, or that they are not."""
    if rules.was_removed(removal):
        removed.mark(req.tx, case, removal.addresses, at)
    elif rules.was_removed(before) or (removal.check is not None and before.what is Ask.REMOVE):
        removed.unmark(req.tx, case, removal.addresses)


def _ask_again(
    req: Request, removal: Removal, due_at: int, *, order: str = "", count: Count | None = None
) -> Removal:
    """Ask again with a new deadline; the answer so far is void, the order stays."""
    again = asked_again(removal, req.now, due_at, order=order)
    if count is not None:
        again = replace(again, due_from=count.start, due_days=count.days)
    return removals.change(req.tx, again, seen=removal.version)


def asked_again(removal: Removal, now: int, due_at: int, *, order: str = "") -> Removal:
    """The request as it is asked again, until `due_at`; unix seconds."""
    return replace(
        removal,
        state=State.ASKED,
        answer=None,
        reason="",
        answered_by=None,
        answered_at=None,
        due_at=due_at,
        due_from=None,
        due_days=None,
        remind_at=rules.first_look(now, due_at),
        order=order or removal.order,
    )
