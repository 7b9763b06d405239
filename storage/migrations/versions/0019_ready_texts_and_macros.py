"""Templates may replace the shipped text of a result, or be a macro: a text with its decision."""

import sqlalchemy as sa
from alembic import op

revision = "0019"
down_revision = "0018"


def upgrade() -> None:
    with op.batch_alter_table("templates") as batch_op:
        batch_op.add_column(
            sa.Column("kind", sa.String(length=8), nullable=False, server_default="text")
        )
        batch_op.add_column(sa.Column("result", sa.String(length=24), nullable=True))
        batch_op.add_column(sa.Column("rule", sa.String(length=64), nullable=True))
        batch_op.add_column(sa.Column("facts", sa.Text(), nullable=True))
    op.create_index(
        "ix_templates_unit_kind_result_locale", "templates", ["unit", "kind", "result", "locale"]
    )


def downgrade() -> None:
    op.drop_index("ix_templates_unit_kind_result_locale", table_name="templates")
    with op.batch_alter_table("templates") as batch_op:
        for column in ("facts", "rule", "result", "kind"):
            batch_op.drop_column(column)
