"""The first screen of staff: what waits for this person, and a button to each of their places."""

import pytest

from domain.network.people import Role
from tests.dialogs.moderation.test_casework import accepts, decides, files

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


async def test_who_decided_it_is_not_asked_to_confirm_it(world, citizen, lead):
    case = await files(world, citizen)
    await lead.says(f"/case {case.number}")
    await accepts(lead)
    await lead.taps_on_card("Start checking")
    await decides(lead, "Not upheld", "No rule was broken.")

    await lead.says("/start")
    assert not any("To confirm" in label for label in lead.labels())


@pytest.mark.parametrize("label", [*WORK, *LEADS, *ADMINS])
async def test_each_button_of_an_admin_leads_somewhere(admin, label):
    await admin.says("/start")
    before = admin.texts(1)
    await admin.taps(label)
    assert admin.texts(1) != before
    assert admin.words("answer-stale") not in admin.texts(1)


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
