"""The wire against real sockets, side by side with the one that python-telegram-bot brings."""

import asyncio
import io
import json
import logging
import re
import socket
import ssl
import struct
import traceback
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qsl

import pytest
import uvloop
from aiohttp import web
from telegram import Bot, InputFile
from telegram.error import (
    BadRequest,
    ChatMigrated,
    Conflict,
    Forbidden,
    InvalidToken,
    NetworkError,
    RetryAfter,
    TelegramError,
    TimedOut,
)
from telegram.request import BaseRequest, HTTPXRequest, RequestData
from telegram.request._requestparameter import RequestParameter

from bot.telegram.aiohttp_request import AiohttpRequest
from handlers.core.api_errors import Fault, Phase, was_sent

TOKEN = "4242:AAcanary-canary_canary"
OK = {"ok": True, "result": {"message_id": 7}}

Serve = Callable[[asyncio.StreamReader, asyncio.StreamWriter], Awaitable[None]]


def ours(**given: Any) -> BaseRequest:
    return AiohttpRequest(**given)


def theirs(**given: Any) -> BaseRequest:
    if "pool_size" in given:
        given["connection_pool_size"] = given.pop("pool_size")
    if "upload_timeout" in given:
        given["media_write_timeout"] = given.pop("upload_timeout")
    return HTTPXRequest(**given, httpx_kwargs={"trust_env": False})


def url(port: int, method: str = "sendMessage", scheme: str = "http") -> str:
    return f"{scheme}://127.0.0.1:{port}/bot{TOKEN}/{method}"


def asked(**parameters: object) -> RequestData:
    return RequestData([RequestParameter.from_input(k, v) for k, v in parameters.items()])


# --- a server of bare sockets, for faults ---


