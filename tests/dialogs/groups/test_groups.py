"""A unit's group: who acts there, what becomes of it, and what it sees of a case that moves on."""

import pytest

from conversation.form import Given
from domain.network.people import Role, Verb
from storage.audit import journal
from storage.cases import cases
from storage.network import card_places, units
from tests.dialogs.moderation.test_casework import accepts
from tests.dialogs.network.test_units import files
from tests.support.life import Life
from usecases.dialogs import dialogs
from usecases.moderation import forms
from usecases.notify.staff_cards import MOST_NEW

CHANGSHA = "Changsha Internet Information Office"
HOUR = 3600


@pytest.fixture
async def moderator(world, moderator):
    """A moderator who wants each case in private, too, and not in a digest."""
    return await world.hears_each(moderator)


@pytest.fixture
async def lead(world, lead):
    """A lead who wants each case in private, too, and not in a digest."""
    return await world.hears_each(lead)


def in_group(world, chat):
    """What the bot has said there, as it now stands."""
    me = world.telegram.bot.user.id
    return [m["text"] for m in world.telegram.messages(chat) if m["from"]["id"] == me]


def newest(world, chat):
    return in_group(world, chat)[-1]


async def masked(world, chat, text, **how):
    """Somebody writes in the name of the group, or of a channel."""
    world.telegram.say_masked(chat, text, **how)
    await world.settle()


async def group_of(world, unit="changsha"):
    return await world.db.run(units.group_of, unit)


# Who writes as the group itself


async def test_an_anonymous_administrator_is_told_how_and_a_press_says_who_it_is(world, lead):
    chat = await world.group(lead)

    await masked(world, chat, "/bind")

    assert newest(world, chat).startswith("您是以群的名义发言")
    assert await group_of(world) is None
    await lead.taps("以本人身份操作", chat=chat)
    await lead.taps(CHANGSHA, chat=chat)
    assert await group_of(world) == chat


async def test_the_unit_of_a_link_is_kept_for_the_press(world, admin):
    chat = await world.group(admin)

    await masked(world, chat, "/start@jubao_test_bot b_hengyang")
    await admin.taps("以本人身份操作", chat=chat)

    assert await group_of(world, "hengyang") == chat


async def test_a_press_gives_nobody_a_right_that_they_lack(world, lead, citizen, moderator):
    chat = await world.group(lead, citizen, moderator)
    await masked(world, chat, "/bind")

    for talker in (citizen, moderator):
        said = await talker.taps("以本人身份操作", chat=chat)
        assert said == talker.words("press-not-for-you")
    assert await group_of(world) is None


async def test_lists_and_cases_are_shown_to_whoever_presses(world, moderator, citizen):
    chat = await world.group(moderator, citizen, unit="changsha")
    case = await files(world, citizen)
    await masked(world, chat, f"/case {case.number}")
    assert case.number not in newest(world, chat)

    said = await citizen.taps("以本人身份操作", chat=chat)
    assert said == citizen.words("press-not-for-you")
    await moderator.taps("以本人身份操作", chat=chat)
    assert newest(world, chat).startswith(case.number)
    await masked(world, chat, "/queue")
    await moderator.taps("以本人身份操作", chat=chat)
    assert newest(world, chat).startswith("Queue")


@pytest.mark.parametrize(
    "text",
    ["good morning", "/queue@another_bot", "/report", "/bind <b>x</b>", "see /bind", "/case 1; 2"],
)
async def test_to_anything_else_said_behind_a_mask_the_bot_is_silent(world, lead, text):
    chat = await world.group(lead, unit="changsha")

    await masked(world, chat, text)

    assert in_group(world, chat) == []


async def test_channels_and_their_forwards_are_never_answered(world, lead):
    chat = await world.group(lead, unit="changsha")
    mill = world.telegram.add_channel("Mill")

    for text in ("/bind", "/queue"):
        await masked(world, chat, text, by=mill.id)

    assert in_group(world, chat) == []


async def test_the_hint_is_no_echo(world, lead):
    chat = await world.group(lead)

    for _ in range(9):
        await masked(world, chat, "/queue")
    assert len(in_group(world, chat)) == 6

    world.later(HOUR)
    await masked(world, chat, "/queue")
    assert len(in_group(world, chat)) == 7


