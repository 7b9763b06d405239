"""What Telegram refuses, the sandbox refuses: with the same status and the same words."""

import pytest

from sandbox import limits
from sandbox.telegram import File

PHOTO = File("p.jpg", "image/jpeg", b"\xff\xd8")
TOO_MANY = [[{"text": "x", "callback_data": "y"}] * 8] * 13


def keys(**button):
    return {"inline_keyboard": [[{"text": "Go", **button}]]}


@pytest.mark.parametrize(
    ("params", "words"),
    [
        ({"text": None}, "message text is empty"),
        ({"text": " \n\t "}, "message text is empty"),
        ({"text": "x" * 4097}, "message is too long"),
        ({"text": "\ud800"}, "strings must be encoded in UTF-8"),
        ({"text": "<b>x</b> " * 101, "parse_mode": "HTML"}, "ENTITIES_TOO_LONG"),
        ({"parse_mode": "MarkdownV3"}, "unsupported parse_mode"),
        ({"chat_id": ""}, "chat_id is empty"),
        ({"chat_id": "@nobody"}, "chat not found"),
        ({"chat_id": "many"}, "chat not found"),
        ({"chat_id": 77}, "chat not found"),
        ({"message_thread_id": 5}, "message thread not found"),
        ({"reply_parameters": {"message_id": 999}}, "message to be replied not found"),
        ({"reply_parameters": "{"}, "can't parse reply_parameters JSON object"),
        (
            {"entities": [{"type": "loud", "offset": 0, "length": 1}]},
            "can't parse MessageEntity: Unsupported type specified",
        ),
        (
            {"entities": [{"type": "bold", "offset": -1, "length": 1}]},
            "can't parse MessageEntity: Invalid offset or length specified",
        ),
        (
            {"entities": [{"type": "bold", "offset": 0, "length": 9}]},
            "entity beginning at UTF-16 offset 0 ends after the end of the text at UTF-16 offset 5",
        ),
        ({"entities": "{}"}, "entities must be an Array"),
    ],
)
def test_words_that_cannot_be_sent(bot, lin, params, words):
    assert bot.refused("sendMessage", **{"chat_id": lin, "text": "hello", **params}) == words


@pytest.mark.parametrize(
    ("markup", "words"),
    [
        ("[]", "object expected as reply markup"),
        ("{not json", "can't parse reply_markup JSON object"),
        ({"buttons": []}, "object expected as reply markup"),
        ({"inline_keyboard": {}}, 'field "inline_keyboard" of the ReplyMarkup must be an Array'),
        ({"inline_keyboard": ["x"]}, "can't parse inline keyboard: a row must be an Array"),
        (
            {"inline_keyboard": [["x"]]},
            "can't parse inline keyboard button: button must be an Object",
        ),
        (
            {"inline_keyboard": [[{"callback_data": "x"}]]},
            "can't parse inline keyboard button: Can't find field \"text\"",
        ),
        (
            {"inline_keyboard": [[{"text": " ", "callback_data": "x"}]]},
            "can't parse inline keyboard button: button text must be non-empty",
        ),
        (
            keys(),
            "can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard",
        ),
        (keys(callback_data=""), "BUTTON_DATA_INVALID"),
        (keys(callback_data="x" * 65), "BUTTON_DATA_INVALID"),
        (keys(callback_data="林" * 22), "BUTTON_DATA_INVALID"),
        (keys(callback_data="x", url="https://e.org"), "BUTTON_TYPE_INVALID"),
        (
            keys(url="javascript:alert(1)"),
            "inline keyboard button URL 'javascript:alert(1)' is invalid: Unsupported URL protocol",
        ),
        (
            keys(url="http://localhost"),
            "inline keyboard button URL 'http://localhost' is invalid: Wrong HTTP URL",
        ),
        (keys(copy_text={"text": "x" * 257}), "BUTTON_COPY_TEXT_INVALID"),
        ({"inline_keyboard": TOO_MANY}, "reply markup is too long"),
        ({"keyboard": [["x"] * 9]}, "reply markup is too long"),
        ({"keyboard": [[""]]}, "can't parse keyboard button: button text must be non-empty"),
    ],
)
def test_keyboards_that_cannot_be_shown(bot, tg, lin, markup, words):
    before = tg.messages(lin)
    assert bot.refused("sendMessage", chat_id=lin, text="x", reply_markup=markup) == words
    assert tg.messages(lin) == before


