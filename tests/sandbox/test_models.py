"""Everything the sandbox makes is what other people's models of the Bot API expect."""

import pytest
import telegram

from sandbox.messages.files import KINDS
from sandbox.telegram import File
from tests.support import aiograms

PNG = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + (640).to_bytes(4) + (480).to_bytes(4)
KEYS = {
    "inline_keyboard": [
        [{"text": "Yes", "callback_data": "y"}, {"text": "Site", "url": "https://e.org"}],
        [{"text": "Copy", "copy_text": {"text": "R-1"}}],
    ]
}

# The fixture `tg` checks every update and message as it is made: `conftest.by_the_models`.


def heard(bot):
    return [next(key for key in update if key != "update_id") for update in bot.updates()]


def test_what_people_do(tg, bot, lin, wang):
    group = tg.add_group("Office", members=[lin, wang], forum=True)
    channel = tg.add_channel("Mill", username="mill")
    posts = [tg.post(channel.id, "see https://e.org", photo=photo) for photo in (None, PNG)]
    tg.say(lin, lin, "/report@sand_bot 😀 a@e.org @somebody #tag")
    for kind in sorted(KINDS):
        tg.upload(lin, lin, [File("f.bin", "video/mp4", PNG)], kind=kind, caption="see e.org")
    parts = [File(f"{n}.png", "image/png", PNG) for n in range(3)]
    assert len({each["media_group_id"] for each in tg.upload(lin, lin, parts, kind="photo")}) == 1
    assert all("media_group_id" not in each for each in tg.upload(lin, lin, parts, kind="voice"))
    for post in posts:
        tg.forward(lin, lin, channel.id, post["message_id"])
    tg.share_contact(lin, lin, "+8613800138000", of=wang)
    tg.send(lin, lin, {"location": {"latitude": 28.2, "longitude": 112.9}})
    said = tg.say(lin, group.id, "typo", reply_to=tg.say(wang, group.id, "x")["message_id"])
    tg.edit(lin, group.id, said["message_id"], "no typo")
    tg.ask_inline(lin, "fraud")
    bot.ok("sendMessage", chat_id=lin, text="x", reply_markup=KEYS)
    tg.tap(lin, lin, "Yes")
    tg.block(lin)
    tg.unblock(lin)
    tg.remove_bot(group.id)
    kinds = heard(bot)
    assert {"message", "edited_message", "callback_query", "inline_query", "my_chat_member"} == {
        *kinds
    }
    assert len(kinds) == 29


def test_what_the_bot_sends(tg, bot, lin):
    files = {"f": File("f.png", "image/png", PNG)}
    for kind in sorted(KINDS):
        method = "send" + kind.title().replace("_", "")
        given = {kind: "attach://f", "caption": "<i>x</i>", "parse_mode": "HTML"}
        message = bot.ok(method, files, chat_id=lin, has_spoiler=True, **given, reply_markup=KEYS)
        assert message["caption"] == "x"
        assert ("has_media_spoiler" in message) is (kind in {"photo", "video", "animation"})
    media = [{"type": "document", "media": "attach://f", "caption": "x"}] * 2
    album = bot.ok("sendMediaGroup", files, chat_id=lin, media=media, protect_content=True)
    assert all(part["has_protected_content"] for part in album)
    bot.ok("sendLocation", chat_id=lin, latitude=28.2, longitude="112.9")
    bot.ok("sendContact", chat_id=lin, phone_number="12377", first_name="Hotline")
    where = {"chat_id": lin, "from_chat_id": lin, "message_id": album[0]["message_id"]}
    assert bot.refused("forwardMessage", **where) == "message can't be forwarded"


@pytest.mark.parametrize(
    ("method", "model"),
    [
        ("getMe", "User"),
        ("getChat", "ChatFullInfo"),
        ("getWebhookInfo", "WebhookInfo"),
        ("getMyName", "BotName"),
        ("getMyDescription", "BotDescription"),
        ("getMyShortDescription", "BotShortDescription"),
        ("getChatMenuButton", "MenuButtonCommands"),
    ],
)
def test_what_the_bot_asks_for(bot, lin, method, model):
    found = bot.ok(method, chat_id=lin)
    getattr(aiograms.types(), model).model_validate(found)
    assert getattr(telegram, model).de_json(found, None) is not None


def test_files_topics_and_members(tg, bot, lin):
    forum = tg.add_group("Office", members=[lin], forum=True)
    [message] = tg.upload(lin, lin, [File("f.txt", "text/plain", b"x")])
    file = bot.ok("getFile", file_id=message["document"]["file_id"])
    aiograms.types().File.model_validate(file)
    topic = bot.ok("createForumTopic", chat_id=forum.id, name="Queue")
    aiograms.types().ForumTopic.model_validate(topic)
    found = bot.ok("getChatAdministrators", chat_id=forum.id)
    kinds = [aiograms.types().ChatMemberOwner, aiograms.types().ChatMemberAdministrator]
    for kind, member in zip(kinds, found, strict=True):
        kind.model_validate(member)
        assert telegram.ChatMember.de_json(member, None).status == member["status"]


def test_a_check_that_fails_is_heard_at_once(tg, lin):
    def never(kind, thing):
        raise AssertionError(kind)

    tg.checks.append(never)
    with pytest.raises(AssertionError, match="Message"):
        tg.say(lin, lin, "x")
