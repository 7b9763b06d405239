"""What admins type about a unit: as it is published, in one form each, else a kind word."""

import pytest

from conversation.parsing import unit_fields
from domain.core.errors import BadAnswer


def refused(parse, typed):
    with pytest.raises(BadAnswer) as bad:
        parse(typed)
    return bad.value.key


@pytest.mark.parametrize(
    ("typed", "code"),
    [("voc", "voc"), (" Rednet ", "rednet"), ("hn-people-2", "hn-people-2"), ("ｖｏｃ", "voc")],
)
def test_a_code(typed, code):
    assert unit_fields.parse_code(typed) == code


@pytest.mark.parametrize(
    "typed", ["", "2nd", "a--b", "-a", "a-", "a_b", "a b", "长沙", "a" * 21, "a:b", "a\nb"]
)
def test_what_is_no_code(typed):
    assert refused(unit_fields.parse_code, typed) == "unit-bad-code"


@pytest.mark.parametrize(
    "typed",
    [
        "0731-82688060",
        "12377",
        "110",
        "+86 731 8268 8060",
        "(0731) 82688060",
        "0731-82688060转8001",
        "0731-82688060 ext. 12",
        "0731-82688060 x12",
        "0731-82688060#3",
        "0731-82688060 / 0731-82688061",
        "0731-82688060、0731-82688061转2",
        "０７３１－８２６８８０６０",
    ],
)
def test_a_phone_as_it_is_published(typed):
    found = unit_fields.parse_phone(typed)
    assert found.isascii() or "转" in found or "、" in found
    assert "82688060" in found or len(found) <= 5 or "8268" in found


@pytest.mark.parametrize(
    "typed", ["", "1", "call me", "0731-82688060 please", "转8001", "0" * 65, "١٢٣٤٥٦٧", "12<b>"]
)
def test_what_is_no_phone(typed):
    assert refused(unit_fields.parse_phone, typed) == "unit-bad-phone"


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
    assert unit_fields.parse_mail(typed) == expected


@pytest.mark.parametrize("typed", ["", "a", "a@", "a@b", "*@*", "a b@c.cn", "a@b.cn, c@d.cn"])
def test_what_is_no_mail_address(typed):
    assert refused(unit_fields.parse_mail, typed) == "unit-bad-mail"


@pytest.mark.parametrize(
    ("typed", "hosts"),
    [
        ("rednet.cn", ("rednet.cn",)),
        ("REDNET.CN. www.rednet.cn", ("rednet.cn",)),
        ("https://hn.people.com.cn/index.html?utm_source=x", ("hn.people.com.cn",)),
        ("https://www.rednet.cn/#/ http://m.voc.com.cn//", ("rednet.cn", "m.voc.com.cn")),
        ("Rednet.cn/Index.shtml#top、hunannews.cn/?spm=1", ("rednet.cn", "hunannews.cn")),
        ("hunantv.com、mgtv.com，hunantv.com", ("hunantv.com", "mgtv.com")),
        ("举报.中国", ("xn--6kq65c6s1b.xn--fiqs8s",)),
        ("user@rednet.cn:8080", ("rednet.cn",)),
        ("rednet.cn、hunannews.cn", ("rednet.cn", "hunannews.cn")),
        ("rednet.cn,hunannews.cn", ("rednet.cn", "hunannews.cn")),
        ("rednet.cn；hunannews.cn|voc.com.cn", ("rednet.cn", "hunannews.cn", "voc.com.cn")),
        ("rednet.cn\nhunannews.cn", ("rednet.cn", "hunannews.cn")),
        ("http://www.rednet.cn/index.html", ("rednet.cn",)),
        ("rednet.cn\u200b ｒｅｄｎｅｔ。ｃｎ", ("rednet.cn",)),
        ("red\u200bnet.\u2060cn", ("rednet.cn",)),
        ("rednet.cn：8080/ hunannews。com。cn。", ("rednet.cn", "hunannews.com.cn")),
        ("www.com.cn", ("www.com.cn",)),  # registered as it is: without www it would be a suffix
        ("xn--fiq228c.cn", ("xn--fiq228c.cn",)),
        ("日本ドメイン.jp", ("xn--eckwd4c7c5976acvb.jp",)),
    ],
)
def test_hosts_come_down_to_one_form(typed, hosts):
    found = unit_fields.parse_hosts(typed)
    assert len(found) == len(hosts)
    if "举报" not in typed:
        assert found == hosts
    else:
        assert all(part.startswith("xn--") for part in found[0].split("."))


@pytest.mark.parametrize("typed", ["", "localhost", "com.cn", "127.0.0.1", "a_b c", "..", "[::1]"])
def test_what_is_no_host(typed):
    assert refused(unit_fields.parse_hosts, typed) == "unit-bad-host"


