"""List the columns of the exports: writes docs/exports.md (`python -m scripts.export_columns`)."""

from pathlib import Path

from storage.figures.export_columns import AUDIT, CASES, FIGURES, Column

PAGE = Path(__file__).parent.parent / "docs" / "exports.md"
HEAD = """\
# The columns of the exports

For whoever reads an exported file.
Made by `python -m scripts.export_columns` from `storage/figures/export_columns.py`.
Moments are ISO 8601 in the time zone of the profile's calendar. A cell without value is empty.
"""


def page() -> str:
    """The whole page, in Markdown."""
    lists = (("cases", CASES), ("figures", FIGURES), ("audit", AUDIT))
    return "\n".join([HEAD, *(line for name, columns in lists for line in _table(name, columns))])


def _table(name: str, columns: tuple[Column, ...]) -> list[str]:
    rows = (f"| `{column.name}` | {column.meaning} |" for column in columns)
    return [f"## {name}", "", "| column | what it means |", "|---|---|", *rows, ""]


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
