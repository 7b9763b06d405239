"""Accounts in what people send: addresses, forwarded channels, @name beside a platform."""

import pytest

from conversation.material import facts
from conversation.parsing import account_names, account_search
from conversation.parsing.links import find_links
from domain.draft import Carried, Draft
from domain.material import Piece
from tests.support.shipped import PROFILE

PLATFORMS = PROFILE.platforms


def draft(*texts, origin=None, answers=None):
    pieces = tuple(
        Piece(key=str(number), text=text, links=facts(find_links(text)), origin=origin)
        for number, text in enumerate(texts)
    )
    return Draft(
        id="a", who="b", form="report", answers=answers or {}, carried=Carried(pieces=pieces)
    )


def named(*texts, **more):
    found = account_names.in_draft(draft(*texts, **more), PLATFORMS)
    return [f"{each.platform} {each.name}" for each in found]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("https://weibo.com/u/123", ["weibo 123"]),
        ("微博 @张三 骗人", ["weibo 张三"]),
        ("微博上的@张三", ["weibo 张三"]),
        ("抖音 ＠假货王，别买", ["douyin 假货王"]),
        ("Weibo @Scam_Shop. Do not buy", ["weibo Scam_Shop"]),
        ("Telegram @scam_shop sells fakes", ["telegram scam_shop"]),
        ("https://v.douyin.com/abc @小骗子", ["douyin 小骗子"]),
        ("https://weibo.com/u/123 又叫 @假货王", ["weibo 123", "weibo 假货王"]),
        ("https://weibo.com/u/123 and https://weibo.com/u/123?x=1", ["weibo 123"]),
        # The platform is not known, or there are several:
        ("@scam_shop sells fakes", []),
        ("weibo and douyin @abc_def", []),
        ("https://weibo.com/ttarticle/p/1 https://v.douyin.com/x @abc_def", []),
        # In Chinese without spaces the sentence may go on:
        ("微博上的@张三骗了我", []),
        # It is a name on Telegram, which the other platform only leads to:
        ("抖音引流到 @facai_demo", []),
        ("@facai_demo 抖音号dy888", []),
        ("@scam_shop 这个微博号骗人", ["weibo scam_shop"]),
        ("Platform: Weibo\nAccount: @scam_shop", ["weibo scam_shop"]),
        ("微博@某某", ["weibo 某某"]),
        # No account at all:
        ("weibo a@b.com", []),
        ("weibo @", []),
        # The reporter's own:
        ("They scam on Telegram, contact me at @lin_lin", []),
        ("微博有人骗钱，联系我 @lin_lin", []),
        ("My weibo is @lin_lin", []),
        # What is said before is another sentence:
        ("They took my money. Weibo @scam_shop", ["weibo scam_shop"]),
        ("他骗了我。微博 @scam_shop", ["weibo scam_shop"]),
    ],
)
def test_a_text(text, found):
    assert named(text) == found


def test_each_piece_tells_its_own_platform():
    assert named("https://weibo.com/ttarticle/p/1", "@scam_shop") == []


def test_an_account_that_is_the_reporters_contact_is_left_out():
    contact = {"contact": {"account": "Telegram lin_lin"}}
    assert named("Telegram @lin_lin and @scam_shop", answers=contact) == ["telegram scam_shop"]


@pytest.mark.parametrize(
    ("origin", "found"),
    [
        ({"kind": "channel", "username": "Scam_News", "id": 5}, ["telegram Scam_News"]),
        ({"kind": "channel", "username": "", "title": "Private", "id": 5}, []),
        ({"kind": "user", "username": "lin_lin", "id": 5}, []),
        ({"kind": "hidden_user", "title": "Lin"}, []),
        ({"kind": "chat", "username": "a_group"}, []),
    ],
)
def test_only_a_public_channel_is_named_as_the_origin_of_a_post(origin, found):
    assert named("they promise ten per cent a day", origin=origin) == found


def test_a_report_names_no_more_than_twenty():
    text = " ".join(f"https://weibo.com/u/{number}" for number in range(100, 120))
    more = " 微博 " + " ".join(f"@名字{number}" for number in range(50))
    assert len(named(text, more)) == account_names.MOST_ACCOUNTS


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("weibo @x1", ["weibo x1"]),
        ("微博 @x1", ["weibo x1"]),
        ("weibo x1", ["weibo x1"]),
        ("WeChat official account @foo", ["wechat foo"]),
        ("https://weibo.com/u/123", ["weibo 123"]),
        ("weibo.com/u/123", ["weibo 123"]),
        ("hxxps://weibo[.]com/u/123", ["weibo 123"]),
        ("example.org", []),
        ("2611-0042", []),
        ("closed fraud", []),
        ("fraud @x1", []),
        ("@", []),
        ("", []),
    ],
)
def test_a_typed_search(typed, found):
    accounts = account_search.typed(typed, PLATFORMS)
    assert [f"{each.platform} {each.name}" for each in accounts] == found


def test_a_name_alone_may_be_on_any_platform():
    found = account_search.typed("@x1", PLATFORMS)
    assert {each.platform for each in found} == set(PLATFORMS.by_code)
    assert {each.name for each in found} == {"x1"}