@asynccontextmanager
async def raw_server(serve: Serve, tls: ssl.SSLContext | None = None) -> AsyncIterator[int]:
    async def guarded(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            await serve(reader, writer)
        except (ConnectionError, asyncio.IncompleteReadError):
            pass
        finally:
            writer.close()

    server = await asyncio.start_server(guarded, "127.0.0.1", 0, ssl=tls)
    try:
        yield server.sockets[0].getsockname()[1]
    finally:
        server.close()


async def read_request(reader: asyncio.StreamReader) -> tuple[str, bytes]:
    head = (await reader.readuntil(b"\r\n\r\n")).decode()
    found = re.search(r"(?i)content-length: (\d+)", head)
    return head, await reader.readexactly(int(found[1])) if found else b""


def reset(writer: asyncio.StreamWriter) -> None:
    sock = writer.get_extra_info("socket")
    sock.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    writer.transport.abort()


async def resets_at_once(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    reset(writer)


async def resets_after_reading(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    await read_request(reader)
    reset(writer)


async def hangs_up(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    await read_request(reader)


async def says_nothing(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    await reader.read()  # until the other side gives up


async def stops_in_the_body(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    await read_request(reader)
    writer.write(b'HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\n{"ok":')
    await reader.read()


async def cuts_the_body(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    await read_request(reader)
    writer.write(b'HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\n{"ok":')
    await writer.drain()


async def speaks_no_tls(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    await reader.read(1)
    writer.write(b"HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n")
    await writer.drain()


async def speaks_no_http(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    await read_request(reader)
    writer.write(b"220 mail.example.org ESMTP\r\n\r\n")
    await writer.drain()


@dataclass(frozen=True)
class Trouble:
    serve: Serve
    raised: type[NetworkError]
    phase: Phase
    scheme: str = "http"


TROUBLES = {
    "reset before the request is read": Trouble(resets_at_once, NetworkError, Phase.READ),
    "reset after the request is read": Trouble(resets_after_reading, NetworkError, Phase.READ),
    "hung up without an answer": Trouble(hangs_up, NetworkError, Phase.READ),
    "no answer in time": Trouble(says_nothing, TimedOut, Phase.READ),
    "half an answer in time": Trouble(stops_in_the_body, TimedOut, Phase.READ),
    "half an answer, then hung up": Trouble(cuts_the_body, NetworkError, Phase.READ),
    "not HTTP": Trouble(speaks_no_http, NetworkError, Phase.READ),
    "not TLS": Trouble(speaks_no_tls, NetworkError, Phase.CONNECT, "https"),
}


def keeps_the_token(error: BaseException, logged: str) -> bool:
    shown = "".join(traceback.format_exception(error)) + repr(error) + logged
    return "canary" not in shown


@pytest.fixture
def log(caplog: pytest.LogCaptureFixture) -> pytest.LogCaptureFixture:
    """Everything but what PTB's own wire says: httpx logs the URL, token and all."""
    caplog.set_level(logging.DEBUG)
    for loud in ("httpx", "httpcore", "asyncio"):
        caplog.set_level(logging.CRITICAL, logger=loud)
    return caplog


async def fault_of(wire: BaseRequest, address: str, data: RequestData) -> TelegramError:
    async with wire:
        with pytest.raises(TelegramError) as raised:
            await wire.post(address, data)
    return raised.value


@pytest.mark.parametrize("name", TROUBLES)
async def test_a_fault_raises_the_class_that_ptb_raises_and_tells_its_phase(name, log):
    trouble = TROUBLES[name]
    async with raw_server(trouble.serve) as port:
        address = url(port, scheme=trouble.scheme)
        error, same = [
            await fault_of(make(read_timeout=0.2), address, asked(chat_id=1, text="你好"))
            for make in (ours, theirs)
        ]

    assert type(error) is type(same) is trouble.raised
    assert isinstance(error.__cause__, Fault)
    assert error.__cause__.phase is trouble.phase
    assert str(error).startswith(f"{trouble.phase}: ")
    assert was_sent(error) is (trouble.phase is not Phase.CONNECT)
    assert keeps_the_token(error, log.text)


async def test_a_refused_connection_was_surely_not_sent(log):
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        address = url(closed.getsockname()[1])  # bound but not listening: refuses
        error, same = [await fault_of(m(), address, asked(chat_id=1)) for m in (ours, theirs)]

    assert type(error) is type(same) is NetworkError
    assert str(error) == "connect: ClientConnectorError; nothing was sent"
    assert not was_sent(error)
    assert keeps_the_token(error, log.text)


async def test_a_connection_that_is_not_taken_up_in_time_was_surely_not_sent(log):
    with socket.socket() as full, socket.socket() as first, socket.socket() as second:
        full.bind(("127.0.0.1", 0))
        full.listen(0)
        for filler in (first, second):
            filler.setblocking(False)
            filler.connect_ex(full.getsockname())
        address = url(full.getsockname()[1])
        error, same = [
            await fault_of(m(connect_timeout=0.2), address, asked(chat_id=1))
            for m in (ours, theirs)
        ]

    assert type(error) is type(same) is TimedOut
    assert str(error).startswith("connect: ")
    assert not was_sent(error)
    assert keeps_the_token(error, log.text)


async def test_a_name_that_does_not_resolve_was_surely_not_sent(monkeypatch, log):
    def nobody_knows(*_: object, **__: object) -> None:
        raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")

    monkeypatch.setattr(socket, "getaddrinfo", nobody_knows)
    address = f"http://api.invalid/bot{TOKEN}/getMe"
    error, same = [await fault_of(m(), address, asked()) for m in (ours, theirs)]

    assert type(error) is type(same) is NetworkError
    assert str(error) == "connect: ClientConnectorDNSError; nothing was sent"
    assert not was_sent(error)
    assert keeps_the_token(error, log.text)


@pytest.mark.parametrize("make", [ours, theirs])
async def test_a_full_pool_times_out_before_anything_is_sent(make, log):
    async with (
        raw_server(says_nothing) as port,
        make(pool_size=1, pool_timeout=0.05, read_timeout=5) as wire,
    ):
        waiting = asyncio.create_task(wire.post(url(port), asked(chat_id=1)))
        await asyncio.sleep(0.05)
        with pytest.raises(TimedOut) as raised:
            await wire.post(url(port), asked(chat_id=2))
        waiting.cancel()
        await asyncio.gather(waiting, return_exceptions=True)

    assert keeps_the_token(raised.value, log.text)
    if make is ours:
        assert str(raised.value) == "pool: all 1 connections are taken; nothing was sent"
        assert not was_sent(raised.value)


@pytest.mark.soak
async def test_an_upload_nobody_reads_is_given_up(monkeypatch):
    async def reads_nothing(_: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.transport.pause_reading()
        await asyncio.sleep(3)

    monkeypatch.setattr("bot.telegram.aiohttp_request.SLOWEST_LINE", 1e9)
    data = asked(chat_id=1, document=InputFile(bytes(20_000_000), "big.bin"))
    async with raw_server(reads_nothing) as port:
        error, same = [
            await fault_of(m(upload_timeout=0.2, read_timeout=0.2), url(port), data)
            for m in (ours, theirs)
        ]

    assert type(error) is type(same) is TimedOut
    assert str(error).startswith("write: ")
    assert was_sent(error)


async def test_a_cancelled_call_gives_its_connection_back():
    async with (
        raw_server(says_nothing) as port,
        AiohttpRequest(pool_size=1, pool_timeout=0.05, read_timeout=0.05) as wire,
    ):
        waiting = asyncio.create_task(wire.post(url(port), asked(chat_id=1), read_timeout=5))
        await asyncio.sleep(0.02)
        waiting.cancel()
        with pytest.raises(asyncio.CancelledError):
            await waiting
        with pytest.raises(TimedOut, match=r"^read: "):
            await wire.post(url(port), asked(chat_id=2))


def test_an_error_of_another_wire_counts_as_perhaps_sent():
    assert was_sent(NetworkError("httpx.ReadError: "))
    assert was_sent(BadRequest("Chat not found"))


# --- a whole HTTP server, for answers ---


def parts(body: bytes) -> dict[str, Any]:
    """The fields of a form; a file is its name as written, its kind and its bytes."""
    boundary, _, rest = body.partition(b"\r\n")
    found: dict[str, Any] = {}
    for part in rest[: rest.rindex(boundary + b"--")].split(boundary + b"\r\n"):
        head, _, content = part.removesuffix(b"\r\n").partition(b"\r\n\r\n")
        said = head.decode()
        name = re.search(r'[ ;]name="(.*?)"', said)[1]
        file = re.search(r'filename="(.*?)"(?:\r|$)', said)
        kind = re.search(r"(?i)content-type: (.*?)(?:\r|$)", said)
        found[name] = (file[1], kind and kind[1], content) if file else content.decode()
    return found


class Telegram:
    """Answers every call with the same; remembers what it was asked."""

    def __init__(self) -> None:
        self.status, self.body = 200, json.dumps(OK).encode()
        self.headers: dict[str, str] = {}
        self.bodies: list[bytes] = []
        self.fields: list[dict[str, Any]] = []
        self.port = 0

    def answers(self, status: int, body: object) -> None:
        self.status = status
        self.body = body if isinstance(body, bytes) else json.dumps(body).encode()

    async def handle(self, request: web.Request) -> web.Response:
        self.bodies.append(await request.read())
        if request.content_type == "application/json":
            given = json.loads(self.bodies[-1])
            self.fields.append(
                {k: v if isinstance(v, str) else json.dumps(v) for k, v in given.items()}
            )
        elif request.content_type == "multipart/form-data":
            self.fields.append(parts(self.bodies[-1]))
        else:
            self.fields.append(dict(parse_qsl(self.bodies[-1].decode())))
        return web.Response(status=self.status, body=self.body, headers=self.headers)


@asynccontextmanager
async def http_server() -> AsyncIterator[Telegram]:
    telegram = Telegram()
    app = web.Application(client_max_size=2**26)
    app.router.add_route("*", "/{rest:.*}", telegram.handle)
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    telegram.port = runner.addresses[0][1]
    try:
        yield telegram
    finally:
        await runner.cleanup()


@pytest.fixture
async def telegram() -> AsyncIterator[Telegram]:
    async with http_server() as server:
        yield server


def refusal(code: int, words: str, **parameters: int) -> dict[str, object]:
    answer: dict[str, object] = {"ok": False, "error_code": code, "description": words}
    return answer | ({"parameters": parameters} if parameters else {})


REFUSALS: dict[str, tuple[int, object, type[TelegramError]]] = {
    "bad request": (400, refusal(400, "Bad Request: chat not found"), BadRequest),
    "token gone": (401, refusal(401, "Unauthorized"), InvalidToken),
    "blocked": (403, refusal(403, "Forbidden: bot was blocked by the user"), Forbidden),
    "no such method": (404, refusal(404, "Not Found"), InvalidToken),
    "another poller": (409, refusal(409, "Conflict: terminated by other"), Conflict),
    "too many": (429, refusal(429, "Too Many Requests", retry_after=17), RetryAfter),
    "moved": (400, refusal(400, "Bad Request: up", migrate_to_chat_id=-1007), ChatMigrated),
    "broken": (500, refusal(500, "Internal Server Error"), NetworkError),
    "a proxy's page": (502, b"<html>Bad Gateway</html>", NetworkError),
    "a page in no encoding": (503, b"\xff\xfe<html>", NetworkError),
    "a page behind 200": (200, b"<html>Log in to the hotel's network</html>", TelegramError),
    "a redirect": (302, b"", NetworkError),
}


@pytest.mark.parametrize("name", REFUSALS)
async def test_a_refusal_is_the_error_that_ptb_makes_of_it(name, telegram, monkeypatch):
    monkeypatch.setenv("PTB_TIMEDELTA", "1")  # without it, every 429 warns
    status, body, kind = REFUSALS[name]
    telegram.answers(status, body)
    error, same = [
        await fault_of(m(), url(telegram.port), asked(chat_id=1)) for m in (ours, theirs)
    ]

    assert type(error) is type(same) is kind
    assert str(error) == str(same)
    assert vars(error) == vars(same)
    if isinstance(error, NetworkError):
        assert was_sent(error)


async def test_an_ok_answer_is_its_result(telegram):
    for make in (ours, theirs):
        async with make() as wire:
            assert await wire.post(url(telegram.port), asked(chat_id=1)) == OK["result"]


async def test_it_tells_how_each_call_ended_and_names_no_file(telegram):
    heard = []
    async with ours(on_answer=lambda *each: heard.append(each)) as wire:
        await wire.post(url(telegram.port), asked(chat_id=1))
        await wire.do_request(f"{url(telegram.port, 'getUpdates')}?offset=7", "GET")
        await wire.do_request(
            f"http://127.0.0.1:{telegram.port}/file/bot{TOKEN}/a/secret.png", "GET"
        )
        with pytest.raises(NetworkError):
            await wire.post(url(1), asked(chat_id=1))
    assert [method for method, _ in heard] == ["sendMessage", "getUpdates", "file", "sendMessage"]
    assert heard[0][1] == "200"
    assert heard[-1][1] == "connect"


async def test_parameters_arrive_as_those_of_ptb(telegram):
    data = asked(
        chat_id=-1001,
        text="<b>举报</b> & 反馈 😀",
        disable_notification=True,
        reply_markup={"inline_keyboard": [[{"text": "跳过", "callback_data": "s1:1"}]]},
        absent=None,
    )
    for make in (ours, theirs):
        async with make() as wire:
            await wire.post(url(telegram.port), data)

    said, same = (
        {k: v if k == "text" else json.loads(v) for k, v in fields.items()}
        for fields in telegram.fields
    )
    assert said == same
    assert said["text"] == "<b>举报</b> & 反馈 😀"
    assert "absent" not in said


@pytest.mark.parametrize(
    ("name", "written"),
    [
        ("证据 截图.png", "证据 截图.png"),
        ('quo"ted.txt', "quo%22ted.txt"),
        ("new\r\nX-Evil: 1.txt", "new%0D%0AX-Evil: 1.txt"),
        ("back\\slash.txt", "back\\\\slash.txt"),
        ("半\ud83d个.txt", "半?个.txt"),
    ],
)
async def test_files_arrive_under_the_names_ptb_gives_them(name, written, telegram):
    content = bytes(range(256)) * 8192  # 2 MiB: more than one piece
    data = asked(chat_id=1, caption="说明", document=InputFile(content, name))
    makes = (ours,) if "\ud83d" in name else (ours, theirs)  # half a character stops PTB's own
    for make in makes:
        async with make() as wire:
            await wire.post(url(telegram.port, "sendDocument"), data)

    for fields in telegram.fields:
        assert (fields["chat_id"], fields["caption"]) == ("1", "说明")
        assert fields["document"] == (written, data.multipart_data["document"][2], content)


async def test_a_file_handle_is_sent_to_its_end(telegram):
    handle = io.BytesIO(b"evidence " * 100_000)
    data = asked(chat_id=1, document=InputFile(handle, "a.bin", read_file_handle=False))
    async with AiohttpRequest() as wire:
        await wire.post(url(telegram.port, "sendDocument"), data)

    assert telegram.fields[0]["document"] == (
        "a.bin",
        "application/octet-stream",
        b"evidence " * 100_000,
    )


async def test_half_a_character_in_a_text_is_for_telegram_to_refuse(telegram):
    telegram.answers(400, refusal(400, "Bad Request: text must be encoded in UTF-8"))
    error = await fault_of(AiohttpRequest(), url(telegram.port), asked(chat_id=1, text="\ud83d"))

    assert type(error) is BadRequest
    assert json.loads(telegram.bodies[0]) == {"chat_id": 1, "text": "\ud83d"}


async def test_half_a_character_in_an_update_does_not_stop_the_intake(telegram):
    telegram.answers(200, b'{"ok":true,"result":[{"update_id":1,"text":"\\ud83d"}]}')
    async with AiohttpRequest() as wire:
        updates = await wire.post(url(telegram.port, "getUpdates"))

    assert updates == [{"update_id": 1, "text": "\ud83d"}]


@pytest.mark.parametrize("payload", [b"", b"{", b"[]", b"null", b"\xff", b"7"])
def test_what_is_no_json_object_is_an_invalid_answer_and_not_logged(payload, log):
    with pytest.raises(TelegramError, match=r"^Invalid server response$"):
        AiohttpRequest.parse_json_payload(payload)
    assert log.text == ""


@pytest.mark.parametrize("shown", [TOKEN, TOKEN.replace(":", "%3A")])
async def test_a_page_that_repeats_the_address_does_not_give_the_token_away(shown, telegram, log):
    telegram.answers(502, f"<p>/bot{shown}/sendMessage: upstream is gone</p>".encode())
    error = await fault_of(AiohttpRequest(), url(telegram.port), asked(chat_id=1))

    assert "upstream is gone" in str(error)
    assert keeps_the_token(error, log.text)


async def test_an_address_that_is_none_was_not_sent_and_is_not_shown(log):
    error = await fault_of(AiohttpRequest(), f"http:///bot{TOKEN}/getMe", asked())

    assert type(error) is NetworkError
    assert not was_sent(error)
    assert keeps_the_token(error, log.text)


async def test_connections_are_used_again():
    served = 0

    async def keeps_alive(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        nonlocal served
        served += 1
        body = json.dumps(OK).encode()
        while True:
            await read_request(reader)
            writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n%b" % (len(body), body))

    async with raw_server(keeps_alive) as port, AiohttpRequest() as wire:
        for _ in range(5):
            await wire.post(url(port), asked(chat_id=1))

    assert served == 1


async def test_a_wire_that_was_shut_down_can_be_opened_again(telegram):
    wire = AiohttpRequest(read_timeout=12)
    assert wire.read_timeout == 12
    for _ in range(2):
        async with wire:
            await wire.post(url(telegram.port), asked(chat_id=1))
    with pytest.raises(NetworkError, match="not initialized"):
        await wire.post(url(telegram.port), asked(chat_id=1))
    await wire.shutdown()
    assert len(telegram.bodies) == 2


async def test_a_redirect_is_not_followed_with_the_token_in_hand(telegram):
    telegram.answers(307, b"")
    telegram.headers = {"Location": f"http://127.0.0.1:{telegram.port}/elsewhere"}
    error = await fault_of(AiohttpRequest(), url(telegram.port), asked(chat_id=1))

    assert "307" in str(error)
    assert len(telegram.bodies) == 1


async def test_files_are_retrieved_as_they_are(telegram):
    telegram.answers(200, bytes(range(256)) * 4096)
    async with AiohttpRequest() as wire:
        got = await wire.retrieve(f"http://127.0.0.1:{telegram.port}/file/bot{TOKEN}/photos/1.jpg")

    assert got == bytes(range(256)) * 4096


async def a_bot_speaks(telegram: Telegram) -> None:
    base = f"http://127.0.0.1:{telegram.port}/bot"
    telegram.answers(
        200,
        {"ok": True, "result": {"id": 4242, "is_bot": True, "first_name": "举报", "username": "j"}},
    )
    bot = Bot(TOKEN, base_url=base, request=AiohttpRequest(), get_updates_request=AiohttpRequest())
    async with bot:
        message = {"message_id": 7, "date": 0, "chat": {"id": 1, "type": "private"}}
        telegram.answers(200, {"ok": True, "result": message})
        sent = await bot.send_document(1, b"bytes", filename="证据.txt", caption="说明")
        assert sent.message_id == 7
        telegram.answers(200, {"ok": True, "result": []})
        assert await bot.get_updates(timeout=0, allowed_updates=["message"]) == ()

    assert telegram.fields[1]["document"] == ("证据.txt", "text/plain", b"bytes")
    assert json.loads(telegram.fields[2]["allowed_updates"]) == ["message"]


async def test_a_whole_bot_speaks_through_it(telegram):
    await a_bot_speaks(telegram)


@pytest.mark.soak
def test_it_works_on_uvloop_too():
    async def scene() -> None:
        assert isinstance(asyncio.get_running_loop(), uvloop.Loop)
        async with http_server() as telegram:
            await a_bot_speaks(telegram)
        for trouble in TROUBLES.values():
            async with raw_server(trouble.serve) as port:
                wire = AiohttpRequest(read_timeout=0.2)
                error = await fault_of(wire, url(port, scheme=trouble.scheme), asked(chat_id=1))
            assert type(error) is trouble.raised
            assert was_sent(error) is (trouble.phase is not Phase.CONNECT)

    with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
        runner.run(scene())
