"""Names that a deployment gives to its units, categories and rules, by language."""

from collections.abc import Mapping

Names = Mapping[str, str]


def said(names: Names, locale: str) -> str:
    """The name in this language, else in the deployment's first one."""
    return names.get(locale) or next(iter(names.values()))
