"""The engine over the real forms: order, skipping, going back, editing, and stale presses."""

from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given as such_as
from hypothesis import strategies as st

from bot.config.profile import read_profile
from conversation import engine
from conversation.contexts import ReportContext
from conversation.form import CaseFacts, FormFacts, Given, GivenFile, Origin, Sheet
from conversation.forms.report import HANGS_ON, REPORT, cities, locates
from domain.core.errors import BadAnswer
from domain.draft import Draft
from domain.report import MAX_WORDS
from tests.support.forms import FORMS
from tests.support.reporting import sent

PROFILE = read_profile(Path("profiles/hunan"))
GOOD = {
    "link": sent(Given(text="https://example.org/shop")),
    "category": Given(choice="fraud"),
    "subcategory": Given(choice=PROFILE.taxonomy.under("fraud")[0]),
    "words": Given(text="they took my money"),
    "evidence": Given(command="skip"),
    "region": Given(choice="changsha"),
    "identity": Given(choice="real_name"),
    "name": Given(text="Lin Xiaoyu"),
    "contact": Given(text="13800138000"),
}
BAD = {
    "link": Given(text="no idea"),
    "category": Given(text="fraud"),
    "subcategory": Given(choice="gossip"),
    "words": Given(text="   "),
    "evidence": Given(text="here it comes"),
    "region": Given(choice="atlantis"),
    "identity": Given(text="anonymous"),
    "name": Given(text=""),
    "contact": Given(text="call me"),
    "review": Given(command="submit"),
}


def sheet(stored=None, *, files=0, **facts):
    draft = Draft(id="d", who="w", form="report").with_document(stored or {})
    return Sheet(draft=draft, profile=PROFILE, files=files, **facts)


def at(name, *, files=0):
    """A sheet on which everything before this question is answered well."""
    now = sheet(files=files)
    while (step := engine.current(REPORT, now)).name != name:
        now = sheet(engine.take(REPORT, now, GOOD[step.name]).answers, files=files)
    return now


@pytest.mark.parametrize("name", GOOD)
def test_a_good_answer_leads_to_the_next_question(name):
    before = at(name)
    after = engine.take(REPORT, before, GOOD[name])
    assert list(after.answers) == [*before.draft.answers, name]
    assert engine.current(REPORT, sheet(after.answers)).name != name


@pytest.mark.parametrize("name", BAD)
def test_a_bad_answer_is_refused_and_nothing_is_lost(name):
    before = at(name)
    with pytest.raises(BadAnswer):
        engine.take(REPORT, before, BAD[name])
    assert engine.current(REPORT, before).name == name


@pytest.mark.parametrize("name", [*GOOD, "review"])
def test_only_what_may_be_left_out_can_be_skipped(name):
    before, skip = at(name), Given(command="skip", step=name)
    if name in {"words", "evidence", "region"}:
        assert engine.take(REPORT, before, skip).answers[name] is None
    else:
        with pytest.raises(BadAnswer) as refusal:
            engine.take(REPORT, before, skip)
        assert refusal.value.key == "answer-needed"


@pytest.mark.parametrize("name", [*list(GOOD)[1:], "review"])
def test_back_asks_the_question_before_again(name):
    now = at(name)
    asked = [step.name for step in engine.answered(REPORT, now)]
    draft = engine.back(REPORT, now)
    assert engine.current(REPORT, sheet(draft.answers)).name == asked[-1]
    assert set(draft.answers) == set(asked[:-1])


def test_back_at_the_first_question_changes_nothing():
    assert engine.back(REPORT, sheet()) == sheet().draft


@pytest.mark.parametrize("name", GOOD)
def test_an_edited_answer_is_asked_again_and_leads_back_to_the_review(name):
    review = at("review")
    draft = engine.edit(REPORT, review, name, along=HANGS_ON.get(name, ()))
    now = sheet(draft.to_document())
    assert engine.current(REPORT, now).name == name
    while (step := engine.current(REPORT, now)).name != "review":
        now = sheet(engine.take(REPORT, now, GOOD[step.name]).to_document())
    assert set(now.draft.answers) == set(GOOD)


@pytest.mark.parametrize("name", GOOD)
def test_back_while_editing_keeps_the_old_answer(name):
    review = at("review")
    editing = engine.edit(REPORT, review, name, along=HANGS_ON.get(name, ()))
    restored = engine.back(REPORT, sheet(editing.to_document()))
    assert dict(restored.answers) == dict(review.draft.answers)


