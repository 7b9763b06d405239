"""A filed report as its reporter sees it: how it stands, what may be done, the list of all."""

from markupsafe import Markup

from domain.misuse import Quarantine
from domain.network.people import Verb
from domain.report import Report
from domain.status import OPEN, Status
from handlers.dialogs.home import cases_key, report_key
from handlers.dialogs.review_screen import shortened
from handlers.reporting.callbacks import LinkReport, MoreReports, OnReport, Rate, SeeReport
from handlers.ui.callbacks import Go
from handlers.ui.labels import LONGEST
from handlers.ui.localizer import Voice
from handlers.ui.markup import Key, Screen, bold, cut, grid, lines, paragraphs
from handlers.ui.sanitize import spoken
from usecases.core.outcomes import Added
from usecases.reporting.own_reports import STARS, ReportList
from usecases.reporting.standing import Standing

ROOM = 3600  # of a message's 4096 characters: the rest is for a sentence before it
_FORMS = {
    Verb.ANSWER: ("answer", "button-answer"),
    Verb.APPEAL: ("appeal", "button-appeal"),
    Verb.WITHDRAW: ("withdrawal", "button-withdraw"),
}
_NOT_OWN = {False: "standing-kept-code", True: "standing-link"}
_DUE = {
    Status.SUBMITTED: "due-accept",
    Status.APPEALED: "due-appeal",
    Status.REFERRED: "due-word",
    Status.NEEDS_INFO: "",
}


def due(voice: Voice, status: Status, at: int | None) -> str:
    """By when the reporter hears something; nothing where no clock runs."""
    key = _DUE.get(status, "due-answer") if status in OPEN else ""
    return voice.say(key, due=voice.when(at)) if key and at is not None else ""


def waits(voice: Voice, report: Report, *, own: bool = True) -> str:
    """That a report is kept and waits; why, and until when, is said to its reporter alone."""
    if report.waits is None:
        return ""
    if report.waits is Quarantine.FLOOD or not own or report.waits_until is None:
        return voice.say("waits-flood" if report.waits is Quarantine.FLOOD else "waits-later")
    return voice.say("waits-pause", until=voice.when(report.waits_until))


def late(voice: Voice, report: Report) -> str:
    """That a time has passed, and who has been told to see to it."""
    if not report.overdue_level or report.status not in OPEN:
        return ""
    if report.escalated_to is None:
        return voice.say("standing-late")
    return voice.say("standing-late-passed-up", unit=voice.unit(report.escalated_to))


def standing(voice: Voice, found: Standing, led_by: str = "", *, listed: bool = False) -> Screen:
    """How a report stands, with exactly what its reporter may do now.

    `listed`: it was opened from the list, so it leads back there in place.
    """
    text = shortened(lambda most: _standing(voice, found, most), ROOM)
    screen = Screen(text=text, rows=_standing_rows(voice, found, listed=listed))
    return screen.led_by(led_by)


def _standing(voice: Voice, found: Standing, most: int) -> Markup:
    report = found.report
    return paragraphs(
        lines(
            bold(voice.say("standing-title", tail=report.tail)),
            bold(voice.say(f"status-{report.status}")),
        ),
        lines(
            voice.say(f"about-{report.status}"),
            due(voice, report.status, report.due_at),
            late(voice, report),
            waits(voice, report, own=found.own),
        ),
        question(voice, found.question, most),
        _decision(voice, found, most),
        lines(
            voice.say(
                "standing-category", category=voice.category(report.category, report.subcategory)
            ),
            voice.say("receipt-unit", unit=voice.unit(report.unit)),
            voice.say("standing-filed", when=voice.when(report.submitted_at)),
            voice.say("standing-others", others=found.others) if found.others else None,
        ),
        _rated(voice, found),
        None if found.own else voice.say(_NOT_OWN[bool(found.link_code)]),
    )


def question(voice: Voice, text: str, most: int) -> Markup:
    """What the office wants to know."""
    return lines(voice.say("standing-question"), spoken(text, most)) if text else Markup("")


