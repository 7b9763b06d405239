"""The forms for several cases: a way through each, and what is shown of the cases."""

import pytest
from msgspec.structs import replace

from conversation import engine
from conversation.contexts import SeveralContext, TickedCase, WaitingDecision
from conversation.form import Given, Sheet
from conversation.forms import several
from conversation.forms.several import SEVERAL_FORMS
from domain.core.errors import BadAnswer
from domain.draft import Draft
from tests.support.shipped import PROFILE

CASES = (
    TickedCase(id=1, number="2611-0001", seen=3, category="fraud", languages=("en",)),
    TickedCase(id=2, number="2611-0002", seen=1, category="gambling", languages=("zh-Hans",)),
)
CONTEXT = SeveralContext(
    cases=CASES,
    outcomes=("removed_by_unit", "account_measure", "not_upheld"),
    people={"ab" * 8: "Chen", "cd" * 8: "Ｗｕ"},
)


def a_sheet(form, context=CONTEXT, **answers):
    draft = Draft(id="d", who="w", form=form.name, answers=answers).opened_by(context)
    return Sheet(draft=draft, profile=PROFILE, at=0)


def form_of(verb):
    return next(form for form in SEVERAL_FORMS if form.name == several.form_of(verb))


@pytest.mark.parametrize("form", SEVERAL_FORMS)
def test_there_is_a_way_through_each_form(form):
    now = a_sheet(form)
    for _ in range(10):
        step = engine.current(form, now)
        if step is None:
            break
        choices = step.choices(now)
        given = Given(choice=choices[0]) if choices else Given(text="Chen")
        now = Sheet(draft=engine.take(form, now, given), profile=PROFILE, at=0)
    assert engine.current(form, now) is None
    assert set(engine.whole(form, now).answers) == set(now.draft.answers)
    assert several.form_of(several.verb_of(form.name)) == form.name


def test_a_rule_is_one_that_every_case_may_cite():
    form = form_of("decide")
    both = a_sheet(form, outcome="not_upheld")
    alone = a_sheet(form, SeveralContext(cases=CASES[:1]))
    taxonomy = PROFILE.taxonomy
    assert several.rules(alone) == taxonomy.rules_for("fraud", "")
    shared = [rule for rule in taxonomy.rules_for("fraud", "") if rule in several.rules(both)]
    assert several.rules(both) == tuple(shared)
    assert set(several.rules(both)) == set(taxonomy.rules_for("fraud", "")) & set(
        taxonomy.rules_for("gambling", "")
    )


@pytest.mark.parametrize(
    ("typed", "who"), [("chen", "ab" * 8), ("Wu ", "cd" * 8), ("", None), ("Li", None)]
)
def test_a_person_is_typed_by_name(typed, who):
    form = form_of("assign")
    if who is None:
        with pytest.raises(BadAnswer):
            engine.take(form, a_sheet(form), Given(text=typed))
        return
    assert engine.take(form, a_sheet(form), Given(text=typed)).answers["person"] == who


def test_nobody_is_pressed_who_was_not_offered():
    form = form_of("assign")
    with pytest.raises(BadAnswer):
        engine.take(form, a_sheet(form), Given(choice="ef" * 8))


def test_the_cases_whose_reporters_read_another_language_are_named():
    refuse = form_of("refuse")
    assert several.foreign(a_sheet(refuse, feedback="Please turn to the bank.")) == ("2611-0002",)
    assert several.foreign(a_sheet(refuse, feedback="请向银行反映。")) == ("2611-0001",)
    waiting = (
        WaitingDecision(result="void", feedback="It is gone.", numbers=("2611-0001",)),
        WaitingDecision(result="void", feedback="It is gone.", numbers=("2611-0002",)),
    )
    context = SeveralContext(cases=CASES, waiting=waiting)
    assert several.foreign(a_sheet(form_of("confirm"), context)) == ("2611-0002",)
    wrote_in = {"zh-Hans": frozenset({"latin"})}
    context = replace(context, cases=(CASES[0], replace(CASES[1], wrote_in=wrote_in)))
    assert several.foreign(a_sheet(form_of("confirm"), context)) == ()


def test_a_case_is_not_joined_to_itself_alone():
    form = form_of("join")
    with pytest.raises(BadAnswer):
        engine.take(form, a_sheet(form, SeveralContext(cases=CASES[:1])), Given(text="2611-0001"))
    assert engine.take(form, a_sheet(form), Given(text="2611-0001")).answers["case"] == "2611-0001"
