"""A mail in words: hostile addresses, long cases, several places, danger."""

import pytest

from domain.case import Priority
from handlers import letters
from handlers.house import House
from storage.outbox import Claimed, Notice, Rank
from tests.support.cases import a_case
from tests.support.chat import catalog
from tests.support.life import NOON
from usecases.mailing import Letter
from usecases.places import Place


async def unread(_):
    raise AssertionError("a mail reads no file")


@pytest.fixture
def house(profile):
    return House(
        db=None, words=catalog(), profile=profile, now=lambda: NOON, read_file=unread, locale="en"
    )


def a_place(address="hxxps://example[.]org/shop"):
    return Place(address=address, host="example[.]org", platform="example[.]org")


def a_letter(profile, **changes):
    notice = Notice(
        kind="new_case", recipient=None, params={}, rank=Rank.NEWS, order_key="mail:hengyang:7"
    )
    values = {
        "claimed": Claimed(id=1, notice=notice, tries=1, unknowns=0, fence=1),
        "news": "new_case",
        "mark": "ab" * 16,
        "thread": "cd" * 16,
        "unit": profile.unit("hengyang"),
        "answers": profile.unit("hunan"),
        "case": a_case(unit="hengyang"),
        "places": (a_place(),),
        "more": 0,
        "closed": False,
        "at": NOON,
    }
    return Letter(**{**values, **changes})


def test_a_mail_says_what_is_owed_by_when_and_how_to_answer(house, profile):
    page = letters.page(house, a_letter(profile))

    assert page.subject == "件 2611-0042"
    assert page.reply_to == "hunanfuwu168@163.com"
    for words in (
        "贵单位有新件：2611-0042",
        "衡阳市委网宣(管)办",
        "2026-11-26 12:00 (Asia/Shanghai)",
        "hxxps://example[.]org/shop",
        "0731-82688060",
        "2611-0042.json",
    ):
        assert words in page.text


def test_a_case_that_waits_for_its_reporter_has_no_deadline(house, profile):
    case = a_case(unit="hengyang", paused_at=NOON)
    page = letters.page(house, a_letter(profile, case=case))

    assert "办理期限" not in page.text
    assert page.facts["due_at"] is None


def test_danger_to_life_comes_second_only_to_what_it_is_about(house, profile):
    case = a_case(unit="hengyang", priority=Priority.DANGER)
    page = letters.page(house, a_letter(profile, case=case))

    assert "110" in page.text.split("\n\n")[1]
    assert page.facts["danger"] is True


def test_a_hostile_address_stays_one_line_and_is_nowhere_live(house, profile):
    place = a_place("hxxps://a[.]cn/\r\nBcc: x\u202e\u2028y")
    page = letters.page(house, a_letter(profile, places=(place,)))

    (line,) = [each for each in page.text.split("\n") if "a[.]cn" in each]
    assert line == "1. hxxps://a[.]cn/ Bcc: xy"
    assert "\r" not in page.text


def test_the_highest_unit_is_answered_by_a_simple_reply(house, profile):
    page = letters.page(house, a_letter(profile, unit=profile.unit("hunan"), answers=None))

    assert page.reply_to == ""
    assert page.facts["answer_to"] is None
    assert "直接回复本邮件" in page.text


def test_what_does_not_fit_is_counted(house, profile):
    page = letters.page(house, a_letter(profile, more=3))

    assert "另有 3 处" in page.text
    assert page.facts["more_places"] == 3
