"""Checks of a deployment's TOML files across values; single values are in `profile_forms`."""

from collections.abc import Container, Iterator, Sequence

from bot.config.file_problems import Loc
from bot.config.profile_forms import (
    LONGEST_HOLIDAY,
    ClocksFile,
    FactForm,
    HostsFile,
    LinkIdentityFile,
    PledgeFile,
    XarfFile,
)
from bot.config.taxonomy_forms import SubcategoryForm, TaxonomyFile
from domain.clocks.deadlines import ORDER, Clocks
from domain.removals import xarf_types
from domain.taxonomy import CHILD_ABUSE, FilePolicy

Finding = tuple[Loc, str]

LEAST_PREFIX = 3  # characters: a shorter prefix would drop parameters that identify a page
JUDGED = frozenset(name for earlier, later, _ in ORDER for name in (earlier, later))


def clock_findings(form: ClocksFile) -> Iterator[Finding]:
    """Deadlines in the wrong order; days that are both holidays and worked."""
    chosen = form.clocks.chosen()
    yield from _out_of_order(Clocks(**chosen), ("clocks",), chosen)
    calendar = form.calendar
    if calendar.closes <= calendar.opens:
        yield ("calendar", "closes"), f"expected a time after {calendar.opens}"
    for place, holiday in enumerate(calendar.holidays):
        loc = ("calendar", "holidays", place, "to")
        if holiday.until < holiday.since:
            yield loc, f"expected a day from {holiday.since} on; here: {holiday.until}"
        elif (holiday.until - holiday.since).days >= LONGEST_HOLIDAY:
            yield loc, f"expected a day within {LONGEST_HOLIDAY} days; here: {holiday.until}"
    for place, day in enumerate(calendar.working):
        at: Loc = ("calendar", "working", place)
        if day.weekday() not in calendar.weekend_days:
            yield at, f"expected a day of the weekend that is worked; {day} is none"
        elif any(holiday.since <= day <= holiday.until for holiday in calendar.holidays):
            yield at, f"expected a day that is no holiday; {day} is one"
    yield from _year_findings(form)


def _year_findings(form: ClocksFile) -> Iterator[Finding]:
    """Years named twice or without a day; a file of an earlier release names none."""
    calendar = form.calendar
    named = [each.year for each in calendar.years]
    used = {day.year for holiday in calendar.holidays for day in (holiday.since, holiday.until)}
    used |= {day.year for day in calendar.working}
    for place, each in enumerate(calendar.years):
        at: Loc = ("calendar", "years", place)
        if each.year in named[:place]:
            yield (*at, "year"), f"expected each year once; {each.year} is there already"
        elif each.year not in used:
            yield (*at, "year"), f"expected a year with holidays here; {each.year} has none"
        yield from _fact_findings(at, each)
    if named:
        for year in sorted(used.difference(named)):
            text = f"expected an entry for {year}, whose days are in this file"
            yield ("calendar", "years"), text


def _fact_findings(loc: Loc, fact: FactForm) -> Iterator[Finding]:
    """A source without the day it was checked on, or the day without a source."""
    if fact.source and not fact.checked:
        yield (*loc, "checked"), "is missing: the day on which the source was last checked"
    elif fact.checked and not fact.source:
        yield (*loc, "source"), "is missing: where this was checked"


def host_findings(form: HostsFile, hosts: Container[str]) -> Iterator[Finding]:
    """Hosts named twice, or that no unit of units.csv has."""
    passed: set[str] = set()
    for place, each in enumerate(form.host):
        at: Loc = ("host", place)
        if each.name not in hosts:
            yield (*at, "name"), f"expected a host of units.csv; no unit there has {each.name}"
        elif each.name in passed:
            yield (*at, "name"), f"expected each host once; {each.name} is there already"
        passed.add(each.name)
        yield from _fact_findings(at, each)


def pledge_findings(form: PledgeFile, locales: Sequence[str]) -> Iterator[Finding]:
    """Promises that lack a language of the deployment, or have another one."""
    for place, promise in enumerate(form.promise):
        for locale in locales:
            if locale not in promise.said:
                yield ("promise", place, locale), "is missing"
        for locale in promise.said:
            if locale not in locales:
                yield ("promise", place, locale), "is not among the locales of clocks.toml"
        yield from _fact_findings(("promise", place), promise)


