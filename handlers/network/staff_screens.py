"""A unit's people and its group, as its lead sees them: who works there, is invited, leaves."""

from urllib.parse import quote as encoded

from domain.network.people import Member, Person, Role
from domain.network.units import Unit
from handlers.network.callbacks import Deputise, EndDeputy, GrantIn, Revoke, RevokeSurely, StaffOf
from handlers.ui.labels import LONGEST_NAME, colleague
from handlers.ui.localizer import Localizer
from handlers.ui.markup import Key, Screen, bold, code, cut, grid, lines, paragraphs
from handlers.ui.sanitize import line
from usecases.network.staff import Invited, Joined, Staff

SHOWN_WHO = 16  # characters of a fingerprint, as access.revoke wants them
MOST_PEOPLE = 40  # of one unit on one screen: a message and a keyboard hold them
LONGEST_LABEL = 40


def role_name(localizer: Localizer, role: Role) -> str:
    """What a role is called."""
    return localizer.say(f"role-{role.name.lower()}")


def choose_unit(localizer: Localizer, key: str, units: tuple[Unit, ...], *, invite: bool) -> Screen:
    """Which unit? `key` names the question; a press shows its people, or begins an invitation."""
    keys = (
        Key(
            label=localizer.unit(unit.code),
            button=GrantIn(unit=unit.code, role=0) if invite else StaffOf(unit=unit.code),
        )
        for unit in units
    )
    return Screen(text=lines(localizer.say(key)), rows=grid(keys))


def people(localizer: Localizer, staff: Staff, username: str) -> Screen:
    """Who works in a unit, with what may be done about each."""
    unit = staff.unit
    if staff.left:
        return Screen(text=lines(localizer.say("staff-left", unit=localizer.unit(unit.code))))
    shown = staff.people[:MOST_PEOPLE]
    rows = lines(*(_about(localizer, member) for member in shown))
    keys = (_keys_of(localizer, unit.code, member) for member in shown)
    invite = Key(label=localizer.say("staff-invite"), button=GrantIn(unit=unit.code, role=0))
    group = f"https://t.me/{username}?startgroup=b_{unit.code}"
    return Screen(
        text=paragraphs(
            bold(localizer.say("staff-people", unit=localizer.unit(unit.code))),
            rows or localizer.say("staff-people-none"),
        ),
        rows=(
            *keys,
            (invite, Key(label=localizer.say("staff-connect-group"), url=group)),
        ),
        protect=True,
    )


def _about(localizer: Localizer, member: Member) -> str:
    name, role = name_of(localizer, member.person), role_name(localizer, member.role)
    said = localizer.say("staff-person", name=name, role=role)
    if member.deputy_until is not None:
        said += localizer.say("staff-deputy-until", until=localizer.when(member.deputy_until))
    return f"{said} 🔔" if member.on_call else said


def _keys_of(localizer: Localizer, unit: str, member: Member) -> tuple[Key, ...]:
    """Take the role away; and, of a moderator, let them stand in for the lead or end that."""
    who, name = member.person.who[:SHOWN_WHO], name_of(localizer, member.person)
    revoke = Key(
        label=cut(localizer.say("staff-revoke", name=name), LONGEST_LABEL),
        button=Revoke(unit=unit, who=who),
    )
    if member.deputy_until is not None:
        label = cut(localizer.say("staff-deputy-end", name=name), LONGEST_LABEL)
        return revoke, Key(label=label, button=EndDeputy(unit=unit, who=who))
    if member.role is not Role.MODERATOR:
        return (revoke,)
    label = cut(localizer.say("staff-deputy", name=name), LONGEST_LABEL)
    return revoke, Key(label=label, button=Deputise(unit=unit, who=who, days=0))


def name_of(localizer: Localizer, person: Person) -> str:
    """What somebody is called among colleagues."""
    return colleague(localizer, line(person.name, LONGEST_NAME))


def choose_role(localizer: Localizer, unit: str, roles: tuple[Role, ...]) -> Screen:
    """As what somebody is to be invited."""
    keys = (
        Key(label=role_name(localizer, role), button=GrantIn(unit=unit, role=int(role)))
        for role in roles
    )
    return Screen(
        text=lines(localizer.say("staff-invite-role", unit=localizer.unit(unit))),
        rows=(*grid(keys), (_back(localizer, unit),)),
    )


def invited(localizer: Localizer, invitation: Invited, username: str) -> Screen:
    """The link to hand on: it works once and not for ever."""
    assert invitation.unit is not None  # an admin's is made at the machine, not here
    link = f"https://t.me/{username}?start=i_{invitation.token}"
    share = f"https://t.me/share/url?url={encoded(link, safe='')}"
    return Screen(
        text=paragraphs(
            localizer.say(
                "staff-invited",
                role=role_name(localizer, invitation.role),
                unit=localizer.unit(invitation.unit.code),
                until=localizer.when(invitation.expires_at),
            ),
            code(link),
        ),
        rows=(
            (Key(label=localizer.say("staff-share"), url=share),),
            (_back(localizer, invitation.unit.code),),
        ),
    )


def joined(localizer: Localizer, found: Joined) -> Screen:
    """Welcome: what one is now, and where the work is."""
    role = role_name(localizer, found.role)
    if found.role is Role.CUSTODIAN:
        words = localizer.say("staff-joined-admin", role=role)
        return Screen(text=paragraphs(words, localizer.say("custodian-joined-next")))
    if found.unit is None:
        words = localizer.say("staff-joined-admin", role=role)
    else:
        words = localizer.say("staff-joined", role=role, unit=localizer.unit(found.unit.code))
    return Screen(text=paragraphs(words, localizer.say("staff-joined-next")))


def revoke_surely(localizer: Localizer, unit: str, person: Person) -> Screen:
    """A tap on the wrong row must not cost somebody their work."""
    sure = Key(
        label=localizer.say("staff-revoke-surely"),
        button=RevokeSurely(unit=unit, who=person.who[:SHOWN_WHO]),
    )
    name = name_of(localizer, person)
    return Screen(
        text=lines(localizer.say("staff-revoke-ask", name=name, unit=localizer.unit(unit))),
        rows=((sure,), (_back(localizer, unit),)),
        protect=True,
    )


def _back(localizer: Localizer, unit: str) -> Key:
    return Key(label=localizer.say("staff-back-to-people"), button=StaffOf(unit=unit))
