"""Words written round a link are kept, whichever way they come, and so is every link in words."""

import pytest

from domain.network.people import Role
from sandbox.cast import wording
from sandbox.messages import files
from sandbox.telegram import File
from storage.cases import cases, messages
from storage.evidence import evidence_reading
from storage.reporting import reports, targets
from tests.dialogs.moderation.test_casework import PNG, newest
from tests.dialogs.reporting.test_edits import mine
from tests.dialogs.reporting.test_report import submit, to_review
from tests.support.chat import talking
from tests.support.post import attached, post_office, text

STORY = "https://shop-a.com/item?id=7 这家店骗了我5000元，客服QQ 88866600，收款人李某"


def album(person, *captions):
    """Photos sent as one, each with words of its own."""
    telegram = person.world.telegram
    for number, caption in enumerate(captions):
        photo = File(f"{number}.png", "image/png", PNG + bytes([number]))
        content = files.attached(telegram, "photo", photo) | {"media_group_id": "77"}
        telegram.send(person.account, person.account, content | wording(caption, "caption"))


async def addresses(world, report=1):
    return [each.normalised for each in await world.db.run(targets.of_report, report)]


async def card(person):
    await person.says("/case 2611-0001")
    return newest(person)


async def test_a_first_messages_words_are_in_the_review_and_on_the_card(citizen, world, moderator):
    await citizen.says(STORY)
    await to_review(citizen)
    said = ("5000元", "88866600", "李某")
    assert all(each in newest(citizen) for each in said)
    await submit(citizen)

    assert await world.db.run(reports.text_of, 1) == STORY
    shown = await card(moderator)
    assert all(each in shown for each in (*said, "hxxps://shop-a[.]com/item?id=7"))
    assert await addresses(world) == ["https://shop-a.com/item?id=7"]


@pytest.mark.parametrize(
    "typed", ["https://shop-a.com/a", "https://shop-a.com/a, hxxps://shop-b[.]com/b\n@a_channel."]
)
async def test_links_alone_are_not_repeated_as_words(citizen, world, typed):
    await citizen.says(typed)
    await to_review(citizen)
    assert newest(citizen).count("https://shop-a.com/a") == 1
    await submit(citizen)

    assert await world.db.run(reports.text_of, 1) == ""


async def test_what_is_more_than_twenty_links_stays_in_the_words(citizen, world):
    await citizen.says(" ".join(f"https://shop-a.com/{number}" for number in range(25)))
    await to_review(citizen)
    await submit(citizen)

    assert len(await addresses(world)) == 20
    assert "https://shop-a.com/24" in await world.db.run(reports.text_of, 1)


async def test_a_caption_with_a_link_is_kept_whole_and_its_link_is_the_place(
    citizen, world, moderator
):
    await citizen.sends("q.png", data=PNG, caption="扫码被扣了三千八 https://pay-a.com/q 户名王某")
    await to_review(citizen)
    assert "三千八" in newest(citizen)
    assert "户名王某" in newest(citizen)
    await submit(citizen)

    shown = await card(moderator)
    assert all(each in shown for each in ("三千八", "户名王某", "pay-a[.]com/q"))
    assert (await world.db.run(reports.text_of, 1)).count("三千八") == 1


@pytest.mark.parametrize("turned", [False, True])
async def test_every_caption_of_an_album_and_every_link_in_them_is_kept(
    citizen, world, moderator, turned
):
    captions = ["转账记录", "客服骂人 https://pay-b.com/c", "录屏见 https://pay-c.com/v"]
    album(citizen, *(reversed(captions) if turned else captions))
    await world.settle()
    world.later(3)
    await world.settle()
    await to_review(citizen)
    wanted = ("转账记录", "客服骂人", "录屏见", "pay-b.com/c", "pay-c.com/v")
    assert all(each in newest(citizen) for each in wanted)
    await submit(citizen)

    shown = await card(moderator)
    assert all(each.replace(".", "[.]") in shown for each in wanted)
    assert sorted(await addresses(world)) == ["https://pay-b.com/c", "https://pay-c.com/v"]
    assert len(await world.db.run(evidence_reading.of_report, 1)) == 3


async def test_words_under_a_file_sent_later_are_kept_and_their_link_is_a_place(citizen, world):
    await citizen.says("https://shop-a.com/a")
    await citizen.taps("Fraud")
    await citizen.taps("Fake bank")
    await citizen.taps("Skip")
    await citizen.taps("Add files")
    await citizen.sends("q.png", data=PNG, caption="paid here: https://pay-a.com/q")
    await citizen.taps("Done")
    assert "paid here" in newest(citizen)
    await submit(citizen)

    assert await addresses(world) == ["https://shop-a.com/a", "https://pay-a.com/q"]
    assert "paid here" in await world.db.run(reports.text_of, 1)


