"""Discarded drafts can be restored, and a reply to a message finds its report.

A discarded draft is kept for ten minutes (`drafts.discarded_at`). `told_messages` stores which
report each message to a reporter was about.
"""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"


def upgrade() -> None:
    op.create_table(
        "told_messages",
        sa.Column("who", sa.String(length=32), nullable=False),
        sa.Column("message_id", sa.BigInteger(), nullable=False),
        sa.Column("report_id", sa.BigInteger(), nullable=False),
        sa.Column("told_at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("who", "message_id", name=op.f("pk_told_messages")),
    )
    for column in ("report_id", "told_at"):
        name = op.f(f"ix_told_messages_{column}")
        op.create_index(name, "told_messages", [column])
    with op.batch_alter_table("drafts", schema=None) as batch_op:
        batch_op.add_column(sa.Column("discarded_at", sa.BigInteger(), nullable=True))
    only = sa.text("discarded_at IS NOT NULL")
    name = op.f("ix_drafts_discarded_at")
    op.create_index(name, "drafts", ["discarded_at"], sqlite_where=only, postgresql_where=only)


def downgrade() -> None:
    op.drop_index(op.f("ix_drafts_discarded_at"), "drafts")
    with op.batch_alter_table("drafts", schema=None) as batch_op:
        batch_op.drop_column("discarded_at")
    op.drop_table("told_messages")
