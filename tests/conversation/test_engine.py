"""The engine over the real forms: order, skipping, going back, editing, and stale presses."""

from contextlib import suppress

import pytest
from hypothesis import given as such_as
from hypothesis import strategies as st

from conversation import engine, material
from conversation.contexts import HeldContext, HeldReport, RemovalContext, ReportContext
from conversation.form import CaseFacts, FormFacts, Given, GivenFile, Origin, Quote, Sheet
from conversation.forms import held
from conversation.forms.removals import REMOVAL_ANSWER
from conversation.forms.report import HANGS_ON, REPORT, is_located, locates
from conversation.forms.several import SEVERAL_FORMS
from conversation.regions import cities
from domain.core.errors import BadAnswer
from domain.removals.removal import Answer
from domain.report import MAX_MATERIAL
from tests.support.drafts import a_draft
from tests.support.forms import FORMS
from tests.support.reporting import sent
from tests.support.shipped import PROFILE

LINK = "https://example.org/shop"
GOOD = {
    "material": Given(command="done"),
    "category": Given(choice="fraud"),
    "subcategory": Given(choice=PROFILE.taxonomy.under("fraud")[0]),
    "words": Given(command="skip"),
    "evidence": Given(command="done"),
    "region": Given(choice="changsha"),
    "identity": Given(choice="real_name"),
    "name": Given(text="Lin Xiaoyu"),
    "contact": Given(text="13800138000"),
}
BAD = {
    "material": Given(text="no idea"),
    "category": Given(text="fraud"),
    "subcategory": Given(choice="gossip"),
    "words": Given(command="done"),
    "evidence": Given(text="here it comes"),
    "region": Given(choice="atlantis"),
    "identity": Given(text="anonymous"),
    "name": Given(text=""),
    "contact": Given(text="call me"),
    "review": Given(command="tick"),
}
IN_TURN = ("material", "category", "subcategory", "words", "review")
OPENED = ("words", "evidence", "region", "identity")  # from the review
HANGING = ("name", "contact")  # on the identity


def sheet(draft=None, *, files=0, **facts):
    return Sheet(draft=draft or a_draft(), profile=PROFILE, files=files, **facts)


def walked(now, until, given=GOOD):
    """The sheet once everything that is asked before a question is answered well."""
    while (step := engine.current(REPORT, now)).name not in {until, "review"}:
        now = sheet(engine.take(REPORT, now, given[step.name]), files=now.files)
    return now


def at(name):
    """A sheet at which this question is asked: in its turn, or opened from the review."""
    if name == "material":
        return sheet(files=1)
    if name == "words":
        return walked(sheet(a_draft(LINK)), name)
    review = walked(sheet(a_draft(LINK, "they took my money"), files=2), "review")
    if name in HANGING:
        return walked(opened(review, "identity"), name)
    return review if name == "review" else opened(review, name)


def opened(now, name):
    """The sheet with a question of it opened from the review."""
    return sheet(engine.edit(REPORT, now, name, along=HANGS_ON.get(name, ())), files=now.files)


def filled():
    """A review before which everything has an answer."""
    now = walked(sheet(files=2), "review")
    for name in OPENED:
        now = walked(opened(now, name), "review")
    return now


def asked(now):
    """The names of all questions until the review, each answered well."""
    names = []
    while (step := engine.current(REPORT, now)).name != "review":
        names.append(step.name)
        now = sheet(engine.take(REPORT, now, GOOD[step.name]), files=now.files)
    return names


def told(draft):
    """What was answered; a question that is left out says as little as one that was not asked."""
    return {name: value for name, value in draft.answers.items() if value is not None}


