"""python-telegram-bot's HTTP client, implemented with aiohttp and orjson."""

import asyncio
import io
import json
import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, TypeAlias, cast

import aiohttp
import orjson
from telegram.error import NetworkError, TelegramError, TimedOut
from telegram.request import BaseRequest, RequestData

from handlers.core.api_errors import Fault, Phase

POOL_SIZE = 256 + 8  # one connection for each running update, some for courier and jobs
SLOWEST_LINE = 32 * 1024  # bytes per second; slower uploads time out
AT_ONCE = 64 * 1024  # bytes; a smaller body fits the socket's buffer, so writing cannot block

JSON = {"Content-Type": "application/json"}
TOKEN = re.compile(r"/bot(\d+:[^/]+)/")
# Characters that browsers, and PTB's own client, escape in a file name of a form.
IN_FILE_NAMES = {code: f"%{code:02X}" for code in (*range(0x20), 0x22, 0x7F)}
# Seconds, None for no limit, or `BaseRequest.DEFAULT_NONE`, whose type is private in the library.
Timeout: TypeAlias = Any


class AiohttpRequest(BaseRequest):
    """A connection pool to one Bot API; timeouts are in seconds, None means no limit.

    `read_timeout` is the longest silence while waiting for a response. Proxies of the environment
    are ignored: `proxy` is the address of one, empty for none. `on_answer` is called for every call
    with its method, and with the response's status or the phase in which it failed; `on_date` with
    each Date header.
    """

    __slots__ = ("_connect", "_free", "_on_answer", "_on_date", "_pool", "_pool_size", "_proxy",
                 "_read", "_session", "_upload", "_write")  # fmt: skip

    def __init__(
        self,
        *,
        pool_size: int = POOL_SIZE,
        read_timeout: float | None = 30.0,
        write_timeout: float | None = 5.0,
        upload_timeout: float | None = 20.0,
        connect_timeout: float | None = 5.0,
        pool_timeout: float | None = 1.0,
        proxy: str = "",
        on_answer: Callable[[str, str], None] = lambda _method, _outcome: None,
        on_date: Callable[[str | None], None] = lambda _date: None,
    ) -> None:
        self._pool_size = pool_size
        self._read = read_timeout
        self._write = write_timeout
        self._upload = upload_timeout
        self._connect, self._pool = connect_timeout, pool_timeout
        self._proxy = proxy or None
        self._session: aiohttp.ClientSession | None = None
        self._free = asyncio.Semaphore(pool_size)
        self._on_answer, self._on_date = on_answer, on_date

    @property
    def read_timeout(self) -> float | None:
        """The default read timeout."""
        return self._read

    async def initialize(self) -> None:
        """Open the pool, unless it is open."""
        if self._session is None:
            self._free = asyncio.Semaphore(self._pool_size)
            self._session = aiohttp.ClientSession(
                # `_free` limits the pool, so that waiting for it differs from connecting.
                connector=aiohttp.TCPConnector(limit=0),
                cookie_jar=aiohttp.DummyCookieJar(),
                headers={"User-Agent": self.USER_AGENT},
                proxy=self._proxy,
                trace_configs=[_noting_what_was_sent()] if self._proxy else None,
            )

    async def shutdown(self) -> None:
        """Close the pool and its connections; it can be opened again."""
        session, self._session = self._session, None
        if session is not None:
            await session.close()

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
        """Send a request; returns status and body. The body of an error never has the token.

        Raises TimedOut or another NetworkError, whose cause is a Fault.
        """
        session = self._session
        if session is None:
            raise RuntimeError("this HTTP client is not initialized")
        files = request_data is not None and request_data.contains_files
        limits = _limits(
            _value_or(connect_timeout, self._connect), _value_or(read_timeout, self._read)
        )
        write = _value_or(write_timeout, self._upload if files else self._write)
        body, size = _body(request_data)
        named, passed = _method(url), Passed()
        try:
            await self._take_connection(_value_or(pool_timeout, self._pool))
        except TimedOut:
            self._on_answer(named, Phase.POOL)
            raise
        try:
            async with asyncio.timeout(_patience(size, write, limits.sock_read)):
                status, answer, date = await _exchange(session, method, url, body, limits, passed)
        except Exception as wrong:  # noqa: BLE001 - PTB would log other errors with the URL
            fault = _fault(wrong)
            if self._proxy and not passed.sent:  # it failed before there was a way to Telegram
                fault = Fault(Phase.CONNECT, fault.kind)
            self._on_answer(named, fault.phase)
            raise _network_error(wrong, fault) from fault
        finally:
            self._free.release()
        if self._proxy and url.startswith("http://") and status >= 400 and answer[:1] != b"{":
            # Without a tunnel a proxy answers in the place of the server.
            self._on_answer(named, Phase.CONNECT)
            fault = Fault(Phase.CONNECT, f"{aiohttp.ClientHttpProxyError.__name__} {status}")
            raise NetworkError(f"{fault}; nothing was sent") from fault
        self._on_answer(named, str(status))
        self._on_date(date)
        return status, answer if status < 300 else _without_token(answer, url)

    @staticmethod
    def parse_json_payload(payload: bytes) -> dict[str, Any]:
        """The body as a dict; raises TelegramError if it is none. Logs nothing."""
        try:
            parsed = orjson.loads(payload)
        except orjson.JSONDecodeError:
            parsed = _parse_leniently(payload)
        if not isinstance(parsed, dict):
            raise TelegramError("Invalid server response")
        return parsed

    async def _take_connection(self, patience: float | None) -> None:
        if not self._free.locked():
            await self._free.acquire()  # does not wait
            return
        try:
            async with asyncio.timeout(patience):
                await self._free.acquire()
        except TimeoutError:
            words = f"pool: all {self._pool_size} connections are taken; nothing was sent"
            raise TimedOut(words) from Fault(Phase.POOL, "TimeoutError")


