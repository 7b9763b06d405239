"""Notices about identity requests: to custodians, to the staff who asked, and the contact."""

from domain.notices.contact_notices import (
    IdentityDigestNotice,
    IdentityNotice,
    IdentityNotWipedNotice,
    IdentityWantedNotice,
    RequestAnswerNotice,
    WipeNotice,
)
from handlers.identity import screens as identity_screens
from handlers.ui.labels import colleague
from handlers.ui.localizer import Localizer
from handlers.ui.markup import Screen, bold, lines, paragraphs
from usecases.delivery.notice_facts import ContactFacts, NoticeFacts, RequestFacts, WipeFacts


def wanted(localizer: Localizer, _: IdentityWantedNotice, facts: RequestFacts) -> Screen | None:
    """The request, for a custodian; None if it has been answered meanwhile."""
    if not facts.request.may_answer:
        return None
    words = localizer.say("notice-identity_wanted")
    return identity_screens.request(localizer, facts.request, led_by=words)


def answered(
    localizer: Localizer,
    notice: RequestAnswerNotice | IdentityNotWipedNotice,
    facts: RequestFacts,
) -> Screen:
    """The result of a request, for whoever made it."""
    found = facts.request
    words = localizer.say(f"notice-{notice.kind}", number=found.number, alias=found.alias)
    return identity_screens.request(localizer, found, led_by=words)


def contact(localizer: Localizer, _: IdentityNotice, facts: ContactFacts) -> Screen | None:
    """The contact, if the recipient may still see it."""
    return identity_screens.contact(localizer, facts.request, facts.contact)


def wipe(_: Localizer, __: WipeNotice, ___: WipeFacts) -> None:
    """Always None: this notice deletes a message."""


def digest(localizer: Localizer, notice: IdentityDigestNotice, _: NoticeFacts) -> Screen:
    """A summary of a unit's identity requests and their results, without any contact."""
    rows = (
        localizer.say(
            "custody-digest-row",
            name=colleague(localizer, row.name),
            asked=row.asked,
            granted=row.granted,
            refused=row.refused,
            shown=row.shown,
        )
        for row in notice.rows
    )
    title = localizer.say("notice-identity_digest", unit=localizer.unit(notice.unit))
    days = localizer.say("custody-digest-days", since=localizer.day(notice.since))
    return Screen(text=paragraphs(lines(bold(title), days), lines(*rows)), protect=True)
