"""Screens of manual entry: the menu, the questions, and the query code to read aloud."""

from markupsafe import Markup
from msgspec.structs import replace

from conversation.contexts import EntryContext
from conversation.forms.manual_entry import ENTERED, WANTED
from conversation.forms.report import has_sent
from handlers.dialogs import question_screen
from handlers.moderation.callbacks import Enter
from handlers.reporting import review_screen
from handlers.reporting.screens import due
from handlers.ui.callbacks import SeeCase
from handlers.ui.localizer import Localizer
from handlers.ui.markup import Key, Screen, bold, code, lines, paragraphs
from usecases.core.outcomes import Asked, Entered
from usecases.moderation.manual_entry import Menu

REPORT = "report"
_WITH_DANGER = frozenset({"channel", "material", "category"})  # the rest leads to the review


def menu(localizer: Localizer, menu: Menu) -> Screen:
    """The menu of what can be entered."""
    report = "entry-report-go-on" if menu.unfinished else "entry-report"
    rows = [(Key(label=localizer.say(report), button=Enter(what=REPORT)),)]
    rows += [
        (Key(label=localizer.say(f"entry-{what}"), button=Enter(what=what)),) for what in WANTED
    ]
    return Screen(text=lines(localizer.say("entry-menu")), rows=tuple(rows), protect=True)


def entered(localizer: Localizer, outcome: Entered) -> Screen:
    """The report is filed: its query code, shown only here and once, with a text to read aloud."""
    report = outcome.report
    unit = localizer.profile.unit(report.unit)
    see = Key(label=outcome.number, button=SeeCase(case_id=report.case_id))
    more = Key(label=localizer.say("entry-next"), button=Enter(what=REPORT))
    return Screen(
        text=paragraphs(
            bold(
                localizer.say(
                    "entered-again" if outcome.again else "entered-done", number=outcome.number
                )
            ),
            localizer.say("entered-read"),
            Markup("<blockquote>{}</blockquote>").format(
                lines(
                    localizer.say("entered-words"),
                    code(outcome.code),
                    localizer.say("receipt-unit", unit=localizer.unit(report.unit)),
                    localizer.say("receipt-phone", phone=unit.phone)
                    if unit and unit.phone
                    else None,
                    due(localizer, report.status, report.due_at),
                    localizer.say("entered-how"),
                )
            ),
            localizer.say("receipt-danger", number=localizer.profile.emergency)
            if report.danger
            else None,
            localizer.say("entered-once"),
        ),
        rows=((*([see] if outcome.readable else []), more),),
        protect=True,
    )


def question(localizer: Localizer, asked: Asked) -> Screen:
    """A question of manual entry; the last one of a report is its review."""
    if asked.step.name == "review":
        return replace(review_screen.review(localizer, asked), protect=True)
    what = EntryContext.of(asked.sheet.draft).wanted or REPORT
    sent = asked.step.name == "material" and has_sent(asked.sheet)
    screen = question_screen.question(
        localizer,
        asked,
        title=localizer.say(f"entry-{what}"),
        commands=(("done", "button-continue"),) if sent else (),
    )
    if asked.form.name == ENTERED.name and asked.step.name in _WITH_DANGER:
        screen = screen.with_row_before_last(review_screen.danger_key(localizer, asked))
    if asked.form.name == ENTERED.name and asked.step.name == "channel":
        first = localizer.say("entered-danger-first", number=localizer.profile.emergency)
        screen = replace(screen, text=paragraphs(first, screen.text))
    return replace(screen, protect=True)
