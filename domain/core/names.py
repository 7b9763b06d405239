"""Names of units, categories and rules, by language."""

from collections.abc import Mapping

Names = Mapping[str, str]


def localized(names: Names, locale: str) -> str:
    """The name in this language, else in the deployment's first language."""
    return names.get(locale) or next(iter(names.values()))
