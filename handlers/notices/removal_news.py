"""What reporters are told about removal requests: short, and never the reported content."""

from markupsafe import Markup

from domain.notices.removal_notices import News, RemovalToldNotice
from domain.notices.reporter_notices import ActingNotice
from domain.removals.removal import Ask
from handlers.removals import reporter_words
from handlers.reporting import screens as report_screens
from handlers.ui.localizer import Localizer
from handlers.ui.markup import lines
from usecases.reporting.standing import Standing


def asked(localizer: Localizer, notice: ActingNotice, found: Standing, _: int) -> Markup:
    """Whom the office has asked for what, and until when it answers."""
    state = notice.state or found.report.status
    due = report_screens.due(localizer, state, notice.due_at)
    if not notice.ask:  # of release 0.1
        return lines(localizer.say("notice-acting"), due)
    return lines(
        localizer.say("notice-acting-rule"),
        reporter_words.asking(localizer, notice, notice.by),
        due,
    )


def told(localizer: Localizer, notice: RemovalToldNotice, found: Standing, _: int) -> Markup:
    """What became of it: removed after so many days, passed up, or asked again."""
    site = reporter_words.addressee(localizer, notice.unit, notice.provider)
    at, filed = notice.removed_at, found.report.submitted_at
    return lines(
        localizer.say(
            "notice-removal_told",
            news=_variant(notice),
            site=site,
            day=localizer.day(at) if at is not None else "",
            days=_days(localizer, filed, at or filed),
        ),
        localizer.say("removal-told-by", until=localizer.when(notice.by)) if notice.by else None,
    )


def _variant(notice: RemovalToldNotice) -> str:
    """The variant of the words: by what was asked for, by who decides, and whether it has left."""
    of_removal = notice.ask == Ask.REMOVE
    match notice.news:
        case News.DONE | News.GONE if not of_removal:
            return "other"
        case News.CHANGED if not of_removal:
            return "changed_other"
        case News.PASSED_UP if not notice.unit:
            return "stuck"
        case News.STILL_THERE | News.BACK if not notice.sent:
            return f"{notice.news}_asks"
        case _:
            return str(notice.news)


def _days(localizer: Localizer, start: int, end: int) -> int:
    """Days between two moments as people count them, by date: the next morning is one day later."""
    return max(0, (localizer.stamp(end).date() - localizer.stamp(start).date()).days)
