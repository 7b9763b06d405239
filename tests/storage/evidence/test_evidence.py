"""Files as rows: what is sealed of them opens wherever they have come to since."""

import pytest
from sqlalchemy import select, update

from domain.report import EvidenceState, rounded
from storage.engine.tables import evidence as table
from storage.evidence import evidence, evidence_files, evidence_reading, former_rows
from storage.evidence.evidence import Offer

FILE = Offer(
    kind="photo",
    file_id="id-1",
    unique_id="unique-1",
    size=9,
    mime="image/png",
    name="shop.png",
    album="",
    message_id=4,
)


async def offered(db, draft_id="d1"):
    await db.run(
        evidence.offer, FILE, draft_id=draft_id, who="anna", state=EvidenceState.WANTED, now=100
    )


async def test_a_file_is_read_after_it_has_left_its_draft(db):
    await offered(db)
    await db.run(lambda tx: tx.execute(update(table).values(draft_id=None, who=None)) and None)
    [found] = await db.run(evidence.due, 100, limit=5, lease=60)
    assert (found.file_id, found.name) == ("id-1", "shop.png")


async def test_a_file_sealed_by_the_first_release_is_still_read(db):
    await offered(db)

    def as_it_was(tx) -> None:
        row = tx.execute(select(table)).one()
        at = f"evidence.sealed:{row.draft_id}:{row.unique_id}"
        body = {"file_id": "id-0", "name": "old.png", "claimed": "image/png"}
        tx.execute(update(table).values(sealed=tx.cipher.seal_json(body, at)))

    await db.run(as_it_was)
    [found] = await db.run(evidence_reading.of_draft, "d1")
    assert found.name == "old.png"


@pytest.mark.parametrize("rows", [1, 5])
async def test_what_an_earlier_release_left_in_clear_is_sealed_at_the_next_start(
    database_url, opens, monkeypatch, rows
):
    monkeypatch.setattr(former_rows, "PAGE", 2)
    db = await opens(database_url)

    def as_it_was(tx) -> None:
        body = {"file_id": "id-0", "name": "old.png", "claimed": "image/png"}
        for number in range(rows):
            unique = f"unique-{number}"
            sealed = tx.cipher.seal_json(body, evidence_reading.at(unique, 100))
            values = {"sealed": sealed, "unique_id": unique, "album": "137", "sha256": "ab" * 32}
            values |= {"size": 1_234_567, "state": "kept", "stored_as": f"name-{number}"}
            tx.execute(update(table).where(table.c.draft_id == f"d{number}").values(**values))

    for number in range(rows):
        await offered(db, f"d{number}")
    await db.run(as_it_was)
    await db.close()

    db = await opens(database_url)
    stored = await db.read(lambda tx: tx.execute(select(table)).all())
    assert {(row.sha256, row.size) for row in stored} == {("", rounded(1_234_567))}
    assert "137" not in {row.album for row in stored}
    [found] = await db.read(evidence_reading.of_draft, "d0")
    assert (found.sha256, found.size) == ("ab" * 32, 1_234_567)
    files = await db.read(evidence_files.kept_page, "", limit=9)
    assert files == tuple((f"name-{number}", "ab" * 32) for number in range(rows))


@pytest.mark.parametrize("size", [0, 1, 9, 15, 16, 17, 1_234_567, 20_000_000])
def test_a_size_is_rounded_up_by_an_eighth_at_most(size):
    assert size <= rounded(size) <= size * 9 / 8
    assert rounded(rounded(size)) == rounded(size)
