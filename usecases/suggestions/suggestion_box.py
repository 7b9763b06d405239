"""/suggest: suggestions about the reporting work; each gets a code, a deadline and an answer."""

from msgspec import Struct
from msgspec.structs import replace

from conversation.contexts import SuggestionAnswerContext
from conversation.form import Given, Sheet
from conversation.forms.suggestion import addressed_to, parse_text
from domain.clocks.deadlines import working_deadline
from domain.clocks.recount import Count, recounted
from domain.core.errors import Attempt, NotAllowed, NotFound, Refusal, TooMany
from domain.draft import Draft
from domain.network.people import NEEDED, Role, Verb, may, role_in
from domain.notices.other_notices import SuggestionAnsweredNotice, SuggestionNewTimeNotice
from domain.notices.staff_notices import (
    SuggestionCameNotice,
    SuggestionLateNotice,
    SuggestionNotice,
)
from domain.suggestion import KEPT_DAYS, Suggestion
from storage.audit import journal
from storage.engine import quotas
from storage.queues import outbox
from storage.queues.outbox import Owed, Rank
from storage.reporting import message_index
from storage.suggestions import suggestions
from usecases.core import erasure_gate, recount_steps
from usecases.core.outcomes import Asked, Suggested
from usecases.core.request import Request
from usecases.core.views import SuggestionView
from usecases.dialogs import draft_lifecycle
from usecases.notify import notify

HOUR, DAY = 3600, 24 * 3600
PAGE = 8
BATCH = 50
TEXT_KEPT = "suggestion-text-kept"


class WaitingSuggestions(Struct, frozen=True, kw_only=True):
    """One page of unanswered suggestions; `after` is the key of the next page, None on the last."""

    found: tuple[Suggestion, ...]
    after: tuple[int, int] | None


def begin(req: Request, given: Given | None = None) -> Asked:
    """/suggest: the first question; `given` is the text of the suggestion, if any was written."""
    if given is None or not given.text.strip():
        return draft_lifecycle.begin(req, "suggestion")
    empty = draft_lifecycle.new(req.actor, req, "suggestion")
    text = parse_text(given, Sheet(draft=empty, profile=req.profile))
    asked = draft_lifecycle.begin(req, "suggestion", answers={"text": text})
    message_index.keep(
        req.tx,
        req.actor.who,
        given.message_id,
        draft_id=asked.sheet.draft.id,
        step="text",
        text=given.text,
        now=req.now,
    )
    return replace(asked, note=TEXT_KEPT)


def remark(before: Sheet, draft: Draft) -> str:
    """Says that a text was kept although the unit is still to be chosen."""
    is_new = draft.answers.get("text") != before.answer("text")
    return TEXT_KEPT if is_new and "unit" not in draft.answers else ""


def file(req: Request, draft: Draft) -> Suggested:
    """Store a suggestion and notify the leads of its unit; the notice omits its words."""
    limit = req.conditions.reports_per_hour
    opens = quotas.use(req.tx, req.actor.who, "suggestion", limit, HOUR, req.now)
    if opens is not None:
        raise TooMany("suggestion-quota", opens_at=opens, limit=limit)
    unit = req.profile.unit(addressed_to(req.profile, draft))
    if unit is None or unit.retired:
        raise Refusal("unit-unknown")
    days = req.profile.clocks.adjusted(unit.clocks).close_days
    found = suggestions.file(
        req.tx,
        uid=draft.id,
        unit=unit.code,
        who=req.actor.who,
        locale=req.actor.locale,
        text=draft.answers["text"],
        now=req.now,
        due_at=working_deadline(req.profile.calendar_for(unit.code), req.now, days),
    )
    _note(req, found, "suggest", f"suggestion:{found.id}", Role.REPORTER)
    _tell_leads(req, SuggestionCameNotice(suggestion=found.id), found.unit)
    return Suggested(suggestion=found, code=suggestions.code_of(req.tx, found.id))


def filed_before(req: Request, draft_id: str) -> Suggested | None:
    """The outcome of an earlier press of "Send": the same suggestion, the same code."""
    found = suggestions.by_uid(req.tx, draft_id)
    if found is None or suggestions.author(req.tx, found.id) != req.actor.who:
        return None
    return Suggested(suggestion=found, code=suggestions.code_of(req.tx, found.id), again=True)


def waiting(req: Request, after: tuple[int, int] | None = None) -> WaitingSuggestions:
    """/suggestions: unanswered ones of the units that this person leads, the first due first."""
    least = NEEDED[Verb.ANSWER_SUGGESTION]
    known = req.profile.by_code
    codes = [code for code in known if role_in(req.actor, code, known) >= least]
    if not codes:
        raise NotAllowed("refusal-not-allowed")
    found = suggestions.waiting(req.tx, codes, size=PAGE + 1, after=after)
    shown = found[:PAGE]
    more = len(found) > PAGE
    return WaitingSuggestions(
        found=shown, after=(shown[-1].due_at or 0, shown[-1].id) if more else None
    )


def look(req: Request, suggestion_id: int) -> SuggestionView:
    """One suggestion in full, for those who may answer it."""
    found = _theirs(req, suggestion_id)
    may_answer = found.answered_at is None and not _is_own(req, found)
    return SuggestionView(suggestion=found, may_answer=may_answer)


