"""Screens by which an admin invites and dismisses custodians."""

from urllib.parse import quote as encoded

from domain.network.people import Person, Role
from handlers.network.callbacks import Dismiss, DismissSurely
from handlers.network.staff_screens import LONGEST_LABEL, MOST_PEOPLE, SHOWN_WHO, role_name
from handlers.ui.callbacks import Go
from handlers.ui.labels import colleague
from handlers.ui.localizer import Localizer
from handlers.ui.markup import Key, Screen, bold, code, cut, lines, paragraphs
from usecases.network.staff import Invited

Rows = tuple[tuple[Key, ...], ...]


def people_row(localizer: Localizer) -> Rows:
    """The button above the units that leads to the custodians."""
    return ((Key(label=localizer.say("custodian-people"), button=Go(where="custodians")),),)


def invite_row(localizer: Localizer) -> Rows:
    """The button above the units that invites a custodian."""
    label = localizer.say("custodian-invite")
    return ((Key(label=label, button=Go(where="invite_custodian")),),)


def people(localizer: Localizer, found: tuple[Person, ...]) -> Screen:
    """All custodians, with a button each to dismiss them."""
    shown = found[:MOST_PEOPLE]
    names = lines(*(colleague(localizer, person.name) for person in shown))
    keys = (
        Key(
            label=cut(
                localizer.say("staff-revoke", name=colleague(localizer, person.name)), LONGEST_LABEL
            ),
            button=Dismiss(who=person.who[:SHOWN_WHO]),
        )
        for person in shown
    )
    return Screen(
        text=paragraphs(
            bold(localizer.say("custodian-people")),
            localizer.say("custodian-what"),
            names or localizer.say("staff-people-none"),
        ),
        rows=(*((key,) for key in keys), *invite_row(localizer)),
        protect=True,
    )


def dismiss_surely(localizer: Localizer, person: Person) -> Screen:
    """Ask for confirmation before a custodian is dismissed."""
    sure = Key(
        label=localizer.say("staff-revoke-surely"),
        button=DismissSurely(who=person.who[:SHOWN_WHO]),
    )
    back = Key(label=localizer.say("staff-back-to-people"), button=Go(where="custodians"))
    return Screen(
        text=lines(localizer.say("custodian-dismiss-ask", name=colleague(localizer, person.name))),
        rows=((sure,), (back,)),
        protect=True,
    )


def invited(localizer: Localizer, invitation: Invited, username: str) -> Screen:
    """The invitation link to pass on."""
    link = f"https://t.me/{username}?start=i_{invitation.token}"
    share = f"https://t.me/share/url?url={encoded(link, safe='')}"
    words = localizer.say(
        "custodian-invited",
        role=role_name(localizer, Role.CUSTODIAN),
        until=localizer.when(invitation.expires_at),
    )
    return Screen(
        text=paragraphs(words, code(link)),
        rows=((Key(label=localizer.say("staff-share"), url=share),), *people_row(localizer)),
    )
