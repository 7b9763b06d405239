"""A reporter's own contact is found in their words however it is written; other people's stays."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conversation.parsing import own_contact
from conversation.parsing.own_contact import pieces

PHONE = ("phone", "+8613800138000")
LANDLINE = ("phone", "+8673182688060")
EMAIL = ("email", "lin.wei@example.net")
QQ = ("email", "123456789@qq.com")
NAME = ("name", "林晓伟")
LATIN = ("name", "Canary Nameson")
CODE = ("code", "ABCD-1234-V0WX")
ACCOUNT = ("account", "5550123456")


@pytest.mark.parametrize(
    ("own", "text", "left"),
    [
        (("words", "13800138000 / 13900139000"), "13900139000 or 138-0013-8000", "* or *"),
        (("words", "0731-82688060 转 8003 张先生"), "我是张先生，0731 82688060", "我是*，*"),
        (("words", "a@qq.com, lin.wei@example.net"), "mail lin.wei@example.net", "mail *"),
        (("words", "晚上打 微信 abc12345"), "my id is abc12345.", "my id is *."),
        (("account", "微信 abc12345"), "my id is abc12345.", "my id is *."),
        (("account", "QQ 123456789"), "123456789", "*"),
        (("words", ""), "nothing is taken", "nothing is taken"),
        (PHONE, "call me 13800138000, please", "call me *, please"),
        (PHONE, "电话13800138000。", "电话*。"),
        (PHONE, "138 0013 8000", "*"),
        (PHONE, "138-0013-8000 or 138.0013.8000", "* or *"),
        (PHONE, "+86 138 0013 8000", "*"),
        (PHONE, "0086-13800138000", "*"),
        (PHONE, "+8613800138000", "*"),
        (PHONE, "１３８００１３８０００", "*"),
        (PHONE, "一三八零零一三八〇〇〇", "*"),
        (PHONE, "幺三八零零幺三八零零零", "*"),
        (PHONE, "①③⑧⓪⓪①③⑧⓪⓪⓪", "*"),
        (PHONE, "138\u200b0013\u200b8000", "*"),
        (PHONE, "1️⃣3️⃣8️⃣0️⃣0️⃣1️⃣3️⃣8️⃣0️⃣0️⃣0️⃣", "*\ufe0f\u20e3"),
        (PHONE, "twice 13800138000 13800138000", "twice * *"),
        (PHONE, "https://evil.cn/?m=13800138000&x=1", "https://evil.cn/?m=*&x=1"),
        (LANDLINE, "0731-82688060", "*"),
        (LANDLINE, "(0731) 8268 8060", "(*"),
        (LANDLINE, "only 82688060 after nine", "only * after nine"),
        (EMAIL, "write to lin.wei@example.net.", "write to *."),
        (EMAIL, "LIN.WEI@Example.NET", "*"),
        (EMAIL, "lin.wei [at] example [dot] net", "*"),
        (EMAIL, "lin.wei(at)example(dot)net", "*"),
        (EMAIL, "lin.wei＠example．net", "*"),
        (EMAIL, "lin.wei @ example . net", "*"),
        (EMAIL, "I am lin.wei on WeChat", "I am * on WeChat"),
        (EMAIL, "我是lin.wei啊", "我是*啊"),
        (QQ, "my QQ is 123456789", "my QQ is *"),
        (QQ, "QQ 123 456 789 ", "QQ * "),
        (NAME, "我叫林晓伟，被骗了", "我叫*，被骗了"),
        (NAME, "林 晓 伟", "*"),
        (NAME, "林\u200b晓伟", "*"),
        (LATIN, "I am canary nameson.", "I am *."),
        (LATIN, "CANARY  NAMESON", "*"),
        (LATIN, "Nameson, Canary", "*, *"),
        (LATIN, "Mrs Nameson said", "Mrs * said"),
        (("name", "Lin"), "lin was robbed, says Lin的", "* was robbed, says *的"),
        (("name", "José"), "I am Jose\u0301", "I am *"),
        (CODE, "my code abcd 1234 vowx", "my code *"),
        (CODE, "ABCD1234V0WX", "*"),
        (ACCOUNT, "my id is 5550123456", "my id is *"),
    ],
)
def test_ones_own_contact_is_taken_out_of_ones_words(own, text, left):
    assert "*".join(pieces(text, [own])) == left


@pytest.mark.parametrize(
    ("own", "text"),
    [
        (PHONE, "the fraudster: 13900139000, QQ 987654321"),
        (PHONE, "it cost 8000 on the 13th, order 1380013"),
        (LANDLINE, "order 5582688060017"),
        (EMAIL, "he writes from lin.wei@evil.example and boss@example.net"),
        (EMAIL, "colin.weiss@example.net"),
        (("email", "li@example.net"), "li said so, and li@evil.cn"),
        (QQ, "QQ 1234567890"),
        (LATIN, "the canary and its namesonly"),
        (("name", "Lin"), "Berlin, linear, Linda"),
        (("name", "林"), "森林里"),
        (("name", "A"), "a man and a woman"),
        (("account", "11"), "11 people"),
        (CODE, "ABCD-1234-V0WY"),
    ],
)
def test_what_is_not_ones_own_stays_as_it_is(own, text):
    assert pieces(text, [own]) == (text,)


def test_what_lies_within_something_else_that_is_taken_out_goes_once():
    own = [PHONE, ("email", "13800138000@139.com"), ("account", "13800138000")]
    assert pieces("a 13800138000@139.com b", own) == ("a ", " b")


@given(st.text(max_size=80), st.text(max_size=80))
def test_it_is_gone_wherever_it_stands_and_the_rest_stays(before, after):
    found = "*".join(pieces(f"{before} 13800138000 {after}", [PHONE, EMAIL, NAME]))
    assert "13800138000" not in found


_WRITTEN = (
    "13800138000 一三八 138 0013 8000 LIN.WEI lin.wei (at) example.net 林 晓伟 Canary nameson"
    " ABCD l234 vowx 5550123456 q ı - @"
)
_TEXTS = st.lists(st.sampled_from([*_WRITTEN.split(), " "])).map("".join)


@given(_TEXTS, st.sampled_from([PHONE, LANDLINE, EMAIL, QQ, NAME, LATIN, CODE, ACCOUNT]))
def test_a_look_at_the_bare_text_spares_patterns_and_changes_nothing(text, own):
    found = pieces(text, [own])
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(own_contact._Searched, "may_have", lambda *_: True)
        assert found == pieces(text, [own])


@pytest.mark.parametrize(
    "text", ["1" * 4000, " " * 4000, "a" + " " * 4000, "138001380-" * 400, "林" * 4000]
)
def test_a_long_text_costs_little(text):
    began = time.perf_counter()
    pieces(text, [PHONE, LANDLINE, EMAIL, ("email", "a@b.cn"), QQ, NAME, LATIN, CODE, ACCOUNT])
    assert time.perf_counter() - began < 1


def test_thousands_of_reporters_cost_little():
    crowd = [("account", str(number)) for number in range(5_550_000_000, 5_550_010_000)]
    crowd += [("code", f"{number:04}-ABCD-WXYZ") for number in range(10_000)]
    began = time.perf_counter()
    assert pieces("the finding " * 80 + "5550009999", crowd) == ("the finding " * 80, "")
    assert time.perf_counter() - began < 1
