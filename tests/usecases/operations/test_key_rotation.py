"""Keys are changed under a running bot: afterwards everything opens without the old one."""

import asyncio
import os

import pytest
from sqlalchemy import LargeBinary, update

from conversation.form import Given
from domain.case import Authority, Referral
from domain.case_files.orders import AuthorityAnswer, Order
from domain.identity import ContactRequest, Purpose
from domain.misuse import Sanction, SanctionKind
from domain.reported_accounts.platforms import ReportedAccount
from storage.audit import journal
from storage.backup import rotation
from storage.backup.rotation import SEALED
from storage.case_files import answers as authority_answers
from storage.case_files import orders as case_file_orders
from storage.cases import cases, referrals
from storage.core.errors import PlaceTaken
from storage.crypto.encryption import Cipher, KeyRing
from storage.engine.public_tables import META
from storage.engine.tables import evidence as evidence_rows
from storage.engine.tables import journal as journal_rows
from storage.engine.tables import messages as message_rows
from storage.engine.tables import sanctions as sanction_rows
from storage.files.blobs import Files, place
from storage.files.store_marks import Mark
from storage.identity import identities
from storage.misuse import sanctions
from storage.network import people, units
from storage.queues import inbox
from storage.queues.inbox import Arrival
from storage.removals import removals
from storage.reported_accounts import case_accounts
from storage.reporting import reports
from storage.suggestions import suggestions
from tests.storage.removals.test_removals import asked
from tests.support.database import KEY_RING
from tests.support.life import CITIZEN, MODERATOR, NOON, Life
from tests.usecases.cases.test_archiving import a_full_case
from usecases.core import profile as core_profile
from usecases.evidence import file_marks
from usecases.operations import audit, key_rotation
from usecases.operations.key_rotation import rotate
from usecases.reporting import forms

OLD, NEW = KEY_RING, KeyRing.new("k2")
ENTRY = journal.Entry(who="a", role=1, verb="x", case_id=0, unit="u", reason="why")
BOTH, ALONE = KeyRing.parse(f"{NEW},{OLD}"), KeyRing.parse(NEW)


def test_every_column_of_sealed_values_is_turned():
    there = {
        f"{table.name}.{column.name}"
        for table in META.sorted_tables
        for column in table.columns
        if isinstance(column.type, LargeBinary)
    }
    assert {str(column) for column in SEALED} == there


def the_rest(tx, case_id, report_id):
    """What the story of a case has no words for."""
    who = people.who_is(tx, CITIZEN)
    people.set_name(tx, people.who_is(tx, MODERATOR), "Chen")
    units.bind_group(tx, "changsha", -100)
    inbox.store(tx, 7, [Arrival(update_id=1, lane=who, body=b"{}")], NOON)
    case_file_orders.add(tx, Order(id=0, case_id=case_id, who="zhou", ordered_at=NOON))
    authority_answers.add(
        tx,
        AuthorityAnswer(
            case_id=case_id, receipt="A-1", answer="received", who="zhou", entered_at=NOON
        ),
    )
    referrals.add(
        tx,
        Referral(
            case_id=case_id,
            authority=next(iter(Authority)),
            name="x",
            rule="y",
            sent="z",
            with_identity=False,
            who="w",
            referred_at=NOON,
        ),
    )
    common = {"id": 0, "case_id": case_id, "report_id": report_id, "unit": "changsha"}
    identities.ask(
        tx,
        ContactRequest(**common, asked_by="w", asked_at=5, purpose=next(iter(Purpose)), reason="r"),
    )
    sanctions.impose(
        tx,
        Sanction(
            **common,
            who=who,
            kind=SanctionKind.WARNING,
            reason="r",
            imposed_by="w",
            imposed_at=9,
        ),
    )
    removals.add(tx, asked(cases.get(tx, case_id)))
    account = ReportedAccount("weibo", "1234567890")
    case_accounts.add_more(tx, cases.get(tx, case_id), [account], NOON)
    suggestions.file(
        tx, uid="u" * 32, unit="changsha", who=who, locale="en", text="t", now=1, due_at=2
    )


async def lived(url, opens, profile, tmp_path):
    """A database with a value in every sealed column, sealed by the old key, and one file."""
    db = await opens(url, KeyRing.parse(OLD))
    await db.run(core_profile.install_profile, profile, NOON)
    life = Life(db, profile)
    await life.cast()
    life.filed = await a_full_case(life)
    await life.files(account=CITIZEN + 1, words=Given(text="another report"))
    await db.run(the_rest, life.filed.report.case_id, life.filed.report.id)
    await life.does(CITIZEN, forms.start, fresh=True)
    # The story of archiving writes one sanction that no bot would write.
    stray = sanction_rows.delete().where(sanction_rows.c.imposed_at == 1)
    await db.run(lambda tx: tx.execute(stray) and None)
    life.files_at = Files(f"file:{tmp_path}/evidence")
    await life.files_at.put("bytes", db.cipher.seal(b"a picture", place("bytes")))
    await db.close()
    return life


