"""Indexes by which the next case of a person is found."""

import sqlalchemy as sa
from alembic import op

revision = "0023"
down_revision = "0022"

KEY = ("urgency", "opened_at", "id")
INDEXES = (
    ("ix_cases_to_judge", ("unit", "status", *KEY), "waiting IS TRUE"),
    ("ix_cases_free", ("unit", *KEY), "waiting IS TRUE AND assignee IS NULL"),
)


def upgrade() -> None:
    for name, columns, only in INDEXES:
        where = sa.text(only)
        op.create_index(name, "cases", list(columns), sqlite_where=where, postgresql_where=where)


def downgrade() -> None:
    for name, _, _ in INDEXES:
        op.drop_index(name, "cases")