def test_what_is_just_within_the_limits_is_taken(bot, lin):
    full = [[{"text": "x", "callback_data": "y" * 64}] * 8] * 12 + [
        [{"text": "z", "callback_data": "林" * 21}] * 4
    ]
    marked = "<b>x</b> " * 100
    bot.ok("sendMessage", chat_id=lin, text="林" * 4096, reply_markup={"inline_keyboard": full})
    message = bot.ok("sendMessage", chat_id=str(lin), text=marked, parse_mode="html")
    assert len(message["entities"]) == limits.ENTITIES


@pytest.mark.parametrize(
    ("method", "params", "words"),
    [
        ("sendPhoto", {}, "there is no photo in the request"),
        ("sendVideoNote", {}, "there is no video note in the request"),
        ("sendPhoto", {"photo": "/etc/hostname"}, "wrong file identifier/HTTP URL specified"),
        ("sendPhoto", {"photo": "attach://other"}, "wrong file identifier/HTTP URL specified"),
        (
            "sendPhoto",
            {"photo": "attach://p", "caption": "x" * 1025},
            "message caption is too long",
        ),
        (
            "sendPhoto",
            {"photo": "attach://p", "caption": "<b>", "parse_mode": "HTML"},
            "can't parse entities: Can't find end tag corresponding to start tag \"b\"",
        ),
        ("sendDocument", {"document": "attach://empty"}, "file must be non-empty"),
        (
            "sendPhoto",
            {"photo": "attach://big"},
            "file of size is too big for a photo; the maximum size is 10485760 bytes",
        ),
        ("sendDocument", {"document": "attach://huge"}, "Request Entity Too Large"),
        ("sendMediaGroup", {}, "group send failed: wrong number of media, there must be 2 to 10"),
        (
            "sendMediaGroup",
            {"media": [{"type": "photo", "media": "attach://p"}] * 11},
            "group send failed: wrong number of media, there must be 2 to 10",
        ),
        ("sendMediaGroup", {"media": ["x", "y"]}, "can't parse InputMedia: expected an Object"),
        (
            "sendMediaGroup",
            {"media": [{"media": "a"}, {"media": "b"}]},
            "can't parse InputMedia: Type of the media is unsupported in an album",
        ),
        (
            "sendMediaGroup",
            {
                "media": [
                    {"type": "photo", "media": "attach://p"},
                    {"type": "document", "media": "attach://p"},
                ]
            },
            "document and audio can't be mixed with other media types",
        ),
        ("getFile", {}, "invalid file_id"),
    ],
)
def test_files_that_cannot_be_sent(bot, tg, lin, method, params, words):
    before = tg.messages(lin)
    files = {
        "p": PHOTO,
        "empty": File("e", "text/plain", b""),
        "big": File("b.jpg", "image/jpeg", bytes(limits.PHOTO_BYTES + 1)),
        "huge": File("h", "text/plain", bytes(limits.UPLOAD_BYTES + 1)),
    }
    assert bot.refused(method, files, chat_id=lin, **params) == words
    assert tg.messages(lin) == before


def test_an_album_with_one_bad_part_is_not_sent_at_all(bot, tg, lin):
    media = [{"type": "photo", "media": "attach://p"}, {"type": "photo", "media": "nothing"}]
    before = tg.messages(lin)
    words = bot.refused("sendMediaGroup", {"p": PHOTO}, chat_id=lin, media=media)
    assert words == "wrong file identifier/HTTP URL specified"
    assert tg.messages(lin) == before


