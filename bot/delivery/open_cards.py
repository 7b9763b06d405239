"""Whether the courier may edit a card that somebody has open in their chat."""

from handlers.core.services import Services
from storage.engine.database import Database
from usecases.delivery import card_facts
from usecases.delivery.card_facts import PrivateCardFacts
from usecases.session import by_system


async def may_edit(db: Database, services: Services, chat: int, facts: PrivateCardFacts) -> bool:
    """Whether the message still shows the case, and its reader is not acting right now.

    Asked right before the edit: it waits for its slot, and what a press has shown meanwhile must
    not be replaced.
    """
    is_open = await db.run(by_system, services.conditions(), card_facts.is_open, facts)
    acting = (each.caller for each in services.at_work.by_id.values())
    return is_open and all(each is None or each.account != chat for each in acting)
