"""The sandbox in process: people's acts arrive, the bot's calls are checked as Telegram does."""

import asyncio

import pytest
from telegram import Update

from sandbox.limits import CALLBACK_SECONDS, Fault
from sandbox.telegram import File, Telegram
from sandbox.text.html import units
from tests.support import aiograms

TOKEN = "1000:sandbox"


class Clock:
    def __init__(self):
        self.at = 1_795_579_200.0

    def __call__(self):
        return self.at


@pytest.fixture
def tg():
    telegram = Telegram(now=Clock())
    telegram.add_bot(token=TOKEN, username="sand_bot", name="Sand")
    return telegram


@pytest.fixture
def lin(tg):
    user = tg.add_user("Lin", language_code="zh-hans")
    tg.say(user.id, user.id, "/start")
    tg.take_updates(TOKEN)
    return user.id


def ok(reply):
    assert reply.status == 200, reply.body
    return reply.body["result"]


def refused(reply, status, start):
    assert reply.status == reply.body["error_code"] == status, reply.body
    assert reply.body["ok"] is False
    assert reply.body["description"].startswith(start), reply.body
    return reply.body


def send(tg, chat, text="hello", **params):
    return tg.call(TOKEN, "sendMessage", {"chat_id": chat, "text": text, **params})


KEYS = {"inline_keyboard": [[{"text": "Yes", "callback_data": "y"}]]}


def test_what_is_said_arrives_once_and_in_order(tg, lin):
    for text in ("one", "two"):
        tg.say(lin, lin, text)
    updates = tg.take_updates(TOKEN)
    assert [update["message"]["text"] for update in updates] == ["one", "two"]
    assert updates[1]["update_id"] == updates[0]["update_id"] + 1
    assert tg.take_updates(TOKEN) == []


def test_an_offset_forgets_what_came_before_it_and_keeps_the_rest(tg, lin):
    for text in ("one", "two"):
        tg.say(lin, lin, text)
    first, second = tg.take_updates(TOKEN, offset=0)
    assert tg.take_updates(TOKEN, offset=second["update_id"]) == [second]
    assert tg.take_updates(TOKEN, offset=second["update_id"] + 1) == []
    assert first != second


def test_typed_commands_and_links_are_marked_in_utf_16_units(tg, lin):
    text = "/report 😀 https://example.org/x。 and 例子 a@b.org @somebody example.com"
    found = tg.say(lin, lin, text)["entities"]
    raw = text.encode("utf-16-le")
    marked = {
        raw[2 * e["offset"] : 2 * (e["offset"] + e["length"])].decode("utf-16-le"): e["type"]
        for e in found
    }
    assert marked == {
        "/report": "bot_command",
        "https://example.org/x": "url",
        "a@b.org": "email",
        "@somebody": "mention",
        "example.com": "url",
    }


@pytest.mark.parametrize(
    ("source", "text", "kinds"),
    [
        ("plain", "plain", []),
        ("<b>bold</b> &lt;i&gt; &amp;", "bold <i> &", ["bold"]),
        ("<b>a<i>b</i></b>", "ab", ["bold", "italic"]),
        ("<blockquote>q\n</blockquote>", "q", ["blockquote"]),
        ("<code>x</code> <tg-spoiler>y</tg-spoiler>", "x y", ["code", "spoiler"]),
        ('<a href="https://e.org/?a=1&amp;b=2">l</a>', "l", ["text_link"]),
        ("&#128512;<b>x</b>", "😀x", ["bold"]),
        ("  <b> x </b>  ", "x", ["bold"]),
    ],
)
def test_html_that_telegram_takes(tg, lin, source, text, kinds):
    message = ok(send(tg, lin, source, parse_mode="HTML"))
    assert message["text"] == text
    found = message.get("entities", [])
    assert [entity["type"] for entity in found] == kinds
    assert all(entity["offset"] + entity["length"] <= units(text) for entity in found)


