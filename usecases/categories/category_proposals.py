"""Changes of categories that wait: everybody reads a category, so a second admin confirms it."""

from domain.categories.category_changes import changes, problem
from domain.core.errors import NotFound, Refusal
from domain.notices.staff_notices import CategoryChangedNotice, CategoryProposedNotice
from domain.profile import Profile
from domain.taxonomy import Category
from storage.categories import category_rows
from storage.categories.category_rows import CategoryProposal
from storage.network import people
from usecases import session
from usecases.core.authority import check
from usecases.core.profile import current
from usecases.core.request import Request
from usecases.core.views import CategoryProposalView
from usecases.notify import authority_news


def is_alone(req: Request) -> bool:
    """Whether this admin decides alone: the settings say so, and there is no other admin."""
    others = people.admin_whos(req.tx) - {req.actor.who}
    return req.conditions.one_admin and not others


def store(req: Request, old: Category | None, new: Category, by: str = "") -> None:
    """Store a category; history and journal have it. `by`: the fingerprint of who proposed it."""
    verb = _verb(old, new)
    differs = ", ".join(changes(old, new))
    category_rows.save(req.tx, new, req.now)
    category_rows.write(req.tx, old, new, verb, (by or req.actor.who, req.now))
    category_rows.drop(req.tx, new.code)  # it was about the category as it was before
    session.note(req, verb, "", f"{new.code}: {differs} {by}".strip())
    notice = CategoryChangedNotice(category=new.code, names=dict(new.names), by=req.actor.name)
    authority_news.category(req, notice)


def propose(req: Request, old: Category | None, new: Category) -> CategoryProposalView:
    """Keep a change until a second admin confirms it, and tell the other admins."""
    found = CategoryProposal(new=new, old=old, who=req.actor.who, at=req.now)
    category_rows.propose(req.tx, found)
    session.note(req, "category_propose", "", f"{new.code}: {', '.join(changes(old, new))}")
    notice = CategoryProposedNotice(category=new.code, names=dict(new.names), by=req.actor.name)
    authority_news.category(req, notice)
    return _view(req, found, note="category-kept")


def look(req: Request, code: str) -> CategoryProposalView:
    """The change that waits for a category."""
    return _view(req, _of(req, code))


def confirm(req: Request, code: str) -> CategoryProposalView:
    """A second admin confirms a change: it holds from now on."""
    found = _of(req, code)
    if found.who == req.actor.who and not is_alone(req):
        raise Refusal("category-second")
    profile, proposer = current(req), people.get(req.tx, found.who, req.now)
    stands = proposer is not None and proposer.admin
    stands = stands and profile.taxonomy.find(code) == found.old
    if not stands or problem(profile, found.new):  # others may have changed meanwhile
        category_rows.drop(req.tx, code)
        return _view(req, found, note="category-void")
    store(req, found.old, found.new, found.who)
    return _view(req, found, note="category-confirmed", profile=current(req))


def drop(req: Request, code: str) -> CategoryProposalView:
    """An admin decides against a change, also who proposed it."""
    found = _of(req, code)
    category_rows.drop(req.tx, code)
    session.note(req, "category_drop", "", f"{code} {found.who}")
    return _view(req, found, note="category-dropped")


def _verb(old: Category | None, new: Category) -> str:
    if old is None:
        return "category_add"
    if old.retired == new.retired:
        return "category_change"
    return "category_retire" if new.retired else "category_restore"


def _of(req: Request, code: str) -> CategoryProposal:
    check(req.actor)
    found = category_rows.proposal(req.tx, code)
    if found is None:
        raise NotFound("category-proposal-gone")
    return found


def _view(
    req: Request, found: CategoryProposal, *, note: str = "", profile: Profile | None = None
) -> CategoryProposalView:
    waits = category_rows.proposal(req.tx, found.new.code) is not None
    return CategoryProposalView(
        category=found.new,
        old=found.old,
        by=authority_news.name_of(req, found.who),
        at=found.at,
        waits=waits,
        able=waits and (found.who != req.actor.who or is_alone(req)),
        note=note,
        profile=profile,
    )
