"""A case's topic in a forum group: created, renamed, closed and reopened as its card is sent."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from enum import Enum

from msgspec.structs import replace
from telegram import Bot
from telegram.error import BadRequest

from bot.delivery.pacer import Pacer
from domain.status import OPEN
from handlers.core.api_errors import classify
from handlers.core.services import Services
from storage.engine.database import Database
from storage.network.card_places import Place
from usecases.delivery.notice_facts import GroupCardFacts
from usecases.notify import group_messages

Say = Callable[[int | None], Awaitable[int | None]]


class TopicStep(Enum):
    """One Bot API call that brings a topic into its right state."""

    MAKE = "make"
    REOPEN = "reopen"
    SAY = "say"
    NAME = "name"
    CLOSE = "close"


def wanted(facts: GroupCardFacts) -> bool:
    """Whether the card is, or is to be, in a topic; a card sent without one stays without."""
    if facts.place is None:
        return False
    is_new = facts.place.is_empty and facts.case.status in OPEN and not facts.leaves
    return facts.place.topic_id is not None or (facts.topics and is_new)


def steps(place: Place, title: str, *, is_open: bool) -> tuple[TopicStep, ...]:
    """The calls needed, in order; safe to resume after a crash between any two."""
    there = place.topic_id is not None
    needed = [] if there else [TopicStep.MAKE]
    writes = place.message_id is None  # a closed topic accepts no message
    reopened = there and place.closed and (is_open or writes)
    if reopened:
        needed.append(TopicStep.REOPEN)
    needed.append(TopicStep.SAY)
    if there and place.title != title:
        needed.append(TopicStep.NAME)
    if not is_open and (reopened or not place.closed):
        needed.append(TopicStep.CLOSE)
    return tuple(needed)


@dataclass(slots=True)
class Topics:
    """Runs the steps, each within the group's rate limit and stored before the next."""

    bot: Bot
    db: Database
    services: Services
    pacer: Pacer

    async def around(self, chat: int, facts: GroupCardFacts, title: str, say: Say) -> int | None:
        """Run all steps; `say` sends the card into a topic. Returns the card's message id."""
        assert facts.place is not None
        place, message_id = facts.place, None
        is_open = facts.case.status in OPEN and not facts.leaves
        for number, step in enumerate(steps(place, title, is_open=is_open)):
            if number:
                await self.pacer.slot(chat)
            if step is TopicStep.SAY:
                message_id = await _sent_unless_unchanged(say, place.topic_id)
                if message_id is not None:
                    await self.db.run(group_messages.card_stands, place, chat, message_id)
                continue
            place = await self._call(step, chat, place, title)
            await self.db.run(group_messages.topic_stands, place, chat)
        return message_id

    async def _call(self, step: TopicStep, chat: int, place: Place, title: str) -> Place:
        if step is TopicStep.MAKE:
            made = await self.bot.create_forum_topic(chat, title)
            return replace(place, topic_id=made.message_thread_id, title=title, closed=False)
        assert place.topic_id is not None
        try:
            if step is TopicStep.NAME:
                await self.bot.edit_forum_topic(chat, place.topic_id, name=title)
            elif step is TopicStep.CLOSE:
                await self.bot.close_forum_topic(chat, place.topic_id)
            else:
                await self.bot.reopen_forum_topic(chat, place.topic_id)
        except BadRequest as error:
            if not classify(error).settled:
                raise
        if step is TopicStep.NAME:
            return replace(place, title=title)
        return replace(place, closed=step is TopicStep.CLOSE)


async def _sent_unless_unchanged(say: Say, topic_id: int | None) -> int | None:
    """Send or edit the card; None if it needed no change, so that the other steps still run."""
    try:
        return await say(topic_id)
    except BadRequest as error:
        if not classify(error).settled:
            raise
        return None
