"""What staff and admins are shown: a case, a search, a unit, with what each person may do."""

from collections.abc import Mapping

from msgspec import Struct, field

from domain.broadcast import Act, Broadcast, Counts
from domain.case import Case, Decision, Referral
from domain.case_files.orders import AuthorityAnswer, Order
from domain.categories.subjects import Subject
from domain.figures.rates import Measured
from domain.identity import ContactRequest
from domain.misuse import Sanction
from domain.network.people import Person, Role, Verb
from domain.network.pledge import Pledge
from domain.network.units import Unit
from domain.notices.preferences import Preferences
from domain.removals.removal import Check, Removal
from domain.report import Evidence, Reached, Report
from domain.reported_accounts.measures import MeasureTaken
from domain.reported_accounts.platforms import ReportedAccount
from domain.reported_accounts.records import AccountRecord
from domain.routing import Hop
from domain.search.search import Filter
from domain.status import Move
from domain.suggestion import Suggestion
from domain.taxonomy import Category, Rule
from domain.template import Template
from storage.cases.filters import SavedSearch
from storage.cases.messages import Message
from storage.cases.search import SearchPage
from storage.reporting.targets import Target
from usecases.core.first_words import Glimpse
from usecases.core.outcomes import ChangedNetwork, DialogOutcome
from usecases.core.similar_cases import Joins

# upper layers import them from here, never from storage
__all__ = ["Glimpse", "Message", "SavedSearch", "Target"]


class Misused(Struct, frozen=True, kw_only=True):
    """Misuse by a reporter as staff see it: that there was a sanction, not how many; no score."""

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
    edits: tuple[Message, ...] = ()
    reached: Reached | None = None
    wanted: ContactRequest | None = None  # the latest request to see the contact
    misused: Misused | None = None


class RequestView(DialogOutcome, frozen=True, kw_only=True):
    """A request to see a contact, as a custodian or the person who asked sees it."""

    request: ContactRequest
    number: str
    alias: str
    asker: str
    may_answer: bool
    may_show: bool


class Card(DialogOutcome, frozen=True, kw_only=True):
    """A case as one member of staff sees it, with the moves open to that person.

    `deeds` are the other actions open to that person. `at` is the time of the view, unix seconds,
    to show what is overdue. `names` maps colleagues who wrote or decided something to their names,
    `enclosed` a message's row id to its files, `edits` to its newer versions, the oldest first.
    `reached` is the delivery state of a message for each of its reporters. `unread` is the number
    of reports that are not shown.
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
    edits: Mapping[int, tuple[Message, ...]] = field(default_factory=dict)
    reached: Mapping[int, tuple[Reached, ...]] = field(default_factory=dict)
    enclosed: Mapping[int, tuple[Evidence, ...]] = field(default_factory=dict)
    joins: Joins = field(default_factory=Joins)
    unread: int = 0
    note: str = ""
    showable: tuple[RequestView, ...] = ()  # the contacts that this person may see now
    pauses: tuple[Sanction, ...] = ()  # those due for review
    own: bool = False  # this person reported it, and may only read it
    can_assign: bool = False
    can_give_back: bool = False
    has_macros: bool = False  # there are some that this person may use now
    removals: tuple[Removal, ...] = ()
    accounts: tuple[AccountRecord, ...] = ()
    measure: MeasureTaken | None = None  # of the decision
    measured: ReportedAccount | None = None  # whom it is against, where not all of the case
    may_order_file: bool = False  # the case file of a referred case
    authority_answer: AuthorityAnswer | None = None  # the newest one to the referral
    file_order: Order | None = None  # the newest order of it


class RemovalView(DialogOutcome, frozen=True, kw_only=True):
    """A removal request as one person sees it, with the actions open to them.

    `number` is that of its case and its own within the case, `at` now, unix seconds. `reads_case`:
    they may read the case, too, and see the `names` of colleagues. `hides_addresses`: the addresses
    are shown only when asked for. `asks_sure` is what they have to confirm that they saw: nothing
    is noted yet, and so many `reporters` will be told; None if nobody is told anything new.
    """

    removal: Removal
    number: str
    at: int
    verbs: tuple[Verb, ...] = ()
    reads_case: bool = False
    hides_addresses: bool = False
    asks_sure: Check | None = None
    reporters: int | None = None
    names: Mapping[str, str] = field(default_factory=dict)
    note: str = ""


class HandedOn(DialogOutcome, frozen=True, kw_only=True):
    """Another unit has the case now, and this person may not read it; `note` says why."""

    case: Case
    note: str = ""


class Search(DialogOutcome, frozen=True, kw_only=True):
    """One page of a search in the `units` that the person may read.

    `id` is its row id, which its buttons carry. `after` is the key of the page, None for the first
    one. `unknown` are typed words that no criterion matches. `glimpses`: see `CaseQueue`.
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
    glimpses: Mapping[int, Glimpse] = field(default_factory=dict)


