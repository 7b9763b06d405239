"""The card in each private chat follows what others do to the case: edited, never sent anew."""

from conversation.form import Given
from domain.network.people import Caller, Role
from handlers.core.handling import Handling
from storage.cases import cases
from tests.dialogs.moderation.test_casework import accepts, decides, files, newest
from tests.dialogs.network.test_authority import removes
from tests.dialogs.network.test_network import transfers_to
from tests.support.chat import TOKEN
from usecases.notify.staff_cards import WAIT_SECONDS

OTHER = Given(text="https://another.example/room")


async def follow(world):
    """Let the time pass after which open cards follow."""
    world.later(WAIT_SECONDS)
    await world.settle()


def headings(person, case):
    """The first lines of all cards of this case in a chat, each with its state."""
    lines = [line for m in person.chat for line in m.get("text", "").splitlines()]
    return {line for line in lines if line.startswith(f"{case.number} · ")}


def card_of(person, case):
    """The newest message of a chat that has the number of the case in it."""
    return [m for m in person.chat if m["from"]["is_bot"] and case.number in m.get("text", "")][-1]


def buttons(message):
    rows = message.get("reply_markup", {}).get("inline_keyboard", [])
    return [button["text"] for row in rows for button in row]


def edits(world, person):
    """How many of this person's messages were edited so far."""
    sent = world.telegram.sent
    return sum(m == "editMessageText" and int(p["chat_id"]) == person.account for m, p in sent)


async def test_the_card_of_everybody_follows_a_case_to_its_end(
    world, citizen, moderator, colleague, lead
):
    case = await files(world, citizen)
    new = moderator.words("notice-new_case", number=case.number)
    assert new in card_of(colleague, case)["text"]
    await follow(world)
    assert edits(world, colleague) == 0  # nothing has changed since the notice
    assert new in card_of(colleague, case)["text"]

    await moderator.taps("Accept")
    assert moderator.words("reached-on_its_way") in newest(moderator)
    assert colleague.words("staff-status-submitted") in card_of(colleague, case)["text"]
    await follow(world)

    assert colleague.words("staff-status-accepted") in card_of(colleague, case)["text"]
    assert "Accept as Fraud" not in buttons(card_of(colleague, case))
    assert "Decide" in buttons(card_of(colleague, case))
    assert edits(world, colleague) == 1  # of the move and of the news that has arrived
    assert moderator.words("reached-on_its_way") not in newest(moderator)
    assert moderator.words("reached-delivered") in newest(moderator)

    await lead.says(f"/case {case.number}")
    await lead.taps_on_card("Assign")
    await lead.taps("Wu (0)")
    await follow(world)
    assert "👤 Wu" in card_of(moderator, case)["text"]
    before = {each.account: len(each.chat) for each in (moderator, lead)}

    await colleague.taps_on_card("Tell reporter")
    await colleague.says("We have seen the shop.")
    assert colleague.words("reached-on_its_way") in newest(colleague)
    await follow(world)
    assert "We have seen the shop." in card_of(moderator, case)["text"]
    assert colleague.words("reached-delivered") in newest(colleague)

    await citizen.says("/cases")
    await citizen.taps("Add evidence")
    await citizen.says("They also have a second shop.")
    await follow(world)
    colleague.sees("notice-reporter_added", number=case.number)  # the notice stays as it came
    assert "They also have a second shop." in card_of(moderator, case)["text"]

    await colleague.taps_on_card("Note")
    await colleague.says("Looks like the gang of last week.")
    await follow(world)
    assert "Looks like the gang of last week." in card_of(lead, case)["text"]

    await decides(colleague)
    await follow(world)
    assert moderator.words("staff-status-feedback_pending") in card_of(moderator, case)["text"]
    await lead.taps("Confirm and send")
    await follow(world)
    for each in (moderator, colleague, lead):
        assert headings(each, case) == {f"{case.number} · {each.words('staff-status-closed')}"}
        assert "Confirm and send" not in buttons(card_of(each, case))
        assert each.words("reached-delivered") in card_of(each, case)["text"]
    assert len(moderator.chat) == before[moderator.account]
    assert len(lead.chat) == before[lead.account] + 1  # the decision to confirm
    still = [edits(world, each) for each in (moderator, colleague, lead)]
    await follow(world)
    assert still == [edits(world, each) for each in (moderator, colleague, lead)]


async def test_each_of_two_cards_of_a_case_in_one_chat_follows_it(
    world, citizen, moderator, colleague, lead
):
    case = await files(world, citizen)
    for each in (moderator, colleague):
        await each.says(f"/case {case.number}")
        await each.says(f"/case {case.number}")
    await accepts(moderator)
    await follow(world)
    for each in (moderator, colleague, lead):
        accepted = each.words("staff-status-accepted")
        assert headings(each, case) == {f"{case.number} · {accepted}"}
        assert "Accept as Fraud" not in [label for m in each.chat for label in buttons(m)]

    await transfers_to(moderator, case, "Hengyang")
    await follow(world)
    for each in (moderator, colleague):
        assert not [m for m in each.chat if "they took my money" in m.get("text", "")]


