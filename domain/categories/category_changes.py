"""Changes of categories by admins: what differs, and what must not be changed."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from domain.core.changes import Changes, differing
from domain.core.normal import normal
from domain.network.network import out_of_order
from domain.profile import Profile
from domain.taxonomy import CHILD_ABUSE, Category, FilePolicy

PUBLISHED: Mapping[str, Callable[[Category], Any]] = {
    "names": lambda each: " / ".join(each.names.values()),
    "rules": lambda each: " ".join(each.rules),
    "lines": lambda each: " ".join(each.bottom_lines),
    "clock": lambda each: " ".join(f"{name}={days}" for name, days in sorted(each.clocks.items())),
    "hotline": lambda each: each.hotline or "",
    "level": lambda each: each.minimum.value,
    "retention": lambda each: str(each.retention_days),
    "parent": lambda each: each.parent or "",
    "files": lambda each: each.files.value,
    "closed": lambda each: "yes" if each.closed else "no",
    "retired": lambda each: "yes" if each.retired else "no",
}
"""The values of a category, each as the text that a change of it is stored as."""


def changes(old: Category | None, new: Category) -> Changes:
    """The values that differ; of a new category, all that are not empty."""
    return differing(PUBLISHED, old, new)


def is_protected(category: Category) -> bool:
    """Whether a category has the protection that no change may take: closed, addresses alone."""
    return category.closed or category.code == CHILD_ABUSE


def protects(profile: Profile, category: Category) -> bool:
    """Whether a category, or one in use below it, has that protection."""
    taxonomy = profile.taxonomy
    below = (taxonomy.find(code) for code in taxonomy.under(category.code))
    return any(is_protected(each) for each in (category, *below) if each is not None)


def problem(profile: Profile, new: Category) -> str:
    """The locale key of why a category may not be stored like this; empty if it may.

    Also called when a second admin confirms, since others may have changed the profile meanwhile.
    """
    return next(problems(profile, new), "")


def problems(profile: Profile, new: Category) -> Iterator[str]:
    """The locale keys of all that may not be stored like this, each once."""
    taxonomy = profile.taxonomy
    old = taxonomy.find(new.code)
    checks: tuple[tuple[str, Callable[[], bool]], ...] = (
        ("category-protected", lambda: _loses_protection(profile, old, new)),
        ("category-last", lambda: new.retired and taxonomy.top == (new.code,)),
        ("category-names-missing", lambda: not all(map(new.names.get, profile.locales))),
        ("category-name-taken", lambda: _is_name_taken(profile, new)),
        ("category-no-rules", lambda: not new.rules),
        ("category-rules-gone", lambda: any(taxonomy.rule(code) is None for code in new.rules)),
        (
            "category-rules-gone",
            lambda: any(taxonomy.bottom_line(code) is None for code in new.bottom_lines),
        ),
        ("category-hotline-needed", lambda: new.files is FilePolicy.NONE and not new.hotline),
        (
            "category-clocks-unfit",
            lambda: out_of_order(profile.clocks.adjusted(new.clocks)) is not None,
        ),
        ("category-parent-unfit", lambda: _is_parent_unfit(profile, new)),
    )
    passed = ""
    for key, is_wrong in checks:
        if key != passed and is_wrong():
            passed = key
            yield key


def _loses_protection(profile: Profile, old: Category | None, new: Category) -> bool:
    if is_protected(new) and not (new.closed and new.files is FilePolicy.NONE):
        return True
    if old is None:
        return False
    if new.retired and not old.retired and protects(profile, old):
        return True
    if not is_protected(old):
        return False
    return not new.closed or new.files is not FilePolicy.NONE or new.minimum < old.minimum


def _is_name_taken(profile: Profile, new: Category) -> bool:
    """Whether another category in use beside it has the same name in some language."""
    others = (
        each
        for each in profile.taxonomy.categories
        if not each.retired and each.parent == new.parent and each.code != new.code
    )
    return not new.retired and any(
        _alike(other.names.get(locale, "")) == _alike(name)
        for other in others
        for locale, name in new.names.items()
    )


def _alike(name: str) -> str:
    """A name without what people overlook: letter case, width of letters, spaces."""
    return "".join(normal("NFKC", name).casefold().split())


def _is_parent_unfit(profile: Profile, new: Category) -> bool:
    if new.parent is None:
        return False
    above = profile.taxonomy.find(new.parent)
    return above is None or above.parent is not None or (above.retired and not new.retired)
