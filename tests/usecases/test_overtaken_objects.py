"""Forms about a unit, a category and the like × the thing changed or gone, or a role lost."""

import pytest
from msgspec.structs import replace

from conversation.contexts import (
    BroadcastContext,
    CategoryEditContext,
    PledgeContext,
    RuleEditContext,
    SuggestionAnswerContext,
    TemplateContext,
    UnitEditContext,
)
from conversation.form import Given
from domain.core.errors import FormOvertaken
from domain.network.people import Role, Verb
from storage.reporting import drafts
from tests.support.plain import plain
from usecases.dialogs import dialogs, draft_lifecycle
from usecases.moderation import forms

TYPED = "typed by somebody"


def opened(profile, name):
    """What a form of this name was opened with, before the thing was changed."""
    unit = profile.unit("changsha")
    rule = profile.taxonomy.rules[0]
    category = profile.taxonomy.find("fraud")
    was = replace(unit, area="as it was").to_document()
    return {
        "unit": UnitEditContext(unit=unit.code, field="area", was=was),
        "category": CategoryEditContext(
            category="fraud",
            field="days",
            was=replace(category, retention_days=1).to_document(),
        ),
        "rule": RuleEditContext(
            rule=rule.code, field="names", was={**rule.to_document(), "code": "other"}
        ),
        "pledge": PledgeContext(unit="changsha", was={"signed_by": "as it was"}),
        "broadcast": BroadcastContext(broadcast=77, version=1),
        Verb.TEMPLATES: TemplateContext(unit="changsha", template=77),
        Verb.ANSWER_SUGGESTION: SuggestionAnswerContext(suggestion=77),
    }[name]


NAMES = ("unit", "category", "rule", "pledge", "broadcast", "template", Verb.ANSWER_SUGGESTION)


def save(req, profile, name):
    draft = draft_lifecycle.new(req.actor, req, name).opened_by(opened(profile, name))
    steps = req.flow(name).form.steps
    own = next(each.name for each in steps if each.choices.__name__ == "no_choices")
    draft = draft.with_answer(own, TYPED)
    drafts.save(req.tx, draft, req.now)
    return draft


@pytest.fixture(scope="module")
def office(profile):
    with plain(profile) as found:
        found.appoint("admin", "", Role.ADMIN)
        found.appoint("lead", "changsha", Role.LEAD)
        found.appoint("moderator", "hengyang", Role.MODERATOR)
        yield found


@pytest.mark.parametrize("who", ["admin", "moderator"])
@pytest.mark.parametrize("name", NAMES)
def test_the_next_step_is_refused_and_what_was_typed_is_there_to_be_given_back(
    office, profile, name, who
):
    name = Verb.TEMPLATES if name == "template" else name
    steps = (
        lambda req, draft: dialogs.answer(req, Given(draft=draft, text="more", message_id=7)),
        lambda req, draft: dialogs.answer(req, Given(draft=draft, choice="yes")),
        lambda req, draft: dialogs.back(req, Given(draft=draft)),
        lambda req, _draft: dialogs.resume(req),
    )
    with office.savepoint(keep=False):
        draft = office.does(who, save, profile, name)
        for step in steps:
            with pytest.raises(FormOvertaken) as refused:
                office.does(who, step, draft.id)
            assert refused.value.draft == draft.id
        assert TYPED in office.does(who, forms.overtaken, draft.id).typed
