import pytest

from conversation.forms.report import LEAST_DESCRIPTION
from conversation.parsing.written import weight


@pytest.mark.parametrize(
    ("text", "weighs"),
    [
        ("", 0),
        ("  no idea ", 7),
        ("the app, 8pm", 12),
        ("昨晚八点", 8),
        ("昨晚8点", 7),
        ("微博，昨晚", 9),
        ("カタカナ한국", 12),
        ("ｎｏ　ｉｄｅａ", 7),
        ("av170001", 15),
        ("＠张三", 12),
        ("12345", 5),
        ("🔥🔥", 2),
    ],
)
def test_a_text_weighs_what_its_script_carries(text, weighs):
    assert weight(text) == weighs


@pytest.mark.parametrize(
    "text",
    [
        "微博@张三 昨晚8点",
        "微博@张三",
        "抖音号dy888888",
        "av170001",
        "BV1xx",
        "QQ群 123456",
        "QQ群：12345",
        "快手号12345678",
        "13900139000",
        "小红书 用户小明 昨天",
        "the app, 8pm",
    ],
)
def test_a_short_description_that_says_where_the_content_is_is_enough(text):
    assert weight(text) >= LEAST_DESCRIPTION


@pytest.mark.parametrize(
    "text",
    [
        "no idea",
        "hello there",
        "你好",
        "在吗？",
        "我要举报",
        "骗子！！",
        "12377",
        "？？？",
        "8点",
        "mp3",
    ],
)
def test_what_names_nothing_is_not_enough(text):
    assert weight(text) < LEAST_DESCRIPTION
