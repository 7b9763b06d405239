"""A clear case in few taps: what is asked, shown and changed before a decision leaves."""

import pytest

from conversation.form import Given
from domain.case import Outcome
from domain.network.people import Role
from domain.status import Status
from storage.audit import journal
from storage.cases import decisions
from tests.dialogs.moderation.test_casework import accepts, files, newest, now, with_files
from tests.dialogs.network.test_network import open_card
from tests.dialogs.reporting.test_talk import two
from tests.support.counting import Acts, counting
from tests.support.decisions import writes


def reads(world):
    """The author reads what is shown: a press that comes sooner is a slip."""
    world.later(2)


def ready(talker, result, kind="words", locale="en", **places):
    """The shipped text of a result as it is sent."""
    told = {"category": "", "elsewhere": "", "seen": "", "number": "", "unit": "", **places}
    return talker.world.jubao.services.words.say(locale, f"ready-{kind}-{result}", **told)


async def test_a_reason_is_pressed_never_typed_and_a_reproach_is_read_twice(
    world, citizen, moderator
):
    case = await files(world, citizen)
    await moderator.taps("Do not accept")
    await moderator.says("Cannot be found")
    moderator.sees("answer-button-wanted")
    await moderator.taps("Misuse")
    moderator.sees("refuse-sure-ask")
    assert (await now(world, case)).status is Status.SUBMITTED
    await moderator.taps("Change reason")
    reads(world)
    await moderator.taps("Breaks no rule")

    assert (await now(world, case)).status is Status.NOT_ACCEPTED
    citizen.saw("why-no_rule_broken")


async def test_two_quick_taps_are_no_refusal_nor_is_one_after_a_colleague_took_the_case(
    world, citizen, moderator, colleague
):
    case = await files(world, citizen)
    await moderator.taps("Do not accept")
    reason = moderator.data("Cannot be found")
    await moderator.presses(*reason)  # the second half of a double tap
    moderator.sees("refuse-quick")
    moderator.sees("refuse-sure-ask")
    assert ready(moderator, "not_located") in newest(moderator)
    await moderator.taps("Cancel")
    assert (await now(world, case)).status is Status.SUBMITTED

    await open_card(moderator, case)
    await moderator.taps_on_card("Do not accept")
    reads(world)
    await open_card(colleague, case)
    await colleague.taps_on_card("Take")
    said = await moderator.taps("Cannot be found")
    assert said == moderator.words("case-moved-on")
    assert (await now(world, case)).status is Status.SUBMITTED
    assert ready(moderator, "not_located") not in citizen.texts()

    await open_card(moderator, case)
    await moderator.taps_on_card("Do not accept")
    reads(world)
    reason = moderator.data("Cannot be found")
    await moderator.presses(*reason)
    told = len(citizen.chat)
    await moderator.presses(*reason)
    assert len(citizen.chat) == told
    written = [entry.verb for entry in await world.db.run(journal.of_case, case.id)]
    assert written == ["submit", "take", "refuse"]


async def test_the_words_of_a_refusal_can_be_written_and_are_read_before_they_leave(
    world, citizen, moderator
):
    case = await files(world, citizen)
    await moderator.taps("Do not accept")
    await moderator.taps("Change the words")
    await moderator.taps("Use the ready texts")
    await moderator.taps("Change the words")
    await moderator.taps("Cannot be found")
    moderator.sees("refuse-feedback-ask")
    assert ready(moderator, "not_located") in newest(moderator)  # to be copied and changed
    await moderator.says("The link leads nowhere.")
    moderator.sees("refuse-sure-ask")
    moderator.sees("why-not_located")
    await moderator.taps("Change reason")
    await moderator.taps("Breaks no rule")
    moderator.sees("refuse-sure-ask")
    moderator.sees("why-no_rule_broken")
    assert (await now(world, case)).status is Status.SUBMITTED
    await moderator.taps("Send")

    assert (await now(world, case)).status is Status.NOT_ACCEPTED
    assert "The link leads nowhere." in citizen.texts()
    assert ready(moderator, "no_rule_broken") not in citizen.texts()


