"""Button payloads of the categories."""

from typing import ClassVar

from handlers.ui.callbacks import Button


class ListCategories(Button, frozen=True):
    """A page of the top categories."""

    tag: ClassVar[str] = "ct1"
    page: int


class SeeCategory(Button, frozen=True):
    """Show one category."""

    tag: ClassVar[str] = "ct2"
    category: str


class ChangeCategory(Button, frozen=True):
    """Ask for a new value of one field."""

    tag: ClassVar[str] = "ct3"
    category: str
    field: str


class AddCategory(Button, frozen=True):
    """Open the form of a new category, below `parent` if it is not empty."""

    tag: ClassVar[str] = "ct4"
    parent: str


class RetireCategory(Button, frozen=True):
    """Ask whether to retire a category."""

    tag: ClassVar[str] = "ct5"
    category: str


class RetireCategorySurely(Button, frozen=True):
    """Retire it."""

    tag: ClassVar[str] = "ct6"
    category: str


class RestoreCategory(Button, frozen=True):
    """Make a retired category available again."""

    tag: ClassVar[str] = "ct7"
    category: str


class CategoryHistoryOf(Button, frozen=True):
    """The history of a category, changes with ids below this one; 0 for the newest."""

    tag: ClassVar[str] = "ct8"
    category: str
    before: int


class SeeCategoryProposal(Button, frozen=True):
    """Show the change of a category that waits for a second admin."""

    tag: ClassVar[str] = "cp1"
    category: str


class AnswerCategoryProposal(Button, frozen=True):
    """Confirm the change that the screen shows, known by its mark, or drop it: `yes` or `no`."""

    tag: ClassVar[str] = "cp3"
    category: str
    word: str
    mark: str


class ListRules(Button, frozen=True):
    """A page of the rules that decisions cite."""

    tag: ClassVar[str] = "cr1"
    page: int


class SeeRule(Button, frozen=True):
    """Show one rule."""

    tag: ClassVar[str] = "cr2"
    rule: str


class ChangeRule(Button, frozen=True):
    """Ask for a new value of one field; without a rule, for all values of a new one."""

    tag: ClassVar[str] = "cr3"
    rule: str
    field: str


class RetireRule(Button, frozen=True):
    """Retire a rule."""

    tag: ClassVar[str] = "cr4"
    rule: str


class RestoreRule(Button, frozen=True):
    """Make a retired rule citable again."""

    tag: ClassVar[str] = "cr5"
    rule: str
