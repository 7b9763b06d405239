"""The Bot API over HTTP: the library's own client, and every way a request may be written."""

import asyncio
import json

import aiohttp
import pytest
from telegram import (
    BotCommand,
    BotCommandScopeAllPrivateChats,
    ForceReply,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    InputMediaDocument,
    InputMediaPhoto,
    LinkPreviewOptions,
    ReplyParameters,
)
from telegram.error import BadRequest, ChatMigrated, Conflict, Forbidden, InvalidToken
from telegram.ext import ExtBot

from sandbox.web.server import serve

TOKEN = "1000:sandbox"
PNG = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + (64).to_bytes(4) + (48).to_bytes(4)


@pytest.fixture
async def url(tg):
    async with serve(tg, port=0) as address:
        yield address


@pytest.fixture
async def client(url):
    bot = ExtBot(TOKEN, base_url=f"{url}/bot", base_file_url=f"{url}/file/bot")
    async with bot:
        yield bot


@pytest.fixture
async def http(url):
    async with aiohttp.ClientSession(base_url=url) as session:
        yield session


async def test_the_librarys_client_talks_sends_edits_and_answers(client, tg, lin):
    assert (await client.get_me()).username == "sand_bot"
    yes = InlineKeyboardMarkup([[InlineKeyboardButton("Yes", callback_data="y")]])
    message = await client.send_message(
        lin,
        "<b>你好</b> 😀 e.org",
        parse_mode="HTML",
        reply_markup=yes,
        link_preview_options=LinkPreviewOptions(is_disabled=True),
        protect_content=True,
        reply_parameters=ReplyParameters(message_id=999, allow_sending_without_reply=True),
    )
    assert message.parse_entities() == dict(zip(message.entities, ["你好", "e.org"], strict=True))
    assert message.has_protected_content

    query = tg.tap(lin, lin, "Yes")
    updates = await client.get_updates(timeout=0)
    assert updates[-1].callback_query.id == query
    assert updates[-1].callback_query.message.text == message.text
    await client.answer_callback_query(query, "done", show_alert=True)
    assert tg.presses[query].answer == {"text": "done", "show_alert": True}

    edited = await client.edit_message_text("new", lin, message.message_id)
    assert edited.edit_date is not None
    assert tg.messages(lin)[-1]["text"] == "new"
    await client.send_chat_action(lin, "typing")
    await client.send_message(lin, "?", reply_markup=ForceReply())
    assert await client.delete_message(lin, message.message_id)


async def test_the_librarys_client_sends_files_and_fetches_them(client, tg, lin):
    photo = await client.send_photo(lin, PNG, caption="<i>x</i>", parse_mode="HTML")
    assert (photo.photo[-1].width, photo.caption) == (64, "x")
    document = await client.send_document(lin, b"%PDF", filename="报告 1.pdf")
    assert document.document.file_name == "报告 1.pdf"
    album = await client.send_media_group(
        lin, [InputMediaPhoto(PNG, has_spoiler=True), InputMediaPhoto(photo.photo[-1].file_id)]
    )
    assert [part.has_media_spoiler for part in album] == [True, None]
    pair = await client.send_media_group(lin, [InputMediaDocument(b"a"), InputMediaDocument(b"b")])
    assert len({part.media_group_id for part in pair}) == 1
    file = await client.get_file(document.document.file_id)
    assert bytes(await file.download_as_bytearray()) == b"%PDF"


async def test_the_librarys_client_sets_the_bot_up(client):
    scope = BotCommandScopeAllPrivateChats()
    commands = (BotCommand("report", "Report content"),)
    assert await client.set_my_commands(commands, scope=scope, language_code="en")
    assert await client.get_my_commands(scope=scope, language_code="en") == commands
    assert await client.set_my_description("words", "en")
    assert (await client.get_my_description("en")).description == "words"
    await client.set_webhook("https://example.org/hook", secret_token="s", max_connections=3)
    info = await client.get_webhook_info()
    assert (info.url, info.max_connections) == ("https://example.org/hook", 3)
    with pytest.raises(Conflict):
        await client.get_updates()
    assert await client.delete_webhook()


async def test_refusals_reach_the_library_as_its_own_errors(client, url, tg, lin):
    with pytest.raises(BadRequest, match="Chat not found"):
        await client.send_message(404, "x")
    group = tg.add_group("Office", members=[lin])
    new = tg.move_group(group.id)
    with pytest.raises(ChatMigrated) as moved:
        await client.send_message(group.id, "x")
    assert moved.value.new_chat_id == new.id
    tg.block(lin)
    with pytest.raises(Forbidden, match="blocked by the user"):
        await client.send_message(lin, "x")
    stranger = ExtBot("1:no", base_url=f"{url}/bot")
    with pytest.raises(InvalidToken):
        await stranger.initialize()
    await stranger.shutdown()


