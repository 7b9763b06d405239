"""Reports that staff entered, on both databases: what is untold, and the account tied once."""

from domain.draft import Draft
from domain.network.people import Role
from domain.report import Channel
from storage.reporting import offline_reports, reporter_links, reports
from tests.support.life import MODERATOR, NOON, Life
from usecases.reporting import filing
from usecases.session import by_system

DRAFT = Draft(
    id="ab" * 8,
    who="x",
    form="entered",
    answers={
        "link": {"links": [], "origin": None, "text": "in the app Mangguo, yesterday"},
        "category": "fraud",
        "review": {"danger": False},
    },
)


async def by_phone(db, profile):
    """A report without an account, and who entered it."""
    life = Life(db, profile)
    person = await life.appoint(MODERATOR, "changsha", Role.MODERATOR)
    source = filing.Source(locale="en", channel=Channel.PHONE, entered_by=person)
    written = await db.run(by_system, life.conditions, filing.write, DRAFT, source)
    return written.report, person


async def tie(db, report_id, who):
    return await db.run(offline_reports.link, report_id, who, consent_version="1", now=NOON)


async def test_who_entered_it_is_known_and_how_it_came(db, profile):
    report, person = await by_phone(db, profile)
    citizen = await Life(db, profile).files()

    assert report.channel is Channel.PHONE
    assert await db.run(offline_reports.entered_by, report.id) == person.who
    assert await db.run(offline_reports.entered_by, citizen.report.id) is None
    assert await db.run(offline_reports.entered_by, 99) is None


async def test_what_could_not_be_told_stays_since_the_first_time_until_it_is(db, profile):
    report, _ = await by_phone(db, profile)
    assert not await db.run(offline_reports.untold, report.case_id)
    await db.run(offline_reports.leave_untold, report.id, NOON)
    await db.run(offline_reports.leave_untold, report.id, NOON + 60)

    assert await db.run(offline_reports.untold, report.case_id)
    assert (await db.run(reports.get, report.id)).untold_at == NOON
    await db.run(offline_reports.heard, report.id)
    assert not await db.run(offline_reports.untold, report.case_id)
    await db.run(offline_reports.leave_untold, report.id, NOON)
    await db.run(offline_reports.all_told, report.case_id)
    assert not await db.run(offline_reports.untold, report.case_id)


async def test_who_reported_by_telegram_is_never_untold_here(db, profile):
    filed = await Life(db, profile).files()
    await db.run(offline_reports.leave_untold, filed.report.id, NOON)
    assert not await db.run(offline_reports.untold, filed.report.case_id)


async def test_an_account_is_tied_once_and_only_to_what_staff_entered(db, profile):
    report, _ = await by_phone(db, profile)
    filed = await Life(db, profile).files()
    await db.run(offline_reports.leave_untold, report.id, NOON)

    assert await db.run(offline_reports.is_linkable, report.id)
    assert not await db.run(offline_reports.is_linkable, filed.report.id)
    assert await tie(db, report.id, "anna")
    assert not await tie(db, report.id, "ben")
    assert not await tie(db, filed.report.id, "ben")

    assert await db.run(reporter_links.reporter, report.id) == "anna"
    assert not await db.run(offline_reports.is_linkable, report.id)
    assert not await db.run(offline_reports.untold, report.case_id)
