"""`jubao webhook set|delete|info`: register, remove and show the webhook at Telegram."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from telegram import Bot, WebhookInfo
from telegram.error import BadRequest, InvalidToken, TelegramError

from bot.cli.commands import quiet_settings
from bot.cli.whoami import connected_bot
from bot.config.choices import Mode
from bot.config.settings import PREFIX, Settings, SettingsError
from bot.core.errors import Failed
from bot.core.logs import Redactor
from bot.intake.updates import ALLOWED
from bot.telegram import no_answer

CONNECTIONS = 40  # concurrent calls by Telegram; SQLite stores those that wait in one commit


def set_() -> str:
    """Register the webhook of the settings; SettingsError if its address or secret is not set."""
    settings = quiet_settings()
    secret = settings.webhook_secret.get_secret_value()
    lacking = [
        f"{PREFIX}{name}: expected a value, because the webhook is to be set"
        for name, value in (("WEBHOOK_URL", settings.webhook_url), ("WEBHOOK_SECRET", secret))
        if not value
    ]
    if lacking:
        raise SettingsError("\n".join(lacking))

    async def change(bot: Bot) -> None:
        await bot.set_webhook(
            settings.webhook_url,
            secret_token=secret,
            max_connections=CONNECTIONS,
            allowed_updates=list(ALLOWED),
        )

    _call_telegram(settings, change)
    then = "" if settings.mode is Mode.WEBHOOK else f"; {PREFIX}MODE=webhook makes `jubao run` do"
    words = f"Telegram sends updates to {settings.webhook_url}{then}."
    return Redactor(settings.secrets).without_secrets(words)


def delete() -> str:
    """Remove the webhook; waiting updates are kept."""
    settings = quiet_settings()

    async def change(bot: Bot) -> WebhookInfo:
        await bot.delete_webhook()
        return await bot.get_webhook_info()

    waiting = _call_telegram(settings, change).pending_update_count
    return f"No webhook is set any more; {waiting} updates wait to be asked for."


def info() -> str:
    """Telegram's webhook status as text, secrets removed."""
    settings = quiet_settings()
    webhook: WebhookInfo = _call_telegram(settings, Bot.get_webhook_info)
    lines = [
        ("url", webhook.url or "none is set"),
        ("waiting", str(webhook.pending_update_count)),
        ("last error", _last_error(webhook, ZoneInfo(settings.timezone))),
        ("connections", str(webhook.max_connections or "")),
        ("updates", ", ".join(webhook.allowed_updates)),
    ]
    if webhook.url and webhook.url != settings.webhook_url:
        lines.append(("note", f"{PREFIX}WEBHOOK_URL is another one"))
    text = "\n".join(f"{name:<11} {value}" for name, value in lines if value)
    return Redactor(settings.secrets).without_secrets(text)


def _last_error(webhook: WebhookInfo, zone: ZoneInfo) -> str:
    if webhook.last_error_message is None:
        return ""
    at: datetime | None = webhook.last_error_date
    when = f" ({at.astimezone(zone):%Y-%m-%d %H:%M})" if at else ""
    return f"{webhook.last_error_message}{when}"


def _call_telegram(settings: Settings, ask: Callable[[Bot], Awaitable[Any]]) -> Any:
    if not settings.bot_token.get_secret_value():
        raise SettingsError(f"{PREFIX}BOT_TOKEN: expected the token that @BotFather gave you")

    async def speak() -> Any:
        async with connected_bot(settings) as bot:
            return await ask(bot)

    try:
        return asyncio.run(speak())
    except InvalidToken as why:
        raise Failed(f"Telegram does not know the token in {PREFIX}BOT_TOKEN") from why
    except BadRequest as why:
        raise Failed(f"Telegram refuses: {why.message}") from why
    except TelegramError as why:
        raise Failed(no_answer.sentence(settings, why)) from why
