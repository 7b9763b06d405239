"""The only replies: show a screen, answer a press."""

import asyncio

from telegram import Bot, InlineKeyboardMarkup, LinkPreviewOptions, Update
from telegram.constants import ParseMode
from telegram.error import BadRequest

from handlers.context import Context
from handlers.markup import Screen

MOST_ANSWER = 200  # characters of an answer to a press
_NO_PREVIEW = LinkPreviewOptions(is_disabled=True)
_AS_WANTED = "message is not modified"
_TOO_LATE = ("query is too old", "query id is invalid")


async def show(update: Update, ctx: Context, screen: Screen) -> None:
    """Show a screen to whoever sent the update: in place where they pressed, else as a reply."""
    query = update.callback_query
    if query is None:
        await _send(update, ctx, screen)
        return
    inline = isinstance(screen.markup(), InlineKeyboardMarkup | None)
    if screen.fresh or not inline or query.message is None:
        await asyncio.gather(answer(update, screen), _send(update, ctx, screen))
    else:
        await asyncio.gather(answer(update, screen), _edit(update, ctx, screen))


async def answer(update: Update, screen: Screen | None = None) -> None:
    """Answer a press, which stops its spinner; one that came too late needs none."""
    query = update.callback_query
    if query is None:
        return
    words = (screen.alert or screen.toast) if screen else ""
    try:
        await query.answer(words[:MOST_ANSWER] or None, show_alert=bool(screen and screen.alert))
    except BadRequest as error:
        if not any(part in error.message.lower() for part in _TOO_LATE):
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
    await ctx.bot.send_message(
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
    except BadRequest as error:
        said = error.message.lower()
        if _AS_WANTED in said:
            return
        if "message can't be edited" in said or "message to edit not found" in said:
            await _send(update, ctx, screen)
            return
        raise
