"""All events as server-sent events for the page."""

import asyncio
import json
from typing import Any

from aiohttp import web

from sandbox.events import Told
from sandbox.web.served import CLOSING, WORLD

COMMENT_SECONDS = 15.0
RETRY_MILLISECONDS = 500


async def on_events(request: web.Request) -> web.StreamResponse:
    """The event stream; a reconnecting page sends the id of its last event."""
    last = request.headers.get("Last-Event-ID", "")
    heard = request.app[WORLD].listen(int(last) if last.isdecimal() else None)
    response = web.StreamResponse(
        headers={"Content-Type": "text/event-stream", "Cache-Control": "no-cache"}
    )
    closing: asyncio.Future[Any] = asyncio.ensure_future(request.app[CLOSING].wait())
    coming: asyncio.Future[Any] = asyncio.ensure_future(anext(heard))
    try:
        await response.prepare(request)
        await response.write(f"retry: {RETRY_MILLISECONDS}\n\n".encode())
        while not closing.done():
            await asyncio.wait(
                {coming, closing}, timeout=COMMENT_SECONDS, return_when=asyncio.FIRST_COMPLETED
            )
            if coming.done():
                told, coming = coming.result(), asyncio.ensure_future(anext(heard))
                await response.write(_written(told))
            elif not closing.done():
                await response.write(b": still here\n\n")
    except ConnectionResetError:  # the page is gone
        pass
    finally:
        for each in (coming, closing):
            each.cancel()
        await asyncio.gather(coming, closing, return_exceptions=True)
        await heard.aclose()
    return response


def _written(told: Told) -> bytes:
    number, event = told
    return f"id: {number}\ndata: {json.dumps(event)}\n\n".encode()


ROUTES = (web.get("/sandbox/events", on_events),)
