"""People, and their roles in units."""

from collections.abc import Collection, Iterable, Sequence
from typing import Any

from msgspec.structs import replace
from sqlalchemy import Row, bindparam, delete, insert, or_, select, text, update

from domain.network.people import Caller, Person, Role
from storage.engine.database import Tx
from storage.engine.tables import grants, people
from storage.engine.upsert import upsert

_KNOWN = select(
    people.c.who,
    people.c.locale,
    people.c.locale_chosen,
    people.c.admin,
    people.c.custodian,
    people.c.custodian_since,
    people.c.name,
    people.c.paused_until,
    people.c.unreachable_at,
    people.c.missed_at,
    grants.c.unit,
    grants.c.role,
    grants.c.deputy_until,
    grants.c.on_call,
).select_from(people.outerjoin(grants, grants.c.who == people.c.who))
_FIND = _KNOWN.where(people.c.who == bindparam("who"))
# As in its partial index, so that no other rows are read.
_INVITED = select(people.c.who).where(text("people.admin IS TRUE"), people.c.who > "")
_ADMINS = _KNOWN.where(people.c.who.in_(bindparam("admins", expanding=True))).order_by(
    people.c.met_at, people.c.who
)
_CUSTODIANS = _KNOWN.where(people.c.custodian).order_by(people.c.met_at, people.c.who)


_STORED = select(people.c.who).where(people.c.who.in_(bindparam("possible", expanding=True)))
_HELD = _STORED.with_for_update(read=True, key_share=True)


def who_is(tx: Tx, account: int, *, hold: bool = False) -> str:
    """The keyed fingerprint of a Telegram account, as used in all tables.

    While the root secret is being changed, it is the one under which the person is stored. With
    `hold` it stays that one until this transaction ends.
    """
    possible = tx.cipher.people(account)
    if len(possible) == 1:
        return possible[0]
    found = tx.execute(_HELD if hold else _STORED, {"possible": possible}).scalar()
    if hold and not found:  # perhaps moved while this waited for the row: then the new one is seen
        found = tx.execute(_HELD, {"possible": possible}).scalar()
    return str(found) if found else tx.cipher.fingerprint("person", str(account))


_MEET = insert(people)


def meet(tx: Tx, caller: Caller, now: int) -> Person:
    """The person behind an update, stored the first time; marks them as reachable.

    Whether they had missed notices is returned once. An admin of the settings, who comes by no
    invitation, gets the account's name: colleagues see who wrote and who approved.
    """
    who = who_is(tx, caller.account, hold=True)
    rows = tx.execute(_FIND, {"who": who}).all()
    if not rows:
        return _first_meeting(tx, who, caller, now)
    first = rows[0]
    changes: dict[str, object] = {}
    if first.unreachable_at is not None:
        changes["unreachable_at"] = None
    if first.missed_at is not None:
        changes["missed_at"] = None
    if not first.locale_chosen and first.locale != caller.locale:
        changes["locale"] = caller.locale
    named = _first_name(tx, who, caller) if first.name is None else {}
    changes |= named
    if changes:
        tx.execute(update(people).where(people.c.who == who).values(**changes))
    person = _person(tx, rows, now)
    return replace(
        person,
        locale=first.locale if first.locale_chosen else caller.locale,
        admin=person.admin or caller.admin,
        name=caller.name if named else person.name,
        missed=first.missed_at is not None,
        chose_language=bool(first.locale_chosen),
        reachable=True,
    )


def _first_meeting(tx: Tx, who: str, caller: Caller, now: int) -> Person:
    named = _first_name(tx, who, caller)
    tx.execute(
        _MEET,
        {
            "who": who,
            "address": tx.cipher.seal(str(caller.account).encode(), f"people.address:{who}"),
            "locale": caller.locale,
            "locale_chosen": False,
            "met_at": now,
            "paused_until": 0,
            "admin": False,
            **named,
        },
    )
    return Person(
        who=who,
        locale=caller.locale,
        admin=caller.admin or who in tx.named,
        name=caller.name if named else "",
    )


