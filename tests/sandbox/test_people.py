"""What people and the bot can do to each other, and what each of them then finds."""

import pytest

from sandbox.chats import menus
from sandbox.limits import DELETE_SECONDS, UPDATE_SECONDS, Fault
from sandbox.messages import pictures
from sandbox.telegram import File, Telegram

TOKEN = "1000:sandbox"
KEYS = {"inline_keyboard": [[{"text": "Yes", "callback_data": "y"}]]}
PNG = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + (1600).to_bytes(4) + (1200).to_bytes(4)


def test_an_edit_leaves_the_update_that_waits_as_it_was(tg, bot, lin):
    said = tg.say(lin, lin, "see https://e.org")
    tg.edit(lin, lin, said["message_id"], "never mind")
    first, second = bot.updates()
    assert first["message"]["text"] == "see https://e.org"
    assert second["edited_message"]["text"] == "never mind"
    assert "entities" not in second["edited_message"]
    assert tg.messages(lin)[-1] == second["edited_message"]


def test_a_press_carries_the_message_as_it_was_seen(tg, bot, lin):
    message = bot.ok("sendMessage", chat_id=lin, text="old", reply_markup=KEYS)
    tg.tap(lin, lin, "Yes")
    bot.ok("editMessageText", chat_id=lin, message_id=message["message_id"], text="new")
    [update] = bot.updates()
    assert update["callback_query"]["message"]["text"] == "old"


def test_a_button_that_is_not_there_is_named_with_those_that_are(tg, bot, lin):
    bot.ok("sendMessage", chat_id=lin, text="x", reply_markup=KEYS)
    with pytest.raises(LookupError, match="no button 'No' among \\['Yes'\\]"):
        tg.tap(lin, lin, "No")


def test_an_edit_without_buttons_takes_them_away(tg, bot, lin):
    message = bot.ok("sendMessage", chat_id=lin, text="x", reply_markup=KEYS)
    where = {"chat_id": lin, "message_id": message["message_id"]}
    edited = bot.ok("editMessageReplyMarkup", **where)
    assert "reply_markup" not in edited
    assert "edit_date" not in edited
    assert bot.refused("editMessageReplyMarkup", **where).startswith("message is not modified")
    assert "edit_date" in bot.ok("editMessageText", **where, text="y")


def test_a_caption_is_changed_and_taken_away(tg, bot, lin):
    photo = {"photo": File("p.png", "image/png", PNG)}
    message = bot.ok("sendPhoto", photo, chat_id=lin, photo="attach://photo", caption="one")
    where = {"chat_id": lin, "message_id": message["message_id"]}
    assert bot.ok("editMessageCaption", **where, caption="two")["caption"] == "two"
    assert "caption" not in bot.ok("editMessageCaption", **where)
    assert bot.refused("editMessageText", **where, text="x") == (
        "there is no text in the message to edit"
    )


def test_messages_of_the_last_two_days_are_deleted_in_private_whoever_wrote_them(
    tg, bot, clock, lin
):
    mine, theirs = bot.ok("sendMessage", chat_id=lin, text="x"), tg.say(lin, lin, "y")
    old = tg.say(lin, lin, "z")
    bot.ok("deleteMessages", chat_id=lin, message_ids=[mine["message_id"], 999])
    bot.ok("deleteMessage", chat_id=lin, message_id=theirs["message_id"])
    clock.at += DELETE_SECONDS + 1
    refusal = bot.refused("deleteMessage", chat_id=lin, message_id=old["message_id"])
    assert refusal == "message can't be deleted for everyone"
    assert [message["text"] for message in tg.messages(lin)] == ["/start", "z"]


def test_without_rights_the_bot_deletes_and_pins_nothing_of_others(tg, bot, lin):
    group = tg.add_group("Office", members=[lin], admin=False)
    theirs = tg.say(lin, group.id, "/x")["message_id"]
    mine = bot.ok("sendMessage", chat_id=group.id, text="x")["message_id"]
    assert "can't be deleted" in bot.refused("deleteMessage", chat_id=group.id, message_id=theirs)
    assert "not enough rights" in bot.refused("pinChatMessage", chat_id=group.id, message_id=mine)
    bot.ok("deleteMessage", chat_id=group.id, message_id=mine)


