"""A person may have several cards of one case; each message that shows one is kept."""

import sqlalchemy as sa
from alembic import op

revision = "0031"
down_revision = "0030"

BY_MESSAGE, BY_CASE = ["who", "message_id"], ["case_id", "who"]
OLD_INDEX, NEW_INDEX = "ix_shown_cards_who_message_id", "ix_shown_cards_case_id_who_message_id"

# Of rows that would have the same key, the newest stays.
TWO_OF_A_MESSAGE = """DELETE FROM shown_cards WHERE EXISTS (SELECT 1 FROM shown_cards AS other
    WHERE other.who = shown_cards.who AND other.message_id = shown_cards.message_id
    AND other.case_id > shown_cards.case_id)"""
TWO_OF_A_CASE = """DELETE FROM shown_cards WHERE EXISTS (SELECT 1 FROM shown_cards AS other
    WHERE other.who = shown_cards.who AND other.case_id = shown_cards.case_id
    AND other.message_id > shown_cards.message_id)"""


def upgrade() -> None:
    op.drop_index(OLD_INDEX, "shown_cards")
    op.execute(sa.text(TWO_OF_A_MESSAGE))
    _set_key(BY_MESSAGE)
    op.create_index(NEW_INDEX, "shown_cards", ["case_id", "who", "message_id"])


def downgrade() -> None:
    op.drop_index(NEW_INDEX, "shown_cards")
    op.execute(sa.text(TWO_OF_A_CASE))
    _set_key(BY_CASE)
    op.create_index(OLD_INDEX, "shown_cards", ["who", "message_id"])


def _set_key(columns: list[str]) -> None:
    with op.batch_alter_table("shown_cards") as batch_op:
        batch_op.drop_constraint("pk_shown_cards", type_="primary")
        batch_op.create_primary_key("pk_shown_cards", columns)
