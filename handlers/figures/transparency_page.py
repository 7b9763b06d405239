"""The transparency report as an HTML page to read, print or publish."""

from collections.abc import Callable, Iterable

from markupsafe import Markup

from domain.figures.figures import FigureKind
from domain.figures.suppression import SMALLEST
from domain.figures.transparency import (
    RATES,
    TIMES,
    PublishedRate,
    Row,
    Took,
    TransparencyReport,
    TransparencyTable,
)
from domain.network.units import Unit
from handlers.figures import spans
from handlers.figures.text import PARTLY, PLAIN, duration, percent
from handlers.figures.transparency_style import STYLE
from handlers.ui.localizer import Localizer

Cell = Callable[[Row], str]
"""What a column says of a row."""
Column = tuple[str, Cell]
"""The head of a column, and its cells."""

_PAGE = Markup(
    """<!doctype html>
<html lang="{lang}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title>
{style}
</head>
<body>
<header>
<h1>{title}</h1>
<p>{published}</p>
</header>
<main>
<h2>{short}</h2>
<ul>
{sentences}
</ul>
<p>{note}</p>
<p>{times}</p>
{sections}
</main>
</body>
</html>
"""
)
_ITEM = Markup("<li>{}</li>")
_SECTION = Markup("<section>\n<h2>{head}</h2>\n{tables}\n</section>")
_TABLE = Markup(
    '<table role="table">\n<caption>{caption}</caption>\n'
    '<thead role="rowgroup"><tr role="row">{heads}</tr></thead>\n'
    '<tbody role="rowgroup">\n{rows}\n</tbody>\n'
    '<tfoot role="rowgroup">{total}</tfoot>\n</table>'
)
# The roles keep the table one for screen readers where a phone shows its cells as blocks.
_ROW = Markup('<tr role="row"><th scope="row" role="rowheader">{name}</th>{cells}</tr>')
_CELL = Markup('<td role="cell" data-label="{label}">{text}</td>')
_HEAD = Markup('<th scope="col" role="columnheader">{}</th>')
_LINE = Markup("<p>{}</p>")


def page(localizer: Localizer, report: TransparencyReport) -> str:
    """The page as self-contained HTML: no script, no image, no link, no external resource."""
    return str(
        _PAGE.format(
            lang=localizer.locale,
            title=localizer.say("transparency-title", month=spans.month(localizer, report.month)),
            style=STYLE,
            published=published(localizer, report),
            short=localizer.say("transparency-short"),
            sentences=_joined(_ITEM.format(each) for each in in_short(localizer, report)),
            note=localizer.say("transparency-note", least=str(SMALLEST)),
            times=localizer.say("transparency-times-note"),
            sections=_joined(_sections(localizer, report)),
        )
    )


def published(localizer: Localizer, report: TransparencyReport) -> str:
    """Who publishes the report, on which day, and how to reach them."""
    day = localizer.day(report.publisher.at)
    unit = localizer.profile.unit(report.publisher.unit)
    if unit is None:
        return localizer.say("transparency-made", day=day)
    said = localizer.say("transparency-published", unit=unit.name(localizer.locale), day=day)
    contact = localizer.say("figures-comma").join(contacts(unit))
    return f"{said} {localizer.say('transparency-contact', contact=contact)}" if contact else said


def contacts(unit: Unit) -> tuple[str, ...]:
    """Phone, mail address and site of a unit, as far as they are published."""
    mail = None if unit.email_masked else unit.email
    return tuple(filter(None, (unit.phone, mail, unit.website)))


def in_short(localizer: Localizer, report: TransparencyReport) -> tuple[str, ...]:
    """The whole network's figures as sentences."""
    table, whole = report.by_unit, report.by_unit.whole
    hidden = localizer.say("transparency-hidden")

    def count(key: str, kind: FigureKind) -> str:
        return localizer.say(key, count=_number(localizer, table.count(whole, kind)))

    def part(key: str, rate: PublishedRate) -> str:
        found = table.rate(whole, rate)
        if found is None:
            alone = _number(localizer, table.count(whole, rate.of))
            return localizer.say(key, how=PLAIN, count=alone, of="", rate="")
        own, base = found
        return localizer.say(
            key, how=PARTLY, count=str(own), of=str(base), rate=percent(own / base)
        )

    def took(key: str, found: Took) -> str:
        half, most = (
            hidden if each is None else duration(localizer, each)
            for each in (found.median, found.most)
        )
        return localizer.say(key, half=half, most=most)

    accepted, upheld, in_time, changed = RATES
    back = localizer.say("figures-came_back", count=_number(localizer, report.removal.came_back))
    return (
        count("figures-received", FigureKind.RECEIVED),
        part("figures-accepted", accepted),
        part("transparency-judged", upheld),
        count("transparency-gone", FigureKind.REMOVED),
        back,
        part("figures-in_time", in_time),
        count("figures-overdue", FigureKind.OVERDUE),
        part("figures-changed", changed),
        took("transparency-accept", report.accept),
        took("transparency-close", report.close),
        took("transparency-removal", report.removal),
    )