def test_a_pin_is_told_once_and_can_be_undone(tg, bot, lin):
    message = bot.ok("sendMessage", chat_id=lin, text="x")
    where = {"chat_id": lin, "message_id": message["message_id"]}
    bot.ok("pinChatMessage", **where)
    bot.ok("pinChatMessage", **where)
    [update] = bot.updates()
    assert update["message"]["pinned_message"]["text"] == "x"
    assert bot.ok("getChat", chat_id=lin)["pinned_message"]["text"] == "x"
    bot.ok("unpinChatMessage", chat_id=lin)
    assert "pinned_message" not in bot.ok("getChat", chat_id=lin)


@pytest.mark.parametrize(
    ("text", "heard"),
    [
        ("good morning", False),
        ("/queue", True),
        ("/queue@sand_bot now", True),
        ("/queue@SAND_BOT", True),
        ("/queue@other_bot", False),
        ("see /queue", False),
    ],
)
def test_in_a_group_where_it_is_no_admin_the_bot_hears_what_is_meant_for_it(
    tg, bot, lin, text, heard
):
    group = tg.add_group("Office", members=[lin], admin=False)
    bot.updates()
    tg.say(lin, group.id, text)
    assert bool(bot.updates()) is heard


def test_answers_to_the_bot_and_news_of_the_group_are_heard_too(tg, bot, lin, wang):
    group = tg.add_group("Office", members=[lin], admin=False)
    asked = bot.ok("sendMessage", chat_id=group.id, text="well?")
    bot.updates()
    tg.say(lin, group.id, "yes", reply_to=asked["message_id"])
    tg.add_member(group.id, wang)
    answer, joined = (update["message"] for update in bot.updates())
    assert answer["reply_to_message"]["text"] == "well?"
    assert joined["new_chat_members"][0]["first_name"] == "Wang"


def test_a_bot_that_reads_groups_hears_everything(lin, clock):
    world = Telegram(now=clock)
    world.add_bot(token=TOKEN, username="b_bot", name="B", reads_groups=True)
    user = world.add_user("Lin").id
    group = world.add_group("Office", members=[user], admin=False)
    world.take_updates(TOKEN)
    world.say(user, group.id, "good morning")
    assert len(world.take_updates(TOKEN)) == 1
    assert world.call(TOKEN, "getMe").body["result"]["can_read_all_group_messages"] is True


def test_a_group_that_threw_the_bot_out_is_silent_to_it(tg, bot, lin):
    group = tg.add_group("Office", members=[lin])
    tg.remove_bot(group.id)
    statuses = [
        update["my_chat_member"]["new_chat_member"]["status"]
        for update in bot.updates()
        if "my_chat_member" in update
    ]
    tg.say(lin, group.id, "/queue")
    assert statuses == ["administrator", "kicked"]
    assert bot.updates() == []


def test_writing_again_ends_a_block_and_the_bot_is_told_of_both(tg, bot, lin):
    tg.block(lin)
    tg.block(lin)
    tg.say(lin, lin, "/start")
    blocked, unblocked, said = bot.updates()
    assert blocked["my_chat_member"]["new_chat_member"]["status"] == "kicked"
    assert unblocked["my_chat_member"]["new_chat_member"]["status"] == "member"
    assert said["message"]["text"] == "/start"
    bot.ok("sendMessage", chat_id=lin, text="welcome back")


def test_origins_of_forwards(tg, bot, lin, wang):
    shy = tg.add_user("Shy", last_name="One", hides=True)
    group = tg.add_group("Office", members=[lin, shy.id])
    channel = tg.add_channel("Mill", username="mill")
    tg.remove_bot(group.id)
    theirs, own = tg.say(shy.id, group.id, "psst"), tg.say(lin, group.id, "mine")
    post = tg.post(channel.id, "news", photo=PNG)
    card = bot.ok("sendMessage", chat_id=lin, text="card", reply_markup=KEYS)

    def origin(chat, message):
        return tg.forward(lin, lin, chat, message["message_id"])["forward_origin"]

    assert origin(group.id, theirs)["sender_user_name"] == "Shy One"
    assert origin(group.id, own)["sender_user"]["id"] == lin
    assert origin(channel.id, post)["message_id"] == post["message_id"]
    assert origin(lin, card)["sender_user"]["is_bot"]
    assert "reply_markup" not in tg.messages(lin)[-1]
    twice = tg.messages(lin)[-2]
    assert twice["caption"] == "news"
    assert origin(lin, twice)["type"] == "channel"