class AccountHistory(Struct, frozen=True, kw_only=True):
    """One page of an account's cases in the units that the person may read, newest first.

    `after` is the key of the next page, None on the last one; `at` is now, unix seconds. `case` is
    the one whose account is looked at.
    """

    record: AccountRecord
    case: Case
    cases: tuple[Case, ...]
    at: int
    after: str | None = None
    first: bool = True


class AccountChoice(Struct, frozen=True, kw_only=True):
    """Accounts of one name on several platforms: each with its row id."""

    found: tuple[tuple[int, ReportedAccount], ...]


class RepeatedAccounts(Struct, frozen=True, kw_only=True):
    """One page of the accounts with several upheld cases: each with its number and latest time.

    `after` is the key of the next page, None on the last one.
    """

    found: tuple[tuple[AccountRecord, int], ...]
    after: str | None = None


class UnitView(ChangedNetwork, frozen=True, kw_only=True):
    """A unit as admins see it; `profile` is the new one, where the unit was just changed."""

    unit: Unit
    is_bound: bool
    topics: bool
    people: int
    on_call: tuple[Person, ...]
    open_cases: int
    note: str = ""


class ProposalView(ChangedNetwork, frozen=True, kw_only=True):
    """A change of a unit that waits for a second admin; `able`: the viewer may confirm it.

    `by` is the name of who proposed it, `at` when, unix seconds. `waits`: it still does. `mark` is
    of this very change: who answers it says by it what they have seen.
    """

    unit: Unit
    changes: Mapping[str, tuple[str, str]]
    by: str
    at: int
    waits: bool
    able: bool
    mark: str
    note: str = ""


class CategoryView(ChangedNetwork, frozen=True, kw_only=True):
    """A category as admins see it; `profile` is the new one, where it was just changed.

    `waits`: a change of it waits for a second admin. `protected`: it cannot be retired.
    """

    category: Category
    below: tuple[Category, ...]
    waits: bool
    protected: bool
    note: str = ""


class RuleView(ChangedNetwork, frozen=True, kw_only=True):
    """A rule as admins see it, with the categories whose decisions may cite it.

    `waits`: a change of it waits for a second admin.
    """

    rule: Rule
    cited_in: tuple[Category, ...]
    waits: bool
    note: str = ""


class CategoryProposalView(ChangedNetwork, frozen=True, kw_only=True):
    """A change of a category or a rule that waits for a second admin; as `ProposalView`."""

    subject: Subject
    old: Subject | None
    by: str
    at: int
    waits: bool
    able: bool
    mark: str
    note: str = ""


class TemplateView(DialogOutcome, frozen=True, kw_only=True):
    """A template as its unit's staff see it."""

    template: Template
    may_change: bool
    note: str = ""


class SuggestionView(DialogOutcome, frozen=True, kw_only=True):
    """A suggestion as the people who may answer it see it."""

    suggestion: Suggestion
    may_answer: bool
    note: str = ""


class BroadcastView(DialogOutcome, frozen=True, kw_only=True):
    """A broadcast as an admin sees it, with the actions open to that admin.

    `readers`: the number of recipients, before it is sent. `alone`: there is no other admin who
    could approve it. `rate`: messages per second. `at` is now, unix seconds.
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
    """A unit's pledge beside the measured facts; None while it has not signed."""

    unit: Unit
    pledge: Pledge | None
    facts: Measured
    may_change: bool = False
    note: str = ""


class NoticeSettings(DialogOutcome, frozen=True, kw_only=True):
    """What a member of staff chose to be told when; `on_call`: they are on call for a unit."""

    preferences: Preferences
    on_call: bool
