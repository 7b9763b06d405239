"""The list of a reporter's own reports: what each is about, when it was filed, and its status."""

from markupsafe import Markup

from handlers.dialogs.home import report_key
from handlers.reporting.callbacks import MoreReports, SeeReport
from handlers.ui.labels import LONGEST
from handlers.ui.localizer import Localizer
from handlers.ui.markup import Key, Screen, bold, code, cut, lines, paragraphs
from handlers.ui.sanitize import visible
from usecases.reporting.report_list import ListedReport, ReportList

LONGEST_ABOUT = 80  # characters: two lines of a phone


def listed(localizer: Localizer, found: ReportList) -> Screen:
    """One page; the reporter's texts are in code style, so that no link in them can be opened."""
    if not found.reports:
        return Screen(text=lines(localizer.say("cases-none")), rows=((report_key(localizer),),))
    rows = [(_key(localizer, each),) for each in found.reports]
    if found.before is not None:
        more = Key(label=localizer.say("button-more"), button=MoreReports(before=found.before))
        rows.append((more,))
    return Screen(
        text=paragraphs(
            localizer.say("cases-title"), *(_entry(localizer, each) for each in found.reports)
        ),
        rows=(*rows, (report_key(localizer),)),
    )


def _entry(localizer: Localizer, each: ListedReport) -> Markup:
    report, about = each.report, _about(each)
    state = localizer.say(f"status-{report.status}")
    return lines(
        Markup("{} · {} · {}").format(
            bold(f"··{report.tail}"), localizer.day(report.submitted_at), state
        ),
        code(cut(about, LONGEST_ABOUT)) if about else localizer.category(report.category),
    )


def _key(localizer: Localizer, each: ListedReport) -> Key:
    report = each.report
    about = _about(each) or localizer.category(report.category)
    label = f"··{report.tail} · {localizer.say(f'status-{report.status}')} · {about}"
    return Key(label=cut(label, LONGEST), button=SeeReport(report_id=report.id))


def _about(each: ListedReport) -> str:
    """What the report is about, on one line and without invisible characters."""
    return " ".join(visible(each.about).split())
