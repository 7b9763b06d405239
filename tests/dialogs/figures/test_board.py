"""/board: leads and admins see their units side by side and go down to people and cases."""

from io import BytesIO

import pytest
from PIL import Image

from conversation.form import Given
from domain.network.people import Role
from handlers.figures.callbacks import BoardCases, BoardPage, SeeBoardUnit
from handlers.ui import charts
from tests.dialogs.moderation.test_casework import accepts, files

CHANGSHA, YUEYANG = "Changsha Internet Information Office", "Yueyang Internet Information Office"
DAY = 24 * 3600


async def at_work(world, citizen, moderator):
    """A case that the moderator has taken, an untaken one, both late; and one of another city."""
    taken = await files(world, citizen)
    await moderator.says(f"/case {taken.number}")
    await accepts(moderator)
    await moderator.taps_on_card("Take")
    await files(world, citizen)
    world.later(40 * DAY)
    other = await files(world, citizen, region=Given(choice="yueyang"))
    return taken, other


async def test_an_admin_sees_the_worst_unit_first_and_goes_down_to_its_cases(
    world, citizen, moderator, admin
):
    taken, other = await at_work(world, citizen, moderator)

    await admin.says("/board")

    text = admin.texts(1)
    assert text.index(CHANGSHA) < text.index(YUEYANG)
    assert "Open: 2 · ⏰ Overdue: 2" in text
    assert "more units: nothing open" in text
    await admin.taps("Changsha Internet")
    assert "Chen: Open: 1 · ⏰ Overdue: 1" in admin.texts(1)
    assert "Not taken yet: Open: 1" in admin.texts(1)
    await admin.taps("⏰ Overdue cases")
    assert taken.number in admin.texts(1)
    assert other.number not in admin.texts(1)


async def test_a_lead_sees_their_own_units_and_nobody_elses(world, citizen, moderator, lead):
    await at_work(world, citizen, moderator)

    await lead.says("/board")

    assert CHANGSHA in lead.texts(1)
    assert YUEYANG not in lead.texts(1)
    message = lead.last["message_id"]
    for forged in (SeeBoardUnit(unit="yueyang"), BoardCases(unit="yueyang", which="open")):
        assert await lead.presses(message, forged.pack()) == lead.words("refusal-not-allowed")
    stale = BoardCases(unit="changsha", which="all")
    assert await lead.presses(message, stale.pack()) == lead.words("answer-stale")


async def test_moderators_and_citizens_have_no_board(world, citizen, moderator):
    for each in (citizen, moderator):
        await each.says("/board")
        each.sees("refusal-not-allowed")


async def test_a_network_at_rest_says_so_in_one_line(admin):
    await admin.says("/board")
    admin.sees("board-quiet")
    assert len(admin.texts(1).splitlines()) < 6


@pytest.mark.soak
async def test_pages_lead_on_and_back(world, citizen, admin, monkeypatch):
    monkeypatch.setattr("handlers.figures.board_screens.PAGE", 1)
    await files(world, citizen)
    await files(world, citizen, region=Given(choice="yueyang"))
    await admin.says("/board")
    first = admin.texts(1)
    await admin.taps("Next ›")
    assert admin.texts(1) != first
    await admin.taps("‹ First page")
    assert admin.texts(1) == first
    await admin.presses(admin.last["message_id"], BoardPage(start=-5).pack())
    assert admin.texts(1) == first


async def test_the_picture_is_made_for_a_phone(world, citizen, moderator, admin):
    await at_work(world, citizen, moderator)
    await admin.says("/board")
    await admin.taps("🖼 Picture")
    photo = admin.last["photo"][-1]["file_id"]
    picture = Image.open(BytesIO(world.telegram.files[photo].file.data))
    assert picture.width == 1080
    assert picture.height < 2000


@pytest.mark.soak
async def test_the_work_of_somebody_who_left_counts_as_taken_by_nobody(
    world, citizen, moderator, lead, admin
):
    await at_work(world, citizen, moderator)
    await world.staff("Wu", Role.MODERATOR)
    await lead.says("/staff")
    await lead.taps(CHANGSHA)
    await lead.taps("Remove Chen")
    await lead.taps("Yes, remove")
    await admin.says("/board")
    await admin.taps("Changsha Internet")
    assert "Chen" not in admin.texts(1)
    assert "Not taken yet: Open: 2" in admin.texts(1)


async def test_without_the_charts_a_picture_says_what_to_install(world, admin, monkeypatch):
    monkeypatch.setattr(charts, "is_possible", lambda: False)
    for command, button in (("/board", "🖼 Picture"), ("/figures", "🖼 A year as a picture")):
        await admin.says(command)
        before = len(admin.chat)
        assert await admin.taps(button) == admin.words("charts-missing")
        assert len(admin.chat) == before
