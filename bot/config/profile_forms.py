"""Pydantic models of a deployment's TOML files; checks across values are in `profile_checks`."""

from collections.abc import Iterator
from datetime import date, time, timedelta
from typing import Annotated, Literal
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import BaseModel, ConfigDict, Field, field_validator

from bot.config.file_problems import Loc
from domain.network.units import Level
from domain.taxonomy import FilePolicy

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
LONGEST_HOLIDAY = 31  # days; a longer one is probably a mistyped year

# Part of callback data and of the deep link `u_<unit>_c_<category>`, both at most 64 characters.
Code = Annotated[str, Field(pattern=r"^[a-z][a-z0-9]*([_-][a-z0-9]+)*$", max_length=32)]
Words = Annotated[str, Field(min_length=1, max_length=200)]
ButtonWords = Annotated[str, Field(min_length=1, max_length=60)]
Count = Annotated[int, Field(ge=1, le=3660, strict=True)]


class _Form(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True)


class ClocksForm(_Form):
    """Any deadline of `domain.clocks.deadlines.Clocks`; those not set keep the defaults there."""

    accept_days: Count = 1
    word_days: Count = 1
    close_days: Count = 1
    hard_days: Count = 1
    referral_days: Count = 1
    longest_months: Count = 1
    danger_hours: Count = 1
    appeal_days: Count = 1
    appeal_window_days: Count = 1
    needs_info_days: Count = 1
    needs_info_reminder_days: Count = 1
    draft_days: Count = 1
    draft_reminder_days: Count = 1

    def chosen(self) -> dict[str, int]:
        """The deadlines that are set in the file."""
        return self.model_dump(exclude_unset=True)


class HolidayForm(_Form):
    """Consecutive days off, first and last included."""

    name: Words
    since: date = Field(alias="from")
    until: date = Field(alias="to")

    def days(self) -> Iterator[date]:
        """Each day."""
        for passed in range((self.until - self.since).days + 1):
            yield self.since + timedelta(days=passed)


class CalendarForm(_Form):
    """Office hours, weekend, holidays, and weekend days that are worked."""

    weekend: list[Literal[WEEKDAYS]] = Field(max_length=6)  # type: ignore[valid-type]
    opens: time
    closes: time
    working: list[date] = []
    holidays: list[HolidayForm] = []

    @property
    def weekend_days(self) -> frozenset[int]:
        """Weekdays as Python numbers them: Monday is 0."""
        return frozenset(map(WEEKDAYS.index, self.weekend))


class ClocksFile(_Form):
    """clocks.toml."""

    timezone: str
    emergency: Annotated[str, Field(pattern=r"^[0-9]{2,15}$")]
    locales: list[Annotated[str, Field(pattern=r"^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$")]] = Field(
        min_length=1
    )
    clocks: ClocksForm
    calendar: CalendarForm

    @field_validator("timezone")
    @classmethod
    def _timezone(cls, name: str) -> str:
        try:
            ZoneInfo(name)
        except (ZoneInfoNotFoundError, ValueError, OSError) as wrong:
            raise ValueError("expected a time zone such as Asia/Shanghai") from wrong
        return name

    @field_validator("locales")
    @classmethod
    def _locales(cls, locales: list[str]) -> list[str]:
        if len(set(locales)) < len(locales):
            raise ValueError("expected each locale once")
        return locales


class PledgeFile(_Form):
    """pledge.toml: the promises, each by language."""

    promise: list[dict[str, Words]] = Field(min_length=1, max_length=12)


Host = Annotated[str, Field(pattern=r"^[a-z0-9-]+(\.[a-z0-9-]+)+$", max_length=253)]
Place = Annotated[str, Field(pattern=r"^[a-z0-9-]+(\.[a-z0-9-]+)+/[^?#\s]*$", max_length=253)]
UrlPath = Annotated[str, Field(pattern=r"^/[^?#\s]*$", max_length=200)]
Parameter = Annotated[str, Field(pattern=r"^[^&=#\s]+$", max_length=64)]


class SiteRuleForm(_Form):
    """Query parameters of these hosts that identify a page (`keep`) or never do (`drop`)."""

    hosts: list[Host] = Field(min_length=1)
    paths: list[UrlPath] = []
    keep: list[Parameter] | None = None
    drop: list[Parameter] = []


class AliasForm(_Form):
    """Two address prefixes of the same pages: `written` is replaced by `page`."""

    written: Place
    page: Place


class LinkIdentityFile(_Form):
    """link_identity.toml: which parts of an address identify its page."""

    tracking: list[Parameter] = []
    prefixes: list[Parameter] = []
    sites: list[SiteRuleForm] = []
    aliases: list[AliasForm] = []


class NamedForm(_Form):
    """A law or a bottom line: a name by language."""

    name: dict[str, Words]


class RuleForm(_Form):
    """An article of a law."""

    law: Code
    article: dict[str, Words]
    about: dict[str, Words]


class SubcategoryForm(_Form):
    """A category without its sub-categories."""

    name: dict[str, ButtonWords]
    minimum: Level = Level.SITE
    files: FilePolicy = FilePolicy.ALLOWED
    hotline: Words | None = None
    closed: Annotated[bool, Field(strict=True)] = False
    bottom_lines: list[Code] = []
    rules: list[Code] = []
    clocks: ClocksForm = ClocksForm()
    retention_days: Count = 365

    def settled(self, above: "SubcategoryForm | None") -> "SubcategoryForm":
        """This category, with values that it does not set inherited from the one above."""
        taken = {} if above is None else above.model_dump(exclude_unset=True, exclude={"sub"})
        own = self.model_dump(exclude_unset=True, exclude={"sub"})
        clocks = {**taken.get("clocks", {}), **own.get("clocks", {})}
        return SubcategoryForm.model_validate({**taken, **own, "clocks": clocks})


class CategoryForm(SubcategoryForm):
    """A category with its sub-categories."""

    sub: dict[Code, SubcategoryForm] = {}


class TaxonomyFile(_Form):
    """taxonomy.toml."""

    bottom_lines: dict[Code, NamedForm] = {}
    laws: dict[Code, NamedForm]
    rules: dict[Code, RuleForm]
    categories: dict[Code, CategoryForm] = Field(min_length=1)

    def all_categories(self) -> Iterator[tuple[Loc, str, SubcategoryForm, str | None]]:
        """Location in the file, code, form and parent's code of each category; parents first."""
        for code, category in self.categories.items():
            yield ("categories", code), code, category, None
            for inner, sub in category.sub.items():
                yield ("categories", code, "sub", inner), inner, sub, code

    def all_names(self) -> Iterator[tuple[Loc, dict[str, str]]]:
        """Every text by language, with its location in the file."""
        for code, line in self.bottom_lines.items():
            yield ("bottom_lines", code, "name"), line.name
        for code, law in self.laws.items():
            yield ("laws", code, "name"), law.name
        for code, rule in self.rules.items():
            yield ("rules", code, "article"), rule.article
            yield ("rules", code, "about"), rule.about
        for loc, _, category, _ in self.all_categories():
            yield (*loc, "name"), category.name

    def settled(self, category: SubcategoryForm, parent: str | None) -> SubcategoryForm:
        """A category with the values it inherits from its parent."""
        return category.settled(None if parent is None else self.categories[parent])
