"""A second person confirms a custodian, and a change of how the public reaches an office.

`people.custodian_by` is who named somebody that waits to be confirmed, `custodian_since` when it
was confirmed. Custodians of earlier releases stay, with no time. `unit_proposals` are the changes
that wait.
"""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"


def upgrade() -> None:
    op.create_table(
        "unit_proposals",
        sa.Column("unit", sa.String(length=32), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("was", sa.Text(), nullable=True),
        sa.Column("who", sa.String(length=32), nullable=False),
        sa.Column("proposed_at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("unit", name=op.f("pk_unit_proposals")),
    )
    with op.batch_alter_table("people", schema=None) as batch_op:
        batch_op.add_column(sa.Column("custodian_since", sa.BigInteger(), nullable=True))
        batch_op.add_column(sa.Column("custodian_by", sa.String(length=32), nullable=True))


def downgrade() -> None:
    op.drop_table("unit_proposals")
    with op.batch_alter_table("people", schema=None) as batch_op:
        batch_op.drop_column("custodian_by")
        batch_op.drop_column("custodian_since")
