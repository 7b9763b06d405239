"""A unit's group, on both databases: moved, lost and found; digests that lose no case."""

import asyncio

import pytest
from msgspec.structs import replace

from domain.core.errors import Refusal
from storage.audit import journal
from storage.engine.tables import outbox as notices
from storage.network import card_places, units
from storage.network.card_places import Place
from storage.queues.outbox import NoticeState, Rank
from tests.support.life import ADMIN, LEAD, MODERATOR, Life
from usecases.core.request import Request
from usecases.delivery import outbox_delivery, retries
from usecases.delivery.retries import Failure
from usecases.moderation import casework
from usecases.network import group_bindings
from usecases.notify import staff_cards
from usecases.session import by_system

CHAT = -1001


@pytest.fixture
async def life(db, profile):
    life = Life(db, profile)
    await life.cast()
    await db.run(units.bind_group, "changsha", CHAT)
    return life


async def owed(life, kind):
    def read(tx):
        return tx.execute(notices.select().where(notices.c.kind == kind)).all()

    return await life.db.run(read)


async def claimed(life, kind="group_card"):
    """The courier takes what is due, and has this in its hands."""
    for _ in range(30):
        found = await life.db.run(
            by_system, life.conditions, outbox_delivery.claim, limit=50, lease=60
        )
        for each in found:
            if each.kind == kind:
                return each
            await life.db.run(by_system, life.conditions, outbox_delivery.sent, each, None)
    raise AssertionError(kind)


async def verbs(life):
    return [entry.verb for entry in await life.db.run(journal.of_case, 0)]


async def test_every_unit_of_a_group_moves_along_and_only_once(life):
    await life.db.run(units.bind_group, "hengyang", CHAT)

    for _ in range(2):
        await life.db.run(by_system, life.conditions, group_bindings.moved, CHAT, -1002)

    assert set(await life.db.run(units.bound_to, -1002)) == {"changsha", "hengyang"}
    assert await verbs(life) == ["group_moved", "group_moved"]


async def test_a_loss_is_told_once_and_what_waited_for_the_group_is_dropped(life):
    await life.files()

    for _ in range(2):
        await life.db.run(by_system, life.conditions, group_bindings.put_out, CHAT)

    assert await life.db.run(units.group_of, "changsha") is None
    assert [row.state for row in await owed(life, "group_card")] == [NoticeState.UNREACHABLE]
    assert len(await owed(life, "group_lost")) == 1
    assert await verbs(life) == ["group_lost"]


async def test_a_card_that_fails_in_the_old_group_does_not_unbind_the_new_one(life):
    await life.files()
    card = await claimed(life)
    await life.db.run(units.bind_group, "changsha", -1002)

    await life.db.run(by_system, life.conditions, retries.failed, card, Failure.GONE)

    assert await life.db.run(units.group_of, "changsha") == -1002
    assert await owed(life, "group_lost") == []


async def test_a_card_that_arrived_in_the_old_group_is_not_looked_for_in_the_new_one(life):
    filed = await life.files()
    card = await claimed(life)
    await life.does(LEAD, group_bindings.bind, "changsha", -1002)

    await life.db.run(by_system, life.conditions, outbox_delivery.sent, card, 77)

    assert await life.db.run(card_places.place, filed.report.case_id, "changsha") is None


async def test_a_group_that_is_closed_as_a_whole_is_lost(life):
    await life.files()
    card = await claimed(life)

    await life.db.run(by_system, life.conditions, retries.failed, card, Failure.TOPIC_CLOSED)

    assert await life.db.run(units.group_of, "changsha") is None


async def test_a_topic_that_keeps_vanishing_is_given_up(life):
    await life.db.run(units.set_topics, "changsha", on=True)
    filed = await life.files()
    case_id = filed.report.case_id
    for number in range(20):
        await life.db.run(card_places.set_topic, case_id, "changsha", 100 + number, title="x")
        card = await claimed(life)
        await life.db.run(by_system, life.conditions, retries.failed, card, Failure.TOPIC_LOST)
        place = await life.db.run(card_places.place, case_id, "changsha")
        [row] = await owed(life, "group_card")
        if row.state == NoticeState.FAILED:
            break
        assert place == Place(case_id=case_id, unit="changsha")
    assert number < 10


async def test_a_group_bound_anew_has_no_topics_until_somebody_wants_them(life):
    await life.does(LEAD, group_bindings.set_topics, "changsha", CHAT, on=True)
    again = await life.does(LEAD, group_bindings.bind, "changsha", CHAT)
    assert again.topics
    other = await life.does(LEAD, group_bindings.bind, "changsha", -1002)
    assert not other.topics


@pytest.mark.parametrize("account", [MODERATOR, 51])
async def test_only_leads_and_admins_give_topics_or_bind(life, account):
    for use_case, how in ((group_bindings.set_topics, {"on": True}), (group_bindings.bind, {})):
        with pytest.raises(Refusal) as bad:
            await life.does(account, use_case, "changsha", CHAT, **how)
        assert bad.value.key == "refusal-not-allowed"
    with pytest.raises(Refusal) as bad:
        await life.does(LEAD, group_bindings.set_topics, "changsha", -1002, on=True)
    assert bad.value.key == "group-unbound"
    await life.does(ADMIN, group_bindings.set_topics, "changsha", CHAT, on=True)


async def test_of_cases_that_come_at_the_same_moment_each_is_named(life):
    await life.files()
    [card] = await owed(life, "group_card")
    case = (await life.does(LEAD, casework.card, card.case_id)).case
    found = [replace(case, number=f"2611-{number:04}") for number in range(12)]

    await asyncio.gather(
        *(life.db.run(by_system, life.conditions, staff_cards._owe_digest, each) for each in found)
    )

    [digest] = await owed(life, "group_digest")
    said = await told(life, digest)
    assert digest.rank == Rank.DIGEST
    assert (said["count"], set(said["cases"])) == (12, {each.number for each in found})


async def told(life, row):
    def read(tx):
        return tx.cipher.open_json(row.sealed, f"outbox.sealed:{row.dedupe}")

    return await life.db.run(read)


async def test_a_digest_names_no_more_than_it_can_hold_and_counts_the_rest(life):
    await life.files()
    [card] = await owed(life, "group_card")
    case = (await life.does(LEAD, casework.card, card.case_id)).case

    def flood(tx):
        req = Request(tx, life.conditions)
        for number in range(staff_cards.DIGEST_KEPT + 5):
            staff_cards._owe_digest(req, replace(case, number=f"2611-{number:04}"))

    await life.db.run(flood)

    [digest] = await owed(life, "group_digest")
    said = await told(life, digest)
    assert (said["count"], len(said["cases"])) == (205, 200)
