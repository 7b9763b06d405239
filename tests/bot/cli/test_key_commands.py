"""`jubao keys rotate`: afterwards the old key may go."""

from domain.network.people import Caller
from storage.audit import journal
from storage.audit.journal import Entry
from storage.crypto.encryption import KeyRing
from storage.files.blobs import Files
from storage.files.store_marks import Mark
from storage.network import people
from storage.wiring import open_database
from tests.support.database import KEY_RING
from usecases.evidence.file_marks import database_id


async def test_after_a_rotation_the_old_key_may_go(shell):
    async with shell.database() as db:
        entry = Entry(who="a", role=1, verb="x", case_id=0, unit="u", reason="why")
        await db.run(journal.add, entry)
    new = KeyRing.new("k2")
    assert (await shell.types("audit", "verify", SEAL_KEYS=new)).code == 3

    ran = await shell.types("keys", "rotate", SEAL_KEYS=f"{new},{KEY_RING}")

    assert (ran.code, ran.err) == (0, "")
    assert ran.out.startswith("2 values and 0 files were encrypted again with k2")
    ran = await shell.types("audit", "verify", SEAL_KEYS=new)
    assert (ran.code, ran.out.splitlines()[-1]) == (0, "whole")


def meet(tx):
    return people.meet(tx, Caller(account=7_000_001, locale="en"), 1).who


async def test_after_a_theft_everybody_gets_a_new_fingerprint(shell):
    async with shell.database() as db:
        before = await db.run(meet)
    new = KeyRing.new("k2")

    ran = await shell.types("keys", "rotate", "--compromised")
    assert (ran.code, ran.complaint) == (
        1,
        "the first key of JUBAO_SEAL_KEYS has been used: put a new one before it",
    )
    ran = await shell.types("keys", "rotate", "--compromised", SEAL_KEYS=f"{new},{KEY_RING}")
    assert ran.code == 0, ran
    assert "1 people, 0 links and 0 files have new fingerprints" in ran.err

    ran = await shell.types("audit", "verify", SEAL_KEYS=new)
    assert (ran.code, ran.out.splitlines()[-1]) == (0, "whole")
    db = await open_database(shell.url, KeyRing.parse(new))
    after = await db.run(meet)
    await db.close()
    assert after != before


async def test_a_copy_on_the_evidence_of_its_original_gets_no_new_key(shell, tmp_path):
    async with shell.database() as db:
        mark = Mark(database=await db.read(database_id), token="the copy's", made_at=1)
        before = await db.run(meet)
    place = f"file:{tmp_path}/evidence"
    await Files(place).set_mark(mark.to_bytes())
    keys = f"{KeyRing.new('k2')},{KEY_RING}"

    for more in ((), ("--compromised",)):
        ran = await shell.types("keys", "rotate", *more, SEAL_KEYS=keys, EVIDENCE_URL=place)
        assert ran.code == 3
        assert "was written to by another copy of this database" in ran.complaint
    async with shell.database() as db:
        assert await db.run(meet) == before
