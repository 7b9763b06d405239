"""Who is on call in a unit, and who stands in for its lead until when."""

from collections.abc import Iterable, Sequence
from typing import Any

from msgspec import Struct
from sqlalchemy import Row, select, update

from domain.people import Member, Person, Role
from storage import people
from storage.db import Tx
from storage.tables import grants

_NEVER = 2**62  # a moment at which no deputy acts any more


def held(tx: Tx, who: str) -> Person | None:
    """Somebody with the roles held for good, whatever they stand in for now."""
    return people.get(tx, who, _NEVER)


def members(tx: Tx, unit: str, now: int) -> tuple[Member, ...]:
    """Who works in a unit, oldest grant first."""
    rows = tx.execute(
        select(grants.c.who, grants.c.role, grants.c.on_call, grants.c.deputy_until)
        .where(grants.c.unit == unit)
        .order_by(grants.c.granted_at, grants.c.who)
    ).all()
    return tuple(
        Member(
            person=person,
            role=Role(row.role),
            on_call=bool(row.on_call),
            deputy_until=row.deputy_until if (row.deputy_until or 0) > now else None,
        )
        for row in rows
        if (person := people.get(tx, row.who, now)) is not None
    )


def head_counts(tx: Tx, units: Iterable[str]) -> dict[str, int]:
    """How many people work in each of these units, also in those where it is nobody."""
    codes = tuple(units)
    found = dict.fromkeys(codes, 0)
    for unit in tx.execute(select(grants.c.unit).where(grants.c.unit.in_(codes))).scalars():
        found[unit] += 1
    return found


def on_call(tx: Tx, units: tuple[str, ...], now: int) -> tuple[Person, ...]:
    """Who is on call in these units, each once."""
    rows = tx.execute(
        select(grants.c.who)
        .where(grants.c.unit.in_(units), grants.c.on_call)
        .order_by(grants.c.granted_at, grants.c.who)
    ).scalars()
    found = (people.get(tx, who, now) for who in dict.fromkeys(rows))
    return tuple(person for person in found if person is not None)


def set_on_call(tx: Tx, who: str, unit: str, *, on: bool) -> None:
    """Somebody is on call in a unit from now on, or no longer."""
    tx.execute(update(grants).where(grants.c.who == who, grants.c.unit == unit).values(on_call=on))


def appoint(tx: Tx, who: str, unit: str, *, until: int | None, by: str | None) -> None:
    """Somebody stands in for a unit's lead until then; None ends it."""
    tx.execute(
        update(grants)
        .where(grants.c.who == who, grants.c.unit == unit)
        .values(deputy_until=until, deputy_by=by)
    )


class Deputy(Struct, frozen=True, kw_only=True):
    """Somebody who stood in for a unit's lead, and by whose word."""

    who: str
    unit: str
    by: str


def standing(tx: Tx) -> tuple[Deputy, ...]:
    """Everybody who stands in for a lead, and by whose word."""
    return _deputies(tx.execute(_STANDING).all())


_STANDING = select(grants.c.who, grants.c.unit, grants.c.deputy_by).where(grants.c.deputy_until > 0)


def _deputies(rows: Sequence[Row[Any]]) -> tuple[Deputy, ...]:
    return tuple(Deputy(who=row.who, unit=row.unit, by=row.deputy_by or "") for row in rows)


def end_over(tx: Tx, now: int, *, limit: int) -> tuple[Deputy, ...]:
    """Deputies whose time is over, written down as that."""
    rows = tx.execute(
        _STANDING.where(grants.c.deputy_until <= now).order_by(grants.c.deputy_until).limit(limit)
    ).all()
    for row in rows:
        appoint(tx, row.who, row.unit, until=None, by=None)
    return _deputies(rows)
