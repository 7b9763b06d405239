"""The figures as staff see them: each with the values of two earlier periods."""

from markupsafe import Markup

from domain.figures.periods import Period
from domain.network.units import Unit
from handlers.figures.callbacks import (
    FiguresCategories,
    FiguresFile,
    FiguresPicture,
    FiguresUnits,
    SeeFigures,
)
from handlers.figures.spans import named
from handlers.figures.text import blocks, earlier
from handlers.ui.localizer import Localizer
from handlers.ui.markup import Key, Screen, bold, cut, grid, lines, paragraphs
from usecases.figures.figures import FiguresQuery, Overview
from usecases.figures.spreadsheets import FileFormat

LONGEST_LABEL = 40
PAGE = 20


def overview(localizer: Localizer, found: Overview) -> Screen:
    """All figures, with buttons for other units, periods and categories."""
    wanted = found.wanted
    only = found.seen[0].code if len(found.seen) == 1 else wanted.unit
    head = lines(
        bold(localizer.unit(only) if only else localizer.say("figures-all-units")),
        localizer.category(wanted.category) if wanted.category else localizer.say("figures-all"),
        localizer.say(
            "figures-period",
            name=localizer.say(f"figures-period-{wanted.period}"),
            days=named(localizer, found.spans[0]),
        ),
        *_compared(localizer, found),
    )
    return Screen(
        text=paragraphs(
            head,
            *blocks(localizer, wanted.period, found.figures, found.backlog),
            _by_line(localizer, found),
        ),
        rows=_keys(localizer, found),
        protect=True,
    )


def _compared(localizer: Localizer, found: Overview) -> tuple[str, ...]:
    """Which days the earlier figures are of, and which of these days have none."""
    known: list[str] = []
    nothing: list[str] = []
    before = zip(
        earlier(localizer, found.wanted.period), found.spans[1:], found.figures[1:], strict=True
    )
    for name, span, figures in before:
        days = localizer.say("figures-named-days", name=name, days=named(localizer, span))
        (known if figures.counts else nothing).append(days)
    sentences = (
        ("figures-beside", known, "figures-between"),
        ("figures-nothing-then", nothing, "figures-comma"),
    )
    return tuple(
        localizer.say(key, days=localizer.say(between).join(days))
        for key, days, between in sentences
        if days
    )


def _by_line(localizer: Localizer, found: Overview) -> Markup:
    """The upheld cases by bottom line, one per line of text."""
    if not found.by_line:
        return Markup("")
    return lines(
        bold(localizer.say("figures-by-line")),
        *(
            localizer.say(
                "figures-line",
                line=localizer.bottom_line(code) if code else localizer.say("figures-line-unknown"),
                count=str(count),
            )
            for code, count in found.by_line.items()
        ),
    )


def units(localizer: Localizer, seen: tuple[Unit, ...], wanted: FiguresQuery, page: int) -> Screen:
    """Ask for the unit; the first page also offers all units together."""
    category = place(localizer, wanted.category)

    def key(code: str, label: str) -> Key:
        button = SeeFigures(unit=code, period=wanted.period, category=category)
        return Key(
            label=_chosen(cut(label, LONGEST_LABEL), here=code == wanted.unit), button=button
        )

    def page_key(label: str, to: int) -> Key:
        button = FiguresUnits(unit=wanted.unit, period=wanted.period, category=category, page=to)
        return Key(label=label, button=button)

    last = (len(seen) - 1) // PAGE
    page = min(max(page, 0), last)
    shown = seen[page * PAGE : (page + 1) * PAGE]
    every = () if page else ((key("", localizer.say("figures-all-units")),),)
    page_keys = (
        *((page_key(localizer.say("units-before"), page - 1),) if page else ()),
        *((page_key(localizer.say("staff-next"), page + 1),) if page < last else ()),
    )
    keys = grid(key(unit.code, unit.name(localizer.locale)) for unit in shown)
    now = SeeFigures(unit=wanted.unit, period=wanted.period, category=category)
    back = Key(label=localizer.say("button-back"), button=now)
    return Screen(
        text=paragraphs(bold(localizer.say("figures-which-unit"))),
        rows=(*every, *keys, *((page_keys,) if page_keys else ()), (back,)),
        protect=True,
    )


def categories(localizer: Localizer, wanted: FiguresQuery) -> Screen:
    """Ask for the category, of the first level."""

    def key(code: str, label: str) -> Key:
        button = SeeFigures(unit=wanted.unit, period=wanted.period, category=place(localizer, code))
        return Key(
            label=_chosen(cut(label, LONGEST_LABEL), here=code == wanted.category), button=button
        )

    every = key("", localizer.say("figures-all"))
    keys = grid(key(code, localizer.category(code)) for code in localizer.profile.taxonomy.top)
    return Screen(
        text=paragraphs(bold(localizer.say("figures-which-category"))),
        rows=((every,), *keys),
        protect=True,
    )


def _keys(localizer: Localizer, found: Overview) -> tuple[tuple[Key, ...], ...]:
    wanted = found.wanted
    category = place(localizer, wanted.category)
    periods = (
        Key(
            label=_chosen(localizer.say(f"figures-period-{period}"), here=period is wanted.period),
            button=SeeFigures(unit=wanted.unit, period=period, category=category),
        )
        for period in Period
    )
    unit = FiguresUnits(unit=wanted.unit, period=wanted.period, category=category, page=0)
    kinds = FiguresCategories(unit=wanted.unit, period=wanted.period, category=category)
    others = (
        *((Key(label=localizer.say("figures-unit"), button=unit),) if len(found.seen) > 1 else ()),
        Key(label=localizer.say("figures-category"), button=kinds),
    )
    files = tuple(
        Key(
            label=f"⬇ {form.upper()}",
            button=FiguresFile(
                unit=wanted.unit, period=wanted.period, category=category, form=form
            ),
        )
        for form in FileFormat
    )
    picture = FiguresPicture(unit=wanted.unit, period=wanted.period, category=category)
    drawn = ((Key(label=localizer.say("figures-picture"), button=picture),),)
    return (
        *grid(periods),
        others,
        files,
        *drawn,
    )


def place(localizer: Localizer, code: str) -> int:
    """A category's position in the list, beginning with 1; 0 for all."""
    codes = [category.code for category in localizer.profile.taxonomy.categories]
    return codes.index(code) + 1 if code in codes else 0


def _chosen(label: str, *, here: bool) -> str:
    return f"✓ {label}" if here else label
