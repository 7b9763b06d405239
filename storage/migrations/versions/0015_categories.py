"""Upheld cases are counted by bottom line; the journal is read by person."""

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0012"


def upgrade() -> None:
    op.create_table(
        "line_counts",
        sa.Column("unit", sa.String(length=32), nullable=False),
        sa.Column("period", sa.Integer(), nullable=False),
        sa.Column("line", sa.String(length=64), nullable=False),
        sa.Column("count", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["unit"], ["units.code"], name=op.f("fk_line_counts_unit_units")),
        sa.PrimaryKeyConstraint("unit", "period", "line", name=op.f("pk_line_counts")),
        sqlite_with_rowid=False,
    )
    op.create_index(op.f("ix_journal_who_id"), "journal", ["who", "id"])


def downgrade() -> None:
    op.drop_index(op.f("ix_journal_who_id"), "journal")
    op.drop_table("line_counts")
