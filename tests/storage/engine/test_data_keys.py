"""Data keys: what is erased cannot be decrypted any more, even by who has all keys of the ring."""

import pytest
from sqlalchemy import event, select, update

from conversation.form import Given
from storage.backup import rotation
from storage.backup.rotation import SEALED, RotationProgress
from storage.cases import joins, messages
from storage.cases.messages import Message
from storage.core.errors import KeyMissing
from storage.crypto.encryption import KeyRing
from storage.engine.data_keys import Holder
from storage.engine.public_tables import data_keys
from storage.engine.tables import messages as message_rows
from storage.engine.tables import reporter_links, reports, targets
from storage.files.blobs import Files
from storage.identity import erasing
from storage.reporting import reporter_links as links
from storage.reporting import reports as report_rows
from storage.reporting import targets as target_rows
from tests.support.database import KEY_RING
from tests.support.life import CITIZEN, NOON, Life
from usecases.operations import key_rotation
from usecases.reporting import erasure

CONTACT = {
    "identity": Given(choice="real_name"),
    "name": Given(text="Lin"),
    "contact": Given(text="13800138000"),
}
NEW = KeyRing.parse(f"{KeyRing.new('k2')},{KEY_RING}")


@pytest.fixture
async def life(db, profile):
    life = Life(db, profile)
    await life.cast()
    return life


def copies(tx):
    """What somebody copied earlier: values, each with where it belongs."""
    found = {}
    for row in tx.execute(select(reporter_links).where(reporter_links.c.contact.is_not(None))):
        found["contact", row.report_id] = row.contact, f"reporter_links.contact:{row.report_id}"
    for row in tx.execute(select(reports)):
        found["text", row.id] = row.sealed, f"reports.sealed:{row.uid}"
    for row in tx.execute(select(targets)):
        found["target", row.report_id] = row.sealed, f"targets.sealed:{row.report_id}:0"
    for row in tx.execute(select(message_rows)):
        at = f"messages.sealed:{row.case_id}:{row.written_at}"
        found["message", row.id] = row.sealed, at
    return {key: (bytes(value), at) for key, (value, at) in found.items()}


async def opened(db, copied):
    """Which of them the database's keys, and those of the ring, still decrypt."""

    def look(tx):
        able = set()
        for key, (value, at) in copied.items():
            try:
                tx.cipher.open(value, at)
            except KeyMissing:
                continue
            able.add(key)
        return able

    return await db.run(look)


async def test_the_copy_of_a_contact_is_worthless_once_its_reporter_is_forgotten(life):
    mine = (await life.files(CITIZEN, **CONTACT)).report.id
    theirs = (await life.files(12, **CONTACT)).report.id
    copied = await life.db.run(copies)
    assert await opened(life.db, copied) == set(copied)

    await life.does(CITIZEN, erasure.forget)

    assert set(copied) - await opened(life.db, copied) == {("contact", mine)}
    assert await life.db.run(links.contact_of, theirs) == {
        "name": "Lin",
        "phone": "+8613800138000",
    }


async def test_copies_of_a_purged_case_are_worthless_and_the_others_open(life):
    mine, theirs = await life.files(CITIZEN, **CONTACT), await life.files(12, **CONTACT)
    message = Message(
        case_id=mine.report.case_id, kind="note", author="w", text="a note", written_at=NOON
    )
    note = await life.db.run(messages.add, message)
    copied = await life.db.run(copies)

    await life.db.run(erasing.contents, mine.report.case_id, NOON)

    left = await opened(life.db, copied)
    assert ("message", note) in copied.keys() - left
    assert left == {key for key in copied if key[1] == theirs.report.id and key[0] != "message"}
    assert await life.db.run(report_rows.text_of, mine.report.id) == ""
    assert await life.db.run(report_rows.text_of, theirs.report.id) == "they took my money"