@pytest.mark.parametrize(
    ("draft", "files", "names"),
    [
        (a_draft(LINK), 0, ["category", "subcategory", "words"]),
        (a_draft(LINK, "they took my money"), 0, ["category", "subcategory"]),
        (a_draft(LINK), 1, ["category", "subcategory"]),
        (a_draft("free", origin=Origin(kind="channel")), 0, ["category", "subcategory"]),
        (a_draft("the group 'easy money' in the green app"), 0, ["category", "subcategory"]),
        (a_draft(), 1, ["material", "category", "subcategory"]),
    ],
    ids=["a link", "a link and words", "a link and a file", "a post", "a place", "a picture"],
)
def test_only_what_is_not_said_yet_is_asked_before_the_review(draft, files, names):
    assert asked(sheet(draft, files=files)) == names


def test_nothing_is_located_by_a_greeting_and_a_report_begins_with_the_question_what_it_is():
    for draft in (a_draft(), a_draft("hello"), a_draft("🙂", "hi")):
        assert not is_located(sheet(draft))
        assert engine.current(REPORT, sheet(draft)).name == "material"


@pytest.mark.parametrize("name", GOOD)
def test_a_good_answer_leads_to_the_next_question(name):
    before = at(name)
    assert engine.current(REPORT, before).name == name
    after = engine.take(REPORT, before, GOOD[name])
    assert list(after.answers) == [*before.draft.answers, name]
    assert not engine.is_edited(after)
    assert engine.current(REPORT, sheet(after, files=before.files)).name != name


@pytest.mark.parametrize("name", BAD)
def test_a_bad_answer_is_refused_and_nothing_is_lost(name):
    before = at(name)
    with pytest.raises(BadAnswer):
        engine.take(REPORT, before, BAD[name])
    assert engine.current(REPORT, before).name == name


@pytest.mark.parametrize("name", [*GOOD, "review"])
def test_only_what_may_be_left_out_can_be_skipped(name):
    before, skip = at(name), Given(command="skip", step=name)
    if name in {"subcategory", "words", "region"}:
        assert engine.take(REPORT, before, skip).answers[name] is None
    else:
        with pytest.raises(BadAnswer) as refusal:
            engine.take(REPORT, before, skip)
        assert refusal.value.key == "answer-needed"


@pytest.mark.parametrize("name", IN_TURN[1:])
def test_back_asks_the_question_before_again(name):
    bare = sheet(a_draft(LINK))
    now = walked(sheet(files=1), name) if name == "category" else walked(bare, name)
    names = [step.name for step in engine.answered(REPORT, now)]
    draft = engine.back(REPORT, now)
    assert engine.current(REPORT, sheet(draft, files=now.files)).name == names[-1]
    assert set(draft.answers) == set(names[:-1])


@pytest.mark.parametrize(("name", "before"), [("name", "identity"), ("contact", "name")])
def test_back_asks_again_what_was_opened_from_the_review_and_then_leads_to_the_review(name, before):
    now = sheet(engine.back(REPORT, at(name)), files=2)
    assert engine.current(REPORT, now).name == before
    while engine.current(REPORT, now).name != "review":
        now = sheet(engine.back(REPORT, now), files=2)
    assert told(now.draft) == told(at("review").draft)


def test_back_at_the_review_passes_over_what_was_opened_from_it_and_loses_none_of_it():
    now = walked(opened(at("review"), "region"), "review")
    draft = engine.back(REPORT, now)
    assert engine.current(REPORT, sheet(draft)).name == "subcategory"
    assert draft.answers["region"] == "changsha"


def test_back_at_the_first_question_changes_nothing():
    for draft in (a_draft(), a_draft(LINK)):
        assert engine.back(REPORT, sheet(draft)) == draft


@pytest.mark.parametrize("name", [name for name in GOOD if name != "material"])
def test_an_edited_answer_is_asked_again_and_leads_back_to_the_review(name):
    review = filled()
    now = opened(review, name)
    assert engine.current(REPORT, now).name == name
    now = walked(now, "review")
    assert now.draft.answers == review.draft.answers
    assert set(now.draft.answers) == set(GOOD)


@pytest.mark.parametrize("name", [name for name in GOOD if name != "material"])
def test_back_while_editing_keeps_the_old_answer(name):
    review = filled()
    restored = engine.back(REPORT, opened(review, name))
    assert said(restored) == said(review.draft)


