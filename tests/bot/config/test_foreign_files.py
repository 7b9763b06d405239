"""Files that only look like a table, and workbooks of other programs: read, or named."""

import csv
import io
import re
import zipfile
from pathlib import Path

import openpyxl
import pytest

from bot.config.csv_tables import read_table
from bot.config.directory_csv import read_directory
from bot.config.file_problems import ProfileError

SHIPPED = Path(__file__).parents[3] / "profiles" / "hunan" / "units.csv"
TEXT = SHIPPED.read_text(encoding="utf-8")
ROWS = list(csv.reader(io.StringIO(TEXT)))
LOCALES = ("zh-Hans", "en")
SMALL = ["code", "phone"]
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)


def saved(path, *sheets, merged=()):
    """A workbook of these sheets, each a title and its rows; merged are cells of the last one."""
    book = openpyxl.Workbook()
    book.remove(book.active)
    for title, rows in sheets:
        page = book.create_sheet(title)
        for row in rows:
            page.append(row)
    for cells in merged:
        page.merge_cells(cells)
    book.save(path)
    return path


def changed(path, change):
    """The same workbook with each of its XML parts changed."""
    with zipfile.ZipFile(path) as packed:
        parts = {name: packed.read(name) for name in packed.namelist()}
    with zipfile.ZipFile(path, "w") as packed:
        for name, data in parts.items():
            packed.writestr(name, change(data.decode()) if name.endswith(("xml", "rels")) else data)
    return path


def strict(text):
    form = r"http://schemas.openxmlformats.org/(spreadsheetml|officeDocument|drawingml)/2006/"
    return re.sub(form, r"http://purl.oclc.org/ooxml/\1/", text)


def single_quoted(text):
    return re.sub(r'(\w+)="([^"\']*)"', r"\1='\2'", text)


def wide(text):
    body = re.sub(r"^<\?xml[^>]*\?>", "", text)
    return ('<?xml version="1.0" encoding="UTF-16"?>' + body).encode("utf-16")


def refused(path, wanted=SMALL):
    with pytest.raises(ProfileError) as wrong:
        read_table(path, wanted)
    return [str(problem) for problem in wrong.value.problems]


@pytest.mark.parametrize("change", [strict, single_quoted, wide], ids=lambda each: each.__name__)
def test_workbooks_of_other_programs_are_read(tmp_path, change):
    path = changed(saved(tmp_path / "a.xlsx", ("通讯录", ROWS)), change)
    assert read_directory(path, LOCALES) == read_directory(SHIPPED, LOCALES)


@pytest.mark.parametrize("change", [strict, single_quoted, wide], ids=lambda each: each.__name__)
def test_their_merged_cells_are_named(tmp_path, change):
    rows = [SMALL, ["a", "12345"], ["b"]]
    sheets = ("说明 & 'x'", [["note"]]), ("表", rows)
    path = changed(saved(tmp_path / "a.xlsx", *sheets, merged=["B2:B3"]), change)
    assert refused(path) == [
        "a.xlsx, line 3: B3: is merged with B2: separate the cells, and fill both"
    ]


