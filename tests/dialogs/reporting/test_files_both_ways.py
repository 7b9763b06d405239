"""Files that an office sends along with its words, and which files never pass in either way."""

import pytest
from telegram.error import BadRequest, Forbidden, NetworkError, RetryAfter

from conversation.form import Given
from domain.network.people import Role
from domain.status import Status
from storage.cases import cases
from storage.evidence import attachments, evidence_reading
from storage.queues.outbox import NoticeState
from tests.dialogs.moderation.test_casework import PNG, accepts, files, newest, now, with_files
from tests.dialogs.reporting.test_talk import two
from tests.dialogs.test_courier import states, stored_in

PDF = b"%PDF-1.4 a form "


def media(person):
    """What files the bot has sent to somebody, in order."""
    kinds = ("photo", "document", "video", "audio", "voice", "animation")
    return [(k, m) for m in person.chat for k in kinds if k in m and m["from"]["is_bot"]]


async def tells(person, *names, kind="document", data=PDF, words="Please fill in this form."):
    """A word with files; the files first."""
    await person.taps_on_card("Tell reporter")
    await person.sends(*names, kind=kind, data=data)
    await person.says(words)


async def tells_while_away(world, person):
    """The same while Telegram hands out no file."""
    await person.taps_on_card("Tell reporter")
    world.wire.faults["getFile"] = NetworkError("away")
    await person.sends("form.pdf", kind="document", data=PDF)
    world.wire.faults["getFile"] = NetworkError("away")
    await person.says("Please fill in this form.")


async def closed_case(world, citizen):
    """A report of child abuse, by its address alone."""
    return await files(
        world,
        citizen,
        category=Given(choice="sexual"),
        subcategory=Given(choice="child_abuse"),
    )


async def test_a_file_comes_after_the_words_under_a_neutral_name_and_is_the_reporters_own(
    world, citizen, moderator
):
    await files(world, citizen)

    await tells(moderator, "Chen-private.pdf")

    [(kind, message)] = media(citizen)
    assert kind == "document"
    tail = citizen.texts().split("··")[1][:4]
    assert message["document"]["file_name"] == f"{tail}-01.pdf"
    assert message["caption"] == citizen.words("notice-files", tail=tail) + " · 1/1"
    assert not message.get("has_protected_content")
    told = next(m for m in citizen.chat if "Please fill in" in m.get("text", ""))
    assert told["message_id"] < message["message_id"]


async def test_pictures_go_with_a_question_as_an_album_without_a_spoiler(world, citizen, moderator):
    await files(world, citizen)
    await moderator.taps_on_card("Ask reporter")
    await moderator.sends("a.png", "b.png", kind="photo", data=PNG, caption="Chen says: look")
    world.later(3)
    await world.settle()
    moderator.sees("files-kept", files=2)
    assert "Done" not in moderator.labels()

    await moderator.says("Is it one of these two?")

    found = media(citizen)
    assert [kind for kind, _ in found] == ["photo", "photo"]
    assert not any(message.get("has_media_spoiler") for _, message in found)
    assert "Is it one of these two?" in citizen.texts()
    assert "Chen says: look" in citizen.texts()  # what stood under it was said, too


async def test_files_of_an_office_are_counted_on_the_card_and_are_no_evidence(
    world, citizen, moderator
):
    case = await with_files(world, citizen, "proof.png")
    await moderator.says(f"/case {case.number}")

    await tells(moderator, "form.pdf", "guide.pdf")
    world.later(3)
    await world.settle()
    await moderator.says(f"/case {case.number}")

    text = newest(moderator)
    assert moderator.words("staff-evidence", count=1) in text
    assert moderator.words("staff-enclosed", count=2) in text
    assert "1. Document" in text.split("📎")[-1]
    await moderator.taps_on_card("Evidence")
    assert [kind for kind, _ in media(moderator)] == ["photo"]


@pytest.mark.soak
async def test_an_offices_file_is_no_evidence_that_had_to_be_seen(world, citizen, moderator):
    case = await files(world, citizen)
    await tells(moderator, "form.pdf")
    await accepts(moderator)
    await moderator.taps_on_card("Start checking")

    await moderator.taps_on_card("Ask for measures")

    moderator.sees("measures-addressee-ask")
    assert (await now(world, case)).evidence_seen_at is None


async def test_files_are_not_owed_before_their_bytes_are_there(world, citizen, moderator):
    await files(world, citizen)
    await tells_while_away(world, moderator)
    assert "Please fill in this form." in citizen.texts()
    assert media(citizen) == []
    assert moderator.words("staff-file-coming") in newest(moderator)

    world.later(60)
    await world.settle()
    assert len(media(citizen)) == 1


@pytest.mark.soak
async def test_a_file_that_cannot_be_had_keeps_the_others_from_nobody(world, citizen, moderator):
    case = await files(world, citizen)
    await moderator.taps_on_card("Tell reporter")
    await moderator.sends("a.pdf", kind="document", data=PDF)
    world.wire.faults["getFile"] = BadRequest("file is gone")
    await moderator.sends("b.pdf", kind="document", data=PDF)
    await moderator.says("Two forms.")

    assert len(media(citizen)) == 1
    await moderator.says(f"/case {case.number}")
    assert moderator.words("staff-refused-gone") in newest(moderator)


@pytest.mark.soak
async def test_with_two_asked_each_gets_the_file_once(world, citizen, moderator):
    other = world.person("Mei")
    case = await two(world, citizen, other)
    await moderator.says(f"/case {case.number}")
    await moderator.taps_on_card("Tell reporter")
    await moderator.taps("Everybody")
    await moderator.sends("form.pdf", kind="document", data=PDF)
    await moderator.says("A form.")

    assert len(media(citizen)) == len(media(other)) == 1


