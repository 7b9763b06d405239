"""Read tables as CSV: their records with line numbers, and a first line that names the columns."""

import csv
import io
from collections.abc import Iterator, Sequence

from bot.config.file_problems import Problem, ProfileError


def records(name: str, text: str) -> list[tuple[int, list[str]]]:
    """The non-empty records, each with its first line's number; raises ProfileError."""
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    found: list[tuple[int, list[str]]] = []
    line = 1
    try:
        for cells in reader:
            if any(map(str.strip, cells)):
                found.append((line, cells))
            line = reader.line_num + 1
    except csv.Error as wrong:
        raise ProfileError([Problem(name, line, "(row)", f"is not CSV: {wrong}")]) from wrong
    return found


def name_column(locale: str) -> str:
    """`name_zh` for zh-Hans: a table has one column per language."""
    return "name_" + locale.partition("-")[0].lower()


def header_problems(name: str, header: list[str], wanted: Sequence[str]) -> Iterator[Problem]:
    """Columns that the first line lacks, has twice, or that are not known."""
    for column in wanted:
        if header.count(column) != 1:
            yield Problem(name, 1, column, "expected this column once in the first line")
    for column in header:
        if column not in wanted:
            yield Problem(name, 1, column or "(empty)", "is not known here; is it misspelt?")
