"""Marks of cases: each once, keyed, and looked up without reading all cases that share one."""

import pytest
from sqlalchemy import select

from domain.likeness import Trait
from storage.engine.tables import cases as case_rows
from storage.engine.tables import likenesses as table
from storage.reporting import similarity
from storage.reporting.similarity import NEWEST, SimilarityMark
from tests.support.life import CITIZEN, Life

SHOP = "https://example.org/shop"


@pytest.fixture
async def filed(db, profile):
    """Three cases of one reporter, with nothing in common yet."""
    life = Life(db, profile)
    found = [await life.files(CITIZEN) for _ in range(3)]
    await db.run(lambda tx: tx.execute(table.delete()))
    return [each.report for each in found]


async def write(db, report, *marks):
    def job(tx):
        similarity.add(
            tx, report.case_id, report.id, [similarity.mark(tx, *each) for each in marks]
        )

    await db.run(job)


async def sharing(db, *marks, but=0):
    def job(tx):
        asked = [similarity.mark(tx, *each) for each in marks]
        return similarity.sharing(tx, asked, but=but)

    return {case: dict(common) for case, common in (await db.run(job)).items()}


async def test_what_two_cases_share_is_counted_by_its_kind(db, filed):
    one, two, three = filed
    words = [(Trait.TEXT, f"{band}:x") for band in range(9)]
    await write(db, one, (Trait.URL, SHOP), (Trait.FILE, "ab"), *words[:3])
    await write(db, two, (Trait.URL, SHOP), *words)
    await write(db, three, (Trait.FILE, SHOP))  # the same word of another kind is another mark

    found = await sharing(db, (Trait.URL, SHOP), *words, but=two.case_id)

    assert found == {one.case_id: {Trait.URL: 1, Trait.TEXT: 3}}


async def test_more_marks_than_one_statement_asks_for_are_all_found(db, filed):
    marks = [(Trait.PICTURE, str(number)) for number in range(80)]
    await write(db, filed[0], *marks)
    assert await sharing(db, *marks) == {filed[0].case_id: {Trait.PICTURE: 80}}
    assert await sharing(db) == {}


async def test_a_case_has_a_mark_once_however_many_reports_bring_it(db, filed):
    for _ in range(2):
        await write(db, filed[0], (Trait.URL, SHOP), (Trait.URL, SHOP))
    assert len(await db.run(similarity.of_case, filed[0].case_id)) == 1


async def test_nothing_of_the_content_stands_in_the_table(db, filed):
    await write(db, filed[0], (Trait.URL, SHOP))
    [row] = await db.run(lambda tx: tx.execute(select(table.c.kind, table.c.value)).all())
    assert row.kind == "url"
    assert "example" not in row.value
    assert len(row.value) == 32


async def test_of_what_very_many_share_the_newest_are_found(db, filed):
    def crowd(tx):
        case = tx.execute(select(case_rows).where(case_rows.c.id == filed[0].case_id)).one()
        for number in range(100, 100 + 2 * NEWEST):
            tx.execute(
                case_rows.insert().values(**{**case._mapping, "id": number, "number": str(number)})
            )
            mark = similarity.mark(tx, Trait.URL, SHOP)
            similarity.add(tx, number, filed[0].id, [mark])

    await db.run(crowd)
    found = await sharing(db, (Trait.URL, SHOP))
    assert sorted(found) == list(range(100 + NEWEST, 100 + 2 * NEWEST))


async def test_marks_go_over_to_another_case_which_keeps_its_own(db, filed):
    one, two, _ = filed
    await write(db, one, (Trait.URL, SHOP), (Trait.FILE, "ab"))
    await write(db, two, (Trait.URL, SHOP), (Trait.FILE, "cd"))

    await db.run(similarity.move, two.case_id, one.case_id)

    assert await db.run(similarity.of_case, two.case_id) == ()
    kinds = [mark.trait for mark in await db.run(similarity.of_case, one.case_id)]
    assert sorted(kinds) == [Trait.FILE, Trait.FILE, Trait.URL]


@pytest.mark.parametrize("value", ["", "'; DROP TABLE cases; --", "%_", "a" * 99])
async def test_any_value_may_be_asked_for(db, filed, value):
    asked = [SimilarityMark(Trait.URL, value)]
    assert await db.run(similarity.sharing, asked) == {}
