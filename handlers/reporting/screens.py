"""A filed report as its reporter sees it: how it stands, and what may be done."""

from markupsafe import Markup

from domain.case import cites
from domain.misuse import Quarantine
from domain.network.people import Verb
from domain.notices.reporter_notices import StatusCardNotice
from domain.report import Report
from domain.status import OPEN, Status
from handlers.dialogs.home import cases_key
from handlers.reporting.callbacks import LinkReport, OnReport, Rate, SeeReport
from handlers.ui.callbacks import Go
from handlers.ui.labels import LONGEST
from handlers.ui.localizer import Localizer
from handlers.ui.long_text import shortened
from handlers.ui.markup import Key, Screen, bold, cut, grid, lines, paragraphs
from handlers.ui.sanitize import spoken
from usecases.core.outcomes import Added
from usecases.delivery.outbox_delivery import ReportFacts
from usecases.reporting.own_reports import STARS
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


def due(localizer: Localizer, status: Status, at: int | None) -> str:
    """By when the reporter hears something; nothing where no clock runs."""
    key = _DUE.get(status, "due-answer") if status in OPEN else ""
    return localizer.say(key, due=localizer.when(at)) if key and at is not None else ""


def waits(localizer: Localizer, report: Report, *, own: bool = True) -> str:
    """That a report is kept and waits; why, and until when, is said to its reporter alone."""
    if report.waits is None:
        return ""
    if report.waits is Quarantine.FLOOD or not own or report.waits_until is None:
        return localizer.say("waits-flood" if report.waits is Quarantine.FLOOD else "waits-later")
    return localizer.say("waits-pause", until=localizer.when(report.waits_until))


def late(localizer: Localizer, report: Report) -> str:
    """That a time has passed, and who has been told to see to it."""
    if not report.overdue_level or report.status not in OPEN:
        return ""
    if report.escalated_to is None:
        return localizer.say("standing-late")
    return localizer.say("standing-late-passed-up", unit=localizer.unit(report.escalated_to))


def standing(
    localizer: Localizer, found: Standing, led_by: str = "", *, listed: bool = False
) -> Screen:
    """How a report stands, with exactly what its reporter may do now.

    `listed`: it was opened from the list, so it leads back there in place.
    """
    text = shortened(lambda most: _standing(localizer, found, most), ROOM)
    screen = Screen(text=text, rows=_standing_rows(localizer, found, listed=listed))
    return screen.led_by(led_by)


def _standing(localizer: Localizer, found: Standing, most: int) -> Markup:
    report = found.report
    return paragraphs(
        lines(
            bold(localizer.say("standing-title", tail=report.tail)),
            bold(localizer.say(f"status-{report.status}")),
        ),
        lines(
            localizer.say(f"about-{report.status}"),
            due(localizer, report.status, report.due_at),
            late(localizer, report),
            waits(localizer, report, own=found.own),
        ),
        question(localizer, found.question, most),
        _decision(localizer, found, most),
        lines(
            localizer.say(
                "standing-category",
                category=localizer.category(report.category, report.subcategory),
            ),
            localizer.say("receipt-unit", unit=localizer.unit(report.unit)),
            localizer.say("standing-filed", when=localizer.when(report.submitted_at)),
            localizer.say("standing-others", others=found.others) if found.others else None,
        ),
        _rated(localizer, found),
        None if found.own else localizer.say(_NOT_OWN[bool(found.link_code)]),
    )


def question(localizer: Localizer, text: str, most: int) -> Markup:
    """What the office wants to know."""
    return lines(localizer.say("standing-question"), spoken(text, most)) if text else Markup("")


def _decision(localizer: Localizer, found: Standing, most: int) -> Markup:
    report = found.report
    if not found.result:
        return Markup("")
    can_appeal, again = Verb.APPEAL in found.verbs, found.kind == "appeal"
    first = found.first
    return paragraphs(
        lines(
            localizer.say("standing-first"),
            decision(localizer, first.kind, first.result, first.rule, first.feedback, most),
        )
        if first
        else None,
        lines(
            localizer.say("standing-again") if again else None,
            decision(localizer, found.kind, found.result, found.rule, found.feedback, most),
            appeal_until(localizer, report.appeal_until) if can_appeal else None,
            redress(localizer, found) if again and not can_appeal else None,
        ),
    )


