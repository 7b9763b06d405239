"""Labels for choices, languages, regions, rules and colleagues."""

from collections.abc import Callable, Mapping
from functools import lru_cache

from conversation.parsing import addressees
from domain.core.names import localized
from domain.network.units import Unit
from domain.removals.removal import Addressed
from domain.reported_accounts.platforms import ReportedAccount
from handlers.ui.localizer import Localizer
from handlers.ui.markup import cut
from handlers.ui.sanitize import line, visible

LONGEST_ACCOUNT = 24  # characters of an account's name on a button
LONGEST = 40  # characters of a label: a phone shows no more on one line


def choice(
    localizer: Localizer,
    step: str,
    value: str,
    number: int | None = None,
    *,
    aliases: Mapping[str, str] | None = None,
) -> str:
    """The label of one choice: a name from the profile, else the text `<step>-<value>`.

    `aliases` are the labels of the reporters, or of the accounts, to choose from.
    """
    if aliases and value in aliases and step in {"whom", "which", "named", "whose"}:
        label = aliases[value]
    elif step in _NAMED:
        label = _NAMED[step](localizer, value)
    else:
        label = localizer.say(f"{step}-{value}")
    return cut(label if number is None else f"{number}. {label}", LONGEST)


def _category(localizer: Localizer, code: str) -> str:
    found = localizer.profile.taxonomy.find(code)
    return found.name(localizer.locale) if found else code


def addressee(localizer: Localizer, value: str) -> str:
    """The name of an addressee of a removal request, as buttons and answers carry it."""
    found = addressees.parse(localizer.profile, value)
    if found is None:
        return value
    if found.kind is Addressed.UNIT:
        return localizer.unit(found.code)
    provider = localizer.profile.provider(found.code)
    return provider.name(localizer.locale) if provider else localizer.say("addressee-phone")


def platform(localizer: Localizer, code: str) -> str:
    """The name of a platform; its code if it is no longer in the profile."""
    found = localizer.profile.platforms.by_code.get(code)
    return found.name(localizer.locale) if found else code


def account(localizer: Localizer, found: ReportedAccount) -> str:
    """An account and its platform, for a button: 张三 · 微博."""
    return f"{cut(visible(found.name), LONGEST_ACCOUNT)} · {platform(localizer, found.platform)}"


def language(localizer: Localizer, locale: str) -> str:
    """The language's own name; its code if the deployment does not have it."""
    known = locale in localizer.profile.locales
    return localizer.words.say(locale, "language-name") if known else locale


def region(localizer: Localizer, code: str) -> str:
    """The name of the region of a unit.

    The profile has areas in the deployment's first language. In other languages the region is the
    office's name without the ending that all offices share: "Changsha" of "Changsha Internet
    Information Office".
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
    """The area of a unit; empty if it is not known in the reader's language."""
    if not unit.area or localizer.locale == localizer.profile.locales[0]:
        return unit.area
    short = region(localizer, unit.code)
    return short if short != unit.name(localizer.locale) else ""


def rule(localizer: Localizer, code: str) -> str:
    """A rule in short: its article and subject; the text of the question has the laws' names."""
    found = localizer.profile.taxonomy.rule(code)
    if found is None:
        return code
    about = localized(found.about, localizer.locale)
    article = localized(found.article, localizer.locale) if found.article else ""
    return f"{article} {about}".strip()


@lru_cache(maxsize=16)
def _shared_ending(names: tuple[str, ...]) -> str:
    if len(names) < 2:
        return ""
    ending = names[0]
    while not all(name.endswith(ending) for name in names):
        ending = ending[1:]
    # Only whole words, in languages that separate them: "Yiyang" and "Hengyang" share an ending.
    return ending[ending.find(" ") :] if " " in ending else ending


LONGEST_NAME = 40


def colleague(localizer: Localizer, name: str) -> str:
    """The name of a colleague; a neutral word if none is stored."""
    return line(name, LONGEST_NAME) or localizer.say("staff-colleague")


def actor(localizer: Localizer, who: str, name: str | None) -> str:
    """Who did something, as the journal has it: a colleague by name, a reporter as such."""
    if name is not None:
        return colleague(localizer, name)
    if who in {"system", "outsider"}:
        return localizer.say(f"audit-who-{who}")
    return localizer.say("audit-who-reporter" if ":" in who else "audit-who-unknown")


_NAMED: Mapping[str, Callable[[Localizer, str], str]] = {
    "platform": platform,
    "category": _category,
    "subcategory": _category,
    "case": lambda _, number: number,
    "unit": Localizer.unit,
    "parent": Localizer.unit,
    "addressee": addressee,
    "region": region,
    "rule": rule,
    "line": Localizer.bottom_line,
    "locale": language,
}
"""Question -> how a choice of it is named from the profile."""
