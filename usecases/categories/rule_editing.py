"""The rules that decisions cite, as admins see and change them; a second admin confirms."""

from msgspec import Struct
from msgspec.structs import replace

from conversation.contexts import RuleEditContext
from conversation.form import Sheet
from conversation.forms.categories import rule as rule_form
from conversation.forms.categories.rule import RULE
from domain.categories import subjects
from domain.categories.subjects import key_of
from domain.core.errors import MovedOn, NotFound, Refusal
from domain.draft import Draft
from domain.taxonomy import Rule
from storage.categories import category_rows
from usecases.categories import category_editing, category_proposals
from usecases.core.authority import check
from usecases.core.outcomes import Asked
from usecases.core.profile import current
from usecases.core.request import Request
from usecases.core.views import CategoryProposalView, RuleView

PAGE = 10


class RuleList(Struct, frozen=True, kw_only=True):
    """A page of the rules in the profile's order, the retired ones last."""

    rules: tuple[Rule, ...]
    page: int
    pages: int


def listed(req: Request, page: int = 0) -> RuleList:
    """A page of the rules; a page number beyond the end gives the last page."""
    check(req.actor)
    found = sorted(current(req).taxonomy.rules, key=lambda rule: rule.retired)
    pages = max(1, -(-len(found) // PAGE))
    page = min(max(0, page), pages - 1)
    return RuleList(rules=tuple(found[page * PAGE : (page + 1) * PAGE]), page=page, pages=pages)


def look(req: Request, code: str, note: str = "") -> RuleView:
    """One rule with all of its values."""
    check(req.actor)
    taxonomy, found = current(req).taxonomy, _of(req, code)
    return RuleView(
        rule=found,
        cited_in=tuple(
            each for each in taxonomy.categories if code in each.rules and not each.retired
        ),
        waits=category_rows.proposal(req.tx, key_of(found)) is not None,
        note=note,
    )


def begin(req: Request, code: str, field: str) -> Asked:
    """Ask for a new value of a rule, or, without a code, for all values of a new one."""
    check(req.actor)
    if not code:
        return category_editing.opened(req, RULE.name, RuleEditContext())
    found = _of(req, code)
    if field not in rule_form.FIELDS:
        raise Refusal("answer-stale")
    if found.retired:
        raise Refusal("rule-retired-already")
    context = RuleEditContext(rule=code, field=field, was=found.to_document())
    return category_editing.opened(req, RULE.name, context)


def still(req: Request, draft: Draft) -> None:
    """Raise a refusal if the rule was changed since the form was opened."""
    check(req.actor)
    context = RuleEditContext.of(draft)
    old = current(req).taxonomy.rule(context.rule or draft.answers.get("code") or "")
    if old != (None if context.was is None else Rule(**context.was)):
        raise MovedOn("category-changed-meanwhile")


def finish(req: Request, draft: Draft) -> RuleView | CategoryProposalView:
    """Propose the form's rule to a second admin; alone, store it at once."""
    still(req, draft)
    profile = current(req)
    old = profile.taxonomy.rule(RuleEditContext.of(draft).rule or draft.answers["code"])
    new = rule_form.drawn_up(Sheet(draft=draft, profile=profile))
    if new == old:
        return look(req, new.code, "category-unchanged")
    return _put(req, old, new)


def retire(req: Request, code: str) -> RuleView | CategoryProposalView:
    """Retire a rule: no new decision may cite it, earlier ones still name it."""
    check(req.actor)
    found = _of(req, code)
    return _put(req, found, subjects.retired(found, to=True))


def restore(req: Request, code: str) -> RuleView | CategoryProposalView:
    """Make a retired rule citable again."""
    check(req.actor)
    found = _of(req, code)
    return _put(req, found, subjects.retired(found, to=False))


def _put(req: Request, old: Rule | None, new: Rule) -> RuleView | CategoryProposalView:
    if waits := category_proposals.put(req, old, new):
        return waits
    return replace(look(req, new.code, "category-saved"), profile=current(req))


def _of(req: Request, code: str) -> Rule:
    found = current(req).taxonomy.rule(code)
    if found is None:
        raise NotFound("category-unknown")
    return found
