"""The data a notice needs besides its own fields to be rendered, loaded when it is sent.

There is one type of facts per family of notices; those for reporters are in `outbox_delivery`. A
new notice of a known family needs no change here.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import singledispatch

from msgspec import Struct

from domain.case import Case
from domain.core.errors import NotFound
from domain.network.people import Person
from domain.notices.authority_notices import AuthorityNotice
from domain.notices.case_notices import CaseNotice, RepeatedNotice, TakenFromYouNotice
from domain.notices.contact_notices import (
    IdentityDigestNotice,
    IdentityNotice,
    RequestNotice,
    WipeNotice,
)
from domain.notices.notice import Notice
from domain.notices.other_notices import (
    DraftDiscardedNotice,
    DraftReminderNotice,
    GroupCardNotice,
    GroupDigestNotice,
    SuggestionAnsweredNotice,
    SuggestionNewTimeNotice,
)
from domain.notices.removal_notices import RemovalNotice
from domain.notices.staff_notices import (
    AdminNotice,
    BroadcastCardNotice,
    BroadcastNotice,
    CategoryNotice,
    HotlineNotice,
    SuggestionNotice,
    UnitNotice,
)
from domain.suggestion import Suggestion
from storage.broadcasts import broadcasts
from storage.identity import identities
from storage.network import card_places, units
from storage.network.card_places import Place
from storage.queues.outbox import Owed
from storage.suggestions import suggestions
from usecases.broadcasts import broadcast_lifecycle
from usecases.core.request import Request
from usecases.core.views import BroadcastView, Card, RemovalView, RequestView
from usecases.delivery import gathered_news
from usecases.delivery.gathered_news import Gathered
from usecases.identity import contact_requests
from usecases.moderation import case_card
from usecases.notify import staff_cards
from usecases.removals import answering


@dataclass(frozen=True, slots=True, kw_only=True)
class NoticeFacts:
    """Base class; used as it is for notices whose own fields say everything.

    `edits` is the message to edit in place, if any. `removes` is a message to delete once this one
    is sent.
    """

    edits: int | None = None
    removes: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseFacts(NoticeFacts):
    """For staff: a case and its card; None if the recipient may no longer read it.

    `gathered`: what it is about, if that is several additions.
    """

    case: Case
    card: Card | None
    gathered: Gathered | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitFacts(NoticeFacts):
    """For staff: the unit it is about."""

    unit: str


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupCardFacts(NoticeFacts):
    """For a unit's group: a case, and where it is shown there.

    `leaves`: it is no longer shown there. `topics`: each case has a topic of its own. `at` is the
    time, unix seconds, to show what is overdue.
    """

    case: Case
    unit: str
    place: Place | None
    leaves: bool
    topics: bool
    at: int


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestFacts(NoticeFacts):
    """A request to see a contact, as its recipient sees it."""

    request: RequestView


@dataclass(frozen=True, slots=True, kw_only=True)
class RemovalFacts(NoticeFacts):
    """A removal request as its recipient sees it; None if they may not see it any more."""

    view: RemovalView | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ContactFacts(RequestFacts):
    """The contact in clear; empty if it may no longer be seen."""

    contact: Mapping[str, str] = field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class WipeFacts(NoticeFacts):
    """The message to delete."""

    message: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SuggestionFacts(NoticeFacts):
    """A suggestion."""

    suggestion: Suggestion


@dataclass(frozen=True, slots=True, kw_only=True)
class BroadcastFacts(NoticeFacts):
    """A broadcast as an admin sees it."""

    broadcast: BroadcastView


class Addressee(Struct, frozen=True, kw_only=True):
    """What facts are loaded for: the notice, its recipient (None for a group) and its case."""

    req: Request
    owed: Owed
    person: Person | None
    case: Case | None

    @property
    def own(self) -> Request:
        """A request with the recipient as its actor."""
        return self.req.acting_as(self.person)


@singledispatch
def load(notice: Notice, _: Addressee) -> NoticeFacts | None:
    """Load the facts of a notice; None where its subject no longer exists."""
    raise TypeError(f"what {notice.kind} needs is not known")


@load.register
def _nothing(
    _: AdminNotice
    | AuthorityNotice
    | HotlineNotice
    | CategoryNotice
    | IdentityDigestNotice
    | GroupDigestNotice
    | DraftReminderNotice
    | DraftDiscardedNotice,
    __: Addressee,
) -> NoticeFacts:
    return NoticeFacts()


@load.register
def _of_case(notice: CaseNotice | TakenFromYouNotice, to: Addressee) -> CaseFacts | None:
    if to.case is None:
        return None
    card = case_card.card_or_none(to.own, to.case) if to.person is not None else None
    if not isinstance(notice, RepeatedNotice):
        return CaseFacts(case=to.case, card=card)
    gathered = gathered_news.of_notice(to.req.tx, to.case, notice)
    return CaseFacts(case=to.case, card=card, gathered=gathered)


@load.register
def _of_unit(_: UnitNotice, to: Addressee) -> UnitFacts | None:
    return UnitFacts(unit=to.owed.unit) if to.owed.unit is not None else None


@load.register
def _group_card(_: GroupCardNotice, to: Addressee) -> GroupCardFacts | None:
    case, unit, tx = to.case, to.owed.unit, to.req.tx
    if case is None or unit is None:
        return None
    place = card_places.place(tx, case.id, unit)
    return GroupCardFacts(
        case=case,
        unit=unit,
        place=place,
        edits=place.message_id if place else None,
        leaves=not staff_cards.belongs(to.req, case, unit),
        topics=units.has_topics(tx, unit),
        at=to.req.now,
    )


@load.register
def _request(notice: RequestNotice, to: Addressee) -> RequestFacts | None:
    request = identities.get(to.req.tx, notice.request)
    if to.person is None or request is None:
        return None
    return RequestFacts(request=contact_requests.view(to.own, request))


@load.register
def _removal(notice: RemovalNotice, to: Addressee) -> RemovalFacts | None:
    if to.person is None:
        return None
    try:
        return RemovalFacts(view=answering.see(to.own, notice.removal))
    except NotFound:
        return None


@load.register
def _contact(notice: IdentityNotice, to: Addressee) -> ContactFacts | None:
    request = identities.get(to.req.tx, notice.request)
    if to.person is None or request is None:
        return None
    return ContactFacts(
        request=contact_requests.view(to.own, request),
        contact=contact_requests.contact(to.own, request),
    )


@load.register
def _wipe(notice: WipeNotice, _: Addressee) -> WipeFacts:
    return WipeFacts(message=notice.message)


@load.register
def _suggestion(
    notice: SuggestionNotice | SuggestionAnsweredNotice | SuggestionNewTimeNotice, to: Addressee
) -> SuggestionFacts | None:
    found = suggestions.get(to.req.tx, notice.suggestion)
    return SuggestionFacts(suggestion=found) if found is not None else None


@load.register
def _broadcast(notice: BroadcastNotice, to: Addressee) -> BroadcastFacts | None:
    """None if the recipient is no longer an admin."""
    found = broadcasts.get(to.req.tx, notice.broadcast)
    if to.person is None or not to.person.admin or found is None:
        return None
    return BroadcastFacts(broadcast=broadcast_lifecycle.view(to.own, found))


@load.register
def _broadcast_card(notice: BroadcastCardNotice, to: Addressee) -> BroadcastFacts | None:
    found = broadcasts.get(to.req.tx, notice.broadcast)
    if to.person is None or not to.person.admin or found is None:
        return None
    return BroadcastFacts(
        broadcast=broadcast_lifecycle.view(to.own, found, rate=notice.rate),
        edits=broadcasts.shown_in(to.req.tx, found.id).get(to.person.who),
    )
