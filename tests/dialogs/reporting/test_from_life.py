"""What people really send, one test for each kind of message that was once lost or misread.

Each goes from the message to what staff read. How single addresses, contacts and files are read is
tested beside their parsers (`tests/conversation/parsing`, `tests/domain/test_file_kinds.py`).
"""

import pytest
from telegram.error import BadRequest

from domain.report import MAX_FILE_BYTES, MAX_LINKS
from sandbox.cast import wording
from sandbox.messages.files import attached
from sandbox.telegram import File
from storage.reporting import reports
from tests.dialogs.moderation.test_casework import PNG, newest, with_files
from tests.dialogs.reporting.test_begin_anywhere import asks, sends
from tests.support.by_hand import QUESTIONS, act, submit

CASE = "2611-0001"
CHANNEL = {"id": -1001234500009, "title": "稳赚群", "type": "channel", "username": "wenzhuan_demo"}
FRIEND = {"id": 777_009, "is_bot": False, "first_name": "阿强"}


def posted(number):
    """The origin of a channel's post."""
    return {"type": "channel", "chat": CHANNEL, "message_id": number, "date": 1_760_000_000}


def from_friend(second=0):
    """The origin of somebody's message."""
    return {"type": "user", "sender_user": FRIEND, "date": 1_760_000_000 + second}


def hidden(words, url):
    """An address behind the first of these words."""
    return {"type": "text_link", "offset": 0, "length": len(words), "url": url}


def film(size, **content):
    """A film of this size, of which Telegram hands out nothing when it is too big."""
    video = {"file_id": "film", "file_unique_id": "film", "file_size": size, "duration": 90}
    return {"video": {**video, "width": 640, "height": 360}, **content}


def photo(world, number, **content):
    """A picture of its own."""
    file = File(f"{number}.png", "image/png", PNG + bytes([number]))
    return attached(world.telegram, "photo", file) | content


async def together(person, *contents):
    """Messages right after one another, and the answer to all of them."""
    world = person.world
    world.after_the_last(person.account)
    for content in contents:
        world.telegram.send(person.account, person.account, content)
        await world.settle()
    world.later(3)
    await world.settle()


async def files_it(person):
    """From the category on, with nothing more to say."""
    await person.taps("Fraud")
    await person.taps("Fake bank")
    if "Skip" in person.labels():
        await person.taps("Skip")
    await person.taps("Region")
    await person.taps("Changsha")
    await submit(person)


async def card(moderator):
    """What staff read of it, with its addresses as they were before they were made dead."""
    await moderator.says(f"/case {CASE}")
    return newest(moderator).replace("[.]", ".").replace("[:]", ":").replace("hxxp", "http")


async def is_read(citizen, moderator, *wanted):
    """Submit, and find all of it on the card."""
    await files_it(citizen)
    shown = await card(moderator)
    for each in wanted:
        assert each in shown, shown
    return shown


async def test_a_story_in_one_message_with_its_link(citizen, moderator):
    await citizen.says(
        "在 https://mall-k.com/g?id=31 付了八千，不发货，老板微信 mall_boss9，户名赵某"
    )
    wanted = ("https://mall-k.com/g?id=31", "八千", "mall_boss9", "赵某")
    await is_read(citizen, moderator, *wanted)


async def test_a_story_below_a_picture_with_its_link(citizen, moderator, world):
    caption = wording("输了密码就少了两千六 https://wallet-k.com/s 收款人钱某", "caption")
    await sends(citizen, **photo(world, 1, **caption))
    await is_read(citizen, moderator, "https://wallet-k.com/s", "两千六", "钱某")


async def test_an_album_with_other_words_below_each_picture(citizen, moderator, world):
    captions = ("付款截图", "骗子头像 https://face-k.com/p", "群公告 https://group-k.com/n")
    pictures = [
        photo(world, number, media_group_id="31", **wording(caption, "caption"))
        for number, caption in enumerate(captions)
    ]
    await together(citizen, *pictures)
    wanted = ("付款截图", "骗子头像", "群公告", "face-k.com/p", "group-k.com/n")
    await is_read(citizen, moderator, *wanted)