@pytest.mark.soak
async def test_a_description_stays_the_place_beside_the_link_of_a_caption(
    citizen, world, moderator
):
    await citizen.says("/report")
    await citizen.says("the group 'easy money' in the green app, last night")
    await citizen.taps("Fraud")
    await citizen.taps("Fake bank")
    await citizen.sends("q.png", data=PNG, caption="https://pay-a.com/q")
    for label in ("Region", "Changsha"):
        await citizen.taps(label)
    assert "easy money" in newest(citizen)
    await submit(citizen)

    shown = await card(moderator)
    assert "easy money" in shown
    assert "pay-a[.]com/q" in shown


async def test_links_in_the_answer_in_words_are_places_those_under_a_word_too(
    citizen, world, moderator
):
    await citizen.says("https://shop-a.com/a")
    await citizen.taps("Fraud")
    await citizen.taps("Fake bank")
    words = "他发来的付款页面在这里，还有 https://pay-b.com/x"
    hidden = {"type": "text_link", "offset": 5, "length": 4, "url": "https://pay-hidden-a.com/p"}
    world.telegram.send(citizen.account, citizen.account, {"text": words, "entities": [hidden]})
    await world.settle()
    for label in ("Region", "Changsha"):
        await citizen.taps(label)
    assert "pay-hidden-a.com/p" in newest(citizen)
    await submit(citizen)

    assert "付款页面" in await card(moderator)
    assert await addresses(world) == [
        "https://shop-a.com/a",
        "https://pay-hidden-a.com/p",
        "https://pay-b.com/x",
    ]


async def test_the_text_of_a_forwarded_post_with_a_link_is_in_the_review(citizen, world, moderator):
    channel = world.telegram.add_channel("Mill", username="mill")
    post = world.telegram.post(channel.id, "充100送100 https://pay-a.com/q")
    await citizen.forwards(channel.id, post["message_id"])
    await to_review(citizen)
    assert "充100送100" in newest(citizen)
    await submit(citizen)

    assert (await card(moderator)).count("充100送100") == 1
    assert await world.db.run(reports.text_of, 1) == ""  # they are the post's words


# Edits.


async def test_words_added_by_an_edit_before_filing_reach_staff(citizen, world, moderator):
    await citizen.says("https://shop-b.com/a")
    await citizen.edits(
        mine(citizen, "https://shop-b.com/a"), "https://shop-b.com/a 付款后被拉黑，损失三千元"
    )
    citizen.sees("edited-open")
    await to_review(citizen)
    assert "三千元" in newest(citizen)
    await submit(citizen)

    assert "三千元" in await card(moderator)


async def test_words_and_links_added_by_an_edit_after_filing_reach_staff(citizen, world, moderator):
    await citizen.says("https://shop-b.com/a")
    await to_review(citizen)
    await submit(citizen)
    more = "https://shop-b.com/a 付款后被拉黑，损失三千元，又见 https://shop-c.com/b"
    await citizen.edits(mine(citizen, "https://shop-b.com/a"), more)
    citizen.sees("edited-filed")

    [version] = await world.db.run(messages.last, 1, limit=5)
    assert version.text == more
    shown = await card(moderator)
    assert "三千元" in shown
    assert "hxxps://shop-c[.]com/b" in shown
    assert await addresses(world) == ["https://shop-b.com/a", "https://shop-c.com/b"]


async def test_an_edited_caption_that_was_the_first_answer_is_the_only_version(citizen, world):
    await citizen.sends("q.png", data=PNG, caption="扫码 https://pay-a.com/q")
    await citizen.edits(
        mine(citizen, "扫码 https://pay-a.com/q"), "被扣三千八 https://pay-b.com/q 户名王某"
    )
    citizen.sees("edited-open")
    await to_review(citizen)
    await submit(citizen)

    assert await addresses(world) == ["https://pay-b.com/q"]
    assert await world.db.run(reports.text_of, 1) == "被扣三千八 https://pay-b.com/q 户名王某"


async def test_a_link_put_into_a_caption_by_an_edit_is_a_place_and_goes_with_it(citizen, world):
    await citizen.says("https://shop-a.com/a")
    await citizen.taps("Fraud")
    await citizen.taps("Fake bank")
    await citizen.taps("Skip")
    await citizen.taps("Add files")
    await citizen.sends("q.png", data=PNG, caption="the bill")
    await citizen.edits(mine(citizen, "the bill"), "the bill of https://pay-a.com/q")
    await citizen.edits(
        mine(citizen, "the bill of https://pay-a.com/q"), "the bill of https://pay-b.com/q"
    )
    await citizen.taps("Done")
    await submit(citizen)

    assert await addresses(world) == ["https://shop-a.com/a", "https://pay-b.com/q"]
    assert await world.db.run(reports.text_of, 1) == "the bill of https://pay-b.com/q"


