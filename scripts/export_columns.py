"""List the columns of the exports: writes docs/exports.md (`python -m scripts.export_columns`)."""

from datetime import date
from pathlib import Path

from bot.config.profile import read_profile
from domain.figures.transparency import LINE_COLUMNS, Publisher, TransparencyReport, published
from handlers.figures import data_package
from handlers.ui.localizer import Localizer
from locales.catalog import BASE, Catalog
from storage.figures.export_columns import AUDIT, CASES, FIGURES, Column

PAGE = Path(__file__).parent.parent / "docs" / "exports.md"
HEAD = """\
# The columns of the exports

For whoever reads an exported file.
Made by `python -m scripts.export_columns` from `storage/figures/export_columns.py`.
Moments are ISO 8601 in the time zone of the profile's calendar. A cell without value is empty.
So are the files of `--for machines` and JSON Lines. Files for people have headers and values in
words, dates and local times as such, durations as hours and minutes, and in XLSX a second sheet
that says what each column means.
"""
MONTH = """\
## The public month

The tables of `jubao report`, which `datapackage.json` describes with the size and the SHA-256 of
each file. An empty cell is hidden: a count from 1 to 4, a time of fewer than 5 cases, or a number
that would give a small count away. There is a column `name_…` for each language.
"""


def page() -> str:
    """The whole page, in Markdown."""
    lists = (("cases", CASES), ("figures", FIGURES), ("audit", AUDIT))
    exports = (line for name, columns in lists for line in _table(name, columns))
    return "\n".join([HEAD, *exports, MONTH, *_month()])


def _month() -> list[str]:
    """The tables of the public month, as their description has them in English."""
    profile = read_profile(Path("profiles/hunan"))
    rows = ("row",)
    report = TransparencyReport(
        month=date(2026, 10, 1),
        publisher=Publisher(unit="", at=0),
        by_category=published({}, rows),
        by_unit=published({}, rows),
        by_line=published({}, rows, LINE_COLUMNS),
    )
    _, resources = data_package.tables((Localizer(Catalog(), profile, BASE),), report)
    lines = []
    for resource in resources:
        columns = (
            f"| `{field['name']}` | {field['type']} | {field['description']} |"
            for field in resource["schema"]["fields"]
        )
        head = ("| column | type | what it means |", "|---|---|---|")
        lines += [f"### {resource['path'].split('.')[1]}", "", *head, *columns, ""]
    return lines


def _table(name: str, columns: tuple[Column, ...]) -> list[str]:
    rows = (f"| `{column.name}` | {column.meaning} |" for column in columns)
    return [f"## {name}", "", "| column | what it means |", "|---|---|", *rows, ""]


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
