"""A case on its way through the network: transferred, returned, bounced, referred, ordered on."""

import pytest

from conversation.form import Given
from domain.identity import ContactRequest, Purpose, RequestState
from domain.network.people import Role
from domain.routing import HandoverKind
from domain.status import Status
from storage.audit import journal
from storage.cases import cases, transfers
from storage.identity import identities
from storage.network import people
from storage.reporting import reports
from tests.dialogs.moderation.test_casework import accepts, decides, files, newest, now
from tests.support.decisions import writes

RULE = "Article 266"
CHANGSHA, HENGYANG, REDNET, HUNAN = (
    "Changsha Internet Information Office",
    "Hengyang Internet Information Office",
    "Rednet",
    "Hunan",
)


@pytest.fixture
async def site(world):
    """A moderator of a website."""
    return await world.staff("Peng", Role.MODERATOR, unit="rednet")


@pytest.fixture
async def province(world):
    """The lead of the province."""
    return await world.staff("Tan", Role.LEAD, unit="hunan")


async def files_vulgar(world, citizen, **answers):
    """A report of a kind that a site may have."""
    kind = {"category": Given(choice="vulgar"), "subcategory": Given(choice="clickbait")}
    return await files(world, citizen, **kind, **answers)


async def open_card(person, case):
    await person.says(f"/case {case.number}")


async def transfers_to(person, case, typed, why="It is on your site."):
    await open_card(person, case)
    await person.taps_on_card("Transfer")
    await person.says(typed)
    await person.says(why)


async def way(world, case):
    return await world.db.run(transfers.of_case, case.id)


async def test_a_case_is_transferred_and_its_reporter_reads_who_has_it_and_why(
    world, citizen, moderator, site
):
    case = await files_vulgar(world, citizen)
    await moderator.taps_on_card("Take")

    await transfers_to(moderator, case, "rednet")

    moved = await now(world, case)
    assert (moved.unit, moved.status, moved.assignee) == ("rednet", Status.SUBMITTED, None)
    assert moved.due_at >= case.due_at
    assert "It is on your site." in newest(citizen) or "It is on your site." in citizen.texts(2)
    assert REDNET in citizen.texts(2)
    site.sees("notice-case_came", number=case.number)
    assert "Accept as another …" in await site.card_labels()
    assert f"{CHANGSHA} → " in newest(site)
    verbs = [entry.verb for entry in await world.db.run(journal.of_case, case.id)]
    assert verbs == ["submit", "take", "transfer"]


async def test_who_gave_a_case_away_has_no_moves_on_it_any_more(world, citizen, moderator, site):
    case = await files_vulgar(world, citizen)
    old = moderator.data("Accept")
    await transfers_to(moderator, case, "rednet")

    said = await moderator.presses(*old)

    assert said
    assert (await now(world, case)).status is Status.SUBMITTED


@pytest.mark.parametrize(
    ("typed", "key"),
    [
        ("no such office", "transfer-unit-unknown"),
        ("Internet Information", "transfer-unit-several"),
        ("网", "transfer-unit-several"),
        ("长沙", "transfer-unit-unknown"),
        ("   ", "transfer-unit-unknown"),
    ],
)
async def test_a_unit_that_is_not_found_is_asked_for_again(world, citizen, moderator, typed, key):
    case = await files(world, citizen)
    await open_card(moderator, case)
    await moderator.taps_on_card("Transfer")

    await moderator.says(typed)

    count = sum(typed in " ".join(unit.names.values()) for unit in _others(world))
    moderator.sees(key, **({"count": count} if key.endswith("several") else {}))
    await moderator.says("hengyang")
    moderator.sees("transfer-reason-ask")


@pytest.mark.soak
async def test_a_word_means_the_only_unit_named_so_that_may_have_the_case(
    world, citizen, moderator
):
    """The site of that city may not have a report of fraud, so it has no button."""
    case = await files(world, citizen)
    await open_card(moderator, case)
    await moderator.taps_on_card("Transfer")
    await moderator.says("衡阳")
    await moderator.says("It happened there.")
    assert (await now(world, case)).unit == "hengyang"


def _others(world):
    return [unit for unit in world.jubao.services.profile.units if unit.code != "changsha"]


