"""The tables of what the channel says in public and hears about itself."""

from sqlalchemy import (
    BigInteger,
    Column,
    ForeignKey,
    Index,
    LargeBinary,
    String,
    Table,
    Text,
)

from storage.tables import META, Id, Who

unit_changes = Table(  # what the public directory said of a unit before, and who changed it
    "unit_changes",
    META,
    Column("id", Id, primary_key=True),
    Column("unit", String(32), ForeignKey("units.code"), nullable=False),
    Column("verb", String(16), nullable=False),
    Column("body", Text, nullable=False),  # JSON: field → [before, after]; it is all public
    Column("changed_by", Who, nullable=False),
    Column("changed_at", BigInteger, nullable=False),
    Index(None, "unit", "id"),
)

suggestions = Table(  # criticism and ideas about the reporting work
    "suggestions",
    META,
    Column("id", Id, primary_key=True),
    Column("uid", String(32), nullable=False, unique=True),  # the draft it was: filed once
    Column("code_hash", String(64), nullable=False, unique=True),
    Column("unit", String(32), ForeignKey("units.code"), nullable=False),
    Column("who", Who),  # None once forgotten
    Column("tail", String(8), nullable=False),  # the end of the code
    Column("locale", String(16), nullable=False),
    Column("sealed", LargeBinary),  # JSON: text, and the answer; emptied when forgotten
    Column("filed_at", BigInteger, nullable=False),
    Column("due_at", BigInteger),  # None once answered
    Column("late_at", BigInteger),  # when its unit was told that it is late
    Column("answered_by", Who),
    Column("answered_at", BigInteger),
    Index(None, "unit", "due_at", "id"),
    Index(None, "who", "id"),
    Index(None, "late_at", "due_at"),
    Index(None, "answered_at"),
)
