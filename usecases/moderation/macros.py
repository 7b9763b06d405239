"""Macros on a case: a unit's text with the decision that it is said for, used in two presses."""

from functools import cache, cached_property, partial

from msgspec.structs import replace

from conversation.contexts import Presets
from domain.case import Case, Outcome, cites
from domain.core.errors import Refusal
from domain.network.people import Verb
from domain.removals import rules
from domain.removals.removal import Removal
from domain.status import Status
from domain.template import Template, TextKind
from storage.cases import templates
from usecases.cases import decided_before, decisions, removal_proofs
from usecases.core.request import Request
from usecases.moderation import ready_texts


def of_case(req: Request, case: Case) -> tuple[Template, ...]:
    """The macros of the case's unit and those above it that this person may use on it now."""
    found, checked = templates.macros(req.tx, ready_texts.line_of(req, case.unit)), _Use(req, case)
    return tuple(each for each in found if not checked.why_not(each))


def usable(req: Request, case: Case, macro_id: int) -> Template:
    """The macro of this id; raises a refusal where it cannot be used on this case now."""
    macro = templates.get(req.tx, macro_id)
    usable_here = ready_texts.line_of(req, case.unit)
    if macro is None or macro.kind is not TextKind.MACRO or macro.unit not in usable_here:
        raise Refusal("template-gone")
    if why := _Use(req, case).why_not(macro):
        raise Refusal(why)
    return macro


class _Use:
    """Whether macros may be used on a case now; what that depends on is read once for all."""

    def __init__(self, req: Request, case: Case) -> None:
        self._req, self._case = req, case
        self._refusing = cache(
            lambda refuses: decided_before.why_not_decide(req, case, refuses=refuses)
        )
        self._unseen = cache(partial(decisions.unseen, req, case))

    @cached_property
    def _proofs(self) -> tuple[Removal, ...]:
        return removal_proofs.of_case(self._req, self._case)

    def why_not(self, macro: Template) -> str:
        """The key of a refusal if this person may not use the macro; else empty."""
        refuses, case = macro.verb == Verb.REFUSE, self._case
        if why := self._refusing(refuses):
            return why
        if refuses:
            return "" if case.status is Status.SUBMITTED else "refusal-move"
        profile, outcome = self._req.profile, Outcome(macro.result)
        if not profile.may_have(case.unit, case.category, case.subcategory):
            return "same-not-here"
        kind = case.category, case.subcategory
        if macro.rule and not profile.taxonomy.may_cite(macro.rule, *kind):
            return "rule-unknown"
        if outcome in rules.PROOF and not rules.proves(self._proofs, outcome):
            return f"refusal-unproven-{outcome}"
        return self._unseen(outcome)


def presets_of(req: Request, case: Case, macro: Template) -> Presets:
    """What the macro answers: its own texts and rule, and the unit's where it has none."""
    found = ready_texts.offered(req, case, (macro.result,)).get(macro.result, Presets())
    places = ready_texts.places_of(req, case)
    if macro.body.strip():
        words = ready_texts.fill(req, macro.body, macro.locale, places)
        found = replace(found, feedback=words, words={})
    if macro.facts.strip():
        facts = ready_texts.fill(req, macro.facts, macro.locale, places)
        found = replace(found, facts=facts)
    return replace(found, rule=macro.rule) if macro.rule and cites(macro.result) else found
