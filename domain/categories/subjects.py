"""What admins change of the taxonomy, each by one key: a category, or a rule."""

from typing import TypeVar

from msgspec.structs import replace

from domain.categories import category_changes, rule_changes
from domain.core.changes import Changes
from domain.core.errors import Refusal
from domain.core.names import Names
from domain.profile import Profile
from domain.taxonomy import Category, Rule, Taxonomy

Subject = Category | Rule
T = TypeVar("T", Category, Rule)
RULE = "rule."  # begins the key of a rule; no code of a category has a full stop


def key_of(subject: Subject) -> str:
    """The key of a category or a rule: for buttons, rows and notices."""
    return f"{RULE}{subject.code}" if isinstance(subject, Rule) else subject.code


def find(taxonomy: Taxonomy, key: str) -> Subject | None:
    """The category or rule of this key."""
    if key.startswith(RULE):
        return taxonomy.rule(key.removeprefix(RULE))
    return taxonomy.find(key)


def names_of(profile: Profile, subject: Subject) -> Names:
    """What a category or a rule is called, by language."""
    if isinstance(subject, Rule):
        return {locale: subject.cited(locale) for locale in profile.locales}
    return subject.names


def with_subject(taxonomy: Taxonomy, subject: Subject) -> Taxonomy:
    """The taxonomy with this category or rule put in its place."""
    if isinstance(subject, Rule):
        return taxonomy.with_rule(subject)
    return taxonomy.with_category(subject)


def changes(old: Subject | None, new: Subject) -> Changes:
    """The values that differ between two versions; of a new one, all that are not empty."""
    if isinstance(new, Rule):
        return rule_changes.changes(old if isinstance(old, Rule) else None, new)
    return category_changes.changes(old if isinstance(old, Category) else None, new)


def problem(profile: Profile, new: Subject) -> str:
    """The locale key of why it may not be stored like this; empty if it may."""
    if isinstance(new, Rule):
        return rule_changes.problem(profile, new)
    return category_changes.problem(profile, new)


def retired(subject: T, *, to: bool) -> T:
    """The same retired, or in use again; a refusal if it is so already."""
    if subject.retired == to:
        if isinstance(subject, Rule):
            raise Refusal("rule-retired-already" if to else "rule-active-already")
        raise Refusal("category-retired-already" if to else "category-active-already")
    return replace(subject, retired=to)


def verb(old: Subject | None, new: Subject) -> str:
    """What a change is called in the journal and in the history."""
    kind = "rule" if isinstance(new, Rule) else "category"
    if old is None:
        return f"{kind}_add"
    if old.retired == new.retired:
        return f"{kind}_change"
    return f"{kind}_retire" if new.retired else f"{kind}_restore"