@pytest.mark.parametrize(
    "source",
    [
        "<script>x</script>",
        "<b>x",
        "x</b>",
        "<b><i>x</b></i>",
        "a < b",
        "<b onclick='x'>x</b>",
        "<span>x</span>",
        "<3",
        "<br>",
        "<img src=x>",
    ],
)
def test_html_that_telegram_refuses(tg, lin, source):
    refused(send(tg, lin, source, parse_mode="HTML"), 400, "Bad Request: can't parse entities")


@pytest.mark.parametrize(
    ("params", "start"),
    [
        ({"text": ""}, "Bad Request: message text is empty"),
        ({"text": " <b> </b> ", "parse_mode": "HTML"}, "Bad Request: message text is empty"),
        ({"text": "长" * 4097}, "Bad Request: message is too long"),
        ({"text": "😀" * 2049}, "Bad Request: message is too long"),
        ({"chat_id": None}, "Bad Request: chat_id is empty"),
        ({"chat_id": 404}, "Bad Request: chat not found"),
        (
            {"reply_markup": {"inline_keyboard": [[{"text": "x"}]]}},
            "Bad Request: can't parse inline",
        ),
        (
            {"reply_markup": {"inline_keyboard": [[{"text": "x", "callback_data": "长" * 22}]]}},
            "Bad Request: BUTTON_DATA_INVALID",
        ),
        (
            {"reply_markup": {"inline_keyboard": [[{"text": "x", "callback_data": "y"}] * 9]}},
            "Bad Request: reply markup is too long",
        ),
        ({"reply_parameters": {"message_id": 999}}, "Bad Request: message to be replied not found"),
        ({"parse_mode": "Wiki"}, "Bad Request: unsupported parse_mode"),
    ],
)
def test_messages_that_telegram_refuses(tg, lin, params, start):
    refused(tg.call(TOKEN, "sendMessage", {"chat_id": lin, "text": "x", **params}), 400, start)


def test_text_of_just_the_limit_is_sent(tg, lin):
    assert len(ok(send(tg, lin, "长" * 4096))["text"]) == 4096


def test_tokens_and_methods_that_do_not_exist(tg, lin):
    refused(tg.call("1:no", "getMe"), 401, "Unauthorized")
    refused(tg.call(TOKEN, "sendLove"), 404, "Not Found")


def test_people_who_blocked_or_never_began_cannot_be_written_to(tg, lin):
    stranger = tg.add_user("Never")
    refused(send(tg, stranger.id), 403, "Forbidden: bot can't initiate conversation with a user")
    tg.block(lin)
    refused(send(tg, lin), 403, "Forbidden: bot was blocked by the user")
    tg.unblock(lin)
    ok(send(tg, lin))


def test_a_group_that_threw_the_bot_out_cannot_be_written_to(tg, lin):
    group = tg.add_group("Office", members=[lin])
    ok(send(tg, group.id))
    tg.remove_bot(group.id)
    refused(send(tg, group.id), 403, "Forbidden: bot was kicked from the group chat")


def test_a_group_that_moved_names_its_new_number(tg, lin):
    group = tg.add_group("Office", members=[lin])
    group.moved_to = -100_777
    body = refused(send(tg, group.id), 400, "Bad Request: group chat was upgraded")
    assert body["parameters"] == {"migrate_to_chat_id": -100_777}


def test_an_edit_changes_in_place_and_the_same_again_is_refused(tg, lin):
    message = ok(send(tg, lin, "one", reply_markup=KEYS))
    where = {"chat_id": lin, "message_id": message["message_id"]}
    ok(tg.call(TOKEN, "editMessageText", {**where, "text": "two", "reply_markup": KEYS}))
    assert tg.messages(lin)[-1]["text"] == "two"
    assert "edit_date" in tg.messages(lin)[-1]
    again = tg.call(TOKEN, "editMessageText", {**where, "text": "two", "reply_markup": KEYS})
    refused(again, 400, "Bad Request: message is not modified")
    ok(tg.call(TOKEN, "editMessageText", {**where, "text": "two"}))  # without its buttons
    where["message_id"] = 999
    missing = tg.call(TOKEN, "editMessageText", {**where, "text": "x"})
    refused(missing, 400, "Bad Request: message to edit not found")


