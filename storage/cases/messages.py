"""Messages between an office and a reporter, and staff's own notes; all encrypted."""

from collections.abc import Collection, Mapping
from typing import Any

from msgspec import Struct
from msgspec.structs import replace
from sqlalchemy import Row, bindparam, func, insert, or_, select, update

from domain.notices.reporter_notices import QuestionNotice, ReporterNotice, ToldNotice
from storage.engine.data_keys import Holder
from storage.engine.database import Tx
from storage.engine.tables import messages

FROM_REPORTER = frozenset({"answer", "addition", "appeal", "edit"})
TO_REPORTER: Mapping[str, type[ReporterNotice]] = {
    "question": QuestionNotice,
    "asked": QuestionNotice,
    "told": ToldNotice,
}
"""What an office says to reporters, and as which notice it travels."""
MOST_EDITS = 100  # new versions that a card takes account of


class Message(Struct, frozen=True, kw_only=True):
    """A question, an answer, an addition, an appeal or a note; `author` is a person's `who`.

    `report_id` is the report whose reporter wrote it or gets it; None: all reporters of the case.
    An edit is a new message; `version_of` is the row of the edited one, None if that is the
    report itself. `earlier` is what the edited part of that text first said, empty if nothing,
    None if it is not known; `words` is the fingerprint of the new version (`message_index`).
    `channel` is how it came, if not by Telegram.
    """

    case_id: int
    kind: str
    author: str
    text: str
    written_at: int
    report_id: int | None = None
    version_of: int | None = None
    earlier: str | None = None
    words: str = ""
    channel: str = ""
    id: int = 0

    def concerns(self, report_id: int) -> bool:
        """Whether it is to the reporter of this report, alone or with all others."""
        return self.report_id in {None, report_id}


def add(tx: Tx, message: Message) -> int:
    """Store a message; returns its row id."""
    return int(
        tx.execute(
            insert(messages)
            .values(
                case_id=message.case_id,
                report_id=message.report_id,
                kind=message.kind,
                author=message.author,
                sealed=_sealed(tx, message),
                written_at=message.written_at,
                version_of=message.version_of,
            )
            .returning(messages.c.id)
        ).scalar_one()
    )


def get(tx: Tx, row_id: int) -> Message | None:
    """A message by its row id."""
    row = tx.execute(select(messages).where(messages.c.id == row_id)).one_or_none()
    return _message(tx, row) if row else None


_NEWEST = messages.c.id.desc()
_LAST = (
    select(messages)
    .where(messages.c.case_id == bindparam("case"))
    .order_by(_NEWEST)
    .limit(bindparam("most"))
)
_QUESTION = (
    select(messages)
    .where(messages.c.case_id == bindparam("case"), messages.c.kind == "question")
    .order_by(_NEWEST)
    .limit(1)
)


def last(tx: Tx, case_id: int, *, limit: int) -> tuple[Message, ...]:
    """The latest messages of a case, the oldest of them first."""
    rows = tx.execute(_LAST, {"case": case_id, "most": limit}).all()
    return tuple(_message(tx, row) for row in reversed(rows))


def count_from(tx: Tx, case_id: int, kinds: Collection[str], row: int) -> int:
    """How many messages of these kinds a case has, from this row on."""
    of_kinds = messages.c.case_id == case_id, messages.c.kind.in_(tuple(kinds))
    found = tx.execute(select(func.count()).where(*of_kinds, messages.c.id >= row))
    return int(found.scalar_one())


def last_question(tx: Tx, case_id: int) -> Message | None:
    """The last question of the office; None if there is none."""
    row = tx.execute(_QUESTION, {"case": case_id}).one_or_none()
    return _message(tx, row) if row else None


def answered(tx: Tx, question: Message, report_id: int) -> bool:
    """Whether this reporter has answered a question."""
    found = tx.execute(
        select(messages.c.id)
        .where(
            messages.c.case_id == question.case_id,
            messages.c.kind == "answer",
            messages.c.id > question.id,
            messages.c.report_id == report_id,
        )
        .limit(1)
    ).first()
    return found is not None


def _sealed(tx: Tx, message: Message) -> bytes:
    return tx.keys.seal_json(Holder.CASE, message.case_id, _body(message), _at(message))


def _body(message: Message) -> dict[str, str]:
    body = {"text": message.text, "channel": message.channel, "words": message.words}
    known = {} if message.earlier is None else {"earlier": message.earlier}
    return {**{name: each for name, each in body.items() if each or name == "text"}, **known}


def edits(tx: Tx, case_id: int, reports: Collection[int]) -> tuple[Message, ...]:
    """The new versions of what the reporters of these reports wrote, the oldest first.

    At most the newest `MOST_EDITS`: a card must not get slower with each edit.
    """
    of_reports = messages.c.case_id == case_id, messages.c.report_id.in_(tuple(reports))
    found = select(messages).where(*of_reports, messages.c.kind == "edit")
    newest = tx.execute(found.order_by(_NEWEST).limit(MOST_EDITS)).all()
    return tuple(_message(tx, row) for row in reversed(newest))


def move(tx: Tx, start: int, to: int) -> None:
    """Move the messages of one case to another, encrypted again for the new row.

    An open question of the first case is not open in the other: its kind is changed.
    """
    rows = tx.execute(select(messages).where(messages.c.case_id == start)).all()
    for row in rows:
        moved = replace(_message(tx, row), case_id=to)
        tx.execute(
            update(messages)
            .where(messages.c.id == row.id)
            .values(
                case_id=to,
                kind="asked" if row.kind == "question" else row.kind,
                sealed=_sealed(tx, moved),
            )
        )


def without_report(tx: Tx, case_id: int) -> tuple[int, ...]:
    """The rows of a case's messages that belong to no single report: notes, words to all."""
    found = tx.execute(
        select(messages.c.id).where(messages.c.case_id == case_id, messages.c.report_id.is_(None))
    ).scalars()
    return tuple(sorted(found))


def move_back(
    tx: Tx, start: int, to: int, *, reports: Collection[int], notes: Collection[int]
) -> tuple[int, ...]:
    """Move messages of these reports, and these rows, to another case; returns the rows moved."""
    mine = or_(messages.c.report_id.in_(reports), messages.c.id.in_(notes))
    rows = tx.execute(select(messages).where(messages.c.case_id == start, mine)).all()
    for row in rows:
        moved = replace(_message(tx, row), case_id=to)
        values = {"case_id": to, "sealed": _sealed(tx, moved)}
        tx.execute(update(messages).where(messages.c.id == row.id).values(**values))
    return tuple(row.id for row in rows)


def _message(tx: Tx, row: Row[Any]) -> Message:
    body = tx.cipher.open_json(row.sealed, _at(row))
    return Message(
        id=row.id,
        case_id=row.case_id,
        kind=row.kind,
        author=row.author,
        text=body["text"],
        written_at=row.written_at,
        report_id=row.report_id,
        version_of=row.version_of,
        earlier=body.get("earlier"),
        words=body.get("words", ""),
        channel=body.get("channel", ""),
    )


def _at(message: Message | Row[Any]) -> str:
    return f"messages.sealed:{message.case_id}:{message.written_at}"
