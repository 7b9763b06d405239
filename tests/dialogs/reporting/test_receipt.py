"""What a reporter sees after "Submit": one message, the receipt; it is never lost."""

import re

import pytest
from sqlalchemy import select
from telegram.error import BadRequest, NetworkError

from domain.network.people import Role, Verb
from sandbox.faults.rules import Kind, Rule
from storage.network import people
from storage.queues import outbox
from storage.queues.outbox import NoticeState
from tests.support.life import NOON, Life
from usecases.moderation import casework
from usecases.notify.filing_notices import RECEIPT_WAIT

CODE = re.compile(r"[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}")
MODERATOR = 9001


async def fills(citizen, *files):
    """A report, up to its review."""
    await citizen.says("https://example.org/shop")
    await citizen.taps("Fraud")
    await citizen.taps("Fake bank")
    await citizen.says("they took my money")
    if files:
        await citizen.sends(*files)


async def files(citizen, *names):
    await fills(citizen, *names)
    await citizen.taps("Submit report")


def receipts(person):
    """How many messages of the chat are a receipt."""
    words = person.words("notice-receipt")
    return sum(words in message.get("text", "") for message in person.chat)


async def owed(world):
    """The states of the receipts that were owed."""

    def look(tx):
        rows = tx.execute(select(outbox.outbox.c.state).where(outbox.outbox.c.kind == "receipt"))
        return [NoticeState(state) for state in rows.scalars()]

    return await world.db.run(look)


async def hours_pass(world):
    for _ in range(5):
        world.later(RECEIPT_WAIT)
        await world.settle()


async def test_the_reply_to_submit_is_the_receipt_and_no_second_one_comes(world, citizen):
    await files(citizen)
    assert receipts(citizen) == 1
    assert receipts_in_last(citizen)
    before = len(citizen.chat)
    await hours_pass(world)
    assert len(citizen.chat) == before
    assert receipts(citizen) == 1
    assert await owed(world) == [NoticeState.SENT]


def receipts_in_last(person):
    return person.words("notice-receipt") in person.last["text"]


async def test_the_code_is_copied_by_one_tap(citizen):
    await files(citizen)
    [code] = set(CODE.findall(citizen.last["text"]))
    keys = [key for row in citizen.last["reply_markup"]["inline_keyboard"] for key in row]
    assert keys[0] == {"text": "Copy code", "copy_text": {"text": code}}
    assert citizen.labels() == [
        "Copy code",
        "Add evidence",
        "Withdraw",
        "My reports",
        "📖 How it works",
        "Signed receipt",
    ]


async def test_fingerprints_open_in_place_and_lead_back_to_the_receipt(world, citizen):
    await files(citizen, "a.jpg")
    [receipt] = [
        each for each in citizen.chat if citizen.words("notice-receipt") in each.get("text", "")
    ]
    assert not re.search("[0-9a-f]{64}", receipt["text"])
    before = len(citizen.chat)
    await citizen.taps("Fingerprints")
    assert re.search("[0-9a-f]{64}", shown(citizen, receipt)["text"])
    await citizen.taps("Back")
    assert citizen.words("notice-receipt") in shown(citizen, receipt)["text"]
    assert citizen.data("Fingerprints")[0] == receipt["message_id"]
    assert len(citizen.chat) == before


def shown(citizen, message):
    """What a message of the chat says now."""
    return next(each for each in citizen.chat if each["message_id"] == message["message_id"])


def away(world, error=None):
    """Telegram does not hand out the next file."""
    world.wire.faults["getFile"] = error or NetworkError("away")


async def stored_later(world):
    world.later(60)
    await world.settle()


async def test_files_are_being_stored_says_the_receipt_and_later_that_they_are(world, citizen):
    await fills(citizen, "a.jpg")
    away(world)
    await citizen.taps("Submit report")
    receipt = citizen.last
    assert citizen.words("receipt-files-pending", count=1) in receipt["text"]
    before = len(citizen.chat)

    await stored_later(world)

    text = shown(citizen, receipt)["text"]
    assert citizen.words("receipt-files-stored") in text
    assert citizen.words("receipt-files-pending", count=1) not in text
    assert CODE.findall(text) == CODE.findall(receipt["text"])
    assert len(citizen.chat) == before
    await hours_pass(world)
    assert len(citizen.chat) == before


async def test_who_deleted_the_receipt_gets_a_message_about_the_stored_files(world, citizen):
    await fills(citizen, "a.jpg")
    away(world)
    await citizen.taps("Submit report")
    world.telegram.delete(citizen.account, citizen.last["message_id"])
    await stored_later(world)
    assert citizen.words("notice-fingerprints") in citizen.last["text"]
    assert re.search("[0-9a-f]{64}", citizen.last["text"])


async def test_of_a_file_that_cannot_be_stored_a_message_is_sent(world, citizen):
    await fills(citizen, "a.jpg")
    away(world, BadRequest("wrong file_id"))
    before = len(citizen.chat)
    await citizen.taps("Submit report")
    assert len(citizen.chat) == before + 1
    assert citizen.words("receipt-files-refused", count=1, places="1") in citizen.last["text"]


@pytest.mark.soak
async def test_of_files_that_are_added_later_a_message_is_sent(world, citizen):
    await files(citizen, "a.jpg")
    await hours_pass(world)
    await citizen.taps("Add evidence")
    await citizen.sends("b.jpg")
    await citizen.taps("Done")
    await hours_pass(world)
    assert citizen.words("notice-fingerprints") in citizen.texts(1)


