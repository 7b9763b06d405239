"""Read the records of a table from a workbook (.xlsx), as `csv_tables` reads them from CSV.

Cells are read as a person sees them: the result of a formula, a whole number without a point and
with the digits and signs of its format, a day as 2026-12-01. Hidden rows count, as they do in a CSV
that Excel saves.
"""

import io
import warnings
import zipfile
from collections.abc import Iterator, Sequence
from datetime import date, datetime, time
from typing import Any

from bot.config.field_readers import in_english
from bot.config.file_problems import Problem, ProfileError
from bot.config.table_bytes import SAVE_AS, ZIP
from bot.config.tables import extra_rows, foreign_files, number_formats, packages
from bot.config.tables.columns import as_wanted
from domain.core.errors import BadAnswer

MOST_BYTES = 32 * 1024**2  # of all parts when they are unpacked: a large directory has one
MOST_PARTS = 1000
MOST_ROWS = 20_000
MOST_COLUMNS = 200
MOST_LOOKED = 10_000_000  # cells, with the empty ones that a far one brings
LAST_ROW = 1_048_576  # of a sheet
HEADER_WITHIN = 20  # rows: titles may stand above the names of the columns

Record = tuple[int, list[str]]


def is_workbook(data: bytes) -> bool:
    """Whether a file is to be read here and not as text."""
    return data.startswith(ZIP)


def records(name: str, data: bytes, wanted: Sequence[str]) -> list[Record]:
    """The non-empty rows, each with its number; raises ProfileError.

    Of several sheets with content the one is read that has the wanted columns. Each row has as many
    cells as the longest one.
    """
    _check_kind(name, data)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of parts that the library does not know
            usual = packages.transitional(data)
            sheets, unseen = _sheets(name, usual)
            title, found = _chosen(name, sheets, unseen, wanted)
            _tell_merged(found, packages.merged(usual, title))
    except ProfileError:
        raise
    except Exception as wrong:  # the library raises what a damaged part makes it raise
        raise _problem(name, f"cannot be read as a workbook: {SAVE_AS}") from wrong
    problems = list(_cell_problems(name, found, wanted))
    if problems:
        raise ProfileError(problems)
    width = max(len(cells) for _, cells in found)
    return [
        (line, [*(c.text for c in cells), *[""] * (width - len(cells))]) for line, cells in found
    ]


class Cell:
    """A cell as text; `words` say why it cannot be used."""

    __slots__ = ("text", "words")

    def __init__(self, text: str, words: str = "") -> None:
        self.text, self.words = text, words


Row = tuple[int, list[Cell]]
Sheet = tuple[str, list[Row]]


def _cell_problems(name: str, found: Sequence[Row], wanted: Sequence[str]) -> Iterator[Problem]:
    """Cells that cannot be used; of a row that is no record, nothing but that.

    None if the first row is not the header: then the rows below it are not looked at.
    """
    header = [as_wanted(cell.text, wanted) for cell in found[0][1]]
    if not set(header) & set(wanted):
        return
    for line, cells in found:
        if not any(cell.words for cell in cells):
            continue
        extra = line > found[0][0] and extra_rows.fault([c.text for c in cells], header, wanted)
        if extra:
            yield Problem(name, line, "(row)", extra)
            continue
        for column, cell in enumerate(cells):
            if cell.words:
                yield Problem(name, line, _place(line, column), cell.words)


