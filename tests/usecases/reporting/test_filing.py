"""What filing gives back is what the rows say."""

import pytest

from domain.network.people import Role
from domain.report import Channel
from storage.reporting import reports, targets
from tests.support.drafts import a_draft
from tests.support.life import MODERATOR, Life
from tests.usecases.misuse.test_floods import MOST, arrive, arrives
from usecases.core.request import Request
from usecases.reporting import filing


@pytest.fixture
async def life(db, profile):
    life = Life(db, profile)
    await life.cast()
    return life


async def is_as_written(life, report):
    return report == await life.db.run(reports.get, report.id)


@pytest.mark.parametrize("danger", [False, True])
async def test_a_report(life, danger):
    filed = await arrives(life, 1, danger=danger)
    assert await is_as_written(life, filed.report)
    assert filed.code == await life.db.run(reports.code_of, filed.report.id)
    assert await arrives(life, 1, danger=danger) == filing.Filed(
        report=filed.report, code=filed.code, again=True
    )


async def test_one_that_waits_in_a_flood(life):
    found = await arrive(life, MOST + 4)
    assert any(filed.report.waits for filed in found)
    assert all([await is_as_written(life, filed.report) for filed in found[-4:]])


async def test_one_that_staff_wrote_down(life):
    person = await life.appoint(MODERATOR, "changsha", Role.MODERATOR)
    filed = await arrives(life, 1)
    source = filing.Source(locale="en", channel=Channel.PHONE, entered_by=person)

    def write(tx):
        draft = a_draft("in an app", form="entered", category="fraud", review={"danger": False})
        return filing.write(Request(tx, life.conditions), draft, source)

    written = await life.db.run(write)
    report = written.report
    assert [each.raw for each in await life.db.run(targets.of_report, report.id)] == ["in an app"]
    assert written.case.id != filed.report.case_id
    assert await is_as_written(life, report)
