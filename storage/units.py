"""Units as this deployment has them now, and the rest of its profile as a document."""

from dataclasses import replace

import orjson
from sqlalchemy import func, insert, select, update

from domain.profile import Profile
from domain.units import Unit
from storage.db import Tx
from storage.tables import documents, units
from storage.upsert import upsert

_PROFILE = "profile"


def install(tx: Tx, profile: Profile, now: int) -> None:
    """Write a whole profile down; units keep the groups they are bound to."""
    body = replace(profile, units=()).to_document()
    version = tx.execute(
        select(func.coalesce(func.max(documents.c.version), 0)).where(documents.c.name == _PROFILE)
    ).scalar_one()
    upsert(
        tx,
        documents,
        {"name": _PROFILE},
        {"body": orjson.dumps(body).decode(), "version": version + 1, "changed_at": now},
    )
    known = set(tx.execute(select(units.c.code)).scalars())
    for position, unit in enumerate(profile.units):
        document = orjson.dumps(unit.to_document()).decode()
        values = {"position": position, "body": document}
        if unit.code in known:
            tx.execute(update(units).where(units.c.code == unit.code).values(**values))
        else:
            tx.execute(insert(units).values(code=unit.code, **values))


def load(tx: Tx) -> Profile | None:
    """The profile as it now stands; None before the first start."""
    body = tx.execute(
        select(documents.c.body).where(documents.c.name == _PROFILE)
    ).scalar_one_or_none()
    if body is None:
        return None
    rows = tx.execute(select(units.c.body).order_by(units.c.position)).scalars()
    found = tuple(Unit.from_document(orjson.loads(row)) for row in rows)
    return replace(Profile.from_document(orjson.loads(body)), units=found)


def bind_group(tx: Tx, code: str, chat: int | None) -> None:
    """The group chat in which a unit's cards appear, or none."""
    sealed = None
    if chat is not None:
        sealed = tx.vault.seal(str(chat).encode(), f"units.group_chat:{code}")
    tx.execute(update(units).where(units.c.code == code).values(group_chat=sealed))


def group_of(tx: Tx, code: str) -> int | None:
    """The group chat of a unit."""
    sealed = tx.execute(select(units.c.group_chat).where(units.c.code == code)).scalar_one_or_none()
    return int(tx.vault.open(sealed, f"units.group_chat:{code}")) if sealed else None


def set_topics(tx: Tx, code: str, *, on: bool) -> None:
    """Whether each of a unit's cases has a topic of its own in its group."""
    tx.execute(update(units).where(units.c.code == code).values(topics=on))


def has_topics(tx: Tx, code: str) -> bool:
    """The same, asked."""
    return bool(tx.execute(select(units.c.topics).where(units.c.code == code)).scalar_one_or_none())


def bound_to(tx: Tx, chat: int) -> tuple[str, ...]:
    """The units whose group is this chat."""
    rows = tx.execute(select(units.c.code).where(units.c.group_chat.is_not(None))).scalars().all()
    return tuple(code for code in rows if group_of(tx, code) == chat)
