"""What texts are taken to speak of, whatever language they are in."""

import pytest

from handlers.ui.localizer import Localizer
from tests.support.chat import catalog

WORDS = catalog()
ASKING = """\
what happened with my report?
Is there any NEWS about   my complaint
why was my report rejected
I want to appeal, this is not right, they did not look at the video
how do I withdraw it?
I don’t agree with your decision
I lost my query code
status?
我举报的事怎么样了？
我不服，要申诉，你们根本没看视频
都一个星期了怎么还没回复
上次举报的账号处理了没有
什么时候有结果
请重新审核
查询码忘了怎么办
进度
我的舉報處理得怎麼樣了"""
REPORTING = """\
somebody cheated my mother yesterday
they took my money on https://example.org/shop
they said my account was reported and I must appeal at this link
the shop sent no reply and kept my money
the progress bar of the app never ends
在抖音上有人卖假药
骗子说账号异常需要申诉，让我转账
我举报的是一个微信公众号
客服说三天有结果，结果把我拉黑了
这人在群里不服管理到处骂人
我要举报一个卖假药的"""


def asks(profile, text):
    return Localizer(WORDS, profile, "en").asks_after_report(text)


@pytest.mark.parametrize("text", ASKING.splitlines())
def test_a_question_about_a_filed_report_is_recognised(profile, text):
    assert asks(profile, text)


@pytest.mark.parametrize("text", REPORTING.splitlines())
def test_what_is_to_be_reported_is_no_such_question(profile, text):
    assert not asks(profile, text)


def test_nothing_asks_nothing(profile):
    assert not asks(profile, " \n")