def test_what_is_protected_goes_no_further(tg, bot, lin):
    message = bot.ok("sendMessage", chat_id=lin, text="x", protect_content=True)
    where = {"chat_id": lin, "from_chat_id": lin, "message_id": message["message_id"]}
    assert message["has_protected_content"] is True
    assert bot.refused("forwardMessage", **where) == "message can't be forwarded"
    assert bot.refused("copyMessage", **where) == "message can't be copied"


def test_a_copy_is_the_bots_own_and_may_have_another_caption(tg, bot, lin):
    [photo] = tg.upload(lin, lin, [File("p.png", "image/png", PNG)], kind="photo", caption="a")
    where = {"chat_id": lin, "from_chat_id": lin, "message_id": photo["message_id"]}
    bot.ok("copyMessage", **where)
    bot.ok("copyMessage", **where, caption="<b>b</b>", parse_mode="HTML")
    plain, changed = tg.messages(lin)[-2:]
    assert plain["from"]["is_bot"]
    assert "forward_origin" not in plain
    assert (plain["caption"], changed["caption"]) == ("a", "b")
    assert changed["photo"] == photo["photo"]


def test_a_photo_has_sizes_and_a_file_its_own_path(tg, bot, lin):
    [photo] = tg.upload(lin, lin, [File("p.png", "image/png", PNG)], kind="photo")
    sizes = [(size["width"], size["height"]) for size in photo["photo"]]
    assert sizes == [(90, 67), (1600, 1200)]
    assert len({size["file_id"] for size in photo["photo"]}) == 2
    [document] = tg.upload(lin, lin, [File("报告.pdf", "application/pdf", b"%PDF")])
    told = document["document"]
    file = bot.ok("getFile", file_id=told["file_id"])
    assert file["file_unique_id"] == told["file_unique_id"]
    assert file["file_path"].startswith("documents/file_")
    assert file["file_path"].endswith(".pdf")
    assert tg.file_bytes(file["file_path"]) == b"%PDF"


@pytest.mark.parametrize(
    ("data", "size"),
    [
        (PNG, (1600, 1200)),
        (b"GIF89a" + (320).to_bytes(2, "little") + (200).to_bytes(2, "little"), (320, 200)),
        (
            b"\xff\xd8\xff\xe0\0\4ab\xff\xc0\0\x11\x08" + (600).to_bytes(2) + (800).to_bytes(2),
            (800, 600),
        ),
        (
            b"RIFF\0\0\0\0WEBPVP8X\n\0\0\0\0\0\0\0"
            + (639).to_bytes(3, "little")
            + (479).to_bytes(3, "little"),
            (640, 480),
        ),
        (b"RIFF\0\0\0\0WEBPVP8L\0\0\0\0/" + (639 | 479 << 14).to_bytes(4, "little"), (640, 480)),
        (
            b"RIFF\0\0\0\0WEBPVP8 \0\0\0\0\0\0\0\x9d\x01\x2a"
            + (640).to_bytes(2, "little")
            + (480).to_bytes(2, "little"),
            (640, 480),
        ),
        (b"\xff\xd8\xff", None),
        (b"\x89PNG\r\n\x1a\n", None),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + bytes(8), None),
        (b"a picture", None),
        (b"", None),
    ],
)
def test_the_size_of_a_picture_is_read_from_its_bytes(data, size):
    assert pictures.size(data) == size


