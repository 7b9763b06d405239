"""Two operators change the root secret at the same time."""

import asyncio

import pytest

from storage.audit import journal, journal_order
from storage.backup import refingerprint, root_stages
from storage.core.errors import KeyMissing
from storage.crypto.roots import Stage
from tests.support.life import CITIZEN
from tests.usecases.operations import test_new_roots
from tests.usecases.operations.test_key_rotation import BOTH, ENTRY
from usecases.operations import audit, new_roots
from usecases.reporting import report_list

small_steps, theft = test_new_roots.small_steps, test_new_roots.theft

__all__ = ("small_steps", "theft")


async def rest():
    await asyncio.sleep(0.01)


@pytest.mark.on_both
async def test_both_end_with_one_new_secret_and_a_whole_journal(theft, database_url, opens):
    second = await opens(database_url, BOTH)

    async def change(db):
        return await new_roots.change(db, theft.life.conditions, wait=rest)

    found = await asyncio.gather(
        change(theft.operator), change(second), theft.at_work(), return_exceptions=True
    )

    assert all(isinstance(each, new_roots.NewRoots | KeyMissing | None) for each in found), found
    await theft.bot.learn_roots()
    assert len(theft.bot.cipher.versions()) == 2
    assert await theft.bot.read(root_stages.stage) is Stage.ROOT
    assert await theft.bot.read(refingerprint.under_older) == 0
    assert (await audit.verify(theft.bot)).findings == ()
    mine = await theft.life.does(CITIZEN, report_list.mine)
    assert mine.reports


@pytest.mark.parametrize("step", [root_stages.bring_into_use, root_stages.settle])
async def test_a_step_of_a_change_that_is_over_changes_nothing(theft, step):
    """Else the old secret would prove entries that were written since."""
    await theft.changed()
    before = theft.operator.cipher.state()
    await theft.bot.run(journal.add, ENTRY)

    await theft.operator.run(step)

    await theft.operator.learn_roots()
    assert theft.operator.cipher.state() == before
    assert await theft.bot.read(journal_order.head)
