"""Checks of the profile: readable, its calendar complete, its facts not too old, pages routable."""

from collections.abc import Iterator, Sequence
from contextlib import suppress
from datetime import date, timedelta
from pathlib import Path

from bot.config import zones
from bot.config.profile import ProfileError, read_profile
from bot.config.profile_facts import Fact, ProfileFacts, read_facts
from bot.doctor.report import Finding, bad, good, note
from domain.clocks.deadlines import Calendar
from domain.profile import Profile
from domain.removals.providers import ChannelKind

OLD = timedelta(days=365)
MOST_NAMED = 3  # facts named in one line


def in_folder(folder: Path, now: int) -> Iterator[Finding]:
    """All checks of a profile folder; only the first problem if it cannot be read."""
    try:
        profile = read_profile(folder)
    except ProfileError as wrong:
        first, *more = str(wrong).splitlines()
        rest = f", and {len(more)} more" if more else ""
        yield bad("profile", f"{folder}: {first}{rest}")
        return
    yield good("profile", f"{folder}: {len(profile.units)} units")
    found, today = read_facts(folder), profile.calendar.day_of(now)
    yield from calendar(profile.calendar, today, "clocks.toml")
    yield from hosts(profile, "units.csv: add hosts, then `jubao profile import PATH`")
    yield from providers(profile)
    yield from _provisional(found, profile.calendar, today)
    yield from _unchecked(found.facts, today)


def timezones(printed: str, profile: Profile | None, folder: Path) -> Iterator[Finding]:
    """Whether commands print times in the zone of deadlines and figures, which the profile says.

    Before the first start there is no profile in the database, and the folder's counts.
    """
    with suppress(ProfileError):  # reported already
        found = profile or read_profile(folder)
        if words := zones.difference(printed, found.timezone):
            yield note("timezone", words)


def in_database(profile: Profile | None, now: int) -> Iterator[Finding]:
    """Checks of the profile that the bot uses; nothing before the first start."""
    if profile is not None:
        yield from calendar(profile.calendar, profile.calendar.day_of(now), "the database")
        yield from hosts(profile, "the database: an admin adds hosts by /units")
        if not profile.providers:
            words = "the database has none, so sites outside the network are asked by phone alone"
            yield note("providers", f"{words}: `jubao profile import PATH`")


def calendar(found: Calendar, today: date, place: str) -> Iterator[Finding]:
    """Years without any holiday: the current one, and from November on the coming one."""
    for year in found.years_missing(today):
        words = f"{place} has no holidays of {year}, so deadlines run through them"
        yield note("calendar", f"{words}: add them, then `jubao profile import PATH`")


def hosts(profile: Profile, where: str) -> Iterator[Finding]:
    """Sites that get no report by the address of a page."""
    if found := [unit.code for unit in profile.unroutable]:
        words = "no host leads to them, so their pages go to others"
        yield note("hosts", f"{_named(found)}: {words}; in {where}")


def providers(profile: Profile) -> Iterator[Finding]:
    """How many providers there are, and which can only be asked by phone."""
    if not profile.providers:
        return
    found = [each.code for each in profile.providers if each.kind is ChannelKind.UNKNOWN]
    silent = f"; no public channel is known of {_named(found)}" if found else ""
    yield good("providers", f"{len(profile.providers)}{silent}")


def _provisional(found: ProfileFacts, known: Calendar, today: date) -> Iterator[Finding]:
    for year in known.years_needed(today):
        if year in found.provisional_years:
            words = f"clocks.toml has {year} without its official notice"
            yield note(
                "calendar", f"{words}: add it when it is out, then `jubao profile import PATH`"
            )


def _unchecked(facts: Sequence[Fact], today: date) -> Iterator[Finding]:
    """Facts without a source, checked over a year ago, or dated in the future."""
    bare = [fact.name for fact in facts if fact.checked is None]
    dated = sorted((fact.checked, fact.name) for fact in facts if fact.checked)
    old = [(day, name) for day, name in dated if today - day > OLD]
    ahead = [name for day, name in dated if day > today]
    if bare:
        yield note("facts", f"no source and day of check: {_named(bare)}")
    if old:
        words = f"checked over a year ago ({old[0][0]}): {_named([name for _, name in old])}"
        yield note("facts", f"{words}; look again, and enter the day")
    if ahead:
        yield note("facts", f"checked on a day that is still to come: {_named(ahead)}")
    if not (bare or old or ahead):
        yield good("facts", f"{len(facts)}, each checked within the last year")


def _named(names: Sequence[str]) -> str:
    first = ", ".join(names[:MOST_NAMED])
    more = len(names) - MOST_NAMED
    return f"{first} and {more} more" if more > 0 else first
