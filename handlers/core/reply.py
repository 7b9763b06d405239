"""How handlers reply: show a screen, answer a press, send a further message."""

import asyncio
from collections.abc import Awaitable, Coroutine
from contextlib import suppress
from typing import Any

from telegram import Message, Update
from telegram.error import TelegramError

from handlers.core.api_errors import ApiAnswer, classify
from handlers.core.bot_api import edit_screen, send_screen
from handlers.core.context import Context
from handlers.ui.markup import Screen
from usecases.delivery.retries import Failure
from usecases.dialogs.attachments import QUIET_SECONDS
from usecases.network import group_bindings
from usecases.notify import staff_cards
from usecases.reporting import standing
from usecases.session import by_system

MOST_ANSWER = 200  # characters of an answer to a press


class ReplyFailed(TelegramError):  # noqa: N818 - the library's own errors have no such suffix
    """A reply could not be sent: the chat it was for, and the classified error."""

    def __init__(self, chat: int, answer: ApiAnswer, error: TelegramError) -> None:
        super().__init__(error.message)
        self.chat = chat
        self.answer = answer


async def show(update: Update, ctx: Context, screen: Screen) -> int | None:
    """Show a screen: a press edits the message of its button, anything else gets a new message.

    Returns the id of the message that shows it; None if it is not known.
    Raises TelegramError, `ReplyFailed` where the screen itself failed.
    """
    query = update.callback_query
    if query is None:
        return await _send(update, ctx, screen)
    fresh = screen.fresh or not screen.is_inline or not ctx.handling.edits
    if fresh or query.message is None:
        return await _both(answer(update, ctx, screen), _send(update, ctx, screen))
    return await _both(answer(update, ctx, screen), _edit(update, ctx, screen))


async def _both(answering: Coroutine[Any, Any, bool], showing: Awaitable[int | None]) -> int | None:
    """Show the screen and answer the press at the same time, so that neither waits for the other.

    If the screen is shown, an error of Telegram on answering the press is ignored.
    """
    ending = asyncio.create_task(answering)
    try:
        shown = await showing
    except asyncio.CancelledError:
        ending.cancel()
        raise
    finally:
        (answered,) = await asyncio.gather(ending, return_exceptions=True)
    if isinstance(answered, BaseException) and not isinstance(answered, TelegramError):
        raise answered
    return shown


async def refresh(update: Update, ctx: Context, screen: Screen) -> None:
    """Bring the message of a pressed button up to date, where the reply itself comes below it.

    An error of Telegram is ignored: the message then stays as it is until it is pressed again.
    """
    query = update.callback_query
    if query is None or query.message is None or not ctx.handling.edits:
        return
    chat, message_id = query.message.chat.id, query.message.message_id
    with suppress(TelegramError):
        await edit_screen(ctx.bot, chat, message_id, screen)
        await _store_card(ctx, chat, message_id, screen, edited=True)


async def _store_card(
    ctx: Context, chat: int, message_id: int, screen: Screen, *, edited: bool = False
) -> None:
    """Store that a message in a private chat of staff shows a card of a case, or does no longer."""
    if chat < 0 or not (screen.card is not None or edited):
        return
    person, services = ctx.person, ctx.services
    if person is not None and person.is_staff:
        await services.db.run(
            by_system,
            services.conditions(),
            staff_cards.store,
            person.who,
            message_id,
            screen.card,
        )


async def answer(update: Update, ctx: Context, screen: Screen | None = None) -> bool:
    """Answer a press, which stops the spinner of its button, at most once.

    Returns False if the screen's words were not shown: the press was answered before, or is too
    old, or there is none.
    """
    query, handling = update.callback_query, ctx.handling
    if query is None or handling.answered:
        return False
    words = (screen.alert or screen.toast) if screen else ""
    handling.answered = True
    try:
        await query.get_bot().answer_callback_query(
            query.id,
            text=words[:MOST_ANSWER] or None,
            show_alert=bool(screen and screen.alert) or None,
        )
    except TelegramError as error:
        if not classify(error).settled:
            handling.answered = False
            raise
        return False
    return True


