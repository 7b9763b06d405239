"""The Bot API over HTTP: query, JSON, form or multipart in, Telegram's JSON out."""

import json
from typing import Any

from aiohttp import web

from sandbox import updates
from sandbox.call import Call
from sandbox.limits import UPDATES, Fault, Reply, bad
from sandbox.served import WORLD, answered, unless_closing
from sandbox.telegram import Telegram
from sandbox.world import File


async def on_call(request: web.Request) -> web.Response:
    """One call of the bot."""
    tg = request.app[WORLD]
    token, method = request.match_info["token"], request.match_info["method"]
    try:
        params, files = await _read(request)
        if method.lower() != "getupdates" or token not in tg.bots:
            return answered(tg.call(token, method, params, files))
        return answered(await _updates(request.app, tg, token, params))
    except Fault as fault:
        return answered(fault.reply())


async def on_download(request: web.Request) -> web.Response:
    """The bytes of a file, for the bot."""
    tg = request.app[WORLD]
    if request.match_info["token"] not in tg.bots:
        return answered(Fault(401, "Unauthorized").reply())
    try:
        return web.Response(body=tg.file_bytes(request.match_info["path"]))
    except Fault as fault:
        return answered(fault.reply())


async def _updates(app: web.Application, tg: Telegram, token: str, params: dict[str, Any]) -> Reply:
    call = Call(params, {})
    updates.may_poll(tg.bot)
    updates.choose(tg.bot, params.get("allowed_updates"), call.listed("allowed_updates"))
    offset, limit = call.number("offset"), call.number("limit")
    waiting = tg.wait_updates(token, offset, limit or UPDATES, call.number("timeout") or 0)
    return Reply.ok(await unless_closing(app, waiting))


async def _read(request: web.Request) -> tuple[dict[str, Any], dict[str, File]]:
    params: dict[str, Any] = dict(request.query)
    files: dict[str, File] = {}
    if request.content_type == "application/json":
        params |= await _json(request)
    elif request.can_read_body:
        for name, value in (await request.post()).items():
            if isinstance(value, web.FileField):
                files[name] = File(value.filename, value.content_type, value.file.read())
            else:
                params[name] = value
    return params, files


async def _json(request: web.Request) -> dict[str, Any]:
    body = await request.read()
    try:
        found = json.loads(body) if body else {}
    except ValueError:
        raise bad("can't parse JSON object") from None
    if not isinstance(found, dict):
        raise bad("can't parse JSON object: an Object expected")
    return found


ROUTES = (
    web.route("*", "/bot{token}/{method}", on_call),
    web.get("/file/bot{token}/{path:.+}", on_download),
)
