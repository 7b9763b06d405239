"""What a join changed is kept for a day, so that it can be undone; pledges have a source."""

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"


def upgrade() -> None:
    op.create_table(
        "case_joins",
        sa.Column("case_id", sa.BigInteger(), nullable=False),
        sa.Column("joined_at", sa.BigInteger(), nullable=False),
        sa.Column("status", sa.String(length=24), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name="fk_case_joins_case_id_cases"),
        sa.PrimaryKeyConstraint("case_id", name="pk_case_joins"),
    )
    op.create_index("ix_case_joins_joined_at", "case_joins", ["joined_at"])
    op.create_table(
        "joined_reports",
        sa.Column("case_id", sa.BigInteger(), nullable=False),
        sa.Column("report_id", sa.BigInteger(), nullable=False),
        sa.Column("joined_before", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name="fk_joined_reports_case_id_cases"),
        sa.ForeignKeyConstraint(
            ["report_id"], ["reports.id"], name="fk_joined_reports_report_id_reports"
        ),
        sa.PrimaryKeyConstraint("case_id", "report_id", name="pk_joined_reports"),
    )
    op.create_index("ix_joined_reports_report_id", "joined_reports", ["report_id"])
    with op.batch_alter_table("pledges") as batch_op:
        batch_op.add_column(sa.Column("source", sa.String(length=200), nullable=True))


def downgrade() -> None:
    with op.batch_alter_table("pledges") as batch_op:
        batch_op.drop_column("source")
    op.drop_table("joined_reports")
    op.drop_table("case_joins")
