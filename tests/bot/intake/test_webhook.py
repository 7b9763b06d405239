"""The door for updates: only who knows the secret gets anything stored, and only once."""

import asyncio
import io
import json
import logging
import zlib
from contextlib import asynccontextmanager
from datetime import UTC, datetime

import aiohttp
import pytest
import structlog
from aiohttp import web
from sqlalchemy import select
from telegram import WebhookInfo
from telegram.error import NetworkError

from bot.config.settings import read_settings
from bot.core import http_server
from bot.core.errors import Refused
from bot.intake import webhook
from bot.intake.webhook import MOST_BODY, SECRET, Hook, hook_of
from storage.core.errors import StorageBusy, StorageFull
from storage.queues import inbox
from tests.support.database import KEY_RING

WORD = "s" * 40
CANARY = "kanarienvogel"
URL = "https://bot.example/hook"


def update(number=7, text=CANARY):
    sender = {"id": 4242, "is_bot": False, "first_name": "Lin", "language_code": "en"}
    chat = {"id": 4242, "type": "private", "first_name": "Lin"}
    message = {"message_id": number, "date": 1, "from": sender, "chat": chat, "text": text}
    return {"update_id": number, "message": message}


@asynccontextmanager
async def opened(hook):
    runner = http_server.runner_of(hook.app())
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    try:
        yield f"http://127.0.0.1:{runner.addresses[0][1]}"
    finally:
        await runner.cleanup()


@pytest.fixture
def hook(world):
    return Hook(world.jubao.intake, WORD.encode(), "/hook")


@pytest.fixture
async def call(hook):
    """Call the door: the status it answers with, and its headers."""
    async with opened(hook) as url, aiohttp.ClientSession() as session:

        async def call(body=None, *, secret=WORD, kind="application/json", method="POST", path=""):
            headers = {"Content-Type": kind} if kind else {}
            if secret is not None:
                headers[SECRET] = secret
            data = json.dumps(update()) if body is None else body
            if isinstance(data, str):
                data = io.BytesIO(data.encode())
            where = f"{url}{path or '/hook'}"
            async with session.request(method, where, data=data, headers=headers) as answer:
                return answer.status, dict(answer.headers)

        yield call


async def stored(world):
    def look(tx):
        return list(tx.execute(select(inbox.inbox.c.update_id)).scalars())

    return await world.db.run(look)


async def test_what_telegram_sends_is_stored_before_it_is_answered(call, world):
    status, _ = await call()
    assert status == 200
    assert await stored(world) == [7]
    await world.settle()
    assert world.telegram.sent  # and runs


async def test_what_comes_twice_or_five_times_at_once_acts_once(call, world):
    answers = await asyncio.gather(*(call() for _ in range(5)))
    assert {status for status, _ in answers} == {200}
    assert await stored(world) == [7]
    await world.settle()
    before = len(world.telegram.sent)
    assert before
    assert (await call())[0] == 200
    await world.settle()
    assert len(world.telegram.sent) == before


async def test_half_a_character_is_no_reason_to_have_it_sent_again(call, world):
    body = json.dumps(update(text="cut \ud83d"))
    assert "\\ud83d" in body
    assert (await call(body))[0] == 200
    assert await stored(world) == [7]


@pytest.mark.parametrize(
    ("status", "given"),
    [
        (401, {"secret": None}),
        (403, {"secret": ""}),
        (403, {"secret": WORD[:-1]}),
        (403, {"secret": WORD + "s"}),
        (403, {"secret": "ß" * 40}),
        (401, {"secret": None, "body": "x" * 2 * MOST_BODY}),
        (403, {"secret": "x" * 40, "body": "{"}),
        (405, {"method": "GET"}),
        (405, {"method": "PUT"}),
        (404, {"path": "/"}),
        (404, {"path": "/hook/more"}),
        (415, {"kind": "text/plain"}),
        (415, {"kind": "application/x-www-form-urlencoded"}),
        (415, {"kind": ""}),
        (413, {"body": json.dumps(update(text="x" * MOST_BODY))}),
        (400, {"body": "{"}),
        (400, {"body": b"\xff\xfe"}),
        (400, {"body": "[1]"}),
        (400, {"body": "null"}),
        (400, {"body": json.dumps({"message": {"text": CANARY}})}),
        (400, {"body": json.dumps({**update(), "update_id": "7"})}),
        (400, {"body": json.dumps({**update(), "update_id": True})}),
        (400, {"body": json.dumps({**update(), "update_id": 2**63})}),
        (400, {"body": json.dumps({**update(), "update_id": -1})}),
    ],
)
async def test_a_forger_gets_nothing_stored_and_nothing_logged(call, world, caplog, status, given):
    caplog.set_level(logging.DEBUG)
    with structlog.testing.capture_logs() as logged:
        assert (await call(**given))[0] == status
    assert await stored(world) == []
    assert CANARY not in f"{logged}{caplog.text}"
    assert (await call())[0] == 200  # and the door still stands


