"""The index of a person's own cases has all that is asked of it: counting them reads no case."""

import sqlalchemy as sa
from alembic import op

revision = "0029"
down_revision = "0028"

KEY = ("assignee", "status", "urgency", "opened_at", "id")
BEFORE, OWN = "ix_cases_assignee_status_urgency_opened_at_id", "ix_cases_own"
KNOWN = sa.text("assignee IS NOT NULL")


def upgrade() -> None:
    op.drop_index(BEFORE, "cases")
    _create(OWN, (*KEY, "quarantined_at", "unit"))


def downgrade() -> None:
    op.drop_index(OWN, "cases")
    _create(BEFORE, KEY)


def _create(name: str, columns: tuple[str, ...]) -> None:
    op.create_index(name, "cases", list(columns), sqlite_where=KNOWN, postgresql_where=KNOWN)
