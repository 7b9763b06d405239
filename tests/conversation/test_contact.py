import pytest
from hypothesis import given
from hypothesis import strategies as st

from conversation.contact import LONGEST_NAME, mailbox, parse_email, parse_name, parse_phone
from domain.errors import BadAnswer


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