@pytest.mark.parametrize("name", ["units.xlsx", "units.xls", "units.csv"])
@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"%PDF-1.7\n", "is a PDF, not CSV or .xlsx: ask for the table as .xlsx or CSV"),
        (b"{\\rtf1\\ansi", "is a text document (.rtf)"),
        (b"\x89PNG\r\n\x1a\n", "is a picture"),
        (b"\xff\xd8\xff\xe0", "is a picture"),
        (b"7z\xbc\xaf'\x1c", "is a packed file"),
        (b"\x09\x08\x10\x00\x00\x06\x05\x00", "is an old workbook (.xls)"),
        (b"\x09\x02\x06\x00\x00\x00\x10\x00", "is an old workbook (.xls)"),
        (bytes(4000), "has nothing but zero bytes"),
        (OLE + "Workbook".encode("utf-16-le"), "is an old workbook (.xls, .et): open it in Excel"),
        (OLE + "EncryptedPackage".encode("utf-16-le"), "is a workbook with a password: save it"),
        (OLE + "WordDocument".encode("utf-16-le"), "is a text document (.doc)"),
        (b"<!DOCTYPE html>\n<html>", "is HTML, not CSV or .xlsx: open it in Excel or WPS and save"),
        (b"\r\n<table><tr><td>code</td></tr></table>", "is HTML"),
        ("<html><meta charset='utf-16'>".encode("utf-16"), "is HTML"),
        (b"<?xml version='1.0'?><!DOCTYPE html><html>", "is HTML"),
        (
            b"\xef\xbb\xbf<?xml version='1.0'?>\n<?mso-application progid='Excel.Sheet'?>",
            "is an XML spreadsheet of Excel 2003",
        ),
        (b"<?xml version='1.0'?><units/>", "is XML"),
        (b"MIME-Version: 1.0\r\n", "is a saved web page (.mht)"),
        (b'[{"code": "a"}]', "is JSON"),
        (b"BEGIN:VCARD\r\n", "is a list of contacts"),
        (b"ID;PWXL;N;E\r\n", "is a SYLK file"),
    ],
)
def test_what_is_no_table_is_named(tmp_path, name, data, kind):
    path = tmp_path / name
    path.write_bytes(data)
    (one,) = refused(path)
    assert one.startswith(f"{name}, line 1: (file): {kind}")


@pytest.mark.parametrize(
    "name", ["~$units.xlsx", ".~lock.units.xlsx#", ".~units.xlsx", "._units.xlsx"]
)
def test_the_file_beside_an_open_table_is_named(tmp_path, name):
    path = tmp_path / name
    path.write_bytes(b"\x05Admin" + bytes(159))
    (one,) = refused(path)
    assert one.endswith("beside an open table: close the table there, and import units.xlsx")


def test_a_table_in_a_zip_file(tmp_path):
    path = tmp_path / "units.xlsx"
    with zipfile.ZipFile(path, "w") as packed:
        packed.writestr("2026/units.xlsx", "x")
    assert refused(path)[0].endswith("is a zip file: unpack it, and import the table in it")


def test_the_sheet_with_the_columns_is_found_below_a_title_and_in_any_case(tmp_path):
    rows = [[name.upper().replace("_", " ") for name in ROWS[0]], *ROWS[1:]]
    guide = ("填写说明", [["code", "短名"], ["level", "级别"]])
    path = saved(tmp_path / "a.xlsx", guide, ("表", rows), ("空表", [ROWS[0]]))
    assert read_directory(path, LOCALES) == read_directory(SHIPPED, LOCALES)
    titled = saved(tmp_path / "b.xlsx", guide, ("表", [["通讯录"], ["2026"], *rows]))
    (one,) = refused(titled, ROWS[0])
    assert one.endswith("not a title; they stand on line 3: delete what is above")
    two = saved(tmp_path / "c.xlsx", guide, ("新", rows), ("旧", [["2025"], *rows[:-1]]))
    (one,) = refused(two, ROWS[0])
    assert one == (
        "c.xlsx, line 1: (file): has the sheets 新, 旧, and several of them have the column names:"
        " delete or hide all of these but the one that is meant"
    )


@pytest.mark.parametrize("notes", ["一", "一, 二"])
def test_a_hidden_sheet_is_named_where_no_other_has_the_table(tmp_path, notes):
    others = ((title, [["x"]]) for title in notes.split(", "))
    path = saved(tmp_path / "a.xlsx", *others, ("表", ROWS))
    book = openpyxl.load_workbook(path)
    book["表"].sheet_state = "hidden"
    book.save(path)
    (one,) = refused(path, ROWS[0])
    assert f"has the sheets {notes}, and none of them has the column names code,level" in one
    assert one.endswith("; hidden sheets are not read (表)")