async def test_the_fingerprints_of_somebody_elses_report_are_not_shown(world, citizen):
    await files(citizen, "a.jpg")
    _, data = citizen.data("Fingerprints")
    stranger = world.person("Stranger")
    await stranger.says("/start")
    said = await stranger.presses(stranger.last["message_id"], data)
    assert said == stranger.words("track-unknown")
    assert not re.search("[0-9a-f]{64}", stranger.texts())


@pytest.mark.soak
async def test_a_reply_to_the_receipt_is_about_its_report(world, citizen):
    await files(citizen)
    number = citizen.last["message_id"]
    world.telegram.say(citizen.account, citizen.account, "it is back", reply_to=number)
    await world.settle()
    citizen.saw("addition-done")


async def test_a_second_press_on_submit_tells_the_same_code_and_owes_nothing(world, citizen):
    await fills(citizen)
    number, data = citizen.data("Submit report")
    await citizen.presses(number, data)
    code = CODE.findall(citizen.last["text"])
    await citizen.presses(number, data)
    assert CODE.findall(citizen.last["text"]) == code
    await hours_pass(world)
    assert receipts(citizen) == 1
    assert len(await owed(world)) == 1


async def test_the_status_card_begins_with_the_first_news(world, citizen):
    life = Life(world.db, world.jubao.services.profile, NOON)
    await life.appoint(MODERATOR, "hunan", Role.MODERATOR)
    await files(citizen)
    await hours_pass(world)
    assert citizen.words("about-submitted") not in citizen.texts()
    card = await life.does(MODERATOR, casework.card, 1)
    await life.moves(MODERATOR, card, Verb.ACCEPT, category="fraud")
    await world.settle()
    citizen.saw("notice-accepted", category="Fraud")
    cards = [m for m in citizen.chat if citizen.words("about-accepted") in m.get("text", "")]
    assert len(cards) == 1


UNKNOWN = (Kind.RESET, Kind.LOST, Kind.SILENT, Kind.ERROR)
LOST = {  # how many receipts stand in the chat in the end
    (Kind.REFUSED, False): 1,
    (Kind.FLOOD, False): 1,
    **{(kind, after): 1 + after for kind in UNKNOWN for after in (False, True)},
}


@pytest.mark.parametrize(("answer", "found"), LOST.items(), ids=str)
async def test_a_receipt_that_telegram_lost_is_sent_once_more(world, citizen, answer, found):
    await fills(citizen)
    kind, after = answer
    world.telegram.faults.follow(
        Rule(kind=kind, methods=("editMessageText",), after=after, times=1), seed=1
    )
    number, data = citizen.data("Submit report")
    world.telegram.press(citizen.account, citizen.account, number, data)
    await world.settle()
    await hours_pass(world)
    assert receipts(citizen) == found
    assert await owed(world) == [NoticeState.SENT]


@pytest.mark.soak
async def test_a_receipt_that_can_never_be_told_apart_is_sent_three_times_at_most(world, citizen):
    await fills(citizen)
    world.telegram.faults.follow(
        Rule(kind=Kind.LOST, methods=("editMessageText", "sendMessage"), after=True), seed=1
    )
    number, data = citizen.data("Submit report")
    world.telegram.press(citizen.account, citizen.account, number, data)
    for _ in range(20):
        await world.settle()
        world.later(60)
    assert receipts(citizen) == 3
    assert await owed(world) == [NoticeState.UNCERTAIN]


async def test_who_blocked_the_bot_before_the_receipt_gets_it_when_they_come_back(world, citizen):
    await fills(citizen)
    number, data = citizen.data("Submit report")
    world.telegram.press(citizen.account, citizen.account, number, data)
    world.telegram.block(citizen.account)
    await world.settle()
    await hours_pass(world)
    assert receipts(citizen) == 0
    world.telegram.unblock(citizen.account)
    await citizen.says("/start")
    await hours_pass(world)
    assert receipts(citizen) == 1
    assert citizen.words("about-submitted") not in citizen.texts()


async def test_a_process_that_dies_after_the_commit_owes_the_receipt(world, citizen):
    """The reply is never said: what is left is what the database has."""
    await citizen.says("/start")
    life = Life(world.db, world.jubao.services.profile, int(world.at[0]))
    filed = await life.files(citizen.account, at_once=False)
    await world.settle()
    assert receipts(citizen) == 0
    world.later(RECEIPT_WAIT)
    await world.settle()
    assert receipts(citizen) == 1
    assert filed.code in citizen.texts()
    await hours_pass(world)
    assert receipts(citizen) == 1


async def test_news_never_come_before_a_receipt_that_is_still_owed(world, citizen):
    await citizen.says("/start")
    life = Life(world.db, world.jubao.services.profile, int(world.at[0]))
    await life.appoint(MODERATOR, "changsha", Role.MODERATOR)
    await life.files(citizen.account, at_once=False)
    card = await life.does(MODERATOR, casework.card, 1)
    await life.moves(MODERATOR, card, Verb.ACCEPT, category="fraud")
    await world.settle()
    assert citizen.words("notice-accepted", category="Fraud") not in citizen.texts()
    world.later(RECEIPT_WAIT)
    await world.settle()
    texts = citizen.texts()
    receipt = texts.index(citizen.words("notice-receipt"))
    assert receipt < texts.index(citizen.words("notice-accepted", category="Fraud"))


async def test_who_left_is_not_written_to_by_a_late_receipt(world, citizen):
    await citizen.says("/start")
    life = Life(world.db, world.jubao.services.profile, int(world.at[0]))
    await life.files(citizen.account, at_once=False)
    who = await world.db.run(people.who_is, citizen.account)
    await world.db.run(people.set_unreachable, who, int(world.at[0]))
    await hours_pass(world)
    assert receipts(citizen) == 0
    assert await owed(world) == [NoticeState.UNREACHABLE]