def nested(depth, opening="[", closing="]"):
    return f'{{"update_id": 7, "x": {opening * depth}1{closing * depth}, "y": "{CANARY}"}}'


def changed(**parts):
    whole = update()
    return {**whole, "message": {**whole["message"], **parts}}


def press(**parts):
    sender = update()["message"]["from"]
    return {
        "update_id": 7,
        "callback_query": {"id": "1", "from": sender, "chat_instance": "1", "data": CANARY} | parts,
    }


UNREADABLE = {
    "lists nested without end": nested(400_000),
    "objects nested without end": nested(100_000, '{"a":', "}"),
    "lists nested as deep as one parser can read": nested(900),
    "lists nested as deep as one writer can write": nested(300),
    "lists left open": "[" * 500_000,
    "a huge number": f'{{"update_id": 7, "x": {"9" * 500_000}}}',
    "a number beyond 64 bits": f'{{"update_id": 7, "x": {2**64}}}',
    "a negative one": f'{{"update_id": 7, "x": -{2**64}}}',
    "a decimal without end": '{"update_id": 7, "x": 1e999}',
    "an update number with a point": '{"update_id": 7.0}',
    "no number": '{"update_id": 7, "x": NaN}',
    "infinity": '{"update_id": 7, "x": -Infinity}',
    "a name twice": '{"update_id": 8, "update_id": 7}',
    "a sender twice": json.dumps(update()).replace('"id": 4242', '"id": 4242, "id": 1', 1),
    "bytes that are no UTF-8": json.dumps(update(text="X")).encode().replace(b"X", b"\xff\xfe"),
    "another encoding": json.dumps(update()).encode("utf-16"),
    "a message that is a number": json.dumps({"update_id": 7, "message": 5}),
    "a message that is a list": json.dumps({"update_id": 7, "message": [update()]}),
    "a sender that is a text": json.dumps(changed(**{"from": CANARY})),
    "a sender without a number": json.dumps(changed(**{"from": {"id": CANARY}})),
    "a chat that is nothing": json.dumps(changed(chat=None)),
    "a text that is a number": json.dumps(changed(text=5)),
    "entities that are a text": json.dumps(changed(entities=CANARY)),
    "a press of a list": json.dumps(press(data=[CANARY])),
    "a press of nobody": json.dumps(press(**{"from": None})),
    "a press without a number": json.dumps(press(id=5)),
}


@pytest.mark.parametrize("body", UNREADABLE.values(), ids=UNREADABLE)
async def test_what_cannot_be_an_update_is_refused_and_the_next_is_served(
    call, world, caplog, body
):
    caplog.set_level(logging.DEBUG)
    with structlog.testing.capture_logs() as logged:
        assert (await call(body))[0] == 400
    assert await stored(world) == []
    assert CANARY not in f"{logged}{caplog.text}"
    assert logged == []
    assert (await call())[0] == 200
    await world.settle()
    assert world.telegram.sent  # the same sender is answered


@pytest.mark.parametrize("coding", ["gzip", "deflate"])
@pytest.mark.parametrize("body", [b"x" * 99, zlib.compress(b" " * MOST_BODY)])
async def test_a_body_is_never_unpacked(hook, world, caplog, coding, body):
    async with opened(hook) as url, aiohttp.ClientSession() as session:
        headers = {SECRET: WORD, "Content-Type": "application/json", "Content-Encoding": coding}
        async with session.post(f"{url}/hook", data=io.BytesIO(body), headers=headers) as answer:
            assert answer.status == 400
    assert await stored(world) == []
    assert caplog.text == ""


