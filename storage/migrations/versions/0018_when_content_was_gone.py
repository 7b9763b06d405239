"""When a person saw that the content of a case, and each of its addresses, was gone."""

import sqlalchemy as sa
from alembic import op

revision = "0018"
down_revision = "0017"


def upgrade() -> None:
    for table in ("cases", "targets"):
        with op.batch_alter_table(table) as batch_op:
            batch_op.add_column(sa.Column("removed_at", sa.BigInteger(), nullable=True))


def downgrade() -> None:
    for table in ("targets", "cases"):
        with op.batch_alter_table(table) as batch_op:
            batch_op.drop_column("removed_at")
