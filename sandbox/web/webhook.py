"""Send updates to a webhook, one after the other, until each is accepted."""

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import suppress
from typing import Any

import aiohttp
from aiohttp import web

from sandbox import updates
from sandbox.faults.rules import Broken
from sandbox.telegram import Telegram
from sandbox.web.served import WORLD

RETRY_SECONDS = 0.5
TIMEOUT = aiohttp.ClientTimeout(total=60)
SECRET = "X-Telegram-Bot-Api-Secret-Token"  # noqa: S105 - the name of a header


async def delivering(app: web.Application) -> AsyncIterator[None]:
    """Deliver for as long as the server runs."""
    task = asyncio.create_task(_deliver(app[WORLD]))
    yield
    task.cancel()
    with suppress(asyncio.CancelledError):
        await task


async def _deliver(tg: Telegram) -> None:
    async with aiohttp.ClientSession(timeout=TIMEOUT) as session:
        while True:
            waiting = updates.first(tg) if tg.bots and tg.bot.webhook else None
            if waiting is None:
                tg.webhook_woken.clear()
                await tg.webhook_woken.wait()
            elif await _taken(tg, session, waiting):
                if not tg.faults.again():
                    updates.drop(tg, waiting["update_id"])
            else:
                await asyncio.sleep(RETRY_SECONDS)


async def _taken(tg: Telegram, session: aiohttp.ClientSession, update: dict[str, Any]) -> bool:
    """Whether the webhook accepted an update; its response may contain a call."""
    hook = tg.bot.webhook
    headers = {"Content-Type": "application/json"}
    if hook["secret_token"]:
        headers[SECRET] = hook["secret_token"]
    try:
        async with session.post(hook["url"], data=json.dumps(update), headers=headers) as answer:
            body = await answer.read()
            if not answer.ok:
                hook["last_error"] = f"Wrong response from the webhook: {answer.status}"
                return False
    except (aiohttp.ClientError, TimeoutError):
        hook["last_error"] = "Connection failed"
        return False
    _run(tg, body)
    return True


def _run(tg: Telegram, body: bytes) -> None:
    with suppress(ValueError):
        call = json.loads(body)
        if isinstance(call, dict) and isinstance(method := call.pop("method", None), str):
            with suppress(Broken):
                tg.call(tg.bot.token, method, call)
