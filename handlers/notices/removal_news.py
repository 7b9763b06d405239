"""What reporters are told about removal requests: short, and never the reported content."""

from markupsafe import Markup

from domain.clockwork import SECONDS_A_DAY
from domain.notices.removal_notices import RemovalToldNotice
from domain.notices.reporter_notices import ActingNotice
from domain.removals.removal import Ask
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
        words_of_asking(localizer, notice.ask, notice.unit, notice.provider, notice.by),
        due,
    )


def words_of_asking(
    localizer: Localizer, ask: str, unit: str, provider: str, by: int | None
) -> str:
    """That somebody was asked for something, until a time in unix seconds."""
    site = addressee(localizer, unit, provider)
    until = localizer.when(by) if by is not None else ""
    if ask == Ask.REMOVE:
        return localizer.say("removal-told-asked", site=site, until=until)
    return localizer.say("removal-told-asked-other", site=site, until=until)


def addressee(localizer: Localizer, unit: str, provider: str) -> str:
    """The name of whom was asked; "the site" where there is none."""
    if unit:
        return localizer.unit(unit)
    found = localizer.profile.provider(provider) if provider else None
    return found.name(localizer.locale) if found else localizer.say("removal-the-site")


def told(localizer: Localizer, notice: RemovalToldNotice, found: Standing, _: int) -> Markup:
    """What became of it: removed after so many days, passed up, or asked again."""
    site = addressee(localizer, notice.unit, notice.provider)
    key = f"removal-told-{notice.news}"
    if notice.news in {"done", "gone"} and notice.ask != Ask.REMOVE:
        key = "removal-told-done-other"
    at, filed = notice.removed_at, found.report.submitted_at
    days = max(0, (at or filed) - filed) // SECONDS_A_DAY
    return lines(
        localizer.say(
            key,
            site=site,
            day=localizer.day(at) if at is not None else "",
            days=days,
        ),
        localizer.say("removal-told-by", until=localizer.when(notice.by)) if notice.by else None,
    )
