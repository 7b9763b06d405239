"""A workbook as offices send it is read as its CSV would be; what cannot be read is told why."""

import csv
import io
import re
import zipfile
from datetime import date, datetime
from pathlib import Path

import openpyxl
import pytest
import xlsxwriter

from bot.config import workbooks
from bot.config.csv_tables import read_table
from bot.config.directory_csv import read_directory
from bot.config.file_problems import ProfileError

SHIPPED = Path(__file__).parents[3] / "profiles" / "hunan" / "units.csv"
ROWS = list(csv.reader(io.StringIO(SHIPPED.read_text(encoding="utf-8"))))
LOCALES = ("zh-Hans", "en")
SMALL = ["code", "phone"]
MOMENT = datetime.fromisoformat("2026-12-01T08:30:00")


def saved(path, *sheets, change=None):
    """A workbook of these sheets, each a title and its rows."""
    book = openpyxl.Workbook()
    book.remove(book.active)
    for title, rows in sheets:
        page = book.create_sheet(title)
        for row in rows:
            page.append(row)
    if change is not None:
        change(book)
    book.save(path)
    return path


def small(path, *rows, change=None):
    """The cells below the header of a small table."""
    found, problems = read_table(saved(path, ("Sheet1", [SMALL, *rows]), change=change), SMALL)
    assert problems == []
    return [list(row.cells.values()) for row in found]


def refused(path, wanted=SMALL):
    with pytest.raises(ProfileError) as wrong:
        read_table(path, wanted)
    return [str(problem) for problem in wrong.value.problems]


@pytest.mark.parametrize("name", ["units.xlsx", "units.csv"])
def test_a_directory_is_read_from_a_workbook(tmp_path, name):
    path = saved(tmp_path / name, ("通讯录", ROWS), ("Sheet2", []), ("Sheet3", []))
    assert read_directory(path, LOCALES) == read_directory(SHIPPED, LOCALES)


def test_cells_are_read_as_people_see_them(tmp_path):
    def change(book):
        book.active["B5"].number_format = "000000000000"
        book.active["B9"].number_format = "yyyy/m/d"

    found = small(
        tmp_path / "a.xlsx",
        ["whole", 12345],
        ["float", 7.3188667349e10],
        ["text", "0731-88667349"],
        ["zeros", 73188667349],
        ["half", 1.5],
        ["yes", True],
        ["day", date(2026, 12, 1)],
        ["serial", MOMENT.replace(hour=0, minute=0)],
        ["moment", MOMENT],
        ["long", 10086100861008],
        ["two", "a\nb"],
        change=change,
    )
    assert dict(found) == {
        "whole": "12345",
        "float": "73188667349",
        "text": "0731-88667349",
        "zeros": "073188667349",
        "half": "1.5",
        "yes": "TRUE",
        "day": "2026-12-01",
        "serial": "2026-12-01",
        "moment": "2026-12-01 08:30:00",
        "long": "10086100861008",
        "two": "a\nb",
    }


SHOWN = [
    (88667349, '"0731-"00000000', "0731-88667349"),
    (88667349, '"0731-"#', "0731-88667349"),
    (88667349, r"\0\7\3\1\-0", "0731-88667349"),
    (88667349, '"0731-"General', "0731-88667349"),
    (88667349, '[Red]"0731-"0_ ', "0731-88667349"),
    ("88667349", '"0731-"@', "0731-88667349"),
    ("88667349", '"0731-"0', "88667349"),  # text is not shown by it
    (8831234, '"400-"0000000', "400-8831234"),
    (73188667349, "0000-00000000", "0731-88667349"),
    (73188667349, r"\(0000\) 0000 0000", "(0731) 8866 7349"),
    (430100, '"p"000000', "p430100"),
    (12377, "#,##0", "12377"),
    (12377, "_ * #,##0_ ;_ * -#,##0_ ;_ @_ ", "12377"),
    ("a", "_ * #,##0_ ;_ * -#,##0_ ;_ @_ ", "a"),
    (12377, "[$-804]0", "12377"),
]


def test_digits_and_signs_that_a_number_format_adds_are_read(tmp_path):
    def change(book):
        for line, (_, shown_as, _) in enumerate(SHOWN, start=2):
            book.active[f"B{line}"].number_format = shown_as

    rows = (["a", value] for value, _, _ in SHOWN)
    found = small(tmp_path / "a.xlsx", *rows, change=change)
    assert [phone for _, phone in found] == [text for _, _, text in SHOWN]


