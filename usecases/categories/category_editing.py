"""/categories: admins see and change what content is reported as; a second admin confirms."""

from msgspec import Struct
from msgspec.structs import replace

from conversation.contexts import CategoryEditContext
from conversation.form import Sheet
from conversation.forms.categories import category_draft
from conversation.forms.categories.category import CATEGORY
from domain.categories import subjects
from domain.categories.category_changes import problem, protects
from domain.categories.subjects import Subject
from domain.core.changes import Change
from domain.core.errors import MovedOn, NotFound, Refusal
from domain.draft import Draft, FormContext
from domain.taxonomy import Category, read_category
from storage.categories import category_rows
from storage.network import people
from usecases.categories import category_proposals
from usecases.core.authority import check
from usecases.core.outcomes import Asked
from usecases.core.profile import current
from usecases.core.request import Request
from usecases.core.views import CategoryProposalView, CategoryView
from usecases.dialogs import draft_lifecycle

PAGE = 20  # top categories: as many as a phone scrolls at once
CHANGES = 5  # changes of a category on one screen
MOST_WAITING = 8


class CategoryList(Struct, frozen=True, kw_only=True):
    """A page of the top categories, the retired ones last; `waiting` are changes that wait.

    Also of rules.
    """

    categories: tuple[Category, ...]
    page: int
    pages: int
    waiting: tuple[Subject, ...]


class CategoryHistory(Struct, frozen=True, kw_only=True):
    """The changes of a category or a rule, newest first; `before` is the key of the next page.

    `names` are the authors' names by fingerprint; who is missing was an import from files.
    """

    subject: Subject
    changed: tuple[Change, ...]
    names: dict[str, str]
    before: int | None


class CategoryRetiring(Struct, frozen=True, kw_only=True):
    """What retiring a category means: how many in use are below it."""

    category: Category
    below: int


def listed(req: Request, page: int = 0) -> CategoryList:
    """A page of the top categories; a page number beyond the end gives the last page."""
    check(req.actor)
    taxonomy = current(req).taxonomy
    found = sorted(
        (each for each in taxonomy.categories if each.parent is None), key=lambda each: each.retired
    )
    pages = max(1, -(-len(found) // PAGE))
    page = min(max(0, page), pages - 1)
    return CategoryList(
        categories=tuple(found[page * PAGE : (page + 1) * PAGE]),
        page=page,
        pages=pages,
        waiting=tuple(each.new for each in category_rows.proposals(req.tx, MOST_WAITING)),
    )


def look(req: Request, code: str, note: str = "") -> CategoryView:
    """One category with all of its values, and those below it."""
    check(req.actor)
    profile = current(req)
    found = _of(req, code)
    return CategoryView(
        category=found,
        below=tuple(each for each in profile.taxonomy.categories if each.parent == code),
        waits=category_rows.proposal(req.tx, code) is not None,
        protected=protects(profile, found),
        note=note,
    )


def begin(req: Request, code: str, field: str) -> Asked:
    """Ask for a new value of a category."""
    check(req.actor)
    found = _of(req, code)
    if field not in category_draft.FIELDS:
        raise Refusal("answer-stale")
    if found.retired:
        raise Refusal("category-retired-already")
    context = CategoryEditContext(category=code, field=field, was=found.to_document())
    return opened(req, CATEGORY.name, context)


def add(req: Request, parent: str = "") -> Asked:
    """Ask for the values of a new category, or of one below `parent`."""
    check(req.actor)
    if parent:
        above = _of(req, parent)
        if above.parent is not None or above.retired:
            raise Refusal("category-parent-unfit")
    return opened(req, CATEGORY.name, CategoryEditContext(parent=parent))


def opened(req: Request, form: str, context: FormContext) -> Asked:
    """Open a form of this subject."""
    return draft_lifecycle.begin(req, form, context=context)


def still(req: Request, draft: Draft) -> None:
    """Raise a refusal if the category was changed since the form was opened."""
    check(req.actor)
    context = CategoryEditContext.of(draft)
    old = current(req).taxonomy.find(context.category or draft.answers.get("code") or "")
    if old != (None if context.was is None else read_category(context.was)):
        raise MovedOn("category-changed-meanwhile")


def finish(req: Request, draft: Draft) -> CategoryView | CategoryProposalView:
    """Propose the form's category to a second admin; alone, store it at once."""
    still(req, draft)
    profile = current(req)
    old = profile.taxonomy.find(CategoryEditContext.of(draft).category or draft.answers["code"])
    new = category_draft.drawn_up(Sheet(draft=draft, profile=profile))
    if new == old:
        return look(req, new.code, "category-unchanged")
    return _put(req, old, new)


def _put(req: Request, old: Category | None, new: Category) -> CategoryView | CategoryProposalView:
    """Propose a change, or store it where there is nobody else to ask; a refusal if it is wrong."""
    if waits := category_proposals.put(req, old, new):
        return waits
    return replace(look(req, new.code, "category-saved"), profile=current(req))


def ask_retire(req: Request, code: str) -> CategoryRetiring:
    """What retiring the category means; changes nothing."""
    check(req.actor)
    found = _of(req, code)
    if why := problem(current(req), subjects.retired(found, to=True)):
        raise Refusal(why)
    return CategoryRetiring(category=found, below=len(current(req).taxonomy.under(code)))


def retire(req: Request, code: str) -> CategoryView | CategoryProposalView:
    """Retire a category: it takes no new report, running cases keep it."""
    check(req.actor)
    found = _of(req, code)
    return _put(req, found, subjects.retired(found, to=True))


def restore(req: Request, code: str) -> CategoryView | CategoryProposalView:
    """Make a retired category available again."""
    check(req.actor)
    found = _of(req, code)
    return _put(req, found, subjects.retired(found, to=False))


def history(req: Request, key: str, before: int | None = None) -> CategoryHistory:
    """Who changed a category or a rule and how; only changes before the row `before`, if given."""
    check(req.actor)
    subject = subjects.find(current(req).taxonomy, key)
    if subject is None:
        raise NotFound("category-unknown")
    found = category_rows.history(req.tx, key, limit=CHANGES + 1, before=before)
    shown = found[:CHANGES]
    staff = {each.who: people.get(req.tx, each.who) for each in shown}
    return CategoryHistory(
        subject=subject,
        changed=shown,
        names={who: person.name for who, person in staff.items() if person is not None},
        before=shown[-1].id if len(found) > CHANGES else None,
    )


def _of(req: Request, code: str) -> Category:
    found = current(req).taxonomy.find(code)
    if found is None:
        raise NotFound("category-unknown")
    return found
