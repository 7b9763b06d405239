"""A filed report as its reporter sees it: its status and the possible actions."""

from collections.abc import Mapping
from typing import Protocol

from markupsafe import Markup
from msgspec.structs import replace

from conversation.contexts import HeldReport
from domain.case import cites
from domain.misuse import Quarantine
from domain.network.people import Verb
from domain.notices.reporter_notices import StatusCardNotice
from domain.report import Report
from domain.status import OPEN, Status
from handlers.dialogs.home import cases_key
from handlers.removals import reporter_words
from handlers.reporting.callbacks import LinkReport, OnReport, OpenReport, Rate, SeeReport
from handlers.ui.callbacks import Go
from handlers.ui.labels import LONGEST
from handlers.ui.localizer import Localizer
from handlers.ui.long_text import shortened
from handlers.ui.markup import Key, Screen, bold, cut, grid, lines, paragraphs
from handlers.ui.sanitize import spoken
from usecases.core.outcomes import Added
from usecases.delivery.outbox_delivery import ReportFacts
from usecases.reporting.reporter_actions import STARS
from usecases.reporting.standing import Standing

ROOM = 3600  # of the 4096 characters of a message; the rest is for a sentence before it
_FORMS = {
    Verb.ANSWER: ("answer", "button-answer"),
    Verb.APPEAL: ("appeal", "button-appeal"),
    Verb.WITHDRAW: ("withdrawal", "button-withdraw"),
}
_WITH_REASONS = frozenset({Status.CLOSED, Status.NOT_ACCEPTED, Status.ARCHIVED})
"""States whose explanation says where the reasons stand."""
_NOT_OWN = {False: "standing-kept-code", True: "standing-link"}
_DUE = {
    Status.SUBMITTED: "due-accept",
    Status.APPEALED: "due-appeal",
    Status.REFERRED: "due-word",
    Status.NEEDS_INFO: "",
}


def due(localizer: Localizer, status: Status, at: int | None) -> str:
    """By when the reporter gets an answer; empty if no deadline runs. `at`: unix seconds."""
    key = _DUE.get(status, "due-answer") if status in OPEN else ""
    return localizer.say(key, due=localizer.when(at)) if key and at is not None else ""


def waits(localizer: Localizer, report: Report, *, own: bool = True) -> str:
    """That a report is stored but not processed yet; `own` adds why, and until when."""
    if report.waits is None:
        return ""
    if report.waits is Quarantine.FLOOD or not own or report.waits_until is None:
        return localizer.say("waits-flood" if report.waits is Quarantine.FLOOD else "waits-later")
    return localizer.say("waits-pause", until=localizer.when(report.waits_until))


def late(localizer: Localizer, report: Report) -> str:
    """That a deadline has passed, and which unit was told."""
    if not report.overdue_level or report.status not in OPEN:
        return ""
    if report.escalated_to is None:
        return localizer.say("standing-late")
    return localizer.say("standing-late-passed-up", unit=localizer.unit(report.escalated_to))


def standing(
    localizer: Localizer, found: Standing, led_by: str = "", *, listed: bool = False
) -> Screen:
    """The status of a report, with a button for each action that its reporter may take now.

    `listed`: it was opened from the list, so one button leads back there.
    """
    text = shortened(lambda most: _standing(localizer, found, most), ROOM)
    screen = Screen(text=text, rows=_standing_rows(localizer, found, listed=listed))
    return screen.led_by(led_by)


def state(localizer: Localizer, status: Status | str, *, done: bool) -> str:
    """The state of a report in few words; `done`: what the office asked for has been done."""
    acted = done and status == Status.ACTING
    return localizer.say("status-acting-done" if acted else f"status-{status}")


def _about(localizer: Localizer, found: Standing, *, apart: bool) -> str:
    """The text that explains a state; `apart`: the reasons are in another message."""
    status = found.report.status
    if status is Status.ACTING and reporter_words.is_done(found):
        return localizer.say("about-acting-done")
    return localizer.say(
        f"card-about-{status}" if apart and status in _WITH_REASONS else f"about-{status}"
    )


def _standing(localizer: Localizer, found: Standing, most: int, *, apart: bool = False) -> Markup:
    report = found.report
    return paragraphs(
        lines(
            bold(localizer.say("standing-title", tail=report.tail)),
            bold(state(localizer, report.status, done=reporter_words.is_done(found))),
        ),
        lines(
            _about(localizer, found, apart=apart),
            due(localizer, report.status, report.due_at),
            *reporter_words.measures(localizer, found),
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
            kept_until(localizer, found.kept_until),
        ),
        _rated(localizer, found),
        None if found.own else localizer.say(_NOT_OWN[bool(found.link_code)]),
    )