async def test_ten_pictures_with_one_caption(citizen, moderator, world):
    pictures = [photo(world, number, media_group_id="32") for number in range(10)]
    pictures[0] |= wording("群里的人都被他骗了，账号 qq 10086123", "caption")
    await together(citizen, *pictures)
    assert citizen.words("kept-files", count=10) in citizen.last["text"]
    await is_read(citizen, moderator, "10086123", "10 files")


async def test_the_story_put_to_the_link_by_an_edit(citizen, moderator):
    await citizen.says("https://mall-k.com/e")
    sent = [m for m in citizen.chat if m.get("text") == "https://mall-k.com/e"][-1]
    await citizen.edits(sent["message_id"], "https://mall-k.com/e 定金五百，收了就拉黑")
    await is_read(citizen, moderator, "https://mall-k.com/e", "定金五百")


async def test_a_forward_as_the_words_of_a_report(citizen, moderator):
    await citizen.says("https://step-k.com/1")
    for label in ("Fraud", "Fake bank"):
        await citizen.taps(label)
    citizen.sees("report-words-ask")
    await sends(citizen, text="今晚转到建行尾号8812", forward_origin=posted(70))
    await citizen.taps("Region")
    await citizen.taps("Changsha")
    await submit(citizen)
    shown = await card(moderator)
    assert "wenzhuan_demo/70" in shown
    assert "建行尾号8812" in shown


async def test_an_address_behind_words_written_at_the_words(citizen, moderator):
    await citizen.says("https://step-k.com/2")
    for label in ("Fraud", "Fake bank"):
        await citizen.taps(label)
    text = "付款页是她发来的"
    await sends(citizen, text=text, entities=[hidden(text[:3], "https://hidden-k.com/pay")])
    await citizen.taps("Region")
    await citizen.taps("Changsha")
    await submit(citizen)
    assert "hidden-k.com/pay" in await card(moderator)


async def test_a_forward_added_to_a_report(citizen, moderator):
    await citizen.says("https://step-k.com/3")
    await files_it(citizen)
    await citizen.taps("Add evidence")
    marks = [hidden("充值入口", "https://hidden-k.com/top-up")]
    await sends(citizen, text="充值入口", entities=marks, forward_origin=posted(71))
    shown = await card(moderator)
    assert "wenzhuan_demo/71" in shown
    assert "hidden-k.com/top-up" in shown


async def test_five_forwards_of_a_chat(citizen, moderator):
    texts = (
        "在家赚钱",
        "先交押金300",
        "押金再加900",
        "链接 https://job-k.com/in",
        "账户被冻结要解冻费",
    )
    forwards = (
        {"text": text, "forward_origin": from_friend(number)} for number, text in enumerate(texts)
    )
    await together(citizen, *forwards)
    assert citizen.texts().count(citizen.words("report-category-ask")) == 1
    await is_read(citizen, moderator, "在家赚钱", "300", "900", "job-k.com/in", "解冻费")


async def test_a_comment_and_then_the_post_that_it_is_about(citizen, moderator):
    forward = {"text": "百家乐 首充送", "forward_origin": posted(72)}
    await together(citizen, {"text": "我舅舅在这个群里输了房子"}, forward)
    await is_read(citizen, moderator, "输了房子", "wenzhuan_demo/72")


async def test_a_voice_message_and_then_words(citizen, moderator, world):
    voice = attached(world.telegram, "voice", File("v.ogg", "audio/ogg", b"OggS sound"))
    await sends(citizen, **voice)
    await citizen.says("这个人骗钱")
    citizen.sees("held-report")
    await citizen.taps("Report this")
    kept = (citizen.words("kept-words"), citizen.words("kept-files", count=1))
    assert all(each in citizen.last["text"] for each in kept)  # nothing looks lost
    await citizen.says("https://voice-k.com/1")
    await is_read(citizen, moderator, "这个人骗钱", "1 file")


async def test_a_film_of_200_mb_in_a_post(citizen, moderator):
    caption = wording("全集在 https://film-k.com/all", "caption")
    await sends(citizen, **film(10 * MAX_FILE_BYTES, forward_origin=posted(73), **caption))
    citizen.sees("file-not-kept-too_big", size=20)
    await is_read(citizen, moderator, "wenzhuan_demo/73", "film-k.com/all")


