"""Receive updates by webhook: check the secret, store the update, then answer 200."""

import asyncio
import hmac
import time
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

import structlog
from aiohttp import web
from telegram import Bot, WebhookInfo
from telegram.error import TelegramError

from bot.config.settings import PREFIX, Settings
from bot.core import http_server
from bot.core.errors import Refused
from bot.intake.intake import Intake
from bot.intake.received import read_update
from storage.core.errors import StorageBusy, StorageFull

log = structlog.get_logger("jubao.webhook")

SECRET = "X-Telegram-Bot-Api-Secret-Token"  # noqa: S105 - the name of a header
MOST_BODY = 1024**2  # bytes; an update has a few thousand
BODY_SECONDS = 10.0
LATER = {"Retry-After": "5"}
WATCH_SECONDS = 60.0
FRESH_SECONDS = 300  # older errors in getWebhookInfo are ignored


@dataclass(slots=True)
class Hook:
    """The webhook's HTTP endpoint; accepts only requests with the secret."""

    intake: Intake
    secret: bytes
    path: str
    closing: bool = False

    def app(self) -> web.Application:
        """The web application: POST on one path."""
        app = web.Application(client_max_size=MOST_BODY)
        app.router.add_post(self.path, self.take)
        app.on_shutdown.append(self._close)
        return app

    async def _close(self, _: web.Application) -> None:
        """Answer new requests with 503 from now on; open ones are finished."""
        self.closing = True

    async def serve(self, listen: str) -> None:
        """Receive updates until cancelled."""
        await http_server.serve(self.app(), listen, f"{PREFIX}WEBHOOK_LISTEN")

    async def take(self, request: web.Request) -> web.Response:
        """Handle one request: 200 if the update is stored, 503 if Telegram should send it again."""
        sent_secret = request.headers.get(SECRET)
        if sent_secret is None:
            return web.Response(status=401)
        if not hmac.compare_digest(sent_secret.encode(errors="surrogateescape"), self.secret):
            return web.Response(status=403)
        if request.content_type != "application/json":
            return web.Response(status=415)
        if (request.content_length or 0) > MOST_BODY:
            return web.Response(status=413)
        if self.closing or self.intake.person_queues.full:
            return web.Response(status=503, headers=LATER)
        try:
            async with asyncio.timeout(BODY_SECONDS):
                body = await request.read()
        except TimeoutError:
            return web.Response(status=408)
        update = read_update(body)
        if update is None:
            return web.Response(status=400)
        return await self._store(update)

    async def _store(self, update: dict[str, Any]) -> web.Response:
        try:
            await self.intake.store([update])
        except (StorageBusy, StorageFull) as why:
            log.warning("update-not-stored", why=type(why).__name__)
        except Exception:
            log.exception("update-not-stored")
        else:
            return web.Response()
        return web.Response(status=503, headers=LATER)


def hook_of(intake: Intake, settings: Settings) -> Hook:
    """The endpoint of the settings' address and secret."""
    path = urlsplit(settings.webhook_url).path or "/"
    return Hook(intake, settings.webhook_secret.get_secret_value().encode(), path)


def check(info: WebhookInfo, settings: Settings) -> None:
    """Raise Refused unless the webhook of the settings is registered; registers nothing itself."""
    if not info.url:
        raise Refused("no webhook is set for this bot: `jubao webhook set` sets it")
    if info.url != settings.webhook_url:
        raise Refused(
            f"the webhook of this bot is another one than {PREFIX}WEBHOOK_URL: "
            "`jubao webhook info` shows it, `jubao webhook set` changes it"
        )


async def watch(bot: Bot, intake: Intake, url: str, *, every: float = WATCH_SECONDS) -> None:
    """Check every `every` seconds that Telegram still delivers to `url`, until cancelled."""
    while True:
        try:
            info = await bot.get_webhook_info()
        except TelegramError as error:
            log.warning("telegram-unavailable", error=type(error).__name__)
        else:
            trouble = _trouble(info, url)
            if trouble:
                log.error("webhook-trouble", why=trouble, waiting=info.pending_update_count)
            else:
                intake.heard_at = time.monotonic()
        await asyncio.sleep(every)


def _trouble(info: WebhookInfo, url: str) -> str:
    """Why no updates arrive, in Telegram's words or ours; empty if they do."""
    if info.url != url:
        return "another webhook is set"
    failed = info.last_error_date
    if failed is None or not info.pending_update_count:
        return ""
    fresh = time.time() - failed.timestamp() < FRESH_SECONDS
    return info.last_error_message or "" if fresh else ""