def test_a_persons_message_cannot_be_edited_by_the_bot(tg, lin):
    said = tg.say(lin, lin, "mine")
    where = {"chat_id": lin, "message_id": said["message_id"], "text": "yours"}
    refused(tg.call(TOKEN, "editMessageText", where), 400, "Bad Request: message can't be edited")


def test_a_press_is_answered_once_and_in_time(tg, lin):
    ok(send(tg, lin, reply_markup=KEYS))
    query = tg.tap(lin, lin, "Yes")
    assert tg.take_updates(TOKEN)[-1]["callback_query"]["data"] == "y"
    answer = {"callback_query_id": query, "text": "done", "show_alert": True}
    ok(tg.call(TOKEN, "answerCallbackQuery", answer))
    assert tg.presses[query].answer == {"text": "done", "show_alert": True}
    refused(tg.call(TOKEN, "answerCallbackQuery", answer), 400, "Bad Request: query is too old")
    late = tg.tap(lin, lin, "Yes")
    tg.now.at += CALLBACK_SECONDS + 1
    old = tg.call(TOKEN, "answerCallbackQuery", {"callback_query_id": late})
    refused(old, 400, "Bad Request: query is too old")


def test_a_forged_press_carries_whatever_it_likes(tg, lin):
    message = ok(send(tg, lin, reply_markup=KEYS))
    tg.press(lin, lin, message["message_id"], "m1:1:accept:0")
    assert tg.take_updates(TOKEN)[-1]["callback_query"]["data"] == "m1:1:accept:0"


def test_an_album_is_one_group_with_its_caption_on_the_first_part(tg, lin):
    files = [File(f"{n}.jpg", "image/jpeg", b"x" * n) for n in (1, 2, 3)]
    tg.upload(lin, lin, files, kind="photo", caption="look")
    messages = [update["message"] for update in tg.take_updates(TOKEN)]
    assert len({message["media_group_id"] for message in messages}) == 1
    assert [message.get("caption") for message in messages] == ["look", None, None]


def test_files_are_fetched_by_their_id_up_to_the_limit(tg, lin):
    [message] = tg.upload(lin, lin, [File("a.pdf", "application/pdf", b"%PDF-")])
    file = ok(tg.call(TOKEN, "getFile", {"file_id": message["document"]["file_id"]}))
    assert tg.file_bytes(file["file_path"]) == b"%PDF-"
    big = File("b.bin", "application/octet-stream", bytes(20 * 1024 * 1024 + 1))
    [message] = tg.upload(lin, lin, [big])
    too_big = tg.call(TOKEN, "getFile", {"file_id": message["document"]["file_id"]})
    refused(too_big, 400, "Bad Request: file is too big")
    refused(tg.call(TOKEN, "getFile", {"file_id": "no"}), 400, "Bad Request: invalid file_id")


def test_the_bot_sends_files_and_albums(tg, lin):
    picture = File("p.jpg", "image/jpeg", b"jpeg")
    params = {
        "chat_id": lin,
        "photo": "attach://p",
        "caption": "<b>x</b>",
        "parse_mode": "HTML",
        "has_spoiler": True,
        "protect_content": True,
    }
    message = ok(tg.call(TOKEN, "sendPhoto", params, {"p": picture}))
    assert (message["caption"], message["has_media_spoiler"]) == ("x", True)
    assert message["has_protected_content"]
    media = [{"type": "photo", "media": "attach://p"}] * 2
    album = ok(tg.call(TOKEN, "sendMediaGroup", {"chat_id": lin, "media": media}, {"p": picture}))
    assert len({part["media_group_id"] for part in album}) == 1
    alone = tg.call(TOKEN, "sendMediaGroup", {"chat_id": lin, "media": media[:1]}, {"p": picture})
    refused(alone, 400, "Bad Request: group send failed")
    nothing = tg.call(TOKEN, "sendPhoto", {"chat_id": lin, "photo": "/etc/hostname"})
    refused(nothing, 400, "Bad Request: wrong file identifier")


def test_a_forward_says_where_it_was_first_written(tg, lin):
    channel = tg.add_channel("Mill", username="mill")
    post = tg.post(channel.id, "rumour https://example.org")
    forwarded = tg.forward(lin, lin, channel.id, post["message_id"])
    assert forwarded["forward_origin"]["chat"]["username"] == "mill"
    assert forwarded["text"] == post["text"]


