"""Several cases at once with the texts kept for their result: read first, then sent to each."""

import pytest

from conversation.form import Given
from domain.status import Status
from storage.cases import decisions
from tests.dialogs.moderation.test_casework import accepts, files, newest, now, with_files
from tests.dialogs.moderation.test_few_taps import reader_of_chinese, ready
from tests.dialogs.moderation.test_several import states, ticks_all
from tests.dialogs.network.test_network import files_vulgar, open_card
from tests.dialogs.templates.test_ready_texts import opens
from tests.support.counting import counting

OWN = "We looked at {number}; it is not there any more."

GAMBLING = {"category": Given(choice="gambling"), "subcategory": Given(choice="casino")}


async def writes_own_text(lead, text):
    """The unit's English text for "Already gone"."""
    await opens(lead, "📋 Ready texts", "Already gone", "Change · English")
    await lead.says(text)
    lead.sees("template-changed")


async def decided(world, case):
    return await world.db.run(decisions.latest, case.id)


@pytest.mark.soak
async def test_each_case_gets_its_own_number_files_and_language_as_it_was_shown(
    world, citizen, moderator, lead
):
    with_picture = await with_files(world, citizen, "bank.png")
    lin, mei = world.person("Lin"), await reader_of_chinese(world)
    plain, chinese = await files(world, lin), await files(world, mei)
    await writes_own_text(lead, OWN)
    await open_card(moderator, with_picture)
    await moderator.taps_on_card("Evidence")

    await ticks_all(moderator)
    await moderator.taps("Decide")
    await moderator.taps("Already gone")
    shown = newest(moderator)
    moderator.sees("several_decide-sure-ask")
    moderator.sees("several-own-number")
    moderator.sees("ready-seen-no-files")
    assert shown.count("its files, which were opened on") == 1
    assert f"We looked at {with_picture.number};" in shown
    in_chinese = ready(moderator, "already_gone", locale="zh-Hans")
    assert in_chinese in shown
    assert "Article 48" in shown
    await writes_own_text(lead, "Another text.")  # not what was shown
    await moderator.taps("Send")

    for case in (with_picture, plain, chinese):
        found = await decided(world, case)
        assert (found.result, found.rule) == ("already_gone", "cybersecurity-48")
        assert found.feedback_in["en"] == OWN.replace("{number}", case.number)
        opened = "its files, which were opened on" in found.facts
        assert opened == (case.number == with_picture.number)
    await ticks_all(lead)
    await lead.taps("Confirm and send")
    await lead.taps("Confirm and send")
    for talker, case in ((citizen, with_picture), (lin, plain)):
        assert OWN.replace("{number}", case.number) in talker.texts()
    assert in_chinese in mei.texts()
    assert "We looked at" not in mei.texts()


async def test_reports_of_different_kinds_are_refused_each_with_the_text_of_its_kind(
    world, citizen, moderator, colleague
):
    mei, lin = await reader_of_chinese(world), world.person("Lin")
    fraud, vulgar = await files(world, citizen), await files_vulgar(world, lin)
    chinese, taken = await files(world, mei), await files(world, world.person("Gu"))
    there = ready(moderator, "out_of_remit", elsewhere="the hotline 96110")
    elsewhere = moderator.words("ready-elsewhere-directory")
    directory = ready(moderator, "out_of_remit", elsewhere=elsewhere)

    await ticks_all(moderator)
    await moderator.taps("Do not accept")
    await open_card(colleague, taken)
    await accepts(colleague)
    with counting(moderator) as did:
        await moderator.taps("Not our responsibility")
        shown = newest(moderator)
        assert f"{fraud.number}, {chinese.number}\nEnglish" in shown
        assert (shown.count(there), shown.count(directory)) == (1, 1)
        assert shown.index(vulgar.number + "\n") < shown.index(directory)
        assert f"{taken.number}: {moderator.words('case-moved-on')}" in shown
        await moderator.taps("Change reason")
        await moderator.taps("Breaks no rule")
        assert newest(moderator).count(ready(moderator, "no_rule_broken")) == 1  # the same for all
        await moderator.taps("Change reason")
        await moderator.taps("Not our responsibility")
        assert newest(moderator) == shown
        await moderator.taps("Send")

    assert (did.taps, did.typed) == (6, 0)
    moderator.sees("several-done", verb="Do not accept", count=3)
    assert await states(world, (fraud, vulgar, chinese)) == [Status.NOT_ACCEPTED] * 3
    assert (await now(world, taken)).status is Status.ACCEPTED
    assert [there in talker.texts() for talker in (citizen, lin, mei)] == [True, False, False]
    assert [directory in talker.texts() for talker in (citizen, lin, mei)] == [False, True, False]
    assert "请向热线 96110反映" in mei.texts()


@pytest.mark.soak
async def test_a_rule_is_asked_for_where_the_cases_are_of_different_kinds(
    world, citizen, moderator, lead
):
    """A text to be changed is shown to be copied only where it fits every case."""
    cases = [await files(world, citizen), await files(world, world.person("Lin"), **GAMBLING)]
    apart = await files_vulgar(world, world.person("Gu"))  # no rule is for all three
    await ticks_all(moderator)
    await moderator.taps("Decide")
    assert await moderator.taps("Already gone") == moderator.words("several-no-rule")
    await moderator.taps("Cancel")
    await moderator.taps(f"☑ {apart.number}")
    await moderator.taps("Decide")
    await moderator.taps("Already gone")
    moderator.sees("several_decide-rule-ask")
    assert len([label for label in moderator.labels() if "Article" in label]) == 2  # of both kinds
    await moderator.taps("Article 48")
    moderator.sees("several_decide-sure-ask")
    await moderator.taps("Change facts")
    assert ready(moderator, "already_gone") not in newest(moderator)
    assert "Read: the report, which has no files." in newest(moderator)  # of both cases
    await moderator.says("The page was gone on Monday.")
    assert "Read:" not in newest(moderator)
    await moderator.taps("Send")
    for case in cases:
        found = await decided(world, case)
        assert (found.rule, found.facts) == ("cybersecurity-48", "The page was gone on Monday.")
        assert found.feedback == ready(moderator, "already_gone")
