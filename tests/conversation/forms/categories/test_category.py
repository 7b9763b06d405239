"""The answers of the form of a category: codes, names, deadlines."""

import pytest

from conversation.contexts import CategoryEditContext
from conversation.form import Given, Sheet
from conversation.forms.categories.category import CATEGORY
from conversation.forms.categories.category_draft import drawn_up
from domain.core.errors import BadAnswer
from domain.draft import Draft
from tests.support.shipped import PROFILE

RUMOUR = PROFILE.taxonomy.find("rumour")


def parsed(step, text, *, category="rumour", **answers):
    draft = Draft(id="d", who="anna", form="category")
    draft = draft.opened_by(CategoryEditContext(category=category, field=step))
    for name, answer in answers.items():
        draft = draft.with_answer(name, answer)
    return CATEGORY.step(step).parse(Given(text=text), Sheet(draft=draft, profile=PROFILE))


@pytest.mark.parametrize(
    ("text", "rules"),
    [
        ("ecology-6-8 services-15", ["ecology-6-8", "services-15"]),
        ("ecology-6-8，services-15、ecology-6-8", ["ecology-6-8", "services-15"]),
        ("Criminal Law, Article 246", ["criminal-246"]),
        ("《中华人民共和国刑法》第二百四十六条", ["criminal-246"]),
        ("+criminal-246", [*RUMOUR.rules, "criminal-246"]),
        ("＋criminal-246 -ecology-6-8", [*RUMOUR.rules[1:], "criminal-246"]),
        ("-criminal-363", list(RUMOUR.rules)),
    ],
)
def test_rules_are_given_as_codes_or_citations_whole_or_as_changes(text, rules):
    assert parsed("rules", text) == rules


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("  ", "answer-words-wanted"),
        ("ecology-6-8 +services-15", "category-rule-unknown"),
        ("criminal-999", "category-rule-unknown"),
        (" ".join(f"-{code}" for code in RUMOUR.rules), "category-none-left"),
        ("ecology-6-8 " * 61, "category-too-many"),
    ],
)
def test_other_rules_are_refused(text, key):
    with pytest.raises(BadAnswer) as why:
        parsed("rules", text)
    assert why.value.key == key


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("morals", ["morals"]),
        ("信息真实性底线\nPublic order", ["truthfulness", "public_order"]),
        ("+morals", [*RUMOUR.bottom_lines, "morals"]),
    ],
)
def test_bottom_lines_are_given_by_code_or_name(text, lines):
    assert parsed("lines", text) == lines


@pytest.mark.parametrize(
    ("step", "text", "key"),
    [
        ("names", "谣言", "unit-names-lines"),
        ("names", "谣言\n" + "x" * 61, "answer-too-long"),
        ("retention", "0", "unit-bad-time"),
        ("retention", "3661", "unit-bad-time"),
        ("retention", "١٢", "unit-bad-time"),
        ("hotline", "soon", "unit-bad-phone"),
    ],
)
def test_what_is_wrong_is_named(step, text, key):
    with pytest.raises(BadAnswer) as why:
        parsed(step, text)
    assert why.value.key == key


def test_a_deadline_must_fit_the_others():
    with pytest.raises(BadAnswer) as why:
        parsed("time", "11", clock="close_days")
    assert why.value.key == "unit-clock-order"
    assert parsed("time", "9", clock="close_days") == 9


@pytest.mark.parametrize("code", ["fraud", "Fraud!", "9games", "a" * 21, "online-games", ""])
def test_a_code_is_new_short_and_fit_for_a_link(code):
    with pytest.raises(BadAnswer):
        parsed("code", code, category="")
    assert parsed("code", " Online_Games ", category="") == "online_games"


def test_one_made_below_another_takes_what_was_skipped_and_its_protection():
    draft = Draft(id="d", who="anna", form="category").opened_by(
        CategoryEditContext(parent="child_abuse")
    )
    answers = {"code": "made", "names": {"en": "Made"}, "rules": None, "lines": None}
    for name, answer in {**answers, "hotline": None}.items():
        draft = draft.with_answer(name, answer)
    made = drawn_up(Sheet(draft=draft, profile=PROFILE))
    above = PROFILE.taxonomy.find("child_abuse")
    assert (made.closed, made.files, made.hotline) == (True, above.files, above.hotline)
    assert (made.rules, made.minimum, made.own) == (above.rules, above.minimum, True)
