"""The order of the whole journal: each entry has a place, tied to the one before by a keyed hash.

The chain of a case cannot show that the whole case, or its end, was
removed; a missing place here does. Its head, sent to people once a day, shows if the end of the
journal was cut off.
"""

from collections.abc import Sequence
from typing import Any

import orjson
from msgspec import Struct
from sqlalchemy import Row, bindparam, exists, insert, select, update

from storage.engine.tables import journal, journal_head, journal_order
from storage.engine.transaction import JournalEntry, Tx
from storage.engine.upsert import insert_new

ENTRY = (
    journal.c.id,
    journal.c.case_id,
    journal.c.written_at,
    journal.c.who,
    journal.c.role,
    journal.c.verb,
    journal.c.start,
    journal.c.to,
    journal.c.unit,
)
"""The columns that a place's link covers: all but the reason, whose text may be erased."""

PAGE = 500
NAME = "journal"
_HELD = select(journal_head).where(journal_head.c.name == NAME).with_for_update()
_MOVE = (
    update(journal_head)
    .where(journal_head.c.name == NAME)
    .values(entries=bindparam("b_entries"), link=bindparam("b_link"))
)
_PLACE = insert(journal_order)
SHOWN = 16  # characters of a link that are shown: 64 bits cannot be guessed


class Head(Struct, frozen=True):
    """How many entries there are, and the link of the last one."""

    count: int
    link: str

    def __str__(self) -> str:
        return f"{self.count}:{self.link[:SHOWN]}"


def begin(tx: Tx) -> None:
    """Give entries of an older release their places; does nothing once that is done."""
    if head(tx) is None:
        _held(tx)


def write(tx: Tx) -> None:
    """Give the entries of this transaction their places, right before it commits.

    The head's row is locked from here on: on PostgreSQL, transactions that wrote an entry commit
    one after the other, and places follow the order of their commits.
    """
    if tx.journalled:
        _append(tx, _held(tx), tx.journalled)
        tx.journalled.clear()


def head(tx: Tx) -> Head | None:
    """The head of the order; None if no entry ever got a place."""
    row = tx.execute(select(journal_head).where(journal_head.c.name == NAME)).one_or_none()
    return None if row is None else Head(row.entries, row.link)


def link_at(tx: Tx, place: int) -> str | None:
    """The link of a place; None if there is no such place."""
    found: str | None = tx.execute(
        select(journal_order.c.link).where(journal_order.c.place == place)
    ).scalar_one_or_none()
    return found


def tied(tx: Tx, previous: str, place: int, said: JournalEntry) -> str:
    """Compute the link of a place from the previous link and its entry."""
    return tx.cipher.link(previous, orjson.dumps([place, *said]))


def possible(tx: Tx, previous: str, place: int, said: JournalEntry) -> tuple[str, ...]:
    """The links that this place may have, under any version of the root secret."""
    return tx.cipher.links(previous, orjson.dumps([place, *said]), place)


def _held(tx: Tx) -> Head:
    """Lock and return the head's row until the transaction ends; created if missing."""
    row = tx.execute(_HELD).one_or_none()
    if row is not None:
        return Head(row.entries, row.link)
    new = insert_new(tx, journal_head, {"name": NAME}, {"entries": 0, "link": ""})
    row = tx.execute(_HELD).one()  # maybe another process's
    found = Head(row.entries, row.link)
    return _caught_up(tx, found) if new else found


def _caught_up(tx: Tx, found: Head) -> Head:
    """If only the head is missing, continue after the last place; else order an older journal."""
    last = tx.execute(
        select(journal_order).order_by(journal_order.c.place.desc()).limit(1)
    ).one_or_none()
    if last is not None:
        return _moved(tx, Head(last.place, last.link))
    mine = [said[0] for said in tx.journalled]
    after = 0
    while rows := _unordered(tx, after, mine):
        found, after = _append(tx, found, rows), rows[-1][0]
    return found


def _unordered(tx: Tx, after: int, mine: Sequence[int]) -> Sequence[Row[Any]]:
    placed = exists().where(journal_order.c.entry == journal.c.id)
    return tx.execute(
        select(*ENTRY)
        .where(journal.c.id > after, ~placed, journal.c.id.not_in(mine))
        .order_by(journal.c.id)
        .limit(PAGE)
    ).all()


def _append(tx: Tx, found: Head, entries: Sequence[JournalEntry]) -> Head:
    link, places = found.link, []
    for place, said in enumerate(entries, found.count + 1):
        link = tied(tx, link, place, said)
        places.append({"place": place, "entry": said[0], "link": link})
    tx.execute(_PLACE, places)
    return _moved(tx, Head(found.count + len(entries), link))


def _moved(tx: Tx, to: Head) -> Head:
    tx.execute(_MOVE, {"b_entries": to.count, "b_link": to.link})
    return to
