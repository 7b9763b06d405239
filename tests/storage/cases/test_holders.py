"""Who has taken cases, and which of them in other units than those named."""

import pytest
from sqlalchemy import update

from domain.status import Status
from storage.cases import cases, holders
from storage.engine.tables import cases as case_rows
from tests.support.life import CITIZEN, Life


@pytest.fixture
async def held(db, profile):
    """Cases of two people and of nobody, in two units, one of them closed."""
    life = Life(db, profile)
    ids = [(await life.files(CITIZEN)).report.case_id for _ in range(5)]
    rows = (
        {"assignee": "anna", "unit": "changsha"},
        {"assignee": "anna", "unit": "hengyang"},
        {"assignee": "ben", "unit": "hengyang"},
        {"assignee": "carl", "unit": "changsha", "status": Status.CLOSED},
        {"assignee": None},
    )

    def put(tx):
        for each, values in zip(ids, rows, strict=True):
            tx.execute(update(case_rows).where(case_rows.c.id == each).values(values))

    await db.run(put)
    return ids


async def test_each_holder_is_named_once(db, held):
    assert await db.run(lambda tx: list(holders.of_all_cases(tx))) == ["anna", "ben", "carl"]


@pytest.mark.parametrize(
    ("who", "but", "limit", "places"),
    [
        ("anna", (), 9, [0, 1]),
        ("anna", (), 1, [0]),
        ("anna", ("changsha",), 9, [1]),
        ("anna", ("changsha", "hengyang"), 9, []),
        ("ben", ("changsha",), 9, [2]),
        ("carl", (), 9, []),  # it has ended
    ],
)
async def test_open_cases_outside_of_some_units(db, held, who, but, limit, places):
    found = await db.run(lambda tx: holders.taken(tx, who, but=but, reviews=but, limit=limit))
    assert [case.id for case in found] == [held[place] for place in places]
    for case in found:
        freed = await db.run(
            lambda tx, one=case: cases.change(tx, one.id, seen=one.version, assignee=None)
        )
        assert freed.assignee is None
