"""Pledges in rows, on both databases."""

from datetime import date

from domain.network.pledge import Pledge
from storage.network import pledges

FIRST = Pledge(unit="changsha", signed_on=date(2025, 3, 1), signed_by="Li Ming, head of office")
SECOND = Pledge(unit="changsha", signed_on=date(2026, 2, 28), signed_by="王芳，主任")


async def test_the_last_one_kept_is_the_units_pledge(db):
    assert await db.run(pledges.get, "changsha") is None

    await db.run(pledges.put, FIRST, by="he" * 16, now=5)
    assert await db.run(pledges.get, "changsha") == FIRST
    await db.run(pledges.put, SECOND, by="wu" * 16, now=9)

    assert await db.run(pledges.get, "changsha") == SECOND
    assert await db.run(pledges.get, "hunan") is None
    assert await db.run(pledges.signed) == {"changsha"}
