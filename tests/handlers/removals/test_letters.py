"""A letter as people read it: both languages, what is asked, why, and no address that opens."""

import re
from typing import get_args

import pytest
from msgspec.structs import replace

from domain.notices.removal_notices import Why
from domain.removals.letter import Letter
from domain.removals.removal import TIMED, Ask
from domain.removals.xarf_types import XarfType
from handlers.removals import letters
from handlers.ui.localizer import Localizer
from locales.catalog import Catalog

ASKED, DUE = 1_796_000_000, 1_796_172_800
LIVE = re.compile(r"https?://|www\.")


@pytest.fixture
def localizers(profile):
    words = Catalog()
    return [Localizer(words, profile, locale) for locale in profile.locales]


@pytest.fixture
def request_of_the_province(profile):
    return Letter(
        number="2611-0042/1",
        why="asked",
        unit=profile.unit("hunan"),
        to=profile.provider("weibo").names,
        language="zh-Hans",
        what=Ask.REMOVE,
        addresses=("https://weibo.com/u/1", "http://203.0.113.9/x?a=b.cn"),
        marks=("7f2c0a4e-8f0b-4c53-9c1d-2a51e0d44d10", "0d1de2a8-55a0-4a45-8f1c-9f52a7a0c0d2"),
        rule="public_security-58",
        facts="要求先交“保证金”。\r\nSee https://pay.example.com/1 or call\u202e me.",
        asked_at=ASKED,
        due_at=DUE,
        category="fraud",
        subcategory="shopping",
        xarf=XarfType(type="fraud", fields={"fraud_type": "shopping"}),
    )


def test_the_letter_in_both_languages(request_of_the_province, localizers):
    subject, text = letters.written(request_of_the_province, localizers)
    assert subject == (
        "关于网络内容的处置要求 2611-0042/1 / Request 2611-0042/1 about online content"
    )
    chinese, english = text.split("-" * 40)
    assert chinese == (
        "致：微博\n"
        "发函单位：湖南省互联网违法和不良信息举报中心\n"
        "编号：2611-0042/1\n"
        "\n"
        "我们已核查下列内容，请贵方采取以下措施。\n"
        "\n"
        "处置要求：删除该内容。\n"
        "涉嫌违反的规定：《中华人民共和国治安管理处罚法》第五十八条（诈骗、敲诈勒索）\n"
        "答复期限：2026-12-02 08:53 (Asia/Shanghai)\n"
        "\n"
        "核查情况：\n"
        "要求先交“保证金”。\n"
        "See hxxps://pay[.]example[.]com/1 or call me.\n"
        "\n"
        "内容所在位置（网址已作处理，以免误点：hxxp 即 http，[.] 即点号）：\n"
        "1. hxxps://weibo[.]com/u/1\n"
        "2. hxxp://203[.]0[.]113[.]9/x?a=b[.]cn\n"
        "\n"
        "答复方式：请告知已办理、部分办理，或者不予办理及理由，并注明编号 2611-0042/1。\n"
        "– 电话：0731-82688060\n"
        "– 邮件：hunanfuwu168@163.com（也可直接回复本邮件）\n"
        "\n"
        "附件为供计算机读取的同一要求，内有准确网址（XARF 4 格式）。\n"
        "\n"
        "本函由系统自动发出，不含举报人的任何信息。\n"
        "\n"
    )
    assert "To: Weibo\nFrom: Hunan Internet Illegal and Harmful Information" in english
    assert "What we ask: Remove the content.\n" in english
    assert "Please answer by: 2026-12-02 08:53 (Asia/Shanghai)" in english


def test_the_language_of_the_addressee_stands_first(request_of_the_province, localizers):
    letter = replace(request_of_the_province, language="en")
    subject, text = letters.written(letter, localizers)
    assert subject.startswith("Request 2611-0042/1 about")
    assert text.startswith("To: Weibo\n")
    assert "致：微博" in text


@pytest.mark.parametrize("why", get_args(Why))
def test_each_reason_has_its_subject_and_its_words(request_of_the_province, localizers, why):
    plain, _ = letters.written(request_of_the_province, localizers)
    letter = replace(request_of_the_province, why=why, above={"zh-Hans": "上级", "en": "Above"})
    subject, text = letters.written(letter, localizers)
    assert (subject == plain) == (why == "asked")
    assert text.count("2611-0042/1") >= 2
    if why == "ordered":
        assert "The unit above (Above) has ordered" in text
        assert "上级单位（上级）已责令" in text
    assert ("What we ask" in text) == (why != "settled")
    assert ("XARF" in text) == (why != "settled")


@pytest.mark.parametrize("ask", list(Ask))
def test_each_measure_is_said_in_both_languages(request_of_the_province, localizers, ask):
    days = 7 if ask in TIMED else None
    _, text = letters.written(replace(request_of_the_province, what=ask, days=days), localizers)
    assert ("7 days" in text) == ("7 天" in text) == (ask in TIMED)
    said = [line for line in text.splitlines() if re.match("处置要求：|What we ask: ", line)]
    assert len(said) == len(set(said)) == 2


def test_no_address_can_be_opened(request_of_the_province, localizers):
    _, text = letters.written(request_of_the_province, localizers)
    assert not LIVE.search(text)
    assert "\u202e" not in text


def test_a_closed_categorys_letter_has_the_address_and_a_warning(
    request_of_the_province, localizers
):
    letter = replace(request_of_the_province, closed=True, facts="")
    _, text = letters.written(letter, localizers)
    assert "hxxps://weibo[.]com/u/1" in text
    assert "except to the police" in text
    assert "请勿保存、发送或转发" in text
    assert "What we found" not in text


def test_what_is_left_out_and_what_is_missing_is_said(request_of_the_province, localizers):
    _, text = letters.written(replace(request_of_the_province, more=3), localizers)
    assert "… and 3 more addresses" in text
    nowhere = replace(request_of_the_province, addresses=(), marks=(), xarf=None)
    _, text = letters.written(nowhere, localizers)
    assert "There is no address of the content. Please ask us." in text
    assert "XARF" not in text


def test_an_office_without_phone_or_open_address_is_answered_by_reply(
    request_of_the_province, localizers
):
    hidden = replace(
        request_of_the_province.unit, phone="", email="hun***@163.com", email_masked=True
    )
    _, text = letters.written(replace(request_of_the_province, unit=hidden), localizers)
    assert "– by replying to this mail" in text
    assert "hun***" not in text