def begin_answer(req: Request, suggestion_id: int) -> Asked:
    """Ask for the words of the answer."""
    found = _answerable(req, suggestion_id)
    context = SuggestionAnswerContext(suggestion=found.id)
    return draft_lifecycle.begin(req, Verb.ANSWER_SUGGESTION, context=context)


def still(req: Request, draft: Draft) -> None:
    """Raise a refusal if the suggestion was answered while its answer was being written."""
    _answerable(req, SuggestionAnswerContext.of(draft).suggestion)


def _answerable(req: Request, suggestion_id: int) -> Suggestion:
    found = _theirs(req, suggestion_id)
    if found.answered_at is not None:
        raise Refusal("suggestion-answered-already")
    _check_not_own(req, found)
    return found


def cancelled(req: Request, draft: Draft) -> SuggestionView:
    """After the form of an answer was cancelled: the suggestion."""
    return look(req, SuggestionAnswerContext.of(draft).suggestion)


def answer(req: Request, draft: Draft) -> SuggestionView:
    """Store the answer, and queue it to the person who wrote the suggestion."""
    asked = _theirs(req, SuggestionAnswerContext.of(draft).suggestion)
    _check_not_own(req, asked)
    found = suggestions.answer(
        req.tx, asked.id, draft.answers["text"], by=req.actor.who, now=req.now
    )
    if found is None:
        raise Refusal("suggestion-answered-already")
    role = role_in(req.actor, found.unit, req.profile.by_code)
    _note(req, found, Verb.ANSWER_SUGGESTION, req.actor.who, role)
    notice = SuggestionAnsweredNotice(suggestion=found.id)
    _tell_author(req, notice, found.id, event=str(found.id))
    return SuggestionView(suggestion=found, may_answer=False, note="suggestion-answer-sent")


def recount(req: Request) -> int:
    """Count the deadlines of unanswered ones by the current calendar, a batch. Returns how many.

    Their authors were told the time, so they are told the new one.
    """
    steps = recount_steps.begin(req, "suggestions")
    if steps is None:
        return 0
    found = suggestions.unanswered(req.tx, steps.after, limit=BATCH)
    for each in found:
        assert each.due_at is not None  # it was selected by this
        calendar = req.profile.calendar_for(each.unit)
        unit = req.profile.unit(each.unit)
        days = req.profile.clocks.adjusted(unit.clocks if unit else {}).close_days
        due_at = recounted(calendar, Count(each.filed_at, days), each.due_at)
        if due_at != each.due_at:
            suggestions.set_due(req.tx, each.id, due_at)
            notice = SuggestionNewTimeNotice(suggestion=each.id)
            _tell_author(req, notice, each.id, event=f"{each.id}:{due_at}")
    recount_steps.end(req, steps, found[-1].id if found else None)
    return len(found)


def remind(req: Request) -> int:
    """Notify the leads of a unit once of a suggestion that is late. Returns how many.

    A day off counts for nobody: those that become late then are told on the next working day.
    """
    if not req.profile.calendar.is_working(req.profile.calendar.day_of(req.now)):
        return 0
    found = suggestions.become_late(req.tx, req.now, limit=BATCH)
    for each in found:
        _tell_leads(req, SuggestionLateNotice(suggestion=each.id), each.unit)
    return len(found)


@erasure_gate.erasing
def forget(req: Request) -> int:
    """Erase the words of suggestions answered long ago. Returns how many."""
    return suggestions.forget_words(req.tx, req.now - KEPT_DAYS * DAY, limit=BATCH)


def _theirs(req: Request, suggestion_id: int) -> Suggestion:
    found = suggestions.get(req.tx, suggestion_id)
    if found is None:
        raise NotFound("suggestion-unknown")
    verb = Verb.ANSWER_SUGGESTION
    if not may(req.actor, verb, found.unit, req.profile.by_code):
        # One that this person may not read gets the same answer as one that does not exist.
        raise NotFound("suggestion-unknown", Attempt(verb, found.unit))
    return found


def _is_own(req: Request, found: Suggestion) -> bool:
    return suggestions.author(req.tx, found.id) == req.actor.who


def _check_not_own(req: Request, found: Suggestion) -> None:
    """Raise a refusal for who wrote the suggestion: nobody answers their own."""
    if _is_own(req, found):
        raise Refusal("suggestion-own")


def _tell_author(
    req: Request,
    notice: SuggestionAnsweredNotice | SuggestionNewTimeNotice,
    suggestion_id: int,
    *,
    event: str,
) -> None:
    """Notify who wrote a suggestion, if that is still known."""
    author = suggestions.author(req.tx, suggestion_id)
    if author is None:
        return
    outbox.put(
        req.tx,
        Owed(
            notice=notice,
            recipient=author,
            rank=Rank.NEWS,
            dedupe=f"{notice.kind}:{event}",
            order_key=f"person:{author}",
        ),
        req.now,
    )


def _tell_leads(req: Request, notice: SuggestionNotice, unit: str) -> None:
    """Notify who may answer: the leads of the unit, or those above; not who wrote it."""
    author = suggestions.author(req.tx, notice.suggestion)
    notify.unit_leads(req, unit, notice, event=str(notice.suggestion), but=author)


def _note(req: Request, found: Suggestion, verb: str, who: str, role: Role) -> None:
    journal.add(
        req.tx,
        journal.Entry(
            who=who,
            role=int(role),
            verb=verb,
            case_id=0,  # the chain of entries without a case
            unit=found.unit,
            reason=str(found.id),
            written_at=req.now,
        ),
    )
