"""The figures as staff read them: each beside those of two earlier periods."""

from domain.figures.figures import Span
from domain.figures.periods import Period
from domain.network.units import Unit
from handlers.figures.callbacks import (
    FiguresCategories,
    FiguresFile,
    FiguresPicture,
    FiguresUnits,
    SeeFigures,
)
from handlers.figures.text import blocks
from handlers.ui import charts
from handlers.ui.localizer import Voice
from handlers.ui.markup import Key, Screen, bold, cut, grid, lines, paragraphs
from usecases.figures.figures import FiguresQuery, Overview
from usecases.figures.spreadsheets import FileFormat

LONGEST_LABEL = 40
PAGE = 20


def overview(voice: Voice, found: Overview) -> Screen:
    """All figures, and the buttons to ask for others."""
    wanted = found.wanted
    ours, *others = found.spans
    only = found.seen[0].code if len(found.seen) == 1 else wanted.unit
    head = lines(
        bold(voice.unit(only) if only else voice.say("figures-all-units")),
        voice.category(wanted.category) if wanted.category else voice.say("figures-all"),
        voice.say(
            "figures-period",
            name=voice.say(f"figures-period-{wanted.period}"),
            days=_days(ours),
        ),
        voice.say("figures-beside", near=_days(others[0]), far=_days(others[1])),
    )
    now = voice.say("figures-backlog", count=str(found.backlog))
    return Screen(
        text=paragraphs(head, *blocks(voice, found.figures), now),
        rows=_keys(voice, found),
        protect=True,
    )


def units(voice: Voice, seen: tuple[Unit, ...], wanted: FiguresQuery, page: int) -> Screen:
    """Which unit; the first page also offers all together."""
    category = place(voice, wanted.category)

    def key(code: str, label: str) -> Key:
        button = SeeFigures(unit=code, period=wanted.period, category=category)
        return Key(
            label=_chosen(cut(label, LONGEST_LABEL), here=code == wanted.unit), button=button
        )

    def turn(label: str, to: int) -> Key:
        button = FiguresUnits(unit=wanted.unit, period=wanted.period, category=category, page=to)
        return Key(label=label, button=button)

    last = (len(seen) - 1) // PAGE
    page = min(max(page, 0), last)
    shown = seen[page * PAGE : (page + 1) * PAGE]
    every = () if page else ((key("", voice.say("figures-all-units")),),)
    turns = (
        *((turn(voice.say("units-before"), page - 1),) if page else ()),
        *((turn(voice.say("staff-next"), page + 1),) if page < last else ()),
    )
    keys = grid(key(unit.code, unit.name(voice.locale)) for unit in shown)
    return Screen(
        text=paragraphs(bold(voice.say("figures-which-unit"))),
        rows=(*every, *keys, *((turns,) if turns else ())),
        protect=True,
    )


def categories(voice: Voice, wanted: FiguresQuery) -> Screen:
    """Which category of the first level."""

    def key(code: str, label: str) -> Key:
        button = SeeFigures(unit=wanted.unit, period=wanted.period, category=place(voice, code))
        return Key(
            label=_chosen(cut(label, LONGEST_LABEL), here=code == wanted.category), button=button
        )

    every = key("", voice.say("figures-all"))
    keys = grid(key(code, voice.category(code)) for code in voice.profile.taxonomy.top)
    return Screen(
        text=paragraphs(bold(voice.say("figures-which-category"))),
        rows=((every,), *keys),
        protect=True,
    )


def _keys(voice: Voice, found: Overview) -> tuple[tuple[Key, ...], ...]:
    wanted = found.wanted
    category = place(voice, wanted.category)
    periods = (
        Key(
            label=_chosen(voice.say(f"figures-period-{period}"), here=period is wanted.period),
            button=SeeFigures(unit=wanted.unit, period=period, category=category),
        )
        for period in Period
    )
    unit = FiguresUnits(unit=wanted.unit, period=wanted.period, category=category, page=0)
    kinds = FiguresCategories(unit=wanted.unit, period=wanted.period, category=category)
    others = (
        *((Key(label=voice.say("figures-unit"), button=unit),) if len(found.seen) > 1 else ()),
        Key(label=voice.say("figures-category"), button=kinds),
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
    drawn = ((Key(label=voice.say("figures-picture"), button=picture),),)
    return (
        *grid(periods),
        others,
        files,
        *(drawn if charts.is_possible() else ()),
    )


def place(voice: Voice, code: str) -> int:
    """A category's place in the list, from one; 0 for all."""
    codes = [category.code for category in voice.profile.taxonomy.categories]
    return codes.index(code) + 1 if code in codes else 0


def _chosen(label: str, *, here: bool) -> str:
    return f"✓ {label}" if here else label


def _days(span: Span) -> str:
    return f"{span.first} – {span.last}"
