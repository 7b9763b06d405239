"""The routes of the page."""

import mimetypes
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from aiohttp import web

from sandbox.chats import menus
from sandbox.chats.privacy import is_service
from sandbox.faults import plans
from sandbox.limits import TEXT, Fault
from sandbox.telegram import Telegram
from sandbox.web.served import WORLD, refused, unless_closing
from sandbox.world import Chat, File, Json, User

STATIC = Path(__file__).parent / "static"
ANSWER_SECONDS = 10.0
FIRST_COLUMNS = 4


async def on_page(_request: web.Request) -> web.StreamResponse:
    """The chat page."""
    page = STATIC / "index.html"
    if not page.exists():
        return web.Response(text="The sandbox is running; its page is not installed.")
    return _file(page)


async def on_part(request: web.Request) -> web.StreamResponse:
    """A script, a style or a picture of the page."""
    name = request.match_info["name"]  # with its escapes undone: a slash may stand in it
    part = STATIC / name
    known = Path(name).name == name and part.is_file()
    return _file(part) if known else web.Response(status=404)


def _file(path: Path) -> web.Response:
    """A small file, read at once.

    aiohttp's own FileResponse opens and closes it on other threads: one that is being opened while
    the server stops stays open.
    """
    kind, _ = mimetypes.guess_type(path.name)
    return web.Response(
        body=path.read_bytes(),
        content_type=kind or "application/octet-stream",
        charset="utf-8" if kind and kind.startswith("text/") else None,
        headers={"Cache-Control": "no-cache"},
    )


async def on_world(request: web.Request) -> web.Response:
    """The world: people and chats."""
    tg = request.app[WORLD]
    people = [user for user in tg.users.values() if not user.is_bot]
    channels = [chat for chat in tg.chats.values() if chat.type == "channel"]
    return web.json_response(
        {
            "bot": tg.bot.user.wire(),
            "people": [_person(tg, user) for user in people],
            "channels": [
                {"id": chat.id, "title": chat.title, "posts": list(chat.messages.values())}
                for chat in channels
            ],
            "columns": [user.id for user in people[:FIRST_COLUMNS]],
        }
    )


async def on_chat(request: web.Request) -> web.Response:
    """A chat from one person's view."""
    tg = request.app[WORLD]
    try:
        user = tg.users[int(request.match_info["user"])]
        chat = tg.chats[int(request.match_info["chat"])]
    except (KeyError, ValueError):
        return refused("no such chat", 404)
    if user.id != chat.id and user.id not in chat.members:
        return refused("no such chat", 404)
    return web.json_response(
        {
            "chat": chat.wire(),
            "messages": list(chat.messages.values()),
            "commands": menus.commands(tg.bot, user, chat),
            "keyboard": chat.keyboard,
            "unread": _unread(chat, user),
            "description": menus.description_for(tg.bot, user),
            "blocked": user.blocked,
        }
    )


async def on_act(request: web.Request) -> web.Response:
    """Perform a person's action."""
    tg = request.app[WORLD]
    try:
        body = await request.json()
        user, chat = int(body["as"]), int(body["chat"])
        if body["act"] == "press":
            return await _press(request.app, tg, user, chat, body)
        _act(tg, user, chat, body)
    except Fault as fault:
        return refused(fault.description)
    except (KeyError, ValueError, TypeError) as error:
        return refused(f"not understood: {type(error).__name__}")
    return web.json_response({"ok": True})


async def on_faults(request: web.Request) -> web.Response:
    """The current faults."""
    return web.json_response(plans.told(request.app[WORLD].faults))


async def on_fault_plan(request: web.Request) -> web.Response:
    """Start a fault plan; an empty one ends it."""
    tg = request.app[WORLD]
    try:
        plan = await request.json()
        if plan:
            plans.begin(tg.faults, plan)
        else:
            tg.faults.stop()
    except (KeyError, ValueError, TypeError, AttributeError) as error:
        return refused(f"not understood: {type(error).__name__}")
    found = plans.told(tg.faults)
    tg.events.tell({"type": "faults", **found})
    return web.json_response({"ok": True, **found})


