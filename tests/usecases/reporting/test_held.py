"""What is sent with nothing open is held, and becomes what its sender says it is."""

import pytest

from conversation.contexts import HeldContext
from conversation.form import CHOICE_GONE, Given, GivenFile, Origin
from conversation.forms.held import ADD, ANSWER, REPORT, use
from domain.codes import code_from
from domain.core.errors import BadAnswer
from domain.network.people import Caller, Verb
from storage.cases import messages
from storage.evidence import evidence_reading
from storage.network import people
from storage.reporting import message_index, reports, targets, told_messages
from tests.support.life import CITIZEN, MODERATOR, STRANGER, Life
from tests.support.reporting import sent
from usecases.core.outcomes import Added, Asked, Collecting, Idle, no_press
from usecases.dialogs import dialogs
from usecases.dialogs.attachments import QUIET_SECONDS
from usecases.moderation import casework
from usecases.reporting import edits, forms, hearing
from usecases.reporting.hearing import Tracked
from usecases.reporting.held import BLANKED

STORY = "they took my money in a shop"
POST = Origin(kind="channel", id=-1001, title="Loans", username="Cheap_Loans", message_id=12)


@pytest.fixture
async def life(db, profile):
    life = Life(db, profile)
    await life.cast()
    return life


def a_picture(number=1, kind="photo"):
    return GivenFile(kind=kind, file_id=f"f{number}", unique_id=f"u{number}", size=1)


async def hears(life, given, account=CITIZEN):
    """Somebody writes or sends something in private, well after what they did before."""
    life.at += QUIET_SECONDS
    return await life.does(account, hearing.hear, given, no_press)


async def asks(life, filed):
    """The office asks the reporter something."""
    card = await life.does(MODERATOR, casework.card, filed.report.case_id)
    await life.moves(MODERATOR, card, Verb.ASK, question="which account?")


async def said(life, filed):
    found = await life.db.run(lambda tx: messages.last(tx, filed.report.case_id, limit=9))
    return [(each.kind, each.text) for each in found if each.kind != "question"]


async def tells(life, filed, message_id=700, account=CITIZEN):
    """A message of the bot's about a report."""
    who = (await life.db.run(person_of, account, life.at)).who
    await life.db.run(told_messages.keep, who, message_id, filed.report.id, life.at)


def person_of(tx, account, now):
    return people.meet(tx, Caller(account=account, locale="en"), now)


# What is held, and what begins a report at once.


async def test_words_alone_are_held_and_asked_about(life):
    asked = await hears(life, Given(text=STORY))
    assert (asked.form.name, asked.heard) == ("held", True)
    assert asked.step.choices(asked.sheet) == (REPORT,)

    report = await life.does(CITIZEN, dialogs.answer, Given(choice=REPORT, step="use"))
    assert (report.form.name, report.step.name) == ("report", "category")
    assert report.sheet.draft.carried.texts == (STORY,)


@pytest.mark.parametrize(
    "given",
    [
        Given(text="https://example.org/shop"),
        Given(text="money at once", origin=POST),
        Given(files=(a_picture(),)),
    ],
)
async def test_a_link_a_post_or_a_picture_begins_a_report_at_once(life, given):
    assert (await hears(life, given)).form.name == "report"


async def test_a_voice_message_is_held_as_it_may_be_a_greeting(life):
    assert (await hears(life, Given(files=(a_picture(kind="voice"),)))).form.name == "held"


async def test_a_picture_is_asked_about_while_a_report_is_open(life):
    filed = await life.files(CITIZEN)
    asked = await hears(life, Given(files=(a_picture(),)))
    assert asked.form.name == "held"
    assert asked.step.choices(asked.sheet) == (REPORT, use(ADD, filed.report.id))
    assert (await hears(life, Given(files=(a_picture(),)), STRANGER)).form.name == "report"


async def test_a_link_after_words_that_were_held_makes_a_report_of_both(life):
    await hears(life, Given(text=STORY))
    asked = await hears(life, Given(text="https://example.org/shop"))
    assert (asked.form.name, asked.step.name) == ("report", "category")
    assert asked.sheet.draft.carried.texts == (STORY, "https://example.org/shop")


