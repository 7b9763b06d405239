"""`jubao keys rotate`: afterwards the old key may go."""

from storage.audit import journal
from storage.audit.journal import Entry
from storage.crypto.encryption import KeyRing
from tests.support.database import KEY_RING


async def test_after_a_rotation_the_old_key_may_go(shell):
    async with shell.database() as db:
        entry = Entry(who="a", role=1, verb="x", case_id=0, unit="u", reason="why")
        await db.run(journal.add, entry)
    new = KeyRing.new("k2")
    assert (await shell.types("audit", "verify", SEAL_KEYS=new)).code == 3

    ran = await shell.types("keys", "rotate", SEAL_KEYS=f"{new},{KEY_RING}")

    assert (ran.code, ran.err) == (0, "")
    assert ran.out.startswith("2 values and 0 files were sealed anew by k2")
    ran = await shell.types("audit", "verify", SEAL_KEYS=new)
    assert (ran.code, ran.out.splitlines()[1]) == (0, "whole")