def _decision(voice: Voice, found: Standing, most: int) -> Markup:
    report = found.report
    if not found.result:
        return Markup("")
    can_appeal = Verb.APPEAL in found.verbs
    return lines(
        voice.say("standing-again") if found.kind == "appeal" else None,
        decision(voice, found.kind, found.result, found.rule, found.feedback, most),
        appeal_until(voice, report.appeal_until) if can_appeal else None,
    )


def decision(voice: Voice, kind: str, result: str, rule: str, feedback: str, most: int) -> Markup:
    """What was decided, on which rule, and why, in the office's own words."""
    key = f"why-{result}" if kind == "triage" else f"result-{result}"
    return lines(
        voice.say(key),
        voice.say("standing-rule", rule=voice.rule(rule)) if rule else None,
        reasons(voice, feedback, most),
    )


def reasons(voice: Voice, feedback: str, most: int) -> Markup:
    """The office's own words."""
    if not feedback.strip():
        return Markup("")
    return lines(voice.say("standing-reasons"), spoken(feedback, most))


def appeal_until(voice: Voice, until: int | None) -> str:
    """Until when another look may be asked for."""
    return voice.say("standing-appeal-until", until=voice.day(until)) if until else ""


def _rated(voice: Voice, found: Standing) -> str:
    if found.own and found.report.rating is not None:
        return voice.say("standing-rated", stars=str(found.report.rating))
    return voice.say("rate-ask") if found.can_rate else ""


def _standing_rows(voice: Voice, found: Standing, *, listed: bool) -> tuple[tuple[Key, ...], ...]:
    report = found.report
    actions = [form_key(voice, report.id, *_FORMS[verb]) for verb in found.verbs]
    if found.can_add:
        actions.insert(min(1, len(actions)), form_key(voice, report.id, "addition", "button-add"))
    if not found.own:
        return (*_link_rows(voice, found), (cases_key(voice),))
    back = Key(label=voice.say("button-list"), button=Go(where="list"))
    return (
        *((rating_keys(report.id),) if found.can_rate else ()),
        *grid(actions),
        (back if listed else cases_key(voice),),
    )


def _link_rows(voice: Voice, found: Standing) -> tuple[tuple[Key, ...], ...]:
    """A report that staff entered: its news may come here, for whoever holds the code."""
    if not found.link_code:
        return ()
    return ((Key(label=voice.say("button-link"), button=LinkReport(code=found.link_code)),),)


def rating_keys(report_id: int) -> tuple[Key, ...]:
    """One to five."""
    return tuple(Key(label=f"{n} ★", button=Rate(report_id=report_id, stars=n)) for n in STARS)


def form_key(voice: Voice, report_id: int, form: str, label: str) -> Key:
    """A button that opens a form on a report."""
    return Key(label=voice.say(label), button=OnReport(report_id=report_id, form=form))


def listed(voice: Voice, found: ReportList) -> Screen:
    """One page of somebody's reports; nothing of their content, only code, state and category."""
    if not found.reports:
        return Screen(text=lines(voice.say("cases-none")), rows=((report_key(voice),),))
    rows = [(_entry(voice, report),) for report in found.reports]
    if found.before is not None:
        more = Key(label=voice.say("button-more"), button=MoreReports(before=found.before))
        rows.append((more,))
    return Screen(text=lines(voice.say("cases-title")), rows=(*rows, (report_key(voice),)))


def _entry(voice: Voice, report: Report) -> Key:
    name = voice.category(report.category)
    label = f"··{report.tail} · {voice.say(f'status-{report.status}')} · {name}"
    return Key(label=cut(label, LONGEST), button=SeeReport(report_id=report.id))


def added(voice: Voice, turn: Added) -> Screen:
    """A reporter's form is done; the card of the report tells the rest."""
    report = turn.report
    see = Key(
        label=cut(voice.say("standing-title", tail=report.tail), LONGEST),
        button=SeeReport(report_id=report.id),
    )
    head = voice.say("standing-title", tail=report.tail)
    return Screen(
        text=lines(bold(head), voice.say(turn.note), due(voice, report.status, report.due_at)),
        rows=((see,), (cases_key(voice),)),
    )