async def test_who_may_bind_nothing_is_told_kindly_whom_to_ask(world, moderator, citizen):
    chat = await world.group(moderator, citizen)

    for talker in (moderator, citizen):
        await talker.says("/bind", chat=chat)
        assert newest(world, chat) == talker.words("group-bind-not-allowed")


# What becomes of a group


async def test_an_upgraded_group_is_followed_as_soon_as_telegram_says_so(
    world, lead, moderator, citizen
):
    chat = await world.group(lead, moderator, unit="changsha")
    case = await files(world, citizen)

    new = world.telegram.move_group(chat)
    await world.settle()

    assert await group_of(world) == new.id
    await accepts(moderator)
    assert in_group(world, new.id) == [newest(world, new.id)]
    assert newest(world, new.id).startswith(case.number)
    verbs = [entry.verb for entry in await world.db.run(journal.of_case, 0)]
    assert verbs == ["group_moved"]  # though it was said in both groups


@pytest.mark.parametrize("deed", ["remove_bot", "mute_bot"])
async def test_where_the_bot_may_not_write_any_more_its_leads_are_told_once(
    world, lead, moderator, citizen, deed
):
    chat = await world.group(lead, moderator, unit="changsha")
    await files(world, citizen)

    getattr(world.telegram, deed)(chat)
    await world.settle()

    assert await group_of(world) is None
    await accepts(moderator)
    assert lead.texts().count(lead.words("notice-group_lost", unit=CHANGSHA)) == 1
    assert len(in_group(world, chat)) == 1


@pytest.mark.soak
async def test_when_it_is_put_out_before_its_card_left_it_is_told_once_too(
    world, lead, moderator, citizen
):
    chat = await world.group(lead, moderator, unit="changsha")
    await citizen.says("/start")
    await Life(world.db, world.jubao.services.profile, int(world.at[0])).files(citizen.account)
    world.telegram.remove_bot(chat)
    await world.settle()

    assert lead.texts().count(lead.words("notice-group_lost", unit=CHANGSHA)) == 1
    moderator.saw("notice-new_case", number="2611-0001")


@pytest.mark.soak
async def test_put_back_by_its_link_it_shows_cases_again(world, lead, moderator, citizen):
    chat = await world.group(lead, moderator, unit="changsha")
    world.telegram.remove_bot(chat)
    await world.settle()

    world.telegram.add_bot_to(chat, by=lead.account)
    await lead.says("/start@jubao_test_bot b_changsha", chat=chat)

    assert await group_of(world) == chat
    case = await files(world, citizen)
    assert newest(world, chat).startswith(case.number)


async def test_another_groups_loss_is_no_loss(world, lead, moderator, citizen):
    old = await world.group(lead, moderator)
    chat = await world.group(lead, moderator, unit="changsha")

    world.telegram.remove_bot(old)
    await world.settle()

    assert await group_of(world) == chat
    assert lead.words("notice-group_lost", unit=CHANGSHA) not in lead.texts()


# A case that moves on


async def hengyang(world):
    there = await world.staff("Yi", Role.LEAD, unit="hengyang")
    return there, await world.group(there, unit="hengyang")


async def transfers(world, person, unit):
    await person.taps_on_card("Transfer")
    await person.says(unit)
    await person.says("It belongs there.")


async def test_a_card_follows_its_case_and_says_once_more_where_it_went(
    world, lead, moderator, citizen
):
    here = await world.group(lead, moderator, unit="changsha")
    theirs, there = await hengyang(world)
    case = await files(world, citizen)

    await transfers(world, moderator, "hengyang")

    assert in_group(world, here) == [f"{case.number} · 现由衡阳市委网宣(管)办办理"]
    assert [text.split(" ")[0] for text in in_group(world, there)] == [case.number]
    left = newest(world, here)
    await theirs.says(f"/case {case.number}")
    await accepts(theirs)
    assert newest(world, here) == left
    assert "已受理" in newest(world, there)
    assert await world.db.run(card_places.place, case.id, "changsha") is None


async def test_a_case_that_comes_back_has_a_card_again(world, lead, moderator, citizen):
    here = await world.group(lead, moderator, unit="changsha")
    theirs, there = await hengyang(world)
    case = await files(world, citizen)
    await transfers(world, moderator, "hengyang")
    await theirs.says(f"/case {case.number}")
    await theirs.taps_on_card("Return to sender")
    await theirs.says("It is yours.")

    shown = in_group(world, here)
    assert len(shown) == 2
    assert "待受理" in shown[1]
    assert "现由长沙市委网宣(管)办办理" in newest(world, there)


