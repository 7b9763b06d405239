"""A unit's people and its group: invitations, roles taken away, what a group sees and what not."""

import re

import pytest

from conversation.form import Given
from domain.network.people import Role
from handlers.moderation.callbacks import MoveCase, ReadCase, ShowEvidence
from handlers.ui.callbacks import BindGroup, SeeCase
from storage.cases import cases
from storage.network import people, units
from tests.support.life import Life

CHANGSHA = "Changsha Internet Information Office"
LINK = re.compile(r"https://t\.me/jubao_test_bot\?start=(i_[\w-]+)")


async def files(world, citizen, **answers):
    await citizen.says("/start")
    life = Life(world.db, world.jubao.services.profile, int(world.at[0]))
    filed = await life.files(citizen.account, **answers)
    await world.settle()
    return await world.db.run(cases.get, filed.report.case_id)


async def invited(lead, role="moderator"):
    """A lead makes an invitation; the payload of its link."""
    await lead.says("/grant")
    await lead.taps(CHANGSHA)
    await lead.taps(role)
    found = LINK.search(lead.texts(1))
    assert found, lead.texts(1)
    return found[1]


def in_group(world, chat):
    return [m["text"] for m in world.telegram.messages(chat) if m["from"]["is_bot"]]


async def roles(world, talker):
    def read(tx):
        person = people.get(tx, people.who_is(tx, talker.account))
        return person.grants if person else {}

    return await world.db.run(read)


async def test_a_lead_invites_a_colleague_who_then_works(world, lead, citizen):
    case = await files(world, citizen)
    newcomer = world.person("Hu")
    payload = await invited(lead)

    await newcomer.says(f"/start {payload}")

    newcomer.sees("staff-joined", role="moderator", unit=CHANGSHA)
    await newcomer.says(f"/case {case.number}")
    assert "Accept as another …" in await newcomer.card_labels()
    await lead.says("/staff")
    await lead.taps(CHANGSHA)
    assert "Hu — moderator" in lead.texts(1)


async def test_an_invitation_works_once(world, lead):
    payload = await invited(lead)
    first, second = world.person("Hu"), world.person("Yi")
    await first.says(f"/start {payload}")

    await second.says(f"/start {payload}")

    second.sees("invitation-void")
    assert await roles(world, second) == {}


async def test_an_invitation_does_not_last_for_ever(world, lead):
    payload = await invited(lead)
    world.later(8 * 24 * 3600)
    late = world.person("Hu")

    await late.says(f"/start {payload}")

    late.sees("invitation-void")


async def test_a_moderator_invites_nobody(world, moderator):
    for typed in ("/grant", "/staff", "/revoke"):
        await moderator.says(typed)
        moderator.sees("refusal-not-allowed")


async def test_a_lead_of_one_site_is_not_asked_which(world):
    site = await world.staff("Peng", Role.LEAD, unit="rednet")

    await site.says("/grant")
    site.sees("staff-invite-role", unit="Rednet")
    await site.says("/staff")
    assert "Peng — lead" in site.texts(1)


async def test_an_admin_chooses_the_unit_first(world, admin):
    await admin.says("/grant")
    admin.sees("staff-invite-unit")
    await admin.taps("Hengyang Internet")
    await admin.taps("lead")

    found = LINK.search(admin.texts(1))
    assert found
    newcomer = world.person("Hu")
    await newcomer.says(f"/start {found[1]}")
    assert await roles(world, newcomer) == {"hengyang": Role.LEAD}


async def test_a_role_is_taken_away_after_a_second_question(world, lead, moderator, citizen):
    case = await files(world, citizen)
    old_card = moderator.data("Accept")
    await lead.says("/revoke")
    await lead.taps(CHANGSHA)
    await lead.taps("Remove Chen")
    assert await roles(world, moderator) == {"changsha": Role.MODERATOR}

    await lead.taps("Yes, remove")

    assert await roles(world, moderator) == {}
    assert "Chen" not in lead.texts(1)
    said = await moderator.presses(*old_card)
    assert said == moderator.words("case-unknown")
    await moderator.says(f"/case {case.number}")
    moderator.sees("case-unknown")
    await moderator.says("/queue")
    moderator.sees("refusal-not-allowed")


@pytest.mark.soak
async def test_taking_a_role_away_can_be_thought_better_of(world, lead, moderator):
    await lead.says("/staff")
    await lead.taps(CHANGSHA)
    await lead.taps("Remove Chen")
    await lead.taps("‹ Back")

    assert "Chen — moderator" in lead.texts(1)
    assert await roles(world, moderator) == {"changsha": Role.MODERATOR}


# The group


async def test_a_lead_binds_a_group_which_then_shows_neutral_lines(world, lead, citizen):
    chat = await world.group(lead)

    await lead.says("/bind", chat=chat)
    await lead.taps(CHANGSHA, chat=chat)
    case = await files(world, citizen, words=Given(text="they took my money"))

    bound, card = in_group(world, chat)
    assert bound == lead.words("group-bound", unit=CHANGSHA)
    number, category, due = card.splitlines()
    assert number.startswith(case.number)
    assert category == "诈骗类 · 仿冒银行、运营商等网站"
    assert "my money" not in card
    assert "example" not in card
    assert due


async def test_the_line_in_a_group_is_changed_in_place(world, lead, moderator, citizen):
    await world.hears_each(moderator)
    chat = await world.group(lead, moderator, unit="changsha")
    await files(world, citizen)
    before = in_group(world, chat)

    await moderator.taps("Accept")

    after = in_group(world, chat)
    assert len(before) == len(after) == 1
    assert "已受理" in after[0]


