"""What was erased or revoked is noted by keyed tokens, so that a restore can repeat it.

What was erased before this migration is not noted.
"""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"


def upgrade() -> None:
    op.create_table(
        "erasures",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("key", sa.String(length=16), nullable=False),
        sa.Column("token", sa.String(length=32), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("listed_at", sa.BigInteger(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_erasures")),
        sa.UniqueConstraint(
            "kind", "key", "token", "at", name=op.f("uq_erasures_kind_key_token_at")
        ),
    )
    only = sa.text("listed_at IS NULL")
    name = op.f("ix_erasures_id")
    op.create_index(name, "erasures", ["id"], sqlite_where=only, postgresql_where=only)


def downgrade() -> None:
    op.drop_table("erasures")
