"""Telegram's time, from the Date header of a response."""

from email.utils import parsedate_to_datetime
from ipaddress import ip_address
from urllib.parse import urlsplit

import aiohttp

from bot.config.settings import Settings
from bot.config.settings_checks import plain

PATIENCE = 10  # seconds


class TimeUnknown(Exception):  # noqa: N818 - a result, shown to the operator
    """Telegram's time is unknown; the message is the error's type."""


async def telegram_time(settings: Settings) -> float:
    """Telegram's time in unix seconds; raises TimeUnknown if it does not answer."""
    timeout, proxy = aiohttp.ClientTimeout(total=PATIENCE), plain(settings.telegram_proxy)
    try:
        async with (
            aiohttp.ClientSession(timeout=timeout, proxy=proxy or None) as session,
            session.head(settings.api_base_url, allow_redirects=False) as answer,
        ):
            return parsedate_to_datetime(answer.headers["Date"]).timestamp()
    except (aiohttp.ClientError, TimeoutError, KeyError, ValueError) as why:
        raise TimeUnknown(type(why).__name__) from why


def is_local(base_url: str) -> bool:
    """Whether the Bot API server is on this machine, and so has its clock."""
    host = urlsplit(base_url).hostname or ""
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
