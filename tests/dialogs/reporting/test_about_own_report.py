"""Plain words about a report that is filed already: asked after, or appealed against."""

import pytest

from domain.network.people import Role, Verb
from domain.status import Status
from sandbox.cast import wording
from storage.cases import cases, messages
from storage.network import people
from storage.reporting import drafts
from tests.dialogs.reporting.test_bursts import quiet
from tests.dialogs.reporting.test_report import until
from tests.support.life import MODERATOR, NOON, Life
from usecases.moderation import casework

APPEALS = {
    "en": "I want to appeal, this is not right, they did not look at the video",
    "zh-hans": "我不服，要申诉，你们根本没看视频",
}
QUESTIONS = {"en": "what happened with my report?", "zh-hans": "我举报的事怎么样了？"}
LANGUAGES = pytest.mark.parametrize("language", ["en", "zh-hans"])


@pytest.fixture
async def life(world):
    """The office of Changsha at work behind the scenes."""
    found = Life(world.db, world.jubao.services.profile, NOON)
    await found.appoint(MODERATOR, "changsha", Role.MODERATOR)
    return found


async def reported(world, life, person, *, decided=False):
    """A report of somebody's, refused by the office if `decided`; the tail of its code."""
    if not person.chat:
        await person.says("/start")
    filed = await life.files(person.account)
    if decided:
        card = await life.does(MODERATOR, casework.card, filed.report.case_id)
        await life.moves(MODERATOR, card, Verb.REFUSE, ground="no_rule_broken", words="lawful")
    await world.settle()
    return filed.code[-4:]


def of_form(tx, account, form):
    """The texts of somebody's open form; None if it is not open."""
    draft = drafts.of_form(tx, people.who_is(tx, account), form)
    return None if draft is None else [piece.text for piece in draft.carried.pieces]


async def appealed_with(world, case=1):
    """The reasons of the appeals of a case."""
    found = await world.db.run(messages.last, case, limit=20)
    return [each.text for each in found if each.kind == "appeal"]


async def goes_to_appeal(person, tail):
    """From what was sent with nothing open to the question for the reasons of an appeal."""
    await person.taps(person.words("button-about", tail=tail))
    await person.taps(person.words("button-appeal"))


# With nothing open.


@LANGUAGES
async def test_words_against_a_decision_become_its_appeal_by_one_press(world, life, language):
    mary = world.person("Mary", language)
    tail = await reported(world, life, mary, decided=True)
    await mary.says(APPEALS[language])
    mary.sees("held-report-or-add")
    await goes_to_appeal(mary, tail)
    mary.sees("appeal-said-before")
    assert APPEALS[language] in mary.last["text"]
    assert await appealed_with(world) == []
    await mary.taps(mary.words("reasons-said"))
    mary.saw("appeal-done")
    assert await appealed_with(world) == [APPEALS[language]]
    assert (await world.db.run(cases.get, 1)).status is Status.APPEALED
    assert await world.db.run(of_form, mary.account, "held") is None


async def test_several_messages_against_a_decision_are_one_appeal(world, life, citizen):
    tail = await reported(world, life, citizen, decided=True)
    for text in ("this is not right", "they did not look", "at the video"):
        await citizen.says(text)
    await goes_to_appeal(citizen, tail)
    await citizen.taps("Send these words")
    assert await appealed_with(world) == ["this is not right\n\nthey did not look\n\nat the video"]


async def test_reasons_written_anew_are_sent_alone(world, life, citizen):
    tail = await reported(world, life, citizen, decided=True)
    await citizen.says("what happened with my report?")
    await goes_to_appeal(citizen, tail)
    await citizen.says("they did not look at the video")
    assert await appealed_with(world) == ["they did not look at the video"]


