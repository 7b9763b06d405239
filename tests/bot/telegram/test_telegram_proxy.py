"""Telegram reached by an HTTP proxy, and what is said where one of the two does not answer."""

import asyncio
from contextlib import AsyncExitStack

import pytest
import structlog
from telegram.error import NetworkError, TelegramError

from bot.cli.whoami import connected_bot
from bot.config.settings import read_settings
from bot.runtime import jobs
from bot.runtime.app import building
from bot.telegram import no_answer, server_time
from handlers.core.api_errors import was_sent
from tests.support.chat import catalog
from tests.support.http_proxy import HttpProxy
from tests.support.shell import TOKEN

AWAY = "http://127.0.0.1:9"  # nothing answers there, without a proxy
PROXY_IS_AWAY = (
    "the proxy in JUBAO_TELEGRAM_PROXY does not answer (ClientProxyConnectionError): are its name "
    "and port right?"
)
VARIABLES = ("HTTPS_PROXY", "https_proxy", "ALL_PROXY", "all_proxy")


@pytest.fixture(autouse=True)
def no_proxy_of_the_machine(monkeypatch):
    for name in VARIABLES:
        monkeypatch.delenv(name, raising=False)


def settings_of(proxy="", url=AWAY):
    return read_settings(bot_token=TOKEN, api_base_url=url, telegram_proxy=proxy)


async def username(settings):
    async with connected_bot(settings) as bot:
        return bot.username


async def words_of(settings):
    with pytest.raises(TelegramError) as caught:
        await username(settings)
    assert no_answer.is_away(caught.value)
    assert not was_sent(caught.value)
    said = no_answer.sentence(settings, caught.value)
    for secret in settings.secrets:
        assert secret not in said
    return said


@pytest.mark.parametrize("password", ["", "kanari:envogel@"])
async def test_calls_and_the_clock_go_by_the_proxy(telegram, password):
    async with HttpProxy(telegram.url, password).opened() as proxy:
        settings = settings_of(proxy.url)
        assert await username(settings) == "jubao_line_bot"
        assert await server_time.telegram_time(settings)
        assert [each.startswith(AWAY) for each in proxy.asked] == [True, True]
        assert await words_of(settings_of()) == (
            "127.0.0.1:9 does not answer (ClientConnectorError): can this machine reach it? If it "
            "can do so by a proxy only, name that in JUBAO_TELEGRAM_PROXY"
        )


def behind(world, proxy):
    names = ("bot_token", "api_base_url", "telegram_proxy")
    given = {name: getattr(settings_of(proxy.url), name) for name in names}
    settings = world.jubao.settings.model_copy(update=given)
    return building(settings, words=catalog(), now=lambda: world.at[0])


async def test_a_running_bot_asks_for_updates_and_answers_by_the_proxy(world, telegram):
    async with HttpProxy(telegram.url).opened() as proxy:
        async with behind(world, proxy) as jubao:
            await jubao.app.initialize()
            await jubao.app.bot.get_updates(timeout=0)
        methods = [each.rpartition("/")[2] for each in proxy.asked]
        assert {"getMe", "getUpdates"} <= set(methods)


async def test_the_log_of_a_running_bot_says_that_the_proxy_went_away(world, telegram):
    async with AsyncExitStack() as there:
        proxy = await there.enter_async_context(HttpProxy(telegram.url).opened())
        async with behind(world, proxy) as jubao:
            await jubao.app.initialize()
            await there.aclose()
            said = asyncio.Queue()

            def hear(_, __, log):
                said.put_nowait((log["event"], log.get("means", "")))
                return log

            with structlog.testing.capture_logs(processors=[hear]):
                running = [asyncio.ensure_future(job) for job in jobs.jobs(jubao)]
                async with asyncio.timeout(60):
                    while await said.get() != ("poll-failed", PROXY_IS_AWAY):
                        pass
                for each in running:
                    each.cancel()
                await asyncio.gather(*running, return_exceptions=True)


async def test_a_proxy_that_is_away_or_refuses_or_finds_nobody_is_said(telegram):
    said = await words_of(settings_of("http://127.0.0.1:9"))
    assert "the proxy in JUBAO_TELEGRAM_PROXY does not answer" in said
    async with HttpProxy(telegram.url, "kanarienvogel").opened() as proxy:
        wrong = proxy.url.replace("kanarienvogel", "sparrow-and-finch")
        said = await words_of(settings_of(wrong))
        assert "the proxy in JUBAO_TELEGRAM_PROXY refuses" in said
        assert "user and password" in said
        # a server by https, such as Telegram's own, is reached by a tunnel
        said = await words_of(settings_of(proxy.url, "https://127.0.0.1:9"))
        assert "the proxy in JUBAO_TELEGRAM_PROXY refuses (ClientHttpProxyError 403)" in said
        assert proxy.asked[-1] == "127.0.0.1:9"
    said = await words_of(settings_of("http://nowhere.invalid:9", "https://127.0.0.1:9"))
    assert "the proxy in JUBAO_TELEGRAM_PROXY does not answer" in said


@pytest.mark.parametrize("answer", [b"", b"SSH-2.0-x\r\n", b"HTTP/1.1 502 Bad Gateway\r\n\r\n"])
async def test_what_a_proxy_never_passed_on_was_not_sent(answer):
    async def serve(reader, writer):
        await reader.readuntil(b"\r\n\r\n")
        writer.write(answer)
        writer.close()

    server = await asyncio.start_server(serve, "127.0.0.1", 0)
    proxy = f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}"
    async with server:
        said = await words_of(settings_of(proxy, "https://127.0.0.1:9"))
    assert "127.0.0.1:9 does not answer (" in said
    assert said.endswith("through the proxy in JUBAO_TELEGRAM_PROXY: can that proxy reach it?")


async def test_a_proxy_of_the_environment_is_not_used_and_named(telegram, monkeypatch):
    async with HttpProxy(telegram.url).opened() as proxy:
        monkeypatch.setenv("HTTPS_PROXY", proxy.url)
        said = await words_of(settings_of())
        assert said.endswith(
            "The proxy that HTTPS_PROXY names is used only if JUBAO_TELEGRAM_PROXY names it, too"
        )
        assert proxy.asked == []


def test_an_answer_with_an_error_is_no_silence():
    assert not no_answer.is_away(NetworkError("Bad Gateway (502)"))
