"""A data key for the values of each case, and one for the contact of each report.

Values that are there stay encrypted with the key ring until `jubao keys rotate` is run.
"""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"


def upgrade() -> None:
    op.create_table(
        "data_keys",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("holder", sa.String(length=8), nullable=False),
        sa.Column("owner", sa.BigInteger(), nullable=False),
        sa.Column("ring", sa.String(length=16), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_data_keys")),
        sa.UniqueConstraint("holder", "owner", "ring", name=op.f("uq_data_keys_holder_owner_ring")),
    )


def downgrade() -> None:
    op.drop_table("data_keys")
