"""What a unit's only lead decided is put to whoever may look at it, with the reason, at once."""

import pytest

from bot.monitoring.watchdog import troubles
from domain.network.people import Role
from domain.status import Status
from domain.troubles import Trouble
from handlers.moderation.callbacks import TaskDone
from storage.cases import cases, tasks
from storage.network import people
from tests.dialogs.moderation.test_casework import accepts, decides, files, newest, now
from tests.dialogs.moderation.test_clocks import ticks
from tests.dialogs.network.test_authority import deployment, removes  # noqa: F401 - a fixture
from tests.support.chat import Talker
from tests.support.decisions import refuses, writes

CHANGSHA = "Changsha Internet Information Office"


@pytest.fixture
async def province(world):
    """The lead of the unit above."""
    return await world.staff("Tan", Role.LEAD, unit="hunan")


async def decided_by(person, world, citizen):
    """A case that this person has decided."""
    case = await files(world, citizen)
    await person.says(f"/case {case.number}")
    await accepts(person)
    await person.taps_on_card("Start checking")
    await decides(person)
    return case


async def refused_by(person, world, citizen):
    """A case that this person has refused, and whose reporter appealed."""
    case = await files(world, citizen)
    await person.says(f"/case {case.number}")
    await refuses(person, "Breaks no rule", "It is an honest shop.")
    await citizen.taps("Appeal")
    await citizen.says("It is not.")
    assert (await now(world, case)).status is Status.APPEALED
    return case


async def waits(world, unit="hunan"):
    """The tasks of a unit that say that somebody is to look again."""
    found = await world.db.run(tasks.of_units, (unit,), limit=50)
    return [each.task_kind for each in found if each.task_kind.startswith("judge")]


async def wrong(world):
    """What the watch would tell admins, the log, and whoever gets the alarms by mail."""
    return set(troubles(*await world.jubao.watch.health.look()))


def buttons(talker, label):
    """Everywhere in somebody's chat, the buttons with this label."""
    rows = [m.get("reply_markup", {}).get("inline_keyboard", []) for m in talker.chat]
    return [key for found in rows for row in found for key in row if key["text"] == label]


def why(talker, which="alone"):
    return talker.words(f"judge-why-{which}", unit=CHANGSHA)


async def test_a_decision_of_the_only_lead_goes_to_the_lead_above_who_confirms_it(
    world, citizen, lead, province, admin
):
    case = await decided_by(lead, world, citizen)

    province.sees("notice-confirm_wanted", number=case.number)
    assert why(province) in newest(province)
    for talker in (lead, admin):
        assert talker.words("notice-confirm_wanted", number=case.number) not in talker.texts()
    await lead.says(f"/case {case.number}")
    assert "Confirm and send" not in await lead.card_labels()
    await province.says("/queue")
    assert province.words("task-judge_alone", number=case.number, unit=CHANGSHA) in newest(province)
    done = province.words("task-done-button", number=case.number)
    assert not buttons(province, done)  # the review finishes it
    await province.taps(case.number)
    await province.taps("Confirm and send")

    assert (await now(world, case)).status is Status.CLOSED
    assert await waits(world) == []


async def test_an_appeal_against_a_refusal_of_the_only_lead_goes_to_the_lead_above(
    world, citizen, lead, province
):
    case = await refused_by(lead, world, citizen)

    province.sees("notice-appeal_entered", number=case.number)
    assert why(province) in newest(province)
    assert lead.words("notice-appeal_entered", number=case.number) not in lead.texts()
    assert await waits(world) == ["judge_alone"]

    await province.says("/start")
    province.sees("desk-tasks", count="1")
    await province.taps("📌 Tasks (1)")
    assert province.words("task-judge_alone", number=case.number, unit=CHANGSHA) in newest(province)
    assert [label for label in province.labels() if case.number in label] == [case.number]
    await lead.says("/start")  # who decided it may not judge it
    assert not any("Tasks" in label for label in lead.labels())