async def test_the_receiver_sends_back_once_with_reasons(world, citizen, moderator, site):
    case = await files_vulgar(world, citizen)
    await transfers_to(moderator, case, "rednet")

    await site.taps_on_card("Return to sender")
    await site.says("It is not ours.")

    assert (await now(world, case)).unit == "changsha"
    assert "It is not ours." in citizen.texts(2)
    moderator.sees("notice-case_came", number=case.number)
    assert "Return to sender" not in await moderator.card_labels()

    await transfers_to(moderator, case, "rednet")
    await open_card(site, case)
    assert "Return to sender" not in await site.card_labels()
    assert "Transfer" in await site.card_labels()


@pytest.mark.soak
async def test_after_two_bounces_the_common_parent_owns_the_case(
    world, citizen, moderator, province
):
    other = await world.staff("Xie", Role.MODERATOR, unit="hengyang")
    case = await files(world, citizen)
    await transfers_to(moderator, case, "hengyang")
    await other.taps_on_card("Return to sender")
    await other.says("No.")
    await transfers_to(moderator, case, "hengyang")

    await transfers_to(other, case, "changsha")

    assert (await now(world, case)).unit == "hunan"
    assert [hop.kind for hop in await way(world, case)] == [
        HandoverKind.TRANSFER,
        HandoverKind.RETURN,
        HandoverKind.TRANSFER,
        HandoverKind.COMMON_PARENT,
    ]
    province.sees("notice-case_came", number=case.number)
    assert "The office above them will handle it now" in citizen.texts(2)


async def test_a_case_waiting_for_its_reporter_keeps_waiting_after_a_transfer(
    world, citizen, moderator, site
):
    case = await files_vulgar(world, citizen)
    await moderator.taps_on_card("Ask reporter")
    await moderator.says("Which account?")
    world.later(3600)

    await transfers_to(moderator, case, "rednet")
    assert (await now(world, case)).status is Status.NEEDS_INFO
    world.later(24 * 3600)
    await citizen.taps("Answer the office")
    await citizen.says("the one ending in 42")

    moved = await now(world, case)
    assert moved.status is Status.SUBMITTED
    assert moved.due_at > world.at[0] + 3600
    site.sees("notice-reporter_answered", number=case.number)


async def verified(world, citizen, moderator):
    case = await files(world, citizen)
    await accepts(moderator)
    await moderator.taps_on_card("Start checking")
    return case


async def test_a_lead_refers_a_case_and_only_the_kind_of_authority_is_told(
    world, citizen, moderator, lead
):
    case = await verified(world, citizen, moderator)
    await open_card(moderator, case)
    assert "Refer" not in await moderator.card_labels()

    await open_card(lead, case)
    await lead.taps_on_card("Refer")
    await lead.taps("the police")
    await lead.says("Station at the river, officer Gao")
    await lead.taps(RULE)
    await lead.says("screenshots 1 to 3")

    referred = await now(world, case)
    assert referred.status is Status.REFERRED
    assert 29 * 86400 < referred.due_at - world.at[0] < 31 * 86400
    citizen.sees("notice-referred", authority="the police")
    assert "Gao" not in citizen.texts()
    assert "screenshots" not in citizen.texts()
    assert "Station at the river" in lead.texts(2)

    await decides(lead)
    assert (await now(world, case)).status is Status.FEEDBACK_PENDING


async def test_a_contact_goes_along_only_with_a_custodians_yes(world, citizen, moderator, lead):
    case = await files(
        world,
        citizen,
        identity=Given(choice="confidential"),
        contact=Given(text="13800138000"),
    )
    await accepts(moderator)
    await moderator.taps_on_card("Start checking")
    await open_card(lead, case)
    await lead.taps_on_card("Refer")
    await lead.taps("the police")
    await lead.says("Station at the river")
    await lead.taps(RULE)
    await lead.says("screenshots 1 to 3")

    said = await lead.taps("Yes, a custodian has approved")
    assert said == lead.words("refer-identity")
    assert (await now(world, case)).status is Status.VERIFYING

    await lead.taps("No, it stays encrypted")
    assert (await now(world, case)).status is Status.REFERRED
    assert lead.words("staff-referral-identity") not in lead.texts(2)