async def test_a_link_taken_out_leaves_the_words_of_other_messages(citizen, world):
    await citizen.says("https://shop-a.com/item?id=7")
    await citizen.says("这家店骗了我5000元")
    await to_review(citizen)
    await citizen.says("https://shop-b.com/b")
    await citizen.taps("✏️ What I sent")
    await citizen.taps("🗑 https://shop-a.com/item")
    await citizen.taps("Back")
    citizen.sees("report-review-ask")
    await submit(citizen)

    assert await addresses(world) == ["https://shop-b.com/b"]
    assert await world.db.run(reports.text_of, 1) == "这家店骗了我5000元"


async def test_words_taken_back_by_an_edit_do_not_come_back(citizen, world):
    await citizen.says(STORY)
    await citizen.edits(mine(citizen, STORY), "https://shop-a.com/item?id=7")
    citizen.sees("edited-open")
    await to_review(citizen)
    await citizen.taps("✏️ What I sent")
    await citizen.taps("Back")
    await submit(citizen)

    assert await world.db.run(reports.text_of, 1) == ""


# What staff enter, and /report with its link.


async def test_words_round_a_link_that_staff_enter_are_kept(world, moderator):
    await moderator.says("/enter")
    await moderator.taps("Report by phone")
    await moderator.taps("By phone")
    await moderator.says(STORY)
    for label in ("Fraud", "Fake bank", "Region", "Changsha"):
        await moderator.taps(label)
    moderator.sees("entered-review-ask")
    assert "5000元" in newest(moderator)
    await submit(moderator)

    assert await world.db.run(reports.text_of, 1) == STORY
    assert "收款人李某" in await card(moderator)


@pytest.mark.parametrize("command", ["/report ", "/report\n", "/report@jubao_test_bot  "])
async def test_report_with_a_link_and_words_begins_with_them(citizen, world, moderator, command):
    await citizen.says(f"{command}https://arg-a.com/x 这家店骗了我")
    citizen.sees("report-category-ask")
    assert citizen.words("report-material-ask") not in citizen.texts()
    await to_review(citizen)
    assert "这家店骗了我" in newest(citizen)
    await submit(citizen)

    assert await world.db.run(reports.text_of, 1) == "https://arg-a.com/x 这家店骗了我"
    assert await addresses(world) == ["https://arg-a.com/x"]


async def test_an_address_under_a_word_behind_the_command_is_found(citizen, world):
    content = {
        "text": "/report 就是这个页面",
        "entities": [
            {"type": "bot_command", "offset": 0, "length": 7},
            {"type": "text_link", "offset": 10, "length": 4, "url": "https://arg-a.com/x"},
        ],
    }
    world.telegram.send(citizen.account, citizen.account, content)
    await world.settle()
    await to_review(citizen)
    await submit(citizen)

    assert await addresses(world) == ["https://arg-a.com/x"]
    assert await world.db.run(reports.text_of, 1) == "就是这个页面"


async def test_an_edited_report_command_is_read_anew(citizen, world):
    await citizen.says("/report https://arg-a.com/x 诈骗")
    await citizen.edits(
        mine(citizen, "/report https://arg-a.com/x 诈骗"), "/report https://arg-a.com/y 骗了三千"
    )
    citizen.sees("edited-open")
    await to_review(citizen)
    await submit(citizen)

    assert await addresses(world) == ["https://arg-a.com/y"]
    assert await world.db.run(reports.text_of, 1) == "https://arg-a.com/y 骗了三千"


async def test_words_too_few_to_find_the_content_are_kept_and_the_link_is_asked_for(citizen, world):
    await citizen.says("/report 骗子")
    assert citizen.words("kept-words") in citizen.last["text"]
    citizen.sees("report-material-ask")
    await citizen.says("https://arg-a.com/x")
    await to_review(citizen)
    assert "骗子" in newest(citizen)
    await submit(citizen)

    assert await world.db.run(reports.text_of, 1) == "骗子"


async def test_as_much_as_a_message_holds_may_stand_behind_the_command(citizen, world):
    await citizen.says("/report " + "骗" * 4050)
    citizen.sees("report-category-ask")
    await to_review(citizen)
    await submit(citizen)
    [target] = await world.db.run(targets.of_report, 1)
    assert target.raw == "骗" * 4050


