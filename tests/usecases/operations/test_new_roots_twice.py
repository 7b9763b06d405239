"""Two operators change the root secret at the same time."""

import asyncio
from concurrent.futures import ThreadPoolExecutor

import asyncpg
import pytest

from domain.network.people import Caller
from storage.audit import journal, journal_order
from storage.backup import refingerprint, root_stages
from storage.core.errors import KeyMissing
from storage.crypto.roots import Stage
from storage.network import people
from tests.support.life import CITIZEN
from tests.usecases.operations import test_new_roots
from tests.usecases.operations.test_key_rotation import BOTH, ENTRY
from usecases.operations import audit, new_roots
from usecases.reporting import report_list

small_steps, theft = test_new_roots.small_steps, test_new_roots.theft

__all__ = ("small_steps", "theft")


@pytest.mark.on_both
async def test_both_end_with_one_new_secret_and_a_whole_journal(theft, database_url, opens):
    second = await opens(database_url, BOTH)

    async def until_learned():
        """What a wait is for: else the bot does not find the people who were moved meanwhile."""
        await theft.bot.learn_roots()
        await asyncio.sleep(0.01)

    async def change(db):
        return await new_roots.change(db, theft.life.conditions, wait=until_learned)

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


async def test_who_writes_during_a_change_is_not_moved_before_their_message_is_done(
    theft, database_url, opens
):
    """Else their open form would not be found any more in the middle of it."""
    if not database_url.startswith("postgresql"):
        return  # SQLite has one writer at a time
    await theft.operator.run(root_stages.begin)
    await theft.bot.learn_roots()

    async def moves_now(who):
        connection = await asyncpg.connect(database_url.replace("+asyncpg", ""))
        try:
            await connection.fetch("SELECT 1 FROM people WHERE who = $1 FOR UPDATE NOWAIT", who)
        finally:
            await connection.close()

    def message(tx):
        person = people.meet(tx, Caller(account=CITIZEN, locale="en"), 1)
        with ThreadPoolExecutor() as another, pytest.raises(asyncpg.LockNotAvailableError):
            another.submit(asyncio.run, moves_now(person.who)).result()
        return person.who

    await moves_now(await theft.bot.run(message))


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
