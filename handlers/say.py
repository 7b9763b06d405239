"""The only replies: show a screen, answer a press."""

import asyncio
from collections.abc import Awaitable

from telegram import Bot, InlineKeyboardMarkup, LinkPreviewOptions, Update
from telegram.constants import ParseMode
from telegram.error import TelegramError

from handlers.answers import Answer, classify
from handlers.context import Context
from handlers.markup import Screen
from usecases import bindings
from usecases.delivery import Failure

MOST_ANSWER = 200  # characters of an answer to a press
_NO_PREVIEW = LinkPreviewOptions(is_disabled=True)


class Unsaid(TelegramError):  # noqa: N818 - the library's own errors have no such suffix
    """A reply that did not come through: where it was to be said, and what the answer meant."""

    def __init__(self, chat: int, answer: Answer, error: TelegramError) -> None:
        super().__init__(error.message)
        self.chat = chat
        self.answer = answer


async def show(update: Update, ctx: Context, screen: Screen) -> None:
    """Show a screen to whoever sent the update: in place where they pressed, else as a reply."""
    query = update.callback_query
    if query is None:
        await _send(update, ctx, screen)
        return
    inline = isinstance(screen.markup(), InlineKeyboardMarkup | None)
    if screen.fresh or not inline or query.message is None:
        await _both(answer(update, screen), _send(update, ctx, screen))
    else:
        await _both(answer(update, screen), _edit(update, ctx, screen))


async def _both(answering: Awaitable[None], showing: Awaitable[None]) -> None:
    """Where the screen stands, a spinner that went on for a while is worth no second one."""
    answered, shown = await asyncio.gather(answering, showing, return_exceptions=True)
    for each in (shown, answered):
        if isinstance(each, BaseException) and not (
            each is answered and isinstance(each, TelegramError)
        ):
            raise each


async def answer(update: Update, screen: Screen | None = None) -> None:
    """Answer a press, which stops its spinner; one that came too late needs none."""
    query = update.callback_query
    if query is None:
        return
    words = (screen.alert or screen.toast) if screen else ""
    try:
        await query.answer(words[:MOST_ANSWER] or None, show_alert=bool(screen and screen.alert))
    except TelegramError as error:
        if not classify(error).settled:
            raise


async def _send(update: Update, ctx: Context, screen: Screen) -> None:
    if update.effective_chat is not None:
        await send(ctx, update.effective_chat.id, screen, thread=_thread(update))


def _thread(update: Update) -> int | None:
    """The topic of a forum that this was said in: there it is answered."""
    message = update.effective_message
    if message is None or not getattr(message, "is_topic_message", False):
        return None
    return message.message_thread_id


async def send(ctx: Context, chat: int, screen: Screen, *, thread: int | None = None) -> None:
    """A new message, beside the answer: a part of a long text, or a word in somebody's own chat."""
    try:
        await _say(ctx.bot, chat, screen, thread)
    except TelegramError as error:
        found = classify(error)
        if found.chat is not None:  # the group has another number
            await ctx.house.db.run(bindings.moved, ctx.house.scene(), chat, found.chat)
            await send(ctx, found.chat, screen)
        elif found.failure is Failure.TOPIC_LOST and thread is not None:
            await send(ctx, chat, screen)
        else:
            raise Unsaid(chat, found, error) from error


async def _say(bot: Bot, chat: int, screen: Screen, thread: int | None) -> None:
    await bot.send_message(
        chat,
        str(screen.text),
        parse_mode=ParseMode.HTML,
        link_preview_options=_NO_PREVIEW,
        reply_markup=screen.markup(),
        protect_content=screen.protect or None,
        message_thread_id=thread,
    )


async def send_post(bot: Bot, chat: int, screen: Screen, picture: str) -> None:
    """What is said to many: a photo, by Telegram's name for it, with words below; or words."""
    if not picture:
        await bot.send_message(
            chat,
            str(screen.text),
            parse_mode=ParseMode.HTML,
            link_preview_options=_NO_PREVIEW,
            reply_markup=screen.markup(),
        )
        return
    await bot.send_photo(
        chat,
        picture,
        caption=str(screen.text),
        parse_mode=ParseMode.HTML,
        reply_markup=screen.markup(),
    )


async def _edit(update: Update, ctx: Context, screen: Screen) -> None:
    query = update.callback_query
    assert query is not None
    markup = screen.markup()
    try:
        await query.edit_message_text(
            str(screen.text),
            parse_mode=ParseMode.HTML,
            link_preview_options=_NO_PREVIEW,
            reply_markup=markup if isinstance(markup, InlineKeyboardMarkup) else None,
        )
    except TelegramError as error:
        found = classify(error)
        if found.settled:
            return
        if found.failure is Failure.CARD_LOST or found.chat is not None:
            await _send(update, ctx, screen)
            return
        chat = update.effective_chat
        raise Unsaid(chat.id if chat is not None else 0, found, error) from error
