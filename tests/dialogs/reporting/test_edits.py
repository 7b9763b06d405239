"""Edited messages: an open answer is replaced; what is filed gets a version beside the first."""

import copy

import pytest

from domain.network.people import Role
from domain.status import Status
from storage.audit import journal
from storage.cases import cases, messages
from storage.evidence import evidence_reading
from storage.reporting import message_index, reporter_links, reports
from tests.dialogs.moderation.test_casework import PNG, files, newest, now
from tests.dialogs.reporting.test_report import STEPS, submit, until
from tests.dialogs.reporting.test_talk import puts
from tests.dialogs.test_hostile import HOSTILE
from tests.support.by_hand import to_review
from tests.support.chat import TOKEN
from tests.support.decisions import writes
from usecases.operations import scheduled
from usecases.session import by_system

HOUR = 3600


def mine(person, text):
    """The message in which somebody said this."""
    found = [m for m in person.chat if text in (m.get("text"), m.get("caption"))]
    return found[-1]["message_id"]


async def filed(citizen, *, words="they took my money", name=None, contact=None):
    """A report through its questions, each answer a message that may be edited."""
    await citizen.says("https://example.org/shop")
    await citizen.taps("Fraud")
    await citizen.taps("Fake bank")
    await citizen.says(words)
    await citizen.taps("Region")
    await citizen.taps("Changsha")
    if name:
        await citizen.taps("Contact")
        await citizen.taps("Use real name")
        await citizen.says(name)
        await citizen.says(contact)
    await submit(citizen)


async def card(person):
    await person.says("/case 2611-0001")
    return newest(person)


def replaces(world, person, message_id, **changes):
    """Change a message of one's own in ways that the sandbox's people do not: media, nothing."""
    message = copy.deepcopy(next(m for m in person.chat if m["message_id"] == message_id))
    message |= {"edit_date": int(world.at[0]), **changes}
    world.telegram.inject(TOKEN, {"edited_message": message})


async def test_an_answer_of_an_open_report_is_replaced_and_the_open_question_shown(
    citizen, world, moderator
):
    await until(citizen, "region")
    await citizen.edits(mine(citizen, "they took my money"), "they took my mother's money")

    citizen.sees("edited-open")
    citizen.sees("report-region-ask")
    await citizen.taps("Changsha")
    await submit(citizen)
    assert await world.db.run(reports.text_of, 1) == "they took my mother's money"


async def test_an_edited_link_is_read_anew(citizen, world):
    await until(citizen, "identity")
    link = next(m for m in citizen.chat if not m["from"]["is_bot"] and "http" in m.get("text", ""))
    await citizen.edits(link["message_id"], "it is https://other.example.org/x")
    citizen.sees("edited-open")
    await citizen.taps("Stay anonymous")
    assert "other.example.org/x" in citizen.last["text"]
    assert "example.org/shop" not in citizen.last["text"]


async def test_a_bad_new_version_is_refused_kindly_and_the_old_stays(citizen, world):
    await until(citizen, "review")
    await citizen.edits(mine(citizen, STEPS["contact"][1]), "call me maybe")

    citizen.sees("edited-bad")
    citizen.sees("report-contact-bad-phone")
    citizen.sees("report-review-ask")
    assert "+8613800138000" in citizen.last["text"]


async def test_a_place_taken_back_by_an_edit_is_asked_for_again_and_nothing_else_is_lost(
    citizen, world
):
    await until(citizen, "words")
    await citizen.edits(mine(citizen, STEPS["material"][1]), "x")
    citizen.sees("edited-open")
    citizen.sees("report-material-ask")
    await citizen.says("https://example.org/other")
    citizen.sees("report-review-ask")  # the category still stands


@pytest.mark.soak
async def test_the_review_shows_the_new_version(citizen, world):
    await until(citizen, "identity")
    await citizen.taps("Stay anonymous")
    await citizen.edits(mine(citizen, "they took my money"), "they took everything")
    citizen.sees("edited-open")
    assert "they took everything" in citizen.last["text"]


