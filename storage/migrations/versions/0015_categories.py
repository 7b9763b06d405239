"""Categories changed by admins, counts by bottom line, and the journal read by person."""

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"


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
    op.create_table(
        "category_changes",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("category", sa.String(length=64), nullable=False),
        sa.Column("verb", sa.String(length=32), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("changed_by", sa.String(length=32), nullable=False),
        sa.Column("changed_at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_category_changes")),
    )
    op.create_index(op.f("ix_category_changes_category_id"), "category_changes", ["category", "id"])
    op.create_table(
        "category_proposals",
        sa.Column("category", sa.String(length=64), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("was", sa.Text(), nullable=True),
        sa.Column("who", sa.String(length=32), nullable=False),
        sa.Column("proposed_at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("category", name=op.f("pk_category_proposals")),
    )
    op.create_index(op.f("ix_journal_who_id"), "journal", ["who", "id"])


def downgrade() -> None:
    op.drop_index(op.f("ix_journal_who_id"), "journal")
    op.drop_table("category_proposals")
    op.drop_table("category_changes")
    op.drop_table("line_counts")
