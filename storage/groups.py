"""The message that shows a case in a unit's group."""

from sqlalchemy import delete, select

from storage.db import Tx
from storage.tables import group_cards
from storage.upsert import upsert


def card_message(tx: Tx, case_id: int, unit: str) -> int | None:
    """The message to edit; None where the case has not been shown there."""
    return tx.execute(
        select(group_cards.c.message_id).where(
            group_cards.c.case_id == case_id, group_cards.c.unit == unit
        )
    ).scalar_one_or_none()


def set_card_message(tx: Tx, case_id: int, unit: str, message_id: int | None) -> None:
    """Remember the message, or forget it where it is gone."""
    if message_id is None:
        tx.execute(
            delete(group_cards).where(group_cards.c.case_id == case_id, group_cards.c.unit == unit)
        )
        return
    upsert(tx, group_cards, {"case_id": case_id, "unit": unit}, {"message_id": message_id})


def forget_cards(tx: Tx, unit: str) -> None:
    """The unit's cards are in no group any more: in another chat their numbers mean others."""
    tx.execute(delete(group_cards).where(group_cards.c.unit == unit))
