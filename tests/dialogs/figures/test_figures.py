"""/figures: a life through the chat shows as numbers, to those who answer for the unit."""

import csv
import io

import orjson
import pytest
from openpyxl import load_workbook

from domain.figures.periods import Period
from domain.network.people import Role
from handlers.figures.callbacks import FiguresFile, FiguresPicture, SeeFigures
from storage.audit import journal
from tests.dialogs.moderation.test_casework import accepts, decides, files
from usecases.figures.spreadsheets import FileFormat

HOUR = 3600
HEADS = ("What came in", "What was done", "How fast", "Appeals and ratings")


async def a_life(world, citizen, moderator, lead):
    """A report is taken up after two hours, decided, and closed after three."""
    await files(world, citizen)
    world.later(2 * HOUR)
    await accepts(moderator)
    await moderator.taps_on_card("Start checking")
    await decides(moderator)
    world.later(HOUR)
    await lead.taps("Confirm and send")


async def test_a_life_is_read_as_numbers(world, citizen, moderator, lead):
    await a_life(world, citizen, moderator, lead)
    await files(world, world.person("Ma"))

    await moderator.says("/figures")

    said = moderator.last["text"].splitlines()
    assert said[2:4] == [
        "This month: 1–25 Nov 2026",
        "No figures to compare with: last month (1–25 Oct 2026), last year (1–25 Nov 2025)",
    ]
    assert [line for line in said if line in HEADS] == list(HEADS[:3])
    assert "Reports received: 2" in said
    assert "Accepted: 1 of 1 looked at (100%)" in said
    assert "Upheld: 1 of 1 decided (100%)" in said
    assert "Reporters answered: 1 of 2 new cases (50%)" in said
    assert "Time to accept: 2 hours (1 case)" in said
    assert "Time to answer: 3 hours (1 case)" in said
    assert "Answered in time: 1 of 1 answers (100%)" in said
    assert "Became overdue: 0" in said
    moderator.sees("figures-backlog", count="1")
    # What there is none of in any of the periods is not said.
    assert not any(word in line for line in said for word in ("Appeals", "Rating", "Cases from"))

    await moderator.taps("Last month")
    assert "Last month: Oct 2026" in moderator.last["text"]
    assert "month before (Sep 2026), year before (Oct 2025)" in moderator.last["text"]
    assert "Reports received: 0" in moderator.last["text"].splitlines()

    world.later(30 * 24 * HOUR)  # into December: what was this month's is now beside it
    await files(world, world.person("Hu"))
    await moderator.says("/figures")
    said = moderator.last["text"].splitlines()
    assert "Beside each figure: last month (1–25 Nov 2026)" in said
    assert "No figures to compare with: last year (1–25 Dec 2025)" in said
    assert "Reports received: 1 · last month 2" in said
    at = said.index("Accepted: 0")
    assert said[at + 1] == "↳ last month 1 of 1 (100%)"
    at = said.index("Reporters answered: 0 of 1 new cases (0%)")
    assert said[at + 1] == "↳ last month 1 of 2 (50%)"
    at = said.index("Time to answer: no case yet")
    assert said[at + 1] == "↳ last month half within 3 hours"
    assert "Became overdue: 0 · last month 0" in said


@pytest.mark.soak
async def test_a_category_and_a_unit_are_chosen_by_taps(world, citizen, moderator, lead, admin):
    await a_life(world, citizen, moderator, lead)

    await admin.says("/figures")
    await admin.taps("Another category")
    await admin.taps("Gambling")
    admin.sees("figures-received", count="0")
    admin.sees("figures-backlog", count="0")
    await admin.taps("Another category")
    await admin.taps("Fraud")
    admin.sees("figures-received", count="1")

    await admin.taps("Another unit")
    await admin.taps("Next")
    await admin.taps("Previous")
    await admin.taps("Yueyang Internet")
    admin.sees("figures-received", count="0")
    await admin.taps("This year")
    await admin.taps("Another unit")
    await admin.taps("Changsha Internet")
    admin.sees("figures-received", count="1")
    assert "This year: 1 Jan – 25 Nov 2026" in admin.last["text"]  # what was chosen before stays


async def test_the_figures_are_taken_along_as_a_file(world, citizen, moderator, lead):
    await a_life(world, citizen, moderator, lead)
    await moderator.says("/figures")

    async def taken(label):
        await moderator.taps(label)
        document = moderator.last["document"]
        data = world.telegram.files[document["file_id"]].file.data
        return document["file_name"].rpartition(".")[0], data

    name, data = await taken("CSV")
    (row,) = csv.DictReader(io.StringIO(data.decode("utf-8-sig")))
    assert name == "figures-2026-11-01-2026-11-25"
    assert row["Unit"] == "Changsha Internet Information Office"
    assert row["Category"] == "Fraud"
    assert (row["Received"], row["Upheld"], row["Became overdue"]) == ("1", "1", "0")
    assert (row["Answered: share (%)"], row["Changed on appeal: share (%)"]) == ("100%", "")
    hours, minutes = map(int, row["Time to close: median (h:mm)"].split(":"))
    assert abs(hours * HOUR + minutes * 60 - 3 * HOUR) < 3 * HOUR / 20

    book = load_workbook(io.BytesIO((await taken("XLSX"))[1]))
    sheet, notes = book.worksheets
    assert notes.title == "What the columns mean"
    assert sheet["A2"].is_date
    assert sheet.title == "Figures"
    (titles, cells) = sheet.values
    assert dict(zip(titles, cells, strict=True))["Answered in time"] == 1

    line = orjson.loads((await taken("JSONL"))[1])
    assert (line["accepted"], line["accepted_rate"], line["stars"]) == (1, 1.0, None)

    written = await world.db.run(journal.of_case, 0)
    assert written[-1].reason == "figures 2026-11-01 2026-11-25 jsonl 1"

    await moderator.taps("Another category")
    await moderator.taps("Gambling")
    assert await moderator.taps("CSV") == moderator.words("export-nothing")


async def test_nobody_sees_the_figures_of_others(world, citizen, moderator):
    other = await world.staff("Guo", Role.MODERATOR, unit="yueyang")
    await files(world, citizen)

    await other.says("/figures")
    other.sees("figures-received", count="0")
    assert "Yueyang Internet" in other.last["text"]
    assert "Another unit" not in other.labels()  # there is but one
    theirs = {"unit": "changsha", "period": Period.THIS_MONTH, "category": 0}
    for forged in (SeeFigures(**theirs), FiguresFile(**theirs, form=FileFormat.CSV)):
        answer = await other.presses(other.last["message_id"], forged.pack())
        assert answer == other.words("refusal-not-allowed")
    assert not any("document" in message for message in other.chat)
    assert other.words("figures-received", count="1") not in other.texts()

    await citizen.says("/figures")
    citizen.sees("refusal-not-allowed")


@pytest.mark.soak
async def test_a_year_comes_as_a_picture(world, citizen, moderator, lead):
    await a_life(world, citizen, moderator, lead)
    await moderator.says("/figures")
    await moderator.taps("🖼 A year as a picture")
    assert moderator.last["photo"]
    assert moderator.last["has_protected_content"]

    forged = FiguresPicture(unit="hengyang", period=Period.THIS_MONTH, category=0).pack()
    message, _ = moderator.data("🖼 A year as a picture")
    pictures = sum("photo" in m for m in moderator.chat)
    await moderator.presses(message, forged)
    assert sum("photo" in m for m in moderator.chat) == pictures
