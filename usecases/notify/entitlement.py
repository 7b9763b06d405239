"""Whether a member of staff may still get a notice; checked when it is sent.

Their role may have ended since the notice was queued. There is one rule per family of notices: a
new notice of a known family needs no change here.
"""

from collections.abc import Mapping
from functools import singledispatch

from msgspec import Struct

from domain.case import Case
from domain.network.people import Person, Role, Verb, may, overlooks, role_in
from domain.network.units import Unit
from domain.notices.authority_notices import GuardNotice, RoleGivenNotice
from domain.notices.case_notices import CaseNotice, TakenFromYouNotice
from domain.notices.contact_notices import (
    IdentityDigestNotice,
    IdentityWantedNotice,
    RequestAnswerNotice,
)
from domain.notices.notice import Notice
from domain.notices.removal_notices import RemovalNotice
from domain.notices.staff_notices import (
    AdminNotice,
    BroadcastNotice,
    CaseDigestNotice,
    CategoryChangedNotice,
    CategoryNotice,
    HotlineChangedNotice,
    HotlineNotice,
    LeadNotice,
    SuggestionNotice,
    UnitNotice,
)
from domain.removals import rules
from storage.broadcasts import broadcasts
from storage.cases import reviewers
from storage.identity import identities
from storage.queues.outbox import Owed
from storage.removals import removals
from storage.suggestions import suggestions
from usecases.core.request import Request
from usecases.notify import digests


class Listener(Struct, frozen=True, kw_only=True):
    """The recipient of a notice, and the unit and case of the notice, if it has any."""

    req: Request
    unit: str
    case: Case | None

    @property
    def person(self) -> Person:
        """The recipient."""
        return self.req.actor

    @property
    def units(self) -> Mapping[str, Unit]:
        """All units by their codes."""
        return self.req.profile.by_code

    def leads(self, unit: str) -> bool:
        """Whether the recipient leads the unit, or one above it."""
        return role_in(self.person, unit, self.units) >= Role.LEAD


def may_hear(req: Request, owed: Owed, case: Case | None) -> bool:
    """Whether the recipient may get this notice now. Called only for guarded notices."""
    return _may(owed.notice, Listener(req=req, unit=owed.unit or "", case=case))


@singledispatch
def _may(notice: Notice, _: Listener) -> bool:
    raise TypeError(f"who may be told of {notice.kind} is not known")


@_may.register
def _of_case(_: CaseNotice, to: Listener) -> bool:
    """For those who read the case; not for who has reported it meanwhile."""
    if to.case is None or not overlooks(to.person, to.case.unit, to.units):
        return False
    return not reviewers.reported(to.req.tx, to.case.id, (to.person.who,))


@_may.register
def _of_former_case(notice: TakenFromYouNotice, to: Listener) -> bool:
    """For the leads of the case's former unit, wherever the case is now."""
    if notice.unit:
        return to.leads(notice.unit)
    return to.person.admin or bool(to.person.leads)


@_may.register
def _digest_of_cases(_: CaseDigestNotice, to: Listener) -> bool:
    """For whoever has a role; which cases they may read is asked of each when it is sent."""
    return digests.is_told(to.person)


@_may.register
def _of_unit(_: UnitNotice, to: Listener) -> bool:
    return overlooks(to.person, to.unit, to.units)


@_may.register
def _for_leads(_: LeadNotice, to: Listener) -> bool:
    return to.leads(to.unit)


@_may.register
def _digest(notice: IdentityDigestNotice, to: Listener) -> bool:
    return to.leads(notice.unit)


@_may.register
def _for_admins(_: AdminNotice, to: Listener) -> bool:
    return to.person.admin


@_may.register
def _for_guards(_: GuardNotice, to: Listener) -> bool:
    return to.person.admin or to.person.custodian


@_may.register
def _of_public_number(notice: HotlineNotice, to: Listener) -> bool:
    """A proposal is for admins; what was published for leads, too."""
    published = isinstance(notice, HotlineChangedNotice)
    return to.person.admin or (published and bool(to.person.leads))


@_may.register
def _of_category(notice: CategoryNotice, to: Listener) -> bool:
    """A proposal is for admins; what holds from now on for leads, too."""
    holds = isinstance(notice, CategoryChangedNotice)
    return to.person.admin or (holds and bool(to.person.leads))


@_may.register
def _for_who_oversees(notice: RoleGivenNotice, to: Listener) -> bool:
    return to.person.admin or (bool(notice.unit) and to.leads(notice.unit))


@_may.register
def _for_custodians(notice: IdentityWantedNotice, to: Listener) -> bool:
    found = identities.get(to.req.tx, notice.request)
    if found is None or not to.person.custodian:
        return False
    return not reviewers.reported(to.req.tx, found.case_id, (to.person.who,))


@_may.register
def _for_who_asked(notice: RequestAnswerNotice, to: Listener) -> bool:
    request = identities.get(to.req.tx, notice.request)
    return request is not None and may(to.person, Verb.SHOW_IDENTITY, request.unit, to.units)


@_may.register
def _of_removal(notice: RemovalNotice, to: Listener) -> bool:
    """For the addressed unit's people and those who read the case; not for who reported it."""
    found = removals.get(to.req.tx, notice.removal)
    if reviewers.reported(to.req.tx, found.case_id, (to.person.who,)):
        return False
    answers = rules.answers_for_addressee(to.person, found, to.units)
    return answers or overlooks(to.person, found.unit, to.units)


@_may.register
def _of_suggestion(notice: SuggestionNotice, to: Listener) -> bool:
    found = suggestions.get(to.req.tx, notice.suggestion)
    return found is not None and may(to.person, Verb.ANSWER_SUGGESTION, found.unit, to.units)


@_may.register
def _of_broadcast(notice: BroadcastNotice, to: Listener) -> bool:
    return to.person.admin and broadcasts.get(to.req.tx, notice.broadcast) is not None
