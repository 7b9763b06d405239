"""After a wrong clock: the deadlines that it has dated are set anew, and told."""

from typing import Any

from msgspec.structs import replace

from domain import clockwork
from domain.case import Case, Priority
from domain.clocks.deadlines import working_deadline
from domain.clocks.recount import Count
from domain.clocks.stray import WrongTimes, set_anew
from domain.notices.reporter_notices import NewTimeNotice, NewTimeReason, QuestionReminderNotice
from domain.removals import rules
from domain.removals.removal import State
from storage.broadcasts import broadcasts
from storage.cases import cases, clocks, decisions, messages
from storage.network import invitations
from storage.removals import removals
from usecases.broadcasts import broadcast_lifecycle
from usecases.cases import changes, recounting
from usecases.core import recount_steps, wrong_times
from usecases.core.journal_notes import note_by_system
from usecases.core.request import Request
from usecases.network.staff import INVITATION_SECONDS
from usecases.notify import notify, removal_news

BATCH = 50  # cases per run: each may mean notices to several people


def go_on(req: Request) -> int:
    """Set anew what a wrong clock has dated, a batch of cases. Returns how many were looked at."""
    found = wrong_times.found(req)
    if found is None:
        return 0
    ended = clocks.ended_within(req.tx, found.wrong, limit=BATCH)
    for case in ended:
        _end_anew(req, found.wrong, case)
    if ended:
        return len(ended)
    if not found.after:
        _end_what_lasts_too_long(req, found.wrong)
    read = clocks.running(req.tx, found.after, limit=BATCH)
    for case in read:
        _set_anew(req, found.wrong, case)
    if read:
        wrong_times.read_to(req.tx, read[-1].id)
    else:
        wrong_times.done(req.tx)
    return len(read)


def _end_what_lasts_too_long(req: Request, wrong: WrongTimes) -> None:
    """Invitations of a clock ahead last as usual; what it scheduled is approved again."""
    invitations.expire_by(req.tx, req.now + INVITATION_SECONDS)
    for each in broadcasts.approved_within(req.tx, wrong):
        broadcast_lifecycle.owe_cards(req, broadcasts.wait_again(req.tx, each), 0)


def _set_anew(req: Request, wrong: WrongTimes, case: Case) -> None:
    values = _running_columns(req, wrong, case)
    if values:
        moved = cases.change(req.tx, case.id, seen=case.version, **values)
        if moved.due_at != case.due_at:
            recounting.tell(req, case, moved, NewTimeReason.CLOCK)
        if "paused_at" in values:
            _ask_again(req, moved)
        case = moved
    for removal in removals.of_case(req.tx, case.id):
        if removal.state is not State.ASKED or not wrong.has(removal.due_from or removal.asked_at):
            continue
        count = Count(removal.due_from or removal.asked_at, removal.due_days)
        office = req.profile.calendar_for(removal.to)
        due_at = set_anew(office, count, removal.due_at, req.now)
        later = replace(removal, due_at=due_at, remind_at=rules.first_look(req.now, due_at))
        if removal.due_from is not None:
            later = replace(later, due_from=req.now)
        changed = removals.change(req.tx, later, seen=removal.version)
        removal_news.ask(req, case, changed, "new_time")
        removal_news.news(req, case, changed)
        notify.cards(req, case)  # they say until when the site is to answer


def _running_columns(req: Request, wrong: WrongTimes, case: Case) -> dict[str, Any]:
    values: dict[str, Any] = {}
    if wrong.has(case.opened_at):
        values["opened_at"] = req.now
        if case.word_due_at is not None:
            days = req.profile.clocks_for(case.category, case.subcategory, case.unit).word_days
            own = req.profile.calendar_for(case.unit)
            due_at = working_deadline(own, req.now, days)
            values |= {"word_due_at": due_at, "word_days": days}
    if wrong.has(case.paused_at):
        anew = replace(case, answer_until=None)
        until = clockwork.answer_until(req.profile, anew, req.now)
        values |= {"paused_at": req.now, "answer_until": until}
    if case.due_at is None or case.due_from is None or not wrong.has(case.due_from):
        return values
    office = req.profile.calendar_for(case.escalated_to or case.unit)
    count = Count(case.due_from, None if case.priority is Priority.DANGER else case.due_days)
    due_at = set_anew(office, count, case.due_at, req.now)
    values |= {"due_from": req.now, "due_at": due_at}
    if case.paused_at is None:
        values["remind_at"] = clockwork.reminder(office, req.now, due_at)
    return values


def _ask_again(req: Request, case: Case) -> None:
    """The reporter has as long to answer as if the question were asked now."""
    asked = messages.last_question(req.tx, case.id)
    until = clockwork.answer_until(req.profile, case, req.now)
    to = asked.report_id if asked else None
    event = f"{case.id}:asked{req.now}"
    notify.addressed(req, case, to, QuestionReminderNotice(until=until), event=event)


def _end_anew(req: Request, wrong: WrongTimes, case: Case) -> None:
    """A case that ended under the wrong clock ends now, with its times to appeal and to be kept."""
    at = case.closed_at or 0
    before = None if at > wrong.now else case.retain_until
    until = clockwork.kept_until(req.profile, replace(case, closed_at=req.now, retain_until=before))
    values: dict[str, Any] = {"closed_at": req.now, "retain_until": until}
    if wrong.has(case.opened_at):
        values["opened_at"] = req.now
    moved = cases.change(req.tx, case.id, seen=case.version, **values)
    appeal_until = None
    decision = decisions.appealable(req.tx, case.id)
    if decision is not None:
        appeal_until = changes.appeal_until(req)
        if at <= wrong.now:
            appeal_until = max(appeal_until, decision.appeal_until or 0)
        decisions.set_appeal_until(req.tx, decision.id, appeal_until)
    note_by_system(req, moved, recount_steps.RECOUNT, moved.status)
    notice = NewTimeNotice(cause=NewTimeReason.CLOCK, kept_until=until, appeal_until=appeal_until)
    notify.addressed(req, moved, None, notice, event=f"{case.id}:ended{req.now}")