@pytest.mark.parametrize(
    "typed",
    [
        *("rednet.cn和hunannews.cn", "rednet.cn/hunannews.cn", "rednet.cn&hunannews.cn"),
        *("rednet.cn·hunannews.cn", "rednet.cn🔥", "red🔥net.cn", "rednet.cn①", "①.cn"),
        *("r\u0435dnet.cn", "红网rednet.cn", "(rednet.cn)", "、"),
        *("rednet.cn:hunannews.cn", "rednet.cn：hunannews.cn", "rednet.cn@hunannews.cn"),
        *("rednet.cn//hunannews.cn", "http://rednet.cn/http://hunannews.cn"),
        *("rednet.cn。hunannews.cn", "rednet.cn\u200bhunannews.cn", "rednet.cn\u2060hunannews.cn"),
    ],
)
def test_no_host_becomes_another_one_in_silence(typed):
    assert refused(unit_fields.parse_hosts, typed) == "unit-bad-host"


@pytest.mark.parametrize(
    ("typed", "page", "site"),
    [
        ("weibo.com/changsha", "weibo.com/changsha", "weibo.com"),
        ("rednet.cn、https://www.douyin.com/user/MS4w", "https://www.douyin.com/user/MS4w", None),
        ("ｗｅｉｂｏ．ｃｏｍ／u／12345", "weibo.com/u/12345", "weibo.com"),
        ("weibo . com/changsha", "weibo.com/changsha", "weibo.com"),
        ("https://weibo[.]com/changsha", "https://weibo.com/changsha", "weibo.com"),
        ("m.weibo.cn/u/1?from=x", "m.weibo.cn/u/1?from=x", "m.weibo.cn"),
        ("t.me/changsha_news", "t.me/changsha_news", "t.me"),
        ("changsha.gov.cn/wxb/", "changsha.gov.cn/wxb/", "changsha.gov.cn"),
        ("tieba.baidu.com/?kw=changsha", "tieba.baidu.com/?kw=changsha", "tieba.baidu.com"),
        ("tieba.baidu.com?kw=changsha", "tieba.baidu.com?kw=changsha", "tieba.baidu.com"),
        ("web.example.cn/#/shop", "web.example.cn/#/shop", "web.example.cn"),
        ("weibo.com\\changsha", "weibo.com\\changsha", "weibo.com"),
    ],
)
def test_a_page_of_a_site_does_not_become_the_whole_site(typed, page, site):
    """A unit would get all reports about a site on which it has an account."""
    with pytest.raises(BadAnswer, match="unit-host-page") as bad:
        unit_fields.parse_hosts(typed)
    assert bad.value.params == {"host": page, "site": site or "www.douyin.com"}


def test_there_may_be_too_many_hosts():
    assert refused(unit_fields.parse_hosts, " ".join(f"h{n}.cn" for n in range(21))) == (
        "unit-many-hosts"
    )


def test_very_many_hosts_are_refused_before_any_is_looked_up():
    typed = " ".join(f"nohost{n}" for n in range(1000))
    assert refused(unit_fields.parse_hosts, typed) == "unit-many-hosts"


@pytest.mark.parametrize(
    ("typed", "address"),
    [("rednet.cn", "https://rednet.cn/"), ("http://wfblxx.rednet.cn/", "http://wfblxx.rednet.cn/")],
)
def test_a_website(typed, address):
    assert unit_fields.parse_website(typed) == address


@pytest.mark.parametrize("typed", ["", "nothing", "javascript:alert(1)", "ftp://a.cn"])
def test_what_is_no_website(typed):
    assert refused(unit_fields.parse_website, typed) == "unit-bad-website"


@pytest.mark.parametrize(
    ("typed", "days"),
    [
        ("2026-12-31", ("2026-12-31",)),
        ("2027-1-2, 2026-12-31", ("2026-12-31", "2027-01-02")),
        ("2026-12-31..2027-01-02", ("2026-12-31", "2027-01-01", "2027-01-02")),
        ("2026-12-31 至 2027-01-01", ("2026-12-31", "2027-01-01")),
        ("2026/12/31 2026.12.31", ("2026-12-31",)),
    ],
)
def test_days(typed, days):
    assert unit_fields.parse_days(typed) == days


@pytest.mark.parametrize(
    "typed",
    ["", "tomorrow", "2026-02-30", "1926-01-01", "2026-12", "2027-01-02..2026-12-31",
     "2026-01-01..2026-12-31", "9999-99-99", "2026-1-1-1", "99999999999999999999-01-01"],
)  # fmt: skip
def test_what_is_no_day(typed):
    assert refused(unit_fields.parse_days, typed) == "unit-bad-day"


def test_no_number_of_spaces_keeps_a_question_about_days_waiting():
    assert refused(unit_fields.parse_days, "2026-12-31" + " " * 100_000 + "x") == "unit-bad-day"