async def test_report_takes_what_was_held_with_it(life):
    await hears(life, Given(text=STORY))
    asked = await life.does(CITIZEN, forms.start)
    assert asked.sheet.draft.form == "report"
    assert asked.sheet.draft.carried.texts == (STORY,)


async def test_nothing_at_all_begins_nothing(life):
    assert await hears(life, Given(text="   ")) == Idle()


# What becomes of it.


async def test_what_was_held_is_added_to_the_report_that_was_chosen(life):
    filed = await life.files(CITIZEN)
    await hears(life, Given(text=STORY))
    choice = use(ADD, filed.report.id)
    added = await life.does(CITIZEN, dialogs.answer, Given(choice=choice, step="use"))
    assert isinstance(added, Added)
    assert await said(life, filed) == [("addition", STORY)]
    assert await life.does(CITIZEN, dialogs.resume) == Idle()


async def test_an_office_that_waits_is_answered_by_words_and_by_a_link(life):
    filed = await life.files(CITIZEN)
    await asks(life, filed)
    asked = await hears(life, Given(text="https://example.org/second"))
    context = HeldContext.of(asked.sheet.draft)
    assert (asked.form.name, context.question) == ("held", "which account?")

    choice = use(ANSWER, filed.report.id)
    await life.does(CITIZEN, dialogs.answer, Given(choice=choice, step="use"))
    assert await said(life, filed) == [("answer", "https://example.org/second")]
    found = await life.db.run(targets.of_report, filed.report.id)
    assert [each.raw for each in found][1:] == ["https://example.org/second"]


async def test_a_report_that_is_not_theirs_is_no_choice(life):
    theirs = await life.files(STRANGER)
    await hears(life, Given(text=STORY))
    choice = use(ADD, theirs.report.id)
    asked = await life.does(CITIZEN, dialogs.answer, Given(choice=choice, step="use"))
    assert (asked.form.name, asked.note) == ("held", CHOICE_GONE)
    assert await said(life, theirs) == []


async def test_files_that_were_held_are_left_out_where_the_category_takes_none(life):
    taxonomy = life.profile.taxonomy
    top, below = next(
        (top, below)
        for top in taxonomy.top
        for below in taxonomy.under(top)
        if not taxonomy.files_allowed(top, below)
    )
    answers = {"category": Given(choice=top), "subcategory": Given(choice=below)}
    filed = await life.files(CITIZEN, **answers)
    asked = await hears(life, Given(text=STORY, files=(a_picture(),)))
    choice = use(ADD, filed.report.id)
    added = await life.does(CITIZEN, dialogs.answer, Given(choice=choice, step="use"))
    assert added.not_kept == ("never",)
    assert await said(life, filed) == [("addition", STORY)]
    assert await life.db.run(evidence_reading.of_draft, asked.sheet.draft.id) == ()


# Replies, codes, and what comes right after an addition.


async def test_a_reply_adds_to_the_report_it_is_about_and_answers_where_that_is_asked(life):
    filed = await life.files(CITIZEN)
    await tells(life, filed)
    added = await hears(life, Given(text="it was at noon", replies_to=700, message_id=70))
    assert (added.note, await said(life, filed)) == (
        "addition-done",
        [("addition", "it was at noon")],
    )

    await asks(life, filed)
    await hears(life, Given(text="the one ending in 42", replies_to=700, message_id=71))
    assert (await said(life, filed))[-1] == ("answer", "the one ending in 42")


async def test_a_reply_leaves_the_form_that_is_open_as_it_is(life):
    filed = await life.files(CITIZEN)
    await tells(life, filed)
    await life.does(CITIZEN, forms.start)
    await hears(life, Given(text="it was at noon", replies_to=700, message_id=70))
    asked = await life.does(CITIZEN, dialogs.resume)
    assert asked.sheet.draft.carried.pieces == ()


async def test_a_reply_to_another_persons_message_is_about_nothing(life):
    filed = await life.files(STRANGER)
    await tells(life, filed, account=STRANGER)
    asked = await hears(life, Given(text=STORY, replies_to=700, message_id=70))
    assert asked.form.name == "held"
    assert await said(life, filed) == []


