"""The questions of a report, with hints for the reporter; the last one is the review."""

from markupsafe import Markup

from conversation.forms.report import asked_for, goes_to, has_sent
from handlers.dialogs import question_screen
from handlers.reporting import review_screen
from handlers.ui.localizer import Localizer
from handlers.ui.markup import Screen
from usecases.core.outcomes import Asked

_WITH_UNIT = frozenset({"material", "subcategory", "words"})  # questions that show the unit
_FIRST = frozenset({"material", "category"})  # questions that always have the danger button


def question(localizer: Localizer, asked: Asked) -> Screen:
    """A question of a report, or its review."""
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
        _bottom_lines(localizer, asked) if name == "subcategory" else None,
        review_screen.hotline(localizer, asked) if name == "words" else None,
        question_screen.files_line(localizer, asked) if name == "evidence" else None,
        localizer.say("report-privacy") if name == "material" else None,
    )


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