def test_what_goes_along_with_a_message_is_kept(tg, bot, lin):
    asked = tg.say(lin, lin, "well?")
    message = bot.ok(
        "sendMessage",
        chat_id=lin,
        text="so",
        link_preview_options={"is_disabled": True},
        reply_parameters={"message_id": asked["message_id"]},
        protect_content="true",
        disable_notification=True,
    )
    assert message["link_preview_options"] == {"is_disabled": True}
    assert message["reply_to_message"]["text"] == "well?"
    lenient = {"message_id": 999, "allow_sending_without_reply": True}
    assert "reply_to_message" not in bot.ok(
        "sendMessage", chat_id=lin, text="x", reply_parameters=lenient
    )


def test_a_reply_keyboard_is_offered_not_written_and_goes_after_one_use(tg, bot, lin):
    keyboard = {"keyboard": [[{"text": "Phone", "request_contact": True}], ["No"]]}
    message = bot.ok(
        "sendMessage", chat_id=lin, text="?", reply_markup={**keyboard, "one_time_keyboard": True}
    )
    assert "reply_markup" not in message
    assert tg.chats[lin].keyboard["keyboard"][1] == [{"text": "No"}]
    shared = tg.share_contact(lin, lin, "+8613800138000")
    assert shared["contact"]["user_id"] == lin
    assert tg.chats[lin].keyboard is None
    bot.ok("sendMessage", chat_id=lin, text="?", reply_markup=keyboard)
    bot.ok("sendMessage", chat_id=lin, text="!", reply_markup={"remove_keyboard": True})
    assert tg.chats[lin].keyboard is None


def test_topics_of_a_forum(tg, bot, lin):
    forum = tg.add_group("Office", members=[lin], forum=True)
    topic = bot.ok("createForumTopic", chat_id=forum.id, name="Queue")
    where = {"chat_id": forum.id, "message_thread_id": topic["message_thread_id"]}
    assert bot.ok("sendMessage", **where, text="x")["is_topic_message"] is True
    bot.ok("editForumTopic", **where, name="Old queue")
    assert bot.refused("editForumTopic", **where, name="Old queue") == "TOPIC_NOT_MODIFIED"
    assert bot.refused("editForumTopic", **where, name=" ") == "TOPIC_TITLE_EMPTY"
    bot.ok("closeForumTopic", **where)
    assert bot.refused("sendMessage", **where, text="x") == "TOPIC_CLOSED"
    bot.ok("reopenForumTopic", **where)
    bot.ok("sendMessage", **where, text="y")
    bot.ok("deleteForumTopic", **where)
    assert bot.refused("sendMessage", **where, text="x") == "message thread not found"
    assert bot.refused("closeForumTopic", **where) == "TOPIC_ID_INVALID"


def test_members_and_administrators(tg, bot, lin, wang):
    group = tg.add_group("Office", members=[lin])
    statuses = {
        user: bot.ok("getChatMember", chat_id=group.id, user_id=user)["status"]
        for user in (lin, wang, 1000)
    }
    assert statuses == {lin: "creator", wang: "left", 1000: "administrator"}
    found = bot.ok("getChatAdministrators", chat_id=group.id)
    assert [member["status"] for member in found] == ["creator", "administrator"]
    assert bot.ok("getChatMemberCount", chat_id=group.id) == 2


def test_an_inline_query_is_answered_once(tg, bot, lin):
    query = tg.ask_inline(lin, "fraud")
    [update] = bot.updates()
    assert update["inline_query"]["query"] == "fraud"
    result = {"type": "article", "id": "1", "title": "Fraud"}
    where = {"inline_query_id": query}
    assert bot.refused("answerInlineQuery", **where, results=[result, result]) == (
        "RESULT_ID_DUPLICATE"
    )
    bad_id = [{**result, "id": "x" * 65}]
    assert bot.refused("answerInlineQuery", **where, results=bad_id) == "RESULT_ID_INVALID"
    many = [{**result, "id": str(n)} for n in range(51)]
    assert bot.refused("answerInlineQuery", **where, results=many) == "RESULTS_TOO_MUCH"
    bot.ok("answerInlineQuery", **where, results=[result])
    assert tg.inline[query]["results"] == [result]
    assert bot.refused("answerInlineQuery", **where, results=[]).startswith("query is too old")


