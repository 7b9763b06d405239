"""providers.csv and xarf.toml of a profile: read, checked, kept, and what is wrong is named."""

import json
import shutil
from pathlib import Path

import pytest
from msgspec.structs import replace

from bot.config.file_problems import ProfileError
from bot.config.profile import read_profile
from bot.config.profile_facts import read_facts
from domain.profile import Profile
from domain.removals.providers import ChannelKind
from domain.removals.xarf_types import XarfType

HUNAN = Path(__file__).parents[3] / "profiles" / "hunan"


@pytest.fixture
def folder(tmp_path):
    return Path(shutil.copytree(HUNAN, tmp_path / "profile"))


def problems(folder, file):
    with pytest.raises(ProfileError) as wrong:
        read_profile(folder)
    assert {each.file for each in wrong.value.problems} == {file}
    return [(each.line, each.field, each.text) for each in wrong.value.problems]


def test_the_shipped_providers_are_found_by_the_hosts_of_their_pages(profile):
    def code(host):
        return profile.provider_of(host).code

    assert code("mp.weixin.qq.com") == "wechat"
    assert code("v.qq.com") == "tencent-qq"
    assert code("www.bilibili.com") == "bilibili"
    assert code("t.me") == "telegram"
    assert profile.provider_of("rednet.cn") is None
    assert profile.provider("zhihu").mail == "jubao@zhihu.com"
    assert profile.provider("nobody") is None


def test_a_shipped_provider_has_a_channel_or_says_that_none_was_found(profile):
    unknown = {each.code for each in profile.providers if each.kind is ChannelKind.UNKNOWN}
    assert unknown == {"kuaishou", "xiaohongshu", "douban", "meta"}
    assert {each.code for each in profile.providers if not each.channel} == unknown
    assert all(each.source and each.checked for each in profile.providers)


def test_a_sub_category_has_its_own_xarf_type_else_that_of_the_category(profile):
    assert profile.xarf_type("fraud", "phishing") == XarfType(type="phishing")
    assert profile.xarf_type("fraud").fields == {"fraud_type": "other"}
    assert profile.xarf_type("fraud", "a_new_one").fields == {"fraud_type": "other"}
    assert profile.xarf_type("rumour", "health") is None


def test_both_are_kept_with_the_profile_and_an_older_one_has_neither(profile):
    written = json.loads(json.dumps(profile.to_document(), ensure_ascii=False))
    assert Profile.from_document(written) == profile
    older = {name: written[name] for name in written if name not in {"providers", "xarf_types"}}
    assert Profile.from_document(older) == replace(profile, providers=(), xarf_types={})


def test_a_folder_of_an_earlier_release_has_neither(folder):
    (folder / "providers.csv").unlink()
    (folder / "xarf.toml").unlink()
    found = read_profile(folder)
    assert (found.providers, found.xarf_types) == ((), {})


def test_each_provider_is_a_fact_with_its_day():
    facts = {fact.name: fact.checked for fact in read_facts(HUNAN).facts}
    assert facts["provider.weibo"].isoformat() == "2026-12-01"


@pytest.mark.parametrize(
    ("typed", "kind"),
    [("Mail", "mail"), ("邮箱", "mail"), ("E-mail", "mail"), ("电子邮件", "mail")],
)
def test_a_kind_of_channel_is_read_as_offices_write_it(folder, typed, kind):
    with (folder / "providers.csv").open("a", encoding="utf-8") as file:
        file.write(f"{ROW.replace(',mail,', f',{typed},')}\n")
    assert read_profile(folder).provider("zz").kind == kind


ROW = "zz,甲,A,a.example,mail,abuse@a.example,en,its page,2026-12-01"


@pytest.mark.parametrize(
    ("row", "field", "expected"),
    [
        (ROW.replace("zz,", "Z Z,"), "code", "Begin with a letter"),
        (ROW.replace("zz,", "rednet,"), "code", "already in units.csv"),
        (ROW.replace("zz,", "weibo,"), "code", "already in line 2"),
        (ROW.replace(",A,", ",,"), "names.name_en", "cannot be left empty"),
        (ROW.replace(",a.example,", ",,"), "hosts", "cannot be left empty"),
        (ROW.replace(",a.example,", ",https://a.example/,"), "hosts.0", "expected a host such as"),
        (ROW.replace(",a.example,", ",rednet.cn,"), "hosts", "rednet.cn already belongs to rednet"),
        (ROW.replace(",a.example,", ",zhihu.com,"), "hosts", "already belongs to zhihu"),
        (ROW.replace(",mail,", ",post,"), "kind", "'mail', 'form', 'phone'"),
        (ROW.replace("abuse@a.example", "abuse"), "channel", "e-mail address"),
        (ROW.replace("abuse@a.example", ""), "channel", "e-mail address"),
        (ROW.replace("abuse@a.example", "1***5@qq.com"), "channel", "without stars"),
        (ROW.replace("abuse@a.example", "mailto:abuse@qq.com"), "channel", "e-mail address"),
        (ROW.replace(",mail,abuse@", ",form,http://"), "channel", "https://"),
        (ROW.replace(",mail,abuse@a.example", ",phone,call us"), "channel", "phone number"),
        (ROW.replace(",mail,", ",unknown,"), "channel", "expected no channel"),
        (ROW.replace(",en,", ",fr,"), "language", "expected one of the locales"),
        (ROW.replace(",its page,", ",,"), "source", "cannot be left empty"),
        (ROW.replace("2026-12-01", "lately"), "checked", "expected a day such as"),
        (ROW.replace(",2026-12-01", ""), "checked", "expected a day such as"),
        (f"{ROW},x", "(row)", "has 10 cells where the first line has 9"),
        ('zz,"', "(row)", "is not CSV"),
    ],
)
def test_a_wrong_provider_is_named_by_line_and_field(folder, row, field, expected):
    path = folder / "providers.csv"
    text = path.read_text(encoding="utf-8")
    path.write_text(f"{text}{row}\n", encoding="utf-8")
    [(line, found, words)] = problems(folder, "providers.csv")
    assert (line, found) == (text.count("\n") + 1, field)
    assert expected in words


def test_a_wrong_first_line_is_named(folder):
    path = folder / "providers.csv"
    path.write_text(path.read_text(encoding="utf-8").replace("language", "tongue", 1), "utf-8")
    assert [(line, field) for line, field, _ in problems(folder, "providers.csv")] == [
        (1, "language"),
        (1, "tongue"),
    ]


@pytest.mark.parametrize(
    ("old", "new", "field", "expected"),
    [
        ("[types.loans]", "[types.lone]", "types.lone", "there is no lone"),
        ('type = "phishing"', 'type = "fishing"', "types.phishing.type", "expected one of csem"),
        ('type = "phishing"', "kind = 1", "types.phishing.type", "is missing"),
        ('"shopping"', '"shops"', "types.shopping.fraud_type", "expected one of"),
        ('fraud_type = "shopping"', "", "types.shopping.fraud_type", "expected one of"),
        ('fraud_type = "other"', 'fraud_type = "other"\nx = "y"', "types.fraud.x", "misspelt"),
    ],
)
def test_a_wrong_xarf_type_is_named_by_field(folder, old, new, field, expected):
    path = folder / "xarf.toml"
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    found = {at: words for _, at, words in problems(folder, "xarf.toml")}
    assert expected in found[field]
