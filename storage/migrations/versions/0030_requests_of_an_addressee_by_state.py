"""The index of what a unit is asked for goes by state: those it has yet to do are a list."""

from alembic import op

revision = "0030"
down_revision = "0029"

BEFORE = "ix_removals_addressee_waiting_due_at_id"
BY_STATE = "ix_removals_addressee_state_due_at_id"


def upgrade() -> None:
    op.drop_index(BEFORE, "removals")
    op.create_index(BY_STATE, "removals", ["addressee", "state", "due_at", "id"])


def downgrade() -> None:
    op.drop_index(BY_STATE, "removals")
    op.create_index(BEFORE, "removals", ["addressee", "waiting", "due_at", "id"])
