"""What staff are shown of similar cases: open ones to join, and how the same was decided."""

from collections.abc import Mapping

from msgspec import Struct, field

from conversation.contexts import Presets
from domain.case import Case, Decision
from domain.likeness import Trait


class SimilarCase(Struct, frozen=True, kw_only=True):
    """An open case that may be the same, and the traits that match.

    `joinable`: this person may join the two.
    """

    case: Case
    traits: tuple[Trait, ...]
    joinable: bool = False


class EarlierDecision(Struct, frozen=True, kw_only=True):
    """How a similar case has ended: the case, its decision, and the traits that match.

    `why_not` is the key of a refusal if this person may not decide the same here now. Otherwise
    `answers` has the ground or the outcome, where it fits, and `presets` what else is copied.
    `may_be_back`: its content was removed, and this person may say that it is there again.
    """

    case: Case
    decision: Decision
    traits: tuple[Trait, ...]
    why_not: str = ""
    refusal: bool = False
    may_be_back: bool = False
    answers: Mapping[str, str] = field(default_factory=dict)
    presets: Presets = Presets()


class Joins(Struct, frozen=True, kw_only=True):
    """What a card shows about joined cases and other reporters.

    `people` are the aliases by report. `agreed` is the case that the reporter agrees to join,
    `apart` the case that they asked not to be joined with. `part_of` is the case that this one was
    joined to. `earlier` is how the same was decided before.
    """

    people: int = 1
    agreed: Case | None = None
    apart: Case | None = None
    alike: tuple[SimilarCase, ...] = ()
    part_of: Case | None = None
    earlier: EarlierDecision | None = None
