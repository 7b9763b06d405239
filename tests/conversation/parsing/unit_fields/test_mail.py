"""Mail addresses that admins type about a unit: in one form, or refused with a sentence."""

import pytest

from conversation.parsing.unit_fields.mail import parse_mail
from tests.support.answers import refused


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("jubao@Rednet.CN", ("jubao@rednet.cn", False)),
        ("mailto:a@b.cn", ("a@b.cn", False)),
        ("11******175@qq.com", ("11******175@qq.com", True)),
        ("cns******8825@126.com", ("cns******8825@126.com", True)),
    ],
)
def test_a_mail_address_with_stars_is_masked(typed, expected):
    assert parse_mail(typed) == expected


@pytest.mark.parametrize("typed", ["", "a", "a@", "a@b", "*@*", "a b@c.cn", "a@b.cn, c@d.cn"])
def test_what_is_no_mail_address(typed):
    assert refused(parse_mail, typed) == "unit-bad-mail"


@pytest.mark.parametrize("left_out", ["xxxx", "XXX", "####", "___", "××××", "■■■"])
def test_digits_that_were_left_out_mask_an_address(left_out):
    masked = f"11{'*' * len(left_out)}175@qq.com"
    assert parse_mail(f"11{left_out}175@qq.com") == (masked, True)


@pytest.mark.parametrize("typed", ["xxx@qq.com", "a_b@qq.com", "maxxx1@qq.com", "1x2@qq.com"])
def test_such_letters_in_a_name_mask_nothing(typed):
    assert parse_mail(typed) == (typed, False)


@pytest.mark.parametrize(
    "typed",
    [
        *("a@163.com张三", "a@163.con", "a@qq.c0m", "a@gov.cn", "a@r\u0435dnet.cn", "a@163.com。"),
        *("11***175@qq.com张三", "a@1xxx3.con", "a@163.com.长沙"),
    ],
)
def test_mail_goes_to_a_domain_that_somebody_can_register(typed):
    assert refused(parse_mail, typed) == "unit-mail-domain"


@pytest.mark.parametrize("typed", ["a'b@163.com", "a&b@163.com", "a/b@163.com", "#@163.com"])
def test_the_part_before_the_at_sign_is_plain(typed):
    assert refused(parse_mail, typed) == "unit-bad-mail"


@pytest.mark.parametrize(
    ("typed", "masked"),
    [
        ("138xxxx@139.com", "138****@139.com"),
        ("138####@139.com", "138****@139.com"),
        ("XXXX1234@qq.com", "****1234@qq.com"),
        ("a***@1***3.con", "a***@1***3.con"),  # nobody can look up such a domain
    ],
)
def test_digits_may_be_left_out_at_either_end(typed, masked):
    assert parse_mail(typed) == (masked, True)


@pytest.mark.parametrize(
    "typed", ["a@1xxx3.com", "a+b-c.d_e@163.com", "12___@qq.com", "max1xxxl@qq.com"]
)
def test_a_whole_address_stays_whole(typed):
    assert parse_mail(typed) == (typed, False)