async def test_a_message_that_shows_something_else_by_now_is_left_alone(
    world, citizen, moderator, colleague
):
    first, second = await files(world, citizen), await files(world, citizen, link=OTHER)
    await colleague.says(f"/case {first.number}")
    await colleague.taps("Next case")
    assert second.number in newest(colleague)
    await colleague.taps_on_card("☰ Queue")
    listed = newest(colleague)
    await moderator.says(f"/case {first.number}")
    await accepts(moderator)
    await moderator.says(f"/case {second.number}")
    await accepts(moderator)
    await follow(world)
    assert newest(colleague) == listed

    await colleague.says("/search fraud")
    await colleague.taps(first.number)
    await colleague.taps("More")
    await moderator.says(f"/case {first.number}")
    await moderator.taps_on_card("Start checking")
    await follow(world)
    assert colleague.words("staff-status-verifying") in newest(colleague)
    assert colleague.words("card-less") in colleague.labels()  # and not folded under the finger
    await colleague.taps(colleague.words("card-less"))
    await colleague.taps("Back to results")  # the way back has stayed
    assert second.number in newest(colleague)

    message = card_of(colleague, first)
    await colleague.taps(first.number)
    world.telegram.delete(colleague.account, message["message_id"])
    left = len(colleague.chat)
    await moderator.says(f"/case {first.number}")
    await moderator.taps_on_card("Give back")
    await follow(world)
    await follow(world)
    assert len(colleague.chat) == left  # none is sent in its place


async def test_the_card_of_who_lost_access_has_neither_content_nor_buttons(
    world, citizen, moderator, colleague, lead
):
    case, kept = await files(world, citizen), await files(world, citizen, link=OTHER)
    await colleague.says(f"/case {kept.number}")
    await colleague.says(f"/case {case.number}")
    shown = card_of(colleague, case)["message_id"]
    assert "they took my money" in card_of(colleague, case)["text"]
    await transfers_to(moderator, case, "Hengyang")
    assert (await world.db.run(cases.get, case.id)).unit == "hengyang"
    await follow(world)

    closed = card_of(colleague, case)
    assert closed["message_id"] == shown
    assert closed["text"] == colleague.words("staff-card-closed", number=case.number)
    assert buttons(closed) == []
    assert "they took my money" in card_of(colleague, kept)["text"]

    await removes(lead, "Wu")
    await follow(world)
    closed = card_of(colleague, kept)
    assert closed["text"] == colleague.words("staff-card-closed", number=kept.number)
    assert buttons(closed) == []
    assert not [m for m in colleague.chat if "they took my money" in m.get("text", "")]

    before = edits(world, colleague)
    other = await world.staff("Yi", Role.LEAD, unit="hengyang")
    await other.says(f"/case {case.number}")
    await accepts(other)
    await follow(world)
    assert edits(world, colleague) == before  # what was taken away is not touched again


async def test_what_a_press_shows_while_a_card_waits_for_its_slot_is_not_replaced(
    world, citizen, moderator, colleague, monkeypatch
):
    first, second = await files(world, citizen), await files(world, citizen, link=OTHER)
    await colleague.says(f"/case {first.number}")
    message, following = colleague.data("Next case")
    await moderator.says(f"/case {first.number}")
    await accepts(moderator)
    slot, pressed = world.jubao.courier.pacer.slot, []

    async def slow(chat, *args):
        if chat == colleague.account and not pressed:
            pressed.append(world.telegram.press(chat, chat, message, following))
            await world.jubao.intake.store(world.telegram.take_updates(TOKEN))
            await world.jubao.person_queues.drain()
        return await slot(chat, *args)

    monkeypatch.setattr(world.jubao.courier.pacer, "slot", slow)
    await follow(world)
    assert pressed
    world.later(60)
    await world.settle()

    shown = next(each for each in colleague.chat if each["message_id"] == message)
    assert second.number in shown["text"]
    assert first.number not in shown["text"]


async def test_a_card_is_not_edited_while_its_reader_acts(world, citizen, moderator, colleague):
    case = await files(world, citizen)
    await colleague.says(f"/case {case.number}")
    await moderator.says(f"/case {case.number}")
    await accepts(moderator)
    account = Caller(account=colleague.account, locale="en")
    with world.jubao.services.at_work.entered(-1, Handling(caller=account)):
        await follow(world)
        assert colleague.words("staff-status-submitted") in card_of(colleague, case)["text"]
    await follow(world)
    assert colleague.words("staff-status-accepted") in card_of(colleague, case)["text"]