def test_there_may_be_too_many_days():
    typed = "2026-01-01..2026-02-15 2026-06-01..2026-07-01"
    assert refused(unit_fields.parse_days, typed) == "unit-many-days"


@pytest.mark.parametrize("typed", ["", " \n "])
def test_a_name_is_there(typed):
    assert refused(unit_fields.parse_line, typed) == "answer-words-wanted"


@pytest.mark.parametrize(
    ("typed", "place", "sign"),
    [("a\u202eb", "2", "U+202E"), ("\x07", "1", "U+0007"), ("长沙\u3164", "3", "U+3164")],
)
def test_a_name_is_visible(typed, place, sign):
    with pytest.raises(BadAnswer, match="answer-hidden") as bad:
        unit_fields.parse_line(typed)
    assert bad.value.params == {"place": place, "sign": sign}


def test_a_name_stands_on_one_line():
    assert unit_fields.parse_line("  Changsha \n Office ") == "Changsha Office"
    assert refused(unit_fields.parse_line, "x" * 81) == "answer-too-long"


@pytest.mark.parametrize(
    "typed",
    [
        *(
            "http://a.cn、http://b.cn",
            "a.cn和b.cn",
            "http://a.cn/\nhttp://b.cn/",
            "a.cn/x和http://b.cn",
        ),
        *("http:/x.cn", "http//x.cn", "http://user:pw@x.cn", "http://127.0.0.1", "a.cn\u200bb.cn"),
    ],
)
def test_no_website_becomes_another_one_in_silence(typed):
    assert refused(unit_fields.parse_website, typed) == "unit-bad-website"


@pytest.mark.parametrize(
    ("typed", "address"),
    [
        ("\u202ahttp://x.cn/\u202c", "http://x.cn/"),
        ("//x.cn/a", "https://x.cn/a"),
        ("红网.中国", "https://xn--um0azn.xn--fiqs8s/"),
        ("http://114.114.114.114:8080/a", "http://114.114.114.114:8080/a"),
        ("x.cn/go?to=https://y.cn/", "https://x.cn/go?to=https://y.cn/"),
    ],
)
def test_a_website_as_people_copy_it(typed, address):
    assert unit_fields.parse_website(typed) == address


@pytest.mark.parametrize("typed", ["11175@qq.com", "mailto:a@163.com", "rednet.cn a@163.com"])
def test_a_mail_address_is_no_host(typed):
    """It would give the unit all reports of a provider of mail."""
    assert refused(unit_fields.parse_hosts, typed) == "unit-bad-host"


@pytest.mark.parametrize(
    ("typed", "key"),
    [
        ("0731-82688060-82688061", "unit-phone-two"),
        ("0731-82688060-0731-82688061", "unit-phone-two"),
        ("0731-8268806082688061", "unit-bad-phone"),
        ("1933-11-19", "unit-bad-phone"),  # a number whose cell shows a date
        ("2026/1/02", "unit-bad-phone"),
        ("0731", "unit-bad-phone"),
    ],
)
def test_what_only_looks_like_a_phone(typed, key):
    assert refused(unit_fields.parse_phone, typed) == key


@pytest.mark.parametrize("typed", ["0731-82688060/61/62", "0731-12345", "110", "0731-82688060-63"])
def test_phones_that_look_odd_stay_as_they_are(typed):
    assert unit_fields.parse_phone(typed) == typed


@pytest.mark.parametrize("left_out", ["xxxx", "XXX", "####", "___", "××××", "■■■"])
def test_digits_that_were_left_out_mask_an_address(left_out):
    masked = f"11{'*' * len(left_out)}175@qq.com"
    assert unit_fields.parse_mail(f"11{left_out}175@qq.com") == (masked, True)


@pytest.mark.parametrize("typed", ["xxx@qq.com", "a_b@qq.com", "maxxx1@qq.com", "1x2@qq.com"])
def test_such_letters_in_a_name_mask_nothing(typed):
    assert unit_fields.parse_mail(typed) == (typed, False)


@pytest.mark.parametrize("hidden", "\u034f\u17b4\u180b\ufe0f\U000e0100")
def test_marks_that_show_nothing_are_hidden_too(hidden):
    assert refused(unit_fields.parse_line, f"长{hidden}沙") == "answer-hidden"


@pytest.mark.parametrize("typed", ["长沙\ufffd市", "a" + "\u0301" * 5])
def test_a_damaged_name_is_refused(typed):
    assert refused(unit_fields.parse_line, typed) == "answer-damaged"


@pytest.mark.parametrize("typed", ["???", "？？(？)？", "\u0301", "—"])
def test_a_name_has_a_letter_or_digit(typed):
    assert refused(unit_fields.parse_line, typed) == "answer-words-wanted"


def test_a_name_has_one_form():
    assert unit_fields.parse_line("E\u0301cole") == "\u00c9cole"
    assert unit_fields.parse_line("हिन्दी ไทย") == "हिन्दी ไทย"
