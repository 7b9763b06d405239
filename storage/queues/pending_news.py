"""News about cases that wait: for a person's next digest, or for more of their kind."""

from collections.abc import Collection, Iterable

from msgspec import Struct
from sqlalchemy import bindparam, delete, func, select, update

from domain.notices.notice import kind_of
from domain.notices.preferences import TO_REVIEW
from domain.notices.staff_notices import CaseDigestNotice
from storage.engine.database import Tx
from storage.engine.notice_tables import pending_news
from storage.engine.tables import outbox
from storage.engine.upsert import insert_new, upsert, upsert_all
from storage.queues.outbox import FREED, NoticeState

TOLD_KEPT = 90 * 24 * 3600
"""How long it is known that a digest had a notice which is not repeated; seconds."""

_ONCE = frozenset(map(kind_of, TO_REVIEW))
_DIGEST = kind_of(CaseDigestNotice)
_WAITING = (
    outbox.c.order_key == bindparam("b_order_key"),
    outbox.c.state == NoticeState.WAITING,
    outbox.c.fence % 2 == 0,  # no courier has it
    outbox.c.kind != _DIGEST,
    outbox.c.case_id.is_not(None),
)


class PendingNews(Struct, frozen=True, kw_only=True):
    """Something about a case that a person is to be told; `kind` is that of its notice."""

    case_id: int
    kind: str
    came_at: int


def order_key(who: str) -> str:
    """The order key of all that a person is told about cases, and that may join a digest."""
    return f"news:{who}"


def add(tx: Tx, whos: Iterable[str], case_id: int, kind: str, now: int) -> None:
    """Keep something for the next digest of each of these people."""
    keys = [{"who": who, "case_id": case_id, "kind": kind} for who in whos]
    upsert_all(tx, pending_news, keys, {"came_at": now, "told_at": None})


def of(tx: Tx, who: str, *, limit: int) -> tuple[PendingNews, ...]:
    """What waits for a person's digest, by case."""
    column = pending_news.c
    rows = tx.execute(
        select(column.case_id, column.kind, column.came_at)
        .where(column.who == who, column.told_at.is_(None))
        .order_by(column.case_id, column.kind)
        .limit(limit)
    ).all()
    return tuple(
        PendingNews(case_id=row.case_id, kind=row.kind, came_at=row.came_at) for row in rows
    )


def any_of(tx: Tx, who: str) -> bool:
    """Whether anything waits for a person's digest."""
    return bool(of(tx, who, limit=1))


def told(tx: Tx, who: str, found: Collection[PendingNews], now: int) -> None:
    """A digest had these news. What came again since then still waits."""
    if not found:
        return
    rows = [
        {"b_who": who, "b_case": each.case_id, "b_kind": each.kind, "b_came": each.came_at}
        for each in found
    ]
    once = [row for row in rows if row["b_kind"] in _ONCE]
    if once:
        tx.execute(_TOLD, [{**row, "b_now": now} for row in once])
    others = [row for row in rows if row["b_kind"] not in _ONCE]
    if others:
        tx.execute(_DROP, others)
    old = pending_news.c.who == who, pending_news.c.told_at < now - TOLD_KEPT
    tx.execute(delete(pending_news).where(*old))


_ONE = (
    pending_news.c.who == bindparam("b_who"),
    pending_news.c.case_id == bindparam("b_case"),
    pending_news.c.kind == bindparam("b_kind"),
    pending_news.c.came_at == bindparam("b_came"),
)
_TOLD = update(pending_news).where(*_ONE).values(told_at=bindparam("b_now"))
_DROP = delete(pending_news).where(*_ONE)


_TOLD_AT = (
    select(pending_news.c.told_at)
    .where(
        pending_news.c.who == bindparam("b_who"),
        pending_news.c.case_id == bindparam("b_case_id"),
        pending_news.c.kind == bindparam("b_kind"),
    )
    .with_for_update()
)


def forget(tx: Tx, who: str, until: int) -> None:
    """Erase the news for a person that came until then."""
    mine = pending_news.c.who == who, pending_news.c.came_at <= until
    tx.execute(delete(pending_news).where(*mine))


def told_at(tx: Tx, who: str, case_id: int, kind: str, now: int) -> int | None:
    """When a person, or a unit by mail, was last told of this, or will be; None if it is not known.

    Without an earlier time that is now. Other transactions wait here until this one is over.
    """
    key = {"who": who, "case_id": case_id, "kind": kind}
    if insert_new(tx, pending_news, key, {"came_at": now, "told_at": now}):
        return None
    found: int | None = tx.execute(_TOLD_AT, {f"b_{name}": key[name] for name in key}).scalar_one()
    return found


def set_told(tx: Tx, who: str, case_id: int, kind: str, now: int, *, at: int, kept: int) -> None:
    """A person, or a unit, is told of this at `at`; what was told before `kept` is forgotten."""
    key = {"who": who, "case_id": case_id, "kind": kind}
    upsert(tx, pending_news, key, {"came_at": now, "told_at": at})
    same = pending_news.c.who == who, pending_news.c.kind == kind
    tx.execute(delete(pending_news).where(*same, pending_news.c.told_at < kept))


def notified(tx: Tx, whos: Collection[str], case_id: int, kind: str, since: int) -> frozenset[str]:
    """Those of these people who got this with a digest since then, or will."""
    column = pending_news.c
    found = tx.execute(
        select(column.who).where(
            column.who.in_(tuple(whos)),
            column.case_id == case_id,
            column.kind == kind,
            column.came_at >= since,
        )
    )
    return frozenset(found.scalars())


# Notices that wait in the outbox for a moment, in case more come.


def put_off(tx: Tx, who: str, due_at: int, *, latest: int) -> None:
    """More came: the person's notices that wait for that go on waiting until `due_at`.

    None waits longer than `latest` seconds in all.
    """
    longest = outbox.c.created_at + latest
    at = (
        func.min(longest, due_at)
        if tx.sql.dialect.name == "sqlite"
        else func.least(longest, due_at)
    )
    tx.execute(
        update(outbox).where(*_WAITING, outbox.c.due_at < due_at).values(due_at=at, fence=FREED),
        {"b_order_key": order_key(who)},
    )


def take_waiting(tx: Tx, who: str, now: int) -> None:
    """Move what still waits for a person in the outbox to their next digest."""
    rows = tx.execute(
        delete(outbox).where(*_WAITING).returning(outbox.c.case_id, outbox.c.kind),
        {"b_order_key": order_key(who)},
    ).all()
    for row in rows:
        add(tx, (who,), row.case_id, row.kind, now)
