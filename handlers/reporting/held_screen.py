"""The question what a message is for that was sent while no form was open, and its next use."""

from collections.abc import Iterator

from markupsafe import Markup

from conversation.contexts import HeldContext
from conversation.forms.held import ADD, ANSWER, said_before, used_for, uses
from handlers.dialogs import home, question_screen
from handlers.reporting import review_screen
from handlers.reporting import screens as report_screens
from handlers.ui.callbacks import Choose
from handlers.ui.localizer import Localizer
from handlers.ui.long_text import shortened
from handlers.ui.markup import Key, Screen, lines, paragraphs
from handlers.ui.sanitize import own_words, spoken
from usecases.core.outcomes import Asked

ROOM = 3300


def question(localizer: Localizer, asked: Asked) -> Screen:
    """The answer to an office, as it would be sent; else whether it is to be reported."""
    urgent = _is_urgent(localizer, asked)
    emergency = localizer.say("start-emergency", number=localizer.profile.emergency)
    return Screen(
        text=paragraphs(
            emergency if urgent else None,
            question_screen.note(localizer, asked),
            question_screen.kept(localizer, asked),
            shortened(lambda most: _what(localizer, asked, most), ROOM),
            localizer.say("complaint-way") if _complains(localizer, asked) else None,
            None if urgent or HeldContext.of(asked.sheet.draft).asked else emergency,
        ),
        rows=_rows(localizer, asked),
    )


def appeal(localizer: Localizer, asked: Asked) -> Screen:
    """The question for the reasons of an appeal; words that are held are offered as such."""
    said = said_before(asked.sheet)
    if not said:
        return question_screen.question(localizer, asked)
    below = shortened(
        lambda most: paragraphs(
            lines(localizer.say("held-yours"), own_words(said, (), most)),
            localizer.say("appeal-said-before"),
        ),
        ROOM,
    )
    return question_screen.question(localizer, asked, below=(below,))


def _what(localizer: Localizer, asked: Asked, most: int) -> Markup:
    context = HeldContext.of(asked.sheet.draft)
    if len(context.asked) == 1:
        return paragraphs(
            localizer.say("held-is-answer", tail=context.asked[0].tail),
            lines(localizer.say("standing-question"), spoken(context.question, most)),
            lines(localizer.say("held-yours"), *_texts(localizer, asked, most)),
        )
    if context.asked:
        return lines(localizer.say("held-which-answer"))
    if _has_reports(context):
        return lines(localizer.say("held-report-or-add"))
    if context.staff:
        return lines(localizer.say("held-staff"))
    asks = _asks_after_report(localizer, asked)
    return lines(localizer.say("held-none-filed" if asks else "held-report"))


def _is_urgent(localizer: Localizer, asked: Asked) -> bool:
    """Whether anything that was sent speaks of danger: then the number to call stands first."""
    pieces = asked.sheet.draft.carried.pieces
    return any(localizer.names_danger(piece.text) for piece in pieces)


def _complains(localizer: Localizer, asked: Asked) -> bool:
    """Whether anything that the sender wrote may be a complaint about an office."""
    return any(map(localizer.complains_of_office, _own_words(asked)))


def _asks_after_report(localizer: Localizer, asked: Asked) -> bool:
    """Whether anything that the sender wrote may ask after a report, or how one goes on."""
    return any(map(localizer.asks_after_report, _own_words(asked)))


def _own_words(asked: Asked) -> Iterator[str]:
    pieces = asked.sheet.draft.carried.pieces
    return (piece.text for piece in pieces if piece.origin is None)


def _texts(localizer: Localizer, asked: Asked, most: int) -> tuple[Markup | str, ...]:
    return review_screen.own_texts(
        localizer,
        [
            (piece.text, [link["raw"] for link in piece.links])
            for piece in asked.sheet.draft.carried.pieces
            if piece.text.strip()
        ],
        most,
    )


def _rows(localizer: Localizer, asked: Asked) -> tuple[tuple[Key, ...], ...]:
    """A row for each that it may be, and the ways to one's reports and elsewhere.

    Those decided are opened: what may still be done with them stands there.
    """
    context, draft = HeldContext.of(asked.sheet.draft), asked.sheet.draft.id
    choices = tuple(
        (
            Key(
                label=_label(localizer, context, value),
                button=Choose(draft=draft, step=asked.step.name, value=value),
            ),
        )
        for value in uses(asked.sheet)
    )
    decided = tuple((report_screens.about_key(localizer, each),) for each in context.decided)
    how = (home.rules_key(localizer),) if _asks_after_report(localizer, asked) else ()
    own = (home.cases_key(localizer), *how) if _has_reports(context) else ()
    search = (home.search_key(localizer),) if context.staff else ()
    to_left = (question_screen.TO_LEFT_FORM, "button-to-left-form")
    left = (question_screen.key(localizer, asked, *to_left),) if context.left else ()
    elsewhere = (home.track_key(localizer), home.directory_key(localizer))
    comment = (home.suggest_key(localizer),) if _complains(localizer, asked) else ()
    rows = (*choices, *decided, comment, (*own, *search), () if context.asked else elsewhere)
    return (
        *(row for row in rows if row),
        (home.danger_key(localizer),),
        question_screen.around(localizer, asked, *left),
    )


def _has_reports(context: HeldContext) -> bool:
    """Whether the sender has reports; drafts of earlier releases only name some of them."""
    return context.has_reports or bool(context.asked or context.open)


def _label(localizer: Localizer, context: HeldContext, value: str) -> str:
    kind, report_id = used_for(value)
    tails = {report.id: report.tail for report in (*context.asked, *context.open)}
    if kind == ANSWER and len(context.asked) == 1:
        return localizer.say("button-send")
    if kind == ANSWER:
        return localizer.say("button-answer-about", tail=tails[report_id])
    if kind == ADD:
        return localizer.say("button-add-to", tail=tails[report_id])
    return localizer.say("button-something-new" if context.asked else "button-report-this")