@pytest.mark.soak
async def test_where_nobody_leads_above_the_admins_are_asked(world, citizen, lead, admin):
    case = await decided_by(lead, world, citizen)

    admin.sees("notice-confirm_wanted", number=case.number)
    await admin.says("/queue")
    assert admin.words("task-judge_alone", number=case.number, unit=CHANGSHA) in newest(admin)


async def test_another_lead_of_the_unit_is_asked_and_nobody_above(world, citizen, lead, province):
    other = await world.staff("Gu", Role.LEAD)
    case = await decided_by(lead, world, citizen)

    other.sees("notice-confirm_wanted", number=case.number)
    assert why(other) not in newest(other)
    for talker in (lead, province):
        assert talker.words("notice-confirm_wanted", number=case.number) not in talker.texts()
    assert await waits(world) == []


async def test_a_unit_without_a_lead_has_its_decisions_confirmed_above(
    world, citizen, moderator, province
):
    await decided_by(moderator, world, citizen)

    assert why(province, "no_lead") in newest(province)
    assert await waits(world) == ["judge_no_lead"]


async def test_a_lead_who_blocked_the_bot_keeps_nobody_from_being_asked(
    world, citizen, lead, moderator, province
):
    who = await world.db.run(people.who_is, lead.account)
    await world.db.run(people.set_unreachable, who, int(world.at[0]))
    await decided_by(moderator, world, citizen)

    assert why(province, "away") in newest(province)


async def test_when_the_only_other_lead_is_revoked_those_above_are_told_at_once(
    world, citizen, lead, province
):
    await world.staff("Gu", Role.LEAD)
    case = await decided_by(lead, world, citizen)
    assert await waits(world) == []

    await removes(province, "Gu")

    assert why(province) in province.texts()
    assert await waits(world) == ["judge_alone"]
    count = province.texts().count(why(province))
    await ticks(world)
    assert province.texts().count(why(province)) == count  # and no more often
    assert (await now(world, case)).status is Status.FEEDBACK_PENDING


@pytest.mark.soak
async def test_when_the_lead_above_is_gone_the_admins_are_told_within_a_minute(
    world, citizen, lead, province, admin
):
    case = await decided_by(lead, world, citizen)
    who = await world.db.run(people.who_is, province.account)
    await world.db.run(people.revoke, who, "hunan")

    await ticks(world)

    admin.sees("notice-confirm_wanted", number=case.number)
    await province.says(f"/case {case.number}")
    province.sees("case-unknown")


@pytest.mark.soak
async def test_a_new_lead_of_the_unit_is_told_what_waits_and_the_task_above_goes(
    world, citizen, lead, province
):
    case = await decided_by(lead, world, citizen)
    await ticks(world)
    newcomer = await world.staff("Gu", Role.LEAD)

    await ticks(world)

    newcomer.sees("notice-confirm_wanted", number=case.number)
    assert await waits(world) == []


@pytest.mark.soak
async def test_who_has_been_told_is_told_once_whatever_changes(world, citizen, lead, province):
    case = await decided_by(lead, world, citizen)
    said = province.words("notice-confirm_wanted", number=case.number)
    for name in ("Xu", "Yi", "Hu"):
        await world.staff(name, Role.LEAD, unit="hengyang")
        await ticks(world)

    assert province.texts().count(said) == 1


@pytest.mark.soak
async def test_moderators_above_see_no_task_that_is_not_theirs(world, citizen, lead, province):
    helper = await world.staff("Pan", Role.MODERATOR, unit="hunan")
    case = await decided_by(lead, world, citizen)

    await helper.says("/queue")

    assert case.number not in newest(helper)


async def test_nobody_ticks_off_what_goes_away_by_itself(world, citizen, lead, province):
    case = await decided_by(lead, world, citizen)
    await province.says("/queue")
    assert not any("✅ Done" in label for label in province.labels())
    (task,) = await world.db.run(tasks.of_units, ("hunan",), limit=5)

    said = await province.presses(province.last["message_id"], TaskDone(task_id=task.id).pack())

    assert said == province.words("task-goes-by-itself")
    assert await waits(world) == ["judge_alone"]
    assert (await now(world, case)).status is Status.FEEDBACK_PENDING


