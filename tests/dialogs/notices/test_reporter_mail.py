"""A reporter without an account who has left a mail address: told by mail that there is news."""

import re

import pytest

from domain.network.people import Role
from storage.audit import journal
from storage.queues import outbox
from storage.reporting import offline_reports, reports
from tests.dialogs.moderation.test_casework import accepts, decides
from tests.dialogs.moderation.test_manual_entry import STEPS, codes
from tests.dialogs.notices.test_mail import office, states, world  # noqa: F401 - fixtures
from tests.support.by_hand import OPENED_BY, act, submit
from tests.support.post import text
from usecases.notify.reporter_mails import WAIT_SECONDS

ADDRESS = "lin@example.org"


@pytest.fixture
async def moderator(world):  # noqa: F811
    return await world.staff("Zhou", Role.MODERATOR)


@pytest.fixture
async def lead(world):  # noqa: F811
    return await world.staff("Chen", Role.LEAD)


async def enters(person, contact=ADDRESS):
    """A report by phone with this contact; its query code."""
    await person.says("/enter")
    await person.taps("Report by phone")
    for step, answer in {**STEPS, "contact": ("says", contact)}.items():
        if step in OPENED_BY:
            await person.taps(OPENED_BY[step])
        if step == "review":
            break
        await act(person, answer)
    await submit(person)
    return codes(person)[-1]


async def waits(world):  # noqa: F811
    world.later(WAIT_SECONDS)
    await world.settle()


async def news(world, moderator):  # noqa: F811
    """The report is accepted, and its reporter has something to learn."""
    await moderator.says("/case 2611-1")
    await accepts(moderator)


async def test_news_goes_by_mail_with_a_code_that_track_opens(
    world,  # noqa: F811
    office,  # noqa: F811
    moderator,
):
    code = await enters(moderator)
    await news(world, moderator)
    assert office.taken == []
    await waits(world)

    [mail] = office.taken
    assert office.recipients == [ADDRESS]
    said = text(mail)
    assert code in said
    assert code[-4:] in said
    assert moderator.words("status-accepted") in said
    assert list(mail.iter_attachments()) == []
    reader = world.person("Lin")
    await reader.says(f"/track {re.search(r'[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}', said)[0]}")
    assert moderator.words("status-accepted") in reader.texts()
    assert [e.verb for e in await world.db.run(journal.of_case, 1)] == ["enter", "accept", "told"]


async def test_nothing_of_the_content_is_in_the_mail(world, office, moderator, lead):  # noqa: F811
    await enters(moderator)
    await news(world, moderator)
    await moderator.taps_on_card("Start checking")
    await decides(moderator, outcome="Already gone", feedback="The bank has confirmed it.")
    await lead.taps("Confirm and send")
    await waits(world)

    raw = b"".join(office.raw).decode() + "".join(text(mail) for mail in office.taken)
    for words in (
        "example.org/shop",
        "they took my money",
        "bank",
        "Fraud",
        "Lin Xiaoyu",
        "0013800",
    ):
        assert words not in raw.replace(ADDRESS, ""), words


@pytest.mark.soak
async def test_several_news_are_one_mail_and_later_news_another(
    world,  # noqa: F811
    office,  # noqa: F811
    moderator,
):
    await enters(moderator)
    await news(world, moderator)
    await moderator.taps_on_card("Start checking")
    await waits(world)
    assert len(office.taken) == 1
    await moderator.says("/case 2611-0001")
    await moderator.taps_on_card("Ask for measures")
    await moderator.taps("Told by phone")
    await moderator.says("the hosting company")
    await moderator.taps("Remove it")
    await moderator.taps("Article 266")
    await moderator.says("It is a copy of a bank's site.")
    await moderator.taps("Send")
    await waits(world)
    assert len(office.taken) == 2
    assert moderator.words("status-acting") in text(office.taken[-1])
    assert office.taken[0]["Message-ID"] != office.taken[1]["Message-ID"]


@pytest.mark.soak
async def test_the_card_no_longer_asks_to_call_who_was_mailed(world, office, moderator):  # noqa: F811
    await enters(moderator)
    await news(world, moderator)
    assert await world.db.run(offline_reports.untold, 1)
    await waits(world)
    assert not await world.db.run(offline_reports.untold, 1)


async def test_a_mail_that_is_refused_leaves_the_mark_to_call(world, office, moderator):  # noqa: F811
    office.rcpt = ["550 no such user"]
    await enters(moderator)
    await news(world, moderator)
    await waits(world)
    assert office.taken == []
    assert await states(world) == [outbox.NoticeState.FAILED]
    assert await world.db.run(offline_reports.untold, 1)


@pytest.mark.soak
async def test_who_left_a_number_alone_gets_no_mail(world, office, moderator):  # noqa: F811
    await enters(moderator, contact="138 0013 8000")
    await news(world, moderator)
    await waits(world)
    assert office.taken == []
    assert await world.db.run(offline_reports.untold, 1)


async def test_who_has_linked_the_report_to_an_account_is_told_there(
    world,  # noqa: F811
    office,  # noqa: F811
    moderator,
):
    code = await enters(moderator)
    await news(world, moderator)
    reader = world.person("Lin")
    await reader.says(f"/track {code}")
    await reader.taps("Send me the news here")
    await waits(world)
    assert office.taken == []


async def test_who_has_withdrawn_or_whose_contact_is_erased_gets_none(
    world,  # noqa: F811
    office,  # noqa: F811
    moderator,
):
    await enters(moderator)
    await news(world, moderator)
    report = await world.db.run(reports.get, 1)
    await world.db.run(
        lambda tx: tx.execute(
            reports.reports.update().where(reports.reports.c.id == report.id).values(withdrawn_at=1)
        )
    )
    await waits(world)
    assert office.taken == []
