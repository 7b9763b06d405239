"""What staff enter for others: the menu, and the code to be read aloud."""

from markupsafe import Markup

from conversation.forms.manual_entry import WANTED
from handlers.moderation.callbacks import Enter
from handlers.reporting.screens import due
from handlers.ui.callbacks import SeeCase
from handlers.ui.localizer import Voice
from handlers.ui.markup import Key, Screen, bold, code, lines, paragraphs
from usecases.core.outcomes import Entered
from usecases.moderation.manual_entry import Menu

REPORT = "report"


def menu(voice: Voice, menu: Menu) -> Screen:
    """What may be entered."""
    report = "entry-report-go-on" if menu.unfinished else "entry-report"
    rows = [(Key(label=voice.say(report), button=Enter(what=REPORT)),)]
    rows += [(Key(label=voice.say(f"entry-{what}"), button=Enter(what=what)),) for what in WANTED]
    return Screen(text=lines(voice.say("entry-menu")), rows=tuple(rows))


def entered(voice: Voice, turn: Entered) -> Screen:
    """It is filed: the code, shown to nobody else and never again, with the words to read aloud."""
    report = turn.report
    unit = voice.profile.unit(report.unit)
    see = Key(label=turn.number, button=SeeCase(case_id=report.case_id))
    more = Key(label=voice.say("entry-next"), button=Enter(what=REPORT))
    return Screen(
        text=paragraphs(
            bold(voice.say("entered-again" if turn.again else "entered-done", number=turn.number)),
            voice.say("entered-read"),
            Markup("<blockquote>{}</blockquote>").format(
                lines(
                    voice.say("entered-words"),
                    code(turn.code),
                    voice.say("receipt-unit", unit=voice.unit(report.unit)),
                    voice.say("receipt-phone", phone=unit.phone) if unit and unit.phone else None,
                    due(voice, report.status, report.due_at),
                    voice.say("entered-how"),
                )
            ),
            voice.say("receipt-danger", number=voice.profile.emergency) if report.danger else None,
            voice.say("entered-once"),
        ),
        rows=((*([see] if turn.readable else []), more),),
        protect=True,
    )
