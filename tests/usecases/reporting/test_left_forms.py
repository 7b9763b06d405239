"""Words that answer a newer message of an office do not go into a form that was left open."""

import pytest

from conversation.contexts import HeldContext
from conversation.form import Given
from conversation.forms.held import ANSWER, use
from domain.core.errors import BadAnswer
from domain.network.people import Verb
from storage.evidence import evidence_reading
from tests.support.life import CITIZEN, COLLEAGUE, STRANGER, Life
from tests.usecases.reporting.test_held import STORY, a_picture, asks, hears, said, tells
from usecases.core.outcomes import Added, Asked, Idle
from usecases.dialogs import dialogs
from usecases.moderation import casework
from usecases.moderation import forms as case_forms
from usecases.reporting import edits, forms, left_forms


@pytest.fixture
async def life(db, profile):
    life = Life(db, profile)
    await life.cast()
    return life


async def two_reports(life):
    """Two reports of one person: one to leave a form open about, one that an office writes of."""
    first = await life.files(CITIZEN)
    life.at += 60
    second = await life.files(CITIZEN, material=Given(text="https://second.example.org/x"))
    return first, second


async def asks_later(life, filed):
    life.at += 3600
    await asks(life, filed)
    await tells(life, filed)


async def goes_on(life, asked):
    return await life.does(CITIZEN, left_forms.go_on, Given(draft=asked.sheet.draft.id))


@pytest.mark.parametrize("form", ["addition", "withdrawal"])
async def test_a_newer_question_is_answered_in_place_of_the_form_left_open(life, form):
    first, second = await two_reports(life)
    await life.does(CITIZEN, forms.begin_on_report, first.report.id, form)
    await asks_later(life, second)

    asked = await hears(life, Given(text="yes"))
    assert (asked.form.name, asked.note) == ("held", "held-form-left-open")
    assert await said(life, first) == await said(life, second) == []

    choice = use(ANSWER, second.report.id)
    await life.does(CITIZEN, dialogs.answer, Given(choice=choice, step="use"))
    assert await said(life, second) == [("answer", "yes")]
    again = await life.does(CITIZEN, dialogs.resume)
    assert again.form.name == form  # it is still there


async def test_an_answer_is_not_kept_as_part_of_a_report_left_open(life):
    filed = await life.files(CITIZEN)
    await life.does(CITIZEN, forms.start)
    await hears(life, Given(text="https://example.org/third"))
    await asks_later(life, filed)
    asked = await hears(life, Given(text=STORY, message_id=9_000_000))
    assert asked.form.name == "held"

    back = await goes_on(life, asked)
    assert (back.form.name, back.step.name) == ("report", "category")
    assert back.sheet.draft.carried.texts == ("https://example.org/third", STORY)
    await life.does(CITIZEN, edits.edit, Given(text="They took it all", message_id=9_000_000))
    now = await life.does(CITIZEN, dialogs.resume)
    assert now.sheet.draft.carried.texts == ("https://example.org/third", "They took it all")


async def test_words_for_the_form_left_open_go_there_by_one_press(life):
    first, second = await two_reports(life)
    await life.does(CITIZEN, forms.begin_on_report, first.report.id, "addition")
    await asks_later(life, second)
    asked = await hears(life, Given(text=STORY, files=(a_picture(),)))
    added = await goes_on(life, asked)
    assert isinstance(added, Added)
    assert await said(life, first) == [("addition", STORY)]
    assert len(await life.db.run(evidence_reading.of_case, first.report.case_id)) == 1
    assert await said(life, second) == []
    with pytest.raises(BadAnswer, match="answer-stale"):
        await goes_on(life, asked)
    assert await life.does(CITIZEN, dialogs.resume) == Idle()


async def test_news_without_a_question_is_a_choice_where_words_would_be_sent_at_once(life):
    first, second = await two_reports(life)
    await life.does(CITIZEN, forms.begin_on_report, first.report.id, "addition")
    life.at += 3600
    await tells(life, second)
    asked = await hears(life, Given(text=STORY))
    assert (asked.form.name, HeldContext.of(asked.sheet.draft).asked) == ("held", ())
    assert second.report.tail in {each.tail for each in HeldContext.of(asked.sheet.draft).open}


async def test_files_stay_held_where_the_form_left_open_takes_none(life):
    filed = await life.files(CITIZEN)
    await life.does(CITIZEN, forms.begin_on_report, filed.report.id, "withdrawal")
    await asks_later(life, filed)
    asked = await hears(life, Given(files=(a_picture(),)))
    assert asked.form.name == "held"
    with pytest.raises(BadAnswer, match="answer-words-wanted"):
        await goes_on(life, asked)
    again = await life.does(CITIZEN, dialogs.resume)
    assert (again.form.name, len(again.files)) == ("held", 1)


async def test_a_form_of_casework_takes_no_answer_either(life):
    mine, other = await life.files(COLLEAGUE), await life.files(CITIZEN)
    card = await life.does(COLLEAGUE, casework.card, other.report.case_id)
    seen = card.case.version
    await life.does(COLLEAGUE, case_forms.begin_on_case, card.case.id, Verb.NOTE, seen=seen)
    life.at += 3600
    await asks(life, mine)
    await tells(life, mine, account=COLLEAGUE)
    asked = await hears(life, Given(text=STORY), COLLEAGUE)
    assert asked.form.name == "held"


async def test_a_form_begun_after_the_message_or_about_it_takes_the_words(life):
    first, second = await two_reports(life)
    await asks_later(life, second)
    life.at += 60
    await life.does(CITIZEN, forms.begin_on_report, first.report.id, "addition")
    assert isinstance(await hears(life, Given(text=STORY)), Added)
    assert await said(life, first) == [("addition", STORY)]

    await life.does(CITIZEN, forms.begin_on_report, second.report.id, "answer")
    life.at += 60
    await tells(life, second, message_id=701)
    assert isinstance(await hears(life, Given(text=STORY)), Added)
    assert await said(life, second) == [("answer", STORY)]


async def test_nobody_elses_news_counts_and_a_press_is_always_the_forms(life):
    first = await life.files(CITIZEN)
    theirs = await life.files(STRANGER)
    await life.does(CITIZEN, forms.begin_on_report, first.report.id, "withdrawal")
    life.at += 60
    await tells(life, theirs, account=STRANGER)
    await asks_later(life, first)
    done = await life.does(CITIZEN, dialogs.answer, Given(choice="no", step="sure"))
    assert not isinstance(done, Asked)