@pytest.mark.parametrize("label", ["Continue", "Start again"])
async def test_with_a_report_open_what_is_sent_with_the_command_goes_with_either(
    citizen, world, label
):
    await citizen.says(STORY)
    await citizen.taps("Fraud")
    await citizen.says("/report https://arg-a.com/x 又骗了我一次")
    citizen.sees("offered-kept")
    await citizen.says("/report https://arg-b.com/y 还有这家")
    await citizen.taps(label)
    if label == "Start again":
        await to_review(citizen)
        wanted = []
    else:
        await citizen.taps("Fake bank")
        wanted = ["https://shop-a.com/item?id=7"]
    assert "又骗了我一次" in newest(citizen)
    await submit(citizen)

    assert await addresses(world) == [*wanted, "https://arg-a.com/x", "https://arg-b.com/y"]
    filed = await world.db.run(reports.text_of, 1)
    assert "又骗了我一次" in filed
    assert "还有这家" in filed
    assert ("收款人李某" in filed) == (label == "Continue")


async def test_an_open_report_is_gone_on_with_by_its_own_buttons_and_a_later_one_begins_empty(
    citizen, world
):
    await citizen.says("https://shop-a.com/a")
    await citizen.says("/report https://arg-a.com/x 又骗了我一次")
    await citizen.taps("Continue")
    await citizen.says("/report")
    assert citizen.words("offered-kept") not in citizen.texts(1)
    await citizen.taps("Start again")
    citizen.sees("report-material-ask")


async def test_a_picture_sent_before_the_command_is_part_of_the_report(citizen, world):
    await citizen.sends("q.png", data=PNG, caption="转账记录")
    await citizen.says("/report https://arg-a.com/x 这家店骗了我")
    citizen.sees("report-category-ask")
    await to_review(citizen)
    await submit(citizen)

    assert len(await world.db.run(evidence_reading.of_report, 1)) == 1
    filed = await world.db.run(reports.text_of, 1)
    assert "转账记录" in filed
    assert "这家店骗了我" in filed


@pytest.mark.soak
async def test_the_open_report_does_not_grow_without_end(citizen, world):
    await citizen.says("https://shop-a.com/a")
    texts = [f"/report https://arg-a.com/{number} " + "骗" * 3900 for number in range(6)]
    for each in texts:
        await citizen.says(each)
    assert "16,000" in citizen.texts(1)
    citizen.sees("report-category-ask")
    await to_review(citizen)
    await submit(citizen)
    kept = await world.db.run(reports.text_of, 1)
    said = [each.removeprefix("/report ") in kept for each in texts]
    assert said == [True] * 4 + [False] * 2


# The mail to units without staff.


@pytest.mark.soak
async def test_a_mail_has_every_address_and_the_words_beside_them_as_the_card_has(
    sqlite_url, tmp_path
):
    async with (
        post_office() as office,
        talking(
            sqlite_url,
            tmp_path,
            smtp_url=office.url,
            mail_from="office@reports.example.org",
            locale="en",
        ) as world,
    ):
        parent = await world.staff("Liu", Role.LEAD, unit="hunan")
        citizen = world.person("Lin")
        await citizen.says(STORY)
        await citizen.taps("Fraud")
        await citizen.taps("Fake bank")
        await citizen.sends("q.png", data=PNG, caption="付款页 https://pay-a.com/q")
        for label in ("Region", "Hengyang"):
            await citizen.taps(label)
        await submit(citizen)
        await citizen.edits(mine(citizen, STORY), f"{STORY}，又见 https://shop-c.com/b")

        first, edited = office.taken
        places = ["hxxps://shop-a[.]com/item?id=7", "hxxps://pay-a[.]com/q"]
        assert [place["address"] for place in attached(first)["places"]] == places
        assert [place["address"] for place in attached(edited)["places"]] == [
            *places,
            "hxxps://shop-c[.]com/b",
        ]
        for mail in office.taken:
            said = text(mail)
            assert (
                "hxxps://shop-a[.]com/item?id=7 这家店骗了我5000元，客服QQ 88866600，收款人李某"
                in said
            )
            assert "付款页 hxxps://pay-a[.]com/q" in said
            assert "https://" not in said
        assert "又见 hxxps://shop-c[.]com/b" in text(edited)
        shown = await card(parent)
        assert "收款人李某" in shown
        assert "付款页" in shown
        assert (await world.db.run(cases.get, 1)).unit == "hengyang"


# Words beside a contact.


@pytest.mark.soak
@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("13800138000（微信同号）", "+8613800138000"),
        ("手机号是 13800138000，谢谢", "+8613800138000"),
        ("邮箱：abc@qq.com", "abc@qq.com"),
        ("abc@qq.com。", "abc@qq.com"),
        ("电话13800138000，邮箱是abc@qq.com。", "+8613800138000, abc@qq.com"),
    ],
)
async def test_a_contact_is_taken_out_of_the_words_beside_it(citizen, typed, kept):
    await citizen.says("https://shop-a.com/a")
    for label in ("Fraud", "Fake bank", "Skip", "Contact", "Leave"):
        await citizen.taps(label)
    await citizen.says(typed)

    citizen.sees("report-review-ask")
    assert kept in newest(citizen)