@pytest.mark.parametrize(
    ("value", "shown_as"),
    [
        (88667349, '"0731-"00000000;"0731-"00000000'),
        (88667349, '[<100000000]"0731-"0;0'),
        (88667349, "0731-########"),
        (88667349, '"0731-"#,##0'),
        (-5, '"0731-"0'),
        (1.5, '"0731-"0'),
        ("88667349", '0;0;0;"0731-"@'),
        (MOMENT, '"0731-"yyyy'),
    ],
)
def test_a_number_format_whose_digits_cannot_be_read_is_named(tmp_path, value, shown_as):
    def change(book):
        book.active["B2"].number_format = shown_as

    path = saved(tmp_path / "a.xlsx", ("一", [SMALL, ["x", value]]), change=change)
    words = "which adds digits: type them into the cell, with Text as its format"
    assert refused(path) == [f"a.xlsx, line 2: B2: has the number format {shown_as}, {words}"]


def test_a_phone_without_its_zero_is_noticed(tmp_path):
    rows = [list(row) for row in ROWS[:3]]
    rows[2][ROWS[0].index("phone_24h")] = 7.3188667349e10
    with pytest.raises(ProfileError) as wrong:
        read_directory(saved(tmp_path / "units.xlsx", ("一", rows)), LOCALES)
    (problem,) = wrong.value.problems
    assert (problem.line, problem.field) == (3, "phone_24h")
    assert "Is the 0 of the area code missing? Write it like 073188667349" in problem.text


def test_formulas_give_their_result_or_are_named(tmp_path):
    path = tmp_path / "a.xlsx"
    with xlsxwriter.Workbook(path) as book:
        page = book.add_worksheet()
        page.write_row(0, 0, SMALL)
        page.write_row(1, 0, ["with", ""])
        page.write_formula(1, 1, '="0731"&"-88667349"', value="0731-88667349")
    assert read_table(path, SMALL)[0][0].cells["phone"] == "0731-88667349"
    bare = saved(tmp_path / "b.xlsx", ("一", [SMALL, ["x", "=1+1"], ["=A2", "12345"]]))
    assert refused(bare) == [
        f"b.xlsx, line {line}: {cell}: has a formula without a result: open the file in Excel or"
        " WPS and save it"
        for line, cell in ((2, "B2"), (3, "A3"))
    ]


def test_a_cell_that_shows_an_error_is_named(tmp_path):
    path = saved(tmp_path / "a.xlsx", ("一", [SMALL, ["x", "#REF!"]]))
    [said] = refused(path)
    assert said.startswith("a.xlsx, line 2: B2: #REF! is what a spreadsheet shows in place of")


def test_of_several_sheets_the_one_with_the_columns_is_read(tmp_path):
    notes, table = ("说明", [["请勿修改"]]), ("表", [SMALL, ["a", "12345"]])
    path = saved(tmp_path / "a.xlsx", notes, table)
    assert [row.cells["code"] for row in read_table(path, SMALL)[0]] == ["a"]
    (problem,) = refused(saved(tmp_path / "b.xlsx", table, ("表2", table[1])))
    assert "has the sheets 表, 表2, and several of them have the column names" in problem
    (problem,) = refused(saved(tmp_path / "c.xlsx", notes, ("二", [["x"]])))
    assert "has the sheets 说明, 二, and none of them has the column names" in problem

    def hide(book):
        book["表2"].sheet_state = "hidden"

    path = saved(tmp_path / "d.xlsx", table, ("表2", table[1]), change=hide)
    assert len(read_table(path, SMALL)[0]) == 1
    assert "has no sheet with content" in refused(saved(tmp_path / "e.xlsx", ("一", [])))[0]


def test_a_merged_title_and_hidden_rows(tmp_path):
    def title(book):
        book.active.insert_rows(1, 2)
        book.active["A1"] = "湖南省网络举报电话一览表"
        book.active.merge_cells("A1:B1")

    path = saved(tmp_path / "a.xlsx", ("一", [SMALL, ["a", "12345"]]), change=title)
    (problem,) = refused(path)
    assert problem.endswith("not a title; they stand on line 3: delete what is above")

    def hide(book):
        book.active.row_dimensions[2].hidden = True

    rows = (["a", "12345"], [], ["b", "12377"])
    assert [code for code, _ in small(tmp_path / "b.xlsx", *rows, change=hide)] == ["a", "b"]


def test_a_value_under_no_name_is_named_by_its_column(tmp_path):
    path = saved(tmp_path / "a.xlsx", ("一", [SMALL, ["a", "12345", "", "x"]]))
    _, problems = read_table(path, SMALL)
    assert [str(each) for each in problems] == [
        "a.xlsx, line 2: (row): has a value in column D, which has no name: empty it"
    ]


@pytest.mark.parametrize(
    ("parts", "words"),
    [
        (["mimetype", "content.xml"], "is an OpenDocument file, not CSV or .xlsx"),
        (["xl/workbook.bin"], "is a binary workbook (.xlsb)"),
        (["word/document.xml"], "is a text document (.docx)"),
        (["Index/Document.iwa"], "is a Numbers document"),
        (["photo.jpg"], "is a zip file"),
        (["xl/workbook.xml"], "cannot be read as a workbook"),
    ],
)
def test_files_of_other_programs_are_told_what_to_do(tmp_path, parts, words):
    path = tmp_path / "units.xlsx"
    with zipfile.ZipFile(path, "w") as packed:
        for part in parts:
            packed.writestr(part, "x")
    (problem,) = refused(path)
    assert problem.startswith(f"units.xlsx, line 1: (file): {words}")
    assert "“CSV UTF-8”" in problem


