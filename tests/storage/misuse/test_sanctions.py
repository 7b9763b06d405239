"""Warnings and pauses: found by the person, appealed and settled once, everybody's words sealed."""

import pytest
from msgspec.structs import replace
from sqlalchemy import select

from conversation.form import Given
from domain.misuse import DAY, Result, Sanction, SanctionKind
from storage.engine.tables import sanctions as table
from storage.identity import erasing
from storage.misuse import sanctions
from storage.reporting import reporter_links
from tests.support.life import NOON, Life


@pytest.fixture
async def report(db, profile):
    return (await Life(db, profile).files()).report


def a_pause(report, **changes):
    sanction = Sanction(
        id=0,
        who="lin",
        kind=SanctionKind.PAUSE,
        case_id=report.case_id,
        report_id=report.id,
        unit="changsha",
        reason="forty times the same",
        imposed_by="zhou",
        imposed_at=NOON,
        until=NOON + 3 * DAY,
    )
    return replace(sanction, **changes)


def a_warning(report, **changes):
    return a_pause(report, kind=SanctionKind.WARNING, until=None, **changes)


async def test_a_sanction_is_read_back_as_it_was_imposed(db, report):
    pause = await db.run(sanctions.impose, a_pause(report))

    assert await db.run(sanctions.get, pause.id) == pause
    assert await db.run(sanctions.get, pause.id + 1) is None


async def test_all_words_are_sealed(db, report):
    pause = await db.run(sanctions.impose, a_pause(report))
    pause = await db.run(sanctions.appeal, pause, "I saw forty shops", NOON + 1)
    await db.run(
        sanctions.settle, pause, Result.KEEP, by="ma", now=NOON + 2, words="they are one shop"
    )

    row = await db.run(lambda tx: tx.execute(select(table)).one())
    for word in (b"forty", b"shop"):
        assert word not in row.sealed
    found = await db.run(sanctions.get, pause.id)
    said = (found.reason, found.appeal, found.judgement)
    assert said == ("forty times the same", "I saw forty shops", "they are one shop")


async def test_who_was_warned_and_when_last(db, report):
    for who, at in (("lin", 1), ("lin", 3), ("mo", 2)):
        await db.run(sanctions.impose, a_warning(report, who=who, imposed_at=at))
    await db.run(sanctions.impose, a_pause(report, who="xu"))

    assert await db.run(sanctions.warned, ("lin", "mo", "xu")) == {"lin": 3, "mo": 2}
    assert await db.run(sanctions.warned, ()) == {}


async def test_a_case_knows_its_sanctioned_reporters_by_report_and_no_others(db, profile):
    life = Life(db, profile)
    first, second, third = [(await life.files(account)).report for account in (1, 1, 2)]
    who = await db.run(reporter_links.reporter, first.id)
    other = await db.run(reporter_links.reporter, third.id)
    for at in (1, 5):
        await db.run(sanctions.impose, a_warning(third, who=who, imposed_at=at))
    await db.run(sanctions.impose, a_pause(first, who=who, until=NOON + 9))

    (known,) = await db.run(sanctions.on_case, second.case_id, NOON)

    assert known.link.report_id == second.id
    assert (known.warned_first, known.warned_last, known.paused_until) == (1, 5, NOON + 9)
    assert (known.paused_by, known.paused_on) == ("changsha", first.case_id)
    (later,) = await db.run(sanctions.on_case, second.case_id, NOON + 9)
    assert later.paused_until is None
    assert await db.run(sanctions.on_case, third.case_id, NOON) == ()
    assert other


async def test_which_reports_lead_to_whom(db, profile):
    life = Life(db, profile)
    named = await life.files(1, identity=Given(choice="confidential"))
    plain = await life.files(2)

    async def found(filed, which):
        links = await db.run(reporter_links.links_of, filed.report.case_id, which)
        return [link.report_id for link in links]

    assert await found(named, reporter_links.LinkFilter.WITH_CONTACT) == [named.report.id]
    assert await found(plain, reporter_links.LinkFilter.WITH_CONTACT) == []
    assert await found(plain, reporter_links.LinkFilter.LINKED) == [plain.report.id]
    assert await found(plain, reporter_links.LinkFilter.WITHOUT_ACCOUNT) == []
    await db.run(erasing.unlink, [plain.report.id], NOON)
    assert await found(plain, reporter_links.LinkFilter.LINKED) == []
    assert (await db.run(reporter_links.link, plain.report.id)).who is None


async def test_a_pause_runs_until_its_time_or_until_it_is_lifted_or_ended(db, report):
    pauses = [
        await db.run(sanctions.impose, a_pause(report, who=who, imposed_at=NOON + at))
        for at, who in enumerate(("lin", "mo", "xu", "yi"))
    ]
    for pause, result in zip(pauses[1:], Result, strict=True):
        await db.run(sanctions.settle, pause, result, by="ma", now=NOON)
    whos = [pause.who for pause in pauses]

    running = await db.run(sanctions.running, whos, NOON)

    assert [each.who for each in running] == ["lin", "mo"]
    assert await db.run(sanctions.running, whos, NOON + 3 * DAY) == ()


async def test_an_appeal_is_entered_once_and_then_waits_to_be_judged(db, report):
    pause = await db.run(sanctions.impose, a_pause(report))
    assert await db.run(sanctions.to_judge, report.case_id, NOON) == ()

    appealed = await db.run(sanctions.appeal, pause, "please look again", NOON)

    assert await db.run(sanctions.appeal, pause, "and again", NOON) is None
    assert await db.run(sanctions.to_judge, report.case_id, NOON) == (appealed,)
    assert await db.run(sanctions.to_judge, report.case_id, NOON + 3 * DAY) == ()


async def test_of_two_who_judge_the_first_one_does(db, report):
    pause = await db.run(sanctions.impose, a_pause(report))
    pause = await db.run(sanctions.appeal, pause, "please look again", NOON)

    first = await db.run(sanctions.settle, pause, Result.LIFT, by="ma", now=NOON)
    second = await db.run(sanctions.settle, pause, Result.KEEP, by="tan", now=NOON)

    assert first == await db.run(sanctions.get, pause.id)
    assert second is None


async def test_a_pause_that_was_kept_can_still_be_ended_early(db, report):
    pause = await db.run(sanctions.impose, a_pause(report))
    kept = await db.run(sanctions.settle, pause, Result.KEEP, by="ma", now=NOON)

    ended = await db.run(sanctions.settle, kept, Result.ENDED, by="zhou", now=NOON)

    assert ended.result is Result.ENDED
