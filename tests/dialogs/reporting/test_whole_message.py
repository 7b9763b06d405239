"""All that a message carries is part of the report, and what cannot be kept is named."""

import pytest
from telegram.error import BadRequest

from domain.report import MAX_FILE_BYTES, MAX_FILES
from sandbox.telegram import File
from tests.dialogs.moderation.test_casework import PNG, files, newest, with_files
from tests.dialogs.reporting.test_report import submit, to_review

CHANNEL = {"id": -1001234500001, "title": "Fortune", "type": "channel", "username": "fortune_demo"}
POSTED = {"type": "channel", "chat": CHANNEL, "message_id": 57, "date": 1760000000}
FORWARDED = {"forward_origin": POSTED}
INLINE_BOT = {"id": 5550001, "is_bot": True, "first_name": "Vote", "username": "vote"}
PDF = b"%PDF-1.7\n"
BIG = bytes(MAX_FILE_BYTES + 1)


@pytest.fixture
def film(world):
    """`film()`: a film that is too big, as the content of a message."""

    def film(account):
        [message] = world.telegram.upload(
            account, account, [File("film.mp4", "video/mp4", BIG)], kind="video"
        )
        world.telegram.take_updates("1000001:tests-tests-tests-tests-tests-tests-1")
        return {"video": message["video"]}

    return film


async def sends(person, **content):
    """A message as the Bot API writes it."""
    person.world.after_the_last(person.account)
    person.world.telegram.send(person.account, person.account, content)
    await person.world.settle()


async def files_it(person):
    """From the category on."""
    await to_review(person)
    await submit(person)


async def card_of(moderator):
    """The newest card of staff, with everything of the report."""
    await moderator.says("/case 2611-0001")
    return newest(moderator).replace("[.]", ".")


WHOLE = {
    "story": ({"story": {"chat": CHANNEL, "id": 12}}, ["t.me/fortune_demo/s/12"]),
    "quote": (
        {
            "text": "this post is a fraud",
            "external_reply": {"origin": POSTED, "chat": CHANNEL, "message_id": 57},
            "quote": {"text": "ten for one", "position": 0, "is_manual": True},
        },
        ["fortune_demo/57", "ten for one", "this post is a fraud"],
    ),
    "buttons": (
        {
            **FORWARDED,
            "text": "your bonus",
            "reply_markup": {
                "inline_keyboard": [
                    [{"text": "take it", "url": "https://button.example.org/reg?c=1"}],
                    [{"text": "service", "url": "https://t.me/service_demo"}],
                ]
            },
        },
        ["button.example.org/reg?c=1", "t.me/service_demo", "fortune_demo/57", "your bonus"],
    ),
    "contact": (
        {**FORWARDED, "contact": {"phone_number": "+8613900139000", "first_name": "Service"}},
        ["+8613900139000", "Service"],
    ),
    "contact, not forwarded": (
        {"contact": {"phone_number": "+8613900139000", "first_name": "Service"}},
        ["+8613900139000", "Service"],
    ),
    "by way of an inline bot": (
        {**FORWARDED, "text": "vote https://vote.example.org/x", "via_bot": INLINE_BOT},
        ["vote.example.org/x", "fortune_demo/57"],
    ),
    "forwarded command": (
        {**FORWARDED, "text": "/win here https://win.example.org/", "entities": []},
        ["]win here", "win.example.org"],
    ),
}


@pytest.mark.parametrize("kind", WHOLE)
async def test_it_begins_a_report_and_staff_read_all_of_it(world, citizen, moderator, kind):
    content, wanted = WHOLE[kind]
    await sends(citizen, **content)
    citizen.sees("report-category-ask")
    await files_it(citizen)

    card = await card_of(moderator)
    for each in wanted:
        assert each in card, card


COMMANDS = ("/cancel please see https://b.example.org/", "/cancel@jubao_test_bot", "/start payload")


@pytest.mark.parametrize("text", [*COMMANDS, "/report https://b.example.org/", "/unheard_of"])
async def test_a_forwarded_command_is_content_and_is_never_run(citizen, text):
    await citizen.says("https://a.example.org/")
    mark = {"type": "bot_command", "offset": 0, "length": len(text.split()[0])}
    await sends(citizen, text=text, entities=[mark], **FORWARDED)
    for said in ("cancel-done", "command-unknown"):
        assert citizen.words(said) not in citizen.texts()
    citizen.sees("report-category-ask")


async def test_a_forwarded_slash_begins_a_report(citizen):
    mark = {"type": "bot_command", "offset": 0, "length": 7}
    await sends(citizen, text="/cancel your order", entities=[mark], **FORWARDED)
    citizen.sees("report-category-ask")


async def test_somebody_elses_contact_is_not_how_a_reporter_is_reached(world, citizen):
    await citizen.says("https://a.example.org/")
    for label in ("Fraud", "Fake bank", "Skip", "Contact", "Leave contact"):
        await citizen.taps(label)
    citizen.sees("report-contact-ask")
    await sends(citizen, contact={"phone_number": "+8613900139000", "first_name": "Wang"})
    citizen.sees("report-contact-ask")