async def test_a_film_of_25_mb_with_the_story_below_it(citizen, moderator):
    caption = wording("快手号 yao5566 直播卖假药，我妈付了一万二", "caption")
    await sends(citizen, **film(25 * 1024 * 1024, **caption))
    citizen.sees("file-not-kept-too_big", size=20)
    await is_read(citizen, moderator, "yao5566", "一万二")


async def test_a_story_of_somebody(citizen, moderator):
    await sends(citizen, story={"chat": CHANNEL, "id": 14})
    await is_read(citizen, moderator, "t.me/wenzhuan_demo/s/14")


async def test_a_line_about_a_quoted_post(citizen, moderator):
    about = {"origin": posted(74), "chat": CHANNEL, "message_id": 74}
    quote = {"text": "存五千送五千", "position": 0, "is_manual": True}
    await sends(citizen, text="这条是骗人的", external_reply=about, quote=quote)
    await is_read(citizen, moderator, "wenzhuan_demo/74", "存五千送五千", "这条是骗人的")


async def test_addresses_behind_buttons_of_every_kind(citizen, moderator):
    keys = [
        [{"text": "注册", "url": "https://key-k.com/r?c=9"}],
        [{"text": "小程序", "web_app": {"url": "https://app-k.com/w"}}],
        [{"text": "登录", "login_url": {"url": "https://login-k.com/l"}}],
    ]
    markup = {"inline_keyboard": keys}
    await sends(citizen, text="领奖", forward_origin=posted(75), reply_markup=markup)
    await is_read(citizen, moderator, "key-k.com/r?c=9", "app-k.com/w", "login-k.com/l")


async def test_a_contact_card(citizen, moderator):
    contact = {"phone_number": "+8613700137001", "first_name": "退款专员", "user_id": 888_009}
    await sends(citizen, contact=contact, forward_origin=from_friend())
    await is_read(citizen, moderator, "13700137001", "退款专员")


async def test_a_post_made_with_an_inline_bot(citizen, moderator):
    bot = {"id": 5_550_009, "is_bot": True, "first_name": "Poll", "username": "poll_demo_bot"}
    text = {"text": "投票 https://poll-k.com/1", "forward_origin": posted(76), "via_bot": bot}
    await sends(citizen, **text)
    await is_read(citizen, moderator, "poll-k.com/1", "wenzhuan_demo/76")


async def test_a_forward_that_begins_with_a_slash_beside_an_open_report(citizen, moderator):
    await citizen.says("https://slash-k.com/1")
    mark = {"type": "bot_command", "offset": 0, "length": 7}
    text = "/cancel 退单请到 https://slash-k.com/2"
    await sends(citizen, text=text, entities=[mark], forward_origin=from_friend())
    assert citizen.words("cancel-done") not in citizen.texts()
    await is_read(citizen, moderator, "slash-k.com/1", "slash-k.com/2")


async def test_the_command_and_the_story_in_one_message(citizen, moderator):
    await citizen.says("/report https://cmd-k.com/x 卖假票")
    assert citizen.words("report-material-ask") not in citizen.texts()
    await is_read(citizen, moderator, "cmd-k.com/x", "卖假票")


@pytest.mark.parametrize("command", ["/start", "/help", "/cases", "/jubao", "/wangzhi"])
async def test_a_link_behind_a_command_that_takes_none(citizen, moderator, command):
    await citizen.says(f"{command} https://behind-k.com/x 卖假证")
    citizen.sees("report-category-ask")
    await is_read(citizen, moderator, "behind-k.com/x", "卖假证")


async def test_a_link_with_signs_glued_to_it(citizen, moderator):
    await citizen.says("🎰https://glued-k.com🎰上分找 t.me/glued_demo👈")
    shown = await is_read(citizen, moderator, "https://glued-k.com/", "https://t.me/glued_demo")
    assert "xn--" not in shown


async def test_a_numbered_list_is_no_address(citizen, moderator):
    await citizen.says("/report")
    await citizen.says("1.网址被屏蔽 2.公司叫某某科技 3.手机号13700137002")
    shown = await is_read(citizen, moderator, "被屏蔽", "13700137002")
    assert "http" not in shown