def xarf_findings(form: XarfFile, categories: Container[str]) -> Iterator[Finding]:
    """Types of categories that do not exist, unknown types, and fields that XARF does not know."""
    for code, each in form.types.items():
        if code not in categories:
            yield ("types", code), f"expected a category of taxonomy.toml; there is no {code}"
        for name, text in xarf_types.faults(each.chosen):
            yield ("types", code, name), text


def link_identity_findings(form: LinkIdentityFile) -> Iterator[Finding]:
    """Rules with neither or both of keep and drop, bad names, and aliases that form a cycle."""
    for place, rule in enumerate(form.sites):
        if rule.keep is None and not rule.drop:
            yield ("sites", place), "expected keep or drop; without them the rule says nothing"
        elif rule.keep is not None and rule.drop:
            yield ("sites", place, "drop"), "expected keep or drop, not both"
    for place, name in enumerate(form.tracking):
        if name != name.casefold():
            yield ("tracking", place), f"expected lower case; here: {name}"
    for place, name in enumerate(form.prefixes):
        if name != name.casefold() or len(name) < LEAST_PREFIX:
            text = f"expected lower case and at least {LEAST_PREFIX} characters; here: {name}"
            yield ("prefixes", place), text
    for place, alias in enumerate(form.aliases):
        if any(alias.page.startswith(other.written) for other in form.aliases):
            yield ("aliases", place, "page"), "expected a page that is nobody's alias"


def taxonomy_findings(
    form: TaxonomyFile, clocks: Clocks, locales: Sequence[str]
) -> Iterator[Finding]:
    """Missing names, unknown rules, duplicate codes, and contradictions within a category."""
    yield from _name_findings(form, locales)
    for code, rule in form.rules.items():
        if rule.law not in form.laws:
            yield ("rules", code, "law"), f"expected one of [laws]; there is no {rule.law}"
        if rule.bottom_line is not None and rule.bottom_line not in form.bottom_lines:
            text = f"expected one of [bottom_lines]; there is no {rule.bottom_line}"
            yield ("rules", code, "bottom_line"), text
    for loc, fact in form.facts():
        yield from _fact_findings(loc, fact)
    sound = not any(_out_of_order(clocks, (), JUDGED))  # else each category would repeat it
    passed: set[str] = set()
    for loc, code, category, parent in form.all_categories():
        if code in passed:
            yield loc, f"expected a code of its own; there is another {code}"
        passed.add(code)
        yield from _unknown(loc, category, form)
        settled = form.settled(category, parent)
        yield from _contradictions(loc, code, settled)
        if sound:
            own = clocks.adjusted(settled.clocks.chosen())
            yield from _out_of_order(own, (*loc, "clocks"), category.clocks.chosen())


def _name_findings(form: TaxonomyFile, locales: Sequence[str]) -> Iterator[Finding]:
    for loc, names in form.all_names():
        for locale in locales:
            if locale not in names:
                yield loc, f"expected a name in {locale} too"
        for locale in sorted(names.keys() - set(locales)):
            yield (*loc, locale), f"expected one of the locales {', '.join(locales)}"


def _unknown(loc: Loc, category: SubcategoryForm, form: TaxonomyFile) -> Iterator[Finding]:
    for kind, named, known in (
        ("rules", category.rules, form.rules),
        ("bottom_lines", category.bottom_lines, form.bottom_lines),
    ):
        for place, code in enumerate(named):
            if code not in known:
                yield (*loc, kind, place), f"expected one of [{kind}]; there is no {code}"


def _contradictions(loc: Loc, code: str, settled: SubcategoryForm) -> Iterator[Finding]:
    refuses = settled.files is FilePolicy.NONE
    if not settled.rules:
        yield (*loc, "rules"), "expected at least one rule: no decision stands without"
    if refuses and not settled.hotline:
        yield (*loc, "hotline"), "expected who is competent, because no files are taken"
    if code == CHILD_ABUSE and not (settled.closed and refuses):
        yield (*loc, "files"), 'expected files = "none" and closed = true, whatever else changes'


def _out_of_order(clocks: Clocks, loc: Loc, chosen: Container[str]) -> Iterator[Finding]:
    """Pairs of deadlines in the wrong order, reported at the one in `chosen`."""
    for earlier, later, apart in ORDER:
        first, last = getattr(clocks, earlier), getattr(clocks, later)
        if first <= last - apart:
            continue
        if earlier in chosen:
            yield (*loc, earlier), f"expected at most {last - apart}, because {later} is {last}"
        elif later in chosen:
            yield (*loc, later), f"expected at least {first + apart}, because {earlier} is {first}"
