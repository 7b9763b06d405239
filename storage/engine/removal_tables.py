"""The table of removal requests: what a site or provider is asked for, and the answer."""

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    String,
    Table,
)

from storage.engine.tables import META, Id, Who, known

removals = Table(
    "removals",
    META,
    Column("id", Id, primary_key=True),
    Column("case_id", BigInteger, ForeignKey("cases.id"), nullable=False),
    Column("unit", String(32), ForeignKey("units.code"), nullable=False),  # the case's own
    Column("kind", String(16), nullable=False),  # domain.removals.removal.Addressed
    Column("addressee", String(32), nullable=False),  # a unit or provider; empty by phone
    Column("ask", String(16), nullable=False),  # domain.removals.removal.Ask
    Column("days", Integer),
    Column("rule", String(64), nullable=False),
    Column("sealed", LargeBinary, nullable=False),  # JSON: addresses, finding, reason, order
    Column("asked_by", Who, nullable=False),
    Column("asked_at", BigInteger, nullable=False),
    Column("sent_at", BigInteger),  # when it reached the addressee; None: a letter has yet to
    Column("due_at", BigInteger, nullable=False),
    Column("due_from", BigInteger),  # of an order in working days: when it was given
    Column("due_days", Integer),
    Column("state", String(16), nullable=False),  # domain.removals.removal.State
    Column("waiting", Boolean, nullable=False),  # it is not settled
    Column("answer", String(16)),
    Column("answered_by", Who),
    Column("answered_at", BigInteger),
    Column("seen", String(16)),  # domain.removals.removal.Check
    Column("checked_by", Who),
    Column("checked_at", BigInteger),
    Column("back", Integer, nullable=False),  # how often the content came back
    Column("remind_at", BigInteger),  # when the clock looks at it next, None while it need not
    Column("overdue_level", Integer, nullable=False),
    Column("version", Integer, nullable=False),
    Index(None, "case_id", "id"),
    Index(None, "unit", "waiting", "due_at", "id"),
    Index(None, "addressee", "state", "due_at", "id"),
    Index(None, "unit", "state", "due_at", "id"),  # those that somebody must look at
    Index(None, "remind_at", "id", **known("remind_at")),
    Index("ix_removals_ordered", "id", **known("due_from")),
)
