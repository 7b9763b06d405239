"""/figures: a life through the chat shows as numbers, to those who answer for the unit."""

import csv
import io

import orjson
from openpyxl import load_workbook

from domain.figures.periods import Period
from domain.network.people import Role
from handlers.figures.callbacks import FiguresFile, FiguresPicture, SeeFigures
from storage.audit import journal
from tests.dialogs.moderation.test_casework import accepts, decides, files
from usecases.figures.spreadsheets import FileFormat

HOUR = 3600


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
    assert "Received: 2 · last month 0 · last year 0" in said
    assert "Accepted: 1 (100%) · last month 0 · last year 0" in said
    assert "Upheld: 1 (100%) · last month 0 · last year 0" in said
    assert "Answered: 1 (50%) · last month 0 · last year 0" in said
    assert "Time to accept: median 2 h, 90% within 2 h · last month – · last year –" in said
    assert "Time to close: median 3 h, 90% within 3 h · last month – · last year –" in said
    assert "Rating by reporters: none · last month – · last year –" in said
    moderator.sees("figures-backlog", count="1")

    await moderator.taps("Last month")
    assert "2026-10-01 – 2026-10-31" in moderator.last["text"]
    assert "Received: 0 · month before 0 · year before 0" in moderator.last["text"]

    world.later(30 * 24 * HOUR)  # into December: what was this month's is now beside it
    await moderator.says("/figures")
    assert "Received: 0 · last month 2 · last year 0" in moderator.last["text"]


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
    assert "2026-01-01 – 2026-11-25" in admin.last["text"]  # what was chosen before stays


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
    assert (row["Answered: share"], row["Changed on appeal: share"]) == ("100%", "")
    hours, minutes = map(int, row["Time to close: median"].split(":"))
    assert abs(hours * HOUR + minutes * 60 - 3 * HOUR) < 3 * HOUR / 20

    sheet = load_workbook(io.BytesIO((await taken("XLSX"))[1])).active
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
