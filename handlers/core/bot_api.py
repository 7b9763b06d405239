"""Calls of the Bot API that everybody waits for: what is said, and the answer to a press.

The library builds an object of every part of a call, and another of every part of its answer:
0.7 ms for a message with eight buttons, of which nothing is looked at. Here both stay JSON; the
wire and the errors are the library's (docs/decisions/0026).
"""

from typing import Any

from telegram import Bot
from telegram.request import RequestData
from telegram.request._requestparameter import RequestParameter

from handlers.ui.markup import Screen

_NO_PREVIEW = {"is_disabled": True}


async def call(bot: Bot, method: str, **said: object) -> Any:
    """The result of one call, as JSON has it; None is not said. TelegramError where it failed."""
    parameters = [
        RequestParameter(name, value, None) for name, value in said.items() if value is not None
    ]
    return await bot.request.post(f"{bot.base_url}/{method}", RequestData(parameters))


async def send_screen(
    bot: Bot, chat: int, screen: Screen, *, thread: int | None = None, photo: str = ""
) -> int:
    """Say it as a new message, or below a photo, by Telegram's name for it; the message's number.

    `thread` is a topic of a forum.
    """
    what = (
        {"photo": photo, "caption": str(screen.text)}
        if photo
        else {"text": str(screen.text), "link_preview_options": _NO_PREVIEW}
    )
    message = await call(
        bot,
        "sendPhoto" if photo else "sendMessage",
        chat_id=chat,
        **what,
        parse_mode="HTML",
        reply_markup=screen.keyboard(),
        protect_content=screen.protect or None,
        message_thread_id=thread,
    )
    return int(message["message_id"])


async def edit_screen(bot: Bot, chat: int, message_id: int, screen: Screen) -> None:
    """Have a message say this instead; only buttons below it can be changed."""
    await call(
        bot,
        "editMessageText",
        chat_id=chat,
        message_id=message_id,
        text=str(screen.text),
        parse_mode="HTML",
        link_preview_options=_NO_PREVIEW,
        reply_markup=screen.keyboard() if screen.is_inline else None,
    )
