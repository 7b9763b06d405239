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
