"""The calls of the Bot API that everybody waits for: a screen is sent or edited, a press answered.

The keyboard goes to the library as the JSON it is sent as: an object of each button would be made
for nothing (docs/decisions/0026).
"""

from telegram import Bot, LinkPreviewOptions
from telegram.constants import ParseMode

from handlers.ui.markup import Screen

_NO_PREVIEW = LinkPreviewOptions(is_disabled=True)


async def send_screen(
    bot: Bot, chat: int, screen: Screen, *, thread: int | None = None, photo: str = ""
) -> int:
    """Send a screen as a new message; the message's id. TelegramError where it failed.

    `photo` is Telegram's id of a picture to stand above the text, `thread` a topic of a forum.
    """
    keyboard = {"reply_markup": screen.keyboard()}
    protect = screen.protect or None
    if photo:
        message = await bot.send_photo(
            chat,
            photo,
            caption=str(screen.text),
            parse_mode=ParseMode.HTML,
            protect_content=protect,
            message_thread_id=thread,
            api_kwargs=keyboard,
        )
    else:
        message = await bot.send_message(
            chat,
            str(screen.text),
            parse_mode=ParseMode.HTML,
            link_preview_options=_NO_PREVIEW,
            protect_content=protect,
            message_thread_id=thread,
            api_kwargs=keyboard,
        )
    return message.message_id


async def edit_screen(bot: Bot, chat: int, message_id: int, screen: Screen) -> None:
    """Show a screen in a message that is there; TelegramError where it failed.

    Only buttons below a message can be changed.
    """
    await bot.edit_message_text(
        str(screen.text),
        chat,
        message_id,
        parse_mode=ParseMode.HTML,
        link_preview_options=_NO_PREVIEW,
        api_kwargs={"reply_markup": screen.keyboard() if screen.is_inline else None},
    )