async def stop_spinner(update: Update, ctx: Context) -> None:
    """Answer a press before something else is sent for it; that goes on if Telegram fails here."""
    with suppress(TelegramError):
        await answer(update, ctx)


async def _send(update: Update, ctx: Context, screen: Screen) -> int | None:
    if update.effective_chat is None:
        return None
    chat = update.effective_chat.id
    message_id = await send(ctx, chat, screen, thread=_thread(update))
    _remember(ctx, chat, message_id, screen)
    return message_id


def _remember(ctx: Context, chat: int, message_id: int, screen: Screen) -> None:
    """Remember the message as the one with the open question, if the screen is a question."""
    if screen.question_of:
        ctx.services.questions.remember(chat, message_id, screen.question_of)


async def show_once(update: Update, ctx: Context, screen: Screen, command: str) -> None:
    """Answer a command, and delete our answer to the same command from a few seconds before.

    So a command that is sent many times leaves one answer.
    """
    assert update.effective_chat is not None
    chat, now = update.effective_chat.id, ctx.services.now()
    earlier = ctx.services.answers.showing(chat, command, after=now - QUIET_SECONDS)
    message_id = await show(update, ctx, screen)
    if message_id is None:
        return
    ctx.services.answers.remember(chat, message_id, command, at=now)
    if earlier is not None:
        with suppress(TelegramError):
            await ctx.bot.delete_message(chat, earlier)


def _thread(update: Update) -> int | None:
    """The forum topic that the update comes from and the reply goes to; None outside topics."""
    query = update.callback_query
    message = query.message if query else update.effective_message
    if not isinstance(message, Message) or not message.is_topic_message:
        return None
    return message.message_thread_id


async def send(ctx: Context, chat: int, screen: Screen, *, thread: int | None = None) -> int:
    """Send a further message, for example a part of a long text, and return its id.

    Follows a group to its new id, and leaves the topic out where it is gone. Raises `ReplyFailed`.
    """
    try:
        message_id = await send_screen(ctx.bot, chat, screen, thread=thread)
    except TelegramError as error:
        found = classify(error)
        if found.chat is not None:  # the group has a new id
            await ctx.services.db.run(
                by_system, ctx.services.conditions(), group_bindings.moved, chat, found.chat
            )
            return await send(ctx, found.chat, screen)
        if found.failure is Failure.TOPIC_LOST and thread is not None:
            return await send(ctx, chat, screen)
        raise ReplyFailed(chat, found, error) from error
    await _store_card(ctx, chat, message_id, screen)
    return message_id


async def _keeps_receipt(update: Update, ctx: Context, screen: Screen) -> bool:
    """Whether the message of a pressed button shows a receipt that the screen would replace.

    So it is after a press that was made before the receipt was shown there, such as "Cancel" right
    after "Submit". The query code stands nowhere else.
    """
    query, person = update.callback_query, ctx.person
    assert query is not None
    assert query.message is not None
    message = query.message
    if message.chat.id < 0 or person is None or screen.of_receipt:
        return False
    if screen.question_of and screen.question_of in (query.data or ""):
        return False  # a question of an open form, in the message of that form
    services = ctx.services
    return await services.db.run(
        by_system,
        services.conditions(),
        standing.shows_receipt,
        person.who,
        message.message_id,
    )


async def _edit(update: Update, ctx: Context, screen: Screen) -> int | None:
    query = update.callback_query
    assert query is not None
    assert query.message is not None
    # The message may be inaccessible (too old): then the edit fails and a new message is sent.
    message = query.message
    if await _keeps_receipt(update, ctx, screen):
        return await _send(update, ctx, screen)
    _remember(ctx, message.chat.id, message.message_id, screen)
    try:
        await edit_screen(ctx.bot, message.chat.id, message.message_id, screen)
    except TelegramError as error:
        found = classify(error)
        if found.failure is Failure.CARD_LOST or found.chat is not None:
            return await _send(update, ctx, screen)
        if not found.settled:
            raise ReplyFailed(message.chat.id, found, error) from error
    await _store_card(ctx, message.chat.id, message.message_id, screen, edited=True)
    return message.message_id
