"""Forwarding a message of one's own does not name its reporter, wherever it is sent."""

import pytest
from sqlalchemy import select

from sandbox.messages.files import attached
from sandbox.telegram import File
from storage.engine.tables import META
from storage.engine.tables import evidence as file_rows
from storage.evidence import evidence_reading
from storage.reporting import targets
from tests.dialogs.moderation.test_casework import newest
from tests.dialogs.reporting.test_report import submit, to_review
from tests.support.chat import Talker

FIRST, LAST, USERNAME = "Xiaoyu", "Lindholm", "lindholm_cs"
WORDS = "they took my mother's money in the green app: https://example.org/shop"
NAMES = (FIRST, LAST, USERNAME, "Xiao", "lindholm")
FILES = file_rows.select()
PNG = b"\x89PNG\r\n\x1a\n a picture"


@pytest.fixture(params=[False, True], ids=["seen", "hidden"])
def lin(world, request):
    """Somebody with a full name and a username, who hides their account in forwards or not."""
    user = world.telegram.add_user(
        FIRST, last_name=LAST, username=USERNAME, language_code="en", hides=request.param
    )
    return Talker(world, user.id)


async def forwards_own(lin, text=WORDS):
    """Say something, and forward it to the bot; only the forward reaches it."""
    notes = lin.world.telegram.add_group("Notes", members=[lin.account])
    said = lin.world.telegram.say(lin.account, notes.id, text)
    await lin.forwards(notes.id, said["message_id"])


async def sends(lin, content):
    """A message as Telegram's apps cannot be made to write it by hand."""
    lin.world.after_the_last(lin.account)
    lin.world.telegram.send(lin.account, lin.account, content)
    await lin.world.settle()


async def answers(lin, *labels):
    for label in labels:
        await lin.taps(label)


async def files_it(lin):
    await to_review(lin)
    await submit(lin)


def names_nobody(text):
    found = [name for name in NAMES if name in text]
    assert not found, f"{found} in:\n{text}"


async def nobody_is_named(world, moderator):
    """On the card, in the news, and in all that is kept for it; the card as it is read."""
    await moderator.says("/case 2611-0001")
    card = newest(moderator)
    names_nobody(moderator.texts())
    for target in await world.db.run(targets.of_report, 1):
        names_nobody(str(target))

    def names(tx):
        return [evidence_reading.body_of(tx, row)["name"] for row in tx.execute(FILES)]

    for name in await world.db.run(names):
        names_nobody(name)
    return card


async def test_ones_own_message_begins_a_report_without_its_author(world, lin, moderator):
    await forwards_own(lin)
    lin.sees("own-left-out")
    lin.sees("report-category-ask")
    await files_it(lin)

    card = await nobody_is_named(world, moderator)
    assert "example[.]org/shop" in card
    [target] = await world.db.run(targets.of_report, 1)
    assert target.origin is None


@pytest.mark.soak
async def test_ones_own_words_without_a_link_are_kept_as_the_place(world, lin, moderator):
    await forwards_own(lin, "the group 'easy money' in the green app")
    lin.sees("own-left-out")
    await files_it(lin)

    assert "easy money" in await nobody_is_named(world, moderator)


@pytest.mark.soak
async def test_ones_own_message_that_locates_nothing_is_asked_about(lin):
    await forwards_own(lin, "hello")
    lin.sees("own-left-out")
    lin.sees("report-material-ask")


@pytest.mark.soak
async def test_ones_own_message_is_taken_at_the_review(world, lin, moderator):
    await lin.says("https://example.org/elsewhere")
    await to_review(lin)
    await forwards_own(lin)
    lin.sees("own-left-out")
    lin.sees("report-review-ask")
    names_nobody(lin.last["text"])
    await submit(lin)

    await nobody_is_named(world, moderator)


