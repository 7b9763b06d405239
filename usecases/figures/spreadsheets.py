"""Write rows to a CSV, XLSX or JSON Lines file, as they come.

A file appears under its name only when it is complete: it is written in a temporary folder beside
it.
"""

import csv
import os
import re
from abc import ABC, abstractmethod
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from datetime import date, datetime, timedelta
from enum import StrEnum
from pathlib import Path
from typing import Any

import orjson
from msgspec import Struct

from storage.files import whole_files


class Share(float):
    """A number between 0 and 1 that people read as a percentage."""


class WholeMonth(date):
    """The first day of a month, which people read without its day."""


Cell = str | int | float | bool | datetime | date | timedelta | None
"""A value: a `datetime` is local time without a zone."""


class Look(Struct, frozen=True, kw_only=True):
    """How a file for people looks, where its format allows: nothing of it changes the cells.

    `title` names the sheet. `widths` of the columns in characters. `notes` are rows of a second
    sheet, the first of which is its head; `notes_title` names that sheet.
    """

    title: str = ""
    widths: tuple[int, ...] = ()
    notes: tuple[tuple[str, ...], ...] = ()
    notes_title: str = ""


PLAIN = Look()

# First characters of a formula; with a Chinese input method the full-width ones count, too.
_FORMULA = tuple("=+-@\t\r\n＝＋－＠")
# Characters that XML or UTF-8 cannot hold: controls, lone surrogates, noncharacters.
_UNWRITABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_CELL_LIMIT = 32_767  # of XLSX, in UTF-16 units; a longer text would be dropped silently
_NAME_LIMIT = 31  # characters of the name of a sheet
_SHEET_LIMIT = 1_048_576  # rows of one sheet; then a new sheet begins


class FileFormat(StrEnum):
    """A file format; the value is the file name's extension."""

    CSV = "csv"
    XLSX = "xlsx"
    JSONL = "jsonl"


def harmless(text: str) -> str:
    """The text, escaped so that a spreadsheet does not run it as a formula."""
    looked_at = text.lstrip(), text  # spreadsheets trim a text when they import it
    return f"'{text}" if any(each.startswith(_FORMULA) for each in looked_at) else text


class Spreadsheet(ABC):
    """A file being written; it counts its rows."""

    def __init__(self, path: Path, columns: Sequence[str], look: Look) -> None:
        self.path = path
        self.columns = tuple(columns)
        self.look = look
        self.rows = 0

    def add(self, row: Sequence[Cell]) -> None:
        """Add a row, with one cell per column."""
        if len(row) != len(self.columns):
            raise ValueError(f"{len(row)} cells for {len(self.columns)} columns")
        self._write([_plain(cell) for cell in row])
        self.rows += 1

    @abstractmethod
    def _write(self, cells: list[Cell]) -> None: ...

    @abstractmethod
    def close(self) -> None:
        """Write what is buffered, and close the file."""


class _Csv(Spreadsheet):
    def __init__(self, path: Path, columns: Sequence[str], look: Look) -> None:
        super().__init__(path, columns, look)
        # Excel needs the byte order mark
        self._file = path.open("w", encoding="utf-8-sig", newline="")
        self._out = csv.writer(self._file)
        self._write(list(columns))

    def _write(self, cells: list[Cell]) -> None:
        self._out.writerow([_as_text(cell) for cell in cells])

    def close(self) -> None:
        self._file.close()


class _Jsonl(Spreadsheet):
    def __init__(self, path: Path, columns: Sequence[str], look: Look) -> None:
        super().__init__(path, columns, look)
        self._file = path.open("wb")

    def _write(self, cells: list[Cell]) -> None:
        line = dict(zip(self.columns, cells, strict=True))
        self._file.write(orjson.dumps(line, option=orjson.OPT_APPEND_NEWLINE))

    def close(self) -> None:
        self._file.close()


class _FirstError:
    """A file that keeps its first error for `close`, and from then on takes everything.

    The library's zip file writes its end once more when it is collected: on a full disk that would
    print a traceback.
    """

    def __init__(self, path: Path) -> None:
        self._file = path.open("wb", buffering=0)
        self._error: OSError | None = None

    def write(self, data: bytes) -> int:
        """Write all of it, unless an earlier write has failed."""
        left = memoryview(data)
        while left and self._error is None:
            try:
                left = left[self._file.write(left) :]
            except OSError as error:
                self._error = error
        return len(data)

    def seek(self, offset: int, whence: int = os.SEEK_SET) -> int:
        """Move in the file; nowhere once it is closed."""
        return 0 if self._file.closed else self._file.seek(offset, whence)

    def tell(self) -> int:
        """The place in the file."""
        return 0 if self._file.closed else self._file.tell()

    def seekable(self) -> bool:
        """It is, as the library asks."""
        return True

    def flush(self) -> None:
        """Nothing is buffered."""

    def close(self) -> None:
        """Close it; raises the first error of a write."""
        self._file.close()
        error, self._error = self._error, OSError()
        if error is not None and error.errno is not None:
            raise error


