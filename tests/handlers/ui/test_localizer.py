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
我的舉報處理得怎麼樣了
接下来会怎么样？
What happens next?"""
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
我要举报一个卖假药的
我被骗了三万块，接下来怎么办"""


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


COMPLAINING = """\
我要投诉你们
我要投诉你们单位
你们不作为
你们就是不作为，太让人失望
你们根本不管，报了三次都没用
对你们的处理不满
我对你们很失望
我要给你们提意见
你们的效率太低了
你们工作人员态度恶劣
你们互相推诿
你们踢皮球踢了一个月
举报中心不作为
我要去告你们
投诉你们的办理人员
投诉办理人员
我要投诉
我要投訴你們
你们是干什么的，一个月了
I want to complain about you
I want to make a complaint about your office
I'd like to complain!
You did nothing about it
you do nothing
You’re doing nothing at all
your staff are rude
Your office is useless
I am dissatisfied with your work
You never answer
Do your job
I will report you to the ministry
I have a complaint about this office
you keep ignoring me"""
ABOUT_OTHERS = """\
我要投诉一个网站
我要投诉一个主播骗钱
我想投诉抖音上的一个账号
投诉某购物平台卖假货
投诉商家不退款
我要举报一个不作为的平台
这个平台不作为，任由骗子发广告
客服态度恶劣，不给退款
投诉微信群里有人赌博
这家公司推诿不退钱
他们说要投诉我，让我转账
骗子冒充你们的客服打电话给我
这个网站太慢了还收钱
有人在群里批评政府被骂
有人造谣说派出所不作为
主播说不满意可以投诉
举报人被对方威胁
有个垃圾网站天天发黄色广告
没用的保健品卖给老人
我要投诉快手的一个直播间
I want to complain about a website
I want to complain about an account on Douyin
I have a complaint about a shop that sells fakes
The shop is useless and never replies
Their staff were rude and kept my money
The seller told me to complain about it elsewhere
The scammer said: give me your staff number
They said they would do nothing about it
A streamer insults people who complain
This site ignores me and took my money
An account calls people useless"""


def complains(profile, text):
    return Localizer(WORDS, profile, "en").complains_of_office(text)


@pytest.mark.parametrize("text", COMPLAINING.splitlines())
def test_a_complaint_about_the_offices_is_recognised(profile, text):
    assert complains(profile, text)


@pytest.mark.parametrize("text", ABOUT_OTHERS.splitlines())
def test_a_complaint_about_somebody_else_is_a_report(profile, text):
    assert not complains(profile, text)
    assert not asks(profile, text)
