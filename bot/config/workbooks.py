"""Read the records of a table from a workbook (.xlsx), as `csv_tables` reads them from CSV.

Cells are read as a person sees them: the result of a formula, a whole number without a point and
with the digits and signs of its format, a day as 2026-12-01. Hidden rows count, as they do in a CSV
that Excel saves.
"""

import html
import io
import re
import warnings
import zipfile
from collections.abc import Iterator, Sequence
from datetime import date, datetime, time
from typing import Any

from bot.config.file_problems import Problem, ProfileError
from bot.config.table_bytes import OLE, SAVE_AS, ZIP
from bot.config.tables import extra_rows, number_formats
from bot.config.tables.columns import as_wanted

MOST_BYTES = 32 * 1024**2  # of all parts when they are unpacked: a large directory has one
MOST_PARTS = 1000
MOST_ROWS = 20_000
MOST_COLUMNS = 200
MOST_MERGED = 10_000  # cells that are looked at
MOST_LOOKED = 10_000_000  # cells, with the empty ones that a far one brings
LAST_ROW = 1_048_576  # of a sheet
_BOOK = "xl/workbook.xml"
_MERGED = re.compile(
    r'<(?:\w+:)?mergeCell\b[^>]{0,80}?\bref="([A-Z]{1,3}[0-9]{1,7}):([A-Z]{1,3}[0-9]{1,7})"'
)
_PLACES = "xl/_rels/workbook.xml.rels"
_OTHERS = {  # a part that a zip file has, and what the file is then
    "content.xml": "is an OpenDocument file",
    "xl/workbook.bin": "is a binary workbook (.xlsb)",
    "word/document.xml": "is a text document (.docx)",
    "Index/Document.iwa": "is a Numbers document",
}

Record = tuple[int, list[str]]


def is_workbook(data: bytes) -> bool:
    """Whether a file is to be read here and not as text."""
    return data.startswith((ZIP, OLE))


def records(name: str, data: bytes, wanted: Sequence[str]) -> list[Record]:
    """The non-empty rows, each with its number; raises ProfileError.

    Of several sheets with content the one is read whose first row has the wanted columns. Each row
    has as many cells as the longest one.
    """
    _check_kind(name, data)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of parts that the library does not know
            sheets = list(_sheets(name, data))
    except ProfileError:
        raise
    except Exception as wrong:  # the library raises what a damaged part makes it raise
        raise _problem(name, f"cannot be read as a workbook: {SAVE_AS}") from wrong
    found = _chosen(name, sheets, wanted)
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
    if data.startswith(OLE):
        text = "is an old workbook (.xls, .et) or one with a password: save it as .xlsx, or"
        raise _problem(name, f"{text} {SAVE_AS}")
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            parts = packed.infolist()
    except (zipfile.BadZipFile, ValueError, OSError) as wrong:
        raise _problem(name, f"is a damaged workbook: {SAVE_AS}") from wrong
    names = {part.filename for part in parts}
    if _BOOK not in names:
        kind = next((words for part, words in _OTHERS.items() if part in names), "is a zip file")
        raise _problem(name, f"{kind}, not CSV or .xlsx: {SAVE_AS}")
    size = sum(part.file_size for part in parts)  # zipfile gives no more bytes than that
    if size > MOST_BYTES or len(parts) > MOST_PARTS:
        raise _problem(name, f"unpacks to {size // 1024**2} MB in {len(parts)} parts: {SAVE_AS}")


def _sheets(name: str, data: bytes) -> Iterator[Sheet]:
    """The visible sheets with content."""
    import openpyxl  # noqa: PLC0415 - slow to import, and seldom wanted

    options: dict[str, Any] = {"read_only": True, "keep_links": False}
    values = openpyxl.load_workbook(io.BytesIO(data), data_only=True, **options)
    formulas = openpyxl.load_workbook(io.BytesIO(data), data_only=False, **options)
    for sheet, written in zip(values.worksheets, formulas.worksheets, strict=True):
        if sheet.sheet_state != "visible":
            continue
        rows = list(_rows(name, sheet, written))
        if rows:
            _tell_merged(rows, _merged(data, sheet))
            yield sheet.title, rows


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


def _merged(data: bytes, sheet: Any) -> dict[tuple[int, int], str]:
    """The cells that merging has hidden, by line and column, with the cell that they belong to.

    The library does not say so of a sheet that it only reads through.
    """
    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        part = _part_of(packed, str(sheet.title))
    hidden: dict[tuple[int, int], str] = {}
    for found in _MERGED.finditer(part):
        left, top, right, bottom = _place_of(found[1]) + _place_of(found[2])
        for line in range(top, min(bottom, top + MOST_ROWS) + 1):
            for column in range(left, min(right, left + MOST_COLUMNS) + 1):
                if len(hidden) >= MOST_MERGED:
                    return hidden
                hidden[line, column] = found[1]
        hidden.pop((top, left), None)
    return hidden


def _part_of(packed: zipfile.ZipFile, title: str) -> str:
    """The text of the part that has this sheet; empty if it is not found."""
    book, places = (packed.read(each).decode("utf-8", "replace") for each in (_BOOK, _PLACES))
    targets = {each.get("Id"): each.get("Target", "") for each in _tags("Relationship", places)}
    for sheet in _tags("sheet", book):
        if html.unescape(sheet.get("name", "")) == title:
            target = targets.get(sheet.get("id"), "")
            path = target.removeprefix("/") if target.startswith("/") else f"xl/{target}"
            found = path in packed.namelist()
            return packed.read(path).decode("utf-8", "replace") if found else ""
    return ""


def _tags(name: str, text: str) -> Iterator[dict[str, str]]:
    """The attributes of each tag of this name, without the prefixes of their names."""
    for tag in re.finditer(rf"<(?:\w+:)?{name}\b([^>]*)>", text):
        yield dict(re.findall(r"(?:\w+:)?(\w+)=\"([^\"]*)\"", tag[1]))


def _place_of(cell: str) -> tuple[int, int]:
    """The column, from 0, and the line, from 1, of a cell that is called as `B2` is."""
    letters = cell.rstrip("0123456789")
    column = 0
    for each in letters:
        column = column * 26 + ord(each) - ord("A") + 1
    return column - 1, int(cell[len(letters) :])


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
        return Cell("", f"shows {value}: mend its formula")
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


def _chosen(name: str, sheets: Sequence[Sheet], wanted: Sequence[str]) -> list[Row]:
    if not sheets:
        raise _problem(name, f"has no sheet with content; expected {','.join(wanted)}")
    if len(sheets) == 1:
        return sheets[0][1]
    fitting = [rows for _, rows in sheets if {c.text.strip() for c in rows[0][1]} & set(wanted)]
    if len(fitting) != 1:
        titles = ", ".join(title for title, _ in sheets)
        which = "several of them have" if fitting else "none of them has"
        words = f"has the sheets {titles}, and {which} the column names in the first row"
        raise _problem(name, f"{words}: leave one sheet, and save it")
    return fitting[0]


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