async def test_a_name_on_another_platform_is_no_address_in_telegram(citizen, moderator):
    await citizen.says("/report")
    await citizen.says("抖音账号 @lisi_demo88 造谣说学校停课")
    shown = await is_read(citizen, moderator, "lisi_demo88", "造谣")
    assert "t.me/" not in shown


async def test_ten_characters_that_say_where_it_is(citizen, moderator):
    await citizen.says("/report")
    await citizen.says("快手号ks66778")
    citizen.sees("report-category-ask")
    await is_read(citizen, moderator, "ks66778")


async def test_two_pages_behind_a_hash_are_two(citizen, moderator):
    await citizen.says("https://h5.hash-k.com/#/a?c=1 https://h5.hash-k.com/#/b?c=2")
    await is_read(citizen, moderator, "h5.hash-k.com/#/a?c=1", "h5.hash-k.com/#/b?c=2")


async def test_a_contact_with_words_after_it(citizen, world):
    for question, answer in QUESTIONS.items():
        if question == "region":
            break
        await act(citizen, answer)
    await citizen.taps("Contact")
    await citizen.taps("Leave contact")
    await citizen.says("13700137003，微信也是这个，晚上打")
    citizen.sees("report-review-ask")
    assert citizen.last["text"].count("13700137003") == 1
    assert "+8613700137003, 微信也是这个，晚上打" in citizen.last["text"]


async def test_of_five_files_one_is_refused_when_staff_open_them(citizen, moderator, world):
    names = [f"{number}.pdf" for number in range(5)]
    await with_files(world, citizen, *names, kind="document", data=b"%PDF-1.7\n")
    await moderator.says(f"/case {CASE}")
    for method in ("sendMediaGroup", "sendDocument"):
        world.wire.faults[method] = BadRequest("injected")
    await moderator.taps_on_card("Evidence")
    assert sum("document" in message for message in moderator.chat) == 4
    moderator.sees("files-unsent", count=1, places="1")


async def test_the_answer_to_an_office_is_typed_without_its_button(citizen, moderator):
    await citizen.says("https://ask-k.com/1")
    await files_it(citizen)
    await asks(moderator, question="Where did the money go?")
    await citizen.says("建行尾号8812，户名周某")
    await citizen.taps("Send")
    assert "尾号8812" in await card(moderator)


async def test_the_answer_to_an_office_is_a_photo_with_words_below_it(citizen, moderator, world):
    await citizen.says("https://ask-k.com/2")
    await files_it(citizen)
    await asks(moderator, question="Please send the receipt.")
    await sends(citizen, **photo(world, 9, **wording("转账截图，尾号8813", "caption")))
    citizen.sees("held-yours")
    await citizen.taps("Send")
    shown = await card(moderator)
    assert "尾号8813" in shown
    assert "1 file" in shown


async def test_more_links_than_are_listed(citizen, moderator):
    links = [f"https://many-k.com/{number}" for number in range(MAX_LINKS + 5)]
    await citizen.says("\n".join(links))
    citizen.saw("report-link-many", most=MAX_LINKS)
    await files_it(citizen)


async def test_the_hidden_address_of_a_bot(citizen, moderator):
    url = "tg://resolve?domain=prize_k_bot&start=7"
    await sends(citizen, text="点我领奖", entities=[hidden("点我领奖", url)])
    await is_read(citizen, moderator, "t.me/prize_k_bot?start=7")


async def test_a_long_paste_that_the_phone_cuts_in_two(citizen, moderator):
    await citizen.says("https://paste-k.com/1")
    for label in ("Fraud", "Fake bank"):
        await citizen.taps(label)
    first, rest = "开头：她加我微信。" + "说" * 4087, "说" * 900 + "结尾：共被骗六万七。"
    await together(citizen, {"text": first}, {"text": rest})
    await citizen.taps("Region")
    await citizen.taps("Changsha")
    await submit(citizen)
    text = await citizen.world.db.run(reports.text_of, 1)
    assert text.startswith("开头")
    assert text.endswith("六万七。")


async def test_an_address_with_a_slip_in_its_scheme(citizen, moderator):
    await citizen.says("打不开 https: //www.slip-k.com/x 也有 ttps://slip-j.com/y")
    await is_read(citizen, moderator, "https://www.slip-k.com/x", "https://slip-j.com/y")