async def test_an_empty_reply_adds_nothing(life):
    filed = await life.files(CITIZEN)
    await tells(life, filed)
    with pytest.raises(BadAnswer, match="addition-empty"):
        await hears(life, Given(text=" ", replies_to=700, message_id=70))
    assert await said(life, filed) == []


async def test_a_reply_to_a_withdrawn_report_is_held_and_why_is_said(life):
    filed = await life.files(CITIZEN)
    await tells(life, filed)
    await life.does(CITIZEN, forms.begin_on_report, filed.report.id, "withdrawal")
    await life.does(CITIZEN, dialogs.answer, Given(choice="yes"))
    asked = await hears(life, Given(text=STORY, replies_to=700, message_id=70))
    assert (asked.form.name, asked.note) == ("held", "report-withdrawn-already")
    assert asked.sheet.draft.carried.texts == (STORY,)


async def test_a_query_code_alone_is_looked_up_whatever_is_open(life):
    filed = await life.files(CITIZEN)
    found = await hears(life, Given(text=filed.code), STRANGER)
    assert isinstance(found, Tracked)
    assert found.found.report.id == filed.report.id
    assert (await hears(life, Given(text=code_from(7)), STRANGER)).found is None


async def test_what_comes_right_after_an_addition_is_added_to_the_same_report(life):
    filed = await life.files(CITIZEN)
    await tells(life, filed)
    await hears(life, Given(text="it was at noon", replies_to=700, message_id=9_000_000))
    more = Given(text="and at night", message_id=9_000_001)
    outcome = await life.does(CITIZEN, hearing.hear, more, no_press)
    assert isinstance(outcome, Collecting)
    assert (outcome.added and outcome.added.note) == "addition-done"
    assert await said(life, filed) == [("addition", "it was at noon"), ("addition", "and at night")]

    later = await hears(life, Given(text="something else by now", message_id=9_000_002))
    assert isinstance(later, Asked)
    assert later.form.name == "held"


async def test_the_newest_message_is_the_last_of_the_chat_that_said_anything(life):
    filed = await life.files(CITIZEN)
    await tells(life, filed)
    await hears(life, Given(text="it was at noon", replies_to=700, message_id=9_000_000))
    who = (await life.db.run(person_of, CITIZEN, life.at)).who
    newest = await life.db.run(message_index.newest, who)
    assert (newest.report_id, newest.was_added) == (filed.report.id, True)
    assert await life.db.run(message_index.newest, "nobody") is None
    assert (await life.db.run(reports.get, filed.report.id)).id == newest.report_id


# A query code opens a report, so no staff may read one.


async def test_a_code_in_a_reply_is_blanked(life):
    filed = await life.files(CITIZEN)
    await tells(life, filed)
    written = f"it was at noon, my code is {filed.code}, thank you"
    await hears(life, Given(text=written, replies_to=700, message_id=70))
    assert await said(life, filed) == [("addition", written.replace(filed.code, BLANKED))]


async def test_a_code_in_an_edited_message_is_blanked(life):
    filed = await life.files(CITIZEN)
    await tells(life, filed)
    await hears(life, Given(text="it was at noon", replies_to=700, message_id=70))
    edited = f"it was at noon, my code is {filed.code}, thank you"
    await life.does(CITIZEN, edits.edit, Given(text=edited, message_id=70))
    assert (await said(life, filed))[-1] == ("edit", edited.replace(filed.code, BLANKED))


async def test_a_message_with_a_code_that_was_not_changed_is_no_new_version(life):
    filed = await life.files(CITIZEN)
    written = f"it was at noon, my code is {filed.code}, thank you"
    await life.does(CITIZEN, forms.begin_on_report, filed.report.id, "addition")
    await hears(life, Given(text=written, message_id=70))
    assert await life.does(CITIZEN, edits.edit, Given(text=written, message_id=70)) is None
    assert await said(life, filed) == [("addition", written.replace(filed.code, BLANKED))]


async def test_a_code_written_after_the_command_is_blanked(life):
    filed = await life.files(CITIZEN)
    written = f"the same shop as in {filed.code} has opened again"
    asked = await life.does(CITIZEN, forms.start, given=sent(Given(text=written)))
    assert asked.sheet.draft.carried.texts == (written.replace(filed.code, BLANKED),)
