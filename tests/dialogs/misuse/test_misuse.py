"""Misuse answered by people: warned, paused for a time, ended, appealed; filing always goes on."""

import pytest

from conversation.form import Given
from domain.network.people import Role
from domain.status import Status
from handlers.misuse.callbacks import AppealPause, Quarantined
from handlers.ui.callbacks import Go
from storage.audit import journal
from storage.cases import cases, joins
from storage.engine.tables import reporter_links
from storage.network import people
from storage.reporting import reports
from tests.support.decisions import refuses
from tests.support.life import Life
from usecases.operations import scheduled
from usecases.session import by_system

DAY = 24 * 3600
WARNING = "Please send one thing once; forty times helps nobody."
REASON = "The same shop was sent forty times after a word about it."
WAITS_UNTIL = "Your report goes to the office after"


async def files(world, citizen, **answers):
    await citizen.says("/start")
    life = Life(world.db, world.jubao.services.profile, int(world.at[0]))
    filed = await life.files(citizen.account, **answers)
    await world.settle()
    return await world.db.run(cases.get, filed.report.case_id)


async def sweeps(world):
    await world.db.run(by_system, world.jubao.services.conditions(), scheduled.sweep)
    await world.settle()


async def warns(person, words=WARNING):
    await person.taps_on_card("Warn reporter")
    await person.says(words)


async def pauses(person, days="3 days", words=REASON):
    await person.taps_on_card("Pause processing")
    await person.taps(days)
    await person.says(words)


async def opens(person, case):
    await person.says(f"/case {case.number}")


async def paused(world, citizen, lead, days="3 days"):
    """A reporter whom the lead has warned in time and then paused; the case it was about."""
    case = await files(world, citizen)
    await opens(lead, case)
    await warns(lead)
    world.later(DAY)
    await opens(lead, case)
    await pauses(lead, days)
    return case


async def now(world, case):
    return await world.db.run(cases.get, case.id)


async def until(world, citizen):
    def read(tx):
        return people.get(tx, people.who_is(tx, citizen.account)).paused_until

    return await world.db.run(read)


# Warning


async def test_a_warning_is_told_with_its_reason_and_changes_nothing(world, citizen, moderator):
    case = await files(world, citizen)

    await moderator.taps_on_card("Warn reporter")
    moderator.sees("warn-reason-ask")
    await moderator.says("stop it")
    moderator.sees("answer-too-short", least=10)
    await moderator.says(WARNING)

    citizen.sees("notice-warned")
    citizen.sees("notice-warned-after")
    assert WARNING in citizen.texts()
    assert "Chen" not in citizen.texts()
    assert "This reporter was warned on" in moderator.texts(1)
    assert "Warn reporter" not in await moderator.card_labels()
    assert (await now(world, case)).status is Status.SUBMITTED
    entries = await world.db.run(journal.of_case, case.id)
    assert (entries[-1].verb, entries[-1].reason) == ("warn", WARNING)


@pytest.mark.soak
async def test_nobody_is_warned_twice_a_day_whoever_wants_to(world, citizen, moderator, colleague):
    first, second = await files(world, citizen), await files(world, citizen)
    await opens(moderator, first)
    await warns(moderator)

    await opens(colleague, second)
    assert "Warn reporter" not in await colleague.card_labels()
    assert "This reporter was warned on" in colleague.texts(1)
    world.later(DAY)
    await opens(colleague, second)
    assert "Warn reporter" in await colleague.card_labels()


async def test_how_often_somebody_was_warned_is_shown_to_nobody(world, citizen, moderator):
    case = await files(world, citizen)
    for _ in range(3):
        await opens(moderator, case)
        await warns(moderator)
        world.later(DAY)
    await opens(moderator, case)

    assert moderator.texts(1).count("was warned") == 1


async def test_a_reporter_who_is_forgotten_can_be_neither_warned_nor_paused(
    world, citizen, moderator, lead
):
    case = await files(world, citizen)
    await warns(moderator)
    world.later(DAY)
    await world.db.run(lambda tx: tx.execute(reporter_links.update().values(who=None)))

    await opens(lead, case)

    assert not {"Warn reporter", "Pause processing"} & set(await lead.card_labels())
    assert "was warned" not in lead.texts(1)
    message, _ = lead.data("More")
    for verb, key in (("warn", "refusal-nobody-to-warn"), ("pause", "refusal-not-warned")):
        said = await lead.presses(message, f"m1:{case.id}:{verb}:{case.version}")
        assert said == lead.words(key)


# Pause


