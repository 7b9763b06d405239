import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conversation.form import Given
from conversation.parsing.contact import (
    LONGEST_NAME,
    mailbox,
    parse_email,
    parse_name,
    parse_phone,
    ways_to_reach,
)
from conversation.parsing.reporter_contact import parse_contact
from domain.core.errors import BadAnswer


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("13800138000", "+8613800138000"),
        ("+86 138-0013-8000", "+8613800138000"),
        ("0086 138 0013 8000", "+8613800138000"),
        ("0731-82688060", "+8673182688060"),
        ("（０７３１）８２６８８０６０", "+8673182688060"),
        ("我的电话13800138000", "+8613800138000"),
        ("+44 20 7946 0958", "+442079460958"),
    ],
)
def test_a_phone_number_has_one_form(typed, number):
    assert parse_phone(typed) == number


def test_a_number_without_country_is_the_region_s():
    assert parse_phone("020 7946 0958", "GB") == "+442079460958"


@pytest.mark.parametrize(
    "typed",
    ["", "  ", "12377", "110", "abc", "1380013800", "+999 12345678", "1" * 50, "\ud800", "\0"],
)
def test_what_is_no_phone_number_is_refused(typed):
    with pytest.raises(BadAnswer) as refused:
        parse_phone(typed)
    assert refused.value.key == "report-contact-bad-phone"


@pytest.mark.parametrize(
    ("typed", "address"),
    [
        ("someone@example.org", "someone@example.org"),
        ("  Some.One@EXAMPLE.org ", "Some.One@example.org"),
        ("ｓｏｍｅ＠ｅｘａｍｐｌｅ．ｏｒｇ", "some@example.org"),
        ("mailto:a@example.org", "a@example.org"),
        ("张三@例子.中国", "张三@例子.中国"),
    ],
)
def test_a_mail_address_has_one_form(typed, address):
    assert parse_email(typed) == address


@pytest.mark.parametrize(
    "typed",
    ["", "a@b", "a b@example.org", "a@example.org, b@example.org", "11***5@qq.com@x", "a@localhost",
     "someone", "\ud800@example.org", "a\0@example.org", "a@example.org\r\nBcc: b@example.org"],
)  # fmt: skip
def test_what_is_no_mail_address_is_refused(typed):
    with pytest.raises(BadAnswer) as refused:
        parse_email(typed)
    assert refused.value.key == "report-contact-bad-email"


def test_an_address_longer_than_any_is_not_looked_at():
    with pytest.raises(BadAnswer):
        parse_email(f"a@{'b.' * 2000}cn")
    with pytest.raises(ValueError, match="too long"):
        mailbox(f"a@{'b.' * 2000}cn")


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("张三", "张三"),
        ("  Li \n Lei ", "Li Lei"),
        ("买买提·艾合买提", "买买提·艾合买提"),
        ("Seán O'Neil-Smith Jr.", "Seán O'Neil-Smith Jr."),
        ("Zoe\u0308", "Zoë"),
    ],
)
def test_a_name_is_one_line_of_any_script(typed, name):
    assert parse_name(typed) == name


@pytest.mark.parametrize(
    "typed",
    ["", " \n ", "12345", "...", "a/b", "a@b", "<b>", "x\u202ey", "a\0b", "\ud800a", "a" * 65],
)
def test_what_is_no_name_is_refused(typed):
    with pytest.raises(BadAnswer) as refused:
        parse_name(typed)
    assert refused.value.key == "report-contact-bad-name"


@pytest.mark.parametrize("typed", ["无", "没有", "None", "n.a"])
def test_a_word_for_no_value_is_no_name(typed):
    with pytest.raises(BadAnswer) as refused:
        parse_name(typed)
    assert refused.value.key == "answer-empty"


@given(
    st.text() | st.text(st.characters()), st.sampled_from([parse_phone, parse_email, parse_name])
)
def test_a_parser_answers_or_refuses_and_repeats_itself(typed, parse):
    try:
        parsed = parse(typed)
    except BadAnswer:
        return
    assert parse(parsed) == parsed
    assert parsed.isprintable()
    assert parse is not parse_name or len(parsed) <= LONGEST_NAME


