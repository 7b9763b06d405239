"""Tasks of units, on both databases."""

import pytest

from domain.core.errors import NotFound
from domain.tasks import TaskKind
from storage.cases import tasks
from tests.support.life import Life


def opened(
    tx, task_kind=TaskKind.MAIL_FAILED, *, about="hengyang", case_id=None, now=100, unit="hunan"
):
    return tasks.open_task(tx, task_kind, unit=unit, about=about, case_id=case_id, now=now)


async def listed(db, *units):
    return [task.id for task in await db.run(tasks.of_units, units, limit=10)]


async def test_a_matter_is_one_task_until_it_is_done(db):
    first = await db.run(opened)
    assert await db.run(opened) is None
    other = await db.run(lambda tx: opened(tx, about="yueyang"))
    bounced = await db.run(lambda tx: opened(tx, TaskKind.MAIL_BOUNCED))

    assert await listed(db, "hunan") == [first.id, other.id, bounced.id]
    assert (first.task_kind, first.about, first.case_id) == ("mail_failed", "hengyang", None)


async def test_a_task_is_ticked_off_once_and_opened_again_by_the_same_matter(db):
    first = await db.run(opened)
    assert await db.run(tasks.finish, first.id, "anna", 200)
    assert not await db.run(tasks.finish, first.id, "ben", 201)
    assert await listed(db, "hunan") == []

    again = await db.run(lambda tx: opened(tx, now=300, unit="changsha"))

    assert (again.id, again.opened_at, again.unit) == (first.id, 300, "changsha")
    assert await listed(db, "hunan") == []
    assert await listed(db, "hunan", "changsha") == [first.id]


async def test_a_task_about_a_case_knows_its_number(db, profile):
    filed = await Life(db, profile).files()
    task = await db.run(lambda tx: opened(tx, case_id=filed.report.case_id))

    assert task.number == "2611-0001"
    assert (await db.run(tasks.get, task.id)).number == "2611-0001"


async def test_a_task_that_never_was_is_not_found(db):
    with pytest.raises(NotFound):
        await db.run(tasks.get, 7)
    assert await listed(db) == []