@pytest.mark.soak
async def test_a_pause_of_telegrams_holds_the_files_and_nothing_is_sent_twice(
    world, citizen, moderator
):
    await files(world, citizen)
    await moderator.taps_on_card("Tell reporter")
    await moderator.sends("a.png", kind="photo", data=PNG)
    await moderator.sends("b.pdf", kind="document", data=PDF)
    world.wire.faults["sendDocument"] = RetryAfter(30)  # the picture has gone through by then
    await moderator.says("Two files.")
    assert [kind for kind, _ in media(citizen)] == ["photo"]

    world.later(31)
    await world.settle()

    assert [kind for kind, _ in media(citizen)] == ["photo", "document"]
    assert (await states(world, "files"))[0][0] is NoticeState.SENT


@pytest.mark.soak
async def test_files_whose_fate_nobody_knows_are_tried_three_times_in_all(
    world, citizen, moderator
):
    await files(world, citizen)
    await moderator.taps_on_card("Tell reporter")
    await moderator.sends("form.pdf", kind="document", data=PDF)
    world.wire.faults["sendDocument"] = NetworkError("lost")
    await moderator.says("A form.")
    for _ in range(2):
        world.later(3600)
        world.wire.faults["sendDocument"] = NetworkError("lost")
        await world.settle()

    assert (await states(world, "files"))[0] == (NoticeState.UNCERTAIN, 3, 2)


@pytest.mark.soak
async def test_who_blocked_the_bot_gets_no_files(world, citizen, moderator):
    await files(world, citizen)
    await moderator.taps_on_card("Tell reporter")
    await moderator.sends("form.pdf", kind="document", data=PDF)
    world.wire.faults["sendDocument"] = Forbidden("bot was blocked by the user")
    await moderator.says("A form.")

    assert media(citizen) == []
    assert (await states(world, "files"))[0][0] is NoticeState.UNREACHABLE


@pytest.mark.soak
async def test_a_picture_telegram_does_not_take_goes_as_a_plain_file(world, citizen, moderator):
    await files(world, citizen)
    await moderator.taps_on_card("Tell reporter")
    await moderator.sends("bomb.png", kind="photo", data=PNG)
    world.wire.faults["sendPhoto"] = BadRequest("PHOTO_INVALID_DIMENSIONS")
    await moderator.says("A picture.")

    assert [kind for kind, _ in media(citizen)] == ["document"]


@pytest.fixture
async def above(world):
    """A moderator of the province, where such reports go."""
    return await world.staff("Peng", Role.MODERATOR, unit="hunan")


async def test_of_a_closed_category_no_file_goes_out(world, citizen, above):
    case = await closed_case(world, citizen)
    await above.taps_on_card("Tell reporter")

    await above.sends("form.pdf", kind="document", data=PDF)

    above.sees("files-never-here")
    above.sees("tell-text-ask")
    await above.says("Thank you for the address.")
    assert media(citizen) == []
    assert await world.db.run(attachments.of_case, case.id) == {}


@pytest.mark.parametrize("way", ["addition", "answer"])
async def test_of_a_closed_category_no_file_comes_in_later_either(world, citizen, above, way):
    case = await closed_case(world, citizen)
    if way == "answer":
        await above.taps_on_card("Ask reporter")
        await above.says("Is it still online?")
        await citizen.taps("Answer the office")
    else:
        await citizen.taps("Add evidence")
    calls = [name for name, _ in world.telegram.sent].count("getFile")

    await citizen.sends("proof.png", data=PNG)

    hotline = world.jubao.services.profile.taxonomy.of("sexual", "child_abuse").hotline
    citizen.sees("files-never", hotline=hotline, emergency="110")
    citizen.sees(f"{way}-content-ask")
    assert await world.db.run(evidence_reading.of_case, case.id) == ()
    assert [name for name, _ in world.telegram.sent].count("getFile") == calls


@pytest.mark.soak
async def test_what_has_become_a_closed_category_meanwhile_is_not_sent(world, citizen, moderator):
    case = await files(world, citizen)
    await tells_while_away(world, moderator)

    def close(tx):
        seen = cases.get(tx, case.id).version
        cases.change(tx, case.id, seen=seen, category="sexual", subcategory="child_abuse")

    await world.db.run(close)
    world.later(60)
    await world.settle()

    assert media(citizen) == []


@pytest.mark.soak
async def test_a_word_given_up_leaves_none_of_its_files(world, citizen, moderator, tmp_path):
    case = await files(world, citizen)
    await moderator.taps_on_card("Tell reporter")
    await moderator.sends("form.pdf", kind="document", data=PDF)
    await moderator.taps("Cancel")

    assert (await now(world, case)).status is Status.SUBMITTED
    assert not stored_in(tmp_path)
    assert media(citizen) == []


async def test_a_note_takes_no_files(world, citizen, moderator):
    await files(world, citizen)
    await moderator.taps_on_card("Note")
    await moderator.sends("form.pdf", kind="document", data=PDF)

    moderator.sees("answer-words-wanted")


async def test_words_under_a_first_picture_are_kept_though_they_name_no_place(
    world, citizen, moderator
):
    await citizen.sends("proof.png", data=PNG, caption="my neighbour sent me this")
    for how, what in (
        ("says", "https://example.org/shop"),
        ("taps", "Fraud"),
        ("taps", "Fake bank"),
        ("taps", "Region"),
        ("taps", "Changsha"),
        ("taps", "Submit report"),
    ):
        await getattr(citizen, how)(what)

    assert "my neighbour sent me this" in newest(moderator)
