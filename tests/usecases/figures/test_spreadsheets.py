"""Whatever a cell holds, a spreadsheet shows it and a reader gets it back."""

import csv
import json

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from usecases.figures import spreadsheets
from usecases.figures.spreadsheets import FileFormat, harmless, sheet

HOSTILE = [
    "=1+1",
    '=HYPERLINK("https://evil.example","open")',
    "+cmd|' /C calc'!A0",
    "-2+3+cmd|' /C calc'!A0",
    "@SUM(1,2)",
    "\t=1",
    "\r=1",
    "\n=1",
    "  =1",
    "\u3000=1",
    "＝1+1",
    "＠SUM(A1)",
    "{=1}",
    'a"b,c\nd',
    "https://example.com",
    "007",
    "\x00\x01=1",
    "\ud800",
    "湖南",
]


def cells_of(path, form):
    if form is FileFormat.CSV:
        with path.open(encoding="utf-8-sig", newline="") as file:
            return [row[0] for row in csv.reader(file)][1:]
    if form is FileFormat.JSONL:
        return [json.loads(line)["words"] for line in path.read_text("utf-8").splitlines()]
    book = load_workbook(path)
    try:
        column = [cell for page in book for cell in list(page["A"])[1:]]
        assert {cell.data_type for cell in column} <= {"s", "n", "inlineStr"}, "no formula"
        assert not any(cell.hyperlink for cell in column)
        return ["" if cell.value is None else cell.value for cell in column]
    finally:
        book.close()


def write(path, form, words):
    with sheet(path, form, ("words", "n")) as out:
        for n, word in enumerate(words):
            out.add((word, n))
    assert out.rows == len(words)
    return cells_of(path, form)


@pytest.mark.parametrize("form", list(FileFormat))
def test_hostile_cells_come_back_as_words(tmp_path, form):
    back = write(tmp_path / f"a.{form}", form, HOSTILE)
    assert len(back) == len(HOSTILE)
    assert "湖南" in back
    assert "https://example.com" in back
    assert "007" in back, "a text of digits stays a text"
    if form is FileFormat.CSV:
        assert not any(c.lstrip(" \u3000").startswith(tuple("=+-@\t\r\n＝＠")) for c in back)


@given(word=st.text(max_size=60))
def test_no_text_of_a_csv_is_a_formula(word):
    assert not harmless(word).lstrip().startswith(tuple("=+-@＝＋－＠"))
    assert harmless(word).removeprefix("'") == word.removeprefix("'")


@settings(
    max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None
)
@given(words=st.lists(st.text(max_size=30), max_size=8), form=st.sampled_from(FileFormat))
def test_any_words_are_read_back(tmp_path, words, form):
    plain = [spreadsheets._plain(word) for word in words]
    shown = [harmless(word) for word in plain] if form is FileFormat.CSV else plain
    assert write(tmp_path / f"any.{form}", form, words) == shown


def broken_off():
    yield "half"
    raise RuntimeError


def test_a_broken_off_file_leaves_nothing_and_the_old_one_stays(tmp_path):
    for form in FileFormat:
        path = tmp_path / f"cases.{form}"
        path.write_text("the one before")
        with pytest.raises(RuntimeError):
            write(path, form, broken_off())
        assert path.read_text() == "the one before"
    assert len(list(tmp_path.iterdir())) == len(FileFormat)


def test_a_long_text_is_cut_and_a_long_list_goes_on_on_another_sheet(tmp_path, monkeypatch):
    monkeypatch.setattr(spreadsheets, "_SHEET_LIMIT", 3)
    back = write(
        tmp_path / "long.xlsx", FileFormat.XLSX, ["字" * 40_000, "😀" * 20_000, "c", "d", "e"]
    )
    assert back[0] == "字" * 32_766 + "…"
    assert back[1] == "😀" * 16_383 + "…"
    assert back[2:] == ["c", "d", "e"]
