"""A receipt stays in the chat, whatever was pressed in its message before it was shown there."""

from bot.delivery import courier
from tests.dialogs.reporting.test_receipt import CODE, files, fills, hours_pass, receipts, shown
from tests.support.by_hand import to_review
from tests.support.chat import TOKEN
from usecases.dialogs.attachments import QUIET_SECONDS


async def pressed_late(citizen, *presses):
    """Press buttons that stand in the chat, faster than the bot answers."""
    for number, data in presses:
        citizen.world.telegram.press(citizen.account, citizen.account, number, data)
    await citizen.world.settle()


async def test_a_press_made_before_the_receipt_was_shown_does_not_replace_it(world, citizen):
    await fills(citizen)
    submit, cancel = citizen.data("Submit report"), citizen.data("Cancel")
    sent_list = citizen.data("What I sent")
    await pressed_late(citizen, submit, cancel)
    receipt = next(each for each in citizen.chat if each["message_id"] == submit[0])
    [code] = CODE.findall(receipt["text"])
    assert citizen.last["text"] == citizen.words("cancel-nothing")
    # The same later, whichever screen the message showed before: places, forms, the same form.
    number = submit[0]
    late = (cancel[1], sent_list[1], *(f"g1:{where}" for where in ("track", "cancel", "question")))
    for data in late:
        world.later(5)
        await citizen.presses(number, data)
        assert CODE.findall(shown(citizen, receipt)["text"]) == [code], data
    await citizen.presses(*submit)  # tells the receipt in its message again
    await citizen.presses(number, cancel[1])
    assert CODE.findall(shown(citizen, receipt)["text"]) == [code]
    await hours_pass(world)
    assert receipts(citizen) == 1


async def test_the_receipts_own_screens_are_shown_in_its_message(world, citizen):
    await files(citizen, "a.jpg")
    number, data = citizen.data("Fingerprints")
    before = len(citizen.chat)
    await citizen.presses(number, data)
    await citizen.presses(number, "g1:cancel")  # below it
    back = citizen.data("Back")
    assert back[0] == number
    await citizen.presses(*back)
    assert receipts(citizen) == 1
    assert len(citizen.chat) == before + 1


async def adds_words(world, citizen):
    """Words sent at the review, whose answer replaces it; returns the number of its message."""
    number = citizen.data("Submit report")[0]
    await citizen.says("it was on Monday")
    newest = citizen.data("Submit report")[0]
    for text in ("at noon", "by a transfer"):
        world.telegram.say(citizen.account, citizen.account, text)
        await world.settle()
    assert newest > number
    return newest


async def test_an_answer_to_many_messages_does_not_remove_the_receipt(world, citizen, monkeypatch):
    await to_review(citizen)
    number = await adds_words(world, citizen)
    submit, send = citizen.data("Submit report"), courier.send_screen
    assert submit[0] == number

    async def sends(*args, **kwargs):
        """They press "Submit" while the answer with the question is being sent."""
        found = await send(*args, **kwargs)
        monkeypatch.setattr(courier, "send_screen", send)
        world.telegram.press(citizen.account, citizen.account, *submit)
        await world.jubao.intake.store(world.telegram.take_updates(TOKEN))
        await world.jubao.person_queues.drain()
        return found

    monkeypatch.setattr(courier, "send_screen", sends)
    world.later(QUIET_SECONDS)
    await world.settle()
    assert citizen.words("kept-words", count=1) in citizen.last["text"]
    await hours_pass(world)
    assert receipts(citizen) == 1
    [receipt] = [each for each in citizen.chat if each["message_id"] == number]
    assert CODE.search(receipt["text"])


async def test_an_answer_to_many_messages_replaces_the_question_that_is_open(world, citizen):
    await to_review(citizen)
    number = await adds_words(world, citizen)
    world.later(QUIET_SECONDS)
    await world.settle()
    assert number not in {each["message_id"] for each in citizen.chat}
    citizen.sees("review-title")
