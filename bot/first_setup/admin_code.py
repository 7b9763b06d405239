"""Find the first admin: the account that sends a one-time code to the bot, before the bot runs."""

import asyncio
import hmac
import re
import secrets
import time
from dataclasses import dataclass

from telegram import Message, Update
from telegram.error import BadRequest, NetworkError, RetryAfter, TelegramError

from bot.cli.whoami import connected_bot
from bot.config.settings import Settings
from bot.core.errors import Failed
from bot.intake.updates import ALLOWED

EVERY = 2.0  # seconds between two looks
MOST = 100  # updates that Telegram shows at once
LETTERS, LENGTH = "abcdefghjkmnpqrstuvwxyz23456789", 12  # 59 bits; none is mistaken for another
_SENT = re.compile(r"(?:/start(?:@\w+)? )?([a-z0-9]+)")


@dataclass(frozen=True, slots=True)
class Found:
    """Who sent the code: Telegram id, and name as the person wrote it."""

    account: int
    name: str


def new_code() -> str:
    """A code that cannot be guessed while it is waited for."""
    return "".join(secrets.choice(LETTERS) for _ in range(LENGTH))


async def wait_for(settings: Settings, code: str, seconds: float) -> Found | None:
    """Who sent the code to the bot in a private chat; None if nobody did in this time.

    No update is confirmed, so the bot gets all of them when it starts. Failed if Telegram does not
    let us look, or if more wait than it shows.
    """
    until = time.monotonic() + seconds
    async with connected_bot(settings) as bot:
        while True:
            try:
                updates = await bot.get_updates(timeout=0, limit=MOST, allowed_updates=ALLOWED)
            except TelegramError as why:
                if not _passes(why):
                    raise Failed(_refused(why)) from why
                updates = ()
            for update in updates:
                if found := _sender(update, code):
                    return found
            if len(updates) == MOST:
                raise Failed(f"{MOST} updates wait at Telegram already, so a code is not seen")
            if time.monotonic() >= until:
                return None
            await asyncio.sleep(EVERY)


def _passes(why: TelegramError) -> bool:
    """Whether the next look may succeed."""
    return isinstance(why, NetworkError | RetryAfter) and not isinstance(why, BadRequest)


def _refused(why: TelegramError) -> str:
    return (
        f"Telegram does not show updates ({type(why).__name__}): does another process poll, "
        "or is a webhook set?"
    )


def _sender(update: Update, code: str) -> Found | None:
    message = update.message
    if not isinstance(message, Message) or message.from_user is None or not message.text:
        return None
    sent = _SENT.fullmatch(message.text.strip().lower())
    first_hand = message.forward_origin is None and not message.from_user.is_bot
    if not sent or message.chat.type != "private" or not first_hand:
        return None
    if not hmac.compare_digest(sent[1], code):
        return None
    return Found(message.from_user.id, message.from_user.full_name)
