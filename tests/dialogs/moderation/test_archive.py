"""The end of a case: put away when nothing can be appealed any more, emptied in its time."""

import pytest
from msgspec.structs import replace

from domain.network.people import Role
from domain.status import Status
from storage.audit import journal
from storage.cases import cases
from storage.evidence import evidence_reading
from tests.dialogs.moderation.test_casework import accepts, decides, files, newest, now, with_files
from tests.dialogs.moderation.test_clocks import ticks

DAY = 24 * 3600
FRAUD_DAYS = 1095


async def closed(world, citizen, moderator, lead, *names):
    """A fraud, decided and confirmed."""
    case = await with_files(world, citizen, *names) if names else await files(world, citizen)
    await accepts(moderator)
    await moderator.taps_on_card("Start checking")
    if names:
        await moderator.taps_on_card("Evidence")
    await decides(moderator)
    await lead.taps("Confirm and send")
    return await now(world, case)


async def days_later(world, days):
    world.later(days * DAY)
    await ticks(world)


def code_of(citizen):
    """The query code, as its receipt shows it."""
    lines = citizen.texts().splitlines()
    return lines[lines.index(citizen.words("filed-code")) + 1]


@pytest.mark.soak
async def test_closing_says_how_long_the_contents_are_kept(world, citizen, moderator, lead):
    await closed(world, citizen, moderator, lead)
    citizen.saw("notice-kept-until", day="24 Nov 2029")


async def test_a_closed_case_is_archived_after_its_appeals_and_emptied_in_its_time(
    world, citizen, moderator, lead
):
    case = await closed(world, citizen, moderator, lead, "bank.png")
    code = code_of(citizen)
    await days_later(world, 180)
    assert (await now(world, case)).status is Status.CLOSED

    await days_later(world, 2)
    archived = await now(world, case)
    assert archived.status is Status.ARCHIVED
    assert archived.retain_until == case.closed_at + FRAUD_DAYS * DAY
    await moderator.says(f"/case {case.number}")
    assert "The shop was removed." in newest(moderator)
    assert len(await world.jubao.fetcher.files.names()) == 1

    await days_later(world, FRAUD_DAYS)
    assert (await now(world, case)).status is Status.PURGED
    assert await world.jubao.fetcher.files.names() == []
    assert await world.db.run(evidence_reading.of_case, case.id) == ()
    await moderator.says(f"/case {case.number}")
    shown = newest(moderator)
    for gone in ("The shop was removed.", "example.org", "Reporter", "Decision", "Evidence"):
        assert gone not in shown
    for kept in (case.number, moderator.words("staff-status-purged"), "Fraud", "Changsha"):
        assert kept in shown
    assert moderator.labels() == [
        moderator.words("staff-next-case"),
        moderator.words("staff-to-queue"),
    ]

    await citizen.says(f"/track {code}")
    assert citizen.words("about-purged") in newest(citizen)
    assert "The shop was removed." not in newest(citizen)
    await citizen.says("/cases")
    citizen.sees("cases-none")  # nothing leads from the account to it any more

    written = await world.db.run(journal.of_case, case.id)
    assert [entry.verb for entry in written][-2:] == ["archive", "purge"]
    assert not any(entry.reason for entry in written)
    assert await world.db.run(journal.first_break, case.id) is None


async def test_a_legal_hold_keeps_a_case_from_being_put_away_and_from_being_emptied(
    world, citizen, moderator, lead
):
    case = await closed(world, citizen, moderator, lead)
    await lead.taps_on_card("Legal hold")
    await lead.says("asked for by a court")
    await days_later(world, 200)
    assert (await now(world, case)).status is Status.CLOSED

    await lead.says(f"/case {case.number}")
    await lead.taps_on_card("End legal hold")
    await lead.says("the court is done")
    await days_later(world, 1)
    assert (await now(world, case)).status is Status.ARCHIVED

    await lead.says(f"/case {case.number}")
    await lead.taps_on_card("Legal hold")
    await lead.says("another court has asked")
    await days_later(world, 2 * FRAUD_DAYS)
    assert (await now(world, case)).status is Status.ARCHIVED
    await lead.says(f"/case {case.number}")
    assert "they took my money" in newest(lead)


@pytest.mark.soak
async def test_a_withdrawn_report_is_put_away_after_a_month(world, citizen, moderator):
    case = await files(world, citizen)
    await citizen.says("/cases")
    await citizen.taps("··")
    await citizen.taps("Withdraw")
    await citizen.taps("Yes, withdraw it")
    citizen.saw("notice-kept-until", day="24 Nov 2029")

    await days_later(world, 29)
    assert (await now(world, case)).status is Status.WITHDRAWN
    await days_later(world, 2)
    assert (await now(world, case)).status is Status.ARCHIVED


@pytest.mark.soak
async def test_an_appeal_that_is_open_keeps_a_case_where_it_is(world, citizen, moderator, lead):
    case = await closed(world, citizen, moderator, lead)
    await days_later(world, 170)
    await citizen.taps("Appeal")
    await citizen.says("please look again")

    await days_later(world, 30)

    assert (await now(world, case)).status is Status.APPEALED


@pytest.mark.soak
async def test_long_lists_are_worked_off_in_one_minute(world, citizen, moderator):
    await world.staff("Ouyang", Role.LEAD, "hunan")
    case = await files(world, citizen)

    def many(tx):
        for number in range(60):
            cases.open_case(tx, replace(case, number=f"2611-{1000 + number}"))

    await world.db.run(many)
    world.later(5 * DAY)  # a Monday
    await ticks(world)

    late = await world.db.run(
        lambda tx: [cases.get(tx, number).overdue_level for number in range(1, 62)]
    )
    assert set(late) == {1}
