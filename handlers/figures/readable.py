"""Exports for people: words instead of codes, times and durations as such, a sheet of notes."""

from collections.abc import Callable, Mapping
from datetime import date, datetime, timedelta
from typing import Any

from domain.figures.figures import FigureKind
from domain.network.people import Role
from handlers.ui.localizer import Localizer
from usecases.figures import case_export, figures_table
from usecases.figures.case_export import ExportKind, Permit, Row, Shape
from usecases.figures.spreadsheets import Cell, FileFormat, Look, Share, WholeMonth

TOOK = frozenset(kind for kind in FigureKind if kind.startswith("took_"))
"""The kinds whose values are durations."""
SAYS_MORE = TOOK | {FigureKind.RATED}
"""The kinds that have a value: durations, and ratings their stars."""
WIDE, MIDDLE, NARROW = 34, 20, 12  # characters
_WIDTHS = {
    "category": WIDE,
    "subcategory": WIDE,
    "unit": WIDE,
    "host": WIDE,
    "rule": WIDE,
    "verb": WIDE,
    "kind": WIDE,
    "number": NARROW,
    "danger": NARROW,
    "reports": NARROW,
    "overdue": NARROW,
    "count": NARROW,
}
_RESULTS = (
    lambda code: f"outcome-{code}",
    lambda code: f"ground-{code}",
    lambda code: f"export-result-{code}",
)
_KEYS: Mapping[str, tuple[Callable[[str], str], ...]] = {
    "status": (lambda code: f"staff-status-{code}",),
    "from": (lambda code: f"staff-status-{code}",),
    "to": (lambda code: f"staff-status-{code}",),
    "outcome": (lambda code: f"outcome-{code}",),
    "channel": (lambda code: f"channel-{code}",),
    "decision": (lambda code: f"export-decision-{code}",),
    "result": _RESULTS,
    "appeal_result": _RESULTS,
    "verb": (lambda code: f"verb-{code}",),
    "danger": (lambda code: f"export-is-{code}",),
    "overdue": (lambda code: f"export-is-{code}",),
}
"""Column -> the keys of the words of a code, the first that there is; else the code stays."""

_COUNTED_AS = {"changed": "appeal_changed"}
"""The name of a rate -> the count that it is a share of, where they differ."""


def shape(localizer: Localizer, permit: Permit) -> Shape:
    """How the export looks to whoever speaks this language; JSON Lines are for machines always."""
    if permit.wanted.form is FileFormat.JSONL:
        return case_export.for_machines(permit)
    names = [column.name for column in permit.columns]

    def cells(row: Row) -> tuple[Cell, ...]:
        found = dict(zip(names, row, strict=True))
        return tuple(
            _value(found["kind"], value)
            if name == "value"
            else _cell(localizer, permit, name, value)
            for name, value in found.items()
        )

    return Shape(
        titles=tuple(localizer.say(f"export-column-{name}") for name in names),
        cells=cells,
        look=Look(
            title=localizer.say(f"export-kind-{permit.wanted.kind}"),
            widths=tuple(_WIDTHS.get(name, MIDDLE) for name in names),
            notes=_notes(localizer, permit, names),
            notes_title=localizer.say("export-notes"),
        ),
    )


def _notes(localizer: Localizer, permit: Permit, names: list[str]) -> tuple[tuple[str, str], ...]:
    """What each column means, in the order of the columns; at last, how times are written."""
    kind: ExportKind = permit.wanted.kind
    rows = (
        (localizer.say(f"export-column-{name}"), localizer.say(f"export-means-{kind}-{name}"))
        for name in names
    )
    return (_notes_head(localizer), *rows, _about_times(localizer))


def _notes_head(localizer: Localizer) -> tuple[str, str]:
    return localizer.say("export-notes-column"), localizer.say("export-notes-means")


def _about_times(localizer: Localizer) -> tuple[str, str]:
    zone = localizer.profile.calendar.timezone
    return localizer.say("export-notes-times"), localizer.say("export-notes-times-mean", zone=zone)


def _value(kind: str, value: int) -> Cell:
    """What a figure says besides its count: a duration or stars; other kinds say nothing."""
    if kind in TOOK:
        return timedelta(seconds=value)
    return value if kind in SAYS_MORE else None


