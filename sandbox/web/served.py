"""Shared by all routes: the world that is served, and writing of answers."""

import asyncio
from collections.abc import Coroutine
from typing import Any

from aiohttp import web

from sandbox.limits import Fault, Reply
from sandbox.telegram import Telegram

WORLD = web.AppKey("world", Telegram)
CLOSING = web.AppKey("closing", asyncio.Event)


def answered(reply: Reply) -> web.Response:
    """An answer of the Bot API; non-ASCII is escaped, since texts may have lone surrogates."""
    headers = {}
    if "retry_after" in reply.body.get("parameters", {}):
        headers["Retry-After"] = str(reply.body["parameters"]["retry_after"])
    return web.json_response(reply.body, status=reply.status, headers=headers)


def refused(description: str, status: int = 400) -> web.Response:
    """The answer to the page when an action is refused."""
    return web.json_response({"ok": False, "description": description}, status=status)


async def unless_closing(app: web.Application, waiting: Coroutine[Any, Any, Any]) -> Any:
    """Wait for something; raises a Fault when the server stops."""
    task = asyncio.ensure_future(waiting)
    closing = asyncio.ensure_future(app[CLOSING].wait())
    try:
        await asyncio.wait({task, closing}, return_when=asyncio.FIRST_COMPLETED)
        if task.done():
            return task.result()
        raise Fault(502, "Bad Gateway")
    finally:
        for each in (task, closing):
            each.cancel()
        await asyncio.gather(task, closing, return_exceptions=True)