def test_the_bot_hears_the_kinds_it_asked_for(tg, bot, lin):
    bot.ok("getUpdates", allowed_updates=["callback_query"])
    tg.say(lin, lin, "unheard")
    message = bot.ok("sendMessage", chat_id=lin, text="x", reply_markup=KEYS)
    tg.press(lin, lin, message["message_id"], "y")
    assert [set(update) - {"update_id"} for update in bot.updates()] == [{"callback_query"}]
    assert bot.ok("getWebhookInfo")["allowed_updates"] == ["callback_query"]
    bot.ok("getUpdates", allowed_updates=[])
    tg.say(lin, lin, "heard")
    assert len(bot.updates()) == 1


def test_updates_that_nobody_fetches_for_a_day_are_gone(tg, bot, clock, lin):
    tg.say(lin, lin, "old")
    clock.at += UPDATE_SECONDS - 1
    tg.say(lin, lin, "new")
    assert len(bot.ok("getUpdates")) == 2
    clock.at += 2
    [update] = bot.ok("getUpdates")
    assert update["message"]["text"] == "new"


def test_offsets_and_limits_of_asking(tg, bot, lin):
    for n in range(5):
        tg.say(lin, lin, str(n))

    def texts(**params):
        return [update["message"]["text"] for update in bot.ok("getUpdates", **params)]

    assert texts(limit=2) == ["0", "1"]
    assert texts() == ["0", "1", "2", "3", "4"]
    assert texts(offset=-2) == ["3", "4"]
    assert texts() == ["3", "4"]
    last = bot.ok("getUpdates")[-1]["update_id"]
    assert texts(offset=str(last)) == ["4"]
    assert texts(offset=last + 1) == []


def test_any_update_can_be_slipped_in(tg, bot):
    number = tg.inject(TOKEN, {"chat_boost": {"odd": True}})
    assert bot.updates() == [{"update_id": number, "chat_boost": {"odd": True}}]


def test_menus_are_the_narrowest_that_were_set(tg, bot, lin, wang):
    group = tg.add_group("Office", members=[lin, wang])

    def put(name, language="", **scope):
        commands = [{"command": name, "description": "x"}]
        given = {"scope": scope} if scope else {}
        bot.ok("setMyCommands", commands=commands, language_code=language, **given)

    def seen(user, chat):
        found = menus.commands(tg.bot, tg.users[user], tg.chats[chat])
        return [command["command"] for command in found]

    assert seen(lin, lin) == []
    put("all")
    put("zh_all", "zh")
    assert (seen(lin, lin), seen(wang, wang)) == (["zh_all"], ["all"])
    put("private", type="all_private_chats")
    put("groups", type="all_group_chats")
    assert (seen(lin, lin), seen(wang, group.id)) == (["private"], ["groups"])
    put("admins", type="all_chat_administrators")
    assert (seen(lin, group.id), seen(wang, group.id)) == (["admins"], ["groups"])
    put("here", type="chat", chat_id=group.id)
    put("makers", type="chat_administrators", chat_id=group.id)
    assert (seen(lin, group.id), seen(wang, group.id)) == (["makers"], ["here"])
    put("own", type="chat_member", chat_id=group.id, user_id=wang)
    assert seen(wang, group.id) == ["own"]
    bot.ok("deleteMyCommands", scope={"type": "chat_member", "chat_id": group.id, "user_id": wang})
    assert seen(wang, group.id) == ["here"]
    assert bot.ok("getMyCommands", language_code="zh")[0]["command"] == "zh_all"
    assert bot.ok("getMyCommands", language_code="de") == []


def test_descriptions_and_names_have_a_language_and_a_fallback(bot):
    bot.ok("setMyDescription", description="everybody")
    bot.ok("setMyDescription", description="大家", language_code="zh")
    bot.ok("setMyShortDescription", short_description="short")
    bot.ok("setMyName", name="Sandy")
    assert bot.ok("getMyDescription", language_code="zh")["description"] == "大家"
    assert bot.ok("getMyDescription", language_code="de")["description"] == "everybody"
    assert bot.ok("getMyShortDescription")["short_description"] == "short"
    assert bot.ok("getMyName")["name"] == bot.ok("getMe")["first_name"] == "Sandy"
    bot.ok("setMyDescription", description="", language_code="zh")
    assert bot.ok("getMyDescription", language_code="zh")["description"] == "everybody"