def test_a_press_for_another_question_is_stale():
    with pytest.raises(BadAnswer) as refusal:
        engine.take(REPORT, at("region"), Given(choice="fraud", step="category"))
    assert refusal.value.key == "answer-stale"


def test_an_answer_given_twice_is_stale_the_second_time():
    once = engine.take(REPORT, at("category"), Given(choice="fraud", step="category"))
    with pytest.raises(BadAnswer):
        engine.take(REPORT, sheet(once.to_document()), Given(choice="fraud", step="category"))


def test_child_abuse_is_reported_by_its_address_alone():
    now = at("subcategory")
    answers = {**now.draft.answers, "category": "sexual", "subcategory": "child_abuse"}
    asked = []
    now = sheet(answers)
    while (step := engine.current(REPORT, now)).name != "review":
        asked.append(step.name)
        now = sheet({**now.draft.answers, step.name: None})
    assert asked == ["words", "region"]


def test_answers_that_no_longer_apply_are_not_filed():
    answers = {**at("review").draft.answers, "category": "sexual", "subcategory": "child_abuse"}
    whole = engine.whole(REPORT, sheet({**answers, "_unit": "hunan"}))
    assert not {"identity", "name", "contact", "evidence"} & set(whole.answers)
    assert ReportContext.of(whole).unit == "hunan"


def test_the_good_faith_tick_is_needed_and_danger_is_not():
    ticked = sheet({**at("review").draft.answers, "_ticks": {"good_faith": True}})
    answer = engine.take(REPORT, ticked, Given(command="submit")).answers["review"]
    assert answer == {"danger": False, "good_faith": True}


def test_done_needs_a_file():
    with pytest.raises(BadAnswer):
        engine.take(REPORT, at("evidence"), Given(command="done"))
    assert (
        engine.take(REPORT, at("evidence", files=2), Given(command="done")).answers["evidence"] == 2
    )


def test_what_begins_a_report_by_itself():
    file = GivenFile(kind="photo", file_id="f", unique_id="u")
    assert locates(sent(Given(text="look at example.org/x")))
    assert locates(Given(origin=Origin(kind="channel", title="Mill")))
    assert locates(Given(files=(file,)))
    assert not locates(sent(Given(text="hello")))


def test_words_are_kept_exactly_as_entered_up_to_the_limit():
    now = at("words")
    text = " \u202eevil\u200b <b>& " + "长" * 100
    assert engine.take(REPORT, now, Given(text=text)).answers["words"] == text
    with pytest.raises(BadAnswer) as refusal:
        engine.take(REPORT, now, Given(text="x" * (MAX_WORDS + 1)))
    assert refusal.value.params == {"limit": MAX_WORDS, "length": MAX_WORDS + 1}


def test_the_region_buttons_are_the_cities():
    assert len(cities(sheet())) == 14


APART = {"report", "entered", "entry", "unit", "broadcast", "pledge"}  # with tests of their own


@pytest.mark.parametrize("form", [form for name, form in FORMS.items() if name not in APART])
def test_every_other_form_has_a_way_through_it(form):
    known = {
        "about": CaseFacts(category="fraud", subcategory=PROFILE.taxonomy.under("fraud")[0]),
        "facts": FormFacts(suggested=("2611-0042",)),
    }
    now = sheet(**known)
    for _ in range(10):
        step = engine.current(form, now)
        if step is None:
            break
        choices = step.choices(now)
        given = Given(choice=choices[0]) if choices else Given(text="because it does")
        now = sheet(engine.take(form, now, given).to_document(), **known)
    assert engine.current(form, now) is None
    assert set(engine.whole(form, now).answers) == set(now.draft.answers)


@such_as(
    st.builds(
        Given,
        text=st.text(),
        choice=st.none()
        | st.sampled_from(["fraud", "sexual", "child_abuse", "changsha", "yes", "x"]),
        command=st.none() | st.sampled_from(["skip", "done", "submit", "back", "x"]),
        step=st.none() | st.sampled_from([*GOOD, "review", "x"]),
    ),
    st.sampled_from([*GOOD, "review"]),
)
def test_whatever_is_given_is_an_answer_or_a_kind_refusal(given, name):
    with suppress(BadAnswer):
        assert name in engine.take(REPORT, at(name), given).answers
