"""The lists of staff: what one has taken, and what of it waits for its reporter."""

from conversation.form import Given
from tests.dialogs.moderation.test_casework import files


def case_labels(message):
    """The buttons of a message that open cases; none where it is no list."""
    rows = message.get("reply_markup", {}).get("inline_keyboard", [])
    labels = [button["text"] for row in rows for button in row]
    return [label for label in labels if "2611-" in label]


async def test_what_waits_for_its_reporter_is_a_tap_away_from_what_one_has_taken(
    world, citizen, moderator
):
    asked, taken = await files(world, citizen), await files(world, citizen)
    await moderator.says(f"/case {asked.number}")
    await moderator.taps_on_card("Ask reporter")
    await moderator.says("Which account?")
    await moderator.says(f"/case {taken.number}")
    await moderator.taps_on_card("Take")

    await moderator.says("/mine")
    assert taken.number in moderator.labels()
    assert asked.number not in moderator.labels()

    await moderator.taps("Waiting for the reporter")
    assert asked.number in moderator.labels()
    assert taken.number not in moderator.labels()

    await citizen.taps("Answer the office")
    await citizen.says("the one ending in 42")
    await moderator.says("/mine")
    await moderator.taps("Waiting for the reporter")
    moderator.sees("staff-unanswered-empty")
    await moderator.taps("Mine")
    assert {asked.number, taken.number} <= set(moderator.labels())


def entry(person, case):
    """The first line of a case in the list that a person sees."""
    return [line for line in person.texts(1).splitlines() if case.number in line][-1]


async def test_the_queue_says_what_each_case_is_about(world, citizen, moderator):
    bare = await files(world, citizen, words=Given(command="skip"))
    linked = await files(world, citizen)
    told = await files(world, citizen, link=Given(text="a man on the phone wanted my card"))

    await moderator.says("/queue")

    assert entry(moderator, bare).endswith("example[.]org")
    assert entry(moderator, linked).endswith("they took my money")
    assert "a man on the phone wanted my card" in entry(moderator, told)
    assert "🆕 New: 3" in moderator.texts(1)
    assert "🆕 New (3)" in moderator.labels()

    await moderator.says("/search")
    await moderator.taps("🆕 New")
    assert entry(moderator, bare).endswith("example[.]org")


async def test_a_list_says_nothing_of_a_closed_category_unasked(world, citizen, moderator, admin):
    closed = {"category": Given(choice="sexual"), "subcategory": Given(choice="child_abuse")}
    case = await files(world, citizen, **closed)

    await admin.says("/queue")

    assert entry(admin, case).endswith(case.number)
    assert "example" not in admin.texts(1)


async def test_in_a_group_the_queue_says_only_the_number_and_the_state(world, citizen, lead):
    case = await files(world, citizen)
    chat = await world.group(lead, unit="changsha")
    await lead.says("/queue", chat=chat)

    me = world.telegram.bot.user.id
    shown = [m["text"] for m in world.telegram.messages(chat) if m["from"]["id"] == me][-1]
    assert case.number in shown
    assert "example" not in shown
    assert "money" not in shown
