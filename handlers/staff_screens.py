"""A unit's people and its group, as its lead sees them: who works there, is invited, leaves."""

from urllib.parse import quote as encoded

from domain.people import Member, Person, Role
from domain.units import Unit
from handlers.buttons import GrantIn, Revoke, RevokeSurely, StaffOf
from handlers.duty_buttons import Deputise, EndDeputy
from handlers.harmless import line
from handlers.markup import Key, Screen, bold, code, cut, grid, lines, paragraphs
from handlers.report_text import LONGEST_NAME, colleague
from handlers.voice import Voice
from usecases.access import Invited, Joined, Staff

SHOWN_WHO = 16  # characters of a fingerprint, as access.revoke wants them
MOST_PEOPLE = 40  # of one unit on one screen: a message and a keyboard hold them
LONGEST_LABEL = 40


def role_name(voice: Voice, role: Role) -> str:
    """What a role is called."""
    return voice.say(f"role-{role.name.lower()}")


def choose_unit(voice: Voice, key: str, units: tuple[Unit, ...], *, invite: bool) -> Screen:
    """Which unit? `key` names the question; a press shows its people, or begins an invitation."""
    keys = (
        Key(
            label=voice.unit(unit.code),
            button=GrantIn(unit=unit.code, role=0) if invite else StaffOf(unit=unit.code),
        )
        for unit in units
    )
    return Screen(text=lines(voice.say(key)), rows=grid(keys))


def people(voice: Voice, staff: Staff, username: str) -> Screen:
    """Who works in a unit, with what may be done about each."""
    unit = staff.unit
    if staff.left:
        return Screen(text=lines(voice.say("staff-left", unit=voice.unit(unit.code))))
    shown = staff.people[:MOST_PEOPLE]
    rows = lines(*(_about(voice, member) for member in shown))
    keys = (_keys_of(voice, unit.code, member) for member in shown)
    invite = Key(label=voice.say("staff-invite"), button=GrantIn(unit=unit.code, role=0))
    group = f"https://t.me/{username}?startgroup=b_{unit.code}"
    return Screen(
        text=paragraphs(
            bold(voice.say("staff-people", unit=voice.unit(unit.code))),
            rows or voice.say("staff-people-none"),
        ),
        rows=(
            *keys,
            (invite, Key(label=voice.say("staff-connect-group"), url=group)),
        ),
        protect=True,
    )


def _about(voice: Voice, member: Member) -> str:
    name, role = name_of(voice, member.person), role_name(voice, member.role)
    said = voice.say("staff-person", name=name, role=role)
    if member.deputy_until is not None:
        said += voice.say("staff-deputy-until", until=voice.when(member.deputy_until))
    return f"{said} 🔔" if member.on_call else said


def _keys_of(voice: Voice, unit: str, member: Member) -> tuple[Key, ...]:
    """Take the role away; and, of a moderator, let them stand in for the lead or end that."""
    who, name = member.person.who[:SHOWN_WHO], name_of(voice, member.person)
    revoke = Key(
        label=cut(voice.say("staff-revoke", name=name), LONGEST_LABEL),
        button=Revoke(unit=unit, who=who),
    )
    if member.deputy_until is not None:
        label = cut(voice.say("staff-deputy-end", name=name), LONGEST_LABEL)
        return revoke, Key(label=label, button=EndDeputy(unit=unit, who=who))
    if member.role is not Role.MODERATOR:
        return (revoke,)
    label = cut(voice.say("staff-deputy", name=name), LONGEST_LABEL)
    return revoke, Key(label=label, button=Deputise(unit=unit, who=who, days=0))


def name_of(voice: Voice, person: Person) -> str:
    """What somebody is called among colleagues."""
    return colleague(voice, line(person.name, LONGEST_NAME))


def choose_role(voice: Voice, unit: str, roles: tuple[Role, ...]) -> Screen:
    """As what somebody is to be invited."""
    keys = (
        Key(label=role_name(voice, role), button=GrantIn(unit=unit, role=int(role)))
        for role in roles
    )
    return Screen(
        text=lines(voice.say("staff-invite-role", unit=voice.unit(unit))),
        rows=(*grid(keys), (_back(voice, unit),)),
    )


def invited(voice: Voice, invitation: Invited, username: str) -> Screen:
    """The link to hand on: it works once and not for ever."""
    assert invitation.unit is not None  # an admin's is made at the machine, not here
    link = f"https://t.me/{username}?start=i_{invitation.token}"
    share = f"https://t.me/share/url?url={encoded(link, safe='')}"
    return Screen(
        text=paragraphs(
            voice.say(
                "staff-invited",
                role=role_name(voice, invitation.role),
                unit=voice.unit(invitation.unit.code),
                until=voice.when(invitation.expires_at),
            ),
            code(link),
        ),
        rows=(
            (Key(label=voice.say("staff-share"), url=share),),
            (_back(voice, invitation.unit.code),),
        ),
    )


def joined(voice: Voice, found: Joined) -> Screen:
    """Welcome: what one is now, and where the work is."""
    role = role_name(voice, found.role)
    if found.role is Role.CUSTODIAN:
        words = voice.say("staff-joined-admin", role=role)
        return Screen(text=paragraphs(words, voice.say("custodian-joined-next")))
    if found.unit is None:
        words = voice.say("staff-joined-admin", role=role)
    else:
        words = voice.say("staff-joined", role=role, unit=voice.unit(found.unit.code))
    return Screen(text=paragraphs(words, voice.say("staff-joined-next")))


def revoke_surely(voice: Voice, unit: str, person: Person) -> Screen:
    """A tap on the wrong row must not cost somebody their work."""
    sure = Key(
        label=voice.say("staff-revoke-surely"),
        button=RevokeSurely(unit=unit, who=person.who[:SHOWN_WHO]),
    )
    name = name_of(voice, person)
    return Screen(
        text=lines(voice.say("staff-revoke-ask", name=name, unit=voice.unit(unit))),
        rows=((sure,), (_back(voice, unit),)),
        protect=True,
    )


def _back(voice: Voice, unit: str) -> Key:
    return Key(label=voice.say("staff-back-to-people"), button=StaffOf(unit=unit))