async def test_somebody_elses_message_is_still_said_to_be_theirs(world, citizen, lin, moderator):
    """It is the content: whoever wrote it is what is reported."""
    notes = world.telegram.add_group("Notes", members=[lin.account, citizen.account])
    said = world.telegram.say(lin.account, notes.id, WORDS)
    await citizen.forwards(notes.id, said["message_id"])
    assert citizen.words("own-left-out") not in citizen.texts()
    await files_it(citizen)

    await moderator.says("/case 2611-0001")
    assert f"Forwarded from {FIRST} {LAST}" in newest(moderator)


@pytest.mark.parametrize("kind", ["channel", "chat"])
async def test_of_a_post_that_one_has_signed_the_place_stays(world, lin, moderator, kind):
    chat = {"id": -1001234, "type": "channel", "title": "Mill", "username": "mill"}
    where = {"chat": chat, "message_id": 7} if kind == "channel" else {"sender_chat": chat}
    signed = {"type": kind, "date": 1_795_000_000, "author_signature": f"{FIRST} {LAST}"}
    await sends(lin, {"text": "no water for three days!", "forward_origin": signed | where})
    lin.sees("own-left-out")
    await files_it(lin)

    assert "Mill" in await nobody_is_named(world, moderator)
    [target] = await world.db.run(targets.of_report, 1)
    assert (target.origin["username"], target.origin["signature"]) == ("mill", "")


def own(lin):
    """The origin of one's own message, as a forward of it has it."""
    user = lin.world.telegram.users[lin.account]
    if user.hides:
        return {"type": "hidden_user", "date": 9, "sender_user_name": f"{FIRST} {LAST}"}
    return {"type": "user", "date": 9, "sender_user": user.wire()}


def photo(lin, name="shot.png", kind="document"):
    return attached(lin.world.telegram, kind, File(name, "image/png", PNG + name.encode()))


async def test_in_evidence_neither_the_forward_nor_a_contact_card_names_them(world, lin, moderator):
    await lin.says("https://example.org/shop")
    await answers(lin, "Fraud", "Fake bank", "Skip", "Add files")
    await sends(lin, photo(lin) | {"forward_origin": own(lin), "caption": "the bill"})
    lin.sees("own-left-out")
    assert lin.words("kept-files", count=1) in lin.last["text"]
    await lin.shares_phone("+8613800138000")
    await sends(lin, contact(lin) | {"forward_origin": own(lin)})
    lin.sees("report-review-ask")
    await answers(lin, "Region", "Changsha", "Submit report")

    card = await nobody_is_named(world, moderator)
    assert "the bill" in card
    assert "13800138000" not in moderator.texts()


def contact(lin):
    user = lin.world.telegram.users[lin.account]
    card = {"phone_number": "+8613800138000", "first_name": FIRST, "last_name": LAST}
    vcard = f"BEGIN:VCARD\nFN:{FIRST} {LAST}\nEND:VCARD"
    return {"contact": {**card, "user_id": user.id, "vcard": vcard}}


@pytest.mark.soak
async def test_an_album_of_ones_own_says_so_once(world, lin, moderator):
    await lin.says("https://example.org/shop")
    await answers(lin, "Fraud", "Fake bank", "Skip", "Add files")
    for name in (f"{FIRST} {LAST}.png", f"{USERNAME}-2.png", "138 0013 8000.png"):
        part = {"media_group_id": "7", "forward_origin": own(lin)}
        lin.world.telegram.send(lin.account, lin.account, photo(lin, name) | part)
    await world.settle()
    world.later(3)
    await world.settle()
    assert lin.words("kept-files", count=3) in lin.last["text"]
    assert lin.texts().count(lin.words("own-left-out")) == 1
    await answers(lin, "Done", "Region", "Changsha", "Submit report")

    await nobody_is_named(world, moderator)


async def test_an_album_of_ones_own_may_come_first(world, lin, moderator):
    for name in ("1.png", "2.png"):
        part = {"media_group_id": "7", "forward_origin": own(lin)}
        lin.world.telegram.send(lin.account, lin.account, photo(lin, name) | part)
    await world.settle()
    world.later(3)
    await world.settle()
    lin.sees("own-left-out")
    await lin.says("https://example.org/shop")
    await files_it(lin)

    await nobody_is_named(world, moderator)


