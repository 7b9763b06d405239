"""Give people, and traits of content, their fingerprints under the newest root secret, in steps.

A person is moved in one transaction with all rows that decide what they may do. Rows of other
columns without an index follow at the end, by `strays`.
"""

from collections.abc import Collection, Iterator, Mapping
from typing import Any

from msgspec import Struct
from sqlalchemy import (
    Column,
    RowMapping,
    Table,
    and_,
    case,
    delete,
    exists,
    func,
    insert,
    or_,
    select,
    true,
    update,
)

from storage.backup.rotation import PAGE
from storage.engine.category_tables import line_counts
from storage.engine.notice_tables import pending_news
from storage.engine.public_tables import broadcasts
from storage.engine.tables import (
    META,
    Who,
    drafts,
    evidence,
    grants,
    identity_requests,
    inbox,
    journal,
    outbox,
    people,
    reporter_links,
)
from storage.engine.tick_tables import ticks
from storage.engine.transaction import Tx

for table in (line_counts, pending_news, ticks):
    assert table.metadata is META  # the tables of their modules are among them, too

Columns = tuple[Column[Any], ...]
Moved = Mapping[str, str]  # former fingerprint → new one

# The journal is append-only: its older entries keep the older fingerprints. Updates wait two days
# at most. `filled_to` is a place in the order of people; no broadcast is being filled meanwhile.
_KEPT = frozenset({people.c.who, journal.c.who, inbox.c.lane, broadcasts.c.filled_to})


def _columns(*, indexed: bool) -> Columns:
    """The columns that hold fingerprints of people, with an index of their own or without."""
    return tuple(
        column
        for table in META.sorted_tables
        for column in table.columns
        if column.type is Who and column not in _KEPT and (column in _first(table)) is indexed
    )


def _first(table: Table) -> set[Any]:
    """The columns by which rows are found: the first one of each key and index."""
    found = {next(iter(index.columns)) for index in table.indexes if index.columns}
    return found | {next(iter(table.primary_key.columns))}


INDEXED, OTHERS = _columns(indexed=True), _columns(indexed=False)


class MoveProgress(Struct, frozen=True):
    """How far people have been moved: after whom, and how many; `waits` for a broadcast."""

    after: str = ""
    moved: int = 0
    waits: bool = False
    done: bool = False


def acted(tx: Tx) -> frozenset[str]:
    """Everybody who stands in a column without an index: whoever acted as staff, mostly."""
    return frozenset(
        who
        for column in OTHERS
        if column.table is not evidence
        for who in tx.execute(select(column).where(column.is_not(None)).distinct()).scalars()
    )


def move(tx: Tx, at: MoveProgress, acted: Collection[str]) -> MoveProgress:
    """Move the next people who are stored under an older root secret."""
    filling = exists().where(broadcasts.c.filled_to.is_not(None), ~broadcasts.c.filled)
    if tx.execute(select(filling)).scalar():
        return MoveProgress(at.after, at.moved, waits=True)
    page = select(people).where(people.c.who > at.after).order_by(people.c.who).limit(PAGE)
    rows = tx.execute(page.with_for_update()).mappings().all()  # another operator may do the same
    moved = {row["who"]: new for row in rows if (new := _new(tx, row)) != row["who"]}
    if moved:
        tx.execute(insert(people), [_row(tx, row, moved) for row in rows if row["who"] in moved])
        for column in INDEXED:
            _rename(tx, column, moved)
        _of_evidence(tx, moved)
        if wide := _of_staff(tx, moved, acted):
            _reseal_requests(tx, wide)
            for column in OTHERS:
                _rename(tx, column, wide)
        tx.execute(delete(people).where(people.c.who.in_(tuple(moved))))
    after = rows[-1]["who"] if rows else at.after
    return MoveProgress(after, at.moved + len(moved), done=len(rows) < PAGE)


def _new(tx: Tx, row: RowMapping) -> str:
    return tx.cipher.fingerprint(
        "person", tx.cipher.open(row["address"], f"people.address:{row['who']}")
    )


