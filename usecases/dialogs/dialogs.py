"""Every question and answer, whoever gives it: the forms are data, this walks them on rows."""

from collections.abc import Callable, Mapping

from conversation import engine, material
from conversation.form import Given, Sheet
from conversation.forms.broadcast import BROADCAST
from conversation.forms.pledge import PLEDGE
from conversation.forms.registry import FORMS
from conversation.forms.report import FORMER_SWITCHES, HANGS_ON, REVIEW_SWITCHES, locates, ticked
from conversation.forms.search import KEEP
from conversation.forms.suggestion import SUGGESTION
from domain.core.errors import BadAnswer, NotAllowed
from domain.draft import Draft
from domain.network.people import Person, Verb
from storage.engine.database import Tx
from storage.reporting import drafts, message_index, reporter_links, reports
from usecases.broadcasts import broadcast_lifecycle
from usecases.cases import merging, similarity
from usecases.core.outcomes import Asked, DialogOutcome, Filed, Idle
from usecases.core.request import Request
from usecases.dialogs import attachments, draft_lifecycle, first_material, questions
from usecases.directory import pledges
from usecases.identity import contact_requests
from usecases.misuse import sanction_decisions
from usecases.moderation import casework, manual_entry, search, templates
from usecases.network import unit_editing
from usecases.reporting import filing, own_reports
from usecases.suggestions import suggestion_box

REVIEWED = material.REPORTS
"""The forms that end in a review with its ticks."""

Finisher = Callable[[Request, Draft], DialogOutcome]
_FINISHERS: Mapping[str, Finisher] = {
    "report": filing.file,
    "addition": own_reports.add,
    "answer": own_reports.answer,
    "appeal": own_reports.appeal,
    "withdrawal": own_reports.withdraw,
    "pause_appeal": sanction_decisions.appeal,
    Verb.ANSWER_IDENTITY: contact_requests.refuse,
    "entered": manual_entry.file,
    "entry": manual_entry.found,
    KEEP.name: search.keep,
    "unit": unit_editing.finish,
    Verb.TEMPLATES: templates.save,
    SUGGESTION.name: suggestion_box.file,
    Verb.ANSWER_SUGGESTION: suggestion_box.answer,
    BROADCAST.name: broadcast_lifecycle.save,
    PLEDGE.name: pledges.save,
}
Checker = Callable[[Request, Draft], None]
_CHECKS: Mapping[str, Checker] = {Verb.JOIN: merging.check_draft}
"""What of an answer only the rows can tell, asked as soon as it is given."""


def resume(req: Request, *, note: str = "dialogue-continue") -> DialogOutcome:
    """The question that is open for somebody, asked again."""
    draft = _active(req)
    if draft is None:
        return Idle()
    return _go_on(req, draft, note=note)


def answer(req: Request, given: Given) -> DialogOutcome:
    """Take whatever somebody gave as the answer to the question open for them, and go on."""
    draft = _meant(req, given)
    if draft is None:
        if given.draft is not None:
            return _filed_before(req, given)
        if not locates(given):
            return Idle()
        draft = draft_lifecycle.new(req.actor, req, "report")
    if given.files and not attachments.is_answer(req, draft):
        draft, done = attachments.keep(req, draft, given)
        if done is not None:
            return done
    form = FORMS[draft.form]
    before = questions.sheet(req, draft)
    step = engine.current(form, before)
    draft = engine.take(form, before, given)
    draft = draft if step is None else material.answered(draft, step.name, given)
    if (check := _CHECKS.get(draft.form)) is not None:
        check(req, draft)
    if given.message_id and step is not None:
        message_index.keep(
            req.tx,
            req.actor.who,
            given.message_id,
            draft_id=draft.id,
            step=step.name,
            text=given.text,
            now=req.now,
        )
    note = attachments.settle(req, draft)
    sheet = questions.sheet(req, draft)
    if engine.current(form, sheet) is not None:
        return _go_on(req, draft, note=note or _remark(before, draft))
    finish = _FINISHERS.get(draft.form, casework.finish)
    outcome = finish(req, engine.whole(form, sheet))
    drafts.drop(req.tx, draft.id)
    return outcome


def back(req: Request, given: Given) -> DialogOutcome:
    """Ask the question before again; what was answered after it stays."""
    draft = _open(req, given)
    form = FORMS[draft.form]
    sheet = questions.sheet(req, draft)
    return _go_on(req, material.asked_again(draft, engine.back(form, sheet)))


def edit(req: Request, given: Given, step: str) -> DialogOutcome:
    """Ask one question of a finished form again."""
    draft = _open(req, given)
    along = HANGS_ON.get(step, ())
    changed = engine.edit(FORMS[draft.form], questions.sheet(req, draft), step, along=along)
    return _go_on(req, material.asked_again(draft, changed))