async def reported(lin):
    await lin.says("https://example.org/shop")
    await files_it(lin)


async def test_an_addition_and_an_answer_name_nobody(world, lin, moderator):
    await reported(lin)
    await lin.taps("Add evidence")
    await sends(lin, photo(lin, f"{LAST} {FIRST}.png") | {"forward_origin": own(lin)})
    lin.sees("own-left-out")
    await forwards_own(lin, "and it is back")
    lin.sees("own-left-out")

    await moderator.says("/case 2611-0001")
    await moderator.taps_on_card("Ask reporter")
    await moderator.says("Which account?")
    await lin.taps("Answer the office")
    await forwards_own(lin, "the one ending in 42")
    lin.sees("own-left-out")

    card = await nobody_is_named(world, moderator)
    assert "and it is back" in card
    assert "the one ending in 42" in card


async def test_an_edited_message_names_nobody(world, lin, moderator):
    """Telegram tells of an edit with all that the message has, its origin among it."""
    await lin.says("https://example.org/shop and more")
    told = next(m for m in lin.chat if not m["from"]["is_bot"])
    newer = {**told, "text": WORDS, "edit_date": told["date"] + 1, "forward_origin": own(lin)}
    world.telegram.push({"edited_message": newer})
    await world.settle()
    lin.sees("edited-open")
    lin.sees("own-left-out")
    await files_it(lin)
    world.telegram.push({"edited_message": {**newer, "text": WORDS + " and again"}})
    await world.settle()
    lin.saw("edited-filed")

    await nobody_is_named(world, moderator)


async def in_the_database(world):
    """All that the database file says in clear."""

    def rows(tx):
        tables = [table for table in META.sorted_tables if table.name != "settings"]
        return "\n".join(str(row) for table in tables for row in tx.execute(select(table)))

    return await world.db.run(rows)


async def test_of_a_rare_language_nothing_is_kept_but_one_that_the_bot_speaks(world, moderator):
    basque = world.person("Ane", "eu-ES")
    await basque.says("https://example.org/shop")
    for _ in ("category", "subcategory"):
        await basque.taps(basque.labels()[2])
    await basque.taps("跳过")
    await basque.taps("提交举报")
    await moderator.says("/case 2611-0001")
    assert "eu" not in moderator.last["text"].split()
    assert "eu-ES" not in moderator.texts()
    assert "'eu-ES'" not in await in_the_database(world)
    assert "'eu'" not in await in_the_database(world)


async def test_the_inline_bot_by_way_of_which_they_wrote_is_not_named(world, lin, moderator):
    bot = {"id": 777, "is_bot": True, "first_name": "Lindholm Tools", "username": "lindholm_bot"}
    await sends(lin, {"text": WORDS, "via_bot": bot})
    await answers(lin, "Fraud", "Fake bank")
    await submit(lin)
    await moderator.says("/case 2611-0001")
    assert "lindholm" not in moderator.texts().casefold()
    assert "lindholm" not in (await in_the_database(world)).casefold()


async def test_a_quote_that_mentions_the_sender_by_number_does_not_name_them(world, lin, moderator):
    """Somebody without a username is mentioned by their account's number."""
    user = {"id": lin.account, "is_bot": False, "first_name": "x"}
    mention = {"type": "text_mention", "offset": 0, "length": 4, "user": user}
    quote = {"text": "that one owes me money", "entities": [mention], "position": 0}
    chat = {"id": -1001234, "type": "channel", "title": "Mill", "username": "mill"}
    origin = {"type": "channel", "date": 9, "chat": chat, "message_id": 7}
    answered = {"origin": origin, "chat": chat, "message_id": 7}
    await sends(lin, {"text": WORDS, "external_reply": answered, "quote": quote})
    await files_it(lin)

    await moderator.says("/case 2611-0001")
    assert "that one owes me money" in moderator.texts()
    assert str(lin.account) not in moderator.texts()
