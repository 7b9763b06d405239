"""Everybody presses everything and writes anything: no error, nothing refused, nothing live."""

import pytest
from sqlalchemy import func, select

from storage.engine.tables import inbox
from storage.queues.inbox import UpdateState
from tests.dialogs.moderation.test_casework import files
from tests.support.monkey import let_loose

ACTS = 100


@pytest.mark.parametrize(
    "seed",
    [*range(3), *(pytest.param(seed, marks=pytest.mark.soak) for seed in range(1000, 1100))],
)
async def test_whatever_is_done_is_answered(world, seed):
    monkey = await let_loose(world, seed)
    for citizen in monkey.cast[:3]:
        await files(world, citizen)
    for staff in monkey.cast[3:6]:
        await staff.says("/case 2611-0001")
    for _ in range(ACTS):
        await monkey.acts()
    dead = select(func.count()).select_from(inbox).where(inbox.c.state == UpdateState.DEAD)
    assert await world.db.run(lambda tx: tx.execute(dead).scalar_one()) == 0
