"""How we speak to one person: their language, local times, and what things are called."""

from datetime import datetime
from zoneinfo import ZoneInfo

from msgspec import Struct

from domain.profile import Profile
from locales.catalog import Catalog


class Localizer(Struct, frozen=True):
    """Words and names in one language. Screens need no more, so notices can use them, too."""

    words: Catalog
    profile: Profile
    locale: str

    def say(self, key: str, **params: object) -> str:
        """Words in this language; plain text, still to be escaped."""
        return self.words.say(self.locale, key, **params)

    def names_danger(self, text: str) -> bool:
        """Whether a text speaks of danger to life, in any language."""
        return self.words.mentions(text, "danger-words", "danger-words-alone")

    def when(self, at: int) -> str:
        """A moment near by, in local time: weekday, day, hour. `at` in unix seconds."""
        local = self._local(at)
        return self.say(
            "time-moment",
            weekday=self.say(f"weekday-{local.isoweekday()}"),
            day=str(local.day),
            month=self.say(f"month-{local.month}"),
            clock=f"{local:%H:%M}",
        )

    def day(self, at: int) -> str:
        """A day far off, in local time: with its year, without the hour."""
        local = self._local(at)
        month = self.say(f"month-{local.month}")
        return self.say("time-day", day=str(local.day), month=month, year=str(local.year))

    def stamp(self, at: int) -> datetime:
        """A moment in local time, for those who need it to the minute and with its zone."""
        return self._local(at)

    def unit(self, code: str) -> str:
        """What a unit is called; its code where it is not known any more."""
        found = self.profile.unit(code)
        return found.name(self.locale) if found else code

    def category(self, category: str, subcategory: str = "") -> str:
        """What a category is called, with the sub-category where there is one."""
        top = self.profile.taxonomy.find(category)
        below = self.profile.taxonomy.find(subcategory) if subcategory else None
        name = top.name(self.locale) if top else category
        # A case put under another category keeps no sub-category of the first.
        belongs = below is not None and below.parent == category
        return f"{name} · {below.name(self.locale)}" if below and belongs else name

    def rule(self, code: str) -> str:
        """A rule as a decision cites it; its code where it is not known any more."""
        found = self.profile.taxonomy.rule(code)
        return found.cited(self.locale) if found else code

    def _local(self, at: int) -> datetime:
        return datetime.fromtimestamp(at, ZoneInfo(self.profile.timezone))
