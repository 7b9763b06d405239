"""Changes of the rules that decisions cite: what differs, and what must not be changed."""

from collections.abc import Callable, Mapping

from domain.core.changes import Changes, differing
from domain.profile import Profile
from domain.taxonomy import Rule

PUBLISHED: Mapping[str, Callable[[Rule], str]] = {
    "law": lambda rule: " / ".join(rule.law.values()),
    "article": lambda rule: " / ".join(rule.article.values()),
    "about": lambda rule: " / ".join(rule.about.values()),
    "line": lambda rule: rule.bottom_line,
    "crime": lambda rule: "yes" if rule.crime else "no",
    "retired": lambda rule: "yes" if rule.retired else "no",
}
"""The values of a rule, each as the text that a change of it is stored as."""


def changes(old: Rule | None, new: Rule) -> Changes:
    """The values that differ; of a new rule, all that are not empty."""
    return differing(PUBLISHED, old, new)


def problem(profile: Profile, new: Rule) -> str:
    """The locale key of why a rule may not be stored like this; empty if it may."""
    named = (new.law, new.about, *((new.article,) if new.article else ()))
    if not all(each.get(locale) for each in named for locale in profile.locales):
        return "category-names-missing"
    if new.bottom_line and profile.taxonomy.bottom_line(new.bottom_line) is None:
        return "category-rules-gone"
    return "rule-last" if new.retired and _is_last_somewhere(profile, new) else ""


def _is_last_somewhere(profile: Profile, rule: Rule) -> bool:
    """Whether a category in use could then cite no rule at all."""
    taxonomy = profile.taxonomy.with_rule(rule)
    return any(
        not taxonomy.rules_for(each.parent or each.code, each.code if each.parent else "")
        for each in taxonomy.categories
        if not each.retired and rule.code in each.rules
    )