def _first_name(tx: Tx, who: str, caller: Caller) -> dict[str, object]:
    """The column of a name for an admin of the settings who has none yet; else empty."""
    if not caller.name or not (caller.admin or who in tx.named):
        return {}
    return {"name": tx.cipher.seal(caller.name.encode(), f"people.name:{who}")}


def _name(tx: Tx, who: str, sealed: bytes | None) -> str:
    return tx.cipher.open(sealed, f"people.name:{who}").decode() if sealed else ""


def get(tx: Tx, who: str, now: int = 0) -> Person | None:
    """A stored person, or None.

    With `now` a deputy counts as lead while the deputy's time runs; without it, until the
    scheduled job has ended it.
    """
    rows = tx.execute(_FIND, {"who": who}).all()
    return _person(tx, rows, now) if rows else None


def _each(tx: Tx, found: Iterable[Row[Any]], now: int) -> tuple[Person, ...]:
    """The people of joined rows, in order; a person has one row per grant, or more."""
    rows: dict[str, list[Row[Any]]] = {}
    for row in found:
        rows.setdefault(row.who, []).append(row)
    return tuple(_person(tx, each, now) for each in rows.values())


def _person(tx: Tx, rows: Sequence[Row[Any]], now: int) -> Person:
    first = rows[0]
    return Person(
        who=first.who,
        locale=first.locale,
        grants=_grants(rows, now),
        admin=bool(first.admin or first.who in tx.named),
        custodian=bool(first.custodian),
        custodian_since=first.custodian_since or 0,
        name=_name(tx, first.who, first.name),
        paused_until=first.paused_until,
        reachable=first.unreachable_at is None,
        on_call=frozenset(row.unit for row in rows if row.on_call),
    )


def _grants(rows: Iterable[Row[Any]], now: int) -> dict[str, Role]:
    return {
        row.unit: max(Role(row.role), Role.LEAD)
        if row.deputy_until is not None and row.deputy_until > now
        else Role(row.role)
        for row in rows
        if row.unit is not None
    }


_ADDRESS = select(people.c.address).where(
    people.c.who == bindparam("who"), people.c.unreachable_at.is_(None)
)


def address(tx: Tx, who: str) -> int | None:
    """The chat id of a person; None if they are unknown or unreachable."""
    row = tx.execute(_ADDRESS, {"who": who}).one_or_none()
    return None if row is None else int(tx.cipher.open(row.address, f"people.address:{who}"))


def addresses(tx: Tx, whos: Collection[str]) -> dict[str, tuple[int, str]]:
    """Chat id and language of those of these people who can be reached."""
    rows = tx.execute(
        select(people.c.who, people.c.address, people.c.locale).where(
            people.c.who.in_(tuple(whos)), people.c.unreachable_at.is_(None)
        )
    )
    opened = (
        (row.who, int(tx.cipher.open(row.address, f"people.address:{row.who}")), row.locale)
        for row in rows
    )
    return {who: (chat, locale) for who, chat, locale in opened}


def set_unreachable(tx: Tx, who: str, now: int) -> None:
    """Mark a person as unreachable: nothing is sent until they write again."""
    tx.execute(update(people).where(people.c.who == who).values(unreachable_at=now))


def set_missed(tx: Tx, who: str, now: int) -> None:
    """Mark that notices may be lost: they are sent again when the person writes."""
    tx.execute(update(people).where(people.c.who == who).values(missed_at=now))


def set_locale(tx: Tx, who: str, locale: str) -> None:
    """Set the language that a person chose; it overrides the account's language."""
    tx.execute(update(people).where(people.c.who == who).values(locale=locale, locale_chosen=True))


def set_admin(tx: Tx, who: str, *, admin: bool) -> bool:
    """Make a person an admin by invitation, or no longer; False if nothing changed."""
    known = update(people).where(people.c.who == who, people.c.admin.is_not(admin))
    return bool(tx.execute(known.values(admin=admin)).rowcount)


