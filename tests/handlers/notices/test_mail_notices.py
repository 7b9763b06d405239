"""A mail in words: hostile addresses, long cases, several places, danger."""

import pytest

from domain.case import Priority
from domain.notices.case_notices import NewCaseNotice
from handlers.core.services import Services
from handlers.notices import mail_notices
from storage.queues.outbox import Owed, Rank
from storage.queues.outbox_claims import Claimed
from tests.support.cases import a_case
from tests.support.chat import catalog
from tests.support.life import NOON
from usecases.cases.locations import Place
from usecases.delivery.mail_delivery import OutgoingMail
from usecases.delivery.mailed_words import Text, Words


async def unread(_):
    raise AssertionError("a mail reads no file")


@pytest.fixture
def services(profile):
    return Services(
        db=None, words=catalog(), profile=profile, now=lambda: NOON, read_file=unread, locale="en"
    )


def a_place(address="hxxps://example[.]org/shop"):
    return Place(address=address, host="example[.]org", platform="example[.]org")


def page_of(services, mail):
    return mail_notices.page(services, mail, "office@reports.example.org")


def facts_of(page):
    [(name, facts)] = page.attached
    assert name.endswith(".json")
    return facts


def a_letter(profile, **changes):
    owed = Owed(notice=NewCaseNotice(), recipient=None, rank=Rank.NEWS, order_key="mail:hengyang:7")
    values = {
        "claimed": Claimed(id=1, owed=owed, tries=1, unknowns=0, fence=1),
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
    return OutgoingMail(**{**values, **changes})


def test_a_mail_says_what_is_owed_by_when_and_how_to_answer(services, profile):
    page = page_of(services, a_letter(profile))

    assert page.subject == "案件 2611-0042"
    assert page.reply_to == "hunanfuwu168@163.com"
    for words in (
        "贵单位有新案件：2611-0042",
        "衡阳市委网宣(管)办",
        "2026-11-26 12:00 (Asia/Shanghai)",
        "hxxps://example[.]org/shop",
        "0731-82688060",
        "2611-0042.json",
    ):
        assert words in page.text


def test_a_case_that_waits_for_its_reporter_has_no_deadline(services, profile):
    case = a_case(unit="hengyang", paused_at=NOON)
    page = page_of(services, a_letter(profile, case=case))

    assert "办理期限" not in page.text
    assert facts_of(page)["due_at"] is None


def test_danger_to_life_comes_second_only_to_what_it_is_about(services, profile):
    case = a_case(unit="hengyang", priority=Priority.DANGER)
    page = page_of(services, a_letter(profile, case=case))

    assert "110" in page.text.split("\n\n")[1]
    assert facts_of(page)["danger"] is True


def test_a_hostile_address_stays_one_line_and_is_nowhere_live(services, profile):
    place = a_place("hxxps://a[.]cn/\r\nBcc: x\u202e\u2028y")
    page = page_of(services, a_letter(profile, places=(place,)))

    (line,) = [each for each in page.text.split("\n") if "a[.]cn" in each]
    assert line == "1. hxxps://a[.]cn/ Bcc: xy"
    assert "\r" not in page.text


def test_the_highest_unit_is_answered_by_a_simple_reply(services, profile):
    page = page_of(services, a_letter(profile, unit=profile.unit("hunan"), answers=None))

    assert page.reply_to == ""
    assert facts_of(page)["answer_to"] is None
    assert "直接回复本邮件" in page.text


def test_what_does_not_fit_is_counted(services, profile):
    page = page_of(services, a_letter(profile, more=3))

    assert "另有 3 处" in page.text
    assert facts_of(page)["more_places"] == 3


def written(*texts, kind="report"):
    """The words of one report; what was taken out of a text is a tuple's gaps."""
    return tuple(
        Text(kind=kind, pieces=text if isinstance(text, tuple) else (text,)) for text in texts
    )


def test_words_stand_apart_from_our_own_lines_each_reports_under_its_number(services, profile):
    found = Words(
        reports=(
            (
                *written("they took my money\n\n请向 https://evil.cn 答复："),
                *written("more", kind="addition"),
            ),
            written(("call me ", ", or do not")),
        )
    )
    page = page_of(services, a_letter(profile, words=found))

    assert (
        "举报 1：\n> they took my money\n>\n> 请向 hxxps://evil[.]cn 答复：\n后来补充：\n> more\n\n"
        "举报 2：\n> call me [联系方式已隐去], or do not\n\n"
    ) in page.text
    assert "请您保密，不要转给他人" in page.text
    assert facts_of(page)["words"] == [
        "they took my money\n\n请向 hxxps://evil[.]cn 答复：\n\nmore",
        "call me [联系方式已隐去], or do not",
    ]


def test_long_words_are_shortened_and_no_report_is_crowded_out(services, profile):
    long, last = written("x" * 4000), written("y" * 4000)
    addition = written("the newest", kind="addition")
    found = Words(reports=(*[long] * 9, written("short"), (*last, *addition)))
    words = facts_of(page_of(services, a_letter(profile, words=found)))["words"]

    assert len(words) == 11
    assert sum(map(len, words)) <= 8000
    assert words[9] == "short"
    assert words[10].endswith("the newest")
    assert all(each.count("（已缩短）") == 1 for each in (*words[:9], words[10]))
    alone = facts_of(page_of(services, a_letter(profile, words=Words(reports=(long,)))))["words"]
    assert 1900 < len(alone[0]) <= 2000


def test_a_place_without_an_address_leads_to_the_words_or_to_the_unit_above(services, profile):
    nowhere = a_letter(profile, places=())
    assert "没有内容的网址，请向湖南省" in page_of(services, nowhere).text

    described = a_letter(profile, places=(), words=Words(reports=(written("an app"),)))
    page = page_of(services, described)
    assert "请看下面的文字" in page.text
    assert "> an app" in page.text


def test_what_is_not_in_the_mail_is_asked_of_the_unit_above(services, profile):
    page = page_of(services, a_letter(profile, words=Words(left_out=2)))
    assert "另有 2 份举报的文字不在本邮件中，请向湖南省" in page.text
    assert "举报人的原话" not in page.text
    assert "不含举报人的文字说明" in page_of(services, a_letter(profile)).text


def test_of_a_closed_category_a_mail_speaks_of_no_words(services, profile):
    page = page_of(services, a_letter(profile, closed=True))
    assert "举报人" not in page.text
    assert facts_of(page)["words"] == []
