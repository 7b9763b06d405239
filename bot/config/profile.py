"""Read a deployment's profile folder (CSV and TOML files) into a validated Profile."""

import os
from collections.abc import Sequence
from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel, ValidationError

from bot.config.directory_csv import read_directory
from bot.config.file_problems import Problem, ProfileError, TomlFile, read_toml
from bot.config.platform_forms import PlatformsFile, platform_findings, platforms
from bot.config.profile_checks import (
    clock_findings,
    host_findings,
    link_identity_findings,
    pledge_findings,
    taxonomy_findings,
    xarf_findings,
)
from bot.config.profile_forms import (
    ClocksFile,
    HostsFile,
    LinkIdentityFile,
    PledgeFile,
    XarfFile,
)
from bot.config.providers_csv import read_providers
from bot.config.taxonomy_forms import SubcategoryForm, TaxonomyFile
from domain.clocks.deadlines import Calendar, Clocks
from domain.link_identity import LinkIdentity
from domain.network.units import Unit
from domain.profile import Profile
from domain.removals.providers import Provider
from domain.removals.xarf_types import XarfType
from domain.reported_accounts.platforms import Platforms
from domain.taxonomy import BottomLine, Category, Rule, Taxonomy

__all__ = ["ProfileError", "read_profile"]

Form = TypeVar("Form", bound=BaseModel)


def read_profile(folder: Path, also: Sequence[str] = ()) -> Profile:
    """The profile in a folder; raises ProfileError with the problems of all its files.

    `also` are languages that it is to have: each that is missing is a problem. Without a readable
    clocks.toml the locales are unknown: then names by language in the other files are not checked.
    """
    problems: list[Problem] = []
    clocks = _read(folder / "clocks.toml", ClocksFile, problems)
    taxonomy = _read(folder / "taxonomy.toml", TaxonomyFile, problems)
    pledge = _optional(folder / "pledge.toml", PledgeFile, problems)
    identity = _link_identity(folder / "link_identity.toml", problems)
    hosts = _optional(folder / "hosts.toml", HostsFile, problems)
    sites = _optional(folder / "platforms.toml", PlatformsFile, problems)
    units: tuple[Unit, ...] = ()
    providers: tuple[Provider, ...] = ()
    xarf = _xarf_types(folder / "xarf.toml", taxonomy[1] if taxonomy else None, problems)
    if clocks is not None:
        toml, times = clocks
        times = _speaking(toml, times, also, problems)
        problems += [toml.problem(loc, text) for loc, text in clock_findings(times)]
        try:
            units = read_directory(folder / "units.csv", times.locales)
        except ProfileError as wrong:
            problems += wrong.problems
        else:
            problems += _host_problems(hosts, units)
        providers = _providers(folder / "providers.csv", times.locales, units, problems)
        if pledge is not None:
            toml, promises = pledge
            found = pledge_findings(promises, times.locales)
            problems += [toml.problem(loc, text) for loc, text in found]
        if sites is not None:
            toml, named = sites
            found = platform_findings(named, times.locales)
            problems += [toml.problem(loc, text) for loc, text in found]
        if taxonomy is not None:
            toml, kinds = taxonomy
            found = taxonomy_findings(kinds, _clocks(times), times.locales)
            problems += [toml.problem(loc, text) for loc, text in found]
    if clocks is None or taxonomy is None or problems:
        raise ProfileError(problems)
    return Profile(
        units=units,
        taxonomy=_taxonomy(taxonomy[1]),
        clocks=_clocks(clocks[1]),
        calendar=_calendar(clocks[1]),
        emergency=clocks[1].emergency,
        locales=tuple(clocks[1].locales),
        timezone=clocks[1].timezone,
        promises=tuple(each.said for each in pledge[1].promise) if pledge else (),
        link_identity=identity,
        providers=providers,
        xarf_types=xarf,
        platforms=platforms(sites[1]) if sites else Platforms(),
    )


def _optional(
    path: Path, form: type[Form], problems: list[Problem]
) -> tuple[TomlFile, Form] | None:
    """An optional file; None if it is missing or invalid."""
    return _read(path, form, problems) if _is_named(path) else None


