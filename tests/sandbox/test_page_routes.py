"""What the page reads and does, over HTTP."""

import asyncio
import json
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager
from threading import Event

import aiohttp
import pytest
from yarl import URL

from sandbox.web import page_routes
from sandbox.web.server import serve

TOKEN = "1000:sandbox"
KEYS = {"inline_keyboard": [[{"text": "Yes", "callback_data": "y"}]]}


@pytest.fixture
async def http(tg):
    async with serve(tg, port=0) as url, aiohttp.ClientSession(base_url=url) as session:
        yield session


async def got(http, path, status=200):
    async with http.get(path) as answer:
        assert answer.status == status
        return await answer.json()


async def act(http, person, chat, what, status=200, **more):
    given = {"as": person, "chat": chat, "act": what, **more}
    async with http.post("/sandbox/act", json=given) as answer:
        body = await answer.json()
        assert answer.status == status, body
        assert body["ok"] is (status == 200)
        return body


@asynccontextmanager
async def events(http, last=None):
    """Server-sent events as (number, event), from the stream as it comes."""
    headers = {} if last is None else {"Last-Event-ID": str(last)}
    async with http.get("/sandbox/events", headers=headers) as answer:
        assert answer.content_type == "text/event-stream"

        async def each():
            number = None
            async for line in answer.content:
                name, _, value = line.decode().strip().partition(": ")
                if name == "id":
                    number = int(value)
                elif name == "data":
                    yield number, json.loads(value)

        yield each()


async def test_the_world_as_the_page_first_sees_it(http, tg, lin, wang):
    group = tg.add_group("Office", members=[lin])
    channel = tg.add_channel("Mill", username="mill")
    tg.post(channel.id, "news")
    tg.users[lin].about = {"en": "citizen", "zh-Hans": "市民"}
    world = await got(http, "/sandbox/world")
    assert world["bot"]["username"] == "sand_bot"
    first, second = world["people"]
    assert (first["first_name"], first["about"]["zh-Hans"]) == ("Lin", "市民")
    assert [chat["id"] for chat in first["chats"]] == [lin, group.id]
    assert first["chats"][0] == {"id": lin, "type": "private", "title": "Sand"}
    assert [chat["id"] for chat in second["chats"]] == [wang]
    assert world["channels"][0]["posts"][0]["text"] == "news"
    assert world["columns"] == [lin, wang]


async def test_a_chat_as_one_person_sees_it(http, tg, bot, lin, wang):
    command = {"command": "report", "description": "举报"}
    bot.ok("setMyCommands", commands=[command], language_code="zh")
    bot.ok("setMyDescription", description="你好", language_code="zh")
    bot.ok("sendMessage", chat_id=lin, text="?", reply_markup={"keyboard": [["No"]]})
    chat = await got(http, f"/sandbox/chats/{lin}/{lin}")
    assert chat["chat"] == {"id": lin, "type": "private", "first_name": "Lin"}
    assert [message["text"] for message in chat["messages"]] == ["/start", "?"]
    assert (chat["commands"], chat["description"]) == ([command], "你好")
    assert chat["keyboard"]["keyboard"] == [[{"text": "No"}]]
    assert (chat["unread"], chat["blocked"]) == (1, False)
    tg.say(lin, lin, "No")
    tg.block(lin)
    chat = await got(http, f"/sandbox/chats/{lin}/{lin}")
    assert (chat["unread"], chat["blocked"]) == (0, True)
    for path in (f"{wang}/{lin}", f"{lin}/404", "x/y"):
        await got(http, f"/sandbox/chats/{path}", 404)


async def test_acts_of_a_person(http, tg, bot, lin, wang):
    channel = tg.add_channel("Mill")
    post = tg.post(channel.id, "news")
    await act(http, lin, lin, "text", text="one")
    said = tg.messages(lin)[-1]["message_id"]
    await act(http, lin, lin, "text", text="two", reply_to=said)
    await act(http, lin, lin, "edit", message_id=said, text="uno")
    await act(http, lin, lin, "forward", from_chat=channel.id, message_id=post["message_id"])
    await act(http, lin, lin, "contact", phone="+8613800138000")
    messages = tg.messages(lin)
    assert messages[1]["text"] == "uno"
    assert messages[2]["reply_to_message"]["text"] == "one"
    assert messages[3]["forward_origin"]["chat"]["title"] == "Mill"
    assert messages[4]["contact"]["phone_number"] == "+8613800138000"
    await act(http, lin, lin, "delete", message_id=said)
    assert said not in tg.chats[lin].messages
    await act(http, lin, lin, "language", code=None)
    assert tg.users[lin].language_code is None
    await act(http, lin, lin, "block", on=True)
    assert tg.users[lin].blocked
    await act(http, lin, lin, "block", on=False)
    assert not tg.users[lin].blocked


