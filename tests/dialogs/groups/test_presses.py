"""Every kind of button, pressed where it stands and where it never stood."""

import copy

import pytest

from bot.runtime.application import MODULES
from domain.network.people import Role
from handlers.core.router import GROUPS, PRIVATE, Router
from handlers.groups.callbacks import AsMyself, SetTopics
from handlers.ui.callbacks import BindGroup, Go, SeeCase, TurnPage
from handlers.ui.callbacks import _fields as fields
from storage.reporting import drafts
from tests.dialogs.network.test_units import files
from tests.support import buttons

ROUTER = Router()
for room in MODULES:
    room.register(ROUTER)

KINDS = {kind.tag: kind for kind in buttons.kinds() if kind is not Go}
GUESSES = {"unit": "changsha", "which": "queue", "after": "-", "command": "queue", "about": "-"}


def forged(kind):
    """The data of a press of this kind, as somebody would guess it."""
    parts = []
    for name, made_of in fields(kind).items():
        choices = list(made_of) if hasattr(made_of, "__members__") else []
        parts.append(str(choices[0].value) if choices else GUESSES.get(name, "1"))
    return ":".join([kind.tag, *parts])


DATA = [*map(forged, map(KINDS.get, ROUTER.buttons)), *ROUTER.places]


async def office(world, citizen, *members):
    """The group of the city's office with the card of a case, and where that stands."""
    chat = await world.group(*members, unit="changsha")
    await files(world, citizen)
    [card] = [m for m in world.telegram.messages(chat) if m.get("reply_markup")]
    return chat, card["message_id"]


def seen_in(world, chat):
    return copy.deepcopy(world.telegram.messages(chat))


def works_in_groups(data):
    return ROUTER.where.get(data.partition(":")[0], PRIVATE) is not PRIVATE


async def test_a_member_without_a_role_changes_nothing_in_a_group_by_any_button(
    world, citizen, moderator
):
    outsider = world.person("Mallory")
    chat, card = await office(world, citizen, moderator, outsider)
    before = seen_in(world, chat)

    for data in (*DATA, "zz9:1", "", *(tag for tag in ROUTER.buttons)):
        said = await outsider.presses(card, data, chat=chat)
        assert said == outsider.words("press-not-for-you"), data

    assert seen_in(world, chat) == before
    assert outsider.chat == []


@pytest.mark.soak
async def test_staff_of_another_unit_change_nothing_in_a_group_by_any_button(
    world, citizen, moderator
):
    other = await world.staff("Xie", Role.MODERATOR, unit="hengyang")
    chat, card = await office(world, citizen, moderator, other)
    before = seen_in(world, chat), copy.deepcopy(other.chat)

    for data in DATA:
        said = await other.presses(card, data, chat=chat)
        assert said == other.words("press-not-for-you"), data

    assert (seen_in(world, chat), other.chat) == before


async def test_a_lead_of_another_unit_never_edits_what_stands_in_a_group(world, citizen, moderator):
    other = await world.staff("Xie", Role.LEAD, unit="hengyang")
    chat, card = await office(world, citizen, moderator, other)
    [before] = [m for m in seen_in(world, chat) if m["message_id"] == card]

    for data in (*DATA, BindGroup(unit="hengyang").pack(), AsMyself("bind", "-").pack()):
        await other.presses(card, data, chat=chat)

    assert [m for m in seen_in(world, chat) if m["message_id"] == card] == [before]


async def test_staff_of_the_unit_use_in_a_group_only_what_works_in_groups(
    world, citizen, moderator
):
    chat, card = await office(world, citizen, moderator)
    before = seen_in(world, chat)

    for data in (data for data in DATA if not works_in_groups(data)):
        said = await moderator.presses(card, data, chat=chat)
        assert said == moderator.words("press-not-for-you"), data
    assert seen_in(world, chat) == before

    said = await moderator.presses(card, SeeCase(case_id=1).pack(), chat=chat)
    assert said == moderator.words("staff-sent-in-private")
    assert seen_in(world, chat) == before
    await moderator.presses(card, TurnPage(which="queue", after="-").pack(), chat=chat)
    assert seen_in(world, chat) != before


@pytest.mark.parametrize("kind", [BindGroup, SetTopics, AsMyself])
async def test_what_belongs_to_groups_does_nothing_in_a_private_chat(world, lead, kind):
    await lead.says("/help")
    before = copy.deepcopy(lead.chat)
    said = await lead.presses(lead.last["message_id"], forged(kind))
    assert said == lead.words("press-not-for-you")
    assert lead.chat == before


@pytest.mark.soak
async def test_every_other_button_is_answered_by_its_handler_in_a_private_chat(world, moderator):
    await moderator.says("/help")
    for data in DATA:
        if ROUTER.where.get(data.partition(":")[0]) is not GROUPS:
            said = await moderator.presses(moderator.last["message_id"], data)
            assert said != moderator.words("press-not-for-you"), data


async def test_a_tick_of_a_draft_pressed_in_a_group_leaves_the_draft_as_it_is(
    world, citizen, moderator
):
    chat, card = await office(world, citizen, moderator, citizen)
    await citizen.says("https://other.example/a")
    label = citizen.labels()[0]
    _, data = citizen.data(label)
    draft = data.split(":")[1]
    before = await world.db.run(drafts.get, draft), seen_in(world, chat)

    said = await citizen.presses(card, data, chat=chat)

    assert said == citizen.words("press-not-for-you")
    assert (await world.db.run(drafts.get, draft), seen_in(world, chat)) == before


async def test_who_has_no_private_chat_is_told_so_where_they_pressed(world, citizen, moderator):
    chat, card = await office(world, citizen, moderator)
    world.telegram.block(moderator.account)

    said = await moderator.presses(card, SeeCase(case_id=1).pack(), chat=chat)

    assert said == moderator.words("press-private-first", bot=world.jubao.services.username)