async def test_a_link_that_adds_the_bot_names_the_unit(world, admin):
    chat = await world.group(admin)

    await admin.says("/start@jubao_test_bot b_hengyang", chat=chat)

    assert await world.db.run(units.group_of, "hengyang") == chat


async def test_an_admin_chooses_whose_group_it_is(world, admin):
    chat = await world.group(admin)
    await admin.says("/bind", chat=chat)

    await admin.taps("Hengyang Internet", chat=chat)

    assert await world.db.run(units.group_of, "hengyang") == chat


async def test_nobody_else_binds_a_group(world, moderator, citizen):
    chat = await world.group(moderator, citizen)
    for talker in (moderator, citizen):
        await talker.says("/bind", chat=chat)
        said = await talker.presses(
            world.telegram.messages(chat)[-1]["message_id"],
            BindGroup("changsha").pack(),
            chat=chat,
        )
        assert said == talker.words("press-not-for-you")

    assert await world.db.run(units.group_of, "changsha") is None


async def test_in_private_there_is_no_group_to_bind(world, lead):
    await lead.says("/bind")

    lead.sees("group-only")


async def test_a_group_asks_for_its_queue_and_gets_its_own_units_alone(world, admin, lead, citizen):
    chat = await world.group(admin, lead, unit="changsha")
    mine = await files(world, citizen)
    theirs = await files(world, citizen, region=Given(choice="hengyang"))

    await admin.says("/queue", chat=chat)

    text = in_group(world, chat)[-1]
    assert mine.number in text
    assert theirs.number not in text
    await admin.says(f"/case {theirs.number}", chat=chat)
    assert in_group(world, chat)[-1] == admin.words("case-unknown")
    await admin.says(f"/case {mine.number}", chat=chat)
    assert in_group(world, chat)[-1].startswith(mine.number)


async def test_a_closed_category_never_shows_in_a_group(world, admin, citizen):
    chat = await world.group(admin, unit="hunan")
    case = await files(
        world,
        citizen,
        category=Given(choice="sexual"),
        subcategory=Given(choice="child_abuse"),
    )
    assert case.unit == "hunan"

    await admin.says("/queue", chat=chat)
    await admin.says(f"/case {case.number}", chat=chat)

    shown = in_group(world, chat)
    assert not any(case.number in text for text in shown)
    assert shown[-1] == admin.words("case-unknown")
    await admin.says(f"/case {case.number}")
    assert case.number in admin.texts(1)


async def test_a_group_without_a_unit_shows_nothing(world, moderator, citizen):
    await files(world, citizen)
    chat = await world.group(moderator)

    await moderator.says("/queue", chat=chat)

    assert in_group(world, chat) == [moderator.words("group-unbound")]


async def test_pressed_in_a_group_a_case_opens_in_private(world, moderator, citizen):
    chat = await world.group(moderator, unit="changsha")
    case = await files(world, citizen)
    there = in_group(world, chat)

    said = await moderator.taps("私聊中打开", chat=chat)

    assert said == moderator.words("staff-sent-in-private")
    assert "they took my money" in moderator.texts(1)
    assert case.number in moderator.texts(1)
    assert in_group(world, chat) == there


@pytest.mark.parametrize("kind", ["evidence", "read", "take"])
async def test_whatever_is_forged_in_a_group_nothing_of_a_case_shows_there(
    world, moderator, citizen, kind
):
    chat = await world.group(moderator, unit="changsha")
    case = await files(world, citizen)
    there = in_group(world, chat)
    forged = {
        "evidence": ShowEvidence(case.id),
        "read": ReadCase(case.id),
        "take": MoveCase(case.id, "take", case.version),
    }[kind]
    message = world.telegram.messages(chat)[-1]["message_id"]

    said = await moderator.presses(message, forged.pack(), chat=chat)

    assert said == moderator.words("press-not-for-you")
    assert in_group(world, chat) == there


async def test_who_is_not_of_the_unit_opens_nothing_from_its_group(world, moderator, citizen):
    chat = await world.group(moderator, citizen, unit="changsha")
    case = await files(world, citizen)
    message = world.telegram.messages(chat)[-1]["message_id"]

    said = await citizen.presses(message, SeeCase(case.id).pack(), chat=chat)

    assert said == citizen.words("press-not-for-you")
    assert case.number not in citizen.texts()


@pytest.mark.soak
async def test_bound_elsewhere_a_unit_shows_its_cases_there(world, lead, moderator, citizen):
    await world.hears_each(moderator)
    old = await world.group(lead, unit="changsha")
    await files(world, citizen)
    new = await world.group(lead)
    await lead.says("/bind", chat=new)
    await lead.taps(CHANGSHA, chat=new)

    await moderator.taps("Accept")

    assert "已受理" in in_group(world, new)[-1]
    assert "已受理" not in in_group(world, old)[-1]


async def test_a_group_that_threw_the_bot_out_is_reported_to_its_lead(
    world, lead, moderator, citizen
):
    await world.hears_each(moderator)
    chat = await world.group(lead, unit="changsha")
    await files(world, citizen)
    world.telegram.remove_bot(chat)

    await moderator.taps("Accept")

    lead.saw("notice-group_lost", unit=CHANGSHA)
    assert await world.db.run(units.group_of, "changsha") is None
