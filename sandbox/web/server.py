"""The sandbox over HTTP: the Bot API and the page."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from aiohttp import web

from sandbox.telegram import Telegram
from sandbox.web import bot_routes, page_routes, same_origin, stream, webhook
from sandbox.web.served import CLOSING, WORLD

MOST_BODY = 256 * 1024 * 1024  # an album of ten files, some of them larger than is allowed


def build(tg: Telegram) -> web.Application:
    """The web application of a world."""
    app = web.Application(client_max_size=MOST_BODY, middlewares=[same_origin.refuse_foreign])
    app.on_response_prepare.append(same_origin.add_guards)
    app[WORLD] = tg
    app[CLOSING] = asyncio.Event()
    app.on_shutdown.append(_close)
    app.add_routes([*bot_routes.ROUTES, *page_routes.routes(), *stream.ROUTES])
    app.cleanup_ctx.append(webhook.delivering)
    return app


@asynccontextmanager
async def serve(tg: Telegram, *, host: str = "127.0.0.1", port: int = 8088) -> AsyncIterator[str]:
    """Serve a world until the block ends; port 0 is any free one. Yields the address."""
    runner = web.AppRunner(
        build(tg), access_log=None, shutdown_timeout=1.0, handler_cancellation=True
    )
    await runner.setup()
    site = web.TCPSite(runner, host, port)
    try:
        await site.start()
        yield f"http://{host}:{runner.addresses[0][1]}"
    finally:
        await runner.cleanup()


async def _close(app: web.Application) -> None:
    """End waiting requests."""
    app[CLOSING].set()