async def test_a_text_that_is_too_long_goes_in_parts(http, tg, lin):
    await act(http, lin, lin, "text", text="x" * 5000)
    assert [len(message["text"]) for message in tg.messages(lin)[1:]] == [4096, 904]


async def test_acts_that_cannot_be(http, tg, lin, wang):
    refusals = [
        await act(http, wang, lin, "text", 400, text="x"),
        await act(http, lin, lin, "text", 400, text=""),
        await act(http, lin, lin, "edit", 400, message_id=999, text="x"),
        await act(http, lin, lin, "delete", 400, message_id=999),
        await act(http, lin, lin, "dance", 400),
        await act(http, lin, 404, "text", 400, text="x"),
        await act(http, lin, lin, "press", 400, message_id=999, data="y"),
        await act(http, lin, lin, "forward", 400),
    ]
    assert all(refusal["description"] for refusal in refusals)
    async with http.post("/sandbox/act", data=b"{") as answer:
        assert answer.status == 400


async def test_a_press_is_answered_when_the_bot_answers(http, tg, bot, lin, until):
    message = bot.ok("sendMessage", chat_id=lin, text="x", reply_markup=KEYS)
    where = {"message_id": message["message_id"], "data": "y"}
    pressing = asyncio.create_task(act(http, lin, lin, "press", **where))
    await until(lambda: tg.presses)
    [query] = tg.presses
    bot.ok("answerCallbackQuery", callback_query_id=query, text="done", show_alert=True)
    assert await pressing == {"ok": True, "text": "done", "show_alert": True}


async def test_a_press_that_nobody_answers_ends_by_itself(http, bot, lin, monkeypatch):
    monkeypatch.setattr(page_routes, "ANSWER_SECONDS", 0.01)
    message = bot.ok("sendMessage", chat_id=lin, text="x", reply_markup=KEYS)
    where = {"message_id": message["message_id"], "data": "y"}
    found = await act(http, lin, lin, "press", **where)
    assert found == {"ok": True, "text": "", "show_alert": False}


async def test_files_go_up_as_an_album_and_come_back(http, tg, lin):
    form = aiohttp.FormData()
    for name, value in {"as": lin, "chat": lin, "kind": "photo", "caption": "both"}.items():
        form.add_field(name, str(value))
    for name in ("a.png", "b.png"):
        form.add_field("file", name.encode(), filename=name, content_type="image/png")
    async with http.post("/sandbox/upload", data=form) as answer:
        assert await answer.json() == {"ok": True}
    parts = tg.messages(lin)[-2:]
    assert [part.get("caption") for part in parts] == ["both", None]
    async with http.get(f"/sandbox/files/{parts[1]['photo'][-1]['file_id']}") as answer:
        assert await answer.read() == b"b.png"
        assert answer.content_type == "image/png"
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert answer.headers["Content-Security-Policy"] == "sandbox"
    async with http.get("/sandbox/files/none") as answer:
        assert answer.status == 404


@pytest.mark.parametrize("missing", ["file", "as", "kind"])
async def test_an_upload_that_lacks_something_is_refused(http, tg, lin, missing):
    form = aiohttp.FormData()
    fields = {"as": str(lin), "chat": str(lin), "kind": "photo"}
    for name, value in fields.items():
        form.add_field(name, "hologram" if name == missing == "kind" else value)
    if missing == "as":
        form = aiohttp.FormData({"chat": str(lin)})
    if missing != "file":
        form.add_field("file", b"x", filename="x")
    before = tg.messages(lin)
    async with http.post("/sandbox/upload", data=form) as answer:
        assert answer.status == 400
    assert tg.messages(lin) == before


async def test_events_come_as_things_happen(http, tg, bot, lin):
    async with events(http) as stream:
        message = bot.ok("sendMessage", chat_id=lin, text="\u2028林", reply_markup=KEYS)
        where = {"chat_id": lin, "message_id": message["message_id"]}
        bot.ok("editMessageText", **where, text="new")
        bot.ok("sendChatAction", chat_id=lin, action="typing")
        bot.ok("deleteMessage", **where)
        bot.ok("setMyCommands", commands=[])
        bot.ok("sendMessage", chat_id=lin, text="?", reply_markup={"keyboard": [["No"]]})
        tg.set_language(lin, "en")
        tg.block(lin)
        tg.say(lin, lin, "\ud83d")
        told = [(await anext(stream))[1] for _ in range(10)]
    assert [event["type"] for event in told] == [
        "message",
        "edit",
        "action",
        "delete",
        "commands",
        "message",
        "keyboard",
        "language",
        "blocked",
        "blocked",
    ]
    assert told[0]["message"] == message
    assert told[1]["message"]["text"] == "new"
    assert told[3] == {"type": "delete", "chat": lin, "message_id": message["message_id"]}
    assert told[6] == {"type": "keyboard", "chat": lin, "user": lin}
    assert told[7] == {"type": "language", "user": lin, "code": "en"}
    assert told[8:] == [
        {"type": "blocked", "user": lin, "on": True},
        {"type": "blocked", "user": lin, "on": False},
    ]