async def test_a_pause_needs_a_warning_that_is_a_day_old_and_a_lead(
    world, citizen, moderator, lead
):
    case = await files(world, citizen)
    await opens(lead, case)
    assert "Pause processing" not in await lead.card_labels()
    await warns(lead)
    assert "Pause processing" not in await lead.card_labels()

    world.later(DAY)
    await opens(moderator, case)
    assert "Pause processing" not in await moderator.card_labels()
    await opens(lead, case)
    await pauses(lead)

    assert await until(world, citizen) == int(world.at[0]) + 3 * DAY
    assert "only after Sunday 29 Nov 12:00" in citizen.texts()
    assert REASON in citizen.texts()
    citizen.sees("notice-paused-after")
    assert "Zhou" not in citizen.texts()
    assert "reports wait until Sunday 29 Nov 12:00" in lead.texts(1)
    assert "Pause processing" not in await lead.card_labels()
    assert await world.db.run(journal.first_break, case.id) is None


async def test_what_a_paused_reporter_files_is_kept_with_code_and_receipt_and_worked_on_by_nobody(
    world, citizen, moderator, lead
):
    group = await world.group(moderator, lead, unit="changsha")
    await paused(world, citizen, lead)
    seen = len(moderator.chat), len(lead.chat), len(world.telegram.messages(group))

    case = await files(world, citizen)

    assert "Your query code:" in citizen.texts()
    assert citizen.texts().count(citizen.words("notice-receipt")) == 2
    citizen.sees("waits-pause", until="Sunday 29 Nov 12:00")
    found = len(moderator.chat), len(lead.chat), len(world.telegram.messages(group))
    assert found == seen
    assert (await now(world, case)).due_at is None
    await moderator.says("/queue")
    assert case.number not in moderator.labels()
    await citizen.taps("Add evidence")
    await citizen.says("and one more thing")
    citizen.sees("addition-done")
    assert case.number not in lead.texts()


async def test_danger_to_life_never_waits(world, citizen, moderator, lead):
    await paused(world, citizen, lead)

    case = await files(world, citizen, danger=True)

    assert (await now(world, case)).quarantined_at is None
    assert case.number in moderator.texts()
    assert WAITS_UNTIL not in citizen.texts(3)


async def test_when_the_pause_is_over_its_reports_come_in_their_order_and_clocks_begin(
    world, citizen, moderator, lead
):
    await paused(world, citizen, lead)
    first = await files(world, citizen)
    world.later(3600)
    second = await files(world, citizen)
    await sweeps(world)
    assert (await now(world, first)).quarantined_at is not None

    world.later(3 * DAY - 3600)
    await sweeps(world)

    found = [await now(world, case) for case in (first, second)]
    assert [case.quarantined_at for case in found] == [None, None]
    assert {case.opened_at for case in found} == {int(world.at[0])}
    assert all(case.due_at and case.due_at > world.at[0] for case in found)
    assert citizen.texts().count(citizen.words("notice-released")) == 2
    await moderator.says("/queue")
    numbers = [label for label in moderator.labels() if "2611-" in label]
    assert numbers[1:] == [first.number, second.number]
    unit = "Changsha Internet Information Office"
    told = moderator.words("notice-quarantine_left", unit=unit)
    assert moderator.texts().count(told) == 1
    entries = await world.db.run(journal.of_case, first.id)
    assert [(entry.verb, entry.who) for entry in entries][-1] == ("release", "system")


@pytest.mark.soak
async def test_after_a_pause_reports_go_to_the_office_as_ever(world, citizen, moderator, lead):
    await paused(world, citizen, lead)
    world.later(3 * DAY)

    case = await files(world, citizen)

    assert (await now(world, case)).quarantined_at is None
    moderator.sees("notice-new_case", number=case.number)


async def test_a_lead_ends_a_pause_early(world, citizen, moderator, lead):
    first = await paused(world, citizen, lead)
    kept = await files(world, citizen)
    await opens(moderator, first)
    assert "End pause" not in await moderator.card_labels()

    await opens(lead, first)
    await lead.taps_on_card("End pause")
    await lead.says("They have explained themselves by phone.")
    await sweeps(world)

    citizen.saw("notice-unpaused")
    assert "explained themselves" not in citizen.texts()
    assert (await now(world, kept)).quarantined_at is None
    assert await until(world, citizen) <= world.at[0]
    assert "reports wait until" not in lead.texts(1)


async def test_another_units_lead_does_not_end_it(world, citizen, lead):
    await paused(world, citizen, lead)
    elsewhere = await world.staff("Tan", Role.LEAD, unit="hengyang")
    case = await files(world, citizen, danger=True, region=Given(choice="hengyang"))

    await opens(elsewhere, case)

    assert "reports wait until" in elsewhere.texts(1)
    assert "End pause" not in await elsewhere.card_labels()