async def test_a_withdrawn_report_leaves_no_task(world, citizen, lead, province):
    await decided_by(lead, world, citizen)
    await citizen.says("/cases")
    await citizen.taps("··")
    await citizen.taps("Withdraw")
    await citizen.taps("Yes")

    assert (await world.db.run(cases.get, 1)).status is Status.WITHDRAWN
    assert await waits(world) == []


@pytest.mark.soak
async def test_a_waiting_decision_that_goes_to_another_unit_is_put_to_its_leads(
    world, citizen, lead, province
):
    xie = await world.staff("Xie", Role.LEAD, unit="hengyang")
    case = await decided_by(lead, world, citizen)
    await lead.says(f"/case {case.number}")
    await lead.taps_on_card("Transfer")
    await lead.says("hengyang")
    await lead.says("It is in your city.")

    xie.saw("notice-confirm_wanted", number=case.number)
    assert await waits(world) == []


@pytest.mark.soak
async def test_who_is_asked_is_reminded_too(world, citizen, lead, province):
    case = await decided_by(lead, world, citizen)
    world.at[0] = (await now(world, case)).remind_at + 1

    await ticks(world)

    province.saw("notice-reminder", number=case.number)


@pytest.mark.soak
async def test_who_judged_an_appeal_does_not_judge_the_next_appeal_against_it(
    world, citizen, lead, province, admin
):
    case = await refused_by(lead, world, citizen)
    await province.says(f"/case {case.number}")
    await province.taps_on_card("Dismiss appeal")
    await writes(province, words="It was right.")
    assert (await now(world, case)).status is Status.CLOSED
    await lead.says(f"/case {case.number}")
    await lead.taps_on_card("Appeal by reported side")
    await lead.says("The shop itself complains.")

    assert (await now(world, case)).status is Status.APPEALED
    admin.sees("notice-appeal_entered", number=case.number)
    await province.says(f"/case {case.number}")
    assert "Dismiss" not in " ".join(await province.card_labels())


async def test_where_nobody_may_the_watch_says_so_until_somebody_may(world, citizen, lead):
    case = await decided_by(lead, world, citizen)
    await ticks(world)
    assert Trouble.JUDGES in await wrong(world)

    other = await world.staff("Gu", Role.LEAD)
    await ticks(world)

    other.sees("notice-confirm_wanted", number=case.number)
    assert Trouble.JUDGES not in await wrong(world)


@pytest.mark.soak
async def test_an_admin_whom_only_the_settings_name_is_asked_as_soon_as_they_have_written(
    deployment,  # noqa: F811 - the fixture
):
    he, zhou, lin = map(deployment.account, ("He", "Zhou", "Lin"))
    async with deployment.runs(he) as world:
        lead = Talker(world, zhou)
        await lead.says("/start")
        who = await world.db.run(people.who_is, zhou)
        await world.db.run(people.grant, who, "changsha", Role.LEAD, by=who, now=0)
        case = await decided_by(lead, world, Talker(world, lin))
        await ticks(world)
        assert Trouble.JUDGES in await wrong(world)

        admin = Talker(world, he)
        await admin.says("/start")
        await ticks(world)

        admin.saw("notice-confirm_wanted", number=case.number)
        assert Trouble.JUDGES not in await wrong(world)


@pytest.mark.soak
async def test_an_appeal_against_a_pause_goes_on_to_others_when_its_judge_leaves(
    world, citizen, lead, province
):
    gu = await world.staff("Gu", Role.LEAD)
    case = await files(world, citizen)
    await lead.says(f"/case {case.number}")
    await lead.taps_on_card("Warn reporter")
    await lead.says("Please file only what you saw.")
    world.later(25 * 3600)
    await lead.says(f"/case {case.number}")
    await lead.taps_on_card("Pause processing")
    await lead.taps("7 days")
    await lead.says("Again and again the same.")
    await citizen.taps("Appeal")
    await citizen.says("I saw all of it.")
    gu.saw("notice-pause_appealed", number=case.number)
    assert province.words("notice-pause_appealed", number=case.number) not in province.texts()

    await removes(province, "Gu")

    province.saw("notice-pause_appealed", number=case.number)
    assert why(province) in province.texts()
