"""Case files for authorities, and what authorities answered."""

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"


def _id() -> "sa.Column[int]":
    return sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False)


def upgrade() -> None:
    op.create_table(
        "case_files",
        _id(),
        sa.Column("case_id", sa.BigInteger(), nullable=False),
        sa.Column("who", sa.String(length=32), nullable=False),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.Column("ordered_at", sa.BigInteger(), nullable=False),
        sa.Column("due_at", sa.BigInteger(), nullable=True),
        sa.Column("tries", sa.Integer(), server_default="0", nullable=False),
        sa.Column("message_id", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(
            ["case_id"], ["cases.id"], name=op.f("fk_case_files_case_id_cases")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_case_files")),
    )
    op.create_index(op.f("ix_case_files_due_at_id"), "case_files", ["due_at", "id"])
    op.create_index(op.f("ix_case_files_case_id_id"), "case_files", ["case_id", "id"])
    op.create_table(
        "authority_answers",
        _id(),
        sa.Column("case_id", sa.BigInteger(), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.Column("who", sa.String(length=32), nullable=False),
        sa.Column("entered_at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["case_id"], ["cases.id"], name=op.f("fk_authority_answers_case_id_cases")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_authority_answers")),
    )
    op.create_index(op.f("ix_authority_answers_case_id_id"), "authority_answers", ["case_id", "id"])


def downgrade() -> None:
    op.drop_table("authority_answers")
    op.drop_table("case_files")