async def test_what_is_said_with_the_command_about_a_quoted_post_is_kept(citizen, moderator):
    content = WHOLE["quote"][0]
    mark = {"type": "bot_command", "offset": 0, "length": 7}
    await sends(citizen, **{**content, "text": "/report a fraud, clearly", "entities": [mark]})
    citizen.sees("report-category-ask")
    await files_it(citizen)
    card = await card_of(moderator)
    for each in ("fortune_demo/57", "ten for one", "a fraud, clearly"):
        assert each in card, card


async def test_an_edit_of_words_about_a_quoted_post_is_their_new_version(citizen, moderator):
    await sends(citizen, **WHOLE["quote"][0])
    said = [m for m in citizen.chat if "external_reply" in m][-1]
    await citizen.edits(said["message_id"], "this post is a swindle")
    await files_it(citizen)
    card = await card_of(moderator)
    assert "this post is a swindle" in card
    assert "this post is a fraud" not in card
    assert "ten for one" in card


# By way of an inline bot.


async def test_staff_are_told_to_write_a_command_themselves(world, citizen, moderator):
    case = await files(world, citizen)
    before = len(moderator.chat)
    mark = {"type": "bot_command", "offset": 0, "length": 5}
    await sends(moderator, text=f"/case {case.number}", entities=[mark], via_bot=INLINE_BOT)
    assert len(moderator.chat) == before + 2
    moderator.sees("answer-own-hand")
    assert "they took my money" not in newest(moderator)


async def test_what_an_inline_bot_wrote_is_never_said_in_a_staff_members_name(
    world, citizen, moderator
):
    await files(world, citizen)
    await moderator.taps_on_card("Tell reporter")
    await sends(moderator, text="we pay you back", via_bot=INLINE_BOT)
    moderator.sees("answer-own-hand")
    moderator.sees("tell-text-ask")
    assert "we pay you back" not in citizen.texts()
    await moderator.says("it is being checked")
    assert "it is being checked" in citizen.texts()


async def test_staff_report_like_anybody_by_way_of_an_inline_bot(moderator):
    await sends(moderator, text="look https://vote.example.org/x", via_bot=INLINE_BOT)
    moderator.sees("report-category-ask")


async def test_a_citizen_commands_by_way_of_an_inline_bot(citizen):
    mark = {"type": "bot_command", "offset": 0, "length": 6}
    await sends(citizen, text="/cases", entities=[mark], via_bot=INLINE_BOT)
    citizen.sees("cases-none")


async def test_what_this_bot_itself_offers_to_write_is_no_report(citizen):
    await citizen.says("/start")
    before = len(citizen.chat)
    ours = {"id": 1000001, "is_bot": True, "first_name": "Jubao", "username": "jubao_test_bot"}
    await sends(citizen, text="Call 12377, https://www.12377.cn/", via_bot=ours)
    assert len(citizen.chat) == before + 1


async def test_a_picture_of_a_quoted_post_is_evidence_and_stops_no_words(world, citizen, moderator):
    parts = [File("a.png", "image/png", PNG)]
    [said] = world.telegram.upload(citizen.account, citizen.account, parts, kind="photo")
    world.telegram.take_updates("1000001:tests-tests-tests-tests-tests-tests-1")
    answered = {"origin": POSTED, "chat": CHANNEL, "message_id": 57, "photo": said["photo"]}
    await sends(citizen, text="this post is a fraud", external_reply=answered)
    await files_it(citizen)
    card = await card_of(moderator)
    assert moderator.words("staff-evidence", count=1) in card
    assert "this post is a fraud" in card

    await moderator.taps_on_card("Tell reporter")
    await moderator.says("/cancel")
    await citizen.says("/suggest")
    await sends(citizen, text="please answer faster", external_reply=answered)
    assert citizen.words("answer-words-wanted") not in citizen.texts()


# What cannot be kept.


@pytest.mark.parametrize("language", ["en", "zh-hans"])
@pytest.mark.parametrize(
    ("content", "said"),
    [
        ({"location": {"longitude": 112.9, "latitude": 28.2}}, "not-kept-location"),
        ({"hologram": {"title": "?"}}, "not-kept-unknown"),
    ],
)
async def test_what_is_not_kept_is_named_with_its_reason(world, language, content, said):
    person = world.person("Mei", language)
    await sends(person, **content)
    person.sees(said)
    await person.says("https://a.example.org/")
    await sends(person, **content)
    person.sees(said)
    person.sees("report-category-ask")


async def test_a_film_too_big_leaves_the_rest_of_its_message(world, citizen, moderator, film):
    await sends(
        citizen,
        **film(citizen.account),
        **FORWARDED,
        caption="all of it: https://film.example.org/v",
    )
    citizen.sees("file-not-kept-too_big", size=20)
    citizen.sees("report-category-ask")
    await files_it(citizen)

    card = await card_of(moderator)
    assert "fortune_demo/57" in card
    assert "film.example.org/v" in card
    assert moderator.words("staff-refused-too_big") in card


