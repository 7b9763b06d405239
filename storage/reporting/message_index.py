"""The message index: which answer a chat message gave, so that an edit can be applied to it."""

from typing import Any

from msgspec import Struct
from sqlalchemy import Row, bindparam, delete, func, select, update

from domain.draft import Draft
from storage.engine.database import Tx
from storage.engine.tables import said
from storage.engine.upsert import upsert

CAPTIONS = "_captions"  # instead of a step's name: one of many pieces of a draft


class IndexedMessage(Struct, frozen=True, kw_only=True):
    """A chat message that answered a step of a draft.

    `report_id` is set once it is filed, `message_row` if it was stored as a message of the case;
    `words` is a keyed fingerprint of its text.
    """

    draft_id: str
    step: str
    words: str
    report_id: int | None
    message_row: int | None
    said_at: int

    @property
    def was_added(self) -> bool:
        """Whether it was added to a report that is filed."""
        return self.step == CAPTIONS and self.message_row is not None


_UNSAID = delete(said).where(
    said.c.draft_id == bindparam("b_draft"), said.c.step == bindparam("b_step")
)


def keep(
    tx: Tx, who: str, message_id: int, *, draft_id: str, step: str, text: str, now: int
) -> None:
    """Store that a message answered a step, replacing an earlier message of that step."""
    if step != CAPTIONS:
        tx.execute(_UNSAID, {"b_draft": draft_id, "b_step": step})
    upsert(
        tx,
        said,
        {"who": who, "message_id": message_id},
        {
            "draft_id": draft_id,
            "step": step,
            "words": words_of(tx, text),
            "report_id": None,
            "message_row": None,
            "said_at": now,
        },
    )


def keep_beside(tx: Tx, draft: Draft, message_id: int, text: str, now: int) -> None:
    """A message was kept with a form, as one of many pieces."""
    keep(tx, draft.who, message_id, draft_id=draft.id, step=CAPTIONS, text=text, now=now)


def find(tx: Tx, who: str, message_id: int) -> IndexedMessage | None:
    """The entry of a chat message; None if it answered nothing, or too long ago."""
    row = tx.execute(
        select(said).where(said.c.who == who, said.c.message_id == message_id)
    ).one_or_none()
    return None if row is None else _indexed(row)


_NEWEST = (
    select(said).where(said.c.who == bindparam("who")).order_by(said.c.message_id.desc()).limit(1)
)


def newest(tx: Tx, who: str) -> IndexedMessage | None:
    """What the last message of somebody's chat said, of those that said anything."""
    row = tx.execute(_NEWEST, {"who": who}).one_or_none()
    return None if row is None else _indexed(row)


def _indexed(row: Row[Any]) -> IndexedMessage:
    return IndexedMessage(
        draft_id=row.draft_id,
        step=row.step,
        words=row.words,
        report_id=row.report_id,
        message_row=row.message_row,
        said_at=row.said_at,
    )


def differs(tx: Tx, saying: IndexedMessage, text: str) -> bool:
    """Whether the text differs: Telegram also reports edits that do not change it."""
    return saying.words not in tx.cipher.fingerprints("said", text)


def reword(tx: Tx, who: str, message_id: int, text: str) -> None:
    """Store the fingerprint of a message's new text."""
    tx.execute(
        update(said)
        .where(said.c.who == who, said.c.message_id == message_id)
        .values(words=words_of(tx, text))
    )


_FILED = update(said).where(said.c.draft_id == bindparam("b_draft"))


def filed(tx: Tx, draft_id: str, report_id: int, message_row: int | None = None) -> None:
    """Point the entries of a draft to the report, or the message of it, that it became."""
    stands = {"report_id": report_id, "message_row": message_row}
    tx.execute(_FILED, {"b_draft": draft_id, **stands})


def move(tx: Tx, draft_id: str, to: str) -> None:
    """Make the entries of a draft those of another one."""
    tx.execute(update(said).where(said.c.draft_id == draft_id).values(draft_id=to))


def forget(tx: Tx, draft_id: str) -> None:
    """Delete the entries of a dropped draft."""
    tx.execute(delete(said).where(said.c.draft_id == draft_id))


def purge(tx: Tx, before: int) -> None:
    """Delete entries from before this moment, since Telegram allows no edits of them."""
    tx.execute(delete(said).where(said.c.said_at < before))


def past(tx: Tx, before: int) -> int:
    """How many entries `purge` would delete."""
    statement = select(func.count()).select_from(said).where(said.c.said_at < before)
    return int(tx.execute(statement).scalar_one())


def words_of(tx: Tx, text: str) -> str:
    """The fingerprint of a text, as `IndexedMessage.words` has it."""
    return tx.cipher.fingerprint("said", text)