def test_a_file_is_sent_again_by_its_id_but_only_as_what_it_is(bot, tg, lin):
    [message] = tg.upload(lin, lin, [PHOTO], kind="photo")
    file_id = message["photo"][-1]["file_id"]
    again = bot.ok("sendPhoto", chat_id=lin, photo=file_id)
    assert again["photo"] == message["photo"]
    words = bot.refused("sendDocument", chat_id=lin, document=file_id)
    assert words == "can't use file of type Photo as Document"


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (lambda tg, lin: tg.block(lin), "Forbidden: bot was blocked by the user"),
        (lambda tg, lin: tg.deactivate(lin), "Forbidden: user is deactivated"),
    ],
)
@pytest.mark.parametrize("method", ["sendMessage", "sendChatAction", "editMessageText"])
def test_somebody_who_cannot_be_reached(bot, tg, lin, method, change, words):
    message = bot.ok("sendMessage", chat_id=lin, text="x")
    change(tg, lin)
    params = {"chat_id": lin, "message_id": message["message_id"], "text": "y", "action": "typing"}
    assert bot.refused(method, **params) == words


def test_groups_that_the_bot_is_not_in(bot, tg, lin):
    left, removed = tg.add_group("Left", members=[lin]), tg.add_group("Removed", members=[lin])
    channel = tg.add_channel("Mill", username="mill")
    bot.ok("leaveChat", chat_id=left.id)
    tg.remove_bot(removed.id)
    words = {
        chat: bot.refused("sendMessage", chat_id=chat, text="x")
        for chat in (left.id, removed.id, "@MILL")
    }
    assert words == {
        left.id: "Forbidden: bot is not a member of the group chat",
        removed.id: "Forbidden: bot was kicked from the group chat",
        "@MILL": "Forbidden: bot is not a member of the channel chat",
    }
    tg.add_bot_to(removed.id, by=lin)
    bot.ok("sendMessage", chat_id=removed.id, text="back")
    assert channel.messages == {}


def test_a_group_that_grew_names_its_new_number(bot, tg, lin):
    old = tg.add_group("Office", members=[lin])
    new = tg.move_group(old.id)
    reply = tg.call("1000:sandbox", "sendMessage", {"chat_id": old.id, "text": "x"})
    assert reply.status == 400
    assert reply.body["parameters"] == {"migrate_to_chat_id": new.id}
    bot.ok("sendMessage", chat_id=new.id, text="x")
    moves = [update["message"] for update in bot.updates()[-2:]]
    assert (moves[0]["migrate_to_chat_id"], moves[1]["migrate_from_chat_id"]) == (new.id, old.id)


@pytest.mark.parametrize(
    ("method", "params", "words"),
    [
        ("editMessageText", {"text": "x"}, "message to edit not found"),
        ("editMessageCaption", {"caption": "x"}, "message to edit not found"),
        ("editMessageReplyMarkup", {}, "message to edit not found"),
        ("deleteMessage", {}, "message to delete not found"),
        ("pinChatMessage", {}, "message to pin not found"),
        ("unpinChatMessage", {}, "message to unpin not found"),
        ("forwardMessage", {"from_chat_id": "lin"}, "message to forward not found"),
        ("copyMessage", {"from_chat_id": "lin"}, "message to copy not found"),
        ("copyMessage", {}, "from_chat_id is empty"),
        ("copyMessage", {"from_chat_id": "@nobody"}, "chat not found"),
        (
            "deleteMessages",
            {"message_ids": []},
            "wrong number of message identifiers, there must be 1 to 100",
        ),
        ("sendChatAction", {"action": "dance"}, "wrong parameter action in request"),
        ("editMessageText", {"text": "x", "message_id": "first"}, "invalid message_id specified"),
        ("createForumTopic", {"name": "x"}, "the chat is not a forum"),
        ("leaveChat", {}, "chat member status can't be changed in private chats"),
        ("getChatAdministrators", {}, "there are no administrators in the private chat"),
        ("getChatMember", {"user_id": 404}, "PARTICIPANT_ID_INVALID"),
        ("sendLocation", {"latitude": "north"}, "location is invalid"),
        ("sendContact", {"phone_number": "1"}, "phone number and first name must be non-empty"),
    ],
)
def test_calls_about_what_is_not_there(bot, lin, method, params, words):
    given = {name: lin if value == "lin" else value for name, value in params.items()}
    assert bot.refused(method, **{"chat_id": lin, "message_id": 999, **given}) == words


