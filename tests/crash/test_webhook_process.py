"""A real process behind a webhook: set, served, stopped, killed and deleted without a loss."""

import asyncio

import pytest
from sqlalchemy import select

from sandbox.web import webhook as sandbox_webhook
from storage.engine.tables import inbox as table
from storage.queues import inbox
from tests.support.ports import free_port
from tests.support.shell import PATIENCE, TOKEN

WORD = "w" * 40


@pytest.fixture(autouse=True)
def _hasty(monkeypatch):
    monkeypatch.setattr(sandbox_webhook, "RETRY_SECONDS", 0.05)


async def until(come, what):
    for _ in range(PATIENCE * 50):
        if come():
            return
        await asyncio.sleep(0.02)
    raise AssertionError(f"waited in vain for {what}")


async def test_a_bot_lives_behind_a_webhook(shell, telegram):
    port = free_port()
    hooked = {
        "API_BASE_URL": telegram.url,
        "MODE": "webhook",
        "WEBHOOK_URL": f"http://127.0.0.1:{port}/hook",
        "WEBHOOK_LISTEN": f"127.0.0.1:{port}",
        "WEBHOOK_SECRET": WORD,
        "LOG_LEVEL": "error",
    }
    lin = telegram.add_user("Lin", language_code="en").id

    def said():
        return [m["text"] for m in telegram.messages(lin) if m["from"]["is_bot"]]

    refused = await shell.types("run", **hooked)  # nothing is set by surprise
    assert refused.code == 3
    assert "`jubao webhook set` sets it" in refused.complaint
    telegram.say(lin, lin, "/help")
    done = await shell.types("webhook", "set", **hooked)
    assert (done.code, done.err) == (0, "")
    assert WORD not in done.out
    assert telegram.bot.webhook["secret_token"] == WORD
    assert telegram.bot.webhook["max_connections"] == 40

    process = await shell.starts("run", **hooked)
    await until(lambda: len(said()) == 1, "the help that was asked for before")
    told = await shell.types("webhook", "info", **hooked)
    assert f"url         http://127.0.0.1:{port}/hook" in told.out
    assert "waiting     0" in told.out
    assert "callback_query" in told.out

    process.terminate()
    telegram.say(lin, lin, "/privacy")  # whoever gets it, the one that stops or the next
    await asyncio.wait_for(process.wait(), PATIENCE)
    assert process.returncode == 0
    process = await shell.starts("run", **hooked)
    await until(lambda: len(said()) == 2, "the answer of the next process")
    process.send_signal(9)
    await process.wait()
    telegram.say(lin, lin, "/help")
    await until(lambda: telegram.bot.webhook.get("last_error"), "a failed delivery")

    polls = {**hooked, "MODE": "polling"}
    refused = await shell.types("run", **polls)
    assert refused.code == 3
    assert "`jubao webhook delete` deletes it" in refused.complaint
    told = await shell.types("webhook", "delete", **polls)
    assert told.out.strip() == "No webhook is set any more; 1 updates wait to be asked for."
    process = await shell.starts("run", **polls)
    await until(lambda: said().count(said()[0]) == 2, "the help that had waited")
    process.terminate()
    await asyncio.wait_for(process.wait(), PATIENCE)

    async with shell.database() as db:

        def states(tx):
            return set(tx.execute(select(table.c.state)).scalars())

        assert await db.run(states) <= {inbox.UpdateState.ACTED, inbox.UpdateState.ANSWERED}


async def test_commands_say_what_they_lack_and_what_telegram_refuses(shell, telegram):
    lacking = await shell.types("webhook", "set", API_BASE_URL=telegram.url)
    assert lacking.code == 2
    assert [line.split(": ")[1] for line in lacking.err.splitlines()] == [
        "JUBAO_WEBHOOK_URL",
        "JUBAO_WEBHOOK_SECRET",
    ]
    away = await shell.types("webhook", "info")
    assert away.code == 1
    assert away.complaint.startswith("127.0.0.1:9 does not answer (ClientConnectorError): ")
    none = await shell.types("webhook", "info", API_BASE_URL=telegram.url)
    assert none.out.splitlines()[0] == "url         none is set"
    telegram.call(TOKEN, "setWebhook", {"url": f"https://a.example/{TOKEN}"})
    told = await shell.types("webhook", "info", API_BASE_URL=telegram.url)  # `types` looks for it
    assert told.out.splitlines()[0].startswith("url         https://a.example/")
    refused = await shell.types(
        "webhook",
        "set",
        API_BASE_URL=telegram.url,
        WEBHOOK_URL="https://bot.example:444/hook",
        WEBHOOK_SECRET=WORD,
    )
    assert refused.code == 1
    assert "webhook can be set up only on ports" in refused.complaint
