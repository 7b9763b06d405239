"""A fake Bot API with Telegram's rate limit: 429 above so many messages a second.

    python -m bench.limited --limit 30 --latency 0.08 --ask 2 --file PICTURE

`ask` citizens a second write /start; the time until the answer is measured.
Every requested file is PICTURE with its own number appended.
It prints its port. `/bench/report` returns the measurements as JSON.
"""

import argparse
import asyncio
import contextlib
import itertools
import time
from pathlib import Path
from typing import Any

import orjson

from bench.line import Call, Line, Reply
from bench.standin import BOT, KNOWN

CITIZENS = 50_000_000  # their ids start here; those of recipients are smaller
TOO_MANY = (
    b'{"ok":false,"error_code":429,"description":"Too Many Requests: retry after 1",'
    b'"parameters":{"retry_after":1}}'
)


class Limited:
    """A token bucket of `limit` messages, and a record of who got what and when."""

    def __init__(self, *, limit: float, latency: float, ask: float, file: bytes = b"") -> None:
        self._limit, self._latency, self._ask = limit, latency, ask
        self._full, self._at = limit, time.monotonic()
        self._file, self.files = file, 0
        self._updates: list[dict[str, Any]] = []
        self._written = asyncio.Event()
        self._poll_task: asyncio.Future[None] | None = None
        self._asked: dict[int, float] = {}
        self._ids = itertools.count(1_000_001)
        self._polled = asyncio.Event()
        self.waits: list[float] = []
        self.got: dict[int, int] = {}
        self.first = self.last = 0.0
        self.refused = 0

    def serve(self, call: Call, reply: Reply) -> None:
        """Take a call; it is answered after the latency."""
        if call.method == "report":
            reply(orjson.dumps(self._report()))
            return
        asyncio.get_running_loop().call_later(self._latency, self._do, call, reply)

    def _do(self, call: Call, reply: Reply) -> None:
        if call.method == "getUpdates":
            self._poll_task = asyncio.ensure_future(self._poll(call.parameters(), reply))
        elif call.method == "sendMessage":
            self._send(call.parameters(), reply)
        elif call.method == "getFile":
            self._find(str(call.parameters()["file_id"]), reply)
        elif call.method.endswith(".jpg"):
            self.files += 1
            reply(self._file + call.method.encode())
        else:
            known = KNOWN.get(call.method, True)
            reply(b'{"ok":true,"result":%b}' % orjson.dumps(known))

    def _send(self, asked: dict[str, Any], reply: Reply) -> None:
        now = time.monotonic()
        self._full = min(self._limit, self._full + (now - self._at) * self._limit)
        self._at = now
        if self._full < 1:
            self.refused += 1
            reply(TOO_MANY, b"429 Too Many Requests")  # type: ignore[call-arg]
            return
        self._full -= 1
        chat = int(asked["chat_id"])
        if chat >= CITIZENS:
            if (since := self._asked.pop(chat, None)) is not None:
                self.waits.append(now - since)
        else:
            self.first = self.first or now
            self.last = now
            self.got[chat] = self.got.get(chat, 0) + 1
        message = {"message_id": next(self._ids), "date": int(time.time()), "from": BOT}
        message |= {"chat": {"id": chat, "type": "private"}, "text": "x"}
        reply(b'{"ok":true,"result":%b}' % orjson.dumps(message))

    def _find(self, file_id: str, reply: Reply) -> None:
        found = {"file_id": file_id, "file_unique_id": file_id, "file_size": len(self._file)}
        found["file_path"] = f"photos/{file_id}.jpg"
        reply(b'{"ok":true,"result":%b}' % orjson.dumps(found))

    async def _poll(self, asked: dict[str, Any], reply: Reply) -> None:
        self._polled.set()
        offset = int(asked.get("offset") or 0)
        self._updates = [each for each in self._updates if each["update_id"] >= offset]
        if not self._updates:
            self._written.clear()
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(self._written.wait(), float(asked.get("timeout") or 0))
        reply(b'{"ok":true,"result":%b}' % orjson.dumps(self._updates[:100]))

    async def write(self) -> None:
        """Citizens write, evenly, once there is a bot."""
        await self._polled.wait()
        for number in itertools.count():
            await asyncio.sleep(1 / self._ask)
            who = CITIZENS + number
            person = {"id": who, "is_bot": False, "first_name": "C", "language_code": "en"}
            message = {"message_id": 1, "date": int(time.time()), "from": person, "text": "/start"}
            message["chat"] = {"id": who, "type": "private", "first_name": "C"}
            message["entities"] = [{"type": "bot_command", "offset": 0, "length": 6}]
            self._asked[who] = time.monotonic()
            self._updates.append({"update_id": next(self._ids), "message": message})
            self._written.set()

    def _report(self) -> dict[str, Any]:
        now = time.monotonic()
        late = [now - since for since in self._asked.values()]
        return {
            "seconds": self.last - self.first,
            "readers": len(self.got),
            "copies": sum(self.got.values()),
            "refused": self.refused,
            "files": self.files,
            "answered": len(self.waits),
            "polled": self._polled.is_set(),
            "waits": sorted([*self.waits, *(wait for wait in late if wait > 1)]),
        }


async def _main(asked: argparse.Namespace) -> None:
    file = asked.file.read_bytes() if asked.file else b""
    limited = Limited(limit=asked.limit, latency=asked.latency, ask=asked.ask, file=file)
    loop = asyncio.get_running_loop()
    server = await loop.create_server(lambda: Line(limited.serve), "127.0.0.1", 0)
    print(server.sockets[0].getsockname()[1], flush=True)
    await limited.write()


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(prog="python -m bench.limited")
    parser.add_argument("--limit", type=float, default=30)
    parser.add_argument("--latency", type=float, default=0.08)
    parser.add_argument("--ask", type=float, default=2)
    parser.add_argument("--file", type=Path)
    asyncio.run(_main(parser.parse_args()))


if __name__ == "__main__":
    main()
