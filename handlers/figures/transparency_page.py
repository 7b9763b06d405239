"""The transparency report as an HTML page to print or publish, and as data."""

from collections.abc import Callable
from typing import Any

from markupsafe import Markup

from domain.figures.transparency import (
    SMALLEST,
    Cells,
    RemovalTimes,
    TransparencyReport,
    TransparencyTable,
)
from handlers.figures.text import duration
from handlers.ui.localizer import Localizer

UNRECORDED = "not_recorded"  # in data, the row of cases without a recorded bottom line
_PAGE = Markup(
    """<!doctype html>
<html lang="{lang}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title>
<style>
body {{ font: 16px/1.5 sans-serif; max-width: 60rem; margin: 2rem auto; padding: 0 1rem }}
table {{ border-collapse: collapse; width: 100%; margin: 1rem 0 2rem }}
th, td {{ border-bottom: 1px solid #ccc; padding: .3rem .5rem; text-align: right }}
th:first-child, td:first-child {{ text-align: left; overflow-wrap: anywhere }}
@media (max-width: 30rem) {{
  body {{ font-size: 14px; padding: 0 .6rem }}
  th, td {{ padding: .3rem .15rem }}
  th {{ font-size: 12px }}
}}
tfoot td {{ font-weight: bold }}
@media print {{ body {{ margin: 0; font-size: 11pt }} tr {{ break-inside: avoid }} }}
</style>
</head>
<body>
<h1>{title}</h1>
<p>{note}</p>
<p>{removal}</p>
<h2>{by_category}</h2>
{categories}
<h2>{by_line}</h2>
{bottom_lines}
<h2>{by_unit}</h2>
{units}
</body>
</html>
"""
)
_TABLE = Markup(
    "<table>\n<thead><tr><th>{head}</th>{heads}</tr></thead>\n<tbody>\n{rows}\n</tbody>\n"
    "<tfoot><tr><td>{total}</td>{totals}</tr></tfoot>\n</table>"
)
_ROW = Markup("<tr><td>{name}</td>{cells}</tr>")
_CELL = Markup("<td>{}</td>")
_HEAD = Markup("<th>{}</th>")


def page(localizer: Localizer, report: TransparencyReport) -> str:
    """The page as self-contained HTML: no script, no image, no external resource."""
    return str(
        _PAGE.format(
            lang=localizer.locale,
            title=localizer.say("transparency-title", month=f"{report.month:%Y-%m}"),
            note=localizer.say("transparency-note", least=str(SMALLEST)),
            removal=removal(localizer, report.removal),
            by_category=localizer.say("transparency-by-category"),
            by_unit=localizer.say("transparency-by-unit"),
            categories=_table(
                localizer, "transparency-category", report.by_category, localizer.category
            ),
            by_line=localizer.say("transparency-by-line"),
            bottom_lines=_table(
                localizer, "transparency-line", report.by_line, line_named(localizer)
            ),
            units=_table(localizer, "transparency-unit", report.by_unit, localizer.unit),
        )
    )


def removal(localizer: Localizer, times: RemovalTimes) -> str:
    """How soon content was gone, and how often it came back, as a sentence."""
    small = localizer.say("transparency-hidden")
    return localizer.say(
        "transparency-removal",
        half=small if times.median is None else duration(localizer, times.median),
        most=small if times.most is None else duration(localizer, times.most),
        back=small if times.came_back is None else str(times.came_back),
    )


def line_named(localizer: Localizer) -> Callable[[str], str]:
    """Names the row of a bottom line."""

    def named(code: str) -> str:
        return localizer.bottom_line(code) if code else localizer.say("transparency-line-unknown")

    return named


def _table(
    localizer: Localizer, head: str, table: TransparencyTable, named: Callable[[str], str]
) -> Markup:
    small = localizer.say("transparency-hidden")

    def cells(found: Cells) -> Markup:
        return Markup("").join(_CELL.format(small if each is None else each) for each in found)

    heads = (_HEAD.format(localizer.say(f"transparency-{kind}")) for kind in table.columns)
    rows = (_ROW.format(name=named(row.code), cells=cells(row.cells)) for row in table.rows)
    return _TABLE.format(
        head=localizer.say(head),
        heads=Markup("").join(heads),
        rows=Markup("\n").join(rows),
        total=localizer.say("transparency-total"),
        totals=cells(table.total),
    )


def data(report: TransparencyReport) -> dict[str, Any]:
    """The report as data for JSON; null is a count that is hidden because it is small."""

    def table(found: TransparencyTable) -> dict[str, Any]:
        def cells(counts: Cells) -> dict[str, int | None]:
            return {kind.value: each for kind, each in zip(found.columns, counts, strict=True)}

        return {
            "rows": {row.code or UNRECORDED: cells(row.cells) for row in found.rows},
            "total": cells(found.total),
        }

    return {
        "month": f"{report.month:%Y-%m}",
        "smallest": SMALLEST,
        "by_category": table(report.by_category),
        "by_line": table(report.by_line),
        "by_unit": table(report.by_unit),
        "removal": {
            "median_seconds": report.removal.median,
            "nine_in_ten_seconds": report.removal.most,
            "came_back": report.removal.came_back,
        },
    }
