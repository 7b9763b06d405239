"""The sandbox over HTTP: the Bot API, and the page with what it reads and does."""

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from aiohttp import web

from sandbox.limits import Fault, Reply
from sandbox.telegram import Telegram
from sandbox.world import Chat, File, User

STATIC = Path(__file__).parent / "static"
ANSWER_SECONDS = 10
COMMENT_SECONDS = 15
MOST_BODY = 256 * 1024 * 1024  # an album of ten of the largest files
_WORLD = web.AppKey("world", Telegram)


def build(tg: Telegram) -> web.Application:
    """The web application around a world."""
    app = web.Application(client_max_size=MOST_BODY)
    app[_WORLD] = tg
    app.router.add_route("*", "/bot{token}/{method}", on_call)
    app.router.add_get("/file/bot{token}/{path:.+}", on_download)
    app.router.add_get("/", on_page)
    app.router.add_static("/static", STATIC)
    app.router.add_get("/sandbox/world", on_world)
    app.router.add_get("/sandbox/chats/{user}/{chat}", on_chat)
    app.router.add_post("/sandbox/act", on_act)
    app.router.add_post("/sandbox/upload", on_upload)
    app.router.add_get("/sandbox/files/{file}", on_file)
    app.router.add_get("/sandbox/events", on_events)
    return app


@asynccontextmanager
async def serve(tg: Telegram, *, host: str = "127.0.0.1", port: int = 8088) -> AsyncIterator[str]:
    """Serve a world until the block ends; port 0 takes any free one. Gives the address."""
    runner = web.AppRunner(build(tg), access_log=None, shutdown_timeout=1.0)
    await runner.setup()
    site = web.TCPSite(runner, host, port)
    try:
        await site.start()
        yield f"http://{host}:{runner.addresses[0][1]}"
    finally:
        await runner.cleanup()


# The Bot API.


async def on_call(request: web.Request) -> web.Response:
    """One call of the bot."""
    tg = request.app[_WORLD]
    params, files = await _read(request)
    token, method = request.match_info["token"], request.match_info["method"]
    if method.lower() == "getupdates" and token in tg.bots:
        return _said(await _updates(tg, token, params))
    return _said(tg.call(token, method, params, files))


async def _updates(tg: Telegram, token: str, params: dict[str, Any]) -> Reply:
    offset = params.get("offset")
    try:
        found = await tg.wait_updates(
            token,
            None if offset in {None, ""} else int(offset),
            int(params.get("limit") or 100),
            float(params.get("timeout") or 0),
        )
    except Fault as fault:
        return fault.reply()
    return Reply.ok(found)


async def _read(request: web.Request) -> tuple[dict[str, Any], dict[str, File]]:
    params: dict[str, Any] = dict(request.query)
    files: dict[str, File] = {}
    if request.content_type == "application/json":
        params |= await request.json()
    elif request.can_read_body:
        for name, value in (await request.post()).items():
            if isinstance(value, web.FileField):
                files[name] = File(value.filename, value.content_type, value.file.read())
            else:
                params[name] = value
    return params, files


def _said(reply: Reply) -> web.Response:
    return web.json_response(reply.body, status=reply.status)


async def on_download(request: web.Request) -> web.Response:
    """The bytes of a file, for the bot."""
    tg = request.app[_WORLD]
    if request.match_info["token"] not in tg.bots:
        return _said(Fault(401, "Unauthorized").reply())
    try:
        return web.Response(body=tg.file_bytes(request.match_info["path"]))
    except Fault as fault:
        return _said(fault.reply())


# The page.


async def on_page(request: web.Request) -> web.StreamResponse:
    """The chat page."""
    return web.FileResponse(STATIC / "index.html")


async def on_world(request: web.Request) -> web.Response:
    """Who is there."""
    tg = request.app[_WORLD]
    [bot] = tg.bots.values()
    people = [user for user in tg.users.values() if not user.is_bot]
    return web.json_response(
        {
            "bot": bot.user.wire(),
            "people": [_person(tg, user) for user in people],
            "channels": [
                {"id": chat.id, "title": chat.title, "posts": list(chat.messages.values())}
                for chat in tg.chats.values()
                if chat.type == "channel"
            ],
            "columns": [user.id for user in people][:4],
        }
    )


def _person(tg: Telegram, user: User) -> dict[str, Any]:
    [bot] = tg.bots.values()
    chats = [{"id": user.id, "type": "private", "title": bot.user.first_name}]
    chats += [
        {"id": chat.id, "type": chat.type, "title": chat.title}
        for chat in tg.chats.values()
        if user.id in chat.members
    ]
    return {
        "id": user.id,
        "first_name": user.first_name,
        "last_name": user.last_name,
        "language_code": user.language_code,
        "about": user.about,
        "chats": chats,
    }