def said(draft):
    """The answers that say something: none is as good as one that was left out."""
    return {name: answer for name, answer in draft.answers.items() if answer is not None}


@pytest.mark.parametrize("name", OPENED)
def test_back_from_what_is_opened_for_the_first_time_leads_to_the_review_as_it_was(name):
    review = at("review")
    now = sheet(engine.back(REPORT, opened(review, name)), files=2)
    assert engine.current(REPORT, now).name == "review"
    assert told(now.draft) == told(review.draft)


def test_what_is_asked_in_its_turn_cannot_be_opened_before():
    for now, name in ((at("category"), "review"), (at("review"), "name"), (sheet(), "subcategory")):
        with pytest.raises(BadAnswer) as refusal:
            engine.edit(REPORT, now, name)
        assert refusal.value.key == "answer-stale"


def test_a_press_for_another_question_is_stale():
    with pytest.raises(BadAnswer) as refusal:
        engine.take(REPORT, at("region"), Given(choice="fraud", step="category"))
    assert refusal.value.key == "answer-stale"


def test_an_answer_given_twice_is_stale_the_second_time():
    press = Given(choice="fraud", step="category")
    once = engine.take(REPORT, walked(sheet(a_draft(LINK)), "category"), press)
    with pytest.raises(BadAnswer):
        engine.take(REPORT, sheet(once), press)


def test_child_abuse_is_reported_by_its_address_alone():
    closed = a_draft(LINK, "seen today", category="sexual", subcategory="child_abuse")
    assert asked(sheet(closed)) == []
    for name in ("evidence", "identity", "name", "contact"):
        with pytest.raises(BadAnswer):
            engine.edit(REPORT, sheet(closed), name)
    assert engine.current(REPORT, opened(sheet(closed), "region")).name == "region"


def test_answers_that_no_longer_apply_are_not_filed():
    draft = filled().draft.opened_by(ReportContext(unit="hunan"))
    closed = draft.reworded("category", "sexual").reworded("subcategory", "child_abuse")
    whole = engine.whole(REPORT, sheet(closed))
    assert not {"identity", "name", "contact", "evidence"} & set(whole.answers)
    assert ReportContext.of(whole).unit == "hunan"


def test_submission_needs_no_tick_and_says_whether_somebody_is_in_danger():
    for ticks, danger in (({}, False), ({"danger": True}, True), ({"good_faith": True}, False)):
        ticked = sheet(at("review").draft.carrying(ticks=ticks))
        answer = engine.take(REPORT, ticked, Given(command="submit")).answers["review"]
        assert answer == {"danger": danger}


def test_continue_needs_something_sent_and_done_counts_the_files():
    with pytest.raises(BadAnswer) as refusal:
        engine.take(REPORT, sheet(), Given(command="done"))
    assert refusal.value.key == "report-material-none"
    assert engine.take(REPORT, sheet(a_draft("hi")), Given(command="done")).answers["material"]
    assert engine.take(REPORT, at("evidence"), Given(command="done")).answers["evidence"] == 2


def test_what_begins_a_report_by_itself():
    file = GivenFile(kind="photo", file_id="f", unique_id="u")
    assert locates(sent(Given(text="look at example.org/x")))
    assert locates(Given(origin=Origin(kind="channel", title="Mill")))
    assert locates(Given(text="this one", quote=Quote(text="free money")))
    assert not locates(Given(files=(file,)))  # whether it does depends on what else is open
    assert not locates(sent(Given(text="hello")))


def test_words_are_kept_exactly_as_entered_up_to_the_limit():
    text = " \u202eevil\u200b <b>& " + "长" * 100
    assert material.keep(a_draft(), sent(Given(text=text))).carried.texts == (text,)
    with pytest.raises(BadAnswer) as refusal:
        material.keep(a_draft(), sent(Given(text="x" * (MAX_MATERIAL + 1))))
    assert refusal.value.params == {"limit": MAX_MATERIAL, "length": MAX_MATERIAL + 1}