async def on_upload(request: web.Request) -> web.Response:
    """Send files of a person."""
    tg = request.app[WORLD]
    form = await request.post()
    files = [
        File(part.filename, part.content_type, part.file.read())
        for part in form.getall("file", [])
        if isinstance(part, web.FileField)
    ]
    if not files:
        return refused("no file")
    try:
        user, chat = int(str(form["as"])), int(str(form["chat"]))
        kind, caption = str(form.get("kind", "document")), str(form.get("caption") or "") or None
        tg.upload(user, chat, files, kind=kind, caption=caption)
    except Fault as fault:
        return refused(fault.description)
    except (KeyError, ValueError):
        return refused("not understood")
    return web.json_response({"ok": True})


async def on_file(request: web.Request) -> web.Response:
    """The bytes of a file for the page, with headers against executing them."""
    kept = request.app[WORLD].files.get(request.match_info["file"])
    if kept is None:
        raise web.HTTPNotFound
    mime = kept.file.mime.partition(";")[0].strip()
    return web.Response(
        body=kept.file.data,
        content_type=mime if "/" in mime else "application/octet-stream",
        headers={"Content-Security-Policy": "sandbox", "X-Content-Type-Options": "nosniff"},
    )


def routes() -> Sequence[web.AbstractRouteDef]:
    """The page's routes."""
    return [
        web.get("/", on_page),
        web.get("/static/{name}", on_part),
        web.get("/sandbox/world", on_world),
        web.get("/sandbox/chats/{user}/{chat}", on_chat),
        web.post("/sandbox/act", on_act),
        web.post("/sandbox/upload", on_upload),
        web.get("/sandbox/faults", on_faults),
        web.post("/sandbox/faults", on_fault_plan),
        web.get("/sandbox/files/{file}", on_file),
    ]


def _person(tg: Telegram, user: User) -> Json:
    chats = [{"id": user.id, "type": "private", "title": tg.bot.user.first_name}]
    chats += [
        {"id": chat.id, "type": chat.type, "title": chat.title}
        for chat in tg.chats.values()
        if user.id in chat.members and chat.moved_to is None
    ]
    return {
        "id": user.id,
        "first_name": user.first_name,
        "last_name": user.last_name,
        "language_code": user.language_code,
        "about": dict(user.about),
        "chats": chats,
    }


def _unread(chat: Chat, user: User) -> int:
    """The number of messages since this person's last action in the chat."""
    seen = chat.seen.get(user.id, 0)
    later = (message for number, message in chat.messages.items() if number > seen)
    return sum(
        message.get("from", {}).get("id") != user.id and not is_service(message)
        for message in later
    )


def _act(tg: Telegram, user: int, chat: int, body: dict[str, Any]) -> None:
    match body["act"]:
        case "text":
            _say(tg, user, chat, body)
        case "forward":
            tg.forward(user, chat, int(body["from_chat"]), int(body["message_id"]))
        case "contact":
            tg.share_contact(user, chat, str(body["phone"]))
        case "edit":
            tg.edit(user, chat, int(body["message_id"]), str(body["text"]))
        case "delete":
            tg.take_back(user, chat, int(body["message_id"]))
        case "language":
            tg.set_language(user, body["code"])
        case "block":
            (tg.block if body["on"] else tg.unblock)(user)
        case other:
            raise ValueError(other)


def _say(tg: Telegram, user: int, chat: int, body: dict[str, Any]) -> None:
    """Send a text, split into parts if too long, as apps do."""
    text, reply_to = str(body["text"]), body.get("reply_to")
    for start in range(0, max(len(text), 1), TEXT):
        tg.say(user, chat, text[start : start + TEXT], reply_to=reply_to if start == 0 else None)


async def _press(
    app: web.Application, tg: Telegram, user: int, chat: int, body: dict[str, Any]
) -> web.Response:
    query_id = tg.press(user, chat, int(body["message_id"]), str(body["data"]))
    answer = await unless_closing(app, tg.wait_answer(query_id, ANSWER_SECONDS))
    return web.json_response({"ok": True, "text": "", "show_alert": False, **(answer or {})})
