"""Quiet when it is much: who is told when, digests, quiet hours, and many cases in a minute."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import select

from conversation.form import Given
from domain.network.people import Role
from domain.notices.staff_notices import CaseDigestNotice
from storage.cases import cases
from storage.engine.notice_tables import notice_preferences, pending_news
from storage.engine.tables import outbox
from storage.network import duties, people
from storage.queues import preferences
from tests.dialogs.moderation.test_casework import files
from tests.support.chat import talking
from tests.support.life import Life
from usecases.operations import scheduled
from usecases.session import by_system

ZONE = ZoneInfo("Asia/Shanghai")
MINUTE, HOUR = 60, 3600


@pytest.fixture
async def office(installed_url, tmp_path):
    """A bot as it is run: notices wait some seconds for others."""
    async with talking(installed_url, tmp_path, gather_seconds=5) as found:
        yield found


async def ticks(world):
    """The clock runs, as it does every minute, and what it queues is sent."""
    await world.db.run(by_system, world.jubao.services.conditions(), scheduled.sweep)
    await world.settle()


async def passes(world, seconds):
    world.later(seconds)
    await world.settle()


async def until(world, hour, minute=0):
    """It is the next time that clocks show this; nothing else happens before."""
    local = datetime.fromtimestamp(world.at[0], ZONE)
    ahead = (hour * HOUR + minute * MINUTE) - (local.hour * HOUR + local.minute * MINUTE)
    world.later(ahead % (24 * HOUR) - local.second)
    await ticks(world)


def heard(person):
    """How many messages the bot has written there."""
    return sum(each["from"]["is_bot"] for each in person.chat)


async def chooses(person, *labels):
    await person.says("/settings")
    await person.taps("🔔 Notices")
    for label in labels:
        await person.taps(label)


async def comes(world, citizen, number=0, **answers):
    """A case comes in, as by a person who writes while the bot runs."""
    gathers = world.jubao.services.conditions().gather_seconds
    life = Life(world.db, world.jubao.services.profile, int(world.at[0]), gather_seconds=gathers)
    link = Given(text=f"https://site{number}.example.org/shop")
    filed = await life.files(citizen.account, material=link, **answers)
    await world.settle()
    return await world.db.run(cases.get, filed.report.case_id)


async def many(world, count, *, seconds=0):
    """So many cases come in, one after another, from three citizens."""
    citizens = [world.person(f"Citizen {number}") for number in range(3)]
    for citizen in citizens:
        await citizen.says("/start")
    found = []
    for number in range(count):
        found.append(await comes(world, citizens[number % 3], number))
        await passes(world, seconds)
    return found


async def rows(world, table):
    return await world.db.run(lambda tx: tx.execute(select(table)).all())


async def test_twenty_cases_in_a_minute_are_one_message_that_counts_them_all(office):
    moderator = await office.staff("Chen", Role.MODERATOR)
    before = heard(moderator)

    found = await many(office, 20, seconds=3)

    assert heard(moderator) == before + 1
    moderator.sees("digest-burst-new", count=20)
    moderator.sees("digest-more", count=14)
    assert [each for each in moderator.labels() if "Queue" in each]
    named = [case.number for case in found if case.number in moderator.texts(1)]
    assert len(named) == 6
    assert f"{found[0].number} they took my money" in moderator.texts(1)
    assert await rows(office, pending_news) == []
    await moderator.taps(found[0].number)
    assert "site0[.]example[.]org" in moderator.texts(1)

    # one that comes alone comes as its card, some seconds later
    await passes(office, 5 * MINUTE)
    before = heard(moderator)
    alone = await comes(office, office.person("Wen"))
    assert heard(moderator) == before
    await passes(office, 5)
    moderator.sees("notice-new_case", number=alone.number)
    assert heard(moderator) == before + 1


@pytest.mark.soak
async def test_a_group_gets_a_card_each_then_one_message_and_its_people_a_digest(
    world, citizen, moderator, lead
):
    chat = await world.group(lead, moderator, unit="changsha")
    before, shown = heard(moderator), len(world.telegram.messages(chat))

    found = await many(world, 20)
    assert len(world.telegram.messages(chat)) == shown + 5
    await passes(world, MINUTE)

    assert len(world.telegram.messages(chat)) == shown + 6
    digest = world.telegram.messages(chat)[-1]["text"]
    assert "15" in digest.splitlines()[0]
    assert heard(moderator) == before  # the group has them

    await until(world, 14)
    assert heard(moderator) == before + 1
    moderator.sees("digest-title-digest")
    moderator.sees("digest-new", count=20)
    moderator.sees("digest-more", count=14)
    assert found[0].number in moderator.texts(1)

    # what came in one digest is not said again in the next: only that the deadlines are near
    await until(world, 9)
    assert heard(moderator) == before + 1
    await until(world, 14)
    assert heard(moderator) == before + 2
    assert moderator.texts(1).splitlines()[2] == "Since last time: 20 overdue"
    assert await rows(world, pending_news) == []

    # who wants each one gets each one, at once
    await chooses(moderator, "Each one")
    case = await files(world, citizen)
    moderator.sees("notice-new_case", number=case.number)


async def test_a_digest_comes_at_the_chosen_times_once_with_what_waits_and_not_without(
    world, citizen, moderator, colleague
):
    await chooses(moderator, "Digest")
    assert "✅ Digest" in moderator.labels()
    await moderator.taps("Other times")
    moderator.sees("digest_at-at-ask")
    await moderator.says("some time")
    moderator.sees("answer-times-wanted")
    await moderator.says("8:30 16：00")
    moderator.sees("notices-times", times="8:30, 16:00")

    await until(world, 16)
    assert "digest" not in moderator.texts(1).lower().splitlines()[0]  # nothing waits

    case = await files(world, citizen)
    colleague.sees("notice-new_case", number=case.number)
    assert case.number not in moderator.texts()
    await until(world, 8, 29)
    assert case.number not in moderator.texts()

    # the process is stopped between the clock and the courier: nothing is lost, nothing is double
    world.later(MINUTE)
    conditions = world.jubao.services.conditions()
    await world.db.run(by_system, conditions, scheduled.sweep)
    await world.db.run(by_system, conditions, scheduled.sweep)
    owed = [row for row in await rows(world, outbox) if row.kind == "case_digest" and not row.state]
    assert len(owed) == 1
    before = heard(moderator)
    await world.settle()
    assert heard(moderator) == before + 1
    moderator.sees("digest-title-digest")
    moderator.sees("digest-new", count=1)
    assert case.number in moderator.texts(1)
    assert [each for each in moderator.labels() if case.number in each]

    # later on the same day only what has come since; on the next morning what still waits
    await moderator.taps(case.number)
    await moderator.taps("Accept")
    before = heard(moderator)
    await until(world, 16)
    assert heard(moderator) == before
    await until(world, 8, 30)
    assert heard(moderator) == before + 1
    moderator.sees("digest-waits", waits=moderator.words("desk-mine", count=1))

    # what asks this very person does not wait
    second = await comes(world, citizen, 1)
    await colleague.taps("Accept as Fraud")
    await colleague.taps("More")
    await colleague.taps("Assign")
    await colleague.taps("Chen")
    moderator.sees("notice-assigned", number=second.number, name="Wu")


async def test_quiet_hours_hold_all_but_danger_and_end_with_one_message(
    world, citizen, moderator, colleague
):
    await chooses(moderator, "Each one", "Other hours")
    await moderator.says("22:30-22:30")
    moderator.sees("answer-hours-wanted")
    await moderator.says("7:00-22:00")
    moderator.sees("answer-quiet-too-long", hours=14)
    await moderator.says("22:30-6:30")
    moderator.sees("notices-quiet", hours="22:30–6:30")
    await until(world, 23)
    before = heard(moderator)

    found = await many(world, 2)
    assert heard(moderator) == before
    assert heard(colleague) > 0
    await until(world, 3)
    danger = await comes(world, world.person("Wen"), danger=True)
    assert danger.alarm_at is not None
    moderator.sees("notice-alarm", number=danger.number)
    await moderator.taps("I have it")
    title = moderator.words("digest-title-quiet")
    assert title not in moderator.texts()

    await until(world, 6, 30)
    assert moderator.texts().count(title) == 1
    assert moderator.texts(1).startswith(title)
    moderator.sees("digest-new", count=2)
    assert all(case.number in moderator.texts(1) for case in found)


@pytest.mark.soak
async def test_only_mine_hears_nothing_else_unless_nobody_else_would(
    world, citizen, moderator, colleague
):
    await chooses(moderator, "Only mine")
    await chooses(colleague, "Only mine")
    case = await files(world, citizen)
    assert case.number not in moderator.texts() + colleague.texts()
    await until(world, 14)  # so that somebody is told: both, with a digest
    moderator.sees("digest-new", count=1)
    colleague.sees("digest-new", count=1)

    # who is on call gets each one, whatever they chose, and for the others it is enough
    who = await world.db.run(people.who_is, colleague.account)
    await world.db.run(duties.set_on_call, who, "changsha", on=True)
    second = await files(world, citizen)
    colleague.sees("notice-new_case", number=second.number)
    await until(world, 9)
    assert second.number not in moderator.texts()

    # a change takes effect at once, and brings what was held
    await chooses(moderator, "Digest")
    third = await files(world, citizen)
    assert third.number not in moderator.texts()
    await moderator.taps("Each one")
    assert third.number in moderator.texts(1)
    await chooses(colleague)
    colleague.sees("notices-on-call")


async def test_what_was_chosen_is_shown_by_mydata_and_erased_by_forgetme(
    world, citizen, moderator, colleague
):
    await chooses(moderator, "Digest", "22:00–7:00")
    await files(world, citizen)
    assert len(await rows(world, pending_news)) == 1
    await moderator.says("/mydata")
    moderator.sees("notices-is-digest")
    moderator.sees("notices-quiet", hours="22:00–7:00")
    await moderator.says("/forgetme")
    await moderator.taps(moderator.words("button-forget"))
    assert await rows(world, pending_news) == []
    assert await rows(world, notice_preferences) == []
    await citizen.says("/settings")
    assert not [each for each in citizen.labels() if "Notices" in each]


@pytest.mark.soak
async def test_of_a_case_that_somebody_saw_to_meanwhile_the_digest_says_nothing(
    world, citizen, moderator, colleague
):
    await chooses(moderator, "Digest")
    await files(world, citizen)
    await colleague.taps("Take")
    before = heard(moderator)
    who = await world.db.run(people.who_is, moderator.account)
    await world.db.run(preferences.set_told, who, int(world.at[0]))  # one came today
    await until(world, 14)
    assert heard(moderator) == before
    assert await rows(world, pending_news) == []
    assert CaseDigestNotice().kind in {row.kind for row in await rows(world, outbox)}


@pytest.mark.soak
async def test_what_the_one_person_on_call_cannot_be_told_is_told_to_those_who_are_left(
    world, citizen, moderator, colleague
):
    await chooses(moderator, "Only mine")
    on_call = await world.db.run(people.who_is, colleague.account)
    await world.db.run(duties.set_on_call, on_call, "changsha", on=True)
    world.telegram.block(colleague.account)
    case = await files(world, citizen)
    assert case.number not in colleague.texts()
    await until(world, 14)
    moderator.sees("digest-new", count=1)
    assert case.number in moderator.texts(1)

    # the next one is told at once, since it is known that nobody on call can be written to
    usual = await world.staff("Peng", Role.MODERATOR)
    second = await files(world, citizen, link=Given(text="https://b.example.org/x"))
    usual.sees("notice-new_case", number=second.number)


@pytest.mark.soak
async def test_what_waits_for_somebody_whose_role_ends_is_told_to_those_who_are_left(
    world, citizen, moderator, colleague, lead
):
    for person in (moderator, lead):
        await chooses(person, "Only mine")
    await chooses(colleague, "Each one", "22:00–7:00")
    who = await world.db.run(people.who_is, colleague.account)
    await world.db.run(duties.set_on_call, who, "changsha", on=True)
    await until(world, 23)
    case = await files(world, citizen)
    await world.db.run(people.revoke, who, "changsha")
    before = heard(colleague)
    await until(world, 7)
    assert heard(colleague) == before  # nothing of the unit is shown any more
    await until(world, 14)
    moderator.sees("digest-new", count=1)
    assert case.number in moderator.texts(1)
    assert await rows(world, pending_news) == []
