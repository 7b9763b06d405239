"""Where the newest card of a case stands in the private chats of staff."""

import sqlalchemy as sa
from alembic import op

revision = "0026"
down_revision = "0025"


def upgrade() -> None:
    op.create_table(
        "shown_cards",
        sa.Column("case_id", sa.BigInteger(), nullable=False),
        sa.Column("who", sa.String(length=32), nullable=False),
        sa.Column("message_id", sa.BigInteger(), nullable=False),
        sa.Column("content", sa.String(length=32), nullable=False),
        sa.Column("back", sa.String(length=64), nullable=False),
        sa.Column("unfolded", sa.Boolean(), nullable=False),
        sa.Column("shown_at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name="fk_shown_cards_case_id_cases"),
        sa.PrimaryKeyConstraint("case_id", "who", name="pk_shown_cards"),
    )
    op.create_index("ix_shown_cards_who_message_id", "shown_cards", ["who", "message_id"])
    op.create_index("ix_shown_cards_shown_at", "shown_cards", ["shown_at"])


def downgrade() -> None:
    op.drop_table("shown_cards")
