"""Screens by which custodians are named, confirmed by a second person, and dismissed."""

from urllib.parse import quote as encoded

from domain.network.people import Person, Role
from handlers.network.callbacks import ConfirmCustodian, Dismiss, DismissSurely
from handlers.network.staff_screens import LONGEST_LABEL, MOST_PEOPLE, SHOWN_WHO, role_name
from handlers.ui.callbacks import Go
from handlers.ui.labels import colleague
from handlers.ui.localizer import Localizer
from handlers.ui.markup import Key, Screen, bold, code, cut, lines, paragraphs
from usecases.identity.custodians import Custodians, Waiting
from usecases.network.staff import Invited

Rows = tuple[tuple[Key, ...], ...]


def people_row(localizer: Localizer) -> Rows:
    """The button above the units that leads to the custodians."""
    return ((Key(label=localizer.say("custodian-people"), button=Go(where="custodians")),),)


def invite_row(localizer: Localizer) -> Rows:
    """The button above the units that invites a custodian."""
    label = localizer.say("custodian-invite")
    return ((Key(label=label, button=Go(where="invite_custodian")),),)


def people(localizer: Localizer, found: Custodians) -> Screen:
    """All custodians and those who wait, with buttons to confirm and to dismiss them."""
    shown, waiting = found.people[:MOST_PEOPLE], found.waiting[:MOST_PEOPLE]
    names = lines(*(colleague(localizer, person.name) for person in shown))
    named = lines(*(_waiting(localizer, each) for each in waiting))
    able = (_confirm(localizer, each.person) for each in waiting if each.able)
    gone = (*shown, *(each.person for each in waiting)) if found.admin else ()
    keys = (*able, *(_dismiss(localizer, person) for person in gone))
    return Screen(
        text=paragraphs(
            bold(localizer.say("custodian-people")),
            localizer.say("custodian-what"),
            names or localizer.say("staff-people-none"),
            named,
        ),
        rows=(*((key,) for key in keys), *(invite_row(localizer) if found.admin else ())),
        protect=True,
        toast=localizer.say(found.note) if found.note else "",
    )


def _waiting(localizer: Localizer, each: Waiting) -> str:
    name, by = colleague(localizer, each.person.name), colleague(localizer, each.by)
    return localizer.say("custodian-waits", name=name, by=by)


def _confirm(localizer: Localizer, person: Person) -> Key:
    words = localizer.say("custodian-confirm", name=colleague(localizer, person.name))
    return Key(label=cut(words, LONGEST_LABEL), button=ConfirmCustodian(who=person.who[:SHOWN_WHO]))


def _dismiss(localizer: Localizer, person: Person) -> Key:
    words = localizer.say("staff-revoke", name=colleague(localizer, person.name))
    return Key(label=cut(words, LONGEST_LABEL), button=Dismiss(who=person.who[:SHOWN_WHO]))


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
