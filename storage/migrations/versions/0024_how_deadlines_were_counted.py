"""How the deadline of a case was counted, so that it can be counted anew."""

import sqlalchemy as sa
from alembic import op

revision = "0024"
down_revision = "0023"

COLUMNS = (
    ("cases", "due_from", sa.BigInteger()),
    ("cases", "due_days", sa.Integer()),
    ("cases", "answer_until", sa.BigInteger()),
    ("removals", "due_from", sa.BigInteger()),
    ("removals", "due_days", sa.Integer()),
)
INDEXES = (
    ("ix_cases_running", "cases", sa.text("due_at IS NOT NULL")),
    ("ix_suggestions_unanswered", "suggestions", sa.text("due_at IS NOT NULL")),
    ("ix_removals_ordered", "removals", sa.text("due_from IS NOT NULL")),
)


def upgrade() -> None:
    for table, name, kind in COLUMNS:
        op.add_column(table, sa.Column(name, kind, nullable=True))
    for name, table, where in INDEXES:
        op.create_index(name, table, ["id"], sqlite_where=where, postgresql_where=where)


def downgrade() -> None:
    for name, table, _ in INDEXES:
        op.drop_index(name, table)
    for table, name, _ in COLUMNS:
        with op.batch_alter_table(table) as batch_op:
            batch_op.drop_column(name)
