"""Indexes of what waits for a person: requests to look at, changes and people to confirm."""

import sqlalchemy as sa
from alembic import op

revision = "0027"
down_revision = "0026"

INDEXES = (
    ("removals", ("unit", "state", "due_at", "id")),
    ("unit_proposals", ("proposed_at",)),
    ("category_proposals", ("proposed_at",)),
)
NAMED = sa.text("custodian_by IS NOT NULL")


def upgrade() -> None:
    for table, columns in INDEXES:
        op.create_index(f"ix_{table}_{'_'.join(columns)}", table, list(columns))
    op.create_index(
        "ix_people_custodian_by",
        "people",
        ["custodian_by"],
        sqlite_where=NAMED,
        postgresql_where=NAMED,
    )


def downgrade() -> None:
    op.drop_index("ix_people_custodian_by", "people")
    for table, columns in INDEXES:
        op.drop_index(f"ix_{table}_{'_'.join(columns)}", table)