@pytest.mark.soak
async def test_with_a_custodians_yes_the_card_says_that_the_contact_went_along(
    world, citizen, moderator, lead
):
    case = await files(
        world,
        citizen,
        identity=Given(choice="confidential"),
        contact=Given(text="13800138000"),
    )
    await accepts(moderator)
    await moderator.taps_on_card("Start checking")
    custodian = await world.staff("Li", Role.MODERATOR, "hunan")
    await world.db.run(granted, case.id, custodian.account, int(world.at[0]))
    await open_card(lead, case)
    await lead.taps_on_card("Refer")
    await lead.taps("the police")
    await lead.says("Station at the river")
    await lead.taps(RULE)
    await lead.says("screenshots 1 to 3")
    await lead.taps("Yes, a custodian has approved")

    lead.sees("staff-referral-identity")


def granted(tx, case_id, account, now):
    custodian = people.who_is(tx, account)
    people.set_custodian(tx, custodian, custodian=True)
    (report,) = reports.of_case(tx, case_id)
    asked = ContactRequest(
        id=0,
        case_id=case_id,
        report_id=report.id,
        unit="changsha",
        asked_by="chen",
        asked_at=now,
        purpose=Purpose.REFERRAL,
        reason="the police asks for a witness",
    )
    asked = identities.ask(tx, asked)
    identities.answer(tx, asked, RequestState.GRANTED, by=custodian, now=now)


async def passed_up(world, case, to="hunan"):
    """As the clock leaves a case that nobody saw to in time."""

    def pass_up(tx):
        found = cases.get(tx, case.id)
        cases.change(tx, case.id, seen=found.version, overdue_level=1, escalated_to=to)

    await world.db.run(pass_up)


async def test_only_what_is_late_is_taken_over_and_then_the_unit_above_answers(
    world, citizen, moderator, lead, province
):
    case = await files(world, citizen)
    await open_card(province, case)
    assert "Take over" not in await province.card_labels()
    await passed_up(world, case)
    await open_card(lead, case)
    assert "Take over" not in await lead.card_labels()

    await open_card(province, case)
    await province.taps_on_card("Take over")

    taken = await now(world, case)
    assert (taken.unit, taken.overdue_level, taken.escalated_to) == ("hunan", 0, None)
    assert "That office will answer you" in citizen.texts(2)
    lead.sees("notice-taken_from_you", number=case.number)
    assert [hop.kind for hop in await way(world, case)] == [HandoverKind.TAKE_OVER]


async def test_a_late_case_is_sent_back_with_an_order_and_a_new_time(
    world, citizen, moderator, lead, province
):
    case = await files(world, citizen)
    await passed_up(world, case)

    await open_card(province, case)
    await province.taps_on_card("Send back with an order")
    await province.says("Decide it by tomorrow, please.")
    await province.taps("2 working days")

    ordered = await now(world, case)
    assert (ordered.unit, ordered.overdue_level) == ("changsha", 0)
    assert ordered.due_at > world.at[0]
    assert "has ordered" in citizen.texts(2)
    lead.sees("notice-order", number=case.number)
    assert "Decide it by tomorrow" in lead.texts(1)
    assert "Decide it by tomorrow" not in citizen.texts()


async def test_the_affected_side_appeals_by_way_of_staff_once(world, citizen, moderator, lead):
    case = await verified(world, citizen, moderator)
    await decides(moderator)
    await lead.taps("Confirm and send")

    await open_card(moderator, case)
    await moderator.taps_on_card("Appeal by reported side")
    await moderator.says("The shop says that it never copied anybody.")

    assert (await now(world, case)).status is Status.APPEALED
    assert "never copied" not in citizen.texts()
    citizen.saw("notice-appealed")
    judge = await world.staff("Qi", Role.LEAD)
    await open_card(judge, case)
    assert "never copied" in newest(judge)
    await judge.taps_on_card("Dismiss appeal")
    await writes(judge, words="It stands.")

    await open_card(moderator, case)
    assert "Appeal by reported side" not in await moderator.card_labels()


@pytest.mark.soak
async def test_both_sides_may_appeal_and_one_second_look_answers_both(
    world, citizen, moderator, lead
):
    case = await verified(world, citizen, moderator)
    await decides(moderator)
    await lead.taps("Confirm and send")
    await open_card(moderator, case)
    await moderator.taps_on_card("Appeal by reported side")
    await moderator.says("The shop objects.")

    await citizen.taps("Appeal")
    await citizen.says("And I find it too mild.")

    assert (await now(world, case)).status is Status.APPEALED
    verbs = [entry.verb for entry in await world.db.run(journal.of_case, case.id)]
    assert verbs[-2:] == ["appeal_for", "appeal"]
    assert "Appeal" not in citizen.labels()
