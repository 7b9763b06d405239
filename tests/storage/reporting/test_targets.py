"""Where the content of a report is: what comes later is added, sealed for its own place."""

import pytest

from conversation.form import Given
from storage.cases import cases
from storage.reporting import targets
from storage.reporting.targets import Target
from tests.support.life import CITIZEN, Life


@pytest.fixture
async def filed(db, profile):
    life = Life(db, profile)
    return (await life.files(CITIZEN, link=Given(text="https://one.example.com/a"))).report


def a_target(number):
    url = f"https://two.example.net/{number}"
    return Target(raw=url, normalised=url, host="two.example.net")


async def more(db, report, *found, most=20):
    def job(tx):
        return targets.add_more(tx, report.id, cases.get(tx, report.case_id), found, most=most)

    return await db.run(job)


async def test_what_comes_later_is_added_once_and_opens(db, filed):
    [known] = await db.run(targets.of_report, filed.id)
    assert await more(db, filed, known, a_target(1)) == (a_target(1),)
    assert await more(db, filed, a_target(1), a_target(2)) == (a_target(2),)

    assert await db.run(targets.of_report, filed.id) == (known, a_target(1), a_target(2))


async def test_a_report_never_has_more_than_it_may(db, filed):
    added = await more(db, filed, *map(a_target, range(5)), most=3)

    assert added == (a_target(0), a_target(1))
    assert await more(db, filed, a_target(9), most=3) == ()
    assert len(await db.run(targets.of_report, filed.id)) == 3
