"""Referrals to authorities outside the network; names and lists are encrypted."""

from sqlalchemy import insert, select, update

from domain.case import Authority, Referral
from storage.engine.data_keys import Holder
from storage.engine.database import Tx
from storage.engine.tables import referrals


def add(tx: Tx, referral: Referral) -> None:
    """Store a referral."""
    body = {"name": referral.name, "rule": referral.rule, "sent": referral.sent}
    at = _at(referral.case_id, referral.referred_at)
    tx.execute(
        insert(referrals).values(
            case_id=referral.case_id,
            authority=referral.authority,
            sealed=tx.keys.seal_json(Holder.CASE, referral.case_id, body, at),
            with_identity=referral.with_identity,
            who=referral.who,
            referred_at=referral.referred_at,
        )
    )


def latest(tx: Tx, case_id: int) -> Referral | None:
    """The last referral of a case; None if there was none."""
    row = tx.execute(
        select(referrals)
        .where(referrals.c.case_id == case_id)
        .order_by(referrals.c.id.desc())
        .limit(1)
    ).one_or_none()
    if row is None:
        return None
    body = tx.cipher.open_json(row.sealed, _at(case_id, row.referred_at))
    return Referral(
        case_id=case_id,
        authority=Authority(row.authority),
        name=body["name"],
        rule=body["rule"],
        sent=body["sent"],
        with_identity=row.with_identity,
        who=row.who,
        referred_at=row.referred_at,
    )


def forget_words(tx: Tx, case_id: int) -> None:
    """Erase the names and lists of a case's referrals; the kinds of authority stay."""
    rows = tx.execute(
        select(referrals.c.id, referrals.c.referred_at).where(referrals.c.case_id == case_id)
    ).all()
    for row in rows:
        body = {"name": "", "rule": "", "sent": ""}
        empty = tx.cipher.seal_json(body, _at(case_id, row.referred_at))
        tx.execute(update(referrals).where(referrals.c.id == row.id).values(sealed=empty))


def _at(case_id: int, referred_at: int) -> str:
    return f"referrals.sealed:{case_id}:{referred_at}"
