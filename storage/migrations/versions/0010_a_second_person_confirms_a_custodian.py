"""A second person confirms a custodian.

`people.custodian_by` is who named somebody that waits to be confirmed, `custodian_since` when it
was confirmed. Custodians of earlier releases stay, with no time.
"""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0007"


def upgrade() -> None:
    with op.batch_alter_table("people", schema=None) as batch_op:
        batch_op.add_column(sa.Column("custodian_since", sa.BigInteger(), nullable=True))
        batch_op.add_column(sa.Column("custodian_by", sa.String(length=32), nullable=True))


def downgrade() -> None:
    with op.batch_alter_table("people", schema=None) as batch_op:
        batch_op.drop_column("custodian_by")
        batch_op.drop_column("custodian_since")
