"""Whether the courier may edit or delete what somebody has open in their chat.

Asked right before the call: a notice waits for its slot, and what a press has shown in the message
meanwhile must not be lost.
"""

from contextlib import suppress

from telegram import Bot
from telegram.error import TelegramError

from handlers.core.services import Services
from storage.core.errors import StorageBusy, StorageFull
from usecases.delivery import card_facts, reply_facts
from usecases.delivery.card_facts import PrivateCardFacts
from usecases.delivery.outbox_delivery import Delivery
from usecases.delivery.reply_facts import QuestionFacts
from usecases.session import by_system


async def may_edit(services: Services, owed: Delivery) -> bool:
    """Whether a card still stands in the message to edit, and its reader is not acting right now.

    For a notice that edits the card of a case in a private chat.
    """
    facts = owed.facts
    assert isinstance(facts, PrivateCardFacts)
    is_open = await services.db.run(by_system, services.conditions(), card_facts.is_open, facts)
    return is_open and not _is_acting(services, owed.chat or 0)


async def remove_earlier(bot: Bot, services: Services, chat: int, facts: QuestionFacts) -> None:
    """Delete the message with the question as it was asked before; after an error it stays.

    It also stays once its form is filed or cancelled, and while its owner is acting: it may show
    the receipt, or how to undo.
    """
    if facts.removes is None:
        return
    # The new message was sent: to delete the old one is not worth a second try.
    with suppress(StorageBusy, StorageFull, TelegramError):
        is_open = await services.db.run(
            by_system, services.conditions(), reply_facts.is_asked, facts
        )
        if is_open and not _is_acting(services, chat):
            await bot.delete_message(chat, facts.removes)


def _is_acting(services: Services, chat: int) -> bool:
    acting = (each.caller for each in services.at_work.by_id.values())
    return any(each is not None and each.account == chat for each in acting)
