"""Build the Telegram part of a process: the Application and its HTTP clients."""

import contextlib
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from time import monotonic
from typing import Any

from telegram.error import TelegramError

from bot.config.settings import Settings
from bot.config.settings_checks import plain
from bot.delivery.pacer import Pacer
from bot.monitoring.counting import Counting
from bot.runtime.application import build_app
from bot.telegram.aiohttp_request import AiohttpRequest
from bot.telegram.rate_limited import RateLimitedRequest
from bot.telegram.server_time import is_local
from handlers.core.context import App
from handlers.core.services import Services


@dataclass(frozen=True, slots=True, kw_only=True)
class TelegramParts:
    """The Application and its HTTP clients: `poller` for `getUpdates`, `wire` for other calls."""

    app: App
    wire: RateLimitedRequest
    poller: AiohttpRequest
    pacer: Pacer
    bot_id: int


def build_telegram(
    settings: Settings, services: Services, metrics: Counting, *, wire: Any, poller: Any
) -> TelegramParts:
    """Build it, not yet connected; `wire` and `poller` replace the HTTP clients unless None."""
    pacer = Pacer(rate=settings.send_rate, clock=monotonic)
    on_date = services.keeper.heard_date if not is_local(settings.api_base_url) else _unheard
    proxy = plain(settings.telegram_proxy)
    limited = RateLimitedRequest(
        wire or AiohttpRequest(proxy=proxy, on_answer=metrics.count_call, on_date=on_date), pacer
    )
    poller = poller or AiohttpRequest(pool_size=2, read_timeout=40.0, proxy=proxy, on_date=on_date)
    app = build_app(services, limited, poller, settings)
    bot_id = int(settings.bot_token.get_secret_value().partition(":")[0])
    return TelegramParts(app=app, wire=limited, poller=poller, pacer=pacer, bot_id=bot_id)


@asynccontextmanager
async def closing(telegram: TelegramParts) -> AsyncIterator[None]:
    """Shut the application and its HTTP clients down at the end."""
    try:
        yield
    finally:
        with contextlib.suppress(TelegramError, RuntimeError):
            await telegram.app.shutdown()
        for each in (
            telegram.wire,
            telegram.poller,
        ):  # the library leaves them open if getMe has failed
            await each.shutdown()


def _unheard(_: str | None) -> None:
    """Ignore the date: a Bot API server on this machine has the same clock."""