async def test_more_than_is_allowed_without_saying_so_first_is_refused(call, world):
    async def endless():
        for _ in range(40):
            yield b" " * (MOST_BODY // 20)

    assert (await call(endless()))[0] == 413
    assert await stored(world) == []


@pytest.mark.soak
async def test_who_never_ends_a_sentence_is_left(hook, world, monkeypatch):
    monkeypatch.setattr(webhook, "BODY_SECONDS", 0.05)
    async with opened(hook) as url:
        host, port = url.removeprefix("http://").split(":")
        reader, writer = await asyncio.open_connection(host, int(port))
        head = f"POST /hook HTTP/1.1\r\nHost: x\r\n{SECRET}: {WORD}\r\n"
        writer.write(
            f"{head}Content-Type: application/json\r\nContent-Length: 99\r\n\r\n{{".encode()
        )
        said = await asyncio.wait_for(reader.readline(), 5)
        assert said.split()[1] == b"408"
        writer.close()
    assert await stored(world) == []


@pytest.mark.parametrize(
    "fault", [StorageBusy("locked"), StorageFull("full"), RuntimeError(CANARY)]
)
async def test_what_cannot_be_stored_is_to_be_sent_again(call, hook, world, monkeypatch, fault):
    async def refuse(*_):
        raise fault

    with monkeypatch.context() as broken:
        broken.setattr(type(hook.intake), "store", refuse)
        status, headers = await call()
    assert (status, headers["Retry-After"]) == (503, "5")
    assert await stored(world) == []
    assert (await call())[0] == 200


async def test_nothing_is_taken_while_too_much_waits_or_at_the_end(call, hook, world, monkeypatch):
    with monkeypatch.context() as crowded:
        crowded.setattr(type(hook.intake.person_queues), "full", True)
        assert (await call())[0] == 503
    hook.closing = True
    assert (await call())[0] == 503
    assert await stored(world) == []


async def test_at_the_end_who_is_inside_is_answered_and_nobody_else(hook, world, monkeypatch):
    begun, go_on = asyncio.Event(), asyncio.Event()
    store = type(hook.intake).store

    async def slowly(intake, updates):
        begun.set()
        await go_on.wait()
        await store(intake, updates)

    monkeypatch.setattr(type(hook.intake), "store", slowly)
    async with aiohttp.ClientSession() as session:
        async with opened(hook) as url:
            headers = {SECRET: WORD, "Content-Type": "application/json"}
            inside = asyncio.create_task(
                session.post(f"{url}/hook", json=update(), headers=headers)
            )
            await begun.wait()
            asyncio.get_running_loop().call_later(0.1, go_on.set)
        assert hook.closing
        assert (await inside).status == 200
    assert await stored(world) == [7]


def settings(**changes):
    given = {"mode": "webhook", "webhook_url": URL, "webhook_secret": WORD, "seal_keys": KEY_RING}
    return read_settings(**{**given, **changes})


def test_the_path_and_the_secret_are_those_of_the_settings(world):
    hook = hook_of(world.jubao.intake, settings())
    assert (hook.path, hook.secret) == ("/hook", WORD.encode())
    assert hook_of(world.jubao.intake, settings(webhook_url="https://bot.example")).path == "/"


def info(url=URL, **more):
    return WebhookInfo(url, False, **{"pending_update_count": 0, **more})


def test_a_webhook_is_served_only_where_it_is_set():
    webhook.check(info(), settings())
    with pytest.raises(Refused, match="`jubao webhook set` sets it"):
        webhook.check(info(""), settings())
    with pytest.raises(Refused, match="`jubao webhook info` shows it"):
        webhook.check(info("https://elsewhere.example/hook"), settings())


class Asked:
    """A bot that gives these answers, one after the other."""

    def __init__(self, *answers):
        self.answers = list(answers)
        self.over = asyncio.Event()

    async def get_webhook_info(self):
        if not self.answers:
            self.over.set()
            await asyncio.Event().wait()
        answer = self.answers.pop(0)
        if isinstance(answer, Exception):
            raise answer
        return answer


async def heard(world, *answers):
    """Whether Telegram is believed to reach us after it has said this."""
    world.jubao.intake.heard_at = None
    bot = Asked(*answers)
    watching = asyncio.create_task(webhook.watch(bot, world.jubao.intake, URL, every=0))
    await bot.over.wait()
    watching.cancel()
    return world.jubao.intake.heard_at is not None


async def test_that_telegram_reaches_us_is_known_from_what_it_says(world):
    now, long_ago = datetime.now(UTC), datetime(2026, 1, 1, tzinfo=UTC)
    wrong = {"last_error_message": "Connection refused", "pending_update_count": 3}
    assert await heard(world, info())
    assert await heard(world, NetworkError("away"), info())
    assert await heard(world, info(last_error_date=long_ago, **wrong))
    assert await heard(world, info(last_error_date=now, **{**wrong, "pending_update_count": 0}))
    assert not await heard(world, info(last_error_date=now, **wrong))
    assert not await heard(world, info("https://elsewhere.example/"))
    assert not await heard(world, NetworkError("away"))