async def test_every_way_to_write_a_request_means_the_same(http, lin):
    keys = {"inline_keyboard": [[{"text": "Yes", "callback_data": "y"}]]}
    given = {"chat_id": lin, "text": "你好 & <b>", "reply_markup": keys}
    flat = {**given, "chat_id": str(lin), "reply_markup": json.dumps(keys)}
    parts = aiohttp.FormData(flat, quote_fields=False)
    parts.add_field("unused", b"x", filename="x.txt")
    requests = (
        http.get(f"/bot{TOKEN}/sendMessage", params=flat),
        http.post(f"/bot{TOKEN}/SENDMESSAGE", json=given),
        http.post(f"/bot{TOKEN}/sendMessage", json=flat),
        http.post(f"/bot{TOKEN}/sendMessage", data=flat),
        http.post(f"/bot{TOKEN}/sendMessage", data=parts),
        http.post(f"/bot{TOKEN}/sendMessage", params={"chat_id": lin}, data=flat),
    )
    for request in requests:
        async with request as answer:
            body = await answer.json()
            assert answer.status == 200, body
            result = body["result"]
            assert (result["text"], result["reply_markup"]) == (given["text"], keys)


@pytest.mark.parametrize(
    ("path", "body", "status", "words"),
    [
        ("/bot1:no/getMe", None, 401, "Unauthorized"),
        (f"/bot{TOKEN}/getLove", None, 404, "Not Found: method not found"),
        (f"/bot{TOKEN}/sendMessage", b"{", 400, "Bad Request: can't parse JSON object"),
        (
            f"/bot{TOKEN}/sendMessage",
            b"[]",
            400,
            "Bad Request: can't parse JSON object: an Object expected",
        ),
        (f"/bot{TOKEN}/sendMessage", b"", 400, "Bad Request: message text is empty"),
        (
            f"/bot{TOKEN}/getUpdates",
            b'{"offset": "x"}',
            400,
            "Bad Request: invalid offset specified",
        ),
        ("/file/bot1:no/x", None, 401, "Unauthorized"),
        (f"/file/bot{TOKEN}/documents/none", None, 404, "Not Found"),
    ],
)
async def test_requests_that_are_wrong_are_answered_in_telegrams_form(
    http, path, body, status, words
):
    headers = {"Content-Type": "application/json"}
    sent = http.get(path) if body is None else http.post(path, data=body, headers=headers)
    async with sent as answer:
        assert answer.status == status
        assert await answer.json() == {"ok": False, "error_code": status, "description": words}


async def test_half_a_character_arrives_as_it_was_sent(http, tg, lin):
    tg.say(lin, lin, "\ud83d half")
    async with http.get(f"/bot{TOKEN}/getUpdates") as answer:
        [update] = json.loads(await answer.read())["result"]
    assert update["message"]["text"] == "\ud83d half"


async def test_a_poll_waits_until_something_is_said(client, tg, lin, until):
    poll = asyncio.create_task(client.get_updates(timeout=20))
    await until(lambda: tg.bot.polling)
    tg.say(lin, lin, "now")
    [update] = await poll
    assert update.message.text == "now"
    assert not tg.bot.polling
    again = await client.get_updates(timeout=0)
    assert again == (update,)
    assert await client.get_updates(offset=update.update_id + 1, timeout=0) == ()


async def test_two_pollers_are_told_of_each_other(http, client, tg, lin, until):
    first = asyncio.create_task(http.get(f"/bot{TOKEN}/getUpdates", params={"timeout": 20}))
    await until(lambda: tg.bot.polling)
    with pytest.raises(Conflict, match="terminated by other getUpdates request"):
        await client.get_updates(timeout=0)
    tg.say(lin, lin, "x")
    async with await first as answer:
        assert len((await answer.json())["result"]) == 1


async def test_a_poller_that_was_killed_does_not_lock_out_the_next(http, client, tg, until):
    gone = asyncio.create_task(http.get(f"/bot{TOKEN}/getUpdates", params={"timeout": 50}))
    await until(lambda: tg.bot.polling)
    gone.cancel()
    await asyncio.gather(gone, return_exceptions=True)
    await until(lambda: not tg.bot.polling)
    assert await client.get_updates(timeout=0) == ()


async def test_a_webhook_set_meanwhile_ends_a_poll(client, tg, until):
    poll = asyncio.create_task(client.get_updates(timeout=20))
    await until(lambda: tg.bot.polling)
    tg.call(TOKEN, "setWebhook", {"url": "https://example.org/hook"})
    with pytest.raises(Conflict, match="terminated by setWebhook request"):
        await poll


async def test_a_server_that_stops_lets_its_pollers_go(tg, until):
    async with aiohttp.ClientSession() as session:
        async with serve(tg, port=0) as url:
            poll = asyncio.create_task(
                session.get(f"{url}/bot{TOKEN}/getUpdates", params={"timeout": 50})
            )
            await until(lambda: tg.bot.polling)
        answer = await poll
        assert answer.status == 502
        assert not tg.bot.polling
        answer.release()
