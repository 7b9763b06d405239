"""`jubao retention`: says what is past its time, and lets it go unless it is only looked at."""

import os
import time

from storage import counters, inbox, journal
from storage.inbox import Arrival
from usecases import timekeeping

DAY = 24 * 3600


async def test_a_look_changes_nothing_and_the_command_does_it(shell):
    async with shell.database() as db:
        await db.run(inbox.store, 1, [Arrival(update_id=1, lane="a", body=b"{}")], 1)
        await db.run(inbox.acted, 1, 1)
    stray = shell.folder / "data" / "evidence" / "jubao-files" / ("ab" * 16)
    stray.parent.mkdir(parents=True)
    stray.touch()
    old = time.time() - 3 * DAY
    os.utime(stray, (old, old))

    def counts(ran):
        assert (ran.code, ran.err) == (0, "")
        rows = [line.strip().partition("  ") for line in ran.out.splitlines()]
        return {kind: int(count) for count, _, kind in rows if count.isdecimal()}

    ran = await shell.types("retention", "--dry-run")
    assert f"unknown: {stray.name}\n" in ran.out
    assert "when it looked for the first time" in ran.out
    looked = counts(ran)
    assert (looked["updates to drop"], looked["files that no row speaks of"]) == (1, 1)
    assert stray.exists()

    assert counts(await shell.types("retention")) == looked
    assert not stray.exists()
    assert not any(counts(await shell.types("retention", "--dry-run")).values())


async def test_nothing_goes_while_the_clock_is_in_doubt_and_a_word_counts_a_day_later(shell):
    now = int(time.time())
    async with shell.database() as db:
        await db.run(inbox.store, 1, [Arrival(update_id=1, lane="a", body=b"{}")], 1)
        await db.run(inbox.acted, 1, 1)
        await db.run(counters.put, timekeeping.TICKED, now - 21 * DAY)

    looked = await shell.types("retention", "--dry-run")
    assert looked.code == 0
    for words in (("retention",), ("retention", "--trust-clock")):
        ran = await shell.types(*words)
        assert (ran.code, ran.out) == (3, "")
        assert "the bot ran last long before that" in ran.complaint
        assert "nothing is erased" in ran.complaint
    assert "--trust-clock counts from 20" in ran.complaint
    assert (await shell.types("retention", "--dry-run")).out == looked.out

    async with shell.database() as db:
        await db.run(counters.put, timekeeping.DOUBTED, now - 2 * DAY)
    assert (await shell.types("retention")).code == 3
    assert (await shell.types("retention", "--trust-clock")).code == 0
    assert "1  updates to drop" not in (await shell.types("retention", "--dry-run")).out
    async with shell.database() as db:
        assert [each.verb for each in await db.run(journal.of_case, 0)] == ["trust_clock"]