def _check_kind(name: str, data: bytes) -> None:
    """Raise ProfileError for files of other programs, and for one that unpacks to too much."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            parts = packed.infolist()
    except (zipfile.BadZipFile, ValueError, OSError) as wrong:
        raise _problem(name, f"is a damaged workbook: {SAVE_AS}") from wrong
    names = {part.filename for part in parts}
    if packages.BOOK not in names:
        raise _problem(name, foreign_files.of_zip(names))
    size = sum(part.file_size for part in parts)  # zipfile gives no more bytes than that
    if size > MOST_BYTES or len(parts) > MOST_PARTS:
        raise _problem(name, f"unpacks to {size // 1024**2} MB in {len(parts)} parts: {SAVE_AS}")


def _sheets(name: str, data: bytes) -> tuple[list[Sheet], list[str]]:
    """The visible sheets with content, and the titles of those that are not visible."""
    import openpyxl  # noqa: PLC0415 - slow to import, and seldom wanted

    options: dict[str, Any] = {"read_only": True, "keep_links": False}
    values = openpyxl.load_workbook(io.BytesIO(data), data_only=True, **options)
    formulas = openpyxl.load_workbook(io.BytesIO(data), data_only=False, **options)
    pairs = zip(values.worksheets, formulas.worksheets, strict=True)
    visible = [pair for pair in pairs if pair[0].sheet_state == "visible"]
    unseen = [str(each.title) for each in values.worksheets if each.sheet_state != "visible"]
    sheets = [(str(sheet.title), list(_rows(name, sheet, typed))) for sheet, typed in visible]
    return [sheet for sheet in sheets if sheet[1]], unseen


def _rows(name: str, sheet: Any, written: Any) -> Iterator[Row]:
    for each in (sheet, written):
        each.reset_dimensions()  # a file may say less than it has
    seen = 0
    pairs = zip(sheet.iter_rows(), written.iter_rows(), strict=True)
    for line, (shown, typed) in enumerate(pairs, start=1):
        seen += len(shown)
        cells = [_cell(one, other) for one, other in zip(shown, typed, strict=True)]
        while cells and not (cells[-1].text.strip() or cells[-1].words):
            cells.pop()
        too_far = len(cells) > MOST_COLUMNS or (cells and line > MOST_ROWS)
        if too_far or line > LAST_ROW or seen > MOST_LOOKED:
            words = f"expected at most {MOST_ROWS} rows and {MOST_COLUMNS} columns"
            raise ProfileError([Problem(name, line, "(row)", words)])
        if cells:
            yield line, cells


def _tell_merged(rows: list[Row], hidden: dict[tuple[int, int], str]) -> None:
    """Mark the cells of the rows below the first one that look empty because they are merged."""
    below = dict(rows[1:])
    for (line, column), shown in hidden.items():
        cells = below.get(line)
        if cells is not None:
            cells += [Cell("") for _ in range(column + 1 - len(cells))]
            cells[column] = Cell("", f"is merged with {shown}: separate the cells, and fill both")


def _cell(shown: Any, typed: Any) -> Cell:
    """What a cell shows; `typed` is the same with its formula."""
    value = shown.value
    if typed.data_type == "f" and value is None and shown.data_type != "str":  # an empty text
        return Cell("", "has a formula without a result: open the file in Excel or WPS and save it")
    if shown.data_type == "e":
        return Cell("", in_english(BadAnswer("answer-spreadsheet-error", error=str(value))))
    if value is None:
        return Cell("")
    shown_as = str(shown.number_format)
    is_text = isinstance(value, str | bool)
    text = number_formats.shown(_text(value), shown_as, is_text=is_text)
    if text is None:
        words = f"has the number format {shown_as}, which adds digits: type them into the cell"
        return Cell("", f"{words}, with Text as its format")
    return Cell(text)


def _text(value: Any) -> str:
    """A value without its format: a number without an exponent, a day as in ISO 8601."""
    match value:
        case bool():
            return "TRUE" if value else "FALSE"
        case int() | float():
            whole = isinstance(value, int) or value.is_integer()
            return str(int(value)) if whole else repr(value)
        case datetime():
            whole = value.time() == time()
            return value.date().isoformat() if whole else f"{value:%Y-%m-%d %H:%M:%S}"
        case date() | time():
            return value.isoformat()
    from openpyxl.utils.escape import unescape  # noqa: PLC0415 - as above

    return str(unescape(str(value)))  # `_x000D_` is how a workbook writes some breaks


def _chosen(
    name: str, sheets: Sequence[Sheet], unseen: Sequence[str], wanted: Sequence[str]
) -> Sheet:
    """The one sheet that has the wanted columns; raises ProfileError if it is not one."""
    there = f"; hidden sheets are not read ({', '.join(unseen)})" if unseen else ""
    if not sheets:
        text = f"has no sheet with content; expected {','.join(wanted)}{there}"
        raise _problem(name, text)
    fitting = [sheet for sheet in sheets if _header_at(sheet[1], wanted) is not None]
    if len(sheets) == 1 and (fitting or not unseen):
        return sheets[0]
    filled = [sheet for sheet in fitting if _header_at(sheet[1], wanted) != len(sheet[1]) - 1]
    if len(filled) == 1:  # the others have nothing below the names
        return filled[0]
    if not fitting:
        titles = ", ".join(title for title, _ in sheets)
        words = f"has the sheets {titles}, and none of them has the column names"
        raise _problem(name, f"{words} {','.join(wanted)}{there}")
    titles = ", ".join(title for title, _ in fitting)
    words = f"has the sheets {titles}, and several of them have the column names"
    raise _problem(name, f"{words}: delete or hide all of these but the one that is meant")


def _header_at(rows: Sequence[Row], wanted: Sequence[str]) -> int | None:
    """The first row, from 0, that has most of the wanted columns, perhaps below a title."""
    for place, (_, cells) in enumerate(rows[:HEADER_WITHIN]):
        names = {as_wanted(cell.text, wanted) for cell in cells} & set(wanted)
        if 2 * len(names) >= len(wanted):
            return place
    return None


def _place(line: int, column: int) -> str:
    return f"{letter(column)}{line}"


def letter(place: int) -> str:
    """The spreadsheet's name of a column; `place` counts from 0."""
    letters = ""
    place += 1
    while place:
        place, rest = divmod(place - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def _problem(name: str, text: str) -> ProfileError:
    return ProfileError([Problem(name, 1, "(file)", text)])