def line_named(localizer: Localizer) -> Callable[[str], str]:
    """Names the row of a bottom line."""

    def named(code: str) -> str:
        return localizer.bottom_line(code) if code else localizer.say("transparency-line-unknown")

    return named


def _sections(localizer: Localizer, report: TransparencyReport) -> Iterable[Markup]:
    by_category = localizer.say("transparency-by-category")
    by_line = localizer.say("transparency-by-line")
    by_unit = localizer.say("transparency-by-unit")
    lines = report.by_line
    yield _section(
        by_category,
        *_both(
            localizer,
            by_category,
            "transparency-category",
            report.by_category,
            report.by_category.rows,
            localizer.category,
        ),
    )
    yield _section(
        by_line,
        _table(
            localizer,
            by_line,
            "transparency-line",
            lines,
            lines.rows,
            [*_counts(localizer, lines), _of_all(localizer, lines)],
            line_named(localizer),
        ),
    )
    shown = [row for row in report.by_unit.rows if not row.is_empty]
    idle = [localizer.unit(row.code) for row in report.by_unit.rows if row.is_empty]
    yield _section(
        by_unit,
        *_both(localizer, by_unit, "transparency-unit", report.by_unit, shown, localizer.unit),
        *((_LINE.format(_idle(localizer, idle)),) if idle else ()),
    )


def _idle(localizer: Localizer, names: list[str]) -> str:
    """The units with nothing, in one line."""
    every = localizer.say("figures-comma").join(names)
    return localizer.say("transparency-idle", count=len(names), names=every)


def _section(head: str, *tables: Markup) -> Markup:
    return _SECTION.format(head=head, tables=_joined(tables))


def _both(
    localizer: Localizer,
    by: str,
    head: str,
    table: TransparencyTable,
    rows: Iterable[Row],
    named: Callable[[str], str],
) -> tuple[Markup, Markup]:
    """The counts of some rows, and below them their shares and times."""
    rows = tuple(rows)
    found = (
        ("transparency-counts", _counts(localizer, table)),
        ("transparency-shares", [*_rates(localizer, table), *_times(localizer)]),
    )
    counts, shares = (
        _table(localizer, localizer.say(key, by=by), head, table, rows, columns, named)
        for key, columns in found
    )
    return counts, shares


def _table(
    localizer: Localizer,
    caption: str,
    head: str,
    table: TransparencyTable,
    rows: Iterable[Row],
    columns: list[Column],
    named: Callable[[str], str],
) -> Markup:
    def row(name: str, each: Row) -> Markup:
        cells = (_CELL.format(label=label, text=say(each)) for label, say in columns)
        return _ROW.format(name=name, cells=Markup("").join(cells))

    heads = (localizer.say(head), *(label for label, _ in columns))
    return _TABLE.format(
        caption=caption,
        heads=Markup("").join(_HEAD.format(each) for each in heads),
        rows=_joined(row(named(each.code), each) for each in rows),
        total=row(localizer.say("transparency-total"), table.whole),
    )


def _counts(localizer: Localizer, table: TransparencyTable) -> list[Column]:
    def column(kind: FigureKind) -> Column:
        def say(row: Row) -> str:
            return _number(localizer, table.count(row, kind))

        return localizer.say(f"transparency-{kind}"), say

    return [column(kind) for kind in table.columns]


def _rates(localizer: Localizer, table: TransparencyTable) -> list[Column]:
    """Each rate with the number that it is a share of."""

    def column(rate: PublishedRate) -> Column:
        def say(row: Row) -> str:
            return _share(localizer, table.rate(row, rate))

        return localizer.say(f"transparency-rate-{rate.name}"), say

    return [column(rate) for rate in RATES]


def _of_all(localizer: Localizer, table: TransparencyTable) -> Column:
    """The share of a bottom line in all upheld cases."""

    def say(row: Row) -> str:
        (own,), (whole,) = row.cells, table.total
        return _share(localizer, (own, whole) if own is not None and whole else None)

    return localizer.say("transparency-of-all"), say


def _times(localizer: Localizer) -> list[Column]:
    def column(place: int, kind: FigureKind) -> Column:
        def say(row: Row) -> str:
            found = row.times[place]
            return (
                localizer.say("transparency-hidden")
                if found is None
                else duration(localizer, found)
            )

        return localizer.say(f"transparency-{kind}"), say

    return [column(place, kind) for place, kind in enumerate(TIMES)]


def _share(localizer: Localizer, found: tuple[int, int] | None) -> str:
    if found is None:
        return localizer.say("transparency-hidden")
    own, base = found
    return localizer.say("transparency-share", rate=percent(own / base), of=str(base))


def _number(localizer: Localizer, count: int | None) -> str:
    return localizer.say("transparency-hidden") if count is None else str(count)


def _joined(parts: Iterable[Markup]) -> Markup:
    return Markup("\n").join(parts)