def tick(req: Request, given: Given, switch: str) -> DialogOutcome:
    """Turn one of the review's ticks on or off."""
    draft = _open(req, given)
    sheet = questions.sheet(req, draft)
    if switch in FORMER_SWITCHES:
        return questions.ask(req, draft, note="report-tick-gone")
    if switch not in REVIEW_SWITCHES or draft.form not in REVIEWED:
        raise BadAnswer("answer-stale")
    ticks = dict(draft.answers.get("_ticks") or {})
    ticks[switch] = not ticked(sheet, switch)
    draft = draft.with_answer("_ticks", ticks)
    note = "report-danger-now" if switch == "danger" and ticks[switch] else ""
    drafts.save(req.tx, draft, req.now)
    return questions.ask(req, draft, note=note, number=req.profile.emergency)


def _go_on(req: Request, draft: Draft, *, note: str = "") -> Asked:
    """Keep a draft and ask what is open in it; what a report is like is made for its review."""
    step = engine.current(FORMS[draft.form], questions.sheet(req, draft))
    if draft.form == "report" and step is not None and step.name == "review":
        draft = similarity.marked(req.tx, draft)
    draft = draft.without(first_material.WAITING)
    drafts.save(req.tx, draft, req.now)
    return questions.ask(req, draft, note=note)


def cancel(req: Request, draft_id: str | None = None) -> DialogOutcome:
    """Really end a form, the one named or the one last touched: answers and files are gone.

    A form about a case leads back to its card.
    """
    draft = _named(req.tx, req.actor, draft_id)
    if draft is None:
        return Idle(note="cancel-nothing")
    draft_lifecycle.forget(req.tx, draft)
    if not draft_lifecycle.is_theirs(req, draft):
        return Idle(note="cancel-done")
    if draft.case_id is not None:
        return casework.card(req, draft.case_id)
    if draft.answers.get("_unit") and req.actor.admin:
        return unit_editing.look(req, draft.answers["_unit"])
    if draft.answers.get("_pledge") and req.actor.admin:
        return pledges.keep(req, draft.answers["_pledge"])
    return Idle(note="cancel-done")


def _meant(req: Request, given: Given) -> Draft | None:
    """The draft that a press belongs to, or, for words and files, the one last touched.

    Refuses where it is about a case that they may not read any more.
    """
    draft = _named(req.tx, req.actor, given.draft)
    if draft is not None and not draft_lifecycle.is_theirs(req, draft):
        raise NotAllowed("refusal-not-allowed")
    return draft


def _named(tx: Tx, person: Person, draft_id: str | None) -> Draft | None:
    if draft_id is None:
        return drafts.active(tx, person.who)
    draft = drafts.get(tx, draft_id)
    return draft if draft is not None and draft.who == person.who else None


def _active(req: Request) -> Draft | None:
    """The one last touched; what is about a case that they may read no more is dropped."""
    while (draft := drafts.active(req.tx, req.actor.who)) is not None:
        if draft_lifecycle.is_theirs(req, draft):
            break
        draft_lifecycle.forget(req.tx, draft)
    return draft


def _open(req: Request, given: Given) -> Draft:
    draft = _meant(req, given)
    if draft is None:
        raise BadAnswer("answer-nothing-asked")
    return draft


def _filed_before(req: Request, given: Given) -> DialogOutcome:
    """A second press on "Submit": the same report, the same code; nothing is filed twice."""
    entered = manual_entry.entered_before(req, given.draft or "")
    if entered is not None:
        return entered
    if (suggested := suggestion_box.filed_before(req.tx, req.actor, given.draft or "")) is not None:
        return suggested
    report = reports.by_uid(req.tx, given.draft or "")
    if report is None or reporter_links.reporter(req.tx, report.id) != req.actor.who:
        raise BadAnswer("answer-nothing-asked")
    return Filed(report=report, code=reports.code_of(req.tx, report.id), again=True)


def _remark(before: Sheet, draft: Draft) -> str:
    """A word on what was just taken, where silence would leave a doubt."""
    target = draft.answers.get("link")
    if before.draft.answers.get("link") is None and target and draft.form in REVIEWED:
        if not target["links"] and target["origin"] is None:
            return "report-link-as-text"
        if len(target["links"]) > 1:
            return "report-link-several"
    return ""


def refused(req: Request) -> DialogOutcome:
    """After a refusal: the question as it still stands, so that nothing looks lost."""
    draft = _active(req)
    return Idle() if draft is None else questions.ask(req, draft)
