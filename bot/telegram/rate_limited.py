"""An HTTP client that sends no call during a pause that Telegram has asked for by 429."""

from math import ceil
from typing import Any

import orjson
from telegram.error import RetryAfter
from telegram.request import BaseRequest, RequestData

from bot.delivery.pacer import PACED, Pacer
from bot.telegram.aiohttp_request import AiohttpRequest, Timeout
from handlers.core.api_errors import seconds_of

SENDS = ("send", "edit", "copy", "forward")  # methods that post or edit messages
FREE = "get"  # read methods have no rate limit
_FILES = "/file/bot"


class RateLimitedRequest(BaseRequest):
    """Wraps an HTTP client: counts messages by chat, and enforces the pauses of the pacer.

    During a pause it returns a 429 with the remaining seconds, as Telegram would.
    """

    __slots__ = ("_client", "pacer")

    def __init__(self, client: BaseRequest, pacer: Pacer) -> None:
        self._client = client
        self.pacer = pacer

    @property
    def read_timeout(self) -> float | None:
        """That of the wrapped client."""
        return self._client.read_timeout

    parse_json_payload = staticmethod(AiohttpRequest.parse_json_payload)

    async def initialize(self) -> None:
        """Open the wrapped client."""
        await self._client.initialize()

    async def shutdown(self) -> None:
        """Close the wrapped client."""
        await self._client.shutdown()

    async def do_request(
        self,
        url: str,
        method: str,
        request_data: RequestData | None = None,
        read_timeout: Timeout = BaseRequest.DEFAULT_NONE,
        write_timeout: Timeout = BaseRequest.DEFAULT_NONE,
        connect_timeout: Timeout = BaseRequest.DEFAULT_NONE,
        pool_timeout: Timeout = BaseRequest.DEFAULT_NONE,
    ) -> tuple[int, bytes]:
        """The response of the wrapped client, or a 429 during a pause."""
        name, chat = url.rpartition("/")[2], _chat(request_data)
        limited = not name.startswith(FREE) and _FILES not in url
        if limited and (left := await self.pacer.hold(chat)) > 0:
            return 429, _too_many_requests(left)
        if name.startswith(SENDS) and chat is not None:
            self.pacer.count(chat)
            if not PACED.get():
                self.pacer.spend()
        try:
            status, answer = await self._client.do_request(
                url,
                method,
                request_data,
                read_timeout,
                write_timeout,
                connect_timeout,
                pool_timeout,
            )
        except RetryAfter as asked:
            self._report_429(name, chat, seconds_of(asked))
            raise
        if status == 429 and limited:
            self._report_429(name, chat, _seconds(answer))
        elif chat is not None:
            self.pacer.accepted(chat)
        return status, answer

    def _report_429(self, name: str, chat: int | None, seconds: float) -> None:
        """Report a 429 to the pacer; not of calls without a chat, e.g. menus, with own limits."""
        if chat is not None or name.startswith("answer"):
            self.pacer.handle_429(seconds, chat)


def _chat(data: RequestData | None) -> int | None:
    value: Any = data.parameters.get("chat_id") if data is not None else None
    return value if isinstance(value, int) else None


def _too_many_requests(left: float) -> bytes:
    seconds = ceil(left)
    return orjson.dumps(
        {
            "ok": False,
            "error_code": 429,
            "description": f"Too Many Requests: retry after {seconds}",
            "parameters": {"retry_after": seconds},
        }
    )


def _seconds(answer: bytes) -> float:
    try:
        return float(orjson.loads(answer)["parameters"]["retry_after"])
    except (KeyError, TypeError, ValueError):
        return 1.0