class _Xlsx(Spreadsheet):
    def __init__(self, path: Path, columns: Sequence[str], look: Look) -> None:
        super().__init__(path, columns, look)
        options = {
            "constant_memory": True,
            "tmpdir": str(path.parent),  # deleted together with the folder if the export is aborted
            "strings_to_formulas": False,
            "strings_to_urls": False,
            "strings_to_numbers": False,
        }
        import xlsxwriter  # noqa: PLC0415 - slow to import, and seldom wanted

        self._file = _FirstError(path)
        self._book = xlsxwriter.Workbook(self._file, options)
        self._bold = self._book.add_format({"bold": True})
        self._formats = {
            datetime: self._book.add_format({"num_format": "yyyy-mm-dd hh:mm", "align": "left"}),
            date: self._book.add_format({"num_format": "yyyy-mm-dd", "align": "left"}),
            WholeMonth: self._book.add_format({"num_format": "yyyy-mm", "align": "left"}),
            timedelta: self._book.add_format({"num_format": "[h]:mm"}),
            Share: self._book.add_format({"num_format": "0%"}),
        }
        self._wrapped = self._book.add_format({"text_wrap": True, "valign": "top"})
        self._begin()

    def _begin(self) -> None:
        pages = len(self._book.worksheets())
        more = f" {pages + 1}" if pages else ""
        name = f"{self.look.title[: _NAME_LIMIT - len(more)]}{more}" if self.look.title else None
        self._page: Any = self._book.add_worksheet(name)
        self._page.freeze_panes(1, 0)
        for column, width in enumerate(self.look.widths):
            self._page.set_column(column, column, width)
        for column, title in enumerate(self.columns):
            self._page.write_string(0, column, title, self._bold)
        self._line = 1

    def _write(self, cells: list[Cell]) -> None:
        if self._line == _SHEET_LIMIT:
            self._begin()
        for column, cell in enumerate(cells):
            if isinstance(cell, str):
                self._page.write_string(self._line, column, _fitting(cell))
            elif isinstance(cell, bool):
                self._page.write_boolean(self._line, column, cell)
            elif isinstance(cell, date | timedelta):
                self._page.write_datetime(self._line, column, cell, self._formats[type(cell)])
            elif isinstance(cell, Share):
                self._page.write_number(self._line, column, float(cell), self._formats[Share])
            elif cell is not None:
                self._page.write_number(self._line, column, cell)
        self._line += 1

    def close(self) -> None:
        if self.look.notes:
            page = self._book.add_worksheet(self.look.notes_title[:_NAME_LIMIT])
            page.freeze_panes(1, 0)
            for line, row in enumerate(self.look.notes):
                for column, text in enumerate(row):
                    page.write_string(line, column, text, self._wrapped if line else self._bold)
            page.set_column(0, 0, 24)
            page.set_column(1, len(self.look.notes[0]) - 1, 80)
        from xlsxwriter.exceptions import FileCreateError  # noqa: PLC0415 - see above

        try:
            self._book.close()
        except FileCreateError as error:
            raise _inner(error) from error
        finally:
            self._file.close()


def _inner(error: Exception) -> BaseException:
    """The system's error that the library has wrapped, or the library's own."""
    inner = error.args[0] if error.args else None
    return inner if isinstance(inner, OSError) else error


def _as_text(cell: Cell) -> Cell:
    """A cell as CSV has it: dates, times to the minute, durations as hours and minutes."""
    match cell:
        case str():
            return harmless(cell)
        case datetime():
            return f"{cell:%Y-%m-%d %H:%M}"
        case WholeMonth():
            return f"{cell:%Y-%m}"
        case timedelta():
            minutes = round(cell.total_seconds() / 60)
            return f"{minutes // 60}:{minutes % 60:02}"
        case Share():
            return f"{cell:.0%}"
    return cell


def _plain(cell: Cell) -> Cell:
    if not isinstance(cell, str):
        return cell
    return _UNWRITABLE.sub("", cell.replace("\r\n", "\n").replace("\r", "\n"))


def _fitting(text: str) -> str:
    if len(text) <= _CELL_LIMIT // 2 or len(text.encode("utf-16-le")) // 2 <= _CELL_LIMIT:
        return text
    cut = text.encode("utf-16-le")[: 2 * (_CELL_LIMIT - 1)]
    return cut.decode("utf-16-le", errors="ignore") + "…"


_KINDS: dict[FileFormat, type[Spreadsheet]] = {
    FileFormat.CSV: _Csv,
    FileFormat.XLSX: _Xlsx,
    FileFormat.JSONL: _Jsonl,
}


@contextmanager
def sheet(
    path: Path, form: FileFormat, columns: Sequence[str], look: Look = PLAIN
) -> Iterator[Spreadsheet]:
    """Context manager of a file to add rows to; it is moved to `path` if the block succeeds."""
    with whole_files.replacing(path) as part:
        out = _KINDS[form](part, columns, look)
        try:
            yield out
        except BaseException:
            with suppress(OSError):  # the disk may be full: the first error is the one to tell
                out.close()  # closes its file handles
            raise
        out.close()
