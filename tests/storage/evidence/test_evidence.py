"""Files as rows: what is sealed of them opens wherever they have come to since."""

from sqlalchemy import select, update

from domain.report import EvidenceState
from storage.engine.tables import evidence as table
from storage.evidence import evidence, evidence_reading
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
