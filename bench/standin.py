"""A minimal fake Bot API as a process, with simulated people who play a script.

    python -m bench.standin --people 1000 --latency 0.08 --script ours

It prints its port and accepts any token. Every call takes effect, and is answered, after `latency`
seconds. People start when the bot first polls. `/bench/begin` starts the measured window,
`/bench/report` returns the measurements as JSON. Calls of the bot are not validated.
"""

import argparse
import asyncio
import itertools
import time
from collections import deque
from dataclasses import dataclass
from typing import Any

import orjson

from bench.dialogues import SCRIPTS
from bench.line import Call, Line, Reply
from bench.people import Person, Tally
from bench.script import Button, Script, Seen

BATCH = 100  # updates in one answer, as with Telegram
PACE = 0.01  # seconds between two checks of who may write, if the rate is limited

BOT = {"id": 4242, "is_bot": True, "first_name": "Bench", "username": "bench_bot"}
KNOWN: dict[str, Any] = {  # results of some calls; the others return True
    "getMe": {
        **BOT,
        "can_join_groups": True,
        "can_read_all_group_messages": False,
        "supports_inline_queries": False,
    },
    "getWebhookInfo": {"url": "", "has_custom_certificate": False, "pending_update_count": 0},
    "getMyCommands": [],
    "sendChatAction": True,
    "getMyName": {"name": "Bench"},
    "getMyDescription": {"description": ""},
    "getMyShortDescription": {"short_description": ""},
}


@dataclass(slots=True)
class Pending:
    """An update the bot has not confirmed yet."""

    update_id: int
    raw: bytes
    person: Person
    handed_at: float | None = None


class StandIn:
    """People, the updates they wrote, and the answers to a bot's calls."""

    def __init__(self, script: Script, *, people: int, latency: float, rate: float = 0) -> None:
        self.people = [Person(number, script) for number in range(people)]
        self.tally = Tally()
        self.trouble = ""  # the first step that a person could not do
        self._by_chat = {p.id: p for p in self.people}
        self._latency = latency
        self._rate = rate  # updates per second in all; 0: everybody writes as soon as they can
        # With a rate people start one after the other, spread over the duration of a script, so
        # that all steps are mixed. Without one all start at once.
        self._absent = deque(self.people if rate else ())
        self._ready = deque(() if rate else self.people)
        self._joining_seconds = len(self.people) * len(script.steps) / rate if rate else 0.0
        self._pending: deque[Pending] = deque()
        self._poll: tuple[Reply, int, asyncio.TimerHandle] | None = None
        self._flushing = False
        self._update_ids = itertools.count(1_000_001)
        self._message_ids = itertools.count(10_000_000)
        self._began: float | None = None

    def serve(self, call: Call, reply: Reply) -> None:
        """Handle a call after the latency."""
        if call.method in ("begin", "report", "begun", "answered"):
            reply(orjson.dumps(getattr(self, f"_{call.method}_window")()))
            return
        if call.method == "getUpdates":
            self._confirm(int(call.parameters().get("offset") or 0))
        asyncio.get_running_loop().call_later(self._latency, self._do, call, reply)

    def _do(self, call: Call, reply: Reply) -> None:
        self.tally.calls[call.method] += 1
        if call.method == "getUpdates":
            self._get_updates(call.parameters(), reply)
        elif call.method.startswith(("send", "editMessage")) and call.method not in KNOWN:
            reply(_ok(self._show(call.parameters())))
        else:
            if call.method == "deleteMessage":
                self._delete(call.parameters())
            reply(_ok(KNOWN.get(call.method, True)))

    # --- the bot's side ---

    def _confirm(self, offset: int) -> None:
        """Acknowledge updates: the bot polls with a higher offset, which counts at once, before the
        latency."""
        now = time.monotonic()
        while self._pending and self._pending[0].update_id < offset:
            handed_at = self._pending.popleft().handed_at
            if handed_at is not None:
                self.tally.confirmed.append(now - handed_at)

    def _get_updates(self, asked: dict[str, Any], reply: Reply) -> None:
        self._start()
        if self._poll is not None:  # the earlier one of two polls is ended
            self._answer_poll(())
        limit = min(BATCH, int(asked.get("limit") or BATCH))
        patience = float(asked.get("timeout") or 0)
        loop = asyncio.get_running_loop()
        self._poll = reply, limit, loop.call_later(patience, self._answer_poll, ())
        self._flush()

    def _flush(self) -> None:
        self._flushing = False
        if self._poll is not None and self._pending:
            self._answer_poll(tuple(itertools.islice(self._pending, self._poll[1])))

    def _answer_poll(self, batch: tuple[Pending, ...]) -> None:
        assert self._poll is not None
        reply, _, timer = self._poll
        timer.cancel()
        self._poll = None
        now = time.monotonic()
        for pending in batch:
            if pending.handed_at is None:
                pending.handed_at = pending.person.handed = now
        reply(b'{"ok":true,"result":[%b]}' % b",".join(p.raw for p in batch))

    def _show(self, asked: dict[str, Any]) -> dict[str, Any]:
        chat_id = int(asked["chat_id"])
        message_id = int(asked.get("message_id") or next(self._message_ids))
        text = str(asked.get("text") or asked.get("caption") or "")
        markup = asked.get("reply_markup") or {}
        if isinstance(markup, str):
            markup = orjson.loads(markup)
        person = self._by_chat.get(chat_id)
        chat = person.chat if person else {"id": chat_id, "type": "private"}
        if person is not None and person.sees(message_id, Seen(text, _buttons(markup))):
            self.tally.answered(person, time.monotonic())
            person.handed = None
            self._ready.append(person)
            if not self._rate:
                self._write()
        message = {"message_id": message_id, "date": int(time.time()), "from": BOT, "chat": chat}
        message["text"] = text
        if "inline_keyboard" in markup:
            message["reply_markup"] = markup
        return message

    def _delete(self, asked: dict[str, Any]) -> None:
        person = self._by_chat.get(int(asked["chat_id"]))
        if person is not None:
            person.loses(int(asked["message_id"]))

    # --- the people's side ---

    def _start(self) -> None:
        if self._began is None:
            self._began = time.monotonic()
            self.tally.begin(self._began)
            if self._rate:
                self._paced(self._began, 0.0)
            else:
                self._write()

    def _paced(self, before: float, owed: float) -> None:
        """Let as many people write as the rate allows."""
        now = time.monotonic()
        assert self._began is not None
        here = min(1.0, (now - self._began) / self._joining_seconds)
        while len(self.people) - len(self._absent) < here * len(self.people):
            self._ready.append(self._absent.popleft())
        owed += (now - before) * self._rate * here
        self._write(int(owed))
        asyncio.get_running_loop().call_later(PACE, self._paced, now, owed - int(owed))

    def _write(self, most: int | None = None) -> None:
        """Let people who are ready write their next update."""
        for _ in range(len(self._ready) if most is None else min(most, len(self._ready))):
            person, update_id = self._ready.popleft(), next(self._update_ids)
            try:
                update = person.acts(update_id, time.monotonic())
            except LookupError as nothing:  # this person is stuck: reported once
                self.trouble = self.trouble or str(nothing)
                continue
            self._pending.append(Pending(update_id, orjson.dumps(update), person))
        if self._pending and not self._flushing:
            self._flushing = True  # updates written at the same moment are delivered together
            asyncio.get_running_loop().call_soon(self._flush)

    # --- the bench's side ---

    def _answered_window(self) -> int:
        return len(self.tally.from_handed)

    def _begun_window(self) -> bool:
        return self._began is not None and not self._absent

    def _begin_window(self) -> bool:
        self.tally.begin(time.monotonic())
        return True

    def _report_window(self) -> dict[str, Any]:
        return self.tally.report(self.people, time.monotonic()) | {"trouble": self.trouble}


