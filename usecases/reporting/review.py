"""A report before it is filed: preparing its review, its ticks, remarks on answers."""

from msgspec.structs import replace

from conversation import material
from conversation.contexts import ReportContext
from conversation.form import Sheet, Step
from conversation.forms.report import FORMER_SWITCHES, REVIEW_SWITCHES, ticked
from conversation.forms.report_material import all_links
from domain.core.errors import BadAnswer
from domain.draft import Draft
from domain.report import MAX_LINKS
from storage.evidence import evidence
from usecases.cases import similarity
from usecases.core.outcomes import Asked
from usecases.core.request import Request
from usecases.dialogs import dialogs, questions


def prepare(req: Request, draft: Draft, step: Step) -> Draft:
    """Prepare the draft for a question: compute its traits for the review, clear `waiting`."""
    if step.name == "review":
        draft = similarity.marked(req.tx, draft)
    context = ReportContext.of(draft)
    return draft.opened_by(replace(context, waiting=())) if context.waiting else draft


def tick(sheet: Sheet, switch: str, on: bool | None) -> tuple[Draft, str]:
    """Set a tick of the review (None: toggle it); returns the draft and the key of what to say."""
    if switch in FORMER_SWITCHES:
        return sheet.draft, "report-tick-gone"
    if switch not in REVIEW_SWITCHES:
        raise BadAnswer("answer-stale")
    ticks = dict(sheet.draft.carried.ticks)
    ticks[switch] = not ticked(sheet, switch) if on is None else on
    note = "report-danger-now" if switch == "danger" and ticks[switch] else ""
    return sheet.draft.carrying(ticks=ticks), note


def remark(before: Sheet, draft: Draft) -> str:
    """The key of a remark on what was just kept: a typed region, or too many links to list."""
    if draft.answers.get("region") and not before.answer("region") and _is_at_review(before):
        return "report-region-typed"
    had, has = len(all_links(before.draft)), len(all_links(draft))
    return "report-link-many" if has > MAX_LINKS and has > had else ""


def _is_at_review(sheet: Sheet) -> bool:
    """Whether the review is open, and not its question for the region, which shows the answer."""
    return "region" not in (sheet.draft.carried.before or {})


def sent(req: Request, draft_id: str) -> Asked:
    """Everything that was sent for a report that is not filed yet."""
    return questions.ask(req, _theirs(req, draft_id))


def take_out(req: Request, draft_id: str, kind: str, key: str) -> Asked:
    """Remove one item from the draft: a text by its key, a file by its row id."""
    draft = _theirs(req, draft_id)
    if kind == "file":
        evidence.drop_one(req.tx, draft.id, int(key))
    else:
        draft = material.without_piece(draft, key)
    return dialogs.go_on(req, draft)


def _theirs(req: Request, draft_id: str) -> Draft:
    draft = dialogs.named(req.tx, req.actor, draft_id)
    if draft is None or not req.flow(draft.form).form.gathers:
        raise BadAnswer("answer-stale")
    return draft
