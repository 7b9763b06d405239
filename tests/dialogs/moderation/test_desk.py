"""The first screen of staff: what waits for this person, and a button to each of their places."""

import pytest

from conversation.form import Given
from domain.network.people import Role, Verb
from domain.removals.removal import State
from storage.broadcasts import broadcasts
from storage.removals import removals
from tests.dialogs.broadcasts.test_broadcasts import writes
from tests.dialogs.categories.test_categories import proposes
from tests.dialogs.identity.test_contacts import appointed, asks
from tests.dialogs.moderation.test_casework import accepts, decides, files
from tests.storage.removals.test_removals import asked
from tests.support.life import Life
from usecases.dialogs import dialogs
from usecases.moderation import casework
from usecases.reporting import forms

CITIZENS = {"Report content", "My reports"}
WORK = ("📥 Queue", "👤 Mine", "🔎 Search", "☎️ Enter a report")
LEADS = ("👥 Team", "💡 Suggestions", "📊 Figures")
ADMINS = ("🏛 Units", "📞 Hotlines: edit", "📣 Announcement")


async def test_a_moderator_sees_the_numbers_and_opens_what_they_count(world, citizen, moderator):
    case = await files(world, citizen)

    await moderator.says("/start")
    moderator.sees("desk-title")
    moderator.sees("desk-new", count="1")
    assert not {*LEADS, *ADMINS} & set(moderator.labels())
    assert set(moderator.labels()) >= CITIZENS

    await moderator.taps("🆕 New (1)")
    assert case.number in moderator.texts(1)


@pytest.mark.soak
async def test_late_and_own_cases_count(world, citizen, moderator):
    case = await files(world, citizen)
    await moderator.says(f"/case {case.number}")
    await accepts(moderator)
    await moderator.says(f"/case {case.number}")
    await moderator.taps_on_card("Take")
    world.later(30 * 24 * 3600)

    await moderator.says("/start")
    moderator.sees("desk-late", count="1")
    moderator.sees("desk-mine", count="1")
    await moderator.taps("⏰ Overdue (1)")
    assert case.number in moderator.texts(1)


async def test_a_decision_waits_for_who_may_confirm_it_alone(world, citizen, moderator, lead):
    case = await files(world, citizen)
    await moderator.says(f"/case {case.number}")
    await accepts(moderator)
    await moderator.taps_on_card("Start checking")
    await decides(moderator, "Not upheld", "No rule was broken.")

    await lead.says("/start")
    lead.sees("desk-to_confirm", count="1")
    await moderator.says("/start")
    assert not any("To confirm" in label for label in moderator.labels())


@pytest.mark.soak
async def test_who_decided_it_is_not_asked_to_confirm_it(world, citizen, lead):
    case = await files(world, citizen)
    await lead.says(f"/case {case.number}")
    await accepts(lead)
    await lead.taps_on_card("Start checking")
    await decides(lead, "Not upheld", "No rule was broken.")

    await lead.says("/start")
    assert not any("To confirm" in label for label in lead.labels())


async def test_an_appeal_waits_for_the_lead_who_may_judge_it(world, citizen, moderator, lead):
    case = await files(world, citizen)
    life = Life(world.db, world.jubao.services.profile, int(world.at[0]))
    card = await life.does(moderator.account, casework.card, case.id)
    words = {"ground": "no_rule_broken", "words": "it is lawful"}
    await life.moves(moderator.account, card, Verb.REFUSE, **words)
    await life.does(citizen.account, forms.begin_on_report, 1, "appeal")
    await life.does(citizen.account, dialogs.answer, Given(text="please look again"))

    await moderator.says("/start")
    moderator.sees("desk-none")
    await lead.says("/start")
    lead.sees("desk-appeals", count="1")
    await lead.taps("⚖️ Appeals (1)")
    assert case.number in lead.texts(1)
    await lead.taps("✍️ To confirm")
    lead.sees("staff-to_confirm-empty")


async def test_what_waits_besides_cases_has_its_number_and_a_button_to_its_list(
    world, citizen, moderator, lead, admin
):
    case = await files(
        world, citizen, identity=Given(choice="real_name"), contact=Given(text="13800138000")
    )
    second, keeper = await world.staff("Deng", Role.ADMIN), await appointed(world, admin, "Li")
    await world.db.run(removals.add, asked(case, state=State.TO_CHECK))
    await moderator.says(f"/case {case.number}")
    await asks(moderator)
    await citizen.says("/suggest the form is too long")
    await citizen.taps("Changsha Internet Information Office")
    await citizen.taps("Send")
    await proposes(admin, "Kept for", "99")
    await writes(admin)
    await admin.taps("Ask for approval")
    assert await world.db.run(broadcasts.count_waiting, but="", most=9) == 1

    for talker, name, label, shown in (
        (moderator, "checks", "👁 To look at (1)", f"{case.number}/1"),
        (lead, "suggestions", "💡 To answer (1)", "1 · Changsha"),
        (keeper, "contacts", "🔐 Contacts (1)", case.number),
        (second, "categories", "🗂 Categories (1)", "⏳ Rumours"),
        (second, "announcements", "📣 To approve (1)", "waiting for approval"),
    ):
        await talker.says("/start")
        talker.sees(f"desk-{name}", count="1")
        await talker.taps(label)
        assert shown in talker.texts(1) + "".join(talker.labels()), name

    await keeper.says("/start")
    assert not {*WORK, *LEADS, *ADMINS} & set(keeper.labels())  # they see no cases
    await admin.says("/start")
    assert admin.words("desk-categories", count="1") not in admin.texts(1)  # they proposed it


@pytest.mark.parametrize("label", [*WORK, *LEADS, *ADMINS])
async def test_each_button_of_an_admin_leads_somewhere(admin, label):
    await admin.says("/start")
    before = admin.texts(1)
    await admin.taps(label)
    assert admin.texts(1) != before
    assert admin.words("answer-stale") not in admin.texts(1)


@pytest.mark.soak
async def test_a_number_ends_at_ninety_nine(world, citizen, moderator, monkeypatch):
    monkeypatch.setattr("storage.cases.waiting_counts.MOST", 2)
    for _ in range(3):
        await files(world, citizen)
    await moderator.says("/start")
    moderator.sees("desk-new", count="1+")


async def test_cases_of_other_units_do_not_count(world, citizen):
    await files(world, citizen)
    beside = await world.staff("Yi", Role.LEAD, unit="hengyang")
    await beside.says("/start")
    beside.sees("desk-none")


async def test_an_open_form_is_offered_first(citizen, moderator):
    await moderator.says("https://example.org/something")
    await moderator.says("/start")
    moderator.sees("start-unfinished")
