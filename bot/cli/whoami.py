"""Who the bot is to Telegram, for commands that only ask."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from telegram import Bot
from telegram.error import TelegramError

from bot.config.settings import Settings
from bot.telegram.aiohttp_request import AiohttpRequest


@asynccontextmanager
async def speaking(settings: Settings) -> AsyncIterator[Bot]:
    """The bot, once getMe was answered; raises TelegramError where it is not."""
    base = settings.api_base_url
    bot = Bot(
        settings.bot_token.get_secret_value(),
        base_url=f"{base}/bot",
        base_file_url=f"{base}/file/bot",
        request=AiohttpRequest(pool_size=2, read_timeout=10.0),
        get_updates_request=AiohttpRequest(pool_size=1),
    )
    async with bot:
        yield bot


async def username_of(settings: Settings) -> str | None:
    """The bot's name; None where there is no token, or Telegram is away."""
    if not settings.bot_token.get_secret_value():
        return None
    try:
        async with speaking(settings) as bot:
            return bot.username
    except TelegramError:
        return None
