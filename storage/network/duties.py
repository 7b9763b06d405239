"""Who is on call in a unit, and who stands in for its lead until when."""

from collections.abc import Iterable, Sequence
from typing import Any

from msgspec import Struct
from sqlalchemy import Row, select, update

from domain.network.people import Member, Person, Role
from storage.engine.database import Tx
from storage.engine.tables import grants
from storage.network import people

_NEVER = 2**62  # later than the end of any deputy


def held(tx: Tx, who: str) -> Person | None:
    """A person with their permanent roles, without those as a deputy."""
    return people.get(tx, who, _NEVER)


def members(tx: Tx, unit: str, now: int) -> tuple[Member, ...]:
    """The staff of a unit, oldest grant first."""
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
    """The number of staff in each of these units, including 0."""
    codes = tuple(units)
    found = dict.fromkeys(codes, 0)
    for unit in tx.execute(select(grants.c.unit).where(grants.c.unit.in_(codes))).scalars():
        found[unit] += 1
    return found


def on_call(tx: Tx, units: tuple[str, ...], now: int) -> tuple[Person, ...]:
    """The people on call in these units, each once."""
    rows = tx.execute(
        select(grants.c.who)
        .where(grants.c.unit.in_(units), grants.c.on_call)
        .order_by(grants.c.granted_at, grants.c.who)
    ).scalars()
    found = (people.get(tx, who, now) for who in dict.fromkeys(rows))
    return tuple(person for person in found if person is not None)


def set_on_call(tx: Tx, who: str, unit: str, *, on: bool) -> None:
    """Set whether a person is on call in a unit."""
    tx.execute(update(grants).where(grants.c.who == who, grants.c.unit == unit).values(on_call=on))


def appoint(tx: Tx, who: str, unit: str, *, until: int | None, by: str | None) -> None:
    """Make a person deputy of a unit's lead until then (unix seconds); None ends it."""
    tx.execute(
        update(grants)
        .where(grants.c.who == who, grants.c.unit == unit)
        .values(deputy_until=until, deputy_by=by)
    )


class Deputy(Struct, frozen=True, kw_only=True):
    """A deputy of a unit's lead, and who appointed them."""

    who: str
    unit: str
    by: str


def standing(tx: Tx) -> tuple[Deputy, ...]:
    """All deputies."""
    return _deputies(tx.execute(_STANDING).all())


_STANDING = select(grants.c.who, grants.c.unit, grants.c.deputy_by).where(grants.c.deputy_until > 0)


def _deputies(rows: Sequence[Row[Any]]) -> tuple[Deputy, ...]:
    return tuple(Deputy(who=row.who, unit=row.unit, by=row.deputy_by or "") for row in rows)


def end_over(tx: Tx, now: int, *, limit: int) -> tuple[Deputy, ...]:
    """End deputies whose time is over; returns them."""
    rows = tx.execute(
        _STANDING.where(grants.c.deputy_until <= now).order_by(grants.c.deputy_until).limit(limit)
    ).all()
    for row in rows:
        appoint(tx, row.who, row.unit, until=None, by=None)
    return _deputies(rows)
