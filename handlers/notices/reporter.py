"""Texts of the notices about a report, one function per type; none repeats the reported content.

The last argument of each is the most characters of a quote.
"""

from markupsafe import Markup

from domain.network.people import Verb
from domain.notices import reporter_notices as notices
from domain.notices.removal_notices import News, RemovalToldNotice
from handlers.dialogs import home
from handlers.reporting import screens as report_screens
from handlers.reporting.callbacks import OpenReport
from handlers.reporting.screens import form_key
from handlers.ui.localizer import Localizer
from handlers.ui.markup import Key, bold, lines, paragraphs
from handlers.ui.sanitize import spoken
from usecases.reporting.standing import Standing

PlainNews = notices.VerifyingNotice | notices.AnsweredNotice | notices.AppealedNotice


def head(localizer: Localizer, notice: notices.ReporterNotice, found: Standing) -> Markup:
    """The neutral first line: the end of the query code and the status."""
    done = isinstance(notice, RemovalToldNotice) and notice.news in {News.DONE, News.GONE}
    state = report_screens.state(localizer, notice.state or found.report.status, done=done)
    return bold(localizer.say("notice-head", tail=found.report.tail, status=state))


def _due(
    localizer: Localizer, found: Standing, notice: notices.ReporterNotice, at: int | None
) -> str:
    return report_screens.due(localizer, notice.state or found.report.status, at)


def accepted(
    localizer: Localizer, notice: notices.AcceptedNotice, found: Standing, _: int
) -> Markup:
    """Accepted: the category, and by when it is decided."""
    category = localizer.category(notice.category)
    return lines(
        localizer.say("notice-accepted", category=category),
        _due(localizer, found, notice, notice.due_at),
    )


def not_accepted(
    localizer: Localizer, notice: notices.NotAcceptedNotice, _: Standing, most: int
) -> Markup:
    """Not accepted: the reason, and until when an appeal is possible."""
    return paragraphs(
        localizer.say("notice-not_accepted"),
        report_screens.decision(
            localizer,
            "triage",
            notice.ground,
            "",
            report_screens.in_own_language(localizer, notice),
            most,
        ),
        lines(
            report_screens.appeal_until(localizer, notice.appeal_until),
            report_screens.kept_until(localizer, notice.kept_until),
        ),
    )


def question(
    localizer: Localizer, notice: notices.QuestionNotice, _: Standing, most: int
) -> Markup:
    """A question of the office, and until when to answer it."""
    until = localizer.when(notice.until)
    return paragraphs(
        localizer.say("notice-question", until=until),
        report_screens.question(localizer, notice.question, most),
    )


def told(localizer: Localizer, notice: notices.ToldNotice, _: Standing, most: int) -> Markup:
    """A message from the office."""
    return paragraphs(
        localizer.say("notice-told"),
        spoken(notice.text, most),
        localizer.say("told-reply"),
    )


def question_reminder(
    localizer: Localizer, notice: notices.QuestionReminderNotice, found: Standing, most: int
) -> Markup:
    """Reminder of an open question, and until when to answer it."""
    until = localizer.when(notice.until)
    return paragraphs(
        localizer.say("notice-question_reminder", until=until),
        report_screens.question(localizer, found.question, most),
    )


def closed(
    localizer: Localizer, notice: notices.ClosedNotice, found: Standing, most: int
) -> Markup:
    """Closed: the decision with its reasons, and until when an appeal is possible."""
    return paragraphs(
        localizer.say("notice-closed"),
        report_screens.decision(
            localizer,
            "finding",
            notice.outcome,
            notice.rule,
            report_screens.in_own_language(localizer, notice),
            most,
        ),
        lines(
            report_screens.appeal_until(localizer, notice.appeal_until),
            report_screens.kept_until(localizer, notice.kept_until),
        ),
        localizer.say("rate-ask") if found.can_rate else None,
    )


def appeal_result(
    localizer: Localizer, notice: notices.AppealResultNotice, found: Standing, most: int
) -> Markup:
    """The result of an appeal, with reasons."""
    return paragraphs(
        localizer.say("notice-appeal_result"),
        report_screens.decision(
            localizer,
            "appeal",
            notice.result,
            notice.rule,
            report_screens.in_own_language(localizer, notice),
            most,
        ),
        lines(
            report_screens.redress(localizer, found),
            report_screens.kept_until(localizer, notice.kept_until),
        ),
        localizer.say("rate-ask") if found.can_rate else None,
    )


def appeal_remitted(
    localizer: Localizer, notice: notices.AppealRemittedNotice, found: Standing, most: int
) -> Markup:
    """After an appeal the case is assessed again: why, and by when."""
    return paragraphs(
        lines(
            localizer.say("notice-appeal_remitted"), _due(localizer, found, notice, notice.due_at)
        ),
        report_screens.reasons(localizer, report_screens.in_own_language(localizer, notice), most),
    )


def lapsed(localizer: Localizer, notice: notices.LapsedNotice, _: Standing, __: int) -> Markup:
    """Closed because no answer came; until when an appeal is possible."""
    return paragraphs(
        localizer.say("notice-lapsed"),
        lines(
            report_screens.appeal_until(localizer, notice.appeal_until),
            report_screens.kept_until(localizer, notice.kept_until),
        ),
    )


