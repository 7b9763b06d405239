"""Categories of reported content, and the rules that a decision may cite."""

from collections.abc import Mapping
from enum import StrEnum
from functools import cached_property
from typing import Any, Self

from msgspec import Struct, field, to_builtins
from msgspec.structs import replace

from domain.core.names import Names, localized
from domain.network.units import Level

CHILD_ABUSE = "child_abuse"
OTHER = "other"  # the category of what fits no other one
"""Always closed, whatever the profile says: only an address, no file, no contact, no group."""


class FilePolicy(StrEnum):
    """Whether evidence files are accepted."""

    ALLOWED = "allowed"
    NONE = "none"


class BottomLine(Struct, frozen=True, kw_only=True):
    """One of the seven bottom lines; never enough for a decision by itself."""

    code: str
    names: Names

    def __hash__(self) -> int:
        return hash(self.code)


class Rule(Struct, frozen=True, kw_only=True):
    """An article of a law or a regulation; `about` says in a few words what it is about.

    Without an `article` the law is cited as a whole. `crime`: only a court can apply it, so it is
    offered after all others. `bottom_line` is the code of the line that it serves first; empty: see
    `Taxonomy.line_of`. `retired`: no new decision may cite it, earlier ones still name it.
    """

    code: str
    law: Names
    article: Names
    about: Names
    crime: bool = False
    bottom_line: str = ""
    retired: bool = False

    def __hash__(self) -> int:
        return hash(self.code)

    def cited(self, locale: str) -> str:
        """The rule as cited in a decision."""
        law = localized(self.law, locale)
        if not self.article:
            return law
        between = "" if law.endswith("》") else ", "
        return f"{law}{between}{localized(self.article, locale)}"

    def to_document(self) -> dict[str, Any]:
        """As plain JSON values; `Rule(**document)` reads them."""
        document: dict[str, Any] = to_builtins(self)
        return document


class Category(Struct, frozen=True, kw_only=True):
    """A category or, with a `parent`, a subcategory; values of the parent are already filled in.

    `minimum` is the lowest level of unit that gets such a report; `hotline` another competent
    authority; `clocks` are the names and values of `Clocks` that differ; `closed`: never shown in
    a group, and the reporter is not asked for a contact. `own`: an admin has added it, so it stays
    when a profile is imported that does not have it.
    """

    code: str
    names: Names
    parent: str | None = None
    minimum: Level = Level.SITE
    files: FilePolicy = FilePolicy.ALLOWED
    hotline: str | None = None
    closed: bool = False
    bottom_lines: tuple[str, ...] = ()
    rules: tuple[str, ...] = ()
    clocks: Mapping[str, int] = field(default_factory=dict)
    retention_days: int = 365
    retired: bool = False
    own: bool = False

    def __hash__(self) -> int:
        return hash(self.code)

    def to_document(self) -> dict[str, Any]:
        """As plain JSON values."""
        document: dict[str, Any] = to_builtins(self)
        return document

    def name(self, locale: str) -> str:
        """What the category is called in this language."""
        return localized(self.names, locale)