async def test_a_person_lets_one_report_out_of_quarantine(world, citizen, moderator, lead):
    await paused(world, citizen, lead)
    case = await files(world, citizen)
    await moderator.says("/queue")
    await moderator.taps("⏸ Quarantine: 1")
    assert "reporter paused" in moderator.texts(1)

    await moderator.taps(case.number)
    assert "In quarantine since" in moderator.texts(1)
    assert not {"Accept as another …", "Take", "Ask reporter"} & set(await moderator.card_labels())
    await moderator.taps_on_card("Release from quarantine")

    found = await now(world, case)
    assert found.quarantined_at is None
    assert found.due_at is not None
    assert "Accept as another …" in await moderator.card_labels()
    citizen.saw("notice-released")


async def test_a_report_in_quarantine_is_refused_by_a_person_as_misuse(
    world, citizen, moderator, lead
):
    await paused(world, citizen, lead)
    case = await files(world, citizen)
    await opens(moderator, case)

    await refuses(moderator, "Misuse", "It is the same shop once more.")

    found = await now(world, case)
    assert (found.status, found.quarantined_at) == (Status.NOT_ACCEPTED, None)
    assert "It is the same shop once more." in citizen.texts()
    await moderator.says("/queue")
    assert "⏸ Quarantine: 1" not in moderator.labels()


@pytest.mark.soak
async def test_whoever_withdraws_a_waiting_report_is_done_with_it(world, citizen, lead):
    await paused(world, citizen, lead)
    case = await files(world, citizen)

    await citizen.taps("Withdraw")
    await citizen.taps("Yes, withdraw it")
    world.later(3 * DAY)
    await sweeps(world)

    assert (await now(world, case)).status is Status.WITHDRAWN
    assert citizen.words("notice-released") not in citizen.texts()


@pytest.mark.soak
@pytest.mark.parametrize("verb", ["accept", "take", "ask", "transfer"])
async def test_nothing_else_is_done_to_what_is_in_quarantine(world, citizen, moderator, lead, verb):
    await paused(world, citizen, lead)
    case = await files(world, citizen)
    await opens(moderator, case)
    message, _ = moderator.data("More")

    said = await moderator.presses(message, f"m1:{case.id}:{verb}:{case.version}")

    assert said == moderator.words("refusal-quarantined")


# Appeal


async def test_a_reporter_appeals_and_another_lead_lifts_the_pause(world, citizen, lead):
    other = await world.staff("Ma", Role.LEAD)
    case = await paused(world, citizen, lead)
    kept = await files(world, citizen)

    await citizen.taps("Appeal")
    citizen.sees("pause_appeal-reasons-ask")
    await citizen.says("They were forty different shops.")
    citizen.sees("pause-appeal-done")

    other.sees("notice-pause_appealed", number=case.number)
    assert "They were forty different shops." in other.texts(1)
    assert REASON in other.texts(1)
    await other.taps_on_card("Review the pause")
    await other.taps("Lift the pause")
    await other.says("We have looked: they are different indeed.")
    await sweeps(world)

    citizen.saw("notice-pause-lifted")
    assert "they are different indeed" in citizen.texts()
    assert (await now(world, kept)).quarantined_at is None
    verbs = [entry.verb for entry in await world.db.run(journal.of_case, case.id)]
    assert verbs == ["submit", "warn", "pause", "appeal_pause", "judge_pause"]


async def test_a_pause_that_is_kept_goes_on_and_cannot_be_appealed_again(world, citizen, lead):
    other = await world.staff("Ma", Role.LEAD)
    await paused(world, citizen, lead)
    button = citizen.data("Appeal")
    await citizen.presses(*button)
    await citizen.says("They were forty different shops.")

    await other.taps_on_card("Review the pause")
    await other.taps("Keep the pause")
    await other.says("They were one shop under forty names.")

    citizen.sees("notice-pause-kept", until="Sunday 29 Nov 12:00")
    assert await until(world, citizen) > world.at[0]
    assert await citizen.presses(*button) == citizen.words("pause-appealed")
    assert "Review the pause" not in await other.card_labels()


async def test_who_imposed_a_pause_does_not_judge_the_appeal(world, citizen, lead, admin):
    case = await paused(world, citizen, lead)
    await citizen.taps("Appeal")
    await citizen.says("They were forty different shops.")

    assert lead.words("notice-pause_appealed", number=case.number) not in lead.texts()
    await opens(lead, case)
    assert "Review the pause" not in await lead.card_labels()
    message, _ = lead.data("More")
    said = await lead.presses(message, f"m1:{case.id}:judge_pause:{case.version}")
    assert said == lead.words("refusal-four-eyes")
    admin.sees("notice-pause_appealed", number=case.number)


