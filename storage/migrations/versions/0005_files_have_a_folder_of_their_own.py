"""files have a folder of their own.

The tables stay as they are. An earlier release refuses a database of this revision, and must: it
would take the files in their own folder for nobody's, and erase them.
"""

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    pass


def downgrade() -> None:
    pass