def _row(tx: Tx, row: RowMapping, moved: Moved) -> dict[str, Any]:
    """A person's row under the new fingerprint, to which its encrypted values are bound."""
    who = row["who"]
    values: dict[str, Any] = {**row, "who": moved[who]}
    for name in ("address", "name"):
        if values[name]:
            plain = tx.cipher.open(values[name], f"people.{name}:{who}")
            values[name] = tx.cipher.seal(plain, f"people.{name}:{moved[who]}")
    return values


def _rename(tx: Tx, column: Column[Any], moved: Moved, *where: Any) -> int:
    now = case(moved, value=column)
    values: dict[str, Any] = {column.name: now}
    if column is outbox.c.recipient:  # notices of one person are found by it, too
        values["order_key"] = func.replace(outbox.c.order_key, column, now)
    statement = update(column.table).where(column.in_(tuple(moved)), *where)
    return tx.execute(statement.values(values)).rowcount


def _drop_doubles(tx: Tx, column: Column[Any], moved: Moved) -> None:
    """Delete rows that the person has under the new fingerprint, too, where there can be one."""
    if not column.primary_key:
        return
    rest = [each for each in column.table.primary_key.columns if each is not column]
    there = column.table.alias("there")
    same = and_(true(), *(there.c[each.name] == each for each in rest))
    found = exists().where(there.c[column.name] == case(moved, value=column), same)
    tx.execute(delete(column.table).where(column.in_(tuple(moved)), found))


def _of_evidence(tx: Tx, moved: Moved) -> None:
    """Files are found by their report or draft: both have been moved already."""
    new = tuple(moved.values())
    links, own = reporter_links.c, drafts.c
    reports = select(links.report_id).where(links.who.in_(tuple(new)))
    _rename(tx, evidence.c.who, moved, evidence.c.report_id.in_(reports))
    _rename(
        tx,
        evidence.c.who,
        moved,
        evidence.c.draft_id.in_(select(own.id).where(own.who.in_(tuple(new)))),
    )


def _of_staff(tx: Tx, moved: Moved, acted: Collection[str]) -> Moved:
    """Those of these people who act, or acted, as staff: all their rows are moved at once."""
    # Their grants have been moved already; `people` has both rows.
    new = {fresh: former for former, fresh in moved.items()}
    now = set(tx.execute(select(grants.c.who).where(grants.c.who.in_(tuple(new)))).scalars())
    role = or_(people.c.admin, people.c.custodian)
    now |= set(tx.execute(select(people.c.who).where(people.c.who.in_(tuple(new)), role)).scalars())
    now |= tx.named & set(new)
    staff = {new[who] for who in now} | (set(acted) & set(moved))
    return {former: moved[former] for former in staff}


def _reseal_requests(tx: Tx, moved: Moved) -> None:
    """Requests for a contact are encrypted for a place that names who asked."""
    table = identity_requests
    for row in tx.execute(select(table).where(table.c.asked_by.in_(tuple(moved)))).all():
        at = f"identity_requests.sealed:{row.report_id}:{row.asked_at}:"
        sealed = tx.cipher.seal(
            tx.cipher.open(row.sealed, f"{at}{row.asked_by}"), f"{at}{moved[row.asked_by]}"
        )
        values = {"sealed": sealed, "asked_by": moved[row.asked_by]}
        tx.execute(update(table).where(table.c.id == row.id).values(**values))


def strays(tx: Tx, column: Column[Any]) -> tuple[str, ...]:
    """The fingerprints in a column that are nobody's now."""
    known = exists().where(people.c.who == column)
    found = tx.execute(select(column).where(column.is_not(None), ~known).distinct()).scalars()
    return tuple(found)


def rename(tx: Tx, column: Column[Any], moved: Moved) -> int:
    """Replace these fingerprints in one column."""
    if column is identity_requests.c.asked_by:
        _reseal_requests(tx, moved)
        return len(moved)
    _drop_doubles(tx, column, moved)
    return _rename(tx, column, moved)


def batches(moved: Moved) -> Iterator[Moved]:
    """The same in parts that fit into one statement."""
    pairs = sorted(moved.items())
    for start in range(0, len(pairs), PAGE):
        yield dict(pairs[start : start + PAGE])


def under_older(tx: Tx) -> int:
    """How many people there are whose fingerprint is not made with the newest root secret."""
    rows = tx.execute(select(people.c.who, people.c.address)).mappings()
    return sum(1 for row in rows if _new(tx, row) != row["who"])