@pytest.mark.soak
async def test_words_that_were_gone_back_from_are_still_put_right_by_an_edit(citizen, world):
    await until(citizen, "region")
    await citizen.taps("Back")
    await citizen.taps("Back")
    citizen.sees("report-subcategory-ask")
    await citizen.edits(mine(citizen, "they took my money"), "they took my house")

    citizen.sees("edited-open")
    citizen.sees("report-subcategory-ask")
    await citizen.taps("Fake bank")
    await submit(citizen)
    assert await world.db.run(reports.text_of, 1) == "they took my house"


@pytest.mark.soak
async def test_a_contact_gone_back_to_takes_the_edit_as_its_answer(citizen, world):
    await until(citizen, "review")
    await citizen.taps("Back")
    citizen.sees("report-contact-ask")
    await citizen.edits(mine(citizen, STEPS["contact"][1]), "139 0013 9000")

    citizen.sees("edited-open")
    citizen.sees("report-review-ask")
    assert "+8613900139000" in citizen.last["text"]


@pytest.mark.soak
async def test_a_message_whose_answer_was_given_anew_changes_nothing(citizen, world):
    await until(citizen, "review")
    first = mine(citizen, STEPS["contact"][1])
    await citizen.taps("Contact")
    await citizen.taps("Leave contact")
    await citizen.says("lin@example.org")
    await citizen.edits(first, "139 0013 9000")

    assert "13900139000" not in citizen.last["text"]
    assert "lin@example.org" in citizen.last["text"]
    citizen.sees("report-review-ask")


@pytest.mark.soak
async def test_an_edited_caption_is_the_new_one(citizen, world, moderator):
    await until(citizen, "evidence")
    await citizen.sends("proof.png", data=PNG, caption="my neighbour")
    await citizen.edits(mine(citizen, "my neighbour"), "somebody I know")
    citizen.sees("edited-open")
    for label in ("Done", "Region", "Changsha"):
        await citizen.taps(label)
    await submit(citizen)

    text = await world.db.run(reports.text_of, 1)
    assert "somebody I know" in text
    assert "my neighbour" not in text


async def test_a_caption_added_to_a_picture_that_had_none_is_kept(citizen, world):
    await until(citizen, "evidence")
    await citizen.sends("proof.png", data=PNG)
    photo = [m for m in citizen.chat if "photo" in m][-1]["message_id"]
    await citizen.edits(photo, "this is the shop")
    for label in ("Done", "Region", "Changsha"):
        await citizen.taps(label)
    await submit(citizen)

    assert "this is the shop" in await world.db.run(reports.text_of, 1)


async def test_words_of_a_filed_report_get_a_new_version_and_the_first_stays(
    citizen, world, moderator
):
    await filed(citizen)
    await citizen.edits(mine(citizen, "they took my money"), "they took my mother's money")

    citizen.sees("edited-filed")
    moderator.saw("notice-reporter_edited", number="2611-0001")
    text = newest(moderator)
    assert "they took my money" in text
    assert "they took my mother's money" in text
    assert moderator.words("staff-edited-here") in text
    assert await world.db.run(reports.text_of, 1) == "they took my money"
    [version] = await world.db.run(messages.last, 1, limit=5)
    assert (version.kind, version.version_of, version.report_id) == ("edit", None, 1)
    assert version.author == journal.reporter(1)
    verbs = [entry.verb for entry in await world.db.run(journal.of_case, 1)]
    assert verbs == ["submit", "edit"]


def in_order(text, *found):
    """Whether these stand in a text, one after the other."""
    places = [text.find(each) for each in found]
    return -1 not in places and places == sorted(places)


async def filed_in_three(citizen):
    """A report of three messages with words."""
    await citizen.says("https://example.org/shop")
    await citizen.taps("Fraud")
    await citizen.taps("Fake bank")
    for words in ("They called me on Monday.", "I paid 3000.", "They do not answer now."):
        await citizen.says(words)
    await citizen.taps("Region")
    await citizen.taps("Changsha")
    await submit(citizen)


