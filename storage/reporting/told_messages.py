"""Which message of the bot's told a reporter about which report: a reply to it is about that."""

from sqlalchemy import delete, func, select

from storage.engine.database import Tx
from storage.engine.tables import told_messages
from storage.engine.upsert import upsert


def keep(tx: Tx, who: str, message_id: int, report_id: int, now: int) -> None:
    """This message of the bot's, in somebody's chat, is about a report of theirs."""
    key = {"who": who, "message_id": message_id}
    upsert(tx, told_messages, key, {"report_id": report_id, "told_at": now})


def about(tx: Tx, who: str, message_id: int) -> int | None:
    """The report that a message of the bot's is about; None where it is about none, or too old."""
    found = tx.execute(
        select(told_messages.c.report_id).where(
            told_messages.c.who == who, told_messages.c.message_id == message_id
        )
    ).scalar_one_or_none()
    return None if found is None else int(found)


def told_at(tx: Tx, who: str, report_id: int, at: int) -> int | None:
    """The first message about a report that was kept at this moment; None if there is none."""
    found: int | None = tx.execute(
        select(func.min(told_messages.c.message_id)).where(
            told_messages.c.who == who,
            told_messages.c.report_id == report_id,
            told_messages.c.told_at == at,
        )
    ).scalar_one()
    return found


def forget(tx: Tx, who: str, message_id: int) -> None:
    """This message is no longer in the chat."""
    tx.execute(
        delete(told_messages).where(
            told_messages.c.who == who, told_messages.c.message_id == message_id
        )
    )


def purge(tx: Tx, before: int) -> None:
    """Forget the messages that were sent before this moment."""
    tx.execute(delete(told_messages).where(told_messages.c.told_at < before))


def past(tx: Tx, before: int) -> int:
    """How many messages that is."""
    statement = select(func.count()).select_from(told_messages)
    return int(tx.execute(statement.where(told_messages.c.told_at < before)).scalar_one())
