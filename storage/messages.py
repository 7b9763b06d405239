"""What passed between an office and a reporter, and the staff's own notes; all sealed."""

from dataclasses import dataclass

from sqlalchemy import insert, select

from storage.db import Tx
from storage.tables import messages

FROM_REPORTER = frozenset({"answer", "addition", "appeal"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """A question, an answer, an addition, an appeal or a note; `author` is a person's `who`."""

    case_id: int
    kind: str
    author: str
    text: str
    written_at: int
    report_id: int | None = None


def add(tx: Tx, message: Message) -> None:
    """Write a message down."""
    at = f"messages.sealed:{message.case_id}:{message.written_at}"
    tx.execute(
        insert(messages).values(
            case_id=message.case_id,
            report_id=message.report_id,
            kind=message.kind,
            author=message.author,
            sealed=tx.vault.seal_json({"text": message.text}, at),
            written_at=message.written_at,
        )
    )


def last(tx: Tx, case_id: int, *, limit: int) -> tuple[Message, ...]:
    """The latest messages of a case, the oldest of them first."""
    rows = tx.execute(
        select(messages)
        .where(messages.c.case_id == case_id)
        .order_by(messages.c.id.desc())
        .limit(limit)
    ).all()
    return tuple(
        Message(
            case_id=row.case_id,
            kind=row.kind,
            author=row.author,
            text=tx.vault.open_json(row.sealed, f"messages.sealed:{case_id}:{row.written_at}")[
                "text"
            ],
            written_at=row.written_at,
            report_id=row.report_id,
        )
        for row in reversed(rows)
    )


def last_question(tx: Tx, case_id: int) -> str:
    """What the office last asked; empty where it never did."""
    row = tx.execute(
        select(messages.c.sealed, messages.c.written_at)
        .where(messages.c.case_id == case_id, messages.c.kind == "question")
        .order_by(messages.c.id.desc())
        .limit(1)
    ).one_or_none()
    if row is None:
        return ""
    at = f"messages.sealed:{case_id}:{row.written_at}"
    return str(tx.vault.open_json(row.sealed, at)["text"])
