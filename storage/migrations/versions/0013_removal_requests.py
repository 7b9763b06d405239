"""Removal requests: what a site or provider is asked for, and the answer."""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"


def upgrade() -> None:
    op.create_table(
        "removals",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("case_id", sa.BigInteger(), nullable=False),
        sa.Column("unit", sa.String(length=32), nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("addressee", sa.String(length=32), nullable=False),
        sa.Column("ask", sa.String(length=16), nullable=False),
        sa.Column("days", sa.Integer(), nullable=True),
        sa.Column("rule", sa.String(length=64), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.Column("asked_by", sa.String(length=32), nullable=False),
        sa.Column("asked_at", sa.BigInteger(), nullable=False),
        sa.Column("due_at", sa.BigInteger(), nullable=False),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("waiting", sa.Boolean(), nullable=False),
        sa.Column("answer", sa.String(length=16), nullable=True),
        sa.Column("answered_by", sa.String(length=32), nullable=True),
        sa.Column("answered_at", sa.BigInteger(), nullable=True),
        sa.Column("seen", sa.String(length=16), nullable=True),
        sa.Column("checked_by", sa.String(length=32), nullable=True),
        sa.Column("checked_at", sa.BigInteger(), nullable=True),
        sa.Column("back", sa.Integer(), nullable=False),
        sa.Column("remind_at", sa.BigInteger(), nullable=True),
        sa.Column("overdue_level", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("fk_removals_case_id_cases")),
        sa.ForeignKeyConstraint(["unit"], ["units.code"], name=op.f("fk_removals_unit_units")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_removals")),
    )
    with op.batch_alter_table("removals") as batch_op:
        batch_op.create_index(batch_op.f("ix_removals_case_id_id"), ["case_id", "id"])
        batch_op.create_index(
            batch_op.f("ix_removals_unit_waiting_due_at_id"), ["unit", "waiting", "due_at", "id"]
        )
        batch_op.create_index(
            batch_op.f("ix_removals_addressee_waiting_due_at_id"),
            ["addressee", "waiting", "due_at", "id"],
        )
        batch_op.create_index(
            batch_op.f("ix_removals_remind_at_id"),
            ["remind_at", "id"],
            sqlite_where=sa.text("remind_at IS NOT NULL"),
            postgresql_where=sa.text("remind_at IS NOT NULL"),
        )


def downgrade() -> None:
    op.drop_table("removals")
