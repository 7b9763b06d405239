"""Files for people: no code stands where a word is, times are times, and notes explain them."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from openpyxl import load_workbook

from domain.clocks.deadlines import Calendar
from domain.figures.figures import FigureKind
from handlers.figures import readable
from handlers.ui.localizer import Localizer
from tests.support.chat import catalog
from tests.support.life import NOON
from usecases.figures import figures_table
from usecases.figures.case_export import COLUMNS, ExportKind, ExportOrder, Permit
from usecases.figures.spreadsheets import FileFormat, Share, WholeMonth, sheet

NOON_THERE = datetime.fromtimestamp(NOON, ZoneInfo("Asia/Shanghai")).replace(tzinfo=None)
LOCALES = ("en", "zh-Hans")
CASE = {
    "number": "2611-0042",
    "unit": "changsha",
    "category": "fraud",
    "subcategory": "",
    "status": "verifying",
    "danger": True,
    "host": "shop.example.org",
    "channel": "walk_in",
    "reports": 2,
    "opened_at": NOON,
    "overdue": False,
    "overdue_level": 0,
    "decision": "triage",
    "result": "misuse",
    "appeal_result": "dismissed",
}


@pytest.fixture(params=LOCALES)
def localizer(request, profile):
    return Localizer(catalog(), profile, request.param)


@pytest.fixture
def english(profile):
    return Localizer(catalog(), profile, "en")


def permit(kind, form=FileFormat.XLSX):
    days = {"since": date(2026, 11, 1), "until": date(2026, 11, 30)}
    wanted = ExportOrder(kind=kind, form=form, **days)
    calendar = Calendar(timezone="Asia/Shanghai")
    return Permit(wanted=wanted, start=0, end=0, last=0, rows=1, now=NOON, calendar=calendar)


def row_of(kind, values):
    return [values.get(column.name) for column in COLUMNS[kind]]


def test_a_case_is_said_in_words(english):
    shape = readable.shape(english, permit(ExportKind.CASES))
    cells = dict(
        zip(COLUMNS[ExportKind.CASES], shape.cells(row_of(ExportKind.CASES, CASE)), strict=True)
    )
    found = {column.name: cell for column, cell in cells.items() if cell is not None}

    assert found == {
        "number": "2611-0042",
        "unit": "Changsha Internet Information Office",
        "category": "Fraud",
        "status": "Being checked",
        "danger": "yes",
        "host": "shop.example.org",
        "channel": "By a visit",
        "reports": 2,
        "opened_at": NOON_THERE,
        "overdue": "no",
        "overdue_level": 0,
        "decision": "At triage",
        "result": "Misuse",
        "appeal_result": "Dismissed",
    }


@pytest.mark.parametrize("kind", ExportKind)
def test_every_column_has_a_header_and_a_note_in_each_language(localizer, kind):
    shape = readable.shape(localizer, permit(kind))
    names = [column.name for column in COLUMNS[kind]]

    assert len(set(shape.titles)) == len(names) == len(shape.look.widths)
    assert [row[0] for row in shape.look.notes[1:-1]] == list(shape.titles)
    assert "Asia/Shanghai" in shape.look.notes[-1][1]
    assert not {*shape.titles, *(row[1] for row in shape.look.notes)} & set(names)


@pytest.mark.parametrize("kind", FigureKind)
def test_every_figure_has_a_name(localizer, kind):
    shape = readable.shape(localizer, permit(ExportKind.FIGURES))
    values = {"unit": "changsha", "period": 20261100, "category": "fraud", "count": 1}
    cells = shape.cells(row_of(ExportKind.FIGURES, values | {"kind": kind, "value": 3600}))

    assert kind not in cells
    assert WholeMonth(2026, 11, 1) in cells
    assert (timedelta(hours=1) in cells) == kind.startswith("took_")
    assert (3600 in cells) == (kind == FigureKind.RATED)  # others have no value


def test_a_day_is_a_date_and_a_month_is_one_without_its_day(tmp_path, english):
    shape = readable.shape(english, permit(ExportKind.FIGURES))
    values = {"unit": "changsha", "category": "fraud", "kind": "received", "count": 1}
    path = tmp_path / "figures.xlsx"
    with sheet(path, FileFormat.XLSX, shape.titles, shape.look) as out:
        for period in (20261100, 20261125):
            out.add(shape.cells(row_of(ExportKind.FIGURES, values | {"period": period})))
    place = [column.name for column in COLUMNS[ExportKind.FIGURES]].index("period") + 1
    page = load_workbook(path).worksheets[0]
    month, day = (page.cell(line, place) for line in (2, 3))
    assert (month.value.date(), month.number_format) == (date(2026, 11, 1), "yyyy-mm")
    assert (day.value.date(), day.number_format) == (date(2026, 11, 25), "yyyy-mm-dd")


def test_json_lines_are_for_machines(english):
    shape = readable.shape(english, permit(ExportKind.CASES, FileFormat.JSONL))
    assert shape.titles[0] == "number"
    assert "changsha" in shape.cells(row_of(ExportKind.CASES, CASE))


def test_a_file_of_figures_has_shares_and_durations(localizer):
    shape = readable.figures_shape(localizer, FileFormat.XLSX)
    names = figures_table.COLUMNS
    row = [0.5 if name.endswith("_rate") else 7200 if "took" in name else 1 for name in names]
    row[names.index("unit")], row[names.index("category")] = "changsha", "fraud"
    row[names.index("since")], row[names.index("until")] = "2026-11-01", "2026-11-30"
    cells = dict(zip(names, shape.cells(row), strict=True))

    assert len(set(shape.titles)) == len(names)
    assert not set(shape.titles) & set(names)
    assert isinstance(cells["answered_rate"], Share)
    assert cells["took_close_median"] == timedelta(hours=2)
    assert cells["unit"] == localizer.unit("changsha")
    assert (cells["since"], cells["until"]) == (date(2026, 11, 1), date(2026, 11, 30))
    assert [row[0] for row in shape.look.notes[1:-1]] == list(shape.titles)
    assert all(row[1] for row in shape.look.notes)
    assert len(shape.look.widths) == len(names)


def test_the_workbook_has_dates_widths_a_frozen_head_and_notes(tmp_path, english):
    shape = readable.shape(english, permit(ExportKind.CASES))
    path = tmp_path / "cases.xlsx"
    with sheet(path, FileFormat.XLSX, shape.titles, shape.look) as out:
        out.add(shape.cells(row_of(ExportKind.CASES, CASE)))

    book = load_workbook(path)
    rows, notes = book.worksheets
    opened = rows.cell(
        2, [column.name for column in COLUMNS[ExportKind.CASES]].index("opened_at") + 1
    )
    assert (opened.value, opened.number_format) == (NOON_THERE, "yyyy-mm-dd hh:mm")
    assert (rows.freeze_panes, notes.freeze_panes) == ("A2", "A2")
    assert rows.column_dimensions["B"].width > rows.column_dimensions["A"].width
    assert notes.title == "What the columns mean"
    assert notes["A2"].value == "Number"


def test_a_csv_has_times_and_durations_that_people_read(tmp_path):
    path = tmp_path / "some.csv"
    long = timedelta(hours=30, minutes=7)
    with sheet(path, FileFormat.CSV, ("when", "long", "share", "day", "month")) as out:
        when = NOON_THERE + timedelta(minutes=5)
        out.add((when, long, Share(0.874), date(2026, 11, 25), WholeMonth(2026, 11, 1)))
    (line,) = path.read_text("utf-8-sig").splitlines()[1:]
    assert line == "2026-11-25 12:05,30:07,87%,2026-11-25,2026-11"