def _is_named(path: Path) -> bool:
    """Whether the folder has this name; a link that leads nowhere is a fault, and read as one."""
    return os.path.lexists(path)


def _speaking(
    toml: TomlFile, times: ClocksFile, also: Sequence[str], problems: list[Problem]
) -> ClocksFile:
    """The file with the languages that it is to have as well; a problem for each that it lacks."""
    lacking = [locale for locale in also if locale not in times.locales]
    problems += [toml.problem(("locales",), f"lacks {locale}") for locale in lacking]
    return times.model_copy(update={"locales": [*times.locales, *lacking]})


def _host_problems(
    hosts: tuple[TomlFile, HostsFile] | None, units: tuple[Unit, ...]
) -> list[Problem]:
    if hosts is None:
        return []
    toml, form = hosts
    known = {host for unit in units for host in unit.hosts}
    return [toml.problem(loc, text) for loc, text in host_findings(form, known)]


def _providers(
    path: Path, locales: list[str], units: tuple[Unit, ...], problems: list[Problem]
) -> tuple[Provider, ...]:
    """The providers of an optional file; none, with `problems` appended, if it is invalid."""
    if not _is_named(path):
        return ()
    try:
        return read_providers(path, locales, units)
    except ProfileError as wrong:
        problems += wrong.problems
        return ()


def _xarf_types(
    path: Path, taxonomy: TaxonomyFile | None, problems: list[Problem]
) -> dict[str, XarfType]:
    """The XARF types of an optional file, by category."""
    found = _optional(path, XarfFile, problems)
    if found is None or taxonomy is None:
        return {}
    toml, form = found
    categories = {code for _, code, _, _ in taxonomy.all_categories()}
    problems += [toml.problem(loc, text) for loc, text in xarf_findings(form, categories)]
    return {code: each.chosen for code, each in form.types.items()}


def _link_identity(path: Path, problems: list[Problem]) -> LinkIdentity:
    """The deployment's own rules for comparing addresses, without the built-in ones."""
    found = _optional(path, LinkIdentityFile, problems)
    if found is None:
        return LinkIdentity()
    toml, rules = found
    problems += [toml.problem(loc, text) for loc, text in link_identity_findings(rules)]
    return LinkIdentity.from_document(rules.model_dump())


def _read(path: Path, form: type[Form], problems: list[Problem]) -> tuple[TomlFile, Form] | None:
    """A file and its validated form; None, with `problems` appended, if it is invalid."""
    try:
        toml = read_toml(path)
    except ProfileError as wrong:
        problems += wrong.problems
        return None
    try:
        return toml, form.model_validate(toml.data)
    except ValidationError as wrong:
        problems += toml.problems(wrong)
        return None


def _clocks(form: ClocksFile) -> Clocks:
    return Clocks(**form.clocks.chosen())


def _calendar(form: ClocksFile) -> Calendar:
    calendar = form.calendar
    return Calendar(
        timezone=form.timezone,
        weekend=calendar.weekend_days,
        holidays=frozenset(day for holiday in calendar.holidays for day in holiday.days()),
        working=frozenset(calendar.working),
        opens=calendar.opens,
        closes=calendar.closes,
    )


def _taxonomy(form: TaxonomyFile) -> Taxonomy:
    return Taxonomy(
        categories=tuple(
            _category(code, form.settled(category, parent), parent)
            for _, code, category, parent in form.all_categories()
        ),
        rules=tuple(
            Rule(
                code=code,
                law=form.laws[rule.law].name,
                article=rule.article,
                about=rule.about,
                crime=form.laws[rule.law].crime,
                bottom_line=rule.bottom_line or "",
            )
            for code, rule in form.rules.items()
        ),
        bottom_lines=tuple(
            BottomLine(code=code, names=line.name) for code, line in form.bottom_lines.items()
        ),
    )


def _category(code: str, settled: SubcategoryForm, parent: str | None) -> Category:
    return Category(
        code=code,
        names=settled.name,
        parent=parent,
        minimum=settled.minimum,
        files=settled.files,
        hotline=settled.hotline,
        closed=settled.closed,
        bottom_lines=tuple(settled.bottom_lines),
        rules=tuple(settled.rules),
        clocks=settled.clocks.chosen(),
        retention_days=settled.retention_days,
    )
