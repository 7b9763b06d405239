"""What time it is at Telegram: the date of an answer."""

from email.utils import parsedate_to_datetime
from ipaddress import ip_address
from urllib.parse import urlsplit

import aiohttp

PATIENCE = 10  # seconds


class Unheard(Exception):  # noqa: N818 - said to the operator
    """Telegram did not say what time it is; the words are the kind of error."""


async def asked(base_url: str) -> float:
    """Ask for nothing, and read the date of the answer; unix seconds."""
    timeout = aiohttp.ClientTimeout(total=PATIENCE)
    try:
        async with (
            aiohttp.ClientSession(timeout=timeout) as session,
            session.head(base_url, allow_redirects=False) as answer,
        ):
            return parsedate_to_datetime(answer.headers["Date"]).timestamp()
    except (aiohttp.ClientError, TimeoutError, KeyError, ValueError) as why:
        raise Unheard(type(why).__name__) from why


def is_here(base_url: str) -> bool:
    """Whether the Bot API is served on this very machine, by the same clock as ours."""
    host = urlsplit(base_url).hostname or ""
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