def _ok(result: Any) -> bytes:
    return b'{"ok":true,"result":%b}' % orjson.dumps(result)


def _buttons(markup: dict[str, Any]) -> tuple[Button, ...]:
    return tuple(
        Button(button["text"], button["callback_data"])
        for row in markup.get("inline_keyboard", ())
        for button in row
        if "callback_data" in button
    )


async def serve(stand_in: StandIn, port: int) -> asyncio.Server:
    """Listen on loopback; port 0 takes a free one."""
    loop = asyncio.get_running_loop()
    return await loop.create_server(lambda: Line(stand_in.serve), "127.0.0.1", port)


async def _main(asked: argparse.Namespace) -> None:
    stand_in = StandIn(
        SCRIPTS[asked.script], people=asked.people, latency=asked.latency, rate=asked.rate
    )
    server = await serve(stand_in, asked.port)
    print(server.sockets[0].getsockname()[1], flush=True)
    await server.serve_forever()


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(prog="python -m bench.standin")
    parser.add_argument("--script", choices=sorted(SCRIPTS), default="ours")
    parser.add_argument("--people", type=int, default=1000)
    parser.add_argument("--latency", type=float, default=0.08, help="seconds every call takes")
    parser.add_argument("--rate", type=float, default=0, help="updates per second at most; 0: any")
    parser.add_argument("--port", type=int, default=0)
    asked = parser.parse_args()
    try:
        import uvloop  # noqa: PLC0415 - an extra: the stand-in is cheaper with it, works without

        runner = asyncio.Runner(loop_factory=uvloop.new_event_loop)
    except ImportError:
        runner = asyncio.Runner()
    with runner:
        runner.run(_main(asked))


if __name__ == "__main__":
    main()