async def test_what_is_joined_to_a_case_is_erased_with_that_case(life):
    first, second = await life.files(CITIZEN, **CONTACT), await life.files(12, **CONTACT)
    await life.db.run(joins.move, first.report.case_id, second.report.case_id, NOON)
    copied = await life.db.run(copies)

    await life.db.run(erasing.contents, first.report.case_id, NOON)
    assert await opened(life.db, copied) == set(copied)
    assert await life.db.run(report_rows.text_of, first.report.id) == "they took my money"
    assert await life.db.run(target_rows.of_report, first.report.id)

    await life.db.run(erasing.contents, second.report.case_id, NOON)
    assert await opened(life.db, copied) == set()


async def test_a_transaction_reads_and_unwraps_the_key_of_a_case_once(life):
    filed = await life.files(CITIZEN)
    for at in range(5):
        message = Message(
            case_id=filed.report.case_id, kind="note", author="w", text="x", written_at=at
        )
        await life.db.run(messages.add, message)

    def look(tx):
        asked = []

        def note(_connection, _cursor, statement, *_):
            asked.append("data_keys" in statement)

        event.listen(tx.sql.engine, "before_cursor_execute", note)
        try:
            assert len(messages.last(tx, filed.report.case_id, limit=5)) == 5
            report_rows.text_of(tx, filed.report.id)
        finally:
            event.remove(tx.sql.engine, "before_cursor_execute", note)
        return sum(asked)

    assert await life.db.run(look) == 1


def as_before(tx):
    """Encrypt everything with the ring, as earlier releases did."""
    for column in SEALED:
        if column.holder is None:
            continue
        value = column.table.c[column.column]
        for row in tx.execute(select(column.table, *column.more)).all():
            sealed = getattr(row, column.column)
            if sealed is None:
                continue
            [place, *_] = column.places(row)
            key = [each == getattr(row, each.name) for each in column.table.primary_key.columns]
            new = tx.cipher.seal(tx.cipher.open(bytes(sealed), place), place)
            tx.execute(update(column.table).where(*key).values({value.name: new}))


async def test_what_an_earlier_release_wrote_opens_and_a_rotation_gives_it_data_keys(life):
    filed = await life.files(CITIZEN, **CONTACT)
    await life.db.run(as_before)
    copied = await life.db.run(copies)
    assert {value[1:3] for value, _ in copied.values()} == {b"k1"}
    assert await life.db.run(links.contact_of, filed.report.id)

    for column in SEALED:
        at = RotationProgress()
        while not at.done:
            at = await life.db.run(rotation.reseal, column, at)
        assert not at.failed

    now = await life.db.run(copies)
    assert {value[1:5] for value, _ in now.values()} == {b"#k1:"}
    await life.db.run(erasing.contents, filed.report.case_id, NOON)
    assert await opened(life.db, now) == set()


async def test_a_rotation_makes_new_data_keys_and_deletes_the_old(
    life, database_url, opens, tmp_path
):
    filed = await life.files(CITIZEN, **CONTACT)
    before = await life.db.run(copies)
    db = await opens(database_url, NEW)
    files = Files(f"file:{tmp_path}/evidence")

    turned = await key_rotation.rotate(db, files, life.conditions)

    assert (turned.failed, turned.left) == ([], 0)
    rings = select(data_keys.c.ring).distinct()
    assert await db.run(lambda tx: tx.execute(rings).scalars().all()) == ["k2"]
    assert await opened(db, before) == set()
    assert await db.run(links.contact_of, filed.report.id)


async def test_under_a_new_key_of_the_ring_nothing_new_uses_an_older_data_key(
    life, database_url, opens
):
    filed = await life.files(CITIZEN, **CONTACT)
    db = await opens(database_url, NEW)

    await db.run(links.correct_contact, filed.report.id, name="Lin Xia")

    def keys(tx):
        found = select(data_keys.c.ring).where(data_keys.c.holder == str(Holder.LINK))
        return sorted(tx.execute(found).scalars())

    assert await db.run(keys) == ["k1", "k2"]
    [(value, _)] = [each for key, each in (await db.run(copies)).items() if key[0] == "contact"]
    assert (await db.run(links.contact_of, filed.report.id))["name"] == "Lin Xia"
    await db.run(erasing.unlink, [filed.report.id], NOON)
    assert await db.run(keys) == []
    at = f"reporter_links.contact:{filed.report.id}"
    assert await opened(db, {"contact": (value, at)}) == set()