async def test_what_stands_under_a_film_too_big_is_kept_where_files_are_asked(
    world, citizen, moderator, film
):
    await citizen.says("https://a.example.org/")
    for label in ("Fraud", "Fake bank", "Skip", "Add files"):
        await citizen.taps(label)
    await sends(citizen, **film(citizen.account), caption="at 1:20 he asks for money")
    citizen.sees("file-not-kept-too_big", size=20)
    citizen.sees("report-evidence-ask")
    for label in ("Back", "Region", "Changsha", "Submit report"):
        await citizen.taps(label)
    assert "at 1:20" in await card_of(moderator)


async def test_of_an_album_one_file_too_big_is_named_once_and_the_others_are_kept(world, citizen):
    await citizen.says("https://a.example.org/")
    for label in ("Fraud", "Fake bank", "Skip", "Add files"):
        await citizen.taps(label)
    parts = [File(f"{n}.mp4", "video/mp4", bytes([n])) for n in range(4)]
    parts.insert(1, File("big.mp4", "video/mp4", BIG))
    world.telegram.upload(citizen.account, citizen.account, parts, kind="video", caption="see all")
    await world.settle()
    world.later(3)
    await world.settle()
    assert citizen.words("kept-files", count=4) in citizen.last["text"]
    said = citizen.words("file-not-kept-too_big", size=20)
    assert citizen.texts().count(said) == 1


@pytest.mark.soak
async def test_of_too_many_files_the_first_are_kept_and_that_is_said_once(world, citizen):
    await citizen.says("https://a.example.org/")
    for label in ("Fraud", "Fake bank", "Skip", "Add files"):
        await citizen.taps(label)
    for album in range(3):
        parts = [File(f"{n}.jpg", "image/jpeg", PNG + bytes([album, n])) for n in range(8)]
        world.telegram.upload(citizen.account, citizen.account, parts, kind="photo")
        await world.settle()
        world.later(3)
        await world.settle()
    assert citizen.words("kept-files", count=MAX_FILES) in citizen.last["text"]
    assert citizen.texts().count(citizen.words("file-not-kept-too_many", most=MAX_FILES)) == 1


# One refused file.


async def test_a_file_that_telegram_refuses_is_named_and_the_others_reach_staff(
    world, citizen, moderator
):
    names = [f"b{number}.txt" for number in range(5)]
    await with_files(world, citizen, *names, kind="document", data=b"paid on Monday ")
    await moderator.says("/case 2611-0001")
    world.wire.faults["sendMediaGroup"] = BadRequest("injected")
    world.wire.faults["sendDocument"] = BadRequest("injected")
    await moderator.taps_on_card("Evidence")

    assert sum("document" in message for message in moderator.chat) == 4
    moderator.sees("files-unsent", count=1, places="1")


async def test_a_picture_that_is_refused_as_one_comes_as_a_file(world, citizen, moderator):
    await with_files(world, citizen, "a.png", "b.png")
    await moderator.says("/case 2611-0001")
    world.wire.faults["sendMediaGroup"] = BadRequest("injected")
    world.wire.faults["sendPhoto"] = BadRequest("PHOTO_INVALID_DIMENSIONS")
    await moderator.taps_on_card("Evidence")

    kinds = [
        kind for message in moderator.chat for kind in ("photo", "document") if kind in message
    ]
    assert sorted(kinds) == ["document", "photo"]
    assert moderator.words("files-unsent", count=1, places="1") not in moderator.texts()


async def test_a_file_that_telegram_refuses_is_named_to_the_reporter(world, citizen, moderator):
    await files(world, citizen)
    await moderator.taps_on_card("Tell reporter")
    await moderator.sends("a.pdf", "b.pdf", "c.pdf", kind="document", data=PDF)
    world.later(3)
    await world.settle()
    world.wire.faults["sendMediaGroup"] = BadRequest("injected")
    world.wire.faults["sendDocument"] = BadRequest("injected")
    await moderator.says("Please fill in these forms.")

    assert sum("document" in m and m["from"]["is_bot"] for m in citizen.chat) == 2
    citizen.sees("notice-files-unsent", count=1, places="1")


async def test_a_file_that_telegram_does_not_hand_out_is_named_to_both_sides(
    world, citizen, moderator
):
    await citizen.says("https://a.example.org/")
    for label in ("Fraud", "Fake bank", "Skip", "Add files"):
        await citizen.taps(label)
    await citizen.sends("a.png", data=PNG)
    await citizen.sends("b.png", data=PNG)
    for label in ("Done", "Region", "Changsha"):
        await citizen.taps(label)
    world.wire.faults["getFile"] = BadRequest("wrong file_id")
    await citizen.taps("Submit report")

    citizen.saw("receipt-files-refused", count=1, places="1")
    card = await card_of(moderator)
    assert moderator.words("staff-refused-gone") in card
    assert moderator.words("staff-evidence", count=2) in card