async def test_staff_see_which_part_of_a_report_was_edited_and_what_it_first_said(
    citizen, world, moderator
):
    await filed_in_three(citizen)
    await citizen.edits(mine(citizen, "I paid 3000."), "I paid 30000.")
    await citizen.edits(mine(citizen, "I paid 30000."), "I paid 13000.")

    text, here = await card(moderator), moderator.words("staff-edited-here")
    rest = ("They called me on Monday.", "I paid 13000.", here, "I paid 3000.")
    assert in_order(text, *rest, "They do not answer now.")
    assert text.count(here) == 1  # only once, with the newest version
    assert moderator.words("staff-edited-later") not in text


async def test_a_part_that_is_taken_out_is_said_so_with_what_it_said(citizen, world, moderator):
    await until(citizen, "evidence")
    await citizen.sends("proof.png", data=PNG, caption="the seller is Li")
    for label in ("Done", "Region", "Changsha"):
        await citizen.taps(label)
    await submit(citizen)
    replaces(world, citizen, mine(citizen, "the seller is Li"), caption=None)
    await world.settle()

    citizen.saw("edited-filed")
    text = await card(moderator)
    assert in_order(text, moderator.words("staff-edited-out"), "the seller is Li")
    assert text.count("the seller is Li") == 1


async def test_a_caption_added_after_filing_marks_no_words_as_edited(citizen, world, moderator):
    await until(citizen, "evidence")
    await citizen.sends("proof.png", data=PNG)
    photo = [m for m in citizen.chat if "photo" in m][-1]["message_id"]
    for label in ("Done", "Region", "Changsha"):
        await citizen.taps(label)
    await submit(citizen)
    await citizen.edits(photo, "this is the shop")

    text = await card(moderator)
    assert "this is the shop" in text
    for mark in ("staff-edited-later", "staff-edited-here", "staff-edited-out"):
        assert moderator.words(mark) not in text


async def test_of_an_addition_in_several_messages_the_edited_one_is_marked(
    citizen, world, moderator
):
    await filed(citizen)
    world.later(600)
    for words in ("it is back", "as shop99", "since noon"):
        await citizen.says(words)
    await citizen.taps("Add to report")
    await citizen.edits(mine(citizen, "as shop99"), "as shop98")

    text, here = await card(moderator), moderator.words("staff-edited-here")
    assert in_order(text, "it is back", "as shop98", here, "as shop99", "since noon")
    assert moderator.words("staff-edited-later") not in text


async def test_no_version_of_an_edited_part_shows_staff_the_contact_that_was_left(
    citizen, world, moderator
):
    words, contact = "write to lin@mail.example.org at once", "lin@mail.example.org"
    await filed(citizen, words=words, name="Lin Xiaoyu", contact=contact)
    await citizen.edits(mine(citizen, words), "write to lin@mail.example.org tomorrow")

    text = await card(moderator)
    assert in_order(text, "tomorrow", moderator.words("staff-edited-here"), "at once")
    assert contact not in text


async def test_an_edit_of_an_earlier_release_keeps_its_mark_behind_the_text(
    citizen, world, moderator
):
    await filed_in_three(citizen)
    old = messages.Message(
        case_id=1,
        report_id=1,
        kind="edit",
        author=journal.reporter(1),
        text="I paid 30000.",
        written_at=int(world.at[0]),
    )
    await world.db.run(messages.add, old)

    text = await card(moderator)
    later = moderator.words("staff-edited-later")
    assert in_order(text, "I paid 3000.", "They do not answer now.", later, "I paid 30000.")


