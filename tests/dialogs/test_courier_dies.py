"""A process that dies while it sends: no notice is said more than three times, and none is lost."""

import pytest

from bot.delivery.courier import Courier
from storage.cases import cases
from storage.network import people
from storage.queues.outbox import NoticeState
from tests.dialogs.test_courier import filed, owe_news, states
from usecases.delivery import outbox_delivery, replies
from usecases.delivery.outbox_delivery import MOST_UNKNOWNS
from usecases.notify import notify
from usecases.notify.filing_notices import RECEIPT_WAIT
from usecases.session import by_system

MANY = 6  # deaths


class Died(Exception):  # noqa: N818 - no error of ours
    """The process is gone."""


async def dies(*_args, **_kwargs):
    raise Died


async def dies_sending(world, where, times=MANY):
    """So many processes die at this method of the courier, each with the same notice in hand."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Courier, where, dies)
        for _ in range(times):
            try:
                await world.settle()
            except Died:
                await system(world, outbox_delivery.reclaim)  # another process begins


async def system(world, use_case, *args):
    await world.db.run(by_system, world.jubao.services.conditions(), use_case, *args)


AFTER, BEFORE = "_store_sent", "_call"


@pytest.mark.parametrize(("where", "copies"), [(AFTER, MOST_UNKNOWNS), (BEFORE, 0)])
async def test_a_notice_is_tried_three_times_in_all_and_kept_until_its_reader_writes(
    citizen, world, where, copies
):
    await filed(citizen)
    await owe_news(world)
    await dies_sending(world, where)
    await world.settle()
    told = citizen.words("notice-verifying")
    assert citizen.texts().count(told) == copies
    assert [state for state, *_ in await states(world, "verifying")] == [NoticeState.UNCERTAIN]
    await citizen.says("/start")
    assert citizen.texts().count(told) == copies + 1
    assert await states(world, "verifying") == [(NoticeState.SENT, 1, 0)]


async def test_less_deaths_than_that_cost_copies_and_nothing_else(citizen, world):
    await filed(citizen)
    await owe_news(world)
    await dies_sending(world, BEFORE, 1)
    await dies_sending(world, AFTER, 1)
    await world.settle()
    assert citizen.texts().count(citizen.words("notice-verifying")) == 2
    assert [state for state, *_ in await states(world, "verifying")] == [NoticeState.SENT]


async def test_the_reply_to_submit_is_one_of_the_three(citizen, world, monkeypatch):
    with monkeypatch.context() as patch:
        patch.setattr(replies, "receipt_shown", lambda *_args: None)  # it died after the reply
        await filed(citizen)
    who = await world.db.run(people.who_is, citizen.account)
    await system(world, replies.owe_screen, who)
    await dies_sending(world, AFTER)
    world.later(RECEIPT_WAIT)
    await world.settle()
    assert citizen.texts().count(citizen.words("notice-receipt")) == MOST_UNKNOWNS
    assert [state for state, *_ in await states(world, "receipt")] == [NoticeState.UNCERTAIN]


async def test_what_is_only_edited_is_repeated_until_it_is_known(citizen, moderator, world):
    await filed(citizen)
    await moderator.says("/case 2611-1")
    await moderator.taps("Accept")
    await system(world, notify.cards, await world.db.run(cases.get, 1))
    before = len(citizen.chat)
    await dies_sending(world, AFTER)
    await world.settle()
    assert [state for state, *_ in await states(world, "card")] == [NoticeState.SENT]
    assert len(citizen.chat) == before
