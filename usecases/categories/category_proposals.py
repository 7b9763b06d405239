"""Changes that wait: everybody reads categories and rules, so a second admin confirms each."""

from domain.categories import subjects
from domain.categories.subjects import Subject, key_of
from domain.core.errors import NotFound, Refusal
from domain.notices.staff_notices import CategoryChangedNotice, CategoryProposedNotice
from domain.profile import Profile
from storage.categories import category_rows
from storage.categories.category_rows import CategoryProposal
from storage.network import people
from usecases import session
from usecases.core.authority import check
from usecases.core.profile import current
from usecases.core.request import Request
from usecases.core.views import CategoryProposalView
from usecases.notify import authority_news


def put(req: Request, old: Subject | None, new: Subject) -> CategoryProposalView | None:
    """Propose a change to a second admin; None where it was stored at once, with nobody to ask.

    Raises a refusal if it may not be stored like this.
    """
    check(req.actor)
    if why := subjects.problem(current(req), new):
        raise Refusal(why)
    if not _is_alone(req):
        return _propose(req, old, new)
    _store(req, old, new)
    return None


def look(req: Request, key: str) -> CategoryProposalView:
    """The change that waits for a category or a rule."""
    return _view(req, _of(req, key))


def confirm(req: Request, key: str, mark: str) -> CategoryProposalView:
    """A second admin confirms the change of this mark: it holds from now on.

    Another one that has replaced it is shown instead.
    """
    found = _of(req, key)
    if found.mark != mark:
        return _view(req, found, note="proposal-replaced")
    if found.who == req.actor.who and not _is_alone(req):
        raise Refusal("category-second")
    profile, proposer = current(req), people.get(req.tx, found.who, req.now)
    stands = proposer is not None and proposer.admin
    stands = stands and subjects.find(profile.taxonomy, key) == found.old
    if not stands or subjects.problem(profile, found.new):  # others may have changed meanwhile
        category_rows.drop(req.tx, key)
        return _view(req, found, note="category-void")
    if not category_rows.drop(req.tx, key):
        raise NotFound("category-proposal-gone")  # somebody else has answered it at the same time
    _store(req, found.old, found.new, found.who)
    return _view(req, found, note="category-confirmed", profile=current(req))


def drop(req: Request, key: str, mark: str) -> CategoryProposalView:
    """An admin decides against the change of this mark, also who proposed it."""
    found = _of(req, key)
    if found.mark != mark:
        return _view(req, found, note="proposal-replaced")
    category_rows.drop(req.tx, key)
    session.note(req, "category_drop", "", f"{key} {found.who}")
    return _view(req, found, note="category-dropped")


def _is_alone(req: Request) -> bool:
    """Whether this admin decides alone: the settings say so, and there is no other admin."""
    others = people.admin_whos(req.tx) - {req.actor.who}
    return req.conditions.one_admin and not others


def _store(req: Request, old: Subject | None, new: Subject, by: str = "") -> None:
    """Store a change; history and journal have it. `by`: the fingerprint of who proposed it."""
    verb, key = subjects.verb(old, new), key_of(new)
    differs = tuple(subjects.changes(old, new))
    category_rows.save(req.tx, new, req.now)
    category_rows.write(req.tx, old, new, verb, (by or req.actor.who, req.now))
    category_rows.drop(req.tx, key)  # it was about the version before
    session.note(req, verb, "", f"{key}: {', '.join(differs)} {by}".strip())
    names = dict(subjects.names_of(req.profile, new))
    by_name = req.actor.name
    notice = CategoryChangedNotice(category=key, names=names, by=by_name, fields=differs)
    authority_news.category(req, notice)


def _propose(req: Request, old: Subject | None, new: Subject) -> CategoryProposalView:
    """Keep a change until a second admin confirms it, and tell the other admins."""
    found = CategoryProposal(new=new, old=old, who=req.actor.who, at=req.now)
    category_rows.propose(req.tx, found)
    differs = ", ".join(subjects.changes(old, new))
    session.note(req, "category_propose", "", f"{key_of(new)}: {differs}")
    names = dict(subjects.names_of(req.profile, new))
    notice = CategoryProposedNotice(category=key_of(new), names=names, by=req.actor.name)
    authority_news.category(req, notice)
    return _view(req, found, note="category-kept")


def _of(req: Request, key: str) -> CategoryProposal:
    check(req.actor)
    found = category_rows.proposal(req.tx, key)
    if found is None:
        raise NotFound("category-proposal-gone")
    return found


def _view(
    req: Request, found: CategoryProposal, *, note: str = "", profile: Profile | None = None
) -> CategoryProposalView:
    waits = category_rows.proposal(req.tx, key_of(found.new)) is not None
    return CategoryProposalView(
        subject=found.new,
        old=found.old,
        by=authority_news.name_of(req, found.who),
        at=found.at,
        waits=waits,
        able=waits and (found.who != req.actor.who or _is_alone(req)),
        mark=found.mark,
        note=note,
        profile=profile,
    )