async def test_an_edited_addition_is_a_version_of_that_message(citizen, world, moderator):
    await filed(citizen)
    world.later(60)  # more in a minute would be one message
    await citizen.taps("Add evidence")
    await citizen.says("it is back")
    text = "it is back"
    for newer in ("it is back under another name", "it is back as shop99"):
        await citizen.edits(mine(citizen, text), newer)
        text = newer

    first, *versions = await world.db.run(messages.last, 1, limit=5)
    assert (first.kind, first.text) == ("addition", "it is back")
    assert [(v.kind, v.version_of) for v in versions] == [("edit", first.id)] * 2
    assert [v.text for v in versions] == ["it is back under another name", "it is back as shop99"]
    world.later(600)  # two edits within ten minutes: the second is told at their end
    await world.settle()
    assert newest(moderator).count(moderator.words("staff-edited-later")) == 1
    assert newest(moderator).endswith("it is back as shop99")


@pytest.mark.soak
async def test_an_edited_answer_to_the_offices_question_reaches_the_office(
    citizen, world, moderator
):
    await filed(citizen)
    await moderator.says("/case 2611-0001")
    await moderator.taps_on_card("Ask reporter")
    await moderator.says("Which account?")
    await citizen.taps("Answer the office")
    await citizen.says("the one ending in 42")
    await citizen.edits(mine(citizen, "the one ending in 42"), "the one ending in 43")

    moderator.saw("notice-reporter_edited", number="2611-0001")
    assert "the one ending in 43" in newest(moderator)
    assert "the one ending in 42" in newest(moderator)


async def test_an_edit_that_changes_no_word_is_passed_over(citizen, world, moderator):
    await filed(citizen)
    before = (len(citizen.chat), len(moderator.chat))
    replaces(world, citizen, mine(citizen, "they took my money"))
    await world.settle()

    assert (len(citizen.chat), len(moderator.chat)) == before


async def test_a_contact_put_right_stays_sealed_and_staff_see_nothing_of_it(
    citizen, world, moderator
):
    await filed(citizen, name="Lin Xiaoyu", contact="lin@mail.example.org")
    await citizen.edits(mine(citizen, "lin@mail.example.org"), "not an address")
    citizen.sees("edited-bad")
    await citizen.edits(mine(citizen, "not an address"), "lin.xy@mail.example.org")
    citizen.sees("edited-contact")
    await citizen.edits(mine(citizen, "Lin Xiaoyu"), "Lin Xiao Yu")

    kept = await world.db.run(reporter_links.contact_of, 1)
    assert kept == {"email": "lin.xy@mail.example.org", "name": "Lin Xiao Yu"}
    assert moderator.words("notice-reporter_edited", number="2611-0001") not in moderator.texts()
    seen = moderator.texts() + await card(moderator)
    assert "lin.xy" not in seen
    assert "Xiao" not in seen


@pytest.mark.soak
async def test_a_picture_put_in_anothers_place_is_kept_beside_it(citizen, world, moderator):
    await until(citizen, "evidence")
    await citizen.sends("proof.png", data=PNG)
    shown = [m for m in citizen.chat if "photo" in m][-1]
    for label in ("Done", "Region", "Changsha"):
        await citizen.taps(label)
    await submit(citizen)
    await citizen.sends("other.png", data=PNG + b"another one")  # begins something of its own
    other = [m for m in citizen.chat if "photo" in m][-1]
    await citizen.taps("Cancel")
    replaces(world, citizen, shown["message_id"], photo=other["photo"])
    await world.settle()

    citizen.saw("edited-filed")
    assert len(await world.db.run(evidence_reading.of_case, 1)) == 2
    moderator.saw("notice-reporter_edited", number="2611-0001")


async def test_of_a_closed_category_no_file_comes_in_by_an_edit(citizen, world):
    above = await world.staff("Peng", Role.MODERATOR, unit="hunan")
    await citizen.says("https://example.org/shop")
    await citizen.taps("Sexual")
    await citizen.taps("Child")
    await citizen.taps("Skip")
    await submit(citizen)
    await citizen.says("https://elsewhere.example.org")
    await citizen.sends("x.png", data=PNG)
    photo = [m for m in citizen.chat if "photo" in m][-1]["photo"]
    await citizen.taps("Cancel")
    calls = [name for name, _ in world.telegram.sent].count("getFile")
    replaces(world, citizen, mine(citizen, "https://example.org/shop"), photo=photo)
    await world.settle()

    citizen.sees("edited-bad")
    assert await world.db.run(evidence_reading.of_case, 1) == ()
    assert [name for name, _ in world.telegram.sent].count("getFile") == calls
    assert above.words("notice-reporter_edited", number="2611-0001") not in above.texts()