def test_commands_and_descriptions_have_their_limits(tg, lin):
    good = [{"command": "report", "description": "Report content"}]
    ok(tg.call(TOKEN, "setMyCommands", {"commands": good, "language_code": "en"}))
    assert ok(tg.call(TOKEN, "getMyCommands", {"language_code": "en"})) == good
    for wrong in ({"command": "Re port", "description": "x"}, {"command": "x", "description": ""}):
        refused(
            tg.call(TOKEN, "setMyCommands", {"commands": [wrong]}), 400, "Bad Request: BOT_COMM"
        )
    refused(tg.call(TOKEN, "setMyDescription", {"description": "x" * 513}), 400, "Bad Request")


async def test_two_pollers_get_in_each_others_way(tg):
    first = asyncio.create_task(tg.wait_updates(TOKEN, None, 100, 5))
    await asyncio.sleep(0)
    with pytest.raises(Fault) as fault:
        await tg.wait_updates(TOKEN, None, 100, 0)
    assert fault.value.status == 409
    user = tg.add_user("Lin")
    tg.say(user.id, user.id, "hello")
    assert len(await first) == 1


async def test_polling_is_refused_while_a_webhook_is_set(tg):
    ok(tg.call(TOKEN, "setWebhook", {"url": "https://example.org/hook"}))
    with pytest.raises(Fault) as fault:
        await tg.wait_updates(TOKEN, None, 100, 0)
    assert "webhook is active" in fault.value.description


async def test_the_page_hears_of_everything_and_catches_up(tg, lin):
    tg.say(lin, lin, "before")
    known = tg.events.number
    stream = tg.listen()
    heard = asyncio.create_task(anext(stream))
    await asyncio.sleep(0)
    ok(send(tg, lin, "now"))
    number, event = await heard
    assert event["message"]["text"] == "now"
    await stream.aclose()
    late = tg.listen(after=known)
    assert (await anext(late)) == (number, event)
    await late.aclose()


def test_every_update_and_message_reads_as_aiograms_and_ptbs_models(tg, lin):
    group = tg.add_group("Office", members=[lin])
    channel = tg.add_channel("Mill", username="mill")
    post = tg.post(channel.id, "rumour", photo=b"jpeg")
    tg.say(lin, lin, "/report https://example.org")
    tg.say(lin, group.id, "/queue")
    for kind in (
        "photo",
        "document",
        "video",
        "voice",
        "audio",
        "video_note",
        "animation",
        "sticker",
    ):
        tg.upload(lin, lin, [File("f", "video/mp4", b"x")], kind=kind)
    tg.upload(
        lin, lin, [File("a", "image/jpeg", b"x"), File("b", "image/jpeg", b"y")], kind="photo"
    )
    tg.forward(lin, lin, channel.id, post["message_id"])
    tg.share_contact(lin, lin, "+8613800138000")
    said = tg.say(lin, lin, "typo")
    tg.edit(lin, lin, said["message_id"], "no typo")
    ok(send(tg, lin, "<b>x</b>", parse_mode="HTML", reply_markup=KEYS))
    tg.tap(lin, lin, "Yes")
    tg.block(lin)
    tg.remove_bot(group.id)
    updates = tg.take_updates(TOKEN)
    assert len(updates) >= 18
    for update in updates:
        assert aiograms.types().Update.model_validate(update).update_id == update["update_id"]
        assert Update.de_json(update, None).update_id == update["update_id"]
    for message in (*tg.messages(lin), *tg.messages(group.id), *tg.messages(channel.id)):
        aiograms.types().Message.model_validate(message)
    tg.unblock(lin)
    aiograms.types().User.model_validate(ok(tg.call(TOKEN, "getMe")))
    aiograms.types().WebhookInfo.model_validate(ok(tg.call(TOKEN, "getWebhookInfo")))
    aiograms.types().ChatFullInfo.model_validate(ok(tg.call(TOKEN, "getChat", {"chat_id": lin})))
