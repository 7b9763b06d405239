"""The profile of this deployment: its units, and the rest as JSON documents."""

from collections.abc import Iterable
from functools import lru_cache

import orjson
from msgspec.structs import replace
from sqlalchemy import bindparam, func, insert, select, update

from domain.network.units import Unit
from domain.profile import Profile
from storage.engine.database import Tx
from storage.engine.tables import documents, units
from storage.engine.upsert import upsert

_PROFILE = "profile"


def install(tx: Tx, profile: Profile, now: int) -> None:
    """Store a whole profile.

    Units keep their groups and, since profile files do not contain them, their own deadlines and
    working days. A unit in the file is active.
    """
    body = replace(profile, units=()).to_document()
    upsert(
        tx,
        documents,
        {"name": _PROFILE},
        {
            "body": orjson.dumps(body).decode(),
            "version": _version(tx) + 1,
            "changed_at": now,
        },
    )
    known = {row.code: row.body for row in tx.execute(select(units.c.code, units.c.body))}
    for position, unit in enumerate(profile.units):
        if unit.code not in known:
            new = {"code": unit.code, "position": position, "body": _body(unit)}
            tx.execute(insert(units).values(**new, checked_at=now))
            continue
        old = Unit.from_document(orjson.loads(known[unit.code]))
        kept = replace(
            unit,
            clocks=unit.clocks or old.clocks,
            holidays=unit.holidays or old.holidays,
            working=unit.working or old.working,
        )
        tx.execute(
            update(units)
            .where(units.c.code == unit.code)
            .values(position=position, body=_body(kept), retired_at=None)
        )


def save(tx: Tx, unit: Unit, now: int) -> None:
    """Store one unit, a new one at the end; cached profiles become out of date."""
    values = {"body": _body(unit), "retired_at": now if unit.retired else None}
    found = tx.execute(update(units).where(units.c.code == unit.code).values(**values))
    if not found.rowcount:
        last = tx.execute(select(func.max(units.c.position))).scalar()
        position = 0 if last is None else last + 1
        new = {"code": unit.code, "position": position, "checked_at": now}
        tx.execute(insert(units).values(**new, **values))
    tx.execute(
        update(documents)
        .where(documents.c.name == _PROFILE)
        .values(version=documents.c.version + 1, changed_at=now)
    )


def _version(tx: Tx) -> int:
    found: int | None = tx.execute(
        select(documents.c.version).where(documents.c.name == _PROFILE)
    ).scalar_one_or_none()
    return found or 0


def _body(unit: Unit) -> str:
    return orjson.dumps(unit.to_document()).decode()


def load(tx: Tx) -> Profile | None:
    """The current profile; None before the first start."""
    body = tx.execute(
        select(documents.c.body).where(documents.c.name == _PROFILE)
    ).scalar_one_or_none()
    if body is None:
        return None
    rows = tx.execute(select(units.c.body).order_by(units.c.position)).scalars()
    return _profile(body, tuple(rows))


@lru_cache(maxsize=2)  # loaded each minute, changed seldom
def _profile(body: str, rows: tuple[str, ...]) -> Profile:
    found = tuple(Unit.from_document(orjson.loads(row)) for row in rows)
    return replace(Profile.from_document(orjson.loads(body)), units=found)


def bind_group(tx: Tx, code: str, chat: int | None) -> None:
    """Set the group chat in which a unit's cards appear; None unbinds it."""
    sealed = None
    if chat is not None:
        sealed = tx.cipher.seal(str(chat).encode(), f"units.group_chat:{code}")
    tx.execute(update(units).where(units.c.code == code).values(group_chat=sealed))


def set_bound_by(tx: Tx, code: str, who: str | None) -> None:
    """Set who bound a unit's group: the binding depends on this person's authority."""
    tx.execute(update(units).where(units.c.code == code).values(bound_by=who))


_BINDERS = select(units.c.code, units.c.bound_by).where(
    units.c.group_chat.is_not(None), units.c.bound_by.is_not(None)
)
_BINDER = _BINDERS.where(units.c.code == bindparam("code"))


def bound_by(tx: Tx, code: str) -> str | None:
    """Who bound the group of a unit; None if it has none."""
    row = tx.execute(_BINDER, {"code": code}).one_or_none()
    return None if row is None else str(row.bound_by)


def binders(tx: Tx) -> dict[str, str]:
    """The units with a group, and who bound it."""
    return {row.code: row.bound_by for row in tx.execute(_BINDERS).all()}


_GROUP = select(units.c.group_chat).where(units.c.code == bindparam("code"))


def group_of(tx: Tx, code: str) -> int | None:
    """The group chat of a unit."""
    sealed = tx.execute(_GROUP, {"code": code}).scalar_one_or_none()
    return int(tx.cipher.open(sealed, f"units.group_chat:{code}")) if sealed else None


def groups(tx: Tx) -> tuple[tuple[str, int, bool], ...]:
    """The units with a group: code, chat, and whether each case has a topic there."""
    rows = tx.execute(
        select(units.c.code, units.c.topics)
        .where(units.c.group_chat.is_not(None))
        .order_by(units.c.position)
    ).all()
    chats = ((row.code, group_of(tx, row.code), bool(row.topics)) for row in rows)
    return tuple((code, chat, topics) for code, chat, topics in chats if chat is not None)


def hold(tx: Tx, code: str) -> None:
    """Lock a unit: another transaction that calls this waits until this one ends.

    New cases of the unit may be written meanwhile. On SQLite there is one writer anyway.
    """
    tx.execute(select(units.c.code).where(units.c.code == code).with_for_update(key_share=True))


def bound(tx: Tx, codes: Iterable[str]) -> frozenset[str]:
    """Those of these units that have a group."""
    rows = tx.execute(
        select(units.c.code).where(units.c.code.in_(tuple(codes)), units.c.group_chat.is_not(None))
    ).scalars()
    return frozenset(rows)


def set_topics(tx: Tx, code: str, *, on: bool) -> None:
    """Set whether each case of a unit has its own topic in the group."""
    tx.execute(update(units).where(units.c.code == code).values(topics=on))


def has_topics(tx: Tx, code: str) -> bool:
    """Whether each case of a unit has its own topic in the group."""
    return bool(tx.execute(select(units.c.topics).where(units.c.code == code)).scalar_one_or_none())


def bound_to(tx: Tx, chat: int) -> tuple[str, ...]:
    """The units whose group is this chat."""
    rows = tx.execute(select(units.c.code).where(units.c.group_chat.is_not(None))).scalars().all()
    return tuple(code for code in rows if group_of(tx, code) == chat)