@pytest.mark.parametrize("end", ["Cancel", "other words", None])
async def test_words_that_an_appeal_was_only_begun_with_can_still_be_reported(
    world, life, citizen, end
):
    tail = await reported(world, life, citizen, decided=True)
    await citizen.says("they took my mother's money in the green app last night")
    report_this = citizen.data("Report this")
    await goes_to_appeal(citizen, tail)
    if end == "Cancel":
        await citizen.taps(end)
    elif end:
        await citizen.says(end)
    await citizen.presses(*report_this)
    citizen.saw("report-category-ask")
    [text] = await world.db.run(of_form, citizen.account, "report")
    assert text == "they took my mother's money in the green app last night"


async def test_an_edit_of_words_that_became_an_appeal_reaches_the_office(world, life, citizen):
    tail = await reported(world, life, citizen, decided=True)
    await citizen.says("they did not look")
    own = next(m for m in citizen.chat if m.get("text") == "they did not look")
    await goes_to_appeal(citizen, tail)
    await citizen.taps("Send these words")
    await citizen.edits(own["message_id"], "they did not look at the video")
    citizen.sees("edited-filed")
    found = await world.db.run(messages.last, 1, limit=20)
    assert found[-1].text == "they did not look at the video"


@pytest.mark.parametrize("more", ["photo", "too short"])
async def test_what_cannot_be_the_reasons_of_an_appeal_is_not_offered(world, life, citizen, more):
    tail = await reported(world, life, citizen, decided=True)
    if more == "photo":
        await reported(world, life, citizen)  # else a photo is a report by itself
        await citizen.sends("a.png", caption="they did not look at this")
    else:
        await citizen.says("why")
    await goes_to_appeal(citizen, tail)
    citizen.sees("appeal-reasons-ask")
    assert citizen.labels() == ["Cancel"]
    await citizen.says("they did not look at the video")
    assert await appealed_with(world) == ["they did not look at the video"]
    assert await world.db.run(of_form, citizen.account, "held") is not None


@LANGUAGES
@pytest.mark.parametrize("decided", [False, True])
async def test_a_question_leads_to_ones_reports(world, life, language, decided):
    wu = world.person("吴", language)
    tail = await reported(world, life, wu, decided=decided)
    await wu.says(QUESTIONS[language])
    wu.sees("held-report-or-add")
    assert (wu.words("button-about", tail=tail) in wu.labels()) is decided
    assert wu.words("button-rules") in wu.labels()  # how a report goes on
    await wu.taps(wu.words("button-cases"))
    wu.sees("cases-title")
    assert await world.db.run(of_form, wu.account, "held") == [QUESTIONS[language]]


async def test_three_decided_reports_have_a_button_each_and_all_are_in_the_list(
    world, life, citizen
):
    tails = [await reported(world, life, citizen, decided=True) for _ in range(4)]
    await citizen.says(QUESTIONS["en"])
    shown = [label for label in citizen.labels() if label.startswith("About report")]
    assert shown == [citizen.words("button-about", tail=tail) for tail in reversed(tails[1:])]


async def test_a_report_opened_from_the_question_leaves_the_question(world, life, citizen):
    tail = await reported(world, life, citizen, decided=True)
    await citizen.says(QUESTIONS["en"])
    question = citizen.last["message_id"]
    await citizen.taps(citizen.words("button-about", tail=tail))
    citizen.sees("about-not_accepted")
    assert citizen.last["message_id"] != question
    citizen.saw("held-report-or-add")


async def test_staff_who_write_with_nothing_open_find_the_search(world):
    wu = await world.staff("Wu", Role.MODERATOR)
    await wu.says("the case of the green shop")
    wu.sees("held-staff")
    assert wu.words("button-cases") not in wu.labels()
    await wu.taps("Search")
    wu.sees("search-title")


# While a report is being written.

AT = ("material", "category", "subcategory", "words", "review")


@pytest.mark.parametrize("language", ["en", "zh-hans"])
async def test_a_question_as_the_first_words_of_a_report_is_said_to_be_part_of_it(
    world, life, language
):
    wu = world.person("吴", language)
    await reported(world, life, wu)
    await wu.says("/report")
    await wu.says(QUESTIONS[language])
    wu.sees("own-report-joined")
    wu.sees("report-category-ask")
    await wu.taps("🗑")
    assert await world.db.run(of_form, wu.account, "report") == []
    wu.sees("report-material-ask")
    await wu.says(QUESTIONS[language])
    await wu.taps(wu.words("button-cases"))
    wu.sees("cases-title")