@pytest.mark.parametrize("name", ["a.xls", "a.et", "locked.xlsx"])
def test_old_workbooks_and_those_with_a_password(tmp_path, name):
    (tmp_path / name).write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(2000))
    (problem,) = refused(tmp_path / name)
    assert "is an old workbook (.xls, .et) or one with a password: save it as .xlsx" in problem


def test_a_bomb_is_not_unpacked(tmp_path, monkeypatch):
    path = saved(tmp_path / "a.xlsx", ("一", [SMALL]))
    with zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("xl/media/bomb.xml", bytes(workbooks.MOST_BYTES))
    monkeypatch.setattr(openpyxl, "load_workbook", None)  # it is not even tried
    assert "unpacks to 32 MB in" in refused(path)[0]


@pytest.mark.soak
def test_more_rows_or_columns_than_a_directory_has(tmp_path, monkeypatch):
    def far(book):
        book.active.cell(1_000_000, 1, "x")

    path = saved(tmp_path / "a.xlsx", ("一", [SMALL]), change=far)
    assert "line 1000000: (row): expected at most 20000 rows" in refused(path)[0]
    monkeypatch.setattr(workbooks, "MOST_COLUMNS", 2)
    wide = saved(tmp_path / "b.xlsx", ("一", [[*SMALL, "x"]]))
    assert "expected at most 20000 rows and 2 columns" in refused(wide)[0]


def test_cells_that_are_merged_below_the_header_are_named(tmp_path):
    """Only the first has the value: the other would lose it in silence."""

    def merge(book):
        book.active.merge_cells("B2:B4")

    path = saved(tmp_path / "a.xlsx", ("一", [SMALL, ["a", "12345"], ["b"], ["c"]]), change=merge)
    words = "is merged with B2: separate the cells, and fill both"
    assert refused(path) == [f"a.xlsx, line {line}: B{line}: {words}" for line in (3, 4)]


def test_merged_cells_are_seen_where_tags_have_a_prefix(tmp_path):
    def merge(book):
        book.active.merge_cells("B2:B3")

    path = saved(tmp_path / "a.xlsx", ("一", [SMALL, ["a", "12345"], ["b"]]), change=merge)
    sheet = "xl/worksheets/sheet1.xml"
    space = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    with zipfile.ZipFile(path) as packed:
        parts = {name: packed.read(name) for name in packed.namelist()}
    text = re.sub(r"<(/?)(?=\w)", r"<\1x:", parts[sheet].decode())
    parts[sheet] = text.replace(f'xmlns="{space}"', f'xmlns:x="{space}"').encode()
    with zipfile.ZipFile(path, "w") as packed:
        for name, data in parts.items():
            packed.writestr(name, data)
    assert refused(path) == [
        "a.xlsx, line 3: B3: is merged with B2: separate the cells, and fill both"
    ]


def test_a_formula_whose_result_is_empty_is_an_empty_cell(tmp_path):
    path = tmp_path / "a.xlsx"
    with xlsxwriter.Workbook(path) as book:
        page = book.add_worksheet()
        page.write_row(0, 0, SMALL)
        page.write_row(1, 0, ["x", ""])
        page.write_formula(1, 1, '=IF(A3="","","")', value="")
    with zipfile.ZipFile(path) as packed:
        parts = {name: packed.read(name) for name in packed.namelist()}
    sheet = "xl/worksheets/sheet1.xml"
    parts[sheet] = re.sub(rb'<c r="B2"[^>]*>', b'<c r="B2" t="str">', parts[sheet])
    with zipfile.ZipFile(path, "w") as packed:
        for name, data in parts.items():
            packed.writestr(name, data)
    assert read_table(path, SMALL)[0][0].cells["phone"] == ""


def test_breaks_as_a_workbook_writes_them(tmp_path):
    assert small(tmp_path / "a.xlsx", ["a_x000D_\nb", "12345"]) == [["a\r\nb", "12345"]]


def test_merged_cells_of_another_sheet_are_none_of_this_one(tmp_path):
    def merge(book):
        book["说明 & 其他"].merge_cells("B2:B3")

    rows = [SMALL, ["a", "12345"], ["b", "12377"]]
    path = saved(
        tmp_path / "a.xlsx", ("说明 & 其他", [["note"], ["x"], ["y"]]), ("二", rows), change=merge
    )
    found, problems = read_table(path, SMALL)
    assert (len(found), problems) == (2, [])
