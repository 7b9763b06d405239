"""Rows that an office adds around its table: each is one fault, not one in every field."""

import csv
import io
from pathlib import Path

import openpyxl
import pytest

from bot.config.directory_csv import read_directory
from bot.config.file_problems import ProfileError

SHIPPED = Path(__file__).parents[3] / "profiles" / "hunan" / "units.csv"
TEXT = SHIPPED.read_text(encoding="utf-8")
ROWS = list(csv.reader(io.StringIO(TEXT)))
LOCALES = ("zh-Hans", "en")
LAST = len(ROWS)


def as_csv(path, rows):
    written = io.StringIO(newline="")
    csv.writer(written).writerows(rows)
    path.write_text(written.getvalue(), encoding="utf-8")
    return path


def as_workbook(path, rows, merged=()):
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    for cells in merged:
        book.active.merge_cells(cells)
    path = path.with_suffix(".xlsx")
    book.save(path)
    return path


def refused(path):
    with pytest.raises(ProfileError) as wrong:
        read_directory(path, LOCALES)
    return [str(problem).partition(": ")[2] for problem in wrong.value.problems]


EXTRA = {
    "total": ["合计", "", "14"],
    "total with spaces": ["合  计", "14", "12", "13", "14"],
    "total in English": ["Total", "14"],
    "note": ["注：本表由各市州填报，每季度更新一次"],
    "unquoted note": ["注: a", " b", " c", " d"],
    "who made it": ["制表人：张三", "", "", "审核人：李四", "", "2026年12月1日"],
    "in another column": ["", "", "", "填报单位（盖章）：", "", "日期："],
    "section": ["二、市州单位"],
    "page": ["", "", "", "", "", "第 1 页"],
    "formulas without rows": ["0"] * 11,
    "the level of a drop-down list": ["", "city"],
}


@pytest.mark.parametrize("extra", EXTRA.values(), ids=EXTRA)
@pytest.mark.parametrize("save", [as_csv, as_workbook])
def test_a_note_or_total_below_the_table_is_one_fault(tmp_path, extra, save):
    (one,) = refused(save(tmp_path / "units.csv", [*ROWS, [], extra]))
    assert one.startswith("(row): ")
    assert one.endswith("delete this row")
    assert next(filter(None, extra))[:10] in one
    assert "(row): " in one


def test_a_merged_note_is_one_fault(tmp_path):
    note = ["注：本表由各市州填报"]
    merged = (f"A{LAST + 1}:K{LAST + 2}",)
    (one,) = refused(as_workbook(tmp_path / "a", [*ROWS, note], merged))
    assert one == "(row): looks like a note (“注：本表由各市州填报”): delete this row"


def test_a_repeated_header_is_skipped(tmp_path):
    again = [*ROWS[:9], [], [name.upper() for name in ROWS[0]], *ROWS[9:]]
    for save in (as_csv, as_workbook):
        path = save(tmp_path / "units.csv", again)
        assert read_directory(path, LOCALES) == read_directory(SHIPPED, LOCALES)


def test_another_header_is_no_record(tmp_path):
    other = [*ROWS, [], ROWS[0][::-1], ROWS[1][::-1]]
    assert refused(as_csv(tmp_path / "units.csv", other))[0] == (
        "(row): looks like a second header: put the rows below it under the columns of the first"
        " line, and delete this row"
    )


def test_a_record_with_faults_is_still_told_its_faults(tmp_path):
    """A code that is missing does not make a note of a record, nor does a code that is a word."""
    without = [["" if at == 0 else cell for at, cell in enumerate(ROWS[2])]]
    assert all(
        "row" not in each for each in refused(as_csv(tmp_path / "a.csv", [ROWS[0], *without]))
    )
    named = [["total" if cell == "voc" else cell for cell in row] for row in ROWS]
    assert any(
        unit.code == "total" for unit in read_directory(as_csv(tmp_path / "b.csv", named), LOCALES)
    )
    short = [*ROWS, ["newunit", "city"]]
    assert any("name_zh" in each for each in refused(as_csv(tmp_path / "c.csv", short)))
