"""A mark of who of the staff reported a case, kept where the link to their report is erased."""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"


def upgrade() -> None:
    with op.batch_alter_table("reporter_links") as batch_op:
        batch_op.add_column(sa.Column("staff_mark", sa.String(length=32), nullable=True))


def downgrade() -> None:
    with op.batch_alter_table("reporter_links") as batch_op:
        batch_op.drop_column("staff_mark")
