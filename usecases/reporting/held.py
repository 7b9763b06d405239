"""Messages sent without an open form: held until their sender says what they are for.

Nobody needs to press a button first: the message is kept, and its purpose asked afterwards.
"""

from collections.abc import Iterable

from msgspec.structs import replace

from conversation.contexts import HeldContext, HeldReport
from conversation.form import Given
from conversation.forms.held import ADD, ANSWER, HELD, as_reasons, used_for
from conversation.forms.report import locates
from domain.codes import codes_in
from domain.core.errors import BadAnswer, Refusal
from domain.draft import Draft
from domain.network.people import Verb
from domain.report import Report
from domain.status import OPEN
from storage.cases import messages
from storage.evidence import evidence
from storage.reporting import drafts, reports
from usecases.core.outcomes import Added, Asked, DialogOutcome
from usecases.core.request import Request
from usecases.dialogs import dialogs, draft_lifecycle, gathering
from usecases.reporting import first_material, own_reports, reporter_actions, standing

BLANKED = "····"  # stands for a query code in what is kept of a message
MOST_OFFERED = 3  # reports of each kind; more buttons would be a list
LOOKED_AT = 20  # the newest reports; an older one is answered by its button
SHOWS_CONTENT = frozenset({"photo", "video", "document", "animation"})
"""Files that start a report by themselves; a voice message or a sticker may be a greeting."""


def begun_by(req: Request, given: Given) -> HeldContext | None:
    """The context to hold a message with; None if it clearly starts a report, or says nothing."""
    if not (given.text.strip() or given.files or locates(given)):
        return None
    context = _context(req)
    if not context.asked and locates(given):
        return None
    shows = any(file.kind in SHOWS_CONTENT for file in given.files)
    return None if shows and not context.asked and not context.open else context


def _context(req: Request) -> HeldContext:
    """What messages of this person may be for now."""
    own = reports.of_person(req.tx, req.actor.who, before=None, size=LOOKED_AT)
    asked = tuple(each for each in own if own_reports.owes_answer(req.tx, each))
    still_open = tuple(each for each in own if each.status in OPEN and each not in asked)
    return HeldContext(
        asked=_named(asked),
        open=_named(still_open[:MOST_OFFERED]),
        question=_question(req, asked[0]) if len(asked) == 1 else "",
        decided=_named([each for each in own if _is_decided(each, req.now)][:MOST_OFFERED]),
        has_reports=bool(own),
        staff=req.actor.is_staff,
    )


def instead(req: Request, draft_id: str, given: Given) -> DialogOutcome | None:
    """Hold what was sent for a report that takes nothing more, and ask what it is for.

    `given` is the message that came too late, or the press. An older held draft can be restored.
    Returns None if nothing was sent, or the form is none that gathers messages.
    """
    draft = dialogs.named(req.tx, req.actor, draft_id)
    if draft is None or not req.flow(draft.form).form.gathers:
        return None
    if not (draft.has_something or given.is_message):
        return None
    old = drafts.of_form(req.tx, req.actor.who, HELD.name)
    if old is not None:
        draft_lifecycle.set_aside(req, old)
    held = replace(draft, form=HELD.name, report_id=None, answers={}).opened_by(_context(req))
    outcome: DialogOutcome = dialogs.go_on(req, held)
    if given.is_message:
        outcome = dialogs.answer(req, without_codes(req, given))
    undo = old.id if old is not None else ""
    return replace(outcome, undo=undo) if isinstance(outcome, Asked) else outcome


def _is_decided(report: Report, now: int) -> bool:
    """Whether the reporter may appeal the decision, or rate how the report was handled."""
    return standing.may(report, Verb.APPEAL, now) or standing.may_rate(report)


def _named(found: Iterable[Report]) -> tuple[HeldReport, ...]:
    return tuple(HeldReport(id=report.id, tail=report.tail) for report in found)


def _question(req: Request, report: Report) -> str:
    asked = messages.last_question(req.tx, report.case_id)
    return asked.text if asked is not None else ""


def finish(req: Request, draft: Draft) -> DialogOutcome:
    """Turn the held messages into what their sender chose: a report, an answer, an addition."""
    kind, report_id = used_for(draft.answers.get("use") or "")
    if kind not in {ANSWER, ADD}:
        return replace(dialogs.go_on(req, first_material.as_report(draft)), heard=True)
    report = own_reports.may_add(req, report_id)
    form = "answer" if kind == ANSWER else "addition"
    meant = replace(draft, form=form, report_id=report.id, opened_with={})
    dropped = _settle_files(req, meant, report)
    added = _added(req, meant)
    return replace(added, not_kept=("never",)) if dropped else added


def _settle_files(req: Request, draft: Draft, report: Report) -> bool:
    """Fetch the held files, or drop them if the category allows none; returns whether dropped."""
    if not draft.carried.files:
        return False
    if req.profile.taxonomy.files_allowed(report.category, report.subcategory):
        return False
    evidence.drop(req.tx, draft.id)
    return True


def without_codes(req: Request, given: Given) -> Given:
    """The message with the query codes of reports blanked: staff could open them."""
    text = given.text
    for written, code in codes_in(text):
        if reports.by_code(req.tx, code) is not None:
            text = text.replace(written, BLANKED)
    return given if text == given.text else replace(given, text=text)


def reasons(req: Request) -> str:
    """The held messages as the reasons of an appeal; empty if they are not only words."""
    found = drafts.of_form(req.tx, req.actor.who, "held")
    if found is None or found.carried.files or any(each.origin for each in found.carried.pieces):
        return ""
    return as_reasons(found.carried.pieces)


def appeal(req: Request, draft: Draft) -> Added:
    """Appeal; held messages that were its reasons are held no longer, others stay."""
    if reasons(req) != draft.answers["reasons"]:
        return reporter_actions.appeal(req, draft)
    held = drafts.of_form(req.tx, req.actor.who, "held")
    assert held is not None  # its words are the reasons
    appealed = reporter_actions.appeal(req, draft, made_of=held.id)
    drafts.drop(req.tx, held.id)
    return appealed


def why_closed(req: Request, report_id: int) -> str:
    """The key of why nothing may be added to their report; empty if something may."""
    try:
        own_reports.may_add(req, report_id)
    except Refusal as why:
        return why.key
    return ""


def reply(req: Request, report_id: int, given: Given) -> Added:
    """A Telegram reply to a notice about a report: becomes its answer, or an addition."""
    report = own_reports.may_add(req, report_id)
    form = "answer" if own_reports.owes_answer(req.tx, report) else "addition"
    draft = draft_lifecycle.new(req.actor, req, form, report_id=report.id)
    draft, not_kept = gathering.kept(req, draft, given)
    if not draft.has_something:
        raise BadAnswer("addition-empty")
    return replace(_added(req, draft), not_kept=not_kept)


def _added(req: Request, draft: Draft) -> Added:
    return (
        reporter_actions.answer(req, draft)
        if draft.form == "answer"
        else reporter_actions.add(req, draft)
    )
