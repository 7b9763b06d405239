"""`jubao retention`: says what is past its time, and lets it go unless it is only looked at."""

import os
import time

from storage import inbox
from storage.inbox import Arrival


async def test_a_look_changes_nothing_and_the_command_does_it(shell):
    async with shell.database() as db:
        await db.run(inbox.store, 1, [Arrival(update_id=1, lane="a", body=b"{}")], 1)
        await db.run(inbox.acted, 1, 1)
    stray = shell.folder / "data" / "evidence" / "jubao-files" / ("ab" * 16)
    stray.parent.mkdir(parents=True)
    stray.touch()
    old = time.time() - 3 * 24 * 3600
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
