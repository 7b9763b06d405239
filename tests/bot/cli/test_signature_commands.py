"""`jubao keys public`, `jubao verify` and `jubao case-file`."""

import pyrage

from domain.network.people import Verb
from storage.audit import journal
from storage.cases import cases
from storage.crypto import signing
from storage.crypto.encryption import KeyRing
from storage.files.blobs import Files
from tests.support.backups import keep_file
from tests.support.case_files import members
from tests.support.database import KEY_RING
from tests.support.life import LEAD, MODERATOR, Life
from tests.support.media import PNG
from usecases.moderation import casework


async def test_the_public_key_stays_until_a_new_root_secret(shell):
    async with shell.database():
        pass
    first = (await shell.types("keys", "public")).out.strip()
    assert first.startswith(signing.BEGIN)
    assert (await shell.types("keys", "public")).out.strip() == first
    pem = (await shell.types("keys", "public", "--pem")).out
    assert signing.public_text(signing.parse_public(pem)) == first

    ring = f"{KeyRing.new('k2')},{KEY_RING}"
    assert (await shell.types("keys", "rotate", "--compromised", SEAL_KEYS=ring)).code == 0

    newest, older = (await shell.types("keys", "public", SEAL_KEYS=ring)).out.split()
    assert older == first
    assert newest != first


async def test_what_is_no_case_file_is_refused_in_one_line(shell):
    path = shell.folder / "x.zip"
    path.write_bytes(b"PK\x03\x04 nothing")
    ran = await shell.types("verify", str(path))
    assert (ran.code, ran.complaint) == (1, "it is not what was signed")
    assert "no zip file" in ran.out
    ran = await shell.types("verify", str(path), "--key", "nonsense")
    assert ran.code == 2
    assert ran.complaint.startswith("--key: expected ed25519:")


async def refers(db, files, profile):
    """A case with a file of evidence that was referred to the police; its number."""
    life = Life(db, profile)
    await life.cast()
    filed = await life.files()
    case_id = filed.report.case_id
    await keep_file(db, files, PNG, filed.report.id, case_id)
    card = await life.does(MODERATOR, casework.card, case_id)
    card = await life.moves(MODERATOR, card, Verb.ACCEPT, category="fraud")
    await life.does(MODERATOR, casework.move, case_id, Verb.CHECK, seen=card.case.version)
    rule = profile.taxonomy.rules_for("fraud", card.case.subcategory)[0]
    given = {"authority": "police", "name": "Station", "rule": rule, "sent": "a letter"}
    card = await life.does(LEAD, casework.card, case_id)
    turn = await life.moves(LEAD, card, Verb.REFER, **given)
    return turn.case.number


async def test_the_command_writes_a_file_that_verifies_and_the_journal_says_so(shell, profile):
    shell.has(shell.installed)
    files = Files(f"file:{shell.folder}/data/evidence")
    async with shell.database() as db:
        number = await refers(db, files, profile)
    out, sealed = shell.folder / "case.zip", shell.folder / "case.zip.age"

    ran = await shell.types("case-file", number, "--out", str(out))

    assert (ran.code, ran.err) == (0, "")
    assert members(out)["data/evidence/01.png"] == PNG
    key = (await shell.types("keys", "public")).out.strip()
    ran = await shell.types("verify", str(out), "--key", key)
    assert (ran.code, ran.out.splitlines()[-1]) == (0, "whole")
    assert "by operator, changsha" in ran.out
    assert "before the journal recorded hashes" in ran.out  # the test stores it by hand
    async with shell.database() as db:
        case = await db.run(cases.by_number, number)
        assert [e.who for e in await db.run(journal.of_case, case.id)][-1] == journal.SYSTEM

    assert (await shell.types("case-file", number, "--out", str(out))).code == 3
    identity = pyrage.x25519.Identity.generate()
    words = ("case-file", number, "--out", str(sealed), "--recipient")
    assert (await shell.types(*words, "age1nonsense")).code == 2
    assert (await shell.types(*words, str(identity.to_public()))).code == 0
    assert pyrage.decrypt(sealed.read_bytes(), [identity])[:2] == b"PK"


async def test_a_case_that_was_not_referred_has_no_file(shell, profile):
    shell.has(shell.installed)
    async with shell.database() as db:
        life = Life(db, profile)
        await life.cast()
        filed = await life.files()
        number = (await db.run(cases.get, filed.report.case_id)).number
    out = str(shell.folder / "case.zip")

    ran = await shell.types("case-file", number, "--out", out)
    assert (ran.code, ran.complaint) == (1, f"case {number} was not referred")
    ran = await shell.types("case-file", "2611-9999", "--out", out)
    assert (ran.code, ran.complaint) == (1, "there is no case 2611-9999")