async def test_an_answer_to_a_press_is_an_event_too(http, tg, bot, lin):
    bot.ok("sendMessage", chat_id=lin, text="x", reply_markup=KEYS)
    async with events(http) as stream:
        query = tg.tap(lin, lin, "Yes")
        bot.ok("answerCallbackQuery", callback_query_id=query, text="done")
        _, event = await anext(stream)
    told = {"user": lin, "chat": lin, "query_id": query, "text": "done", "show_alert": False}
    assert event == {"type": "answer", **told}


async def test_a_page_that_was_away_is_told_what_it_missed(http, tg, lin):
    async with events(http) as stream:
        tg.say(lin, lin, "one")
        number, _ = await anext(stream)
    tg.say(lin, lin, "two")
    tg.say(lin, lin, "three")
    async with events(http, last=number) as stream:
        missed = [await anext(stream) for _ in range(2)]
        tg.say(lin, lin, "four")
        missed.append(await anext(stream))
    assert [event["message"]["text"] for _, event in missed] == ["two", "three", "four"]
    assert [each for each, _ in missed] == [number + 1, number + 2, number + 3]


async def test_a_page_that_leaves_is_forgotten(http, tg, until):
    async with events(http):
        assert len(tg.events._listeners) == 1
    await until(lambda: not tg.events._listeners)


async def test_the_page_and_its_parts_are_served(http, monkeypatch, tmp_path):
    async with http.get("/") as answer:
        assert answer.content_type == "text/html"
    async with http.get("/static/page.js") as answer:
        assert answer.status == 200
    async with http.get("/static/../server.py") as answer:
        assert answer.status == 404
    monkeypatch.setattr(page_routes, "STATIC", tmp_path)
    async with http.get("/") as answer:
        assert "not installed" in await answer.text()


async def test_a_server_without_a_page_still_serves_the_bot(tg, monkeypatch, tmp_path):
    monkeypatch.setattr(page_routes, "STATIC", tmp_path / "none")
    async with serve(tg, port=0) as url, aiohttp.ClientSession() as session:
        async with session.get(f"{url}/bot{TOKEN}/getMe") as answer:
            assert answer.status == 200
        async with session.get(f"{url}/static/page.js") as answer:
            assert answer.status == 404


async def test_a_stopping_server_ends_its_streams(tg):
    async with aiohttp.ClientSession() as session:
        async with serve(tg, port=0) as url:
            answer = await session.get(f"{url}/sandbox/events")
            assert (await answer.content.readline()).startswith(b"retry:")
        rest = await answer.content.read()
    assert rest.strip() == b""


class SlowThreads(ThreadPoolExecutor):
    """Threads that have done their work but do not say so until they are let go."""

    def __init__(self):
        super().__init__(1)
        self.loop, self.done, self.let_go = asyncio.get_running_loop(), asyncio.Event(), Event()

    def submit(self, job, *args, **kwargs):
        def late():
            found = job(*args, **kwargs)
            self.loop.call_soon_threadsafe(self.done.set)
            self.let_go.wait()
            return found

        return super().submit(late)


@pytest.mark.parametrize("path", ["/", "/static/page.js"])
async def test_a_file_is_served_whole_and_closed_however_soon_the_server_stops(tg, path):
    """A file opened on a thread would stay open where the server stops before it is told of it."""
    threads = SlowThreads()
    asyncio.get_running_loop().set_default_executor(threads)
    try:
        async with aiohttp.ClientSession() as session:
            async with serve(tg, port=0) as url:
                asking = asyncio.create_task(session.get(url + path))
                slow = asyncio.create_task(threads.done.wait())
                await asyncio.wait({asking, slow}, return_when=asyncio.FIRST_COMPLETED)
                slow.cancel()
            async with await asking as answer:
                assert answer.status == 200
                assert len(await answer.read()) == answer.content_length > 0
    finally:
        threads.let_go.set()


@pytest.mark.parametrize(
    "name", ["none.js", "%2e%2e", "%2e%2e%2fserver.py", "..%2fserver.py", "%2fetc%2fhosts"]
)
async def test_nothing_but_the_parts_of_the_page_is_served(http, name):
    async with http.get(URL(f"/static/{name}", encoded=True)) as answer:
        assert answer.status == 404


async def test_each_part_says_what_it_is(http):
    for name, kind in (("page.js", "javascript"), ("chat.css", "css"), ("icon.svg", "svg")):
        async with http.get(f"/static/{name}") as answer:
            assert kind in answer.content_type
            assert answer.headers["Cache-Control"] == "no-cache"