class Taxonomy(Struct, frozen=True, kw_only=True, dict=True):
    """All categories, rules and bottom lines of a deployment, in the order they are shown."""

    categories: tuple[Category, ...]
    rules: tuple[Rule, ...]
    bottom_lines: tuple[BottomLine, ...] = ()

    @property
    def top(self) -> tuple[str, ...]:
        """The codes of the top categories."""
        return self._codes(None)

    def under(self, code: str) -> tuple[str, ...]:
        """The codes of a category's subcategories; empty for an unknown one."""
        return self._codes(code)

    def find(self, code: str) -> Category | None:
        """The category or subcategory of this code, also a retired one, for old cases."""
        return self._by_code.get(code)

    def of(self, category: str, subcategory: str = "") -> Category | None:
        """The subcategory if it belongs to the category, else the category."""
        narrow = self.find(subcategory)
        if narrow is not None and narrow.parent == category:
            return narrow
        return self.find(category)

    def rule(self, code: str) -> Rule | None:
        """The rule of this code."""
        return next((rule for rule in self.rules if rule.code == code), None)

    def bottom_line(self, code: str) -> BottomLine | None:
        """The bottom line of this code."""
        return next((line for line in self.bottom_lines if line.code == code), None)

    def line_of(self, rule: str) -> str:
        """The code of the bottom line that a rule serves; empty if none is known.

        A profile of an earlier release names none for its rules: then it is the first line of the
        first category that has the rule.
        """
        found = self.rule(rule)
        if found is not None and found.bottom_line:
            return found.bottom_line
        lines = (each.bottom_lines for each in self.categories if rule in each.rules)
        return next((named[0] for named in lines if named), "")

    def rules_for(self, category: str, subcategory: str = "") -> tuple[str, ...]:
        """The codes of the rules that may be cited: the subcategory's first, crimes last."""
        found = (self.of(category, subcategory), self.find(category))
        codes = dict.fromkeys(code for c in found if c is not None for code in c.rules)
        return tuple(sorted(filter(self._is_in_use, codes), key=self._is_crime))

    def rules_within(self, category: str) -> tuple[str, ...]:
        """The codes of the rules of a category and all its subcategories, crimes last."""
        found = (category, *self.under(category))
        codes = dict.fromkeys(code for each in found for code in self.rules_for(category, each))
        return tuple(sorted(codes, key=self._is_crime))

    def preset_rule(self, category: str, subcategory: str = "") -> str:
        """The code of the rule that a decision cites unless its author chooses another.

        That is the first rule of the subcategory; of a category only where it has no
        subcategories. Empty where the kind of content is not known so closely, and for crimes,
        which nobody is to be charged with by default.
        """
        found = self.of(category, subcategory)
        if found is None or (found.parent is None and self.under(found.code)):
            return ""
        code = next(iter(self.rules_for(category, subcategory)), "")
        return "" if self._is_crime(code) else code

    def may_cite(self, rule: str, category: str, subcategory: str = "") -> bool:
        """Whether a decision in this category may cite this rule."""
        return rule in self.rules_for(category, subcategory)

    def files_allowed(self, category: str, subcategory: str = "") -> bool:
        """Whether evidence files are accepted; False while the category is not known."""
        found = self.of(category, subcategory)
        return (
            found is not None
            and not self.is_closed(category, subcategory)
            and found.files is FilePolicy.ALLOWED
        )

    def is_closed(self, category: str, subcategory: str = "") -> bool:
        """Whether the category is closed: not in groups, no contact."""
        found = self.of(category, subcategory)
        return CHILD_ABUSE in {category, subcategory} or (found is not None and found.closed)

    def minimum(self, category: str, subcategory: str = "") -> Level:
        """The lowest level of unit that gets such a report."""
        found = self.of(category, subcategory)
        return Level.SITE if found is None else found.minimum

    def keeping(self, former: "Taxonomy") -> Self:
        """This taxonomy with the categories and rules that only a former one has, for old cases.

        Such categories are retired: nobody can choose them any more. Those that an admin has added
        stay in use.
        """
        categories = {each.code for each in self.categories}
        rules = {each.code for each in self.rules}
        return replace(
            self,
            categories=(
                *self.categories,
                *(
                    replace(each, retired=each.retired or not each.own)
                    for each in former.categories
                    if each.code not in categories
                ),
            ),
            rules=(*self.rules, *(each for each in former.rules if each.code not in rules)),
        )

    def with_category(self, category: Category) -> Self:
        """This taxonomy with one category put in its place, a new one at the end.

        The place of the others stays: buttons of the figures name categories by it.
        """
        known = self.find(category.code) is not None
        put = (category if each.code == category.code else each for each in self.categories)
        return replace(self, categories=(*put, *(() if known else (category,))))

    def with_rule(self, rule: Rule) -> Self:
        """This taxonomy with one rule put in its place, a new one at the end."""
        known = self.rule(rule.code) is not None
        put = (rule if each.code == rule.code else each for each in self.rules)
        return replace(self, rules=(*put, *(() if known else (rule,))))

    def _is_in_use(self, code: str) -> bool:
        found = self.rule(code)
        return found is None or not found.retired

    def _is_crime(self, code: str) -> bool:
        found = self.rule(code)
        return found is not None and found.crime

    @cached_property
    def _by_code(self) -> Mapping[str, Category]:
        return {category.code: category for category in reversed(self.categories)}

    def _codes(self, parent: str | None) -> tuple[str, ...]:
        return tuple(c.code for c in self.categories if c.parent == parent and not c.retired)

    def to_document(self) -> dict[str, Any]:
        """As plain JSON values."""
        document: dict[str, Any] = to_builtins(self)
        return document

    @classmethod
    def from_document(cls, document: Mapping[str, Any]) -> Self:
        """From plain JSON values, as made by `to_document`."""
        return cls(
            categories=tuple(map(read_category, document["categories"])),
            rules=tuple(Rule(**rule) for rule in document["rules"]),
            bottom_lines=tuple(BottomLine(**line) for line in document["bottom_lines"]),
        )


def read_category(document: Mapping[str, Any]) -> Category:
    """A category from plain JSON values, as made by `Category.to_document`."""
    fields = dict(document)
    fields["minimum"] = Level(fields["minimum"])
    fields["files"] = FilePolicy(fields["files"])
    fields["bottom_lines"] = tuple(fields["bottom_lines"])
    fields["rules"] = tuple(fields["rules"])
    return Category(**fields)