def transferred(
    localizer: Localizer, notice: notices.TransferredNotice, found: Standing, most: int
) -> Markup:
    """Transferred: the new unit, the reason, and by when it answers."""
    return paragraphs(
        lines(
            localizer.say("notice-transferred", unit=localizer.unit(notice.unit), how=notice.how),
            _due(localizer, found, notice, notice.due_at),
        ),
        report_screens.reasons(localizer, notice.reason, most),
    )


def of_unit(localizer: Localizer, notice: notices.NewUnitNotice, found: Standing, _: int) -> Markup:
    """Another unit is responsible now, and by when it answers."""
    words = localizer.say(f"notice-{notice.kind}", unit=localizer.unit(notice.unit))
    return lines(words, _due(localizer, found, notice, notice.due_at))


def referred(localizer: Localizer, notice: notices.ReferredNotice, _: Standing, __: int) -> Markup:
    """Referred: the authority, and when the reporter gets the next notice."""
    authority = localizer.say(f"authority-{notice.authority}")
    words = localizer.say("notice-referred", authority=authority)
    return lines(words, localizer.say("due-word", due=localizer.day(notice.due_at)))


def late(localizer: Localizer, notice: notices.LateNotice, found: Standing, _: int) -> Markup:
    """A deadline has passed: the unit above that was told, if any, and the new deadline."""
    unit = notice.unit
    words = localizer.say("notice-late", unit=localizer.unit(unit) if unit else "none")
    return lines(words, _due(localizer, found, notice, notice.due_at))


def new_time(
    localizer: Localizer, notice: notices.NewTimeNotice, found: Standing, _: int
) -> Markup:
    """The time that was told has changed: why, and the new one."""
    words = localizer.say("notice-new_time", why=notice.cause)
    return lines(
        words,
        _due(localizer, found, notice, notice.due_at),
        report_screens.appeal_until(localizer, notice.appeal_until),
        report_screens.kept_until(localizer, notice.kept_until),
    )


def withdrawn(
    localizer: Localizer, notice: notices.WithdrawnNotice, _: Standing, __: int
) -> Markup:
    """Withdrawn, and until when the contents are stored."""
    return lines(
        localizer.say("notice-withdrawn"), report_screens.kept_until(localizer, notice.kept_until)
    )


def joined(localizer: Localizer, notice: notices.JoinedNotice, found: Standing, _: int) -> Markup:
    """Joined to another case; names the unit, which may differ from the one reported to."""
    return lines(
        localizer.say("notice-joined"),
        localizer.say("receipt-unit", unit=localizer.unit(found.report.unit)),
        _due(localizer, found, notice, notice.due_at),
    )


def decided_before(
    localizer: Localizer, notice: notices.DecidedBeforeNotice, _: Standing, __: int
) -> Markup:
    """How the same page was decided before, and that this report is checked all the same."""
    day, result = localizer.day(notice.decided_at), localizer.say(f"before-{notice.said}")
    return lines(localizer.say("notice-decided_before", day=day, result=result))


def plain(localizer: Localizer, notice: PlainNews, found: Standing, _: int) -> Markup:
    """A fixed sentence for this type, and by when the next answer comes."""
    return lines(
        localizer.say(f"notice-{notice.kind}"), _due(localizer, found, notice, notice.due_at)
    )


# Buttons of the notices; empty if the action is no longer possible.


def rate(_: Localizer, __: notices.ReporterNotice, found: Standing) -> tuple[Key, ...]:
    """The buttons to rate the handling."""
    return report_screens.rating_keys(found.report.id) if found.can_rate else ()


def appeal(localizer: Localizer, _: notices.ReporterNotice, found: Standing) -> tuple[Key, ...]:
    """The button to appeal against the decision."""
    return _form(localizer, found, "appeal", "button-appeal", can=Verb.APPEAL in found.verbs)


def answer(localizer: Localizer, _: notices.ReporterNotice, found: Standing) -> tuple[Key, ...]:
    """The button to answer the office's question."""
    return _form(localizer, found, "answer", "button-answer", can=Verb.ANSWER in found.verbs)


def reply(localizer: Localizer, _: notices.ReporterNotice, found: Standing) -> tuple[Key, ...]:
    """The button to reply to a message."""
    return _form(localizer, found, "addition", "button-reply", can=found.can_add)


def _form(
    localizer: Localizer, found: Standing, form: str, label: str, *, can: bool
) -> tuple[Key, ...]:
    return (form_key(localizer, found.report.id, form, label),) if can else ()


def see_report(localizer: Localizer, found: Standing) -> tuple[Key, ...]:
    """The button to see the report."""
    button = OpenReport(report_id=found.report.id)
    return (Key(label=localizer.say("button-see-report"), button=button),)


def report_anew(localizer: Localizer, _: notices.ReporterNotice, __: Standing) -> tuple[Key, ...]:
    """The button to file a new report."""
    return (home.report_key(localizer),)
