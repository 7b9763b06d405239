"""Moments as people write them, in both languages."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conversation.parsing.moments import LONGEST, moment

ZONE = "Asia/Shanghai"
NOW = int(datetime(2026, 12, 1, 15, 20, tzinfo=ZoneInfo(ZONE)).timestamp())  # a Tuesday


def read(text):
    at = moment(text, now=NOW, timezone=ZONE)
    return None if at is None else f"{datetime.fromtimestamp(at, ZoneInfo(ZONE)):%Y-%m-%d %H:%M}"


@pytest.mark.parametrize(
    ("text", "means"),
    [
        ("2026-12-03 09:00", "2026-12-03 09:00"),
        ("2026/12/3 9:05", "2026-12-03 09:05"),
        ("2026年12月3日 18：30", "2026-12-03 18:30"),
        ("12-05 18:30", "2026-12-05 18:30"),
        ("12月5日晚上8点", "2026-12-05 20:00"),
        ("1月5日", "2027-01-05 09:00"),
        ("5 dec 14:00", "2026-12-05 14:00"),
        ("Dec 5, 2026 at 2 pm", "2026-12-05 14:00"),
        ("tomorrow", "2026-12-02 09:00"),
        ("Tomorrow 9:00", "2026-12-02 09:00"),
        ("tomorrow at 9", "2026-12-02 09:00"),
        ("tomorrow at 3pm", "2026-12-02 15:00"),
        ("day after tomorrow 12:00", "2026-12-03 12:00"),
        ("today 18:00", "2026-12-01 18:00"),
        ("tonight at 8", "2026-12-01 20:00"),
        ("noon", "2026-12-02 12:00"),
        ("tomorrow noon", "2026-12-02 12:00"),
        ("18:00", "2026-12-01 18:00"),
        ("9:00", "2026-12-02 09:00"),
        ("9 am", "2026-12-02 09:00"),
        ("12 am", "2026-12-02 00:00"),
        ("monday 10:00", "2026-12-07 10:00"),
        ("next friday", "2026-12-04 09:00"),
        ("tuesday 9:00", "2026-12-08 09:00"),
        ("in an hour", "2026-12-01 16:20"),
        ("in 2 hours", "2026-12-01 17:20"),
        ("in half an hour", "2026-12-01 15:50"),
        ("in 3 days", "2026-12-04 15:20"),
        ("in 45 min", "2026-12-01 16:05"),
        ("明天上午9点", "2026-12-02 09:00"),
        ("明天九点半", "2026-12-02 09:30"),
        ("明早8点", "2026-12-02 08:00"),
        ("今晚8点", "2026-12-01 20:00"),
        ("后天下午三点", "2026-12-03 15:00"),
        ("明天中午", "2026-12-02 12:00"),
        ("明天中午1点", "2026-12-02 13:00"),
        ("下周一上午九点", "2026-12-07 09:00"),
        ("下周三10点", "2026-12-09 10:00"),
        ("周五 14:30", "2026-12-04 14:30"),
        ("星期天", "2026-12-06 09:00"),
        ("一小时后", "2026-12-01 16:20"),
        ("两个小时后", "2026-12-01 17:20"),
        ("半小时后", "2026-12-01 15:50"),
        ("30分钟后", "2026-12-01 15:50"),
        ("3天后", "2026-12-04 15:20"),
        ("下午5点", "2026-12-01 17:00"),
        ("17点30分", "2026-12-01 17:30"),
    ],
)
def test_what_people_write_is_understood(text, means):
    assert read(text) == means


@pytest.mark.parametrize(
    "text",
    [
        "",
        "soon",
        "9:75",
        "25:00",
        "2027-02-31 09:00",
        "13月5日",
        "tomorrow or so",
        "明天也许",
        "x" * 70,
    ],
)
def test_what_is_no_moment_is_none(text):
    assert read(text) is None


@given(st.text(max_size=LONGEST + 5))
def test_any_text_is_a_moment_or_none(text):
    at = moment(text, now=NOW, timezone=ZONE)
    assert at is None or isinstance(at, int)


@given(st.text(alphabet="0123456789-/:. 年月日点分后明今周一二三十下午晚tomrwinhouay", max_size=20))
def test_texts_made_of_the_words_for_times_raise_nothing(text):
    moment(text, now=NOW, timezone=ZONE)
