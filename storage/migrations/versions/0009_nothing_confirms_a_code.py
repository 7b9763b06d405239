"""The end of a query code is no longer stored: it is derived, like the code.

It stood in clear, so that a copy of the database showed which report a code belongs to.
"""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0007"


def upgrade() -> None:
    for table in ("reporter_links", "suggestions"):
        with op.batch_alter_table(table, schema=None) as batch_op:
            batch_op.drop_column("tail")


def downgrade() -> None:
    for table in ("reporter_links", "suggestions"):
        tail = sa.Column("tail", sa.String(length=8), nullable=False, server_default="")
        with op.batch_alter_table(table, schema=None) as batch_op:
            batch_op.add_column(tail)
