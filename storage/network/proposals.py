"""Changes of the public directory that wait for a second admin; one for each unit."""

import hashlib

import orjson
from msgspec import Struct
from sqlalchemy import delete, select

from domain.network.units import Unit
from storage.engine.database import Tx
from storage.engine.public_tables import unit_proposals
from storage.engine.upsert import upsert

MARK = 10  # characters


class Proposal(Struct, frozen=True, kw_only=True):
    """A unit as it would be (`new`) and as it was when proposed (`old`, None: a new unit)."""

    new: Unit
    old: Unit | None
    who: str
    at: int

    @property
    def mark(self) -> str:
        """Some characters that tell this very proposal from any other."""
        said = f"{_json(self.new)} {self.who} {self.at}"
        return hashlib.sha256(said.encode()).hexdigest()[:MARK]


def put(tx: Tx, proposal: Proposal) -> None:
    """Store a proposal; it replaces an earlier one for the same unit."""
    old = None if proposal.old is None else _json(proposal.old)
    upsert(
        tx,
        unit_proposals,
        {"unit": proposal.new.code},
        {"body": _json(proposal.new), "was": old, "who": proposal.who, "proposed_at": proposal.at},
    )


def get(tx: Tx, code: str) -> Proposal | None:
    """The proposal for a unit; None if nothing waits."""
    return next((each for each in waiting(tx) if each.new.code == code), None)


def waiting(tx: Tx) -> tuple[Proposal, ...]:
    """All proposals, oldest first."""
    order = unit_proposals.c.proposed_at, unit_proposals.c.unit
    return tuple(
        Proposal(
            new=Unit.from_document(orjson.loads(row.body)),
            old=None if row.was is None else Unit.from_document(orjson.loads(row.was)),
            who=row.who,
            at=row.proposed_at,
        )
        for row in tx.execute(select(unit_proposals).order_by(*order)).all()
    )


def count(tx: Tx, *, but: str, most: int) -> int:
    """How many were proposed by somebody else than `but`, counted no further than `most`."""
    there = unit_proposals.c.proposed_at > 0, unit_proposals.c.who != but
    return len(tx.execute(select(unit_proposals.c.unit).where(*there).limit(most)).all())


def drop(tx: Tx, code: str) -> bool:
    """Remove the proposal for a unit; False if there is none."""
    gone = tx.execute(delete(unit_proposals).where(unit_proposals.c.unit == code))
    return bool(gone.rowcount)


def _json(unit: Unit) -> str:
    return orjson.dumps(unit.to_document()).decode()
