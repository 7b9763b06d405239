"""The staff's entry of a report: the citizen's questions, without files and without one's own."""

import pytest

from conversation import engine
from conversation.form import Given, Sheet
from conversation.forms.manual_entry import ENTERED, ENTRY
from conversation.forms.report import REPORT
from domain.core.errors import BadAnswer
from domain.draft import Draft
from tests.support.shipped import PROFILE


def sheet(form, **answers):
    draft = Draft(id="ab" * 8, who="me", form=form.name, answers=answers)
    return Sheet(draft=draft, profile=PROFILE)


def test_the_questions_are_the_citizens_with_the_channel_before_them():
    assert [step.name for step in ENTERED.steps] == [
        "channel",
        *(step.name for step in REPORT.steps),
    ]


def test_a_report_does_not_come_by_telegram_here():
    with pytest.raises(BadAnswer):
        engine.take(ENTERED, sheet(ENTERED), Given(choice="telegram"))
    assert engine.take(ENTERED, sheet(ENTERED), Given(choice="phone")).answers["channel"] == "phone"


def test_the_typists_own_number_is_not_the_reporters():
    step = ENTERED.step("contact")
    with pytest.raises(BadAnswer):
        step.parse(Given(phone="+8613800138000"), sheet(ENTERED))
    found = step.parse(Given(text="138 0013 8000"), sheet(ENTERED))
    assert found == {"phone": "+8613800138000"}


@pytest.mark.parametrize("typed", ["2611-42", "２６１１－００４２", " 2611 0042 "])
def test_a_number_is_read_however_it_was_typed(typed):
    assert engine.take(ENTRY, sheet(ENTRY), Given(text=typed)).answers["number"] == "2611-0042"


@pytest.mark.parametrize(
    ("given", "key"),
    [
        (Given(), "answer-words-wanted"),
        (Given(text="the one of yesterday"), "case-bad-number"),
        (Given(choice="2611-0042", text=""), "answer-words-wanted"),
    ],
)
def test_what_is_no_number_is_refused(given, key):
    with pytest.raises(BadAnswer) as refusal:
        engine.take(ENTRY, sheet(ENTRY), given)
    assert refusal.value.key == key
