"""Use a template as an answer: page through them, preview one as it would be sent, then use it."""

from msgspec import Struct
from msgspec.structs import replace

from conversation.form import Given
from domain import clockwork
from domain.case import Case
from domain.core.errors import BadAnswer
from domain.draft import Draft
from domain.network.people import Verb
from domain.status import Status
from domain.template import Template, names_due
from storage.cases import cases
from storage.reporting import drafts
from usecases.cases import messages
from usecases.core.outcomes import Asked, DialogOutcome
from usecases.core.request import Request
from usecases.dialogs import dialogs, draft_lifecycle, questions
from usecases.moderation import ready_texts


class Prepared(Struct, frozen=True, kw_only=True):
    """A template chosen for a question, as its preview: `text` is what would be sent."""

    asked: Asked
    template: Template
    text: str


def more(req: Request, draft_id: str, start: int) -> Asked:
    """The open question again, with another page of templates."""
    asked = questions.ask(req, _draft(req, draft_id))
    return replace(asked, offers_from=start if 0 < start < len(asked.offers) else 0)


def prepare(req: Request, draft_id: str, template_id: int) -> Prepared:
    """Preview a template as it would be sent."""
    draft = _draft(req, draft_id)
    asked = questions.ask(req, draft)
    found = next((each for each in asked.offers if each.id == template_id), None)
    if found is None or draft.case_id is None:
        raise BadAnswer("template-gone")
    case = cases.get(req.tx, draft.case_id)
    due_at = _announced_date(req, case, draft.form)
    if names_due(found.body) and due_at is None:
        raise BadAnswer("template-without-due")
    places = replace(ready_texts.places_of(req, case), due_at=due_at)
    text = req.conditions.texts.fill(found.body, found.locale, places)
    return Prepared(asked=asked, template=found, text=text)


def use(
    req: Request,
    draft_id: str,
    template_id: int,
    *,
    seen: int,
) -> DialogOutcome:
    """Use the previewed text as the answer; if it was changed since, it must be previewed again."""
    found = prepare(req, draft_id, template_id)
    if found.template.written_at != seen:
        raise BadAnswer("template-changed-since")
    given = Given(text=found.text, draft=draft_id, step=found.asked.step.name)
    return dialogs.answer(req, given)


def _announced_date(req: Request, case: Case, form: str) -> int | None:
    """The date that the reporter is told in this message, unix seconds; None if there is none."""
    if form == Verb.ASK:
        return clockwork.answer_until(req.profile, case, req.now)
    if form == Verb.TELL and case.status is Status.REFERRED:
        return messages.next_word(req, case)
    return case.due_at


def _draft(req: Request, draft_id: str) -> Draft:
    draft = drafts.get(req.tx, draft_id)
    is_own = draft is not None and draft.who == req.actor.who
    if draft is None or not is_own or not draft_lifecycle.is_theirs(req, draft):
        raise BadAnswer("answer-nothing-asked")
    return draft
