"""Old cards in a chat: pressed, they show the case as it is, and then offer only what is open."""

from domain.network.people import Role
from domain.status import Status
from storage.cases import cases
from tests.dialogs.moderation.test_casework import decides, files, now, with_files


def keyboard(person, message):
    """The buttons of one message: label and payload."""
    (found,) = [m for m in person.chat if m["message_id"] == message]
    rows = found.get("reply_markup", {}).get("inline_keyboard", [])
    return {button["text"]: button["callback_data"] for row in rows for button in row}


def text(person, message):
    (found,) = [m for m in person.chat if m["message_id"] == message]
    return found["text"]


async def everything(person, case):
    """The message of a new card, and all its buttons, those behind "More", too."""
    await person.says(f"/case {case.number}")
    message = person.last["message_id"]
    front = keyboard(person, message)
    await person.presses(message, front["More"])
    behind = keyboard(person, message)
    await person.presses(message, behind["‹ Less"])
    assert keyboard(person, message) == front
    return message, {**front, **behind}


async def closes(moderator, lead, case):
    await moderator.says(f"/case {case.number}")
    await moderator.taps("Accept as Fraud")
    await decides(moderator, outcome="Not upheld")
    await lead.says(f"/case {case.number}")
    await lead.taps("Confirm and send")


LEADS_ON = {"Next case ›", "☰ Queue"}
STILL_WORKS = {"Evidence", "More", "‹ Less"}  # it changes nothing


async def test_every_button_of_an_old_card_shows_the_case_as_it_is(world, citizen, moderator, lead):
    case = await with_files(world, citizen, "shop.png")
    message, old = await everything(lead, case)
    assert {"Accept as Fraud", "Do not accept", "Evidence", "Take", "Assign"} <= set(old)
    await closes(moderator, lead, case)
    assert (await now(world, case)).status is Status.CLOSED

    for label, data in old.items():
        if label in LEADS_ON:
            continue
        newest = lead.last["message_id"]
        said = await lead.presses(message, data)
        assert (said == lead.words("case-moved-on")) == (label not in STILL_WORKS), label
        assert lead.words("staff-status-closed") in text(lead, message), label
        shown = set(keyboard(lead, message))
        assert "‹ Less" in shown if label == "More" else shown == {*LEADS_ON, "More"}, label
        assert lead.last["message_id"] == newest or label == "Evidence", label
    assert (await now(world, case)).status is Status.CLOSED


async def test_a_card_of_a_case_that_went_elsewhere_loses_text_and_buttons(
    world, citizen, moderator
):
    case = await files(world, citizen)
    message, old = await everything(moderator, case)

    def leave(tx):
        return cases.change(tx, case.id, seen=case.version, unit="hengyang")

    await world.db.run(leave)
    for label in ("Accept as Fraud", "Take", "More", "Note"):
        said = await moderator.presses(message, old[label])
        assert said == moderator.words("case-unknown"), label
        assert text(moderator, message) == said
        assert list(keyboard(moderator, message)) == ["☰ Queue"]
    assert (await now(world, case)).status is Status.SUBMITTED


async def test_the_way_back_to_a_search_outlasts_more(world, citizen, moderator):
    case = await files(world, citizen)
    await moderator.says("/search fraud")
    await moderator.taps(case.number)
    message = moderator.last["message_id"]
    front = keyboard(moderator, message)
    assert len(front) == 5
    assert "More" in front
    await moderator.presses(message, front["More"])
    assert "Transfer" in keyboard(moderator, message)
    await moderator.taps("‹ Less")
    assert keyboard(moderator, message) == front
    await moderator.taps(moderator.words("search-back"))
    assert case.number in moderator.labels()


async def test_opening_the_evidence_brings_the_card_up_to_date(world, citizen, moderator):
    case = await with_files(world, citizen, "shop.png")
    await moderator.says(f"/case {case.number}")
    message = moderator.last["message_id"]
    assert list(keyboard(moderator, message))[:3] == [
        "Accept as Fraud",
        "Evidence",
        "Do not accept",
    ]
    await moderator.taps("Evidence")
    assert list(keyboard(moderator, message))[:3] == ["Accept as Fraud", "Do not accept", "Take"]
    province = await world.staff("Tan", Role.MODERATOR, unit="hunan")
    await province.says(f"/case {case.number}")
    assert "Evidence" in await province.card_labels()