@pytest.mark.soak
async def test_where_the_unit_has_no_other_lead_the_unit_above_judges(world, citizen, lead):
    above = await world.staff("Xiang", Role.LEAD, unit="hunan")
    case = await paused(world, citizen, lead)
    await citizen.taps("Appeal")
    await citizen.says("They were forty different shops.")

    above.sees("notice-pause_appealed", number=case.number)
    await above.taps_on_card("Review the pause")
    await above.taps("Lift the pause")
    await above.says("Nothing shows that it was one shop.")
    citizen.saw("notice-pause-lifted")


async def test_whoever_has_lost_the_message_finds_the_way_to_an_appeal_in_their_data(
    world, citizen, lead
):
    await paused(world, citizen, lead)

    await citizen.says("/mydata")
    assert "sent you a note" in citizen.texts(1)
    message, data = citizen.data("Appeal")
    assert message == citizen.last["message_id"]
    await citizen.presses(message, data)
    await citizen.says("They were forty different shops.")

    await citizen.says("/mydata")
    labels = [b["text"] for row in citizen.last["reply_markup"]["inline_keyboard"] for b in row]
    assert "Appeal" not in labels


async def test_whoever_is_forgotten_while_an_appeal_waits_still_gets_an_answer(
    world, citizen, lead
):
    other = await world.staff("Ma", Role.LEAD)
    await paused(world, citizen, lead)
    kept = await files(world, citizen)
    await citizen.taps("Appeal")
    await citizen.says("They were forty different shops.")
    await citizen.says("/forgetme")
    await citizen.presses(citizen.last["message_id"], Go("forget-surely").pack())

    await other.taps_on_card("Review the pause")
    await other.taps("Lift the pause")
    await other.says("We have looked: they are different indeed.")

    assert await until(world, citizen) <= world.at[0]
    assert "they are different indeed" in citizen.texts()
    world.later(3 * DAY)  # nothing leads to what was filed, so it comes out at its first time
    await sweeps(world)
    assert (await now(world, kept)).quarantined_at is None


@pytest.mark.soak
async def test_an_appeal_follows_its_report_into_another_case(world, citizen, lead):
    other = await world.staff("Ma", Role.LEAD)
    case = await paused(world, citizen, lead)
    target = await files(world, world.person("Mo"))
    await citizen.taps("Appeal")
    await citizen.says("They were forty different shops.")
    await world.db.run(joins.move, case.id, target.id, int(world.at[0]))

    await opens(other, target)
    await other.taps_on_card("Review the pause")
    await other.taps("Keep the pause")
    await other.says("They were one shop under forty names.")

    citizen.saw("notice-pause_judged")


@pytest.mark.soak
async def test_a_pause_that_is_over_needs_no_appeal(world, citizen, lead):
    await paused(world, citizen, lead, "1 day")
    world.later(DAY)

    assert await citizen.taps("Appeal") == citizen.words("pause-over")


async def test_nobody_appeals_for_somebody_else(world, citizen, moderator, lead):
    await paused(world, citizen, lead)
    stranger = world.person("Mo")
    await stranger.says("/start")

    for forged in (AppealPause(2), AppealPause(1), AppealPause(99)):
        said = await stranger.presses(stranger.last["message_id"], forged.pack())
        assert said == stranger.words("pause-unknown")


FORGED = ["p1:x", "p2:1.2.3", "p2:'; drop", "p3:maybe", "p1:9" + "9" * 30]


async def test_a_forged_press_is_refused_kindly(world, citizen, moderator):
    await files(world, citizen)
    for data in FORGED:
        said = await moderator.presses(moderator.last["message_id"], data)

        assert said == moderator.words("answer-stale"), data


async def test_a_reporter_sees_no_quarantine(world, citizen):
    await files(world, citizen)

    said = await citizen.presses(citizen.last["message_id"], Quarantined("-").pack())

    assert said == citizen.words("refusal-not-allowed")


@pytest.mark.soak
async def test_with_several_reports_it_is_asked_who_is_meant_and_two_of_one_reporter_stay_two(
    world, citizen, lead
):
    mine = [await files(world, citizen) for _ in range(2)]
    others = await files(world, world.person("Mo"))

    def join(tx):
        table = reports.reports
        tx.execute(table.update().values(case_id=mine[0].id))

    await world.db.run(join)
    await opens(lead, mine[0])
    await lead.taps_on_card("Warn reporter")
    lead.sees("warn-which-ask")

    labels = [label for label in lead.labels() if label.startswith("Reporter ")]
    assert len(labels) == 3
    await lead.taps(labels[2])
    await lead.says(WARNING)

    assert citizen.words("notice-warned") not in citizen.texts()
    assert others.number
