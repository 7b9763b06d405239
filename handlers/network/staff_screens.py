"""A unit's staff and group as its lead sees them: list, invitations, revoking roles."""

from urllib.parse import quote as encoded

from domain.network.people import Member, Person, Role
from handlers.network.callbacks import (
    Deputise,
    EndDeputy,
    GrantIn,
    PickStaffOf,
    Revoke,
    RevokeSurely,
    StaffOf,
    TurnStaffUnits,
)
from handlers.ui.labels import LONGEST_NAME, colleague
from handlers.ui.localizer import Localizer
from handlers.ui.markup import Key, Screen, bold, code, cut, grid, lines, paragraphs
from handlers.ui.sanitize import line
from handlers.ui.unit_picker import UnitPicker
from usecases.network.staff import Invited, Joined, Leaver, Staff

SHOWN_WHO = 16  # characters of a fingerprint, as access.revoke expects
MOST_PEOPLE = 40  # staff of one unit on one screen; limited by message and keyboard
LONGEST_LABEL = 40


def role_name(localizer: Localizer, role: Role) -> str:
    """The name of a role."""
    return localizer.say(f"role-{role.name.lower()}")


STAFF = UnitPicker(
    ask="staff-which-unit",
    command="/staff",
    button=lambda code: PickStaffOf(unit=code),
    turn=lambda page: TurnStaffUnits(invite=0, page=page),
)
REVOKE = UnitPicker(ask=STAFF.ask, command="/revoke", button=STAFF.button, turn=STAFF.turn)
INVITE = UnitPicker(
    ask="staff-invite-unit",
    command="/grant",
    button=lambda code: GrantIn(unit=code, role=0),
    turn=lambda page: TurnStaffUnits(invite=1, page=page),
)


def people(localizer: Localizer, staff: Staff, username: str) -> Screen:
    """The staff of a unit, with the actions for each person."""
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
            no_lead(localizer, staff),
        ),
        rows=(
            *keys,
            (invite, Key(label=localizer.say("staff-connect-group"), url=group)),
        ),
        protect=True,
    )


def no_lead(localizer: Localizer, staff: Staff) -> str:
    """What it means that a unit has no lead; empty where it has one."""
    if staff.has_lead:
        return ""
    above = staff.unit.parent
    if above is None:
        return localizer.say("staff-no-lead-top")
    return localizer.say("staff-no-lead", above=localizer.unit(above))


def _about(localizer: Localizer, member: Member) -> str:
    name, role = name_of(localizer, member.person), role_name(localizer, member.role)
    words = localizer.say("staff-person", name=name, role=role)
    if member.deputy_until is not None:
        words += localizer.say("staff-deputy-until", until=localizer.when(member.deputy_until))
    return f"{words} 🔔" if member.on_call else words


def _keys_of(localizer: Localizer, unit: str, member: Member) -> tuple[Key, ...]:
    """The buttons for a person: revoke the role; for moderators also deputy on or off."""
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
    """A person's name as colleagues see it."""
    return colleague(localizer, line(person.name, LONGEST_NAME))


def choose_role(localizer: Localizer, unit: str, roles: tuple[Role, ...]) -> Screen:
    """Ask for the role of an invitation."""
    keys = (
        Key(label=role_name(localizer, role), button=GrantIn(unit=unit, role=int(role)))
        for role in roles
    )
    return Screen(
        text=lines(localizer.say("staff-invite-role", unit=localizer.unit(unit))),
        rows=(*grid(keys), (_back(localizer, unit),)),
        protect=True,
    )


def invited(localizer: Localizer, invitation: Invited, username: str) -> Screen:
    """The invitation link to pass on; it works once and expires."""
    assert invitation.unit is not None  # invitations of admins are created by the command line
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
    """The welcome after an invitation: the new role and where to begin."""
    role = role_name(localizer, found.role)
    if found.role is Role.CUSTODIAN:
        return Screen(text=lines(localizer.say("custodian-joined-next")))
    if found.unit is None:
        words = localizer.say("staff-joined-admin", role=role)
    else:
        words = localizer.say("staff-joined", role=role, unit=localizer.unit(found.unit.code))
    return Screen(text=paragraphs(words, localizer.say("staff-joined-next")))


def revoke_surely(localizer: Localizer, found: Leaver) -> Screen:
    """Ask for confirmation before a role is revoked; says if the unit is then without a lead."""
    person, unit = found.member.person, found.left.unit.code
    sure = Key(
        label=localizer.say("staff-revoke-surely"),
        button=RevokeSurely(unit=unit, who=person.who[:SHOWN_WHO]),
    )
    name = name_of(localizer, person)
    return Screen(
        text=paragraphs(
            localizer.say("staff-revoke-ask", name=name, unit=localizer.unit(unit)),
            no_lead(localizer, found.left) if found.member.role >= Role.LEAD else None,
        ),
        rows=((sure,), (_back(localizer, unit),)),
        protect=True,
    )


def _back(localizer: Localizer, unit: str) -> Key:
    return Key(label=localizer.say("staff-back-to-people"), button=StaffOf(unit=unit))