@dataclass(slots=True)
class Passed:
    """Whether a request's headers were sent to the Bot API; known only behind a proxy."""

    sent: bool = False


def _noting_what_was_sent() -> aiohttp.TraceConfig:
    trace = aiohttp.TraceConfig()

    async def note(_session: Any, context: Any, _what: Any) -> None:
        context.trace_request_ctx.sent = True

    trace.on_request_headers_sent.append(note)
    return trace


def _method(url: str) -> str:
    """The Bot API method of a URL; `file` for downloads, whose paths are not reported."""
    return "file" if "/file/bot" in url else url.rpartition("/")[2].partition("?")[0]


async def _exchange(
    session: aiohttp.ClientSession,
    method: str,
    url: str,
    body: bytes | aiohttp.FormData | None,
    limits: aiohttp.ClientTimeout,
    passed: "Passed",
) -> tuple[int, bytes, str | None]:
    async with session.request(
        method,
        url,
        data=body,
        headers=JSON if isinstance(body, bytes) else None,
        timeout=limits,
        trace_request_ctx=passed,
        allow_redirects=False,  # a redirect would send the token elsewhere
    ) as response:
        return response.status, await response.read(), response.headers.get("Date")


def _value_or(value: Timeout, default: float | None) -> float | None:
    return default if value is BaseRequest.DEFAULT_NONE else cast("float | None", value)


@lru_cache
def _limits(connect: float | None, read: float | None) -> aiohttp.ClientTimeout:
    return aiohttp.ClientTimeout(total=None, connect=connect, sock_read=read)


def _patience(size: int, write: float | None, read: float | None) -> float | None:
    """The timeout of a large upload; aiohttp has no write timeout. None for small bodies."""
    if size <= AT_ONCE or write is None or read is None:
        return None
    return write + size / SLOWEST_LINE + read


def _body(data: RequestData | None) -> tuple[bytes | aiohttp.FormData | None, int]:
    """The request's body and its approximate size in bytes."""
    if data is None:
        return None, 0
    if not data.contains_files:
        body = _json(data.parameters)
        return body, len(body)
    form, size = aiohttp.FormData(quote_fields=False), 0
    for name, value in data.json_parameters.items():
        form.add_field(name, _encodable(value))
    for name, (original_name, content, kind) in data.multipart_data.items():
        file = io.BytesIO(content) if isinstance(content, bytes) else content
        size += file.seek(0, io.SEEK_END)
        file.seek(0)
        file_name = _encodable(original_name).translate(IN_FILE_NAMES)
        form.add_field(name, file, filename=file_name, content_type=kind)
    return form, size


def _json(parameters: dict[str, Any]) -> bytes:
    try:
        return orjson.dumps(parameters)
    except TypeError:  # a lone surrogate or a number over 64 bits: Telegram answers 400
        return json.dumps(parameters).encode()


def _encodable(text: str) -> str:
    """The text with lone surrogates, which UTF-8 cannot encode, replaced by `?`."""
    return text.encode(errors="replace").decode()


def _parse_leniently(payload: bytes) -> object:
    """Parse JSON with invalid UTF-8, which orjson refuses, such as a character cut in half."""
    try:
        return json.loads(payload.decode(errors="replace"))
    except (ValueError, RecursionError):
        raise TelegramError("Invalid server response") from None


def _fault(wrong: Exception) -> Fault:
    kind = type(wrong).__name__
    if isinstance(wrong, aiohttp.ClientHttpProxyError):
        kind = f"{kind} {wrong.status}"
    match wrong:
        case (
            aiohttp.ClientConnectorError()
            | aiohttp.ConnectionTimeoutError()
            | aiohttp.ClientHttpProxyError()
            | aiohttp.InvalidURL()
        ):
            return Fault(Phase.CONNECT, kind)
        case aiohttp.ServerTimeoutError():
            return Fault(Phase.READ, kind)
        case TimeoutError():  # our timeout of an upload
            return Fault(Phase.WRITE, kind)
        case _:
            return Fault(Phase.READ, kind)


def _network_error(wrong: Exception, fault: Fault) -> NetworkError:
    """The error that PTB's own client raises for the same fault, without the URL."""
    ended = "nothing was sent" if fault.phase is Phase.CONNECT else "it may have been sent"
    words = f"{fault}; {ended}"
    return TimedOut(words) if isinstance(wrong, TimeoutError) else NetworkError(words)


def _without_token(answer: bytes, url: str) -> bytes:
    """Replace the token: an error page may contain the URL, and PTB puts it into its error."""
    match = TOKEN.search(url)
    if match is None:
        return answer
    token = match[1].encode()
    return answer.replace(token, b"<token>").replace(token.replace(b":", b"%3A"), b"<token>")
