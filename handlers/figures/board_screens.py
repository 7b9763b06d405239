"""Screens of /board: units side by side, and one unit with its people."""

from markupsafe import Markup

from domain.figures.board import BoardRow, Load
from handlers.figures import spans
from handlers.figures.callbacks import BoardCases, BoardPage, BoardPicture, SeeBoardUnit
from handlers.figures.text import duration, said_part
from handlers.ui.labels import LONGEST_NAME, colleague
from handlers.ui.localizer import Localizer
from handlers.ui.markup import Key, Screen, bold, cut, grid, lines, paragraphs
from handlers.ui.sanitize import line
from usecases.figures.board import PAGE, Board, BoardUnit, PersonLoad

SHORT_NAME = 28  # characters of a unit's name on a button


def board(localizer: Localizer, found: Board, start: int = 0) -> Screen:
    """A page of units, worst first; units with nothing are one line at the end."""
    busy = [row for row in found.rows if not row.is_idle]
    shown = busy[start : start + PAGE]
    entries = (_entry(localizer, row, found.at) for row in shown)
    ends = start + PAGE >= len(busy)
    idle = len(found.rows) - len(busy)
    head = lines(
        bold(localizer.say("board-title", month=spans.month(localizer, found.span.first))),
        localizer.say("board-units", count=len(busy)) if busy else localizer.say("board-quiet"),
    )
    keys = (
        Key(label=cut(localizer.unit(row.unit), SHORT_NAME), button=SeeBoardUnit(unit=row.unit))
        for row in shown
    )
    return Screen(
        text=paragraphs(
            head, *entries, localizer.say("board-idle", count=idle) if idle and ends else None
        ),
        rows=(*grid(keys), *_turns(localizer, start, ends=ends)),
        protect=True,
    )


def _turns(localizer: Localizer, start: int, *, ends: bool) -> tuple[tuple[Key, ...], ...]:
    keys = []
    if start:
        keys.append(Key(label=localizer.say("board-first"), button=BoardPage(start=0)))
    if not ends:
        more = BoardPage(start=start + PAGE)
        keys.append(Key(label=localizer.say("staff-next"), button=more))
    keys.append(Key(label=localizer.say("board-picture"), button=BoardPicture()))
    return (tuple(keys),)


def _entry(localizer: Localizer, row: BoardRow, at: int) -> Markup:
    return lines(
        bold(localizer.unit(row.unit)), _load(localizer, row.load, at), *_measured(localizer, row)
    )


def _load(localizer: Localizer, load: Load, at: int) -> str:
    if not load.open:
        return localizer.say("board-nothing-open")
    facts = [localizer.say("board-open", count=str(load.open))]
    if load.late:
        facts.append(localizer.say("board-late", count=str(load.late)))
    if load.to_confirm:
        facts.append(localizer.say("board-to-confirm", count=str(load.to_confirm)))
    if load.oldest_at is not None:
        oldest = duration(localizer, max(0, at - load.oldest_at))
        facts.append(localizer.say("board-oldest", age=oldest))
    return " · ".join(facts)


def _measured(localizer: Localizer, row: BoardRow) -> tuple[str, ...]:
    """What was measured this month: how fast, and how much; facts that there are not stay out."""
    medians = {
        "board-accept": row.accept,
        "board-close": row.close,
        "board-remove": row.remove,
    }
    fast = [
        localizer.say(key, time=duration(localizer, seconds))
        for key, seconds in medians.items()
        if seconds is not None
    ]
    done = []
    if row.received:
        done.append(localizer.say("board-received", count=str(row.received)))
    if row.answered.count or row.answered.base > 0:
        done.append(localizer.say("board-answered", **said_part(row.answered)))
    if row.appeals_changed.base > 0:
        done.append(localizer.say("board-changed", **said_part(row.appeals_changed)))
    return tuple(" · ".join(facts) for facts in (done, fast) if facts)


def unit(localizer: Localizer, found: BoardUnit) -> Screen:
    """One unit: its row, its people, and buttons to its cases."""
    code = found.row.unit
    cases = (
        Key(label=localizer.say(f"board-cases-{which}"), button=BoardCases(unit=code, which=which))
        for which in ("open", "late")
    )
    back = Key(label=localizer.say("button-back"), button=BoardPage(start=0))
    return Screen(
        text=paragraphs(
            _entry(localizer, found.row, found.at),
            lines(
                bold(localizer.say("board-people")),
                *(_person(localizer, each, found.at) for each in found.people),
            )
            if found.people
            else localizer.say("board-nobody-works"),
        ),
        rows=(tuple(cases), (back,)),
        protect=True,
    )


def _person(localizer: Localizer, each: PersonLoad, at: int) -> str:
    name = colleague(localizer, line(each.name, LONGEST_NAME))
    who = localizer.say("board-not-taken") if each.is_nobody else name
    return localizer.say("board-person", name=who, load=_load(localizer, each.load, at))
