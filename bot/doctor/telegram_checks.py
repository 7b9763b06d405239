"""Checks with Telegram: token, webhook, rights in groups, clock difference."""

import time
from collections.abc import AsyncIterator, Sequence

from telegram import Bot, ChatMemberAdministrator, ChatMemberBanned, ChatMemberLeft, WebhookInfo
from telegram.error import BadRequest, Forbidden, InvalidToken, TelegramError

from bot.cli.whoami import connected_bot
from bot.config.choices import Mode
from bot.config.settings import Settings
from bot.doctor.report import Finding, bad, good, note
from bot.telegram import no_answer, server_time

SKEW = 5  # seconds: may be network delay
FAR = 60  # seconds: deadlines, leases and query limits would be wrong
Group = tuple[str, int, bool]
"""A unit's code, its group's chat, and whether each case has a topic there."""


async def examined(settings: Settings, groups: Sequence[Group]) -> AsyncIterator[Finding]:
    """All checks, one finding each; only the token's if it is not set or wrong."""
    if not settings.bot_token.get_secret_value():
        yield bad("token", "JUBAO_BOT_TOKEN is not set: @BotFather gives one")
        return
    try:
        async with connected_bot(settings) as bot:
            yield good("token", f"@{bot.username}")
            if not bot.supports_inline_queries:
                name = f"@{bot.username}"
                words = f"off: /setinline at @BotFather lets people look up numbers by {name}"
                yield note("inline", words)
            if webhook_finding := _webhook(settings, await bot.get_webhook_info()):
                yield webhook_finding
            async for finding in _groups(bot, groups):
                yield finding
    except InvalidToken:
        yield bad("token", "Telegram does not know the token in JUBAO_BOT_TOKEN")
    except TelegramError as away:
        yield bad("token", no_answer.sentence(settings, away))
    else:
        yield await _clock(settings)


def _webhook(settings: Settings, info: WebhookInfo) -> Finding | None:
    """Whether the registered webhook fits the settings; None if polling without a webhook."""
    if settings.mode is Mode.POLLING:
        if not info.url:
            return None
        words = "one is set, so polling is refused: `jubao webhook delete`"
        return bad("webhook", words)
    if info.url != settings.webhook_url:
        words = "another one is set" if info.url else "none is set"
        return bad("webhook", f"{words}, so no updates come: `jubao webhook set`")
    if info.last_error_message:
        return note("webhook", "Telegram could not reach it of late: `jubao webhook info`")
    return good("webhook", f"set, {info.pending_update_count} updates wait")


async def _groups(bot: Bot, groups: Sequence[Group]) -> AsyncIterator[Finding]:
    """Whether the bot has the rights it needs in each bound group."""
    wrong = 0
    for unit, chat, topics in groups:
        if words := await _group(bot, chat, topics=topics):
            wrong += 1
            yield note("groups", f"{unit}: {words}")
    if groups and not wrong:
        yield good("groups", f"{len(groups)}, with the rights that are needed")


async def _group(bot: Bot, chat: int, *, topics: bool) -> str:
    try:
        me = await bot.get_chat_member(chat, bot.id)
    except (Forbidden, BadRequest):
        return "the bot is not in the group any more: add it and write /bind there"
    except TelegramError as away:
        return f"Telegram did not say whether the bot is in it ({type(away).__name__}): try again"
    if isinstance(me, ChatMemberLeft | ChatMemberBanned):
        return "the bot was taken out of the group: add it and write /bind there"
    manages = isinstance(me, ChatMemberAdministrator) and me.can_manage_topics
    if topics and not manages:
        return "the bot may not manage topics: give it that right in the group"
    return ""


async def _clock(settings: Settings) -> Finding:
    """Compare this machine's clock with the Date header of a Telegram response."""
    try:
        there = await server_time.telegram_time(settings)
    except server_time.TimeUnknown as why:
        return note("clock", f"Telegram did not say what time it is ({why})")
    skew = round(time.time() - there)
    if abs(skew) <= SKEW:
        return good("clock", "the same as Telegram's")
    words = f"{abs(skew)} seconds {'fast' if skew > 0 else 'slow'}: let the system keep it (NTP)"
    return bad("clock", words) if abs(skew) > FAR else note("clock", words)