def test_the_region_buttons_are_the_cities():
    assert len(cities(sheet())) == 14


ASKED, OPEN = HeldReport(id=7, tail="VZ75"), HeldReport(id=8, tail="2XTA")


@pytest.mark.parametrize(
    ("context", "choices"),
    [
        (HeldContext(), ("report",)),
        (HeldContext(open=(OPEN,)), ("report", "add.8")),
        (HeldContext(asked=(ASKED,), open=(OPEN,)), ("answer.7", "report", "add.8")),
    ],
)
def test_what_was_sent_with_nothing_open_is_asked_for_its_use(context, choices):
    now = sheet(a_draft("I have paid", form="held").opened_by(context))
    step = engine.current(held.HELD, now)
    assert step.choices(now) == choices
    for choice in choices:
        taken = engine.take(held.HELD, now, Given(choice=choice))
        assert taken.answers == {"use": choice}
        assert held.use(*held.used_for(choice)) == choice or choice == held.REPORT
    with pytest.raises(BadAnswer):
        engine.take(held.HELD, now, Given(choice="answer.99"))


def test_a_link_makes_held_words_a_report_unless_an_office_waits_for_an_answer():
    draft = a_draft("I have paid", LINK, form="held")
    waits = draft.opened_by(HeldContext(asked=(ASKED,)))
    assert engine.current(held.HELD, sheet(draft.opened_by(HeldContext(open=(OPEN,))))) is None
    assert engine.current(held.HELD, sheet(waits)).name == "use"


APART = {  # tests of their own
    *("report", "entered", "entry", "unit", "broadcast", "pledge", "pledges", "held"),
    *("category", "rule", REMOVAL_ANSWER.name),
    *(form.name for form in SEVERAL_FORMS),
}
GATHERING = {"addition", "answer"}
TYPED = {"digest_at": "8:30 14:00", "quiet_from": "22:30-6:30"}
"""What is typed in the forms that take no words of any kind."""


@pytest.mark.parametrize("form", [form for name, form in FORMS.items() if name not in APART])
def test_every_other_form_has_a_way_through_it(form):
    known = {
        "about": CaseFacts(category="fraud", subcategory=PROFILE.taxonomy.under("fraud")[0]),
        "facts": FormFacts(suggested=("2611-0042",)),
        "files": 1,
    }
    now = sheet(a_draft(form=form.name), **known)
    said = TYPED.get(form.name, "because it does")
    for _ in range(10):
        step = engine.current(form, now)
        if step is None:
            break
        choices = step.choices(now)
        given = Given(choice=choices[0]) if choices else Given(text=said)
        if form.name in GATHERING:  # words finish them by themselves; files by a press
            given = Given(command="done")
        now = sheet(engine.take(form, now, given), **known)
    assert engine.current(form, now) is None
    assert set(engine.whole(form, now).answers) == set(now.draft.answers)


@pytest.mark.parametrize(("answer", "step"), [("partly", "partly"), ("refused", "reason")])
def test_an_answer_to_a_removal_request_asks_one_question(answer, step):
    context = RemovalContext(removal=1, version=1, answer=Answer(answer))
    now = sheet(a_draft(form=REMOVAL_ANSWER.name).opened_by(context))
    assert engine.current(REMOVAL_ANSWER, now).name == step
    now = sheet(engine.take(REMOVAL_ANSWER, now, Given(text="because it does")))
    assert engine.current(REMOVAL_ANSWER, now) is None
    assert engine.whole(REMOVAL_ANSWER, now).answers == {step: "because it does"}


@pytest.mark.parametrize("name", sorted(GATHERING))
def test_an_addition_is_not_done_without_a_file(name):
    with pytest.raises(BadAnswer) as refusal:
        engine.take(FORMS[name], sheet(a_draft(form=name)), Given(command="done"))
    assert refusal.value.key == "addition-empty"


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
