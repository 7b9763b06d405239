"""The clock at work: reminders, lateness that climbs, words owed, a life in danger, legal hold."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from msgspec.structs import replace

from bot.runtime import clock
from conversation.form import Given
from domain.network.people import Role
from handlers.moderation.callbacks import MoveCase
from storage.audit import journal
from storage.network import duties, people
from tests.dialogs.moderation.test_casework import accepts, files, newest, now
from usecases.core import profile

HOUR, MINUTE = 3600, 60
SITE = {
    "link": Given(text="https://news.changsha.cn/shop"),
    "category": Given(choice="vulgar"),
    "subcategory": Given(choice="clickbait"),
}


async def until(world, text):
    """Let time pass up to a local moment, the clock ticking at it."""
    zone = ZoneInfo("Asia/Shanghai")
    world.at[0] = datetime.fromisoformat(text).replace(tzinfo=zone).timestamp()
    await ticks(world)


async def ticks(world):
    await clock.tick(world.db, world.jubao.services)
    await world.settle()


async def on_call(world, talker, unit="changsha"):
    await world.db.run(
        lambda tx: duties.set_on_call(tx, people.who_is(tx, talker.account), unit, on=True)
    )


def count(talker, key, **params):
    return talker.texts().count(talker.words(key, **params))


async def test_staff_are_reminded_once_on_the_day_it_is_due(world, citizen, moderator):
    case = await files(world, citizen)

    await until(world, "2026-11-26 08:59")
    assert count(moderator, "notice-reminder", number=case.number) == 0
    await until(world, "2026-11-26 09:00")
    await until(world, "2026-11-26 09:01")

    assert count(moderator, "notice-reminder", number=case.number) == 1
    assert "due" not in citizen.texts(1)


@pytest.mark.soak
async def test_whoever_has_taken_the_case_is_the_one_reminded(world, citizen, moderator, colleague):
    case = await files(world, citizen)
    await moderator.taps_on_card("Take")

    await until(world, "2026-11-26 09:00")

    moderator.sees("notice-reminder", number=case.number)
    assert count(colleague, "notice-reminder", number=case.number) == 0


async def test_a_case_that_nobody_touches_climbs_from_site_to_city_to_province(world, citizen):
    site = await world.staff("Tan", Role.LEAD, "changshacn")
    city = await world.staff("Zhou", Role.LEAD, "changsha")
    province = await world.staff("Ouyang", Role.LEAD, "hunan")
    admin = await world.staff("He", Role.ADMIN)
    case = await files(world, citizen, **SITE)
    assert case.unit == "changshacn"
    name = {
        code: world.jubao.services.profile.unit(code).name("en") for code in ("changsha", "hunan")
    }

    await until(world, "2026-11-26 18:00")
    assert (await now(world, case)).overdue_level == 0  # the closing hour is still in time
    await until(world, "2026-11-26 18:01")

    first = await now(world, case)
    assert (first.overdue_level, first.escalated_to, first.unit) == (1, "changsha", "changshacn")
    citizen.saw("notice-late", unit=name["changsha"])
    assert "Friday 27 Nov 18:00" in newest(citizen)
    city.sees("notice-late_above", number=case.number)
    assert city.words("staff-late-passed-up", times=1, unit=name["changsha"]) in newest(city)
    site.sees("notice-late_here", number=case.number)
    assert count(province, "notice-late_above", number=case.number) == 0

    await until(world, "2026-11-27 18:01")
    second = await now(world, case)
    assert (second.overdue_level, second.escalated_to) == (2, "hunan")
    province.sees("notice-late_above", number=case.number)
    citizen.saw("notice-late", unit=name["hunan"])
    assert count(admin, "notice-late_again", number=case.number) == 0

    await until(world, "2026-11-30 18:01")
    third = await now(world, case)
    assert (third.overdue_level, third.escalated_to) == (3, "hunan")
    citizen.saw("notice-late", unit="none")
    for talker in (province, admin):
        talker.sees("notice-late_again", number=case.number)
    heard = citizen.texts().count("is late. We are sorry")

    await until(world, "2026-12-01 18:01")
    assert citizen.texts().count("is late. We are sorry") == heard  # once is enough
    assert (
        "The office will tell you by Wednesday 2 Dec 18:00" in citizen.texts()
    )  # on the status card
    for talker in (province, admin):
        assert count(talker, "notice-late_again", number=case.number) == 2

    written = await world.db.run(journal.of_case, case.id)
    late = [(entry.who, entry.role, entry.reason) for entry in written if entry.verb == "late"]
    system = (journal.SYSTEM, int(Role.SYSTEM))
    assert late == [
        (*system, "changsha"),
        (*system, "hunan"),
        (*system, ""),
        (*system, ""),
    ]
    assert await world.db.run(journal.first_break, case.id) is None


async def test_the_reporter_sees_the_clock_and_who_has_a_late_report(world, citizen, moderator):
    await files(world, citizen)
    await citizen.says("/cases")
    await citizen.taps("··")
    assert "The office will tell you by Thursday 26 Nov 18:00" in newest(citizen)

    await until(world, "2026-11-26 18:01")
    await citizen.says("/cases")
    await citizen.taps("··")

    unit = world.jubao.services.profile.unit("hunan").name("en")
    citizen.sees("standing-late-passed-up", unit=unit)
    assert "The office will tell you by Friday 27 Nov 18:00" in newest(citizen)


@pytest.mark.soak
async def test_what_is_taken_up_after_all_is_late_no_more(world, citizen, moderator):
    case = await files(world, citizen)
    await until(world, "2026-11-26 18:01")
    await moderator.says(f"/case {case.number}")

    await accepts(moderator)

    found = await now(world, case)
    assert (found.overdue_level, found.escalated_to) == (0, None)
    assert found.word_due_at is None
    await moderator.says("/queue")
    assert "⏰" not in newest(moderator)


async def test_while_the_reporter_is_asked_nothing_becomes_late(world, citizen, moderator):
    case = await files(world, citizen)
    await moderator.taps_on_card("Ask reporter")
    await moderator.says("Which account did you pay to?")

    await until(world, "2026-12-01 18:01")

    assert (await now(world, case)).overdue_level == 0
    assert count(moderator, "notice-reminder", number=case.number) == 0


async def test_a_personal_word_is_called_for_every_working_day_until_it_is_given(
    world, citizen, moderator
):
    case = await files(world, citizen)
    await until(world, "2026-11-30 17:59")
    assert count(moderator, "notice-word_wanted", number=case.number) == 0

    await until(world, "2026-11-30 18:00")
    assert count(moderator, "notice-word_wanted", number=case.number) == 1
    await until(world, "2026-11-30 23:00")
    assert count(moderator, "notice-word_wanted", number=case.number) == 1
    await until(world, "2026-12-01 18:00")
    assert count(moderator, "notice-word_wanted", number=case.number) == 2

    await moderator.says(f"/case {case.number}")
    await moderator.taps_on_card("Ask reporter")
    await moderator.says("Which account did you pay to?")
    await until(world, "2026-12-02 18:30")
    # those of the days before became the card, and no new one came
    assert count(moderator, "notice-word_wanted", number=case.number) == 0


async def test_danger_wakes_those_on_call_until_somebody_has_it(
    world, citizen, moderator, colleague
):
    above = await world.staff("Ouyang", Role.MODERATOR, "hunan")
    await on_call(world, moderator)
    await on_call(world, above, "hunan")
    case = await files(world, citizen, danger=True)
    assert newest(moderator).startswith(moderator.words("notice-alarm", number=case.number))
    assert moderator.labels()[0] == "I have it"
    assert count(colleague, "notice-alarm", number=case.number) == 0
    colleague.sees("notice-new_case", number=case.number)

    for _ in range(2):
        world.later(5 * MINUTE)
        await ticks(world)
    assert count(moderator, "notice-alarm", number=case.number) == 3
    assert count(above, "notice-alarm", number=case.number) == 3

    await moderator.taps("I have it")

    found = await now(world, case)
    assert (found.alarm_at, found.assignee is not None) == (None, True)
    above.sees("notice-alarm_over", number=case.number, name="Chen")
    world.later(5 * MINUTE)
    await ticks(world)
    assert count(moderator, "notice-alarm", number=case.number) == 0  # all became the card
    verbs = [entry.verb for entry in await world.db.run(journal.of_case, case.id)]
    assert verbs == ["submit", "have"]


async def test_after_three_rounds_everybody_up_to_the_next_unit_is_woken(world, citizen):
    site = await world.staff("Tan", Role.MODERATOR, "changshacn")
    city = await world.staff("Zhou", Role.MODERATOR, "changsha")
    province = await world.staff("Ouyang", Role.MODERATOR, "hunan")
    await on_call(world, city)
    case = await files(world, citizen, danger=True, **SITE)
    for _ in range(2):
        world.later(5 * MINUTE)
        await ticks(world)
    alarmed = [count(t, "notice-alarm", number=case.number) for t in (site, city, province)]
    assert alarmed == [0, 3, 0]

    world.later(5 * MINUTE)
    await ticks(world)

    alarmed = [count(t, "notice-alarm", number=case.number) for t in (site, city, province)]
    assert alarmed == [1, 4, 1]


async def test_whoever_is_woken_in_the_unit_above_may_say_that_they_have_it(
    world, citizen, moderator
):
    above = await world.staff("Ouyang", Role.MODERATOR, "hunan")
    case = await files(world, citizen, danger=True)

    await above.taps("I have it")

    found = await now(world, case)
    assert (found.alarm_at, found.assignee) == (None, None)  # the case stays the city's to move
    moderator.sees("notice-alarm_over", number=case.number, name="Ouyang")


async def test_with_nobody_below_the_admins_are_woken(world, citizen, admin):
    case = await files(world, citizen, danger=True)
    admin.sees("notice-alarm", number=case.number)


async def test_whoever_cannot_be_written_to_does_not_count(world, citizen, moderator, colleague):
    await on_call(world, moderator)
    who = await world.db.run(people.who_is, moderator.account)
    await world.db.run(people.set_unreachable, who, 5)

    case = await files(world, citizen, danger=True)

    colleague.sees("notice-alarm", number=case.number)


@pytest.mark.soak
async def test_the_second_to_press_learns_that_somebody_has_it(
    world, citizen, moderator, colleague
):
    case = await files(world, citizen, danger=True)
    slow = colleague.data("I have it")
    await moderator.taps("I have it")

    said = await colleague.presses(*slow)

    assert said == colleague.words("case-moved-on")
    forged = MoveCase(case_id=case.id, verb="have", seen=(await now(world, case)).version)
    said = await colleague.presses(slow[0], forged.pack())
    assert said == colleague.words("refusal-alarm-over")


@pytest.mark.parametrize("deed", ["Take", "Accept"])
async def test_whoever_takes_up_the_case_ends_the_alarm(world, citizen, moderator, colleague, deed):
    case = await files(world, citizen, danger=True)
    if (
        deed == "Take"
    ):  # from a card of before the alarm: beside "I have it" there is no such button
        forged = MoveCase(case_id=case.id, verb="take", seen=(await now(world, case)).version)
        await moderator.presses(moderator.last["message_id"], forged.pack())
    else:
        await moderator.taps(deed)

    assert (await now(world, case)).alarm_at is None
    colleague.sees("notice-alarm_over", number=case.number, name="Chen")


async def test_danger_is_late_after_an_hour_and_goes_up_at_night_too(world, citizen, moderator):
    above = await world.staff("Ouyang", Role.LEAD, "hunan")
    world.at[0] += 12 * HOUR  # midnight
    case = await files(world, citizen, danger=True)
    await moderator.taps("I have it")

    world.later(HOUR + 1)
    await ticks(world)

    found = await now(world, case)
    assert (found.overdue_level, found.escalated_to) == (1, "hunan")
    assert found.due_at == int(world.at[0]) + HOUR
    above.sees("notice-late_above", number=case.number)


async def test_a_legal_hold_is_put_on_and_taken_off_by_a_lead_with_a_reason(
    world, citizen, moderator, lead
):
    case = await files(world, citizen)
    assert "Legal hold" not in await moderator.card_labels()

    await lead.says(f"/case {case.number}")
    await lead.taps_on_card("Legal hold")
    lead.sees("hold-reason-ask")
    await lead.says("the court in Changsha has asked for it")

    assert (await now(world, case)).held_at == int(world.at[0])
    assert lead.words("staff-held", since="25 Nov 2026") in newest(lead)
    assert "Legal hold" not in await lead.card_labels()
    await lead.taps_on_card("End legal hold")
    await lead.says("the court is done")
    assert (await now(world, case)).held_at is None

    written = await world.db.run(journal.of_case, case.id)
    assert [(entry.verb, entry.reason) for entry in written[1:]] == [
        ("hold", "the court in Changsha has asked for it"),
        ("unhold", "the court is done"),
    ]
    assert "court" not in citizen.texts()


@pytest.mark.soak
async def test_a_changed_profile_is_heard_of_at_the_next_tick(world):
    services = world.jubao.services
    before = services.profile
    await ticks(world)
    assert services.profile is before  # nothing changed: nothing is replaced
    changed = replace(before, emergency="120")
    await world.db.run(profile.install_profile, changed, int(world.at[0]))

    await ticks(world)

    assert services.profile.emergency == "120"