PHONE, EMAIL = "+8613800138000", "abc@qq.com"


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("13800138000（微信同号）", [PHONE]),
        ("微信同号13800138000", [PHONE]),
        ("手机号是 13800138000，谢谢", [PHONE]),
        ("手机（+86）138-0013-8000 (WeChat)", [PHONE]),
        ("tel:+8613800138000", [PHONE]),
        ("please call 1 3 8 0 0 1 3 8 0 0 0 in the evening", [PHONE]),
        ("13800138000/13900139000", [PHONE]),
        ("13800138000 13900139000", [PHONE]),
        ("QQ 88866600, 13800138000", [PHONE]),
        ("call me on +44 20 7946 0958 please", ["+442079460958"]),
        ("（０７３１）８２６８８０６０。下班前", ["+8673182688060"]),
        ("邮箱：abc@qq.com", [EMAIL]),
        ("abc@qq.com。", [EMAIL]),
        ("我的邮箱是abc@qq.com谢谢", [EMAIL]),
        ("<abc@qq.com>", [EMAIL]),
        ("“abc@qq.com”，不要打电话", [EMAIL]),
        ("my address is abc@qq.com.", [EMAIL]),
        ("张三@例子.中国，谢谢", ["张三@例子.中国"]),
        ("josé.garcia@example.com", ["josé.garcia@example.com"]),
        ("13800138000@qq.com", ["13800138000@qq.com"]),
        ("电话13800138000，邮箱是abc@qq.com。", [PHONE, EMAIL]),
        ("abc@qq.com 13800138000", [PHONE, EMAIL]),
        ("abc@qq.com/13800138000", [PHONE, EMAIL]),
    ],
)
def test_a_contact_is_found_among_the_words_round_it(typed, kept):
    assert list(ways_to_reach(typed).values()) == kept


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("我的电话是 138 0013 8000 张先生", [PHONE]),
        ("call me at +86 138-0013-8000 ext. 12", [PHONE]),
        ("0731-82688060转8003", ["+8673182688060"]),
        ("0731-82688060-8003", ["+8673182688060"]),
        ("（０７３１）８２６８８０６０　转　８００３", ["+8673182688060"]),
        ("微信 abc12345", ["微信 abc12345"]),
        ("微信号：@abc_12345", ["微信 abc_12345"]),
        ("我的QQ是123456789", ["QQ 123456789"]),
        ("vx: zhangsan88，晚上", ["vx zhangsan88"]),
        ("abc @ qq.com", [EMAIL]),
        ("abc＠qq．com", [EMAIL]),
        ("ａｂｃ＠ｑｑ．ｃｏｍ", [EMAIL]),
        ("abc@ qq . com", [EMAIL]),
        ("abc(at)qq.com 或 abc#qq.com", [EMAIL]),
    ],
)
def test_a_contact_is_found_as_people_write_it(typed, kept):
    assert list(ways_to_reach(typed).values()) == kept


@pytest.mark.parametrize(
    "typed",
    [
        "13800138000（微信同号）",
        "我的电话是 138 0013 8000 张先生",
        "call me at +86 138-0013-8000 ext. 12",
        "0731-82688060 转 8003",
        "13800138000 / 13900139000",
        "a@qq.com, b@163.com",
        "QQ 88866600, 13800138000",
        "微信13800138000，晚上8点后",
        "vx: zhangsan88 or 13800138000",
    ],
)
def test_what_says_more_than_was_found_is_kept_whole_beside_it(typed):
    found = parse_contact(Given(text=f" {typed}\n"), None)
    assert found["words"] == typed
    assert found.keys() - {"words"}


@pytest.mark.parametrize(
    "typed",
    [
        "13800138000",
        "手机号是 138-0013-8000，谢谢",
        "my number is +86 138 0013 8000",
        "邮箱：abc@qq.com",
        "电话13800138000，邮箱是abc@qq.com。",
        "微信号：abc_12345",
    ],
)
def test_what_says_no_more_than_was_found_is_not_kept_twice(typed):
    assert "words" not in parse_contact(Given(text=typed), None)


def test_a_contact_is_no_letter():
    with pytest.raises(BadAnswer) as refused:
        parse_contact(Given(text=f"13800138000 {'word ' * 200}"), None)
    assert refused.value.key == "answer-too-long"


@pytest.mark.parametrize(
    ("typed", "key"),
    [
        ("call me maybe", "phone"),
        ("以后再说吧", "phone"),
        ("12377", "phone"),
        ("身份证430102199801011234", "phone"),
        ("2026年11月25日13:30", "phone"),
        ("+1 13800138000", "phone"),
        ("微信", "phone"),
        ("微信同号", "phone"),
        ("Line up at 5", "phone"),
        ("a@b", "email"),
        ("11***5@qq.com@x", "email"),
        ("13800138000@qq", "email"),
        ("\ud800@example.org", "email"),
    ],
)
def test_words_without_a_contact_are_refused(typed, key):
    with pytest.raises(BadAnswer) as refused:
        ways_to_reach(typed)
    assert refused.value.key == f"report-contact-bad-{key}"


@pytest.mark.parametrize(
    "piece",
    [
        "1 ",
        "1-",
        "+1",
        "1234567 ",
        "a@",
        "@",
        "'",
        "a.b@c.",
        "微信 ",
        "qq 1",
        "a # ",
        "a @ b . ",
        "中a",
        "中a@qq.com1",
        "a@a.a.",
    ],
)
def test_a_text_made_to_be_slow_is_read_at_once(piece):
    def takes(size):
        began = time.perf_counter()
        with pytest.raises(BadAnswer):
            ways_to_reach(piece * (size // len(piece)))
        return time.perf_counter() - began

    takes(4000)
    assert min(takes(40_000) for _ in range(3)) < 0.5


@given(st.text() | st.text(st.sampled_from("1380 +-()@.aq中，。")))
def test_what_is_found_is_found_again(typed):
    try:
        found = ways_to_reach(typed)
    except BadAnswer:
        return
    assert ways_to_reach(", ".join(found.values())) == found
