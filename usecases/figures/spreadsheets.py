"""Write rows to a CSV, XLSX or JSON Lines file, as they come.

A file appears under its name only when it is complete: it is written in a temporary folder beside
it.
"""

import csv
import os
import re
from abc import ABC, abstractmethod
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import orjson

Cell = str | int | float | bool | None

# First characters of a formula; with a Chinese input method the full-width ones count, too.
_FORMULA = tuple("=+-@\t\r\n＝＋－＠")
# Characters that XML or UTF-8 cannot hold: controls, lone surrogates, noncharacters.
_UNWRITABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_CELL_LIMIT = 32_767  # of XLSX, in UTF-16 units; a longer text would be dropped silently
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

    def __init__(self, path: Path, columns: Sequence[str]) -> None:
        self.path = path
        self.columns = tuple(columns)
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
    def __init__(self, path: Path, columns: Sequence[str]) -> None:
        super().__init__(path, columns)
        # Excel needs the byte order mark
        self._file = path.open("w", encoding="utf-8-sig", newline="")
        self._out = csv.writer(self._file)
        self._write(list(columns))

    def _write(self, cells: list[Cell]) -> None:
        self._out.writerow([harmless(cell) if isinstance(cell, str) else cell for cell in cells])

    def close(self) -> None:
        self._file.close()


class _Jsonl(Spreadsheet):
    def __init__(self, path: Path, columns: Sequence[str]) -> None:
        super().__init__(path, columns)
        self._file = path.open("wb")

    def _write(self, cells: list[Cell]) -> None:
        line = dict(zip(self.columns, cells, strict=True))
        self._file.write(orjson.dumps(line, option=orjson.OPT_APPEND_NEWLINE))

    def close(self) -> None:
        self._file.close()


class _Xlsx(Spreadsheet):
    def __init__(self, path: Path, columns: Sequence[str]) -> None:
        super().__init__(path, columns)
        options = {
            "constant_memory": True,
            "tmpdir": str(path.parent),  # deleted together with the folder if the export is aborted
            "strings_to_formulas": False,
            "strings_to_urls": False,
            "strings_to_numbers": False,
        }
        import xlsxwriter  # noqa: PLC0415 - slow to import, and seldom wanted

        self._book = xlsxwriter.Workbook(str(path), options)
        self._bold = self._book.add_format({"bold": True})
        self._begin()

    def _begin(self) -> None:
        self._page: Any = self._book.add_worksheet()
        self._page.freeze_panes(1, 0)
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
            elif cell is not None:
                self._page.write_number(self._line, column, cell)
        self._line += 1

    def close(self) -> None:
        self._book.close()


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
def sheet(path: Path, form: FileFormat, columns: Sequence[str]) -> Iterator[Spreadsheet]:
    """Context manager of a file to add rows to; it is moved to `path` if the block succeeds."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(prefix=f".{path.name}-", dir=path.parent) as beside:
        out = _KINDS[form](Path(beside) / path.name, columns)
        try:
            yield out
        finally:
            out.close()  # closes its file handles also when aborted
        os.replace(out.path, path)  # noqa: PTH105  # onto a file of another run, on Windows as well
