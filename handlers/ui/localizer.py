"""Texts, local times and names in the language of one person."""

from datetime import datetime
from zoneinfo import ZoneInfo

from msgspec import Struct

from domain.core.names import localized
from domain.core.normal import normal
from domain.profile import Profile
from locales.catalog import Catalog


class Localizer(Struct, frozen=True):
    """Texts and names in one language. All that screens need, so notices can use them, too."""

    words: Catalog
    profile: Profile
    locale: str

    def say(self, key: str, **params: object) -> str:
        """The text of a key in this language; plain text, not yet escaped for HTML."""
        return self.words.say(self.locale, key, **params)

    def names_danger(self, text: str) -> bool:
        """Whether a text speaks of danger to life, in any language."""
        return self._mentions(text, "danger-words", "danger-words-alone")

    def asks_after_report(self, text: str) -> bool:
        """Whether a text may ask after a report that is filed already, or appeal.

        True of some texts that are to be reported, too: it may only decide what is offered.
        """
        return self._mentions(text, "own-report-words", "own-report-words-alone")

    def complains_of_office(self, text: str) -> bool:
        """Whether a text may complain about those who handle reports. Likewise."""
        return self._mentions(text, "complaint-words", "complaint-words-alone")

    def _mentions(self, text: str, key: str, alone: str) -> bool:
        plain = text if text.isascii() else normal("NFKC", text)
        return self.words.mentions(plain, key, alone)

    def when(self, at: int) -> str:
        """A time in the near past or future: weekday, day and hour, local. `at`: unix seconds."""
        local = self._local(at)
        return self.say(
            "time-moment",
            weekday=self.say(f"weekday-{local.isoweekday()}"),
            day=str(local.day),
            month=self.say(f"month-{local.month}"),
            clock=f"{local:%H:%M}",
        )

    def day(self, at: int) -> str:
        """A date with its year and without the hour, local. `at`: unix seconds."""
        local = self._local(at)
        month = self.say(f"month-{local.month}")
        return self.say("time-day", day=str(local.day), month=month, year=str(local.year))

    def stamp(self, at: int) -> datetime:
        """A local, timezone-aware datetime. `at`: unix seconds."""
        return self._local(at)

    def unit(self, code: str) -> str:
        """The name of a unit; its code if it is no longer in the profile."""
        found = self.profile.unit(code)
        return found.name(self.locale) if found else code

    def category(self, category: str, subcategory: str = "") -> str:
        """The name of a category, with its sub-category if given."""
        top = self.profile.taxonomy.find(category)
        below = self.profile.taxonomy.find(subcategory) if subcategory else None
        name = top.name(self.locale) if top else category
        # After a case was moved to another category, its old sub-category does not belong to it.
        belongs = below is not None and below.parent == category
        return f"{name} · {below.name(self.locale)}" if below and belongs else name

    def rule(self, code: str) -> str:
        """A rule as a decision cites it; its code if it is no longer in the profile."""
        found = self.profile.taxonomy.rule(code)
        return found.cited(self.locale) if found else code

    def rule_with_subject(self, code: str) -> str:
        """A rule with what it is about: a number alone tells a citizen nothing."""
        found = self.profile.taxonomy.rule(code)
        if found is None:
            return code
        about = localized(found.about, self.locale)
        return self.say("rule-with-subject", rule=found.cited(self.locale), about=about)

    def bottom_line(self, code: str) -> str:
        """The name of a bottom line; its code if it is no longer in the profile."""
        found = self.profile.taxonomy.bottom_line(code)
        return localized(found.names, self.locale) if found else code

    def kind(self, category: str, subcategory: str = "") -> str:
        """The same, which also says that none of the sub-categories is set."""
        name = self.category(category, subcategory)
        is_open = not subcategory and bool(self.profile.taxonomy.under(category))
        return f"{name} · {self.say('subcategory-none')}" if is_open else name

    def bottom_lines(self, category: str, subcategory: str = "") -> str:
        """The names of the bottom lines that a category falls under; empty if it has none."""
        found = self.profile.taxonomy.of(category, subcategory)
        return " · ".join(map(self.bottom_line, found.bottom_lines)) if found else ""

    def line_of(self, rule: str) -> str:
        """The name of the bottom line that a rule serves; empty if none is known."""
        code = self.profile.taxonomy.line_of(rule)
        return self.bottom_line(code) if code else ""

    def _local(self, at: int) -> datetime:
        return datetime.fromtimestamp(at, ZoneInfo(self.profile.timezone))