@pytest.mark.soak
async def test_an_outcome_that_needs_more_asks_just_that(world, citizen, moderator, lead):
    case = await with_files(world, citizen, "bank.png")
    await open_card(moderator, case)
    await accepts(moderator)
    await moderator.taps("Start checking")
    await moderator.taps("Decide")
    said = await moderator.taps("Removed by the unit itself")
    assert said == moderator.words("refusal-evidence-unseen")  # fewer taps are no fewer guards
    await moderator.taps("Cancel")
    await moderator.taps("Evidence")
    await open_card(moderator, case)
    with counting(moderator) as did:
        await moderator.taps("Decide")
        await moderator.taps("Removed by the unit itself")
        moderator.sees("decide-seen_gone-ask")
        await moderator.taps("I saw it myself")
    assert "its files, which were opened on" in newest(moderator)
    assert "I saw it myself" in newest(moderator)
    assert "Seen gone by" not in newest(moderator)  # the label is a sentence, not a name
    await moderator.taps("Back")  # not to a text that nobody wrote, but to what was chosen
    moderator.sees("decide-seen_gone-ask")
    await moderator.taps("I saw it myself")
    await moderator.taps("Send")
    assert did == Acts(taps=3)

    await lead.taps("Send back")
    await lead.says("Which page?")
    await open_card(moderator, case)
    await moderator.taps("Decide")
    await moderator.taps("Action against the account")
    await moderator.taps("Muted")
    await moderator.taps("7 days")
    assert "muted for 7 days" in newest(moderator)
    await moderator.taps("Change measure")
    await moderator.taps("Closed")
    moderator.sees("decide-sure-ask")
    await writes(moderator, rule="Article 266", facts="it sells what it has not")
    found = await world.db.run(decisions.latest, case.id)
    assert (found.result, found.rule) == (Outcome.ACCOUNT_MEASURE, "criminal-266")
    assert found.facts == "it sells what it has not"
    assert found.feedback == ready(moderator, "account_measure")


async def reader_of_chinese(world):
    mei = world.person("梅")
    await mei.says("/language")
    await mei.taps("中文")
    return mei


async def test_every_reporter_reads_their_own_language(world, citizen, moderator, lead):
    mei = await reader_of_chinese(world)
    case = await two(world, citizen, mei)
    await open_card(moderator, case)
    await accepts(moderator)
    await moderator.taps("Start checking")
    await moderator.taps("Decide")
    await moderator.taps("Already gone")
    english = ready(moderator, "already_gone")
    chinese = ready(moderator, "already_gone", locale="zh-Hans")
    for text in (english, chinese):
        assert text in newest(moderator)
    await moderator.taps("Send")
    await open_card(lead, case)
    for text in (english, chinese):
        assert text in newest(lead)  # who confirms reads all that is sent, too
    for language in ("English", "中文"):
        assert lead.words("staff-feedback-foreign", languages=language) not in newest(lead)
    await lead.taps("Confirm and send")
    assert english in citizen.texts()
    assert chinese not in citizen.texts()
    assert chinese in mei.texts()
    assert english not in mei.texts()

    await mei.taps("申请复核")
    await mei.says("这个页面现在还能打开，请再看一看。")
    judge = await world.staff("Hu", Role.LEAD, unit="hunan")
    await open_card(judge, case)
    with counting(judge) as did:
        await judge.taps("Dismiss appeal")
        judge.sees("dismiss-sure-ask")
        await judge.taps("Send")
    assert did == Acts(taps=2)
    assert ready(moderator, "dismissed", locale="zh-Hans") in mei.texts()
    assert ready(moderator, "dismissed") in citizen.texts()


async def test_words_of_ones_own_are_warned_of_where_not_everybody_reads_them(
    world, citizen, moderator, lead
):
    mei = await reader_of_chinese(world)
    case = await two(world, citizen, mei, words=Given(text="他们骗走了我的钱。"))
    await open_card(moderator, case)
    await accepts(moderator)
    await moderator.taps("Start checking")
    await moderator.taps("Decide")
    await moderator.taps("Already gone")
    both = "It was gone when we looked.\n我们查看时该页面已经不存在。"
    await moderator.taps("Change words")
    await moderator.says(both)
    moderator.sees("decide-sure-ask")  # everybody finds a passage to read
    for words, language in (
        ("我们查看时该页面已经不存在。", "English"),
        ("We looked, and it was gone.", "中文"),
    ):
        await moderator.taps("Change words")
        await moderator.says(words)
        moderator.sees("decide-language-ask")  # each time anew
        moderator.sees("language-unread", languages=language)
        await moderator.taps("Send anyway")
    moderator.sees("decide-sure-ask")
    await moderator.taps("Send")
    await open_card(lead, case)
    lead.sees("staff-feedback-foreign", languages="中文")
    found = await world.db.run(decisions.latest, case.id)
    assert (found.feedback, found.feedback_in) == ("We looked, and it was gone.", {})


async def test_a_reporter_reads_the_language_that_they_wrote_in(world, moderator, lead):
    mei = await reader_of_chinese(world)
    case = await files(world, mei)  # its words are English
    await open_card(moderator, case)
    await accepts(moderator)
    await moderator.taps("Start checking")
    await moderator.taps("Decide")
    await moderator.taps("Already gone")
    await moderator.taps("Change words")
    await moderator.says("We looked, and it was gone.")
    moderator.sees("decide-sure-ask")
    await moderator.taps("Send")
    await open_card(lead, case)
    assert lead.words("staff-feedback-foreign", languages="中文") not in newest(lead)
