"""Notices about authority: who was given a role, who became custodian, who opened a contact."""

from domain.notices.notice import Notice


class AuthorityNotice(Notice, frozen=True, kw_only=True):
    """Something about who may do what; people are named as colleagues see them."""

    name: str
    by: str = ""  # who did it; empty: the operator's command


class RoleGivenNotice(AuthorityNotice, frozen=True, kw_only=True, tag="role_given"):
    """Somebody has got a role, in a unit or as admin: to admins, and to the leads above the unit.

    `role` is a `Role`; `unit` is empty for admins. `until`: a deputy, until then, unix seconds.
    """

    role: int
    unit: str = ""
    until: int = 0


class GuardNotice(AuthorityNotice, frozen=True, kw_only=True):
    """Something about custodians, for all admins and custodians."""


class CustodianNamedNotice(GuardNotice, frozen=True, kw_only=True, tag="custodian_named"):
    """An admin has named a custodian, who has accepted; somebody else is to confirm it.

    `who` is the fingerprint of the named person, as buttons carry it.
    """

    who: str


class CustodianConfirmedNotice(GuardNotice, frozen=True, kw_only=True, tag="custodian_confirmed"):
    """A second person has confirmed a custodian, who decides from the time `since` on."""

    since: int


class CustodianDismissedNotice(GuardNotice, frozen=True, kw_only=True, tag="custodian_dismissed"):
    """An admin has dismissed a custodian, or has not confirmed one."""


class ContactOpenedNotice(GuardNotice, frozen=True, kw_only=True, tag="contact_opened"):
    """A custodian (`by`) has opened a contact of case `number` to `name`."""

    number: str
