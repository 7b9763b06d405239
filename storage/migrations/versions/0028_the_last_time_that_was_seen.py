"""Where no clock was ever seen, the newest entry of the journal is the last time that was.

Entries that this release writes before its first tick may be dated by a wrong clock.
"""

from alembic import op

revision = "0028"
down_revision = "0027"


def upgrade() -> None:
    op.execute(
        "INSERT INTO counters (name, value) SELECT 'clock:ticked', written_at FROM journal"
        " WHERE NOT EXISTS (SELECT 1 FROM counters WHERE name = 'clock:ticked')"
        " ORDER BY id DESC LIMIT 1"
    )


def downgrade() -> None:
    """A time that was seen stays one."""
