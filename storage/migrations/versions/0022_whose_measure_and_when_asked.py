"""Against which account of a case a measure is, if not all; when a site was really asked."""

import sqlalchemy as sa
from alembic import op

revision = "0022"
down_revision = "0021"


def upgrade() -> None:
    with op.batch_alter_table("account_measures") as batch_op:
        batch_op.add_column(sa.Column("account", sa.BigInteger(), nullable=True))
    with op.batch_alter_table("removals") as batch_op:
        batch_op.add_column(sa.Column("sent_at", sa.BigInteger(), nullable=True))
    # Reporters of these have read that the site was asked.
    op.execute("UPDATE removals SET sent_at = asked_at")


def downgrade() -> None:
    with op.batch_alter_table("removals") as batch_op:
        batch_op.drop_column("sent_at")
    with op.batch_alter_table("account_measures") as batch_op:
        batch_op.drop_column("account")
