"""Read tables: their records with line numbers, and a first line that names the columns.

A table is CSV or a workbook (.xlsx), whatever the file is called. Files come as Excel and WPS save
them: with commas, semicolons or tabs between the cells, with empty columns that somebody touched,
and with rows that end early.
"""

import csv
import io
import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from msgspec import Struct

from bot.config import workbooks
from bot.config.field_readers import in_english
from bot.config.file_problems import Problem, ProfileError, read_bytes
from bot.config.table_bytes import Undecodable, decoded
from bot.config.tables import extra_rows, foreign_files
from bot.config.tables.columns import as_wanted, has_columns
from bot.config.workbooks import letter
from conversation.parsing.no_value import refuse_spreadsheet_error
from domain.core.errors import BadAnswer

SEPARATORS = ",\t;|，"
_TOLD = re.compile(r'"?sep=([,;\t|])"?[,;\t| ]*(?:\r\n|\r|\n)', re.IGNORECASE)
"""A first line that tells Excel the separator."""


class TableRow(Struct, frozen=True):
    """A row by column; `line` is the number of its first line in the file."""

    line: int
    cells: Mapping[str, str]


def read_table(path: Path, wanted: Sequence[str]) -> tuple[list[TableRow], list[Problem]]:
    """The rows below the header, and problems of rows that are no records or fit no column.

    Raises ProfileError if the file cannot be read, or if its first line is not the names of the
    wanted columns, each once, in any order.
    """
    name = path.name
    found = _records(path, wanted)
    header = [as_wanted(cell, wanted) for cell in found[0][1]] if found else []
    problems = list(_header_problems(name, header, wanted, found))
    if problems:
        raise ProfileError(problems)
    rows: list[TableRow] = []
    widths = [len(cells) for _, cells in found[1:]]
    alike = len(widths) > 1 and len(set(widths)) == 1  # a program adds empty cells to every row
    for line, cells in found[1:]:
        if extra_rows.is_header(cells, header, wanted):
            continue
        extra = extra_rows.fault(cells, header, wanted)
        text = extra or _stray(header, cells, alike=alike)
        if text:
            problems.append(Problem(name, line, "(row)", text))
            continue
        filled = [*cells, *[""] * (len(header) - len(cells))]  # a row may end early
        named = zip(header, map(_unquoted, filled), strict=False)
        row = TableRow(line, {column: cell for column, cell in named if column})
        errors = list(_spreadsheet_errors(name, row))
        problems += errors
        if not errors:
            rows.append(row)
    return rows, problems


def _spreadsheet_errors(name: str, row: TableRow) -> Iterator[Problem]:
    for column, cell in row.cells.items():
        try:
            refuse_spreadsheet_error(cell)
        except BadAnswer as refused:
            yield Problem(name, row.line, column, in_english(refused))


def records(name: str, text: str) -> list[tuple[int, list[str]]]:
    """The non-empty records, each with its first line's number; raises ProfileError."""
    told = _TOLD.match(text)
    separator, rest = (told[1], text[told.end() :]) if told else (_separator(text), text)
    reader = csv.reader(io.StringIO(rest, newline=""), strict=True, delimiter=separator)
    found: list[tuple[int, list[str]]] = []
    line = skipped = 1
    if told:
        line = skipped = 2
    try:
        for cells in reader:
            if any(map(str.strip, cells)):
                found.append((line, cells))
            line = reader.line_num + skipped
    except csv.Error as wrong:
        text = f"is not CSV: {wrong}; is a quotation mark left open?"
        raise ProfileError([Problem(name, line, "(row)", text)]) from wrong
    return found


def as_text(cell: str) -> str:
    """The cell as Excel shows it: a number as text, so that no zero or sign gets lost.

    `="…"` is what Excel reads as text; `read_table` takes it back. Excel would read `073182688060`
    and `+86-731-82688060` as numbers, and `=…` or `@…` as a formula.
    """
    number = cell.isascii() and cell.isdigit()
    eaten = number and (cell.startswith("0") or len(cell) > 11)
    if eaten or cell.startswith(("=", "+", "-", "@")):
        inner = cell.replace('"', '""')
        return f'="{inner}"'
    return cell


def name_columns(locales: Sequence[str]) -> dict[str, str]:
    """The column with the names in each locale: `name_zh` for zh-Hans.

    Beside zh-Hans, zh-Hant has `name_zh_hant`: each locale has a column of its own.
    """
    columns: dict[str, str] = {}
    for locale in locales:
        short = "name_" + locale.partition("-")[0].lower()
        whole = "name_" + locale.replace("-", "_").lower()
        columns[locale] = whole if short in columns.values() else short
    return columns


def _unquoted(cell: str) -> str:
    typed = cell.strip()
    if typed.startswith('="') and typed.endswith('"') and len(typed) > len('="'):
        return typed[2:-1].replace('""', '"')
    return typed


def _records(path: Path, wanted: Sequence[str]) -> list[tuple[int, list[str]]]:
    data = read_bytes(path)
    foreign = foreign_files.of_file(path.name, data)
    if foreign:
        raise ProfileError([Problem(path.name, 1, "(file)", foreign)])
    if workbooks.is_workbook(data):
        return workbooks.records(path.name, data, wanted)
    try:
        text = decoded(data)
    except Undecodable as wrong:
        line = data[: wrong.offset].count(b"\n") + 1
        raise ProfileError([Problem(path.name, line, "(file)", str(wrong))]) from wrong
    foreign = foreign_files.of_text(text)
    if foreign:
        raise ProfileError([Problem(path.name, 1, "(file)", foreign)])
    return records(path.name, text)


def _separator(text: str) -> str:
    """What stands between the cells: the sign that the first line has most often."""
    first = next((line for line in text.splitlines() if line.strip()), "")
    return max(SEPARATORS, key=first.count)


def _stray(header: list[str], cells: list[str], *, alike: bool) -> str:
    """What is wrong with a row that has a value where the header names no column; else empty.

    An empty cell beyond the header is wrong, too: a comma without quotation marks has moved the
    values before it. It is not where all rows are `alike`, equally long.
    """
    for place, cell in enumerate(cells):
        beyond = place >= len(header) and not alike
        if (not cell.strip() and not beyond) or (place < len(header) and header[place]):
            continue
        if place < len(header):
            return f"has a value in column {letter(place)}, which has no name: empty it"
        return (
            f"has {len(cells)} cells where the first line has {len(header)}: a comma,"
            " semicolon or tab in a cell needs quotation marks"
        )
    return ""


def _header_problems(
    name: str, header: list[str], wanted: Sequence[str], found: list[tuple[int, list[str]]]
) -> Iterator[Problem]:
    """That the file is empty, or columns that its first line lacks, has twice, or does not know."""
    if not found:
        text = f"is empty: the first line must be the column names; {','.join(wanted)}"
        yield Problem(name, 1, "(file)", text)
        return
    if not set(header) & set(wanted):
        below = (line for line, cells in found if has_columns(cells, wanted))
        line = next(below, None)
        there = f"they stand on line {line}: delete what is above" if line else ",".join(wanted)
        yield Problem(
            name, 1, "(file)", f"the first line must be the column names, not a title; {there}"
        )
        return
    for column in wanted:
        if header.count(column) != 1:
            yield Problem(name, 1, column, "expected this column once in the first line")
    for column in header:
        if column and column not in wanted:
            yield Problem(
                name, 1, column, "is not known here: correct its name, or delete the column"
            )
