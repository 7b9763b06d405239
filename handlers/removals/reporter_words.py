"""What reporters read of a removal request: whom the office asked, and for what; never where."""

from domain.removals.removal import Ask
from handlers.ui.localizer import Localizer


def asking(localizer: Localizer, ask: str, unit: str, provider: str, by: int | None) -> str:
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
