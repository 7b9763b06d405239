"""What reporters read of a removal request: whom the office asked, and for what; never where."""

from domain.notices.reporter_notices import ActingNotice
from domain.removals.removal import Ask
from handlers.ui.localizer import Localizer
from usecases.reporting.standing import AskedMeasure, Standing


def asking(localizer: Localizer, asked: ActingNotice | AskedMeasure, by: int | None) -> str:
    """That somebody was, or is being, asked for something, until a time in unix seconds."""
    site = addressee(localizer, asked.unit, asked.provider)
    until = localizer.when(by) if by is not None else ""
    if asked.ask == Ask.REMOVE:
        key = "removal-told-asked" if asked.sent else "removal-told-asking"
    else:
        key = "removal-told-asked-other" if asked.sent else "removal-told-asking-other"
    return localizer.say(key, site=site, until=until)


def addressee(localizer: Localizer, unit: str, provider: str) -> str:
    """The name of whom was asked; "the site" where there is none."""
    if unit:
        return localizer.unit(unit)
    found = localizer.profile.provider(provider) if provider else None
    return found.name(localizer.locale) if found else localizer.say("removal-the-site")


def is_done(found: Standing) -> bool:
    """Whether the content is gone and nothing is asked any more."""
    return found.removed_at is not None and not found.asked


def measures(localizer: Localizer, found: Standing) -> tuple[str, ...]:
    """Whom the office has asked for measures, and when the content was gone."""
    asked = tuple(asking(localizer, each, each.by) for each in found.asked)
    if found.removed_at is None:
        return asked
    key = "standing-said-removed" if found.to_check else "standing-removed"
    return (*asked, localizer.say(key, day=localizer.day(found.removed_at)))
