"""Updates sent to a webhook on this very machine."""

from contextlib import asynccontextmanager

import pytest
from aiohttp import web

from sandbox.web import webhook
from sandbox.web.server import serve


class Hook:
    """A bot's own endpoint: what it was sent, and what it is to answer next."""

    def __init__(self):
        self.taken = []
        self.secrets = []
        self.statuses = []
        self.reply = None

    async def take(self, request):
        self.secrets.append(request.headers.get("X-Telegram-Bot-Api-Secret-Token"))
        update = await request.json()
        status = self.statuses.pop(0) if self.statuses else 200
        if status != 200:
            return web.Response(status=status)
        self.taken.append(update["message"]["text"])
        return web.json_response(self.reply) if self.reply else web.Response()


@asynccontextmanager
async def hooked(tg):
    hook = Hook()
    app = web.Application()
    app.router.add_post("/hook", hook.take)
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=1.0)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    try:
        async with serve(tg, port=0):
            yield hook, f"http://127.0.0.1:{runner.addresses[0][1]}/hook"
    finally:
        await runner.cleanup()


@pytest.fixture(autouse=True)
def _hasty(monkeypatch):
    monkeypatch.setattr(webhook, "RETRY_SECONDS", 0.01)


async def test_updates_are_delivered_in_order_with_the_secret(tg, bot, lin, until):
    async with hooked(tg) as (hook, url):
        tg.say(lin, lin, "before")
        bot.ok("setWebhook", url=url, secret_token="s3cret")
        tg.say(lin, lin, "after")
        await until(lambda: len(hook.taken) == 2)
        assert hook.taken == ["before", "after"]
        assert set(hook.secrets) == {"s3cret"}


async def test_what_was_not_taken_is_sent_again_before_anything_else(tg, bot, lin, until):
    async with hooked(tg) as (hook, url):
        hook.statuses = [500, 503]
        tg.say(lin, lin, "one")
        tg.say(lin, lin, "two")
        bot.ok("setWebhook", url=url)
        await until(lambda: len(hook.taken) == 2)
        assert hook.taken == ["one", "two"]
        assert len(hook.secrets) == 4
        info = bot.ok("getWebhookInfo")
        assert info["last_error_message"] == "Wrong response from the webhook: 503"
        assert hook.secrets[0] is None


async def test_a_webhook_that_is_not_there_keeps_its_updates(tg, bot, lin, until):
    async with hooked(tg) as (hook, url):
        pass
    async with serve(tg, port=0):
        tg.say(lin, lin, "kept")
        bot.ok("setWebhook", url=url)
        await until(lambda: "last_error_message" in bot.ok("getWebhookInfo"))
        assert bot.ok("getWebhookInfo")["pending_update_count"] == 1
    bot.ok("deleteWebhook")
    assert [update["message"]["text"] for update in bot.ok("getUpdates")] == ["kept"]
    assert hook.taken == []


async def test_the_answer_of_a_webhook_may_be_a_call(tg, bot, lin, until):
    async with hooked(tg) as (hook, url):
        hook.reply = {"method": "sendMessage", "chat_id": lin, "text": "answered"}
        bot.ok("setWebhook", url=url)
        tg.say(lin, lin, "well?")
        await until(lambda: tg.messages(lin)[-1]["text"] == "answered")


async def test_a_webhook_can_begin_and_end_with_an_empty_queue(tg, bot, lin):
    tg.say(lin, lin, "old")
    bot.ok("setWebhook", url="https://example.org/", drop_pending_updates=True)
    assert bot.ok("getWebhookInfo")["pending_update_count"] == 0
    tg.say(lin, lin, "new")
    bot.ok("deleteWebhook", drop_pending_updates="true")
    assert bot.ok("getUpdates") == []
    bot.ok("setWebhook", url="https://example.org/")
    bot.ok("setWebhook", url="")
    assert bot.ok("getUpdates") == []
