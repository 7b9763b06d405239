"""Evidence files are stored in a subfolder.

No table changes. The revision makes earlier releases refuse the database: they would treat the
files in the subfolder as unknown and erase them.
"""

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    pass


def downgrade() -> None:
    pass