async def test_what_is_deleted_gets_no_new_version(citizen, world, moderator):
    await filed(citizen)
    await puts(world, await world.db.run(cases.get, 1), Status.PURGED)
    await citizen.edits(mine(citizen, "they took my money"), "never mind")

    citizen.sees("report-purged")
    assert await world.db.run(messages.last, 1, limit=5) == ()


async def test_staffs_own_edit_of_what_was_sent_changes_nothing_and_is_said(
    citizen, world, moderator
):
    case = await files(world, citizen)
    await moderator.taps_on_card("Tell reporter")
    await moderator.says("We have seen the shop.")
    await moderator.edits(mine(moderator, "We have seen the shop."), "We have closed the shop.")

    moderator.sees("edited-sent")
    assert "We have closed the shop." not in citizen.texts()
    assert (await now(world, case)).status is Status.SUBMITTED


@pytest.mark.soak
async def test_staffs_open_answer_is_replaced_before_it_is_sent(citizen, world, moderator):
    await files(world, citizen)
    await moderator.taps("Accept")
    await moderator.taps_on_card("Start checking")
    await moderator.taps_on_card("Decide")
    await moderator.taps("Removed by the unit itself")
    await moderator.taps("I saw it myself")
    await moderator.taps("Change facts")
    await moderator.says("a copy of a bank's sight")
    await moderator.edits(mine(moderator, "a copy of a bank's sight"), "a copy of a bank's site")

    moderator.sees("edited-open")
    moderator.sees("decide-sure-ask")
    await writes(moderator, words="The shop was removed.")
    assert "a copy of a bank's site" in newest(moderator)
    assert "bank's sight" not in newest(moderator)


async def test_after_two_days_nobody_knows_any_more_what_a_message_said(citizen, world, moderator):
    await filed(citizen)
    world.later(50 * HOUR)
    await world.db.run(by_system, world.jubao.services.conditions(), scheduled.sweep)
    await citizen.edits(mine(citizen, "they took my money"), "never mind")

    citizen.sees("edited-unknown")
    who = await world.db.run(reporter_links.reporter, 1)
    assert await world.db.run(message_index.find, who, mine(citizen, "never mind")) is None


async def test_a_cancelled_form_leaves_nothing_of_what_its_messages_said(citizen, world):
    await until(citizen, "evidence")
    await citizen.taps("Cancel")
    await citizen.edits(mine(citizen, "they took my money"), "never mind")

    citizen.sees("edited-unknown")


@pytest.mark.soak
async def test_edits_without_end_come_to_one(citizen, world, moderator):
    await filed(citizen)
    text = "they took my money"
    for number in range(31):
        await citizen.edits(mine(citizen, text), f"version {number}")
        text = f"version {number}"

    assert len(await world.db.run(messages.last, 1, limit=50)) == 30
    assert "You have reached the limit for one hour" in citizen.texts(1)


@pytest.mark.soak
@pytest.mark.parametrize("kind", HOSTILE)
async def test_a_hostile_edit_is_kept_raw_and_shown_safe(citizen, world, moderator, kind):
    await filed(citizen)
    text = HOSTILE[kind]
    replaces(world, citizen, mine(citizen, "they took my money"), text=text, entities=[])
    await world.settle()

    assert citizen.words("error-bug", reference="")[:30] not in citizen.texts()
    versions = await world.db.run(messages.last, 1, limit=5)
    if kind == "long":
        citizen.sees("edited-bad")
        assert versions == ()
        return
    assert versions[-1].text == text.replace("\x00", "").encode("utf-8", "replace").decode()
    await card(moderator)
    kinds = {entity["type"] for entity in moderator.last.get("entities", [])}
    assert not kinds & {"url", "text_link", "mention", "bot_command", "email"}
    assert "\u202e" not in moderator.last["text"]


