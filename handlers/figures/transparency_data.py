"""The transparency report as data: one list of rows for CSV, JSON and its description."""

from collections.abc import Callable, Mapping
from typing import Any

from domain.figures.suppression import SMALLEST
from domain.figures.transparency import (
    RATES,
    TIMES,
    Row,
    Took,
    TransparencyReport,
    TransparencyTable,
)
from handlers.figures.transparency_page import contacts, line_named
from handlers.ui.localizer import Localizer
from usecases.figures.spreadsheets import harmless

UNRECORDED = "not_recorded"  # the row of cases without a recorded bottom line
Record = Mapping[str, Any]
"""A row by column; None is a number that is hidden."""

TOOK = tuple(str(kind).removeprefix("took_") for kind in TIMES)
"""The names of the durations in columns: `accept`, `close`, `remove`."""


def counted(table: TransparencyTable, row: Row) -> dict[str, Any]:
    """The counts of a row; its shares and medians, if the table has those columns."""
    found: dict[str, Any] = {
        str(kind): count for kind, count in zip(table.columns, row.cells, strict=True)
    }
    if all(rate.of in table.columns for rate in RATES):
        found |= {f"{rate.name}_share": _share(table.rate(row, rate)) for rate in RATES}
        found |= {
            f"{name}_median_seconds": median for name, median in zip(TOOK, row.times, strict=True)
        }
    return found


def summary(report: TransparencyReport) -> dict[str, Any]:
    """All units together: a single row."""
    whole = counted(report.by_unit, report.by_unit.whole)
    took: tuple[Took, ...] = (report.accept, report.close, report.removal)
    for name, each in zip(TOOK, took, strict=True):
        whole[f"{name}_median_seconds"] = each.median
        whole[f"{name}_p90_seconds"] = each.most
    return {"month": _month(report), **whole, "came_back": report.removal.came_back}


def resources(
    localizers: tuple[Localizer, ...], report: TransparencyReport
) -> dict[str, list[Record]]:
    """The rows of each table by its name; names of rows in the language of each localizer."""

    def rows(
        table: TransparencyTable, named: Callable[[Localizer], Callable[[str], str]]
    ) -> list[Record]:
        return [
            {
                "code": row.code or UNRECORDED,
                **{
                    name_column(each.locale): harmless(named(each)(row.code)) for each in localizers
                },
                **counted(table, row),
            }
            for row in table.rows
        ]

    return {
        "summary": [summary(report)],
        "categories": rows(report.by_category, lambda localizer: localizer.category),
        "lines": rows(report.by_line, line_named),
        "units": rows(report.by_unit, lambda localizer: localizer.unit),
    }


def name_column(locale: str) -> str:
    """The column with the names in a language: `name_zh_hans`."""
    return f"name_{locale.lower().replace('-', '_')}"


def document(report: TransparencyReport, localizer: Localizer) -> dict[str, Any]:
    """The whole report as one JSON document; null is a count that is hidden."""

    def table(found: TransparencyTable) -> dict[str, Any]:
        return {
            "rows": {row.code or UNRECORDED: counted(found, row) for row in found.rows},
            "total": counted(found, found.whole),
        }

    def took(each: Took) -> dict[str, int | None]:
        return {"median_seconds": each.median, "nine_in_ten_seconds": each.most}

    unit = localizer.profile.unit(report.publisher.unit)
    return {
        "month": _month(report),
        "published": f"{localizer.stamp(report.publisher.at):%Y-%m-%d}",
        "publisher": {"code": unit.code, "names": dict(unit.names), "contact": contacts(unit)}
        if unit
        else None,
        "smallest": SMALLEST,
        "by_category": table(report.by_category),
        "by_line": table(report.by_line),
        "by_unit": table(report.by_unit),
        "accept": took(report.accept),
        "close": took(report.close),
        "removal": {**took(report.removal), "came_back": report.removal.came_back},
    }


def _share(found: tuple[int, int] | None) -> float | None:
    """A share of one, with four digits."""
    return None if found is None else round(found[0] / found[1], 4)


def _month(report: TransparencyReport) -> str:
    return f"{report.month:%Y-%m}"