def test_the_menu_button_of_a_chat_and_of_all(bot, lin):
    bot.ok("setChatMenuButton", menu_button={"type": "commands"})
    bot.ok("setChatMenuButton", chat_id=lin, menu_button={"type": "default"})
    assert bot.ok("getChatMenuButton") == {"type": "commands"}
    assert bot.ok("getChatMenuButton", chat_id=lin) == {"type": "default"}


def test_a_world_has_one_bot(tg):
    with pytest.raises(ValueError, match="has its bot"):
        tg.add_bot(token="2:x", username="other_bot", name="Other")


def test_a_deleted_topic_takes_its_messages_and_is_written_in_no_more(tg, bot, lin):
    forum = tg.add_group("Office", members=[lin], forum=True)
    topic = bot.ok("createForumTopic", chat_id=forum.id, name="Case")["message_thread_id"]
    where = {"chat_id": forum.id, "message_thread_id": topic}
    card = bot.ok("sendMessage", **where, text="x")["message_id"]
    said = tg.say(lin, forum.id, "seen", thread=topic)
    assert (said["message_thread_id"], said["is_topic_message"]) == (topic, True)

    tg.delete_topic(forum.id, topic)

    assert [message["text"] for message in tg.messages(forum.id) if "text" in message] == []
    assert bot.refused("sendMessage", **where, text="x") == "message thread not found"
    assert bot.refused("editForumTopic", **where, name="y") == "TOPIC_ID_INVALID"
    edit = {"chat_id": forum.id, "message_id": card, "text": "y"}
    assert bot.refused("editMessageText", **edit) == "message to edit not found"
    with pytest.raises(Fault, match="TOPIC_ID_INVALID"):
        tg.delete_topic(forum.id, topic)


def test_nobody_writes_into_a_topic_that_is_closed_or_not_there(tg, bot, lin):
    forum = tg.add_group("Office", members=[lin], forum=True)
    topic = bot.ok("createForumTopic", chat_id=forum.id, name="Case")["message_thread_id"]
    where = {"chat_id": forum.id, "message_thread_id": topic}
    bot.ok("closeForumTopic", **where)
    assert bot.refused("closeForumTopic", **where) == "TOPIC_NOT_MODIFIED"
    with pytest.raises(Fault, match="TOPIC_CLOSED"):
        tg.say(lin, forum.id, "x", thread=topic)
    bot.ok("reopenForumTopic", **where)
    tg.say(lin, forum.id, "x", thread=topic)


def test_a_muted_bot_is_told_so_and_says_nothing(tg, bot, lin):
    group = tg.add_group("Office", members=[lin])
    bot.updates()

    tg.mute_bot(group.id)

    [update] = bot.updates()
    assert update["my_chat_member"]["new_chat_member"]["status"] == "restricted"
    assert bot.refused("sendMessage", chat_id=group.id, text="x").startswith("not enough rights")


def test_a_demoted_bot_makes_no_topics(tg, bot, lin):
    forum = tg.add_group("Office", members=[lin], forum=True)
    bot.updates()

    tg.demote_bot(forum.id)

    [update] = bot.updates()
    assert update["my_chat_member"]["new_chat_member"]["status"] == "member"
    refusal = bot.refused("createForumTopic", chat_id=forum.id, name="Case")
    assert refusal == "not enough rights to manage topics in the chat"
    bot.ok("sendMessage", chat_id=forum.id, text="x")


def test_who_writes_behind_a_mask_is_the_group_or_a_channel(tg, bot, lin):
    group = tg.add_group("Office", members=[lin])
    mill = tg.add_channel("Mill")
    bot.updates()

    tg.say_masked(group.id, "/bind")
    tg.say_masked(group.id, "/bind", by=mill.id)

    anonymous, channel = (update["message"] for update in bot.updates())
    assert (anonymous["from"]["id"], anonymous["sender_chat"]["id"]) == (1087968824, group.id)
    assert (channel["from"]["id"], channel["sender_chat"]["id"]) == (136817688, mill.id)
