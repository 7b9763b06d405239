"""The screens of the procedure: one for each step, made from moves, deadlines and categories."""

from collections.abc import Callable, Mapping

from markupsafe import Markup

from domain.rules import procedure
from domain.rules.procedure import STEPS, PublicStep
from domain.status import Move
from handlers.dialogs import home
from handlers.rules.callbacks import SeeStep
from handlers.ui.localizer import Localizer
from handlers.ui.markup import Key, Screen, bold, cut, lines, paragraphs

LONGEST_LIST = 2000  # characters of the categories that a screen lists: it stays one message


def step(localizer: Localizer, number: int) -> Screen:
    """The screen of one step, counted from 0; a number out of range gives the nearest."""
    number = min(max(0, number), len(STEPS) - 1)
    found = STEPS[number]
    place = localizer.say("rules-title", place=str(number + 1), places=str(len(STEPS)))
    more = _MORE.get(found)
    return Screen(
        text=paragraphs(
            lines(place, bold(localizer.say(f"rules-step-{found}"))),
            *(move_words(localizer, move) for move in procedure.moves_of(found)),
            more(localizer) if more else None,
        ),
        rows=_rows(localizer, number),
    )


def move_words(localizer: Localizer, move: Move) -> str:
    """What a move means for who reported: who makes it, by when, what they hear."""
    return localizer.say(
        f"rules-move-{move.verb}",
        who=localizer.say(f"rules-who-{move.who.name.lower()}"),
        another="yes" if procedure.needs_another(move) else "no",
        **_times(localizer),
    )


def _times(localizer: Localizer) -> dict[str, int]:
    return procedure.times(localizer.profile.clocks)


def _send(localizer: Localizer) -> Markup:
    profile = localizer.profile
    say = localizer.say
    return paragraphs(
        say("rules-send", **_times(localizer)),
        say("rules-danger", emergency=profile.emergency, **_times(localizer)),
        lines(
            bold(say("rules-lines")),
            *(f"• {localizer.bottom_line(each.code)}" for each in profile.taxonomy.bottom_lines),
        )
        if profile.taxonomy.bottom_lines
        else None,
        say(
            "rules-categories",
            categories=cut(" · ".join(map(localizer.category, profile.taxonomy.top)), LONGEST_LIST),
        ),
    )


def _check(localizer: Localizer) -> Markup:
    return lines(localizer.say("rules-word", **_times(localizer)))


def _appeal(localizer: Localizer) -> Markup:
    return lines(localizer.say("rules-appeal", **_times(localizer)))


def _decide(localizer: Localizer) -> Markup:
    own = (
        localizer.say(
            "rules-close-own",
            category=localizer.category(each.category),
            close_days=each.close_days,
        )
        for each in procedure.own_times(localizer.profile)
    )
    return paragraphs(
        localizer.say("rules-close", **_times(localizer)),
        lines(*cut("\n".join(own), LONGEST_LIST).splitlines()),
        localizer.say("rules-own-times"),
    )


def _keep(localizer: Localizer) -> Markup:
    least, most = procedure.retention(localizer.profile)
    return lines(localizer.say("rules-kept", least=least, most=str(most)))


_MORE: Mapping[PublicStep, Callable[[Localizer], Markup]] = {
    PublicStep.SEND: _send,
    PublicStep.CHECK: _check,
    PublicStep.DECIDE: _decide,
    PublicStep.APPEAL: _appeal,
    PublicStep.KEEP: _keep,
}
"""What a step says besides its moves."""


def _rows(localizer: Localizer, number: int) -> tuple[tuple[Key, ...], ...]:
    back = Key(label=localizer.say("button-back"), button=SeeStep(step=number - 1))
    following = Key(label=localizer.say("rules-next"), button=SeeStep(step=number + 1))
    turns = (
        *((back,) if number else ()),
        *((following,) if number < len(STEPS) - 1 else ()),
    )
    return (turns, (home.report_key(localizer), home.cases_key(localizer)))
