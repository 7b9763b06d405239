"""Decisions: what was decided, by whom, and which sides appealed; the reasons are encrypted."""

from typing import Any

from sqlalchemy import Row, insert, select, update

from domain.case import DISMISSED, Decision
from storage.engine.data_keys import Holder
from storage.engine.database import Tx
from storage.engine.tables import appeals, decisions
from storage.engine.upsert import insert_new

AFFECTED = 0
"""The side of the affected party, whose appeals are entered by staff."""


def add(tx: Tx, decision: Decision) -> Decision:
    """Store a decision (the database assigns its `id`)."""
    body: dict[str, Any] = {"facts": decision.facts, "feedback": decision.feedback}
    if decision.seen_gone:
        body["seen_gone"] = decision.seen_gone
    if decision.feedback_in:
        body["feedback_in"] = dict(decision.feedback_in)
    at = f"decisions.sealed:{decision.case_id}:{decision.decided_at}"
    row = tx.execute(
        insert(decisions)
        .values(
            case_id=decision.case_id,
            kind=decision.kind,
            result=decision.result,
            rule=decision.rule,
            sealed=tx.keys.seal_json(Holder.CASE, decision.case_id, body, at),
            decided_by=decision.decided_by,
            decided_at=decision.decided_at,
            confirmed_by=decision.confirmed_by,
            confirmed_at=decision.confirmed_at,
            appeal_until=decision.appeal_until,
        )
        .returning(decisions)
    ).one()
    return _decision(tx, row)


def latest(tx: Tx, case_id: int) -> Decision | None:
    """The newest decision, confirmed or not; None if there is none."""
    row = tx.execute(
        select(decisions)
        .where(decisions.c.case_id == case_id)
        .order_by(decisions.c.id.desc())
        .limit(1)
    ).one_or_none()
    return _decision(tx, row) if row else None


def told(tx: Tx, case_id: int) -> Decision | None:
    """The newest decision that was confirmed, and so told to reporters; None if there is none."""
    row = tx.execute(
        select(decisions)
        .where(decisions.c.case_id == case_id, decisions.c.confirmed_by.is_not(None))
        .order_by(decisions.c.id.desc())
        .limit(1)
    ).one_or_none()
    return _decision(tx, row) if row else None


def standing(tx: Tx, case_id: int) -> Decision | None:
    """The decision that holds: the newest that was told; where an appeal was dismissed, its own."""
    found = told(tx, case_id)
    return appealed(tx, found) if found is not None and found.result == DISMISSED else found


def confirm(tx: Tx, decision_id: int, *, by: str, now: int, appeal_until: int | None) -> None:
    """Store who confirmed a decision, and until when it may be appealed against, if it may."""
    tx.execute(
        update(decisions)
        .where(decisions.c.id == decision_id)
        .values(confirmed_by=by, confirmed_at=now, appeal_until=appeal_until)
    )


def set_appeal_until(tx: Tx, decision_id: int, until: int) -> None:
    """Store until when a decision may be appealed against, unix seconds."""
    tx.execute(update(decisions).where(decisions.c.id == decision_id).values(appeal_until=until))


def appealable(tx: Tx, case_id: int) -> Decision | None:
    """The last decision of a kind that can be appealed against, in time or not."""
    row = tx.execute(
        select(decisions)
        .where(decisions.c.case_id == case_id, decisions.c.appeal_until.is_not(None))
        .order_by(decisions.c.id.desc())
        .limit(1)
    ).one_or_none()
    return _decision(tx, row) if row else None


def appealed(tx: Tx, result: Decision) -> Decision | None:
    """The decision that the result of an appeal was about: the last one before it."""
    row = tx.execute(
        select(decisions)
        .where(
            decisions.c.case_id == result.case_id,
            decisions.c.id < result.id,
            decisions.c.kind != "appeal",
        )
        .order_by(decisions.c.id.desc())
        .limit(1)
    ).one_or_none()
    return _decision(tx, row) if row else None


def add_appeal(tx: Tx, decision_id: int, side: int, *, by: str, now: int) -> bool:
    """Store the appeal of a side: the row id of a report, or `AFFECTED`.

    Returns False if this side has already appealed against this decision.
    """
    return insert_new(
        tx,
        appeals,
        {"decision_id": decision_id, "side": side},
        {"entered_by": by, "entered_at": now},
    )


def has_appealed(tx: Tx, decision_id: int, side: int) -> bool:
    """Whether this side has appealed against this decision."""
    found = tx.execute(
        select(appeals.c.id).where(appeals.c.decision_id == decision_id, appeals.c.side == side)
    ).first()
    return found is not None


def forget_words(tx: Tx, case_id: int) -> None:
    """Erase the facts and the feedback of a case's decisions; what was decided stays."""
    rows = tx.execute(
        select(decisions.c.id, decisions.c.decided_at).where(decisions.c.case_id == case_id)
    ).all()
    for row in rows:
        at = f"decisions.sealed:{case_id}:{row.decided_at}"
        empty = tx.cipher.seal_json({"facts": "", "feedback": ""}, at)
        tx.execute(update(decisions).where(decisions.c.id == row.id).values(sealed=empty))


def _decision(tx: Tx, row: Row[Any]) -> Decision:
    body = tx.cipher.open_json(row.sealed, f"decisions.sealed:{row.case_id}:{row.decided_at}")
    return Decision(
        id=row.id,
        case_id=row.case_id,
        kind=row.kind,
        result=row.result,
        rule=row.rule,
        facts=body["facts"],
        feedback=body["feedback"],
        decided_by=row.decided_by,
        decided_at=row.decided_at,
        confirmed_by=row.confirmed_by,
        confirmed_at=row.confirmed_at,
        appeal_until=row.appeal_until,
        seen_gone=body.get("seen_gone", ""),
        feedback_in=body.get("feedback_in", {}),
    )
