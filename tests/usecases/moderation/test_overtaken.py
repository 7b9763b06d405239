"""Every form on a case × the case changed under it, before each of its questions and at its end."""

import pytest

from conversation.contexts import CaseActionContext, DecisionContext
from conversation.form import Given
from domain.core.errors import FormOvertaken
from domain.network.people import Verb
from domain.status import Status
from storage.cases import cases
from storage.reporting import drafts
from tests.usecases.test_matrix import office as whole_office
from tests.usecases.test_matrix import standing
from usecases.dialogs import dialogs, draft_lifecycle
from usecases.flows import FLOWS
from usecases.moderation import actions, forms

office = whole_office  # its fixture, with people of every kind

ON_CASE = sorted(name for name, flow in FLOWS.items() if flow.still is forms.still)
START = {Verb.CHANGE: Status.APPEALED, Verb.DISMISS: Status.APPEALED, Verb.REMIT: Status.APPEALED}
STEPS = {
    "answer": lambda req, draft: dialogs.answer(req, Given(draft=draft, text="more", message_id=7)),
    "press": lambda req, draft: dialogs.answer(req, Given(draft=draft, choice="send")),
    "back": lambda req, draft: dialogs.back(req, Given(draft=draft)),
    "edit": lambda req, draft: dialogs.edit(req, Given(draft=draft), "feedback"),
    "page": lambda req, draft: dialogs.page_of_choices(req, draft, 8),
    "tick": lambda req, draft: dialogs.tick(req, Given(draft=draft), "words", on=True),
    "resume": lambda req, _draft: dialogs.resume(req),
}


def opened(req, name, case, typed):
    """A form of a case with some of its questions answered, as it was stored."""
    decides = FLOWS[name].form.context is DecisionContext
    context = (DecisionContext if decides else CaseActionContext)(status=case.status)
    draft = draft_lifecycle.new(req.actor, req, name, case_id=case.id).opened_by(context)
    for step in FLOWS[name].form.steps[:typed]:
        draft = draft.with_answer(step.name, f"typed: {step.name}")
    drafts.save(req.tx, draft, req.now)
    return draft


def test_every_form_of_a_case_is_asked_whether_it_can_still_be_finished():
    on_case = {name for name, flow in FLOWS.items() if flow.cancelled is FLOWS["note"].cancelled}
    assert set(ON_CASE) == on_case
    assert len(ON_CASE) > 25


@pytest.mark.parametrize("change", ["ended", "elsewhere"])
@pytest.mark.parametrize("name", ON_CASE)
def test_each_step_is_refused_once_the_case_was_changed_and_gives_back_what_was_typed(
    office, name, change
):
    ended = Status.PURGED if Verb(name) in actions.DEEDS else Status.WITHDRAWN
    with standing(office, START.get(name, Status.SUBMITTED)) as case:
        for typed in range(len(FLOWS[name].form.steps) + 1):
            with office.savepoint(keep=False):
                draft = office.does("lead", opened, name, case, typed)
                values = {"status": ended} if change == "ended" else {"unit": "hengyang"}
                office.run(cases.change, case.id, seen=case.version, **values)
                for step in STEPS.values():
                    with pytest.raises(FormOvertaken) as refused:
                        office.does("lead", step, draft.id)
                    assert refused.value.draft == draft.id
                found = office.does("lead", forms.overtaken, draft.id)
                texts = [
                    f"typed: {each.name}"
                    for each in FLOWS[name].form.steps[:typed]
                    if not each.gone and each.name not in {"ground", "whom"}
                ]
                assert set(texts) <= set(found.typed)
                assert (found.view is None) == (change == "elsewhere")
                office.does("lead", forms.give_up, draft.id)
                assert office.does("lead", lambda req, of: drafts.get(req.tx, of), draft.id) is None