def set_custodian(tx: Tx, who: str, *, custodian: bool) -> None:
    """Set whether a person is a custodian of identities; not since when."""
    values = {"custodian": custodian, "custodian_since": None}
    tx.execute(update(people).where(people.c.who == who).values(values))


def custodians(tx: Tx) -> tuple[Person, ...]:
    """All custodians."""
    return _each(tx, tx.execute(_CUSTODIANS), 0)


def set_paused(tx: Tx, who: str, until: int) -> None:
    """Set until when a person's reports are not processed; a time in the past ends the pause."""
    tx.execute(update(people).where(people.c.who == who).values(paused_until=until))


def set_name(tx: Tx, who: str, name: str) -> None:
    """Set the name that colleagues see; reporters never see it."""
    sealed = tx.cipher.seal(name.encode(), f"people.name:{who}")
    tx.execute(update(people).where(people.c.who == who).values(name=sealed))


def grant(tx: Tx, who: str, unit: str, role: Role, *, by: str, now: int) -> None:
    """Give a person a role in a unit; replaces the one held there."""
    upsert(
        tx,
        grants,
        {"who": who, "unit": unit},
        {"role": int(role), "granted_by": by, "granted_at": now},
    )


def revoke(tx: Tx, who: str, unit: str) -> bool:
    """Remove a person's role in a unit; False if there was none."""
    gone = tx.execute(delete(grants).where(grants.c.who == who, grants.c.unit == unit))
    return bool(gone.rowcount)


_mine = grants.alias("mine")
_IN_UNITS = _mine.c.unit.in_(bindparam("units", expanding=True))
_ENOUGH = _mine.c.role >= bindparam("least")
_GRANTED = _KNOWN.join(_mine, _mine.c.who == people.c.who).order_by(_mine.c.granted_at, _mine.c.who)
_STAFF = _GRANTED.where(_IN_UNITS, _ENOUGH)
_LEADS = _GRANTED.where(_IN_UNITS, or_(_ENOUGH, _mine.c.deputy_until > bindparam("now")))
_STAFFED = select(_mine.c.who).where(_mine.c.unit == bindparam("unit"), _ENOUGH).limit(1)


def staff_of(
    tx: Tx, units: Iterable[str], least: Role = Role.MODERATOR, now: int = 0
) -> tuple[Person, ...]:
    """All people with at least this role in one of the units, each once, oldest grant first."""
    of: dict[str, Any] = {"units": tuple(units), "least": int(least)}
    found = tx.execute(_LEADS, {**of, "now": now}) if least is Role.LEAD else tx.execute(_STAFF, of)
    return _each(tx, found, now)


def is_staffed(tx: Tx, unit: str) -> bool:
    """Whether anybody has a role in a unit."""
    of = {"unit": unit, "least": int(Role.MODERATOR)}
    return tx.execute(_STAFFED, of).one_or_none() is not None


def admins(tx: Tx) -> tuple[Person, ...]:
    """All admins that have ever written to the bot, by invitation or by the settings."""
    whos = tuple(admin_whos(tx))
    return _each(tx, tx.execute(_ADMINS, {"admins": whos}), 0) if whos else ()


def admin_whos(tx: Tx) -> frozenset[str]:
    """The fingerprints of all admins, also of those who never wrote to the bot."""
    return tx.named | frozenset(tx.execute(_INVITED).scalars())


def is_invited_admin(tx: Tx, who: str) -> bool:
    """Whether a person is an admin by an invitation, whatever the settings say."""
    return who in tx.execute(_INVITED).scalars()


def fingerprints(tx: Tx, who: str) -> tuple[str, ...]:
    """All fingerprints of a stored person: the present one, and those of older root secrets."""
    found = tx.cipher.fingerprints("person", str(account(tx, who)))
    return tuple(dict.fromkeys((who, *found)))


def account(tx: Tx, who: str) -> int:
    """The account of a stored person, reachable or not; nobody but the operator sees it."""
    sealed = tx.execute(select(people.c.address).where(people.c.who == who)).scalar_one()
    return int(tx.cipher.open(sealed, f"people.address:{who}"))