def _cell(localizer: Localizer, permit: Permit, name: str, value: Any) -> Cell:
    if value is None or value == "":
        return None
    if name.endswith("_at"):
        return datetime.fromtimestamp(value, permit.zone).replace(tzinfo=None)
    if name == "period":
        return _period(value)
    if name in _SAID:
        return _SAID[name](localizer, value)
    if name in _KEYS:
        return _said(localizer, _KEYS[name], value)
    cell: Cell = value
    return cell


def _period(number: int) -> date:
    """A day or a month that is stored as a number: 20261125 or 20261100."""
    year, month, day = number // 10000, number // 100 % 100, number % 100
    return date(year, month, day) if day else WholeMonth(year, month, 1)


def _subcategory(localizer: Localizer, code: str) -> str:
    found = localizer.profile.taxonomy.find(code)
    return found.name(localizer.locale) if found else code


_SAID: Mapping[str, Callable[[Localizer, Any], str]] = {
    "unit": Localizer.unit,
    "category": lambda localizer, code: localizer.category(code),
    "subcategory": _subcategory,
    "rule": Localizer.rule,
    "role": lambda localizer, role: localizer.say(f"role-{Role(role).name.lower()}"),
    "kind": lambda localizer, kind: localizer.say(f"export-figure-{FigureKind(kind)}"),
}
"""Column -> how its value is said."""


def _said(localizer: Localizer, keys: tuple[Callable[[str], str], ...], value: Any) -> str:
    code = str(value).lower() if isinstance(value, bool) else str(value)
    for key in keys:
        if localizer.words.has(localizer.locale, key(code)):
            return localizer.say(key(code))
    return code


def figures_shape(localizer: Localizer, form: FileFormat) -> Shape:
    """How a file of figures looks to whoever speaks this language."""
    if form is FileFormat.JSONL:
        return figures_table.FOR_MACHINES
    names = figures_table.COLUMNS

    def cells(row: Row) -> tuple[Cell, ...]:
        return tuple(_figure(localizer, *each) for each in zip(names, row, strict=True))

    return Shape(
        titles=tuple(_figure_title(localizer, name) for name in names),
        cells=cells,
        look=Look(
            title=localizer.say("export-kind-figures"),
            widths=tuple(_WIDTHS.get(name, MIDDLE) for name in names),
            notes=(
                _notes_head(localizer),
                *(
                    (_figure_title(localizer, each), _figure_means(localizer, each))
                    for each in names
                ),
                _about_times(localizer),
            ),
            notes_title=localizer.say("export-notes"),
        ),
    )


def _figure_means(localizer: Localizer, name: str) -> str:
    """What a column of the file of figures means."""
    if name.endswith("_rate"):
        return localizer.say(f"export-means-rate-{name.removesuffix('_rate')}")
    for ending in ("median", "p90"):
        if name.endswith(f"_{ending}"):
            return localizer.say(f"export-means-{ending}")
    if name in frozenset(FigureKind):
        return localizer.say(f"export-means-figure-{name}")
    return localizer.say(f"export-means-table-{name}")


def _figure_title(localizer: Localizer, name: str) -> str:
    for ending in ("_rate", "_median", "_p90"):
        if name.endswith(ending):
            kind = name.removesuffix(ending)
            of = localizer.say(f"export-figure-{_COUNTED_AS.get(kind, kind)}")
            return localizer.say(f"export-figure{ending.replace('_', '-')}", of=of)
    if name in frozenset(FigureKind):
        return localizer.say(f"export-figure-{name}")
    return localizer.say(f"export-column-{name}")


def _figure(localizer: Localizer, name: str, value: Any) -> Cell:
    if value is None:
        return None
    if name.endswith("_rate"):
        return Share(value)
    if name.endswith(("_median", "_p90")):
        return timedelta(seconds=value)
    if name in {"since", "until"}:
        return date.fromisoformat(value)
    if name in _SAID:
        return _SAID[name](localizer, value)
    if name == "stars":
        return round(float(value), 1)
    cell: Cell = value
    return cell