@pytest.fixture(autouse=True)
def small_steps(monkeypatch):
    monkeypatch.setattr(rotation, "PAGE", 3)


@pytest.fixture
async def life(sqlite_url, opens, profile, tmp_path):
    return await lived(sqlite_url, opens, profile, tmp_path)


async def test_after_a_rotation_with_a_stop_everything_opens_without_the_old_key(
    database_url, opens, profile, tmp_path
):
    life = await lived(database_url, opens, profile, tmp_path)
    db = await opens(database_url, BOTH)
    before = [await db.read(rotation.left, column) for column in SEALED]
    assert all(before), "nothing there to be turned in one of them"
    assert await key_rotation.missing(db) == ()

    def stop(_what, done):
        if done >= 3:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        await rotate(db, life.files_at, life.conditions, stop)
    after = sum([await db.read(rotation.left, column) for column in SEALED])
    turned = await rotate(db, life.files_at, life.conditions)

    assert 0 < after < sum(before)
    assert (turned.values, turned.failed, turned.left, turned.files) == (after, [], 0, 1)
    again = await rotate(db, life.files_at, life.conditions)
    assert (again.values, again.files, again.left) == (0, 0, 0)

    await db.close()
    db = await opens(database_url, ALONE)
    assert await key_rotation.missing(db) == ()
    assert await db.read(reports.text_of, life.filed.report.id)
    assert (await audit.verify(db)).findings == ()
    assert db.cipher.open(await life.files_at.get("bytes"), place("bytes")) == b"a picture"


async def test_while_a_copy_writes_to_the_store_nothing_is_encrypted_again(life, sqlite_url, opens):
    """The copy may not have the new key, and could not read its evidence any more."""
    before = await life.files_at.get("bytes")
    db = await opens(sqlite_url, BOTH)
    mark = Mark(database=await db.read(file_marks.database_id), token="the copy's", made_at=1)
    await life.files_at.set_mark(mark.to_bytes())
    left = [await db.read(rotation.left, column) for column in SEALED]

    with pytest.raises(PlaceTaken):
        await rotate(db, life.files_at, life.conditions)

    assert await life.files_at.get("bytes") == before
    assert [await db.read(rotation.left, column) for column in SEALED] == left


@pytest.mark.soak
async def test_a_large_file_in_a_bucket_is_turned_too(life, sqlite_url, opens, bucket):
    files, data = bucket.files(), os.urandom(6 * 1024 * 1024)
    await files.put("bytes", Cipher(KeyRing.parse(OLD), b"").seal(data, place("bytes")))

    turned = await rotate(await opens(sqlite_url, BOTH), files, life.conditions)

    assert (turned.files, turned.failed) == (1, [])
    assert Cipher(ALONE, b"").open(await files.get("bytes"), place("bytes")) == data


async def test_what_does_not_open_is_named_and_the_rest_is_turned(life, sqlite_url, opens):
    db = await opens(sqlite_url, BOTH)
    at = update(message_rows).where(message_rows.c.id == 1).values(written_at=1)
    await db.run(lambda tx: tx.execute(at) and None)
    await life.files_at.replace("bytes", b"\x02k1 nothing")

    turned = await rotate(db, life.files_at, life.conditions)

    assert turned.failed == ["messages.sealed of 1", "file bytes"]
    assert turned.left == 0


async def test_what_is_still_sealed_by_the_old_key_is_counted(life, sqlite_url, opens):
    old, db = await opens(sqlite_url, KeyRing.parse(OLD)), await opens(sqlite_url, BOTH)
    owed = []

    def late(what, _):
        if what == "files" and not owed:
            owed.append(asyncio.ensure_future(old.run(journal.add, ENTRY)))

    turned = await rotate(db, life.files_at, life.conditions, late)
    await asyncio.gather(*owed)

    [column] = [each for each in SEALED if each.table is journal_rows]
    assert await db.read(rotation.left, column) == 1
    assert turned.left <= 1  # it came while the last were counted, or just before
    alone = await opens(sqlite_url, ALONE)
    assert await key_rotation.missing(alone) == ("journal.sealed",)
    assert (await rotate(db, life.files_at, life.conditions)).values == 1


async def test_a_file_that_is_erased_meanwhile_does_not_come_back(
    life, sqlite_url, opens, tmp_path
):
    db = await opens(sqlite_url, BOTH)

    class Slow(Files):
        async def reading(self, name):
            found = await super().reading(name)
            await self.delete(name)
            await db.run(lambda tx: tx.execute(evidence_rows.delete()) and None)
            return found

    slow = Slow(f"file:{tmp_path}/evidence")
    await rotate(db, slow, life.conditions)
    assert await slow.names() == []