@pytest.mark.parametrize("step", AT)
async def test_a_question_beside_a_report_is_said_to_be_part_of_it_and_taken_out(
    citizen, world, step
):
    await until(citizen, step)
    before = await world.db.run(of_form, citizen.account, "report") or []
    await citizen.says("What happened with my report??")
    citizen.sees("own-report-joined")
    assert citizen.words("button-cases") in citizen.labels()
    kept = await world.db.run(of_form, citizen.account, "report")
    assert kept == [*before, "What happened with my report??"]
    await citizen.taps("🗑 What happened")
    assert await world.db.run(of_form, citizen.account, "report") == before


@pytest.mark.parametrize("on", ["Continue", "Start again"])
async def test_a_question_kept_until_it_is_said_where_it_belongs_is_not_joined_silently(
    world, life, citizen, on
):
    await until(citizen, "subcategory")
    await citizen.says("/report what happened with my report?")
    assert "My reports" in citizen.labels()
    await citizen.taps(on)
    citizen.sees("own-report-joined")
    assert "🗑 what happened with my report?" in citizen.labels()


async def test_what_else_is_sent_has_no_such_hint(citizen):
    await citizen.says("https://example.org/shop")
    assert citizen.words("own-report-joined") not in citizen.texts()
    await citizen.says("they took my mother's money")
    assert citizen.words("own-report-joined") not in citizen.texts()


async def test_a_question_with_a_link_that_begins_a_report_is_said_to_be_part_of_it(citizen, world):
    await citizen.says("what happened with my report of https://example.org/shop ?")
    citizen.sees("own-report-joined")
    await citizen.taps("🗑")
    assert await world.db.run(of_form, citizen.account, "report") == []


async def test_a_question_among_messages_that_come_together_is_named(citizen, world):
    await until(citizen, "category")
    for text in ("hello", "我举报的事怎么样了", "在吗"):
        world.telegram.send(citizen.account, citizen.account, wording(text, "text"))
        await world.settle()
    await quiet(world)
    citizen.sees("own-report-joined")
    assert "🗑 我举报的事怎么样了" in citizen.labels()


async def test_a_question_in_place_of_a_name_is_said_to_be_the_name(citizen, world):
    await until(citizen, "review")
    await citizen.taps("Contact")
    await citizen.taps("Use real name")
    await citizen.says("what happened with my report?")
    citizen.sees("own-report-named")
    assert {"My reports", "Back"} <= set(citizen.labels())
    await citizen.taps("Back")
    citizen.sees("report-name-ask")


async def test_who_has_no_report_is_told_so_and_shown_the_way_by_code(citizen):
    await citizen.says("what happened with my report?")
    citizen.sees("held-none-filed")
    assert citizen.labels()[:2] == ["Report this", "Look up a code"]


# Words that are added to a report whose decision may be appealed.


@LANGUAGES
async def test_words_added_to_a_decided_report_are_said_to_be_no_appeal(world, life, language):
    mary = world.person("Mary", language)
    await reported(world, life, mary, decided=True)
    decision = [m for m in mary.chat if "lawful" in m.get("text", "")][-1]
    await mary.replies(decision["message_id"], APPEALS[language])
    mary.sees("addition-done")
    mary.sees("addition-no-appeal")
    await mary.taps(mary.words("button-appeal"))
    await mary.says(APPEALS[language])
    mary.saw("appeal-done")
    await mary.replies(decision["message_id"], APPEALS[language])
    assert mary.words("addition-no-appeal") not in mary.texts(1)


async def test_words_added_to_an_open_report_say_nothing_of_an_appeal(world, life, citizen):
    await reported(world, life, citizen)
    await citizen.says(QUESTIONS["en"])
    await citizen.taps("Add to report")
    citizen.sees("addition-done")
    assert citizen.words("addition-no-appeal") not in citizen.texts(1)