@pytest.mark.parametrize(
    ("method", "params", "words"),
    [
        (
            "setMyCommands",
            {"commands": [{"command": "Go", "description": "x"}]},
            "BOT_COMMAND_INVALID",
        ),
        (
            "setMyCommands",
            {"commands": [{"command": "x" * 33, "description": "x"}]},
            "BOT_COMMAND_INVALID",
        ),
        (
            "setMyCommands",
            {"commands": [{"command": "go", "description": " "}]},
            "BOT_COMMAND_DESCRIPTION_INVALID",
        ),
        (
            "setMyCommands",
            {"commands": [{"command": "go", "description": "x" * 257}]},
            "BOT_COMMAND_DESCRIPTION_INVALID",
        ),
        ("setMyCommands", {"commands": ["go"]}, "can't parse BotCommand: expected an Object"),
        (
            "setMyCommands",
            {"commands": [{"command": f"c{n}", "description": "x"} for n in range(101)]},
            "BOT_COMMANDS_TOO_MUCH",
        ),
        ("setMyCommands", {"language_code": "zh-hans"}, "invalid language code specified"),
        (
            "getMyCommands",
            {"scope": {"type": "everywhere"}},
            "can't parse BotCommandScope: Unsupported type specified",
        ),
        ("deleteMyCommands", {"scope": {"type": "chat", "chat_id": 404}}, "chat not found"),
        ("setMyDescription", {"description": "x" * 513}, "description is too long"),
        (
            "setMyShortDescription",
            {"short_description": "x" * 121},
            "short description is too long",
        ),
        ("setMyName", {"name": "x" * 65}, "name is too long"),
        (
            "setChatMenuButton",
            {"menu_button": {"type": "round"}},
            "can't parse menu button: MenuButton has unsupported type",
        ),
        (
            "setWebhook",
            {"url": "http://example.org/hook"},
            "bad webhook: An HTTPS URL must be provided for webhook",
        ),
        (
            "setWebhook",
            {"url": "https://example.org:8080/"},
            "bad webhook: Webhook can be set up only on ports 80, 88, 443 or 8443",
        ),
        ("setWebhook", {"url": "https://hook/"}, "bad webhook: invalid webhook URL specified"),
        (
            "setWebhook",
            {"url": "https://e.org:port/"},
            "bad webhook: invalid webhook URL specified",
        ),
        (
            "setWebhook",
            {"url": "https://example.org/", "secret_token": "not this!"},
            "secret token contains unallowed characters",
        ),
        (
            "answerCallbackQuery",
            {"callback_query_id": "1"},
            "query is too old and response timeout expired or query ID is invalid",
        ),
        (
            "answerInlineQuery",
            {"inline_query_id": "1"},
            "query is too old and response timeout expired or query ID is invalid",
        ),
    ],
)
def test_settings_and_answers_that_are_not_taken(bot, method, params, words):
    assert bot.refused(method, **params) == words


def test_a_person_that_an_app_would_stop_is_stopped(tg, bot, lin, wang):
    group = tg.add_group("Office", members=[lin])
    acts = (
        lambda: tg.say(wang, group.id, "x"),
        lambda: tg.say(wang, lin, "x"),
        lambda: tg.say(lin, lin, ""),
        lambda: tg.say(lin, lin, "x" * 4097),
        lambda: tg.press(lin, lin, 999, "x"),
        lambda: tg.edit(lin, lin, 999, "x"),
        lambda: tg.upload(lin, lin, [PHOTO], kind="hologram"),
        lambda: tg.forward(lin, lin, lin, 999),
    )
    for act in acts:
        with pytest.raises(limits.Fault):
            act()
    assert not [update for update in bot.updates() if "message" in update][1:]


def test_what_was_refused_is_remembered_with_its_words(bot, tg, lin):
    bot.refused("sendMessage", chat_id=lin, text="")
    assert tg.refused == [
        ("sendMessage", {"chat_id": lin, "text": ""}, "Bad Request: message text is empty")
    ]
