"""Against which account of a case a measure is, where it is not against all of them."""

import sqlalchemy as sa
from alembic import op

revision = "0022"
down_revision = "0021"


def upgrade() -> None:
    with op.batch_alter_table("account_measures") as batch_op:
        batch_op.add_column(sa.Column("account", sa.BigInteger(), nullable=True))


def downgrade() -> None:
    with op.batch_alter_table("account_measures") as batch_op:
        batch_op.drop_column("account")
