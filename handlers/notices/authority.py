"""Notices about authority: roles that were given, custodians, contacts that were opened."""

from domain.network.people import Role
from domain.notices.authority_notices import (
    ContactOpenedNotice,
    CustodianConfirmedNotice,
    CustodianDismissedNotice,
    CustodianNamedNotice,
    RoleGivenNotice,
)
from handlers.network.callbacks import ConfirmCustodian
from handlers.network.staff_screens import SHOWN_WHO, role_name
from handlers.ui.labels import colleague
from handlers.ui.localizer import Localizer
from handlers.ui.markup import Key, Screen, lines
from usecases.delivery.notice_facts import NoticeFacts


def role_given(localizer: Localizer, notice: RoleGivenNotice, _: NoticeFacts) -> Screen:
    """Who has got which role, where, and from whom."""
    role, name = role_name(localizer, Role(notice.role)), colleague(localizer, notice.name)
    where = {"unit": localizer.unit(notice.unit)} if notice.unit else {}
    key = "notice-role_given" if notice.unit else "notice-role_given-everywhere"
    words = localizer.say(key, name=name, role=role, by=_by(localizer, notice.by), **where)
    until = localizer.when(notice.until) if notice.until else ""
    ends = localizer.say("notice-role_given-until", until=until) if until else None
    return Screen(text=lines(words, ends), protect=True)


def _by(localizer: Localizer, name: str) -> str:
    return colleague(localizer, name) if name else localizer.say("authority-operator")


def named(localizer: Localizer, notice: CustodianNamedNotice, _: NoticeFacts) -> Screen:
    """A custodian waits: with the button to confirm, which checks who presses it."""
    words = localizer.say(
        "notice-custodian_named",
        name=colleague(localizer, notice.name),
        by=_by(localizer, notice.by),
    )
    key = Key(
        label=localizer.say("custodian-confirm", name=colleague(localizer, notice.name)),
        button=ConfirmCustodian(who=notice.who[:SHOWN_WHO]),
    )
    return Screen(text=lines(words), rows=((key,),), protect=True)


def confirmed(localizer: Localizer, notice: CustodianConfirmedNotice, _: NoticeFacts) -> Screen:
    """Somebody is custodian, and from when on they decide."""
    words = localizer.say(
        "notice-custodian_confirmed",
        name=colleague(localizer, notice.name),
        by=_by(localizer, notice.by),
        since=localizer.when(notice.since),
    )
    return Screen(text=lines(words), protect=True)


def dismissed(localizer: Localizer, notice: CustodianDismissedNotice, _: NoticeFacts) -> Screen:
    """Somebody is custodian no longer."""
    name, by = colleague(localizer, notice.name), _by(localizer, notice.by)
    return Screen(
        text=lines(localizer.say("notice-custodian_dismissed", name=name, by=by)), protect=True
    )


def opened(localizer: Localizer, notice: ContactOpenedNotice, _: NoticeFacts) -> Screen:
    """A contact was opened: of which case, to whom, by whom; nothing of the contact."""
    words = localizer.say(
        "notice-contact_opened",
        number=notice.number,
        name=colleague(localizer, notice.name),
        by=_by(localizer, notice.by),
    )
    return Screen(text=lines(words), protect=True)
