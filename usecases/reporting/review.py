"""A report before it is filed: what is prepared for its review, its ticks, remarks on answers."""

from conversation import material
from conversation.form import Sheet, Step
from conversation.forms.report import FORMER_SWITCHES, REVIEW_SWITCHES, ticked
from domain.core.errors import BadAnswer
from domain.draft import Draft
from usecases.cases import similarity
from usecases.core.request import Request
from usecases.reporting import first_material


def prepare(req: Request, draft: Draft, step: Step) -> Draft:
    """The draft before a question: what it is like is made for the review, nothing waits by it."""
    if step.name == "review":
        draft = similarity.marked(req.tx, draft)
    return draft.without(first_material.WAITING)


def tick(sheet: Sheet, switch: str) -> tuple[Draft, str]:
    """Turn one of the review's ticks on or off; the draft, and the key of what to say of it."""
    if switch in FORMER_SWITCHES:
        return sheet.draft, "report-tick-gone"
    if switch not in REVIEW_SWITCHES:
        raise BadAnswer("answer-stale")
    ticks = dict(sheet.answer("_ticks") or {})
    ticks[switch] = not ticked(sheet, switch)
    note = "report-danger-now" if switch == "danger" and ticks[switch] else ""
    draft = sheet.draft.with_answer("_ticks", ticks)
    return draft, note


def remark(before: Sheet, draft: Draft) -> str:
    """A word on what was just taken, where silence would leave a doubt."""
    if material.left_over(draft.answers) and not material.left_over(before.draft.answers):
        return "report-link-many"
    target = draft.answers.get("link")
    if before.draft.answers.get("link") is None and target:
        if not target["links"] and target["origin"] is None:
            return "report-link-as-text"
        if len(target["links"]) > 1:
            return "report-link-several"
    return ""