def redress(localizer: Localizer, found: Standing) -> str:
    """After an appeal: which office may be turned to next, with its phone, or that none is left."""
    if found.above is None:
        return localizer.say("redress-none")
    unit = localizer.profile.unit(found.above)
    phone = unit.phone if unit else ""
    name = localizer.unit(found.above)
    return localizer.say("redress-above", unit=f"{name}, {phone}" if phone else name)


def decision(
    localizer: Localizer, kind: str, result: str, rule: str, feedback: str, most: int
) -> Markup:
    """What was decided, on which rule, and why, in the office's own words."""
    key = f"why-{result}" if kind == "triage" else f"result-{result}"
    return lines(
        localizer.say(key),
        localizer.say("standing-rule", rule=localizer.rule(rule))
        if rule and cites(result)
        else None,
        reasons(localizer, feedback, most),
    )


def reasons(localizer: Localizer, feedback: str, most: int) -> Markup:
    """The office's own words."""
    if not feedback.strip():
        return Markup("")
    return lines(localizer.say("standing-reasons"), spoken(feedback, most))


def appeal_until(localizer: Localizer, until: int | None) -> str:
    """Until when another look may be asked for."""
    return localizer.say("standing-appeal-until", until=localizer.day(until)) if until else ""


def _rated(localizer: Localizer, found: Standing) -> str:
    if found.own and found.report.rating is not None:
        return localizer.say("standing-rated", stars=str(found.report.rating))
    return localizer.say("rate-ask") if found.can_rate else ""


def _standing_rows(
    localizer: Localizer, found: Standing, *, listed: bool
) -> tuple[tuple[Key, ...], ...]:
    report = found.report
    actions = [form_key(localizer, report.id, *_FORMS[verb]) for verb in found.verbs]
    if found.can_add:
        actions.insert(
            min(1, len(actions)), form_key(localizer, report.id, "addition", "button-add")
        )
    if not found.own:
        return (*_link_rows(localizer, found), (cases_key(localizer),))
    back = Key(label=localizer.say("button-list"), button=Go(where="list"))
    return (
        *((rating_keys(report.id),) if found.can_rate else ()),
        *grid(actions),
        (back if listed else cases_key(localizer),),
    )


def _link_rows(localizer: Localizer, found: Standing) -> tuple[tuple[Key, ...], ...]:
    """A report that staff entered: its news may come here, for whoever holds the code."""
    if not found.link_code:
        return ()
    return ((Key(label=localizer.say("button-link"), button=LinkReport(code=found.link_code)),),)


def rating_keys(report_id: int) -> tuple[Key, ...]:
    """One to five."""
    return tuple(Key(label=f"{n} ★", button=Rate(report_id=report_id, stars=n)) for n in STARS)


def form_key(localizer: Localizer, report_id: int, form: str, label: str) -> Key:
    """A button that opens a form on a report."""
    return Key(label=localizer.say(label), button=OnReport(report_id=report_id, form=form))


def added(localizer: Localizer, outcome: Added) -> Screen:
    """A reporter's form is done; the card of the report tells the rest."""
    report = outcome.report
    see = Key(
        label=cut(localizer.say("standing-title", tail=report.tail), LONGEST),
        button=SeeReport(report_id=report.id),
    )
    head = localizer.say("standing-title", tail=report.tail)
    return Screen(
        text=lines(
            bold(head),
            localizer.say(outcome.note),
            due(localizer, report.status, report.due_at),
        ),
        rows=((see,), (cases_key(localizer),)),
    )


def status_card(localizer: Localizer, _: StatusCardNotice, facts: ReportFacts) -> Screen:
    """How the report stands."""
    return standing(localizer, facts.standing)
