"""The texts of all languages, with those that the settings name."""

from collections.abc import Iterable
from pathlib import Path

from bot.config.settings import Settings
from locales.catalog import Catalog


def catalog_of(settings: Settings) -> Catalog:
    """The texts of all languages: ours, and those of the deployment."""
    return Catalog(further=Path(settings.languages) if settings.languages else None)


def without_texts(settings: Settings, locales: Iterable[str]) -> list[str]:
    """Those of these locales that have no texts: who chooses one would read English."""
    there = catalog_of(settings).locales
    return [locale for locale in locales if locale not in there]
