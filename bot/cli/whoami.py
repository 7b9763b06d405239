"""A connected `Bot` for commands, and the bot's username."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from telegram import Bot
from telegram.error import TelegramError

from bot.config.settings import Settings
from bot.config.settings_checks import plain
from bot.telegram.aiohttp_request import AiohttpRequest


@asynccontextmanager
async def connected_bot(settings: Settings) -> AsyncIterator[Bot]:
    """A bot that has called getMe; raises TelegramError if that fails."""
    base, proxy = settings.api_base_url, plain(settings.telegram_proxy)
    bot = Bot(
        settings.bot_token.get_secret_value(),
        base_url=f"{base}/bot",
        base_file_url=f"{base}/file/bot",
        request=AiohttpRequest(pool_size=2, read_timeout=10.0, proxy=proxy),
        get_updates_request=AiohttpRequest(pool_size=1, proxy=proxy),
    )
    async with bot:
        yield bot


async def username_of(settings: Settings) -> str | None:
    """The bot's username; None without a token, or if Telegram cannot be reached."""
    if not settings.bot_token.get_secret_value():
        return None
    try:
        async with connected_bot(settings) as bot:
            return bot.username
    except TelegramError:
        return None