async def on_chat(request: web.Request) -> web.Response:
    """A chat as one person sees it."""
    tg = request.app[_WORLD]
    try:
        user = tg.users[int(request.match_info["user"])]
        chat = tg.chats[int(request.match_info["chat"])]
    except (KeyError, ValueError):
        return _refused("no such chat")
    [bot] = tg.bots.values()
    code = (user.language_code or "").split("-")[0]
    description = bot.descriptions.get(("description", code)) or bot.descriptions.get(
        ("description", ""), ""
    )
    return web.json_response(
        {
            "chat": chat.wire(),
            "messages": list(chat.messages.values()),
            "commands": _menu(tg, user, chat),
            "keyboard": chat.keyboard,
            "unread": 0,
            "description": description,
            "blocked": user.blocked,
        }
    )


def _menu(tg: Telegram, user: User, chat: Chat) -> list[dict[str, Any]]:
    """The commands Telegram would show: the narrowest scope first, the language before none."""
    [bot] = tg.bots.values()
    code = (user.language_code or "").split("-")[0]
    private = chat.type == "private"
    scopes = (f"chat:{chat.id}", "all_private_chats" if private else "all_group_chats", "default")
    for scope in scopes:
        for language in (code, ""):
            found = bot.commands.get((scope, language))
            if found:
                return found
    return []


async def on_act(request: web.Request) -> web.Response:
    """Somebody does something."""
    tg = request.app[_WORLD]
    try:
        body = await request.json()
        return await _act(tg, body, int(body["as"]), int(body["chat"]))
    except Fault as fault:
        return _refused(fault.description)
    except (KeyError, ValueError, TypeError, json.JSONDecodeError) as error:
        return _refused(f"not understood: {type(error).__name__}")


async def _act(tg: Telegram, body: dict[str, Any], user: int, chat: int) -> web.Response:
    match body["act"]:
        case "text":
            tg.say(user, chat, body["text"], reply_to=body.get("reply_to"))
        case "press":
            return await _press(tg, user, chat, body)
        case "forward":
            tg.forward(user, chat, int(body["from_chat"]), int(body["message_id"]))
        case "contact":
            tg.share_contact(user, chat, body["phone"])
        case "edit":
            tg.edit(user, chat, int(body["message_id"]), body["text"])
        case "delete":
            tg.delete(chat, int(body["message_id"]))
        case "language":
            tg.set_language(user, body["code"])
        case "block":
            (tg.block if body["on"] else tg.unblock)(user)
        case other:
            return _refused(f"unknown act {other!r}")
    return web.json_response({"ok": True})


async def _press(tg: Telegram, user: int, chat: int, body: dict[str, Any]) -> web.Response:
    query_id = tg.press(user, chat, int(body["message_id"]), body["data"])
    loop = asyncio.get_running_loop()
    until = loop.time() + ANSWER_SECONDS
    while tg.presses[query_id].answer is None and loop.time() < until:
        await asyncio.sleep(0.02)
    answer = tg.presses[query_id].answer or {"text": "", "show_alert": False}
    return web.json_response({"ok": True, **answer})


async def on_upload(request: web.Request) -> web.Response:
    """Somebody sends files."""
    tg = request.app[_WORLD]
    form = await request.post()
    files = [
        File(part.filename, part.content_type, part.file.read())
        for part in form.getall("file", [])
        if isinstance(part, web.FileField)
    ]
    if not files:
        return _refused("no file")
    try:
        tg.upload(
            int(str(form["as"])),
            int(str(form["chat"])),
            files,
            kind=str(form.get("kind", "document")),
            caption=str(form.get("caption") or "") or None,
        )
    except Fault as fault:
        return _refused(fault.description)
    except (KeyError, ValueError):
        return _refused("not understood")
    return web.json_response({"ok": True})


async def on_file(request: web.Request) -> web.Response:
    """The bytes of a file, for the page; shown, never run."""
    file = request.app[_WORLD].files.get(request.match_info["file"])
    if file is None:
        raise web.HTTPNotFound
    return web.Response(
        body=file.data,
        content_type=file.mime or "application/octet-stream",
        headers={"Content-Security-Policy": "sandbox", "X-Content-Type-Options": "nosniff"},
    )


async def on_events(request: web.Request) -> web.StreamResponse:
    """Everything that happens, as server-sent events."""
    response = web.StreamResponse(
        headers={"Content-Type": "text/event-stream", "Cache-Control": "no-cache"}
    )
    await response.prepare(request)
    last = request.headers.get("Last-Event-ID", "")
    stream = request.app[_WORLD].listen(int(last) if last.isdigit() else None)
    waiting = asyncio.ensure_future(anext(stream))
    try:
        while True:
            done, _ = await asyncio.wait({waiting}, timeout=COMMENT_SECONDS)
            if not done:
                await response.write(b": still here\n\n")
                continue
            number, event = waiting.result()
            waiting = asyncio.ensure_future(anext(stream))
            data = json.dumps(event, ensure_ascii=False)
            await response.write(f"id: {number}\ndata: {data}\n\n".encode())
    except (ConnectionResetError, asyncio.CancelledError):
        return response
    finally:
        waiting.cancel()
        await asyncio.gather(waiting, return_exceptions=True)
        await stream.aclose()


def _refused(description: str) -> web.Response:
    return web.json_response({"ok": False, "description": description}, status=400)
