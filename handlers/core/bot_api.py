"""Send a screen, or edit a message so that it shows a screen.

The keyboard is passed to the library as ready JSON: building an object for each button costs time
for no benefit (docs/decisions/0026).
"""

from telegram import Bot, LinkPreviewOptions
from telegram.constants import ParseMode

from handlers.ui.markup import Screen

_NO_PREVIEW = LinkPreviewOptions(is_disabled=True)


async def send_screen(
    bot: Bot, chat: int, screen: Screen, *, thread: int | None = None, photo: str = ""
) -> int:
    """Send a screen as a new message and return the message's id. Raises TelegramError.

    `photo`: Telegram's file id of a picture above the text. `thread`: a topic of a forum.
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
    """Replace the text and the inline buttons of a message by a screen. Raises TelegramError.

    Telegram cannot change a reply keyboard by an edit, so only inline buttons are sent.
    """
    await bot.edit_message_text(
        str(screen.text),
        chat,
        message_id,
        parse_mode=ParseMode.HTML,
        link_preview_options=_NO_PREVIEW,
        api_kwargs={"reply_markup": screen.keyboard() if screen.is_inline else None},
    )
