"""What an operator is told when Telegram does not answer: which way was tried, and what to do."""

import os
import re
from urllib.parse import urlsplit

from telegram.error import TelegramError

from bot.config.settings import PREFIX, Settings
from bot.config.settings_checks import plain
from handlers.core.api_errors import Fault

SETTING = f"{PREFIX}TELEGRAM_PROXY"
_OF_ENVIRONMENT = ("HTTPS_PROXY", "https_proxy", "ALL_PROXY", "all_proxy")
# Behind a proxy no other host is looked up.
_NO_PROXY_THERE = ("ClientProxyConnectionError", "ClientConnectorDNSError")
_REFUSED = re.compile("ClientHttpProxyError 4")


def sentence(settings: Settings, error: TelegramError) -> str:
    """That the Bot API does not answer, why as far as it is known, and what to try."""
    cause = error.__cause__
    kind = cause.kind if isinstance(cause, Fault) else type(error).__name__
    server = urlsplit(settings.api_base_url).netloc  # the log hides whole addresses
    if not plain(settings.telegram_proxy):
        words = f"{server} does not answer ({kind}): can this machine reach it?"
        return f"{words} {_way(environment_proxy()[0])}"
    if kind in _NO_PROXY_THERE:
        return f"the proxy in {SETTING} does not answer ({kind}): are its name and port right?"
    if _REFUSED.match(kind):
        return (
            f"the proxy in {SETTING} refuses ({kind}): are its user and password right, and may "
            f"it reach {server}?"
        )
    words = f"{server} does not answer ({kind}) through the proxy in {SETTING}"
    return f"{words}: can that proxy reach it?"


def means(settings: Settings, error: TelegramError) -> str:
    """As `sentence`, for the log; empty if the Bot API has answered, with an error."""
    return sentence(settings, error) if is_away(error) else ""


def is_away(error: TelegramError) -> bool:
    """Whether the Bot API could not be reached; otherwise it has answered, with an error."""
    return isinstance(error.__cause__, Fault)


def environment_proxy() -> tuple[str, str]:
    """The name and value of the variable by which other programs are given a proxy; else empty."""
    found = ((name, os.environ.get(name, "")) for name in _OF_ENVIRONMENT)
    return next(((name, value) for name, value in found if value), ("", ""))


def _way(variable: str) -> str:
    if variable:
        return f"The proxy that {variable} names is used only if {SETTING} names it, too"
    return f"If it can do so by a proxy only, name that in {SETTING}"
