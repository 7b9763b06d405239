"""Pydantic models of a deployment's TOML files; checks across values are in `profile_checks`.

Those of taxonomy.toml are in `taxonomy_forms`.
"""

import re
from collections.abc import Iterator
from datetime import date, time, timedelta
from typing import Annotated, Literal
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, field_validator

from domain.removals.xarf_types import XarfType

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
LONGEST_HOLIDAY = 31  # days; a longer one is probably a mistyped year


def shaped(form: str, words: str) -> AfterValidator:
    """A check of a text by a pattern, which is refused in these words: what a reader expects."""
    pattern = re.compile(form)

    def check(text: str) -> str:
        if not pattern.fullmatch(text):
            raise ValueError(f"expected {words}")
        return text

    return AfterValidator(check)


# Part of callback data and of the deep link `u_<unit>_c_<category>`, both at most 64 characters.
Code = Annotated[
    str,
    Field(max_length=32),
    shaped(
        r"[a-z][a-z0-9]*([_-][a-z0-9]+)*",
        "lower-case letters and digits, a letter first, with - or _ between words",
    ),
]
Words = Annotated[str, Field(min_length=1, max_length=200)]
PhoneNumber = Annotated[str, shaped(r"[0-9]{2,15}", "a number of 2 to 15 digits")]
LocaleName = Annotated[
    str, shaped(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*", "a language such as en or zh-Hans")
]
Count = Annotated[int, Field(ge=1, le=3660, strict=True)]


class FileForm(BaseModel):
    """Unknown keys are refused; spaces around texts are dropped."""

    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True)


class FactForm(FileForm):
    """Something that was looked up: where, and on which day it was last checked."""

    source: Words | None = None
    checked: Annotated[date, Field(strict=True)] | None = None


class YearForm(FactForm):
    """A year of the calendar; `provisional` until its official notice is worked in."""

    year: Annotated[int, Field(ge=2000, le=2100, strict=True)]
    provisional: Annotated[bool, Field(strict=True)] = False


class ClocksForm(FileForm):
    """Any deadline of `domain.clocks.deadlines.Clocks`; those not set keep the defaults there."""

    accept_days: Count = 1
    word_days: Count = 1
    close_days: Count = 1
    hard_days: Count = 1
    referral_days: Count = 1
    longest_months: Count = 1
    danger_hours: Count = 1
    removal_hours: Count = 1
    appeal_days: Count = 1
    appeal_window_days: Count = 1
    needs_info_days: Count = 1
    needs_info_reminder_days: Count = 1
    draft_days: Count = 1
    draft_reminder_days: Count = 1

    def chosen(self) -> dict[str, int]:
        """The deadlines that are set in the file."""
        return self.model_dump(exclude_unset=True)


class HolidayForm(FileForm):
    """Consecutive days off, first and last included."""

    name: Words
    since: date = Field(alias="from")
    until: date = Field(alias="to")

    def days(self) -> Iterator[date]:
        """Each day."""
        for passed in range((self.until - self.since).days + 1):
            yield self.since + timedelta(days=passed)


class CalendarForm(FileForm):
    """Office hours, weekend, holidays, weekend days that are worked, and where each year is from.

    Files of earlier releases have no `years`.
    """

    weekend: list[Literal[WEEKDAYS]] = Field(max_length=6)  # type: ignore[valid-type]
    opens: time
    closes: time
    working: list[date] = []
    holidays: list[HolidayForm] = []
    years: list[YearForm] = []

    @property
    def weekend_days(self) -> frozenset[int]:
        """Weekdays as Python numbers them: Monday is 0."""
        return frozenset(map(WEEKDAYS.index, self.weekend))


class ClocksFile(FileForm):
    """clocks.toml."""

    timezone: str
    emergency: PhoneNumber
    locales: list[LocaleName] = Field(min_length=1)
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


class PromiseForm(FactForm):
    """A promise: its words by language, under the language's code, beside where it is from."""

    model_config = ConfigDict(extra="allow")
    __pydantic_extra__: dict[str, Words] = Field(init=False)

    @property
    def said(self) -> dict[str, str]:
        """The promise by language."""
        return dict(self.__pydantic_extra__)


class PledgeFile(FileForm):
    """pledge.toml: the promises."""

    promise: list[PromiseForm] = Field(min_length=1, max_length=12)


_HOST = r"[a-z0-9-]+(\.[a-z0-9-]+)+"
Host = Annotated[
    str, Field(max_length=253), shaped(_HOST, "a host such as example.cn, without https:// or path")
]
Place = Annotated[
    str,
    Field(max_length=253),
    shaped(_HOST + r"/[^?#\s]*", "a host and a path, such as example.cn/page"),
]
UrlPath = Annotated[
    str, Field(max_length=200), shaped(r"/[^?#\s]*", "a path that begins with /, without ? or #")
]
Parameter = Annotated[
    str,
    Field(max_length=64),
    shaped(r"[^&=#\s]+", "the name of a parameter, without & = # or space"),
]


class HostForm(FactForm):
    """A host of units.csv, and how it is known to belong to its unit."""

    name: Host


class HostsFile(FileForm):
    """hosts.toml: where each host of units.csv is known from."""

    host: list[HostForm]


class SiteRuleForm(FileForm):
    """Query parameters of these hosts that identify a page (`keep`) or never do (`drop`)."""

    hosts: list[Host] = Field(min_length=1)
    paths: list[UrlPath] = []
    keep: list[Parameter] | None = None
    drop: list[Parameter] = []


class AliasForm(FileForm):
    """Two address prefixes of the same pages: `written` is replaced by `page`."""

    written: Place
    page: Place


class XarfForm(FileForm):
    """The XARF type of a category, and the fields that this type must have."""

    model_config = ConfigDict(extra="allow")
    __pydantic_extra__: dict[str, Words] = Field(init=False)

    type: Words

    @property
    def chosen(self) -> XarfType:
        """As the profile has it."""
        return XarfType(type=self.type, fields=dict(self.__pydantic_extra__))


class XarfFile(FileForm):
    """xarf.toml: the XARF types of categories and sub-categories, by code."""

    types: dict[Code, XarfForm]


class LinkIdentityFile(FileForm):
    """link_identity.toml: which parts of an address identify its page."""

    tracking: list[Parameter] = []
    prefixes: list[Parameter] = []
    sites: list[SiteRuleForm] = []
    aliases: list[AliasForm] = []
