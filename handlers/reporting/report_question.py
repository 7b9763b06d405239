"""The questions of a report, with hints for the reporter; the last one is the review."""

from markupsafe import Markup

from conversation.forms.report import asked_for, goes_to, has_sent
from domain.material import Piece
from domain.taxonomy import OTHER
from handlers.dialogs import question_screen, render
from handlers.reporting import review_screen, sent_screen
from handlers.ui.localizer import Localizer
from handlers.ui.markup import Key, Screen
from usecases.core.outcomes import Asked

_WITH_UNIT = frozenset({"material", "subcategory", "words"})  # questions that show the unit
_FIRST = frozenset({"material", "category"})  # questions that always have the danger button


def question(localizer: Localizer, asked: Asked) -> Screen:
    """A question of a report, or its review.

    Words just taken that may be about a filed report or an office have a way there, and out of
    this report.
    """
    screen = _question(localizer, asked)
    asking = _asking(localizer, asked)
    if asking is not None:
        ways = render.ways_of(localizer, asking.text)
        out = sent_screen.take_out_key(localizer, asked.sheet.draft.id, asking)
        screen = render.with_ways(localizer, screen, ways, "own-report-joined")
        return screen.with_row_before_last(out)
    if ways := _ways_of_name(localizer, asked):
        return render.with_ways(localizer, screen, ways, "own-report-named")
    return screen


def _asking(localizer: Localizer, asked: Asked) -> Piece | None:
    """The newest of the sender's own words that may be about a filed report or an office.

    None unless something just came, or the report is gone on with.
    """
    if not asked.heard and asked.note != "dialogue-continue":
        return None
    own = (piece for piece in reversed(asked.sheet.draft.carried.pieces) if piece.origin is None)
    return next((piece for piece in own if render.ways_of(localizer, piece.text)), None)


def _ways_of_name(localizer: Localizer, asked: Asked) -> tuple[Key, ...]:
    """The ways for such words if they were just taken as the reporter's name."""
    if asked.taken is None or asked.taken.name != "name":
        return ()
    return render.ways_of(localizer, asked.sheet.answer("name") or "")


def _question(localizer: Localizer, asked: Asked) -> Screen:
    name = asked.step.name
    if name == "review":
        return review_screen.review(localizer, asked)
    screen = question_screen.question(
        localizer,
        asked,
        below=_below(localizer, asked),
        done=name != "material",
        commands=_commands(asked),
    )
    if name not in _FIRST and not _speaks_of_danger(localizer, asked):
        return screen
    return screen.with_row_before_last(review_screen.danger_key(localizer, asked))


def _speaks_of_danger(localizer: Localizer, asked: Asked) -> bool:
    """Whether anything that was sent speaks of danger: then its button stands at each question."""
    return any(localizer.names_danger(piece.text) for piece in asked.sheet.draft.carried.pieces)


def _commands(asked: Asked) -> tuple[tuple[str, str], ...]:
    if asked.step.shares_phone:
        return (question_screen.SHARE_PHONE_KEY,)
    if asked.step.name == "material" and has_sent(asked.sheet):
        return (("done", "button-continue"),)
    return ()


def _below(localizer: Localizer, asked: Asked) -> tuple[Markup | str | None, ...]:
    """The hints below this question."""
    name = asked.step.name
    return (
        _destination(localizer, asked),
        _unsure(localizer, asked) if name == "category" else None,
        _bottom_lines(localizer, asked) if name == "subcategory" else None,
        review_screen.hotline(localizer, asked) if name == "words" else None,
        question_screen.files_line(localizer, asked) if name == "evidence" else None,
        localizer.say("report-privacy") if name == "material" else None,
    )


def _unsure(localizer: Localizer, asked: Asked) -> str:
    """What to choose where no category fits, if the profile has such a one."""
    if OTHER not in asked.step.choices(asked.sheet):
        return ""
    return localizer.say("report-category-unsure", other=localizer.category(OTHER))


def _bottom_lines(localizer: Localizer, asked: Asked) -> str:
    """The bottom lines that the chosen category falls under."""
    found = localizer.bottom_lines(asked.sheet.answer("category") or "")
    return localizer.say("bottom-lines", lines=found) if found else ""


def _destination(localizer: Localizer, asked: Asked) -> str | None:
    """For a report begun for a unit: which unit gets it, at first and if it is another one."""
    unit = asked_for(asked.sheet)
    if unit is None or asked.step.name not in _WITH_UNIT:
        return None
    to = goes_to(asked.sheet) or unit
    shown = to != unit or asked.step.name == "material"
    return review_screen.to_unit(localizer, asked) if shown else None
