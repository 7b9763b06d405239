"""The facts of a profile folder: what was looked up, where, and when it was last checked."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

from msgspec import Struct

from bot.config.directory_csv import read_directory
from bot.config.file_problems import read_toml
from bot.config.profile_forms import ClocksFile, FactForm, HostsFile, PledgeFile
from bot.config.providers_csv import read_providers
from bot.config.taxonomy_forms import TaxonomyFile


class Fact(Struct, frozen=True):
    """One fact, such as an article, a year's holidays, a host, a promise, a provider.

    `checked` is None if the profile does not say since when it is known.
    """

    name: str
    checked: date | None


class ProfileFacts(Struct, frozen=True):
    """All facts of a profile, and the years of its calendar that lack their official notice."""

    facts: tuple[Fact, ...]
    provisional_years: frozenset[int]


def read_facts(folder: Path) -> ProfileFacts:
    """The facts of a folder that `read_profile` has read without a problem."""
    clocks = ClocksFile.model_validate(read_toml(folder / "clocks.toml").data)
    taxonomy = TaxonomyFile.model_validate(read_toml(folder / "taxonomy.toml").data)
    facts = [_fact(".".join(map(str, loc)), form) for loc, form in taxonomy.facts()]
    facts += _hotlines(taxonomy, clocks.emergency)
    facts += _years(clocks)
    facts += _promises(folder / "pledge.toml")
    facts += _hosts(folder, clocks.locales)
    facts += _providers(folder, clocks.locales)
    years = clocks.calendar.years
    return ProfileFacts(
        facts=tuple(facts),
        provisional_years=frozenset(each.year for each in years if each.provisional),
    )


def _fact(name: str, form: FactForm | None) -> Fact:
    return Fact(name, form.checked if form else None)


def _hotlines(taxonomy: TaxonomyFile, emergency: str) -> Iterator[Fact]:
    """Numbers that citizens are told and that have no entry of their own."""
    shown = {each.hotline for _, _, each, _ in taxonomy.all_categories()} | {emergency}
    for number in sorted({each for each in shown if each} - taxonomy.hotlines.keys()):
        yield _fact(f"hotlines.{number}", None)


def _years(clocks: ClocksFile) -> Iterator[Fact]:
    known = {each.year: each for each in clocks.calendar.years}
    used = {day.year for holiday in clocks.calendar.holidays for day in holiday.days()}
    for year in sorted(used | known.keys()):
        yield _fact(f"calendar.{year}", known.get(year))


def _promises(path: Path) -> Iterator[Fact]:
    if path.exists():
        form = PledgeFile.model_validate(read_toml(path).data)
        for number, promise in enumerate(form.promise, 1):
            yield _fact(f"promise.{number}", promise)


def _hosts(folder: Path, locales: list[str]) -> Iterator[Fact]:
    path = folder / "hosts.toml"
    form = HostsFile.model_validate(read_toml(path).data) if path.exists() else None
    known = {each.name: each for each in form.host} if form else {}
    for unit in read_directory(folder / "units.csv", locales):
        for host in unit.hosts:
            yield _fact(f"host.{host}", known.get(host))


def _providers(folder: Path, locales: list[str]) -> Iterator[Fact]:
    path = folder / "providers.csv"
    if path.exists():
        for provider in read_providers(path, locales, ()):
            yield Fact(f"provider.{provider.code}", date.fromisoformat(provider.checked))
