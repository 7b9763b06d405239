"""Fixtures of the sandbox's own tests: a small world whose every product is held against models."""

import asyncio

import pytest
import telegram

from sandbox.telegram import Telegram
from tests.support import aiograms

TOKEN = "1000:sandbox"


class Clock:
    """A clock that only tests move."""

    def __init__(self):
        self.at = 1_795_579_200.0

    def __call__(self):
        return self.at


class Desk:
    """The bot's side: calls that must succeed, calls that must be refused."""

    def __init__(self, tg):
        self.tg = tg

    def ok(self, method, files=None, **params):
        reply = self.tg.call(TOKEN, method, params, files or {})
        assert reply.status == 200, (method, reply.body)
        assert reply.body["ok"] is True
        return reply.body["result"]

    def refused(self, method, files=None, **params):
        """The description of the refusal, its prefix of 400 cut off."""
        reply = self.tg.call(TOKEN, method, params, files or {})
        assert reply.status == reply.body["error_code"] != 200, (method, reply.body)
        assert reply.body["ok"] is False
        return reply.body["description"].removeprefix("Bad Request: ")

    def updates(self):
        return self.tg.take_updates(TOKEN)


def by_the_models(kind, thing):
    """What two other people's models of the Bot API make of it."""
    getattr(aiograms.types(), kind).model_validate(thing)
    getattr(telegram, kind).de_json(thing, None)


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def tg(clock):
    world = Telegram(now=clock)
    world.add_bot(token=TOKEN, username="sand_bot", name="Sand")
    world.checks.append(by_the_models)
    return world


@pytest.fixture
def bot(tg):
    return Desk(tg)


@pytest.fixture
def lin(tg):
    user = tg.add_user("Lin", language_code="zh-hans")
    tg.say(user.id, user.id, "/start")
    tg.take_updates(TOKEN)
    return user.id


@pytest.fixture
def wang(tg):
    user = tg.add_user("Wang", language_code="en")
    tg.say(user.id, user.id, "/start")
    tg.take_updates(TOKEN)
    return user.id


@pytest.fixture
def until():
    """Wait for something to come true, but not for ever."""

    async def wait(come):
        for _ in range(10_000):
            if come():
                return
            await asyncio.sleep(0.001)
        raise AssertionError("waited in vain")

    return wait
