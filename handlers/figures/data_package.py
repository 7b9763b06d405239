"""The tables of the transparency report as CSV, and their description as a Data Package.

The description follows the Tabular Data Package of Frictionless Data, version 1
(https://specs.frictionlessdata.io/tabular-data-package/). Its words are in all languages of the
profile.
"""

import csv
import hashlib
import io
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from domain.figures.suppression import SMALLEST
from domain.figures.transparency import TransparencyReport
from handlers.figures import spans
from handlers.figures.transparency_data import Record, name_column, resources
from handlers.figures.transparency_page import contacts
from handlers.ui.localizer import Localizer

FILE_NAME = "datapackage.json"
NAME = "transparency-reports"
ENDINGS = ("_share", "_median_seconds", "_p90_seconds")
Localizers = tuple[Localizer, ...]


def tables(
    localizers: Localizers, report: TransparencyReport
) -> tuple[dict[str, bytes], list[dict[str, Any]]]:
    """The CSV files by name, and the resource that describes each; none of a table without rows."""
    files, described = {}, []
    month = f"{report.month:%Y-%m}"
    for name, rows in resources(localizers, report).items():
        if not rows:
            continue
        path = f"transparency-{month}.{name}.csv"
        files[path] = _csv(rows)
        described.append(_resource(localizers, report, name, path, files[path], tuple(rows[0])))
    return files, described


def description(
    localizers: Localizers, report: TransparencyReport, found: Sequence[Mapping[str, Any]]
) -> dict[str, Any]:
    """The description of these resources, which may be those of several months."""
    first = localizers[0]
    unit = first.profile.unit(report.publisher.unit)
    publisher = {}
    if unit is not None:
        web = {"email": unit.email if not unit.email_masked else None, "path": unit.website}
        publisher = {
            "title": _each(localizers, lambda each: each.unit(unit.code)),
            "role": "publisher",
            **{name: value for name, value in web.items() if value},
        }
    note = _each(
        localizers, lambda each: each.say("transparency-data-description", least=str(SMALLEST))
    )
    reached = first.say("figures-comma").join(contacts(unit)) if unit else ""
    return {
        "profile": "tabular-data-package",
        "name": NAME,
        "title": _said(localizers, "transparency-data-title"),
        "description": f"{note} {reached}".strip(),
        "created": first.stamp(report.publisher.at).isoformat(),
        **({"homepage": unit.website} if unit and unit.website else {}),
        **({"contributors": [publisher]} if publisher else {}),
        "resources": list(found),
    }


def of_other_months(package: object, month: date) -> list[dict[str, Any]] | None:
    """The resources of other months in a description that is there; None if it is another one."""
    if not isinstance(package, dict) or package.get("name") != NAME:
        return None
    resources = package.get("resources")
    if not isinstance(resources, list):
        return None
    own = f"{month:%Y-%m}-"
    return [
        each
        for each in resources
        if isinstance(each, dict)
        and isinstance(each.get("path"), str)
        and not str(each.get("name")).startswith(own)
    ]


def _csv(rows: Sequence[Record]) -> bytes:
    file = io.StringIO(newline="")
    out = csv.DictWriter(file, list(rows[0]))
    out.writeheader()
    out.writerows(rows)
    return file.getvalue().encode()


def _resource(
    localizers: Localizers,
    report: TransparencyReport,
    name: str,
    path: str,
    data: bytes,
    columns: Iterable[str],
) -> dict[str, Any]:
    month = f"{report.month:%Y-%m}"
    return {
        "profile": "tabular-data-resource",
        "name": f"{month}-{name}",
        "title": _each(
            localizers,
            lambda each: each.say(
                f"transparency-data-{name}", month=spans.month(each, report.month)
            ),
        ),
        "path": path,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "dialect": {"delimiter": ",", "quoteChar": '"', "doubleQuote": True, "header": True},
        "bytes": len(data),
        "hash": f"sha256:{hashlib.sha256(data).hexdigest()}",
        "schema": {
            "fields": [_field(localizers, column) for column in columns],
            "missingValues": [""],
            "primaryKey": "month" if name == "summary" else "code",
        },
    }


def _field(localizers: Localizers, column: str) -> dict[str, Any]:
    kind, constraints = _kind(column)
    return {
        "name": column,
        "type": kind,
        "title": _each(localizers, lambda each: _title(each, column)),
        "description": _each(localizers, lambda each: each.say(_meaning(column))),
        "constraints": constraints,
    }


def _kind(column: str) -> tuple[str, dict[str, Any]]:
    """The type of a column, and what each of its values has to meet."""
    if column == "month":
        return "yearmonth", {"required": True, "unique": True}
    if column == "code":
        return "string", {"required": True, "unique": True, "pattern": "[a-z0-9_-]+"}
    if column.startswith("name_"):
        return "string", {"required": True, "minLength": 1}
    if column.endswith("_share"):
        return "number", {"minimum": 0, "maximum": 1}
    return "integer", {"minimum": 0}


def _title(localizer: Localizer, column: str) -> str:
    for ending, key in zip(ENDINGS, ("rate-{}", "took_{}", "took_{}"), strict=True):
        if column.endswith(ending):
            of = localizer.say(f"transparency-{key.format(column.removesuffix(ending))}")
            is_most = ending == "_p90_seconds"
            return localizer.say("transparency-field-p90", of=of) if is_most else of
    if column.startswith("name_"):
        language = next(each for each in localizer.profile.locales if name_column(each) == column)
        name = localizer.words.say(language, "language-name")
        return localizer.say("transparency-field-name", language=name)
    if column in {"month", "code", "came_back"}:
        return localizer.say(f"transparency-field-{column}")
    return localizer.say(f"transparency-{column}")


def _meaning(column: str) -> str:
    """The key of the words that say what a column means."""
    for ending, key in (("_median_seconds", "median"), ("_p90_seconds", "p90")):
        if column.endswith(ending):
            return f"transparency-means-{key}"
    return f"transparency-means-{'name' if column.startswith('name_') else column}"


def _said(localizers: Localizers, key: str) -> str:
    return _each(localizers, lambda each: each.say(key))


def _each(localizers: Localizers, say: Callable[[Localizer], str]) -> str:
    """The same in each language, once where they agree."""
    return " / ".join(dict.fromkeys(say(each) for each in localizers))
