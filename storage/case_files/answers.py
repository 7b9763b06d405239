"""What authorities answered to referrals; the words are encrypted."""

from typing import Any

from sqlalchemy import Row, bindparam, delete, insert, select

from domain.case_files.orders import AuthorityAnswer
from storage.engine.case_file_tables import authority_answers
from storage.engine.data_keys import Holder
from storage.engine.database import Tx


def add(tx: Tx, answer: AuthorityAnswer) -> None:
    """Store an answer."""
    body = {"receipt": answer.receipt, "answer": answer.answer}
    at = _at(answer.case_id, answer.entered_at)
    tx.execute(
        insert(authority_answers).values(
            case_id=answer.case_id,
            sealed=tx.keys.seal_json(Holder.CASE, answer.case_id, body, at),
            who=answer.who,
            entered_at=answer.entered_at,
        )
    )


_LATEST = (
    select(authority_answers)
    .where(authority_answers.c.case_id == bindparam("case"))
    .order_by(authority_answers.c.id.desc())
    .limit(1)
)


def latest(tx: Tx, case_id: int) -> AuthorityAnswer | None:
    """The newest answer on a case; None if there is none."""
    row = tx.execute(_LATEST, {"case": case_id}).one_or_none()
    return _answer(tx, row) if row else None


def forget(tx: Tx, case_id: int) -> None:
    """Delete the answers on a case."""
    tx.execute(delete(authority_answers).where(authority_answers.c.case_id == case_id))


def _answer(tx: Tx, row: Row[Any]) -> AuthorityAnswer:
    body = tx.cipher.open_json(row.sealed, _at(row.case_id, row.entered_at))
    return AuthorityAnswer(
        case_id=row.case_id,
        receipt=body["receipt"],
        answer=body["answer"],
        who=row.who,
        entered_at=row.entered_at,
    )


def _at(case_id: int, entered_at: int) -> str:
    return f"authority_answers.sealed:{case_id}:{entered_at}"
