"""Cases that staff have ticked in a list, to do the same with all of them."""

import sqlalchemy as sa
from alembic import op

revision = "0020"
down_revision = "0019"


def upgrade() -> None:
    op.create_table(
        "ticks",
        sa.Column("who", sa.String(length=32), nullable=False),
        sa.Column("case_id", sa.BigInteger(), nullable=False),
        sa.Column("seen", sa.Integer(), nullable=False),
        sa.Column("ticked_at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name="fk_ticks_case_id_cases"),
        sa.PrimaryKeyConstraint("who", "case_id", name="pk_ticks"),
    )
    op.create_index("ix_ticks_ticked_at", "ticks", ["ticked_at"])


def downgrade() -> None:
    op.drop_table("ticks")
