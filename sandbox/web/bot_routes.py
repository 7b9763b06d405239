"""The Bot API over HTTP: query, JSON, form or multipart in, Telegram's JSON out."""

import asyncio
import json
import socket
import struct
from collections.abc import Coroutine
from typing import Any

from aiohttp import web

from sandbox import updates
from sandbox.faults.rules import Broken, Kind
from sandbox.limits import UPDATES, Fault, Reply, bad
from sandbox.methods.call import Call
from sandbox.telegram import Telegram
from sandbox.web.served import WORLD, answered, unless_closing
from sandbox.world import File


async def on_call(request: web.Request) -> web.Response:
    """One call of the bot."""
    tg = request.app[WORLD]
    token, method = request.match_info["token"], request.match_info["method"]
    try:
        params, files = await _read(request)
        if method.lower() != "getupdates" or token not in tg.bots:
            reply = tg.call(token, method, params, files)
        else:
            reply = await _updates(request.app, tg, token, params)
        if reply.seconds:
            await unless_closing(request.app, asyncio.sleep(reply.seconds))
        return answered(reply)
    except Fault as fault:
        return answered(fault.reply())
    except Broken as broken:
        return await _break(request, broken)


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
    hit = tg.faults.meet("getUpdates", params)
    if hit is not None and not hit.rule.after and hit.rule.kind is not Kind.SLOW:
        return tg.faults.suffer(hit, _nothing, lambda: Reply.ok([]))
    waiting = tg.wait_updates(token, offset, limit or UPDATES, call.number("timeout") or 0)
    found = await unless_closing(app, _unless_struck(tg, waiting))
    if hit is None and found is None:
        hit = tg.faults.meet("getUpdates", params)  # by a plan that has just started
    reply = Reply.ok(found or [])
    return reply if hit is None else tg.faults.suffer(hit, _nothing, lambda: reply)


async def _unless_struck(tg: Telegram, waiting: Coroutine[Any, Any, list[Any]]) -> list[Any] | None:
    """Wait for updates; None if a fault plan starts meanwhile, since it may end polls."""
    polling = asyncio.ensure_future(waiting)
    struck = asyncio.ensure_future(tg.faults.begun.wait())
    try:
        await asyncio.wait({polling, struck}, return_when=asyncio.FIRST_COMPLETED)
        return polling.result() if polling.done() else None
    finally:
        for each in (polling, struck):
            each.cancel()
        await asyncio.gather(polling, struck, return_exceptions=True)


def _nothing(*_: object) -> None:
    """Do nothing: getUpdates has no chat that a fault could change."""


async def _break(request: web.Request, broken: Broken) -> web.Response:
    """Break the connection without an answer, at once or after a while."""
    transport = request.transport
    if broken.kind is Kind.SILENT:
        await unless_closing(request.app, asyncio.sleep(broken.seconds))
    if transport is not None:
        if broken.kind is not Kind.LOST:  # abort without closing
            found = transport.get_extra_info("socket")
            found.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        transport.abort()
    return web.Response()  # nobody receives it


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