def question(localizer: Localizer, text: str, most: int) -> Markup:
    """The office's question."""
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
            decision(
                localizer,
                first.kind,
                first.result,
                first.rule,
                in_own_language(localizer, first),
                most,
            ),
        )
        if first
        else None,
        lines(
            localizer.say("standing-again") if again else None,
            decision(
                localizer,
                found.kind,
                found.result,
                found.rule,
                in_own_language(localizer, found),
                most,
            ),
            appeal_until(localizer, report.appeal_until) if can_appeal else None,
            redress(localizer, found) if again and not can_appeal else None,
        ),
    )


def redress(localizer: Localizer, found: Standing) -> str:
    """After an appeal: the next office to turn to, with its phone, or that there is none."""
    if found.above is None:
        return localizer.say("redress-none")
    unit = localizer.profile.unit(found.above)
    phone = unit.phone if unit else ""
    name = localizer.unit(found.above)
    return localizer.say("redress-above", unit=f"{name}, {phone}" if phone else name)


class Reasoned(Protocol):
    """A result with the office's reasons, by language where they are written in several."""

    @property
    def feedback(self) -> str:
        """The reasons, in one language."""
        ...

    @property
    def feedback_in(self) -> Mapping[str, str]:
        """The reasons by language; empty where they are written in one."""
        ...


def in_own_language(localizer: Localizer, found: Reasoned) -> str:
    """The office's reasons in the reader's language, if they are written in it."""
    return found.feedback_in.get(localizer.locale, found.feedback)


def decision(
    localizer: Localizer, kind: str, result: str, rule: str, feedback: str, most: int
) -> Markup:
    """The decision: result, rule, and reasons as the office wrote them."""
    return lines(result_of(localizer, kind, result, rule), reasons(localizer, feedback, most))


def result_of(localizer: Localizer, kind: str, result: str, rule: str) -> Markup:
    """The result of a decision in a sentence, and the rule and bottom line that it names."""
    key = f"why-{result}" if kind == "triage" else f"result-{result}"
    cited = rule if cites(result) else ""
    served = localizer.line_of(cited)
    return lines(
        localizer.say(key),
        localizer.say("standing-rule", rule=localizer.rule_with_subject(cited)) if cited else None,
        localizer.say("bottom-line", line=served) if served else None,
    )


def reasons(localizer: Localizer, feedback: str, most: int) -> Markup:
    """The reasons as the office wrote them, as a quote of at most `most` characters."""
    if not feedback.strip():
        return Markup("")
    return lines(localizer.say("standing-reasons"), spoken(feedback, most))


def appeal_until(localizer: Localizer, until: int | None) -> str:
    """Until when an appeal is possible; empty for None. `until`: unix seconds."""
    return localizer.say("standing-appeal-until", until=localizer.day(until)) if until else ""


def kept_until(localizer: Localizer, until: int | None) -> str:
    """Until when the contents are stored; empty for None. `until`: unix seconds."""
    return localizer.say("notice-kept-until", day=localizer.day(until)) if until else ""


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
    """The button to link a report that staff entered to the account that has its code."""
    if not found.link_code:
        return ()
    return ((Key(label=localizer.say("button-link"), button=LinkReport(code=found.link_code)),),)


def rating_keys(report_id: int) -> tuple[Key, ...]:
    """Five buttons, one to five stars."""
    return tuple(Key(label=f"{n} ★", button=Rate(report_id=report_id, stars=n)) for n in STARS)


def form_key(localizer: Localizer, report_id: int, form: str, label: str) -> Key:
    """A button that opens a form on a report."""
    return Key(label=localizer.say(label), button=OnReport(report_id=report_id, form=form))


def about_key(localizer: Localizer, report: HeldReport) -> Key:
    """A button that shows a report in a new message, so that the question with it stays."""
    label = localizer.say("button-about", tail=report.tail)
    return Key(label=label, button=OpenReport(report_id=report.id))


def added(localizer: Localizer, outcome: Added) -> Screen:
    """A reporter's form was submitted: the status of the report, with a note before it."""
    report = outcome.report
    head = localizer.say("standing-title", tail=report.tail)
    see = Key(label=cut(head, LONGEST), button=SeeReport(report_id=report.id))
    appeal = (form_key(localizer, report.id, *_FORMS[Verb.APPEAL]),) if outcome.may_appeal else ()
    return Screen(
        text=lines(
            bold(head),
            localizer.say(outcome.note),
            localizer.say("addition-no-appeal") if appeal else None,
            due(localizer, report.status, report.due_at),
        ),
        rows=((see,), (*appeal, cases_key(localizer))),
    )


def status_card(localizer: Localizer, _: StatusCardNotice, facts: ReportFacts) -> Screen:
    """The status card of a report, as a notice.

    A decision is told in full, and rated, by a message of its own: the card has its result alone.
    """
    found = facts.standing
    if not found.result:
        return standing(localizer, found)
    brief = replace(found, feedback="", feedback_in={}, first=None, can_rate=False)
    text = shortened(lambda most: _standing(localizer, brief, most, apart=True), ROOM)
    text = paragraphs(text, localizer.say("card-reasons-apart"))
    return Screen(text=text, rows=_standing_rows(localizer, brief, listed=False))
