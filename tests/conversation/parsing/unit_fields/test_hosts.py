"""Hosts that admins type about a unit: in one form, or refused with a sentence."""

import pytest

from conversation.parsing.unit_fields.hosts import parse_hosts, written_host
from domain.core.errors import BadAnswer
from tests.support.answers import refused


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
    found = parse_hosts(typed)
    assert len(found) == len(hosts)
    if "举报" not in typed:
        assert found == hosts
    else:
        assert all(part.startswith("xn--") for part in found[0].split("."))


@pytest.mark.parametrize("typed", ["", "localhost", "com.cn", "127.0.0.1", "a_b c", "..", "[::1]"])
def test_what_is_no_host(typed):
    assert refused(parse_hosts, typed) == "unit-bad-host"


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
    assert refused(parse_hosts, typed) == "unit-bad-host"


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
        parse_hosts(typed)
    assert bad.value.params == {"host": page, "site": site or "www.douyin.com"}


def test_there_may_be_too_many_hosts():
    assert refused(parse_hosts, " ".join(f"h{n}.cn" for n in range(21))) == ("unit-many-hosts")


def test_very_many_hosts_are_refused_before_any_is_looked_up():
    typed = " ".join(f"nohost{n}" for n in range(1000))
    assert refused(parse_hosts, typed) == "unit-many-hosts"


@pytest.mark.parametrize("typed", ["11175@qq.com", "mailto:a@163.com", "rednet.cn a@163.com"])
def test_a_mail_address_is_no_host(typed):
    """It would give the unit all reports of a provider of mail."""
    assert refused(parse_hosts, typed) == "unit-bad-host"


@pytest.mark.parametrize(
    ("typed", "host", "rest"),
    [
        ("1.rednet.cn\n2.hunan.gov.cn", "1.rednet.cn", "rednet.cn"),
        ("rednet.cn 12.www.voc.com.cn", "12.www.voc.com.cn", "www.voc.com.cn"),
        ("１．rednet.cn:8080", "1.rednet.cn", "rednet.cn"),
        ("01.rednet.cn/", "01.rednet.cn", "rednet.cn"),
        ("二.rednet.cn", "二.rednet.cn", "rednet.cn"),
    ],
)
def test_the_number_of_a_list_is_no_part_of_a_host(typed, host, rest):
    with pytest.raises(BadAnswer, match="unit-host-number") as bad:
        parse_hosts(typed)
    assert bad.value.params == {"host": host, "rest": rest}


@pytest.mark.parametrize(
    ("typed", "host"),
    [
        ("https://1.rednet.cn", "1.rednet.cn"),
        ("http://1.rednet.cn:8080/", "1.rednet.cn"),
        ("1.com", "1.com"),
        ("www.12.com.cn", "12.com.cn"),
        ("360.example.cn", "360.example.cn"),
    ],
)
def test_a_number_that_belongs_to_a_host(typed, host):
    assert parse_hosts(typed) == (host,)


@pytest.mark.parametrize(
    ("typed", "key"),
    [
        *((typed, "unit-host-www") for typed in ("www.a.cnwww.b.cn", "http://a.cnWWW.b.cn/")),
        *((typed, "unit-host-www") for typed in ("a.com.cn.www.b.com.cn", "a.cn-www.b.cn:80")),
        *((typed, "unit-host-two") for typed in ("a.cn-b.cn", "www.a.cn-b.cn", "a.cn--b.cn")),
        *((typed, "unit-host-two") for typed in ("a.com.cn-b.com", "x.a.cn-b.cn/", "A.CN－b.cn")),
    ],
)
def test_two_hosts_that_are_joined_do_not_become_one(typed, key):
    assert refused(parse_hosts, typed) == key


@pytest.mark.parametrize(
    ("typed", "host"),
    [
        ("www.cn-healthcare.com", "cn-healthcare.com"),
        ("https://m.cn-healthcare.com", "m.cn-healthcare.com"),
        ("hn-news.cn", "hn-news.cn"),
        ("a.xn--fiq228c.cn", "a.xn--fiq228c.cn"),
        ("www.cnwww.com", "cnwww.com"),
        ("hello.www.com", "hello.www.com"),
    ],
)
def test_a_hyphen_or_www_that_belongs_to_a_host(typed, host):
    assert parse_hosts(typed) == (host,)


@pytest.mark.parametrize("host", ["1.rednet.cn", "m.cn-healthcare.com", "rednet.cn"])
def test_a_host_is_written_so_that_it_is_read_again(host):
    assert parse_hosts(written_host(host)) == (host,)
    assert (written_host(host) == host) == (host == "rednet.cn")
