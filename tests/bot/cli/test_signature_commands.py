"""`jubao keys public`, `jubao verify` and `jubao case-file`."""

import pyrage
import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from bot.cli import signature_commands
from bot.config.settings import SettingsError
from bot.core.errors import Failed
from domain.network.people import Verb
from storage.audit import journal
from storage.cases import cases
from storage.crypto import envelope, signing
from storage.crypto.encryption import KeyRing
from storage.files.blobs import Files
from tests.support.backups import keep_file
from tests.support.case_files import members
from tests.support.database import KEY_RING
from tests.support.life import LEAD, MODERATOR, Life
from tests.support.media import PNG
from usecases.moderation import casework


@pytest.mark.soak
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
    assert (ran.code, ran.complaint) == (1, "there is nothing to verify")
    assert "no case file and no receipt" in ran.out
    (shell.folder / "empty").mkdir()
    ran = await shell.types("verify", str(shell.folder / "empty"))
    assert (ran.code, ran.complaint) == (1, "there is nothing to verify")
    ran = await shell.types("verify", str(path), "--key", "nonsense")
    assert ran.code == 2
    assert ran.complaint.startswith("--key: expected ed25519:")


async def test_a_backup_is_named_as_such_and_not_as_forged(shell):
    async with shell.database():
        pass
    path = shell.folder / "b.tar"
    assert (await shell.types("backup", str(path))).code == 0
    ran = await shell.types("verify", str(path))
    assert (ran.code, ran.complaint) == (1, "there is nothing to verify")
    assert "as a backup is; `jubao restore` checks a backup" in ran.out


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


def signed_by(key, folder):
    path = folder / "receipt.json"
    path.write_bytes(envelope.sign({"type": "receipt"}, key))
    return path


@pytest.mark.parametrize("written", [signing.public_text, signing.public_pem])
def test_a_file_with_all_keys_of_the_office_verifies_what_any_of_them_signed(tmp_path, written):
    newest, older, stranger = (Ed25519PrivateKey.generate() for _ in range(3))
    keys = tmp_path / "keys"
    keys.write_text("".join(f"{written(key.public_key()).strip()}\n" for key in (newest, older)))

    def verified(key):
        return signature_commands.verify(signed_by(key, tmp_path), str(keys))

    assert "signed with the key that you named" in verified(newest)
    assert "signed with an older key of those that you named" in verified(older)
    with pytest.raises(Failed) as why:
        verified(stranger)
    assert why.value.found == "it was signed with another key"


@pytest.mark.parametrize(
    ("key", "why"),
    [("k" * 5000, "it cannot be read"), ("bytes", "this file is no text"), ("", "expected")],
)
def test_a_key_that_cannot_be_read_is_one_clear_line(tmp_path, key, why):
    path = signed_by(Ed25519PrivateKey.generate(), tmp_path)
    (tmp_path / "bytes").write_bytes(b"\xff\xfe\x00")

    with pytest.raises(SettingsError, match=f"--key: {why}"):
        signature_commands.verify(path, str(tmp_path / key) if key else "")


def test_very_many_faults_are_counted(tmp_path, monkeypatch):
    found = signature_commands.Verified(statement=None, key=None, faults=("x",) * 50)
    monkeypatch.setattr(signature_commands.verification, "verify", lambda *_: found)

    with pytest.raises(Failed) as why:
        signature_commands.verify(tmp_path, None)

    assert why.value.found.splitlines()[-2:] == ["x", "and 30 more"]