async def test_where_somebody_is_while_they_move_is_no_edit(citizen, world):
    await citizen.says("/start")
    before = len(citizen.chat)
    user = {"id": citizen.account, "is_bot": False, "first_name": "Lin", "language_code": "en"}
    chat = {"id": citizen.account, "type": "private", "first_name": "Lin"}
    place = {"latitude": 28.2, "longitude": 112.9}
    message = {"message_id": 900, "date": 1, "edit_date": 2, "chat": chat, "from": user}
    world.telegram.inject(TOKEN, {"edited_message": {**message, "location": place}})
    await world.settle()

    assert len(citizen.chat) == before


@pytest.mark.parametrize("language", ["en", "zh-hans"])
async def test_an_edit_that_takes_out_the_only_link_says_which(world, language):
    person = world.person("Lin", language)
    await person.says("they sell fake papers at https://papers.example.org/x and answer at night")
    mine = person.chat[-2]["message_id"]
    await person.edits(mine, "they sell fake papers and answer at night")
    person.sees("edited-open")
    person.sees("edited-link-gone", link="https://papers.example.org/x")
    assert [each["type"] for each in person.last["entities"]] == ["code"]


async def test_an_edit_that_puts_another_link_in_its_place_says_nothing_of_it(citizen):
    await citizen.says("it is https://one.example.org/x")
    await citizen.edits(mine(citizen, "it is https://one.example.org/x"), "https://two.example.org")
    citizen.sees("edited-open")
    assert "one[.]example" not in citizen.last["text"]


async def test_a_review_that_shows_an_older_version_loses_its_buttons(citizen, world):
    await to_review(citizen)
    first = citizen.last
    text = "they took my money"
    await citizen.edits(mine(citizen, text), "they took my savings")
    second = citizen.last
    await citizen.edits(mine(citizen, "they took my savings"), "they took all I had")

    for older in (first, second):
        now_shown = next(m for m in citizen.chat if m["message_id"] == older["message_id"])
        assert not now_shown.get("reply_markup")
    assert "they took all I had" in newest(citizen)
    assert citizen.data("Submit")[0] == citizen.last["message_id"]


def forgets_what_it_showed(world, person):
    """The bot no longer knows its last message, as after a restart or in another process."""
    world.jubao.services.questions.remember(person.account, 1, "another")


async def test_an_older_review_never_files_what_it_does_not_show(citizen, world, moderator):
    await until(citizen, "review")
    older = citizen.data("Submit")
    forgets_what_it_showed(world, citizen)
    await citizen.edits(mine(citizen, "they took my money"), "they took my mother's money")
    await citizen.presses(*older)

    citizen.sees("answer-outdated")
    assert "they took my mother's money" in newest(citizen)
    assert "2611-0001" not in moderator.texts()
    await submit(citizen)
    assert await world.db.run(reports.text_of, 1) == "they took my mother's money"


async def test_a_review_of_an_earlier_release_is_shown_anew_before_it_is_filed(
    citizen, world, moderator
):
    await until(citizen, "review")
    message_id, data = citizen.data("Submit")
    tag, draft, step, command, _ = data.split(":")
    assert (tag, command) == ("d2", "submit")
    await citizen.presses(message_id, f"d1:{draft}:{step}:{command}")

    citizen.sees("answer-outdated")
    assert "2611-0001" not in moderator.texts()
    await submit(citizen)
    moderator.saw("notice-new_case", number="2611-0001")


async def test_a_review_shown_twice_unchanged_is_filed_by_either(citizen, world):
    await until(citizen, "review")
    older = citizen.data("Submit")
    await citizen.says("/nothing")
    assert citizen.data("Submit")[1] == older[1]
    await citizen.presses(*older)
    assert await world.db.run(reports.text_of, 1) == "they took my money"
