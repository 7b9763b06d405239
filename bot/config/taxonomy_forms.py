"""Pydantic models of taxonomy.toml; checks across values are in `profile_checks`."""

from collections.abc import Iterator
from typing import Annotated

from pydantic import Field

from bot.config.file_problems import Loc
from bot.config.profile_forms import ClocksForm, Code, Count, FactForm, FileForm, PhoneNumber, Words
from domain.network.units import Level
from domain.taxonomy import FilePolicy

ButtonWords = Annotated[str, Field(min_length=1, max_length=60)]


class NamedForm(FactForm):
    """A bottom line: a name by language."""

    name: dict[str, Words]


class LawForm(NamedForm):
    """A law or a regulation; `crime`: it says what is a crime, which only a court can find."""

    crime: Annotated[bool, Field(strict=True)] = False


class RuleForm(FactForm):
    """An article of a law; without an article, the whole law. `bottom_line`: that it serves."""

    law: Code
    bottom_line: Code | None = None
    article: dict[str, Words] = Field(default_factory=dict)
    about: dict[str, Words]


class SubcategoryForm(FileForm):
    """A category without its sub-categories."""

    name: dict[str, ButtonWords]
    minimum: Level = Level.SITE
    files: FilePolicy = FilePolicy.ALLOWED
    hotline: Words | None = None
    closed: Annotated[bool, Field(strict=True)] = False
    bottom_lines: list[Code] = Field(default_factory=list)
    rules: list[Code] = Field(default_factory=list)
    clocks: ClocksForm = ClocksForm()
    retention_days: Count = 365

    def settled(self, above: "SubcategoryForm | None") -> "SubcategoryForm":
        """This category, with values that it does not set inherited from the one above."""
        taken = {} if above is None else above.model_dump(exclude_unset=True, exclude={"sub"})
        own = self.model_dump(exclude_unset=True, exclude={"sub"})
        clocks = {**taken.get("clocks", {}), **own.get("clocks", {})}
        return SubcategoryForm.model_validate({**taken, **own, "clocks": clocks})


class CategoryForm(SubcategoryForm):
    """A category with its sub-categories."""

    sub: dict[Code, SubcategoryForm] = Field(default_factory=dict)


class TaxonomyFile(FileForm):
    """taxonomy.toml."""

    bottom_lines: dict[Code, NamedForm] = Field(default_factory=dict)
    laws: dict[Code, LawForm]
    rules: dict[Code, RuleForm]
    hotlines: dict[PhoneNumber, FactForm] = Field(default_factory=dict)
    categories: dict[Code, CategoryForm] = Field(min_length=1)

    def all_categories(self) -> Iterator[tuple[Loc, str, SubcategoryForm, str | None]]:
        """Location in the file, code, form and parent's code of each category; parents first."""
        for code, category in self.categories.items():
            yield ("categories", code), code, category, None
            for inner, sub in category.sub.items():
                yield ("categories", code, "sub", inner), inner, sub, code

    def all_names(self) -> Iterator[tuple[Loc, dict[str, str]]]:
        """Every text by language, with its location in the file."""
        for code, line in self.bottom_lines.items():
            yield ("bottom_lines", code, "name"), line.name
        for code, law in self.laws.items():
            yield ("laws", code, "name"), law.name
        for code, rule in self.rules.items():
            if rule.article:
                yield ("rules", code, "article"), rule.article
            yield ("rules", code, "about"), rule.about
        for loc, _, category, _ in self.all_categories():
            yield (*loc, "name"), category.name

    def facts(self) -> Iterator[tuple[Loc, FactForm]]:
        """Every bottom line, law, rule and hotline, with its location in the file."""
        for table, entries in (
            ("bottom_lines", self.bottom_lines),
            ("laws", self.laws),
            ("rules", self.rules),
            ("hotlines", self.hotlines),
        ):
            for code, fact in entries.items():
                yield (table, code), fact

    def settled(self, category: SubcategoryForm, parent: str | None) -> SubcategoryForm:
        """A category with the values it inherits from its parent."""
        return category.settled(None if parent is None else self.categories[parent])
