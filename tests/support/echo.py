"""A small bot that speaks the bare wire format, and the phones of those who write to it."""

import asyncio
import struct
import zlib
from dataclasses import dataclass
from typing import Any

from playwright.async_api import Locator, Page, expect

from sandbox.telegram import Telegram

TOKEN = "1000:demo"
KEYBOARD = {
    "inline_keyboard": [
        [{"text": "Toast", "callback_data": "toast"}, {"text": "Alert", "callback_data": "alert"}],
        [{"text": "Change", "callback_data": "change"}, {"text": "Wait", "callback_data": "wait"}],
    ]
}


def png(width: int = 8, height: int = 6) -> bytes:
    """A small grey picture."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return (
            struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        )

    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    rows = zlib.compress((b"\0" + b"\x80" * width) * height)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


class Echo:
    """A bot that repeats, and whose three buttons answer with a toast, an alert and an edit."""

    def __init__(self, tg: Telegram) -> None:
        self.tg = tg
        self.left_waiting = asyncio.Queue[str]()  # presses of "wait", for a test to answer

    def ask(self, method: str, **params: object) -> Any:
        reply = self.tg.call(TOKEN, method, params, {})
        assert reply.status == 200, reply.body
        return reply.body["result"]

    async def run(self) -> None:
        offset = 0
        while True:
            for update in await self.tg.wait_updates(TOKEN, offset, 100, 30):
                offset = update["update_id"] + 1
                self.take(update)

    def take(self, update: dict[str, Any]) -> None:
        if press := update.get("callback_query"):
            self.pressed(press)
        elif message := update.get("message"):
            self.told(message)

    def told(self, message: dict[str, Any]) -> None:
        chat = message["chat"]["id"]
        if message.get("text", "").startswith("/start"):
            self.ask("sendMessage", chat_id=chat, text="Choose", reply_markup=KEYBOARD)
        elif "text" in message:
            self.ask("sendMessage", chat_id=chat, text=f"You said: {message['text']}")

    def pressed(self, press: dict[str, Any]) -> None:
        query, data = press["id"], press["data"]
        if data == "wait":
            self.left_waiting.put_nowait(query)
            return
        if data == "change":
            where = {
                "chat_id": press["message"]["chat"]["id"],
                "message_id": press["message"]["message_id"],
            }
            self.ask("editMessageText", **where, text="Changed in place", reply_markup=KEYBOARD)
        words = {"toast": "A small word", "alert": "A grave word"}.get(data)
        answer = {"text": words, "show_alert": data == "alert"} if words else {}
        self.ask("answerCallbackQuery", callback_query_id=query, **answer)


@dataclass(frozen=True)
class Scene:
    """A running sandbox: its world, its address, and the two people in it."""

    tg: Telegram
    bot: Echo
    url: str
    lin: int
    wang: int
    office: int
    channel: int
    post: int


def phone(page: Page, person: int) -> Locator:
    return page.locator(f'[data-testid="column"][data-person="{person}"]')


def bubble(column: Locator, words: str) -> Locator:
    return column.get_by_test_id("message").filter(has_text=words)


async def begin(column: Locator) -> Locator:
    """Press START; the bot's message with its three buttons."""
    await column.get_by_test_id("start").click()
    await expect(bubble(column, "Choose")).to_be_visible()
    return bubble(column, "Choose")


async def write(column: Locator, words: str) -> None:
    await column.get_by_test_id("composer-input").fill(words)
    await column.get_by_test_id("composer-input").press("Enter")
