"""Serve a web application at an address until cancelled."""

import asyncio

from aiohttp import web

from bot.core.errors import Failed

STOP_SECONDS = 3.0  # grace period for open requests
MOST_HEADER = 8190  # bytes of one header line


def place_of(listen: str) -> tuple[str, int]:
    """Split `host:port`; the brackets of an IPv6 address are removed."""
    host, _, port = listen.rpartition(":")
    return host.strip("[]"), int(port)


def runner_of(app: web.Application) -> web.AppRunner:
    """What runs an application. Bodies are read as they came: nobody sends us packed ones."""
    return web.AppRunner(app, access_log=None, shutdown_timeout=STOP_SECONDS, auto_decompress=False)


async def serve(app: web.Application, listen: str, variable: str) -> None:
    """Serve until cancelled; raises Failed if `listen`, set by `variable`, cannot be bound."""
    runner = runner_of(app)
    await runner.setup()
    try:
        await web.TCPSite(runner, *place_of(listen)).start()
        await asyncio.Event().wait()
    except OSError as why:
        words = f"{variable}: nothing can listen at {listen} ({why.strerror or 'no such address'})"
        raise Failed(words) from why
    finally:
        await runner.cleanup()
