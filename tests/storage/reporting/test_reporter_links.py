"""How many people reported a case, and how many others: of each report, whoever reads it."""

import pytest
from msgspec import Struct
from sqlalchemy import update

from storage.cases import joins
from storage.engine.tables import reporter_links as links
from storage.engine.tables import reports as report_rows
from storage.reporting import reporter_links
from tests.support.life import CITIZEN, STRANGER, Life

NOW = 1_800_000_000


class Row(Struct, frozen=True):
    """A report of the case: its account, or when it was unlinked; withdrawn or not."""

    who: str | None = None
    unlinked_at: int | None = None
    withdrawn: bool = False


ANNA, BEN = Row("anna"), Row("ben")
PHONE = Row()  # entered by staff, without an account

CASES = {  # the reports of a case, and the others of each
    "one alone": ([ANNA], [0]),
    "one by phone alone": ([PHONE], [0]),
    "two people": ([ANNA, BEN], [1, 1]),
    "two by phone": ([PHONE, PHONE], [1, 1]),
    "one by phone and one account": ([PHONE, ANNA], [1, 1]),
    "two of one account": ([ANNA, ANNA], [0, 0]),
    "two of one account and one by phone": ([ANNA, ANNA, PHONE], [1, 1, 1]),
    "the other one is withdrawn": ([ANNA, Row("ben", withdrawn=True)], [0, 0]),
    "the own one is withdrawn": ([Row("anna", withdrawn=True), BEN, PHONE], [0, 1, 1]),
    "one of two of an account is withdrawn": ([Row("anna", withdrawn=True), ANNA, BEN], [0, 1, 1]),
    "an account with one report is erased": ([Row(None, 5)], [0]),
    "an account with two reports is erased": ([Row(None, 5), Row(None, 5)], [0, 0]),
    "two accounts are erased": ([Row(None, 5), Row(None, 6), ANNA], [2, 2, 2]),
    "erased, and back as somebody new": ([Row(None, 5), ANNA], [1, 1]),
}


async def case_of(db, profile, rows):
    """One case with these reports."""
    life = Life(db, profile)
    ids = [(await life.files(CITIZEN)).report for _ in rows]
    for each in ids[1:]:
        await db.run(joins.move, each.case_id, ids[0].case_id, NOW)

    def as_given(tx):
        for each, row in zip(ids, rows, strict=True):
            values = {"who": row.who, "unlinked_at": row.unlinked_at}
            tx.execute(update(links).where(links.c.report_id == each.id).values(values))
            at = NOW if row.withdrawn else None
            tx.execute(
                update(report_rows).where(report_rows.c.id == each.id).values(withdrawn_at=at)
            )

    await db.run(as_given)
    return ids[0].case_id, [each.id for each in ids]


@pytest.mark.parametrize("given", CASES)
async def test_how_many_others(db, profile, given):
    rows, expected = CASES[given]
    case_id, ids = await case_of(db, profile, rows)

    def others(report_id, reader=""):
        return db.run(lambda tx: reporter_links.others(tx, case_id, report_id, reader=reader))

    assert [await others(each) for each in ids] == expected
    # Each sees the number of people, less one: the count on the card of staff is the same.
    people = await db.run(reporter_links.people, case_id)
    for report_id, row in zip(ids, rows, strict=True):
        assert await others(report_id) == (0 if row.withdrawn else people - 1)
        # Whoever opens a report by its code does not count themselves as another person.
        by_anna = await others(report_id, "anna")
        counts = any(each == ANNA for each in rows) and row.who != "anna" and not row.withdrawn
        assert by_anna == await others(report_id) - counts


async def test_reports_of_another_case_do_not_count(db, profile):
    life = Life(db, profile)
    one = (await life.files(CITIZEN)).report
    await life.files(STRANGER)
    found = await db.run(lambda tx: reporter_links.others(tx, one.case_id, one.id, reader=""))
    assert found == 0
    joined = (await life.files(STRANGER)).report
    await db.run(joins.move, joined.case_id, one.case_id, NOW)
    found = await db.run(lambda tx: reporter_links.others(tx, one.case_id, one.id, reader=""))
    assert found == 1
