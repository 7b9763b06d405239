"""Check a token with Telegram, by a proxy where there is no other way."""

import asyncio
from typing import Any

from telegram.error import InvalidToken, TelegramError

from bot.cli.whoami import connected_bot
from bot.config.settings import PREFIX, Settings, SettingsError, read_settings
from bot.config.settings_checks import plain
from bot.core.errors import Failed
from bot.first_setup.terminal import TRIES, Terminal
from bot.telegram import no_answer

TOKEN = f"{PREFIX}BOT_TOKEN"
NOTHING = "nothing was written"
Chosen = dict[str, Any]
"""Settings by field name, as they were chosen."""


def known(terminal: Terminal, chosen: Chosen) -> str:
    """The username of the bot whose token was chosen, by `getMe`.

    Asks for a proxy, and chooses it, where there is no answer. SettingsError for a wrong token,
    Failed if Telegram does not answer.
    """
    for _ in range(TRIES):
        settings = read_settings(**chosen)
        try:
            username = asyncio.run(_username(settings))
        except InvalidToken:
            break  # the error has the token in its text
        except TelegramError as away:
            words = no_answer.sentence(settings, away)
        else:
            terminal.show(f"The token is that of @{username}.")
            return username
        if terminal.takes_defaults:
            raise Failed(f"{words} ({NOTHING})")
        terminal.show(words)
        chosen["telegram_proxy"] = _proxy(terminal)
    else:
        raise Failed(f"Telegram cannot be reached: {NOTHING}")
    raise SettingsError(f"{TOKEN}: Telegram does not know this token")


async def _username(settings: Settings) -> str:
    async with connected_bot(settings) as bot:
        return bot.username


def _proxy(terminal: Terminal) -> str:
    """The address of a proxy, as it is typed; Failed if there is none."""
    question = "Proxy, http://HOST:PORT; http://USER:PASSWORD@HOST:PORT is shown as you type it"
    for _ in range(TRIES):
        typed = terminal.ask(question, _usual_proxy())
        if not typed:
            break
        try:
            return plain(read_settings(telegram_proxy=typed).telegram_proxy)
        except SettingsError as wrong:
            terminal.show(str(wrong))
    raise Failed(f"Telegram cannot be reached: {NOTHING}")


def _usual_proxy() -> str:
    """The proxy of other programs, if it can be used and shown; else empty."""
    _, found = no_answer.environment_proxy()
    try:
        return "" if "@" in found else plain(read_settings(telegram_proxy=found).telegram_proxy)
    except SettingsError:
        return ""
