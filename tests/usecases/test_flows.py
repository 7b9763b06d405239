"""The table of forms: nothing is missing in it, and what it hands over is what the engine uses."""

import pkgutil
from importlib import import_module

import pytest

from conversation import forms
from conversation.contexts import SearchContext
from conversation.form import Form, Given, GivenFile, Step, choice_step
from conversation.forms.several import SEVERAL_FORMS
from domain.core.errors import BadAnswer
from domain.draft import FormContext
from tests.support.life import CITIZEN, Life
from usecases.core.flow import Flow
from usecases.core.outcomes import Asked, Idle
from usecases.dialogs import dialogs, draft_lifecycle
from usecases.flows import FLOWS


def every_form() -> dict[str, Form]:
    """All forms that some module of conversation/forms/, or of a package in it, has."""
    found: dict[str, Form] = {}
    for module in pkgutil.walk_packages(forms.__path__, f"{forms.__name__}."):
        held = vars(import_module(module.name)).values()
        rows = [each for each in held if isinstance(each, tuple)]
        alone = [each for each in held if isinstance(each, Form)]
        found |= {form.name: form for form in alone}
        found |= {form.name: form for row in rows for form in row if isinstance(form, Form)}
    return found


def test_every_form_is_in_the_table_under_its_own_name():
    assert {name: flow.form for name, flow in FLOWS.items()} == every_form()


def test_only_a_report_and_what_is_held_are_begun_by_what_somebody_just_sends():
    """In this order: only what is not held for another purpose begins a report."""
    plain = Flow(form=COLOUR, finish=lambda _req, _draft: Idle())
    begin = [name for name, flow in FLOWS.items() if flow.begun_by is not plain.begun_by]
    assert begin == ["held", "report"]


@pytest.mark.parametrize(
    ("text", "begun"), [("https://example.org", "report"), ("good day to you", "held")]
)
async def test_a_link_begins_a_report_and_words_alone_are_held(db, profile, text, begun):
    asked = await Life(db, profile).does(CITIZEN, dialogs.answer, Given(text=text))
    assert asked.sheet.draft.form == begun


def test_only_a_form_with_a_review_has_ticks():
    without = set(FLOWS) - {"report", "entered"}
    for name in without:
        with pytest.raises(BadAnswer):
            FLOWS[name].tick(None, "danger", None)


class Paint(FormContext, frozen=True, kw_only=True):
    """What the form of this test is opened with."""

    pots: int = 0


COLOUR = Form(
    name="colour",
    context=Paint,
    steps=(
        choice_step("colour", lambda sheet: sheet.facts.suggested or ("red", "blue")),
        Step(name="why", parse=lambda given, _: given.text),
    ),
)


class Liked(Idle, frozen=True, kw_only=True):
    """What the form of this test comes to."""

    colour: str


def no_red(_req, draft):
    """Of what is known to rows alone: red is sold out."""
    if draft.answers["colour"] == "red":
        raise BadAnswer("answer-stale")


@pytest.fixture
def life(sqlite_db, profile, monkeypatch):
    flow = Flow(
        form=COLOUR,
        finish=lambda _req, draft: Liked(colour=draft.answers["colour"]),
        check=no_red,
        remark=lambda _before, draft: "idle" if "why" not in draft.answers else "",
        cancelled=lambda _req, draft: Liked(colour="none"),
        done_before=lambda _req, draft_id: Liked(colour="again") if draft_id == "known" else None,
    )
    monkeypatch.setattr("tests.support.life.FLOWS", {**FLOWS, "colour": flow})
    return Life(sqlite_db, profile)


async def test_a_form_that_the_engine_has_never_heard_of_is_asked_checked_and_finished(life):
    first = await life.does(CITIZEN, draft_lifecycle.begin, "colour")
    assert (first.step.name, first.places) == ("colour", 2)
    with pytest.raises(BadAnswer):
        await life.does(CITIZEN, dialogs.answer, Given(choice="red"))
    second = await life.does(CITIZEN, dialogs.answer, Given(choice="blue"))
    assert isinstance(second, Asked)
    assert (second.step.name, second.note) == ("why", "idle")
    done = await life.does(CITIZEN, dialogs.answer, Given(text="it is calm"))
    assert done == Liked(colour="blue")
    assert await life.does(CITIZEN, dialogs.refused) == Idle()


async def test_the_question_that_was_answered_is_told_with_the_next_one(life):
    first = await life.does(CITIZEN, draft_lifecycle.begin, "colour")
    assert first.taken is None
    second = await life.does(CITIZEN, dialogs.answer, Given(choice="blue"))
    assert second.taken == first.step
    assert (await life.does(CITIZEN, dialogs.resume)).taken is None


async def test_a_form_is_opened_with_nothing_but_what_it_says_it_carries(life):
    await life.does(CITIZEN, draft_lifecycle.begin, "colour", context=Paint(pots=2))
    with pytest.raises(TypeError, match="SearchContext"):
        await life.does(CITIZEN, draft_lifecycle.begin, "colour", context=SearchContext(search=1))
    asked = await life.does(CITIZEN, dialogs.resume)
    assert Paint.of(asked.sheet.draft).pots == 2


async def test_giving_such_a_form_up_shows_what_its_flow_says(life):
    await life.does(CITIZEN, draft_lifecycle.begin, "colour")
    assert await life.does(CITIZEN, dialogs.cancel) == Liked(colour="none")


async def test_its_last_button_pressed_twice_is_answered_by_its_flow(life):
    again = await life.does(CITIZEN, dialogs.answer, Given(draft="known", command="done"))
    assert again == Liked(colour="again")


async def test_a_press_on_a_form_that_nobody_knows_is_refused(life):
    with pytest.raises(BadAnswer):
        await life.does(CITIZEN, dialogs.answer, Given(draft="unknown", command="done"))


async def test_files_are_not_taken_by_a_form_that_keeps_none(life):
    await life.does(CITIZEN, draft_lifecycle.begin, "colour")
    file = GivenFile(kind="photo", file_id="f", unique_id="u")
    with pytest.raises(BadAnswer, match="answer-words-wanted"):
        await life.does(CITIZEN, dialogs.answer, Given(files=(file,), message_id=7))


WITHOUT_OBJECT = {
    "held",
    "entered",
    "entry",
    "report",
    "suggestion",
    "keep",
    "digest_at",
    "quiet_from",
}
"""Forms about nothing that somebody else could change meanwhile."""


def test_every_form_about_something_is_asked_whether_it_can_still_be_finished():
    usual = Flow(form=FLOWS["report"].form, finish=FLOWS["report"].finish).still
    never = {name for name, flow in FLOWS.items() if flow.still is usual}
    several = {
        form.name for form in SEVERAL_FORMS
    }  # they name each case with which it was not done
    assert never - several == WITHOUT_OBJECT