async def test_a_case_put_under_a_closed_category_leaves_the_group(world, citizen):
    lead = await world.staff("Tan", Role.LEAD, unit="hunan")  # a city may not have such a case
    here = await world.group(lead, unit="hunan")
    await world.hears_each(lead)
    case = await files(world, citizen, region=Given(command="skip"))

    await lead.taps_on_card("Accept as another")
    await lead.taps("Sexual")
    await lead.taps("Child")

    assert in_group(world, here) == [f"{case.number} · 不再在本群显示"]
    await lead.taps_on_card("Start checking")
    assert in_group(world, here) == [f"{case.number} · 不再在本群显示"]


# When many come at once


async def flood(world, count, *, first=7000, **answers):
    """So many people report at once, while the courier is busy elsewhere."""
    life = Life(world.db, world.jubao.services.profile, int(world.at[0]))
    found = []
    for number in range(count):
        filed = await life.files(first + number, **answers)
        found.append(await world.db.run(cases.get, filed.report.case_id))
    return found


@pytest.mark.soak
async def test_of_more_cases_than_a_minute_holds_a_digest_tells(world, lead, moderator):
    chat = await world.group(lead, moderator, unit="changsha")
    known = await flood(world, 25)

    await world.settle()
    cards = in_group(world, chat)
    assert [text.split(" ")[0] for text in cards] == [case.number for case in known[:MOST_NEW]]
    world.later(60)
    await world.settle()

    title, numbers = newest(world, chat).split("\n\n")
    assert title == f"🆕 另有 {25 - MOST_NEW} 个新案件"
    assert numbers.split(" · ") == [case.number for case in known[MOST_NEW:]]
    await moderator.taps("查看待办", chat=chat)
    assert newest(world, chat).startswith("Queue")


@pytest.mark.soak
async def test_what_a_digest_named_gets_its_card_when_it_changes(world, lead, moderator):
    chat = await world.group(lead, moderator, unit="changsha")
    named = (await flood(world, 25))[-1]
    await world.settle()
    world.later(60)
    await world.settle()

    await moderator.says(f"/case {named.number}")
    await moderator.taps_on_card("Take")

    assert newest(world, chat).startswith(f"{named.number} · 待受理")


async def test_a_life_in_danger_always_has_its_card_and_goes_before_the_others(
    world, lead, moderator
):
    chat = await world.group(lead, moderator, unit="changsha")
    await flood(world, 25)
    [danger] = await flood(world, 1, first=8000, danger=True)

    await world.settle()

    cards = in_group(world, chat)
    assert danger.number in cards[0] or danger.number in cards[1]
    world.later(60)
    await world.settle()
    assert danger.number not in newest(world, chat)
    assert f"另有 {25 - MOST_NEW} 个新案件" in newest(world, chat)


@pytest.mark.soak
async def test_a_case_transferred_into_a_full_group_is_named_and_gets_no_card_as_well(
    world, lead, moderator, citizen
):
    chat = await world.group(lead, moderator, unit="changsha")
    theirs = await world.staff("Yi", Role.MODERATOR, unit="hengyang")
    case = await files(world, citizen, region=Given(choice="hengyang"))
    await flood(world, 22)
    life = Life(world.db, world.jubao.services.profile, int(world.at[0]))
    await life.does(theirs.account, forms.begin_on_case, case.id, Verb.TRANSFER, seen=1)
    for words in ("changsha", "It is yours."):
        await life.does(theirs.account, dialogs.answer, Given(text=words))

    await world.settle()
    assert not any(case.number in text for text in in_group(world, chat))
    world.later(60)
    await world.settle()

    assert case.number in newest(world, chat)
    assert f"另有 {23 - MOST_NEW} 个新案件" in newest(world, chat)


@pytest.mark.soak
async def test_a_handful_of_cases_needs_no_digest(world, lead, moderator):
    chat = await world.group(lead, moderator, unit="changsha")
    known = await flood(world, 5)
    await world.settle()
    world.later(60)
    await world.settle()

    assert len(in_group(world, chat)) == len(known)
