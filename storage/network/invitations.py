"""Invitations: made, used once, and voided while they are open or wait for a second yes."""

import secrets as entropy

from msgspec import Struct
from sqlalchemy import delete, insert, update

from domain.network.people import Role
from storage.engine import erasures
from storage.engine.database import Tx
from storage.engine.erasures import Kind
from storage.engine.tables import invitations
from storage.network import custodians


def void(tx: Tx, by: str) -> int:
    """Void the open invitations made by this person, also of custodians; returns how many."""
    custodians.drop_named_by(tx, by)
    gone = tx.execute(
        delete(invitations).where(invitations.c.created_by == by, invitations.c.used_at.is_(None))
    )
    return int(gone.rowcount)


def invite(tx: Tx, unit: str | None, role: Role, *, by: str, now: int, seconds: int) -> str:
    """Make a token that gives this role once; only its hash is stored."""
    token = entropy.token_urlsafe(24)
    tx.execute(
        insert(invitations).values(
            token_hash=tx.cipher.fingerprint("invitation", token),
            unit=unit,
            role=int(role),
            created_by=by,
            expires_at=now + seconds,
        )
    )
    return token


class Invitation(Struct, frozen=True, kw_only=True):
    """What a token gives: a role in a unit; where the unit is None, an admin's or custodian's."""

    unit: str | None
    role: Role
    created_by: str


def expire_by(tx: Tx, latest: int) -> None:
    """Let open invitations expire at this moment at the latest."""
    tx.execute(
        update(invitations)
        .where(invitations.c.used_at.is_(None), invitations.c.expires_at > latest)
        .values(expires_at=latest)
    )


def redeem(tx: Tx, token: str, now: int) -> Invitation | None:
    """Use a token; None if it is unknown, used or expired."""
    row = tx.execute(
        update(invitations)
        .where(
            invitations.c.token_hash.in_(tx.cipher.fingerprints("invitation", token)),
            invitations.c.used_at.is_(None),
            invitations.c.expires_at > now,
        )
        .values(used_at=now)
        .returning(invitations)
    ).one_or_none()
    if row is None:
        return None
    erasures.note(tx, Kind.INVITATION, row.token_hash, now)
    return Invitation(unit=row.unit, role=Role(row.role), created_by=row.created_by)
