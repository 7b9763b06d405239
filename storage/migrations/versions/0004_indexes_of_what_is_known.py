"""Partial indexes.

An index of a column that is NULL in most rows now contains only the other rows, so that filing a
report does not write to it (decision 32).
"""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"

INDEXES = (
    ("cases", ("alarm_at",), "alarm_at"),
    ("cases", ("assignee", "status", "urgency", "opened_at", "id"), "assignee"),
    ("cases", ("escalated_to", "due_at"), "escalated_to"),
    ("cases", ("release_at", "quarantined_at", "id"), "release_at"),
    ("cases", ("remind_at",), "remind_at"),
    ("cases", ("retain_until",), "retain_until"),
    ("cases", ("status", "closed_at"), "closed_at"),
    ("cases", ("status", "paused_at"), "paused_at"),
    ("cases", ("unit", "quarantined_at", "id"), "quarantined_at"),
    ("cases", ("word_due_at",), "word_due_at"),
    ("evidence", ("case_id",), "case_id"),
    ("evidence", ("message_row",), "message_row"),
    ("evidence", ("report_id",), "report_id"),
    ("outbox", ("report_id", "id"), "report_id"),
)
STORED = "stored_as <> ''"


def upgrade() -> None:
    for table, columns, known in INDEXES:
        _again(table, columns, f"{known} IS NOT NULL")
    _again("evidence", ("stored_as",), STORED)


def downgrade() -> None:
    for table, columns, _ in INDEXES:
        _again(table, columns, None)
    _again("evidence", ("stored_as",), None)


def _again(table: str, columns: tuple[str, ...], only: str | None) -> None:
    name = op.f(f"ix_{table}_{'_'.join(columns)}")
    where = None if only is None else sa.text(only)
    op.drop_index(name, table)
    op.create_index(name, table, list(columns), sqlite_where=where, postgresql_where=where)
