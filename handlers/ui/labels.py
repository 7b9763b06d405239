"""What the choices of a question are called on their buttons."""

from collections.abc import Mapping
from functools import lru_cache

from domain.core.names import localized
from domain.network.units import Unit
from handlers.ui.localizer import Localizer
from handlers.ui.markup import cut
from handlers.ui.sanitize import line

LONGEST = 40  # characters of a label: a phone shows no more on one line


def choice(
    localizer: Localizer,
    step: str,
    value: str,
    number: int | None = None,
    *,
    aliases: Mapping[str, str] | None = None,
) -> str:
    """The label of one choice: a name of the deployment's, else the words `<step>-<value>`.

    `aliases` are what the reporters to choose from are called.
    """
    match step:
        case "whom" | "which" if aliases and value in aliases:
            label = localizer.say("staff-reporter", alias=aliases[value])
        case "category" | "subcategory":
            found = localizer.profile.taxonomy.find(value)
            label = found.name(localizer.locale) if found else value
        case "case":
            label = value
        case "unit" | "parent":
            label = localizer.unit(value)
        case "region":
            label = region(localizer, value)
        case "rule":
            label = rule(localizer, value)
        case "locale":
            label = language(localizer, value)
        case _:
            label = localizer.say(f"{step}-{value}")
    return cut(label if number is None else f"{number}. {label}", LONGEST)


def language(localizer: Localizer, locale: str) -> str:
    """What a language calls itself; of one that is not spoken here, its code."""
    known = locale in localizer.profile.locales
    return localizer.words.say(locale, "language-name") if known else locale


def region(localizer: Localizer, code: str) -> str:
    """The region that a unit stands for.

    Its area is known in the deployment's own language; in another one it is what the offices'
    names do not share: "Changsha" of "Changsha Internet Information Office".
    """
    unit = localizer.profile.unit(code)
    if unit is None:
        return code
    if unit.area and localizer.locale == localizer.profile.locales[0]:
        return unit.area
    name = unit.name(localizer.locale)
    shared = _shared_ending(tuple(city.name(localizer.locale) for city in localizer.profile.cities))
    return name.removesuffix(shared).strip() or name


def area(localizer: Localizer, unit: Unit) -> str:
    """The area a unit stands for; nothing where it is not known in the reader's language."""
    if not unit.area or localizer.locale == localizer.profile.locales[0]:
        return unit.area
    short = region(localizer, unit.code)
    return short if short != unit.name(localizer.locale) else ""


def rule(localizer: Localizer, code: str) -> str:
    """A rule in short: its article and what it is about; the question lists the laws in full."""
    found = localizer.profile.taxonomy.rule(code)
    if found is None:
        return code
    return (
        f"{localized(found.article, localizer.locale)} {localized(found.about, localizer.locale)}"
    )


@lru_cache(maxsize=16)
def _shared_ending(names: tuple[str, ...]) -> str:
    if len(names) < 2:
        return ""
    ending = names[0]
    while not all(name.endswith(ending) for name in names):
        ending = ending[1:]
    # Whole words only, where the language has words: "Yiyang" and "Hengyang" end alike.
    return ending[ending.find(" ") :] if " " in ending else ending


LONGEST_NAME = 40


def colleague(localizer: Localizer, name: str) -> str:
    """What a colleague is called; some have no name here."""
    return line(name, LONGEST_NAME) or localizer.say("staff-colleague")
