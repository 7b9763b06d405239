"""What staff and admins are shown: a case, a search, a unit, with what each of them may do."""

from collections.abc import Mapping

from msgspec import Struct, field

from domain.broadcast import Act, Broadcast, Counts
from domain.case import Case, Decision, Referral
from domain.figures.rates import Measured
from domain.identity import ContactRequest
from domain.likeness import Trait
from domain.misuse import Sanction
from domain.network.people import Person, Role, Verb
from domain.network.pledge import Pledge
from domain.network.units import Unit
from domain.report import Evidence, Reached, Report
from domain.routing import Hop
from domain.search.search import Filter
from domain.status import Move
from domain.suggestion import Suggestion
from domain.template import Template
from storage.cases.filters import SavedSearch
from storage.cases.messages import Message
from storage.cases.search import SearchPage
from storage.reporting.targets import Target
from usecases.core.outcomes import ChangedNetwork, DialogOutcome

__all__ = ["Message", "SavedSearch", "Target"]  # the edges meet them, but never a module of rows


class Misused(Struct, frozen=True, kw_only=True):
    """What staff see of misuse by a reporter: that it was answered; never how often, no score."""

    warned_at: int | None = None
    paused_until: int | None = None


class ReportView(Struct, frozen=True, kw_only=True):
    """One report of a case as staff see it: the reporter is an alias."""

    report: Report
    text: str
    targets: tuple[Target, ...]
    has_contact: bool
    reachable: bool
    has_account: bool = True
    edited: bool = False
    reached: Reached | None = None
    wanted: ContactRequest | None = None  # the last request to see the contact
    misused: Misused | None = None


class RequestView(DialogOutcome, frozen=True, kw_only=True):
    """A request to see a contact, as a custodian or whoever asked sees it."""

    request: ContactRequest
    number: str
    alias: str
    asker: str
    may_answer: bool
    may_show: bool


class SimilarCase(Struct, frozen=True, kw_only=True):
    """An open case that may be the same, and in what the two are alike.

    `joinable`: this person may join the two.
    """

    case: Case
    traits: tuple[Trait, ...]
    joinable: bool = False


class Joins(Struct, frozen=True, kw_only=True):
    """What a card says of others who report the same.

    `people` stand by their report. `agreed` is the case that the reporter agrees to join, `apart`
    the one from which they would rather stay apart. `part_of` is what a joined case belongs to now.
    """

    people: int = 1
    agreed: Case | None = None
    apart: Case | None = None
    alike: tuple[SimilarCase, ...] = ()
    part_of: Case | None = None


class Card(DialogOutcome, frozen=True, kw_only=True):
    """A case as one member of staff sees it, with exactly the moves open to that person.

    `deeds` is what else that person may do to it. `at` is the moment it was looked at, in unix
    seconds: what is overdue follows from it. `names` maps the colleagues who wrote or decided
    something to what they are called, `enclosed` a message's row to the files sent along with it;
    the messages whose rows are in `edited` have a newer version. `reached` says of a message how
    far it has come to each reporter it was said to. `unread` is how many reports there are besides.
    """

    case: Case
    at: int
    role: Role
    moves: tuple[Move, ...]
    can_take: bool
    deeds: tuple[Verb, ...]
    reports: tuple[ReportView, ...]
    evidence: tuple[Evidence, ...]
    messages: tuple[Message, ...]
    decision: Decision | None
    assignee: Person | None
    is_mine: bool
    way: tuple[Hop, ...] = ()
    referral: Referral | None = None
    names: Mapping[str, str] = field(default_factory=dict)
    edited: frozenset[int] = frozenset()
    reached: Mapping[int, tuple[Reached, ...]] = field(default_factory=dict)
    enclosed: Mapping[int, tuple[Evidence, ...]] = field(default_factory=dict)
    joins: Joins = field(default_factory=Joins)
    unread: int = 0
    note: str = ""
    showable: tuple[RequestView, ...] = ()  # the contacts that this person may see now
    pauses: tuple[Sanction, ...] = ()  # those that somebody has to look at again


class HandedOn(DialogOutcome, frozen=True, kw_only=True):
    """The case is another unit's now, and no longer this person's to read; `note` says why."""

    case: Case
    note: str = ""


class Search(DialogOutcome, frozen=True, kw_only=True):
    """A page of a search, as somebody looks at it over the `units` that it covers.

    `id` is its row, which its buttons name. `after` is the key of the page, None for the first one.
    `unknown` are typed words that mean nothing here.
    """

    id: int
    wanted: Filter
    found: SearchPage
    at: int
    units: tuple[Unit, ...]
    kept: tuple[SavedSearch, ...]
    after: str | None = None
    unknown: tuple[str, ...] = ()
    note: str = ""


class UnitView(ChangedNetwork, frozen=True, kw_only=True):
    """A unit as admins see it; `profile` is the new one, where the unit was just changed."""

    unit: Unit
    is_bound: bool
    topics: bool
    people: int
    on_call: tuple[Person, ...]
    open_cases: int
    note: str = ""


class TemplateView(DialogOutcome, frozen=True, kw_only=True):
    """A text kept ready, as its unit's staff see it."""

    template: Template
    may_change: bool
    note: str = ""


class SuggestionView(DialogOutcome, frozen=True, kw_only=True):
    """A suggestion as those who may answer it see it."""

    suggestion: Suggestion
    may_answer: bool
    note: str = ""


class BroadcastView(DialogOutcome, frozen=True, kw_only=True):
    """A broadcast as an admin sees it, with what they may do to it now.

    `readers`: how many would get it, before it is sent. `alone`: there is nobody else who could
    approve it. `rate`: how many a second it reaches. `at` is now, unix seconds.
    """

    broadcast: Broadcast
    acts: tuple[Act, ...]
    counts: Counts
    names: Mapping[str, str]
    readers: int
    alone: bool
    rate: float
    at: int
    note: str = ""


class PledgeView(DialogOutcome, frozen=True, kw_only=True):
    """A unit's pledge beside the measured facts; None where it has not signed yet."""

    unit: Unit
    pledge: Pledge | None
    facts: Measured
    may_change: bool = False
    note: str = ""
