import csv
import json
import re
import shutil
import time
import tomllib
from datetime import date
from pathlib import Path

import pytest
from msgspec.structs import fields, replace

from bot.config.directory_csv import read_directory, write_directory
from bot.config.file_problems import Problem, ProfileError
from bot.config.profile import read_profile
from bot.config.profile_checks import link_identity_findings
from bot.config.profile_facts import read_facts
from bot.config.profile_forms import ClocksForm, LinkIdentityFile
from conversation.parsing.shared_rules import SHARED, shared
from domain.clocks.deadlines import Clocks
from domain.link_identity import LinkIdentity
from domain.network.units import Level, mailable
from domain.profile import Profile
from domain.taxonomy import CHILD_ABUSE

ROOT = Path(__file__).parents[3]
HUNAN = ROOT / "profiles" / "hunan"
PUBLISHED = ROOT / "tests" / "corpora" / "hunan-directory.csv"


@pytest.fixture(scope="module")
def hunan():
    return read_profile(HUNAN)


@pytest.fixture
def folder(tmp_path):
    return Path(shutil.copytree(HUNAN, tmp_path / "profile"))


def change(folder, file, old, new):
    """Put something else where `old` stands for the first time; returns its line."""
    path = folder / file
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    return text[: text.index(old)].count("\n") + 1


def problems(folder):
    with pytest.raises(ProfileError) as wrong:
        read_profile(folder)
    return wrong.value.problems


def published():
    with PUBLISHED.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


# ---- What is shipped ---------------------------------------------------------------------------


LOOKED_UP = {  # hosts that the published directory does not have
    "hunan": "wfblxx.rednet.cn",
    "changsha": "wfblxx.changsha.cn",
    "cdyee": "cdyee.com",
    "hyxinwen": "e0734.com",
    "chinanews": "hn.chinanews.com.cn hn.chinanews.com",
    "hnedu": "hnedu.cn",
}


def test_the_shipped_units_are_the_published_directory_row_by_row_with_hosts_looked_up(hunan):
    rows = [{**row, "hosts": LOOKED_UP.get(row["code"], row["hosts"])} for row in published()]
    assert len(rows) == len(hunan.units) == 31
    for row, unit in zip(rows, hunan.units, strict=True):
        assert {
            "code": unit.code,
            "level": unit.level.value,
            "parent": unit.parent or "",
            "name_zh": unit.name("zh-Hans"),
            "name_en": unit.name("en"),
            "area": unit.area,
            "phone_24h": unit.phone,
            "email": unit.email or "",
            "email_masked": "yes" if unit.email_masked else "",
            "hosts": " ".join(unit.hosts),
            "website": unit.website or "",
        } == row


def test_masked_addresses_are_shown_as_published_and_never_mailed(hunan):
    masked = {unit.code: unit.email for unit in hunan.units if not mailable(unit)}
    assert masked == {"cdyee": "11******175@qq.com", "chinanews": "cns******8825@126.com"}


def test_the_shipped_categories_are_those_of_the_trade(hunan):
    taxonomy = hunan.taxonomy
    assert taxonomy.top == (
        "political", "violence", "fraud", "sexual", "vulgar",
        "gambling", "infringement", "rumour", "minors_safety", "extortion", "other",
    )  # fmt: skip
    assert set(taxonomy.under("infringement")) == {
        *("privacy", "insult", "defamation", "impersonation"),
        *("online_violence", "ai_fake"),
    }
    assert {"self_harm", "data_sale"} < set(taxonomy.under("other"))
    assert "hidden_camera" in taxonomy.under("sexual")
    for code in taxonomy.top:
        assert 2 <= len(taxonomy.under(code)) <= 6
        for sub in ("", *taxonomy.under(code)):
            assert taxonomy.rules_for(code, sub)
    assert len(taxonomy.bottom_lines) == 7


def test_child_abuse_is_shipped_closed(hunan):
    taxonomy = hunan.taxonomy
    assert taxonomy.is_closed("sexual", CHILD_ABUSE)
    assert not taxonomy.files_allowed("sexual", CHILD_ABUSE)
    assert taxonomy.of("sexual", CHILD_ABUSE).hotline == "12377"
    closed = [category.code for category in taxonomy.categories if category.closed]
    assert closed == [CHILD_ABUSE]


def test_every_rule_is_cited_somewhere_and_named_in_each_language(hunan):
    cited = {code for category in hunan.taxonomy.categories for code in category.rules}
    assert cited == {rule.code for rule in hunan.taxonomy.rules}
    for rule in hunan.taxonomy.rules:
        if not rule.article:
            assert re.fullmatch(r"《.+》", rule.cited("zh-Hans"))
            continue
        assert re.fullmatch(r"《.+》第.+条(之.)?(第.+项)?", rule.cited("zh-Hans"))
        assert re.fullmatch(r".+, Article [0-9]+(-[0-9])?( \([0-9]+\))?", rule.cited("en"))


def test_every_rule_names_one_of_the_lines_of_a_category_that_cites_it(hunan):
    for rule in hunan.taxonomy.rules:
        assert rule.bottom_line, rule.code
        citing = [each for each in hunan.taxonomy.categories if rule.code in each.rules]
        lines = {line for each in citing for line in each.bottom_lines}
        assert rule.bottom_line in lines, rule.code


def test_administrative_rules_come_first_and_crimes_last_in_every_category(hunan):
    taxonomy = hunan.taxonomy
    for category in taxonomy.categories:
        crimes = [taxonomy.rule(code).crime for code in category.rules]
        assert not crimes[0]
        assert crimes == sorted(crimes), category.code
    assert taxonomy.rules_for("fraud", "phishing")[0] == "cybersecurity-48"
    only_disasters = {each.code for each in taxonomy.categories if "criminal-291-1" in each.rules}
    assert only_disasters == {"disaster"}


def test_only_rules_of_the_criminal_law_and_its_interpretation_are_crimes(hunan):
    crimes = {rule.law["en"].partition(" ")[0] for rule in hunan.taxonomy.rules if rule.crime}
    assert crimes == {"Criminal", "Interpretation"}


@pytest.mark.parametrize(
    ("host", "unit"),
    [
        ("wfblxx.rednet.cn", "hunan"),
        ("news.rednet.cn", "rednet"),
        ("wfblxx.changsha.cn", "changsha"),
        ("news.changsha.cn", "changshacn"),
        ("www.cdyee.com", "cdyee"),
        ("www.e0734.com", "hyxinwen"),
        ("www.hn.chinanews.com", "chinanews"),
        ("www.hnedu.cn", "hnedu"),
    ],
)
def test_a_page_of_a_shipped_unit_goes_to_it(hunan, host, unit):
    assert hunan.unit_for(category="vulgar", host=host, region=None) == unit


def test_every_shipped_site_has_a_host(hunan):
    assert [unit.code for unit in hunan.units if unit.level is Level.SITE and not unit.hosts] == []


def test_the_shipped_clocks_are_the_promised_ones(hunan):
    assert hunan.clocks == Clocks()
    assert hunan.clocks_for("fraud") == hunan.clocks
    assert hunan.clocks_for("sexual", CHILD_ABUSE).close_days == 2
    assert hunan.clocks_for("unheard_of") == hunan.clocks
    assert (hunan.emergency, hunan.locales) == ("110", ("zh-Hans", "en"))
    assert hunan.timezone == hunan.calendar.timezone == "Asia/Shanghai"


def test_the_shipped_calendar_has_the_announced_year(hunan):
    working = hunan.calendar.is_working
    assert not working(date(2026, 2, 23))
    assert working(date(2026, 2, 28))
    assert not working(date(2026, 10, 7))
    assert working(date(2026, 10, 10))
    year = range(date(2026, 1, 1).toordinal(), date(2027, 1, 1).toordinal())
    assert sum(map(working, map(date.fromordinal, year))) == 248


@pytest.mark.parametrize("day", ["02-09", "02-10", "05-03", "05-04", "10-04", "10-05"])
def test_a_working_day_is_off_for_each_statutory_day_of_2027_on_a_weekend(hunan, day):
    assert not hunan.calendar.is_working(date.fromisoformat(f"2027-{day}"))


def test_the_shipped_calendar_of_2027_has_the_statutory_days_and_no_more(hunan):
    working = hunan.calendar.is_working
    year = map(date.fromordinal, range(date(2027, 1, 1).toordinal(), date(2028, 1, 1).toordinal()))
    weekdays_off = [day for day in year if day.weekday() < 5 and not working(day)]
    assert len(weekdays_off) == 13
    assert working(date(2027, 2, 11))


def test_fraud_never_goes_to_the_site_itself(hunan):
    def unit(category, **where):
        return hunan.unit_for(category=category, **where)

    assert unit("vulgar", host="news.changsha.cn", region=None) == "changshacn"
    assert unit("fraud", host="news.changsha.cn", region=None) == "changsha"
    assert unit("fraud", host="rednet.cn", region="yueyang") == "yueyang"
    assert unit("fraud", host=None, region=None) == hunan.province.code == "hunan"
    child_abuse = hunan.unit_for(
        category="sexual", subcategory=CHILD_ABUSE, host="changsha.cn", region=None
    )
    assert child_abuse == "hunan"


def test_codes_fit_a_deep_link_together(hunan):
    unit = max((u.code for u in hunan.units), key=len)
    category = max((c.code for c in hunan.taxonomy.categories), key=len)
    assert re.fullmatch(r"[A-Za-z0-9_-]{1,64}", f"u_{unit}_c_{category}")
    assert not any("_" in u.code for u in hunan.units)  # so that `_c_` can only be the joint


def test_a_profile_survives_json(hunan):
    written = json.dumps(hunan.to_document(), ensure_ascii=False)
    assert Profile.from_document(json.loads(written)) == hunan


def test_units_are_found_by_code(hunan):
    assert hunan.unit("rednet") is hunan.by_code["rednet"]
    assert hunan.unit("nobody") is None


def test_the_form_knows_every_clock():
    assert set(ClocksForm.model_fields) == {clock.name for clock in fields(Clocks)}


def test_a_directory_is_written_as_it_was_read(hunan, tmp_path):
    path = tmp_path / "again.csv"
    path.write_text(write_directory(hunan.units, hunan.locales), encoding="utf-8")
    assert read_directory(path, hunan.locales) == hunan.units
    assert path.read_text(encoding="utf-8") == (HUNAN / "units.csv").read_text(encoding="utf-8")
    units = read_directory(PUBLISHED, hunan.locales)
    assert write_directory(units, hunan.locales).splitlines() == [
        line.rstrip("\r") for line in PUBLISHED.read_text(encoding="utf-8").splitlines()
    ]


def test_spreadsheets_byte_order_mark_and_line_ends_are_welcome(hunan, folder):
    text = (folder / "units.csv").read_text(encoding="utf-8")
    (folder / "units.csv").write_bytes(text.replace("\n", "\r\n").encode("utf-8-sig"))
    assert read_profile(folder).units == hunan.units


@pytest.mark.parametrize("name", ["pledge.toml", "hosts.toml", "providers.csv", "platforms.toml"])
@pytest.mark.parametrize(
    ("target", "text"),
    [("/nowhere/x", "is missing"), (None, "Too many levels"), ("", "is no file")],
)
def test_an_optional_file_that_leads_nowhere_is_not_taken_for_none(folder, name, target, text):
    (folder / name).unlink()
    if target == "":
        (folder / name).mkdir()
    else:
        (folder / name).symlink_to(target or name)
    with pytest.raises(ProfileError) as wrong:
        read_profile(folder)
    assert any(each.file == name and text in each.text for each in wrong.value.problems)


# ---- What can be wrong -------------------------------------------------------------------------

UNITS = [
    ("changsha,city,hunan", "changsha,town,hunan", "level", "'site', 'city' or 'province'"),
    ("changsha,city,hunan", "changsha,city,henan", "parent", "no henan"),
    ("changsha,city,hunan", "changsha,city,", "parent", "expected the unit above"),
    ("rednet,site,hunan", "rednet,site,", "parent", "expected the unit above this site"),
    ("rednet,site,hunan", "rednet,site,voc", "parent", "voc is a site"),
    ("rednet,site,hunan", "rednet,site,rednet", "parent", "circle: rednet → rednet"),
    ("rednet,site,hunan", "Red_Net,site,hunan", "code", "at most 20. Begin with a letter"),
    ("voc,site,hunan", "rednet,site,hunan", "code", "already on line 17"),
    ("星辰在线,", ",", "names.name_zh", "cannot be left empty"),
    ("0731-82205981", "0731-call-me", "phone_24h", "12377 or 0731"),
    ("webmaster@changsha.cn", "webmaster.changsha.cn", "email", "name@example.cn"),
    ("11******175@qq.com,yes", "11******175@qq.com,", "email", "email_masked"),
    ("11******175@qq.com,yes", ",yes", "email", "email_masked"),
    ("11******175@qq.com,yes", "11******175@qq.com,maybe", "email_masked", "'yes' or 'no'"),
    (",,wmtv.cn,", ",,wmtv,", "hosts", "example.cn"),
    (",,wmtv.cn,", ",,wmtv.cn和voc.cn,", "hosts", "example.cn"),
    (",,wmtv.cn,", ",,FENGONE.cn fengone.com,", "hosts", "fengone.com already belongs to fengone"),
    (",http://wfblxx.rednet.cn/", ",ftp://rednet.cn", "website", "like https://"),
    ("hunan,province,,", "hunan,province,,,", "(row)", "12 cells where the first line has 11"),
]


@pytest.mark.parametrize(("old", "new", "field", "expected"), UNITS)
def test_a_wrong_unit_is_named_by_line_and_field(folder, old, new, field, expected):
    line = change(folder, "units.csv", old, new)
    [problem] = problems(folder)
    assert (problem.file, problem.line, problem.field) == ("units.csv", line, field)
    assert expected in problem.text


def test_a_circle_of_cities_is_named_on_each_of_its_lines(folder):
    change(folder, "units.csv", "changsha,city,hunan", "changsha,city,hengyang")
    change(folder, "units.csv", "hengyang,city,hunan", "hengyang,city,changsha")
    assert [(p.line, p.field, p.text.partition(": ")[2]) for p in problems(folder)] == [
        (3, "parent", "changsha → hengyang → changsha"),
        (4, "parent", "hengyang → changsha → hengyang"),
    ]


def test_exactly_one_province_is_wanted(folder):
    change(folder, "units.csv", "changsha,city,hunan", "changsha,province,")
    assert any(p.field == "level" and "found 2" in p.text for p in problems(folder))


def test_a_wrong_header_is_named_before_any_row(folder):
    change(folder, "units.csv", "phone_24h", "phone")
    assert [(p.line, p.field) for p in problems(folder)] == [(1, "phone"), (1, "phone_24h")]


def test_a_row_that_spans_lines_is_named_by_its_first(folder):
    change(folder, "units.csv", "红网,Rednet", '"红\n网",Rednet')
    change(folder, "units.csv", "0731-84329525", "by post")
    assert ("units.csv", 19, "phone_24h") in {(p.file, p.line, p.field) for p in problems(folder)}


def test_a_quote_left_open_is_named(folder):
    change(folder, "units.csv", "hnedu", '"hnedu')
    [problem] = problems(folder)
    assert "not CSV" in problem.text


def test_toml_in_another_encoding_is_named_with_its_line_and_what_to_do(folder):
    text = (folder / "clocks.toml").read_text(encoding="utf-8")
    (folder / "clocks.toml").write_bytes(text.encode("gb18030"))
    [problem] = problems(folder)
    line = next(n for n, row in enumerate(text.splitlines(), 1) if not row.isascii())
    assert (problem.line, problem.text) == (
        line,
        "is not UTF-8 text: save it as UTF-8 in your editor",
    )


TAXONOMY = [
    ('rules = ["ecology-6-2", "criminal-103"]', 'rules = ["ecology-6-2", "criminal-999"]',
     "categories.political.sub.national_unity.rules.1", "no criminal-999"),
    ('bottom_lines = ["morals"]', 'bottom_lines = ["moral"]',
     "categories.vulgar.bottom_lines.0", "no moral"),
    ('name = { zh-Hans = "赌博类", en = "Gambling" }', 'name = { zh-Hans = "赌博类" }',
     "categories.gambling.name", "expected a name in en too"),
    ('name = { zh-Hans = "赌博类", en = "Gambling" }',
     'name = { zh-Hans = "赌博类", en = "Gambling", fr = "Jeux" }',
     "categories.gambling.name.fr", "expected one of the locales zh-Hans, en"),
    ('name = { zh-Hans = "赌博类", en = "Gambling" }', 'name = { zh-Hans = "", en = "Gambling" }',
     "categories.gambling.name.zh-Hans", "at least 1"),
    ('article = { zh-Hans = "第五十条", en = "Article 50" }', 'article = { zh-Hans = "第五十条" }',
     "rules.minors-50.article", "expected a name in en too"),
    ('minimum = "province"', 'minimum = "county"',
     "categories.sexual.sub.child_abuse.minimum", "'province'"),
    ('files = "none"', 'files = "allowed"',
     "categories.sexual.sub.child_abuse.files", "closed = true"),
    ("closed = true", "closed = 1", "categories.sexual.sub.child_abuse.closed", "true or false"),
    ('hotline = "12377"\n', "\n", "categories.sexual.sub.child_abuse.hotline", "competent"),
    ("clocks = { word_days = 1, close_days = 2, hard_days = 3 }",
     "clocks = { word_days = 4, close_days = 2, hard_days = 3 }",
     "categories.sexual.sub.child_abuse.clocks.word_days", "at most 3"),
    ("clocks = { close_days = 3 }", "clocks = { hard_days = 5 }",
     "categories.rumour.clocks.hard_days", "at least 6"),
    ("clocks = { close_days = 3 }", "clocks = { closing_days = 3 }",
     "categories.rumour.clocks.closing_days", "misspelt"),
    ("clocks = { close_days = 3 }", "clocks = { close_days = 0 }",
     "categories.rumour.clocks.close_days", "expected at least 1"),
    ("[categories.other.sub.fake_traffic]", "[categories.other.sub.privacy]",
     "categories.other.sub.privacy", "another privacy"),
    ("[categories.other.sub.fake_traffic]", "[categories.other.sub.Fakes]",
     "categories.other.sub.Fakes.[key]", "lower-case letters and digits, a letter first"),
    ("retention_days = 730", "retention_day = 730", "categories.sexual.retention_day", "misspelt"),
    ('bottom_line = "socialist_system"', 'bottom_line = "socialism"',
     "rules.ecology-6-1.bottom_line", "no socialism"),
    ('law = "heroes"', 'law = "martyrs"', "rules.heroes-22.law", "no martyrs"),
    ('law = "heroes"\n', "\n", "rules.heroes-22.law", "is missing"),
]  # fmt: skip


@pytest.mark.parametrize(("old", "new", "field", "expected"), TAXONOMY)
def test_a_wrong_category_or_rule_is_named_by_line_and_field(folder, old, new, field, expected):
    line = change(folder, "taxonomy.toml", old, new)
    [problem] = problems(folder)
    assert (problem.file, problem.field) == ("taxonomy.toml", field)
    assert expected in problem.text
    table = (folder / "taxonomy.toml").read_text(encoding="utf-8").split("\n")
    header = next(n for n in range(line, 0, -1) if table[n - 1].startswith("["))
    # What is missing is looked for under its table's header, anything else where it stands.
    assert problem.line in ((header,) if new == "\n" else (line,))


def test_a_category_without_any_rule_cannot_be_decided(folder):
    path = folder / "taxonomy.toml"
    text = path.read_text(encoding="utf-8")
    path.write_text(re.sub(r"(?m)^rules = \[.*advertising.*\n", "rules = []\n", text), "utf-8")
    assert [(p.field, "no decision" in p.text) for p in problems(folder)] == [
        ("categories.gambling.sub.promotion.rules", True)
    ]


CLOCKS = [
    ("accept_days = 1", "accept_days = 0", "clocks.accept_days", "expected at least 1"),
    ("accept_days = 1", 'accept_days = "one"', "clocks.accept_days", "expected a whole number"),
    ("accept_days = 1", "accept_days = 1.5", "clocks.accept_days", "expected a whole number"),
    ("accept_days = 1", "acept_days = 1", "clocks.acept_days", "misspelt"),
    ("accept_days = 1", "accept_days = 7", "clocks.accept_days", "at most 6"),
    ("draft_reminder_days = 6", "draft_reminder_days = 7", "clocks.draft_reminder_days", "most 6"),
    ('timezone = "Asia/Shanghai"', 'timezone = "Asia/Changsha"', "timezone", "Asia/Shanghai"),
    ('timezone = "Asia/Shanghai"', 'timezone = "../etc"', "timezone", "Asia/Shanghai"),
    (
        'emergency = "110" ',
        'emergency = "one-one-oh" ',
        "emergency",
        "expected a number of 2 to 15 digits",
    ),
    ('locales = ["zh-Hans", "en"]', 'locales = ["en", "en"]', "locales", "each locale once"),
    ("opens = 09:00:00", "opens = 19:00:00", "calendar.closes", "after 19:00:00"),
    ('"sunday"]', '"sonntag"]', "calendar.weekend.1", "'sunday'"),
    ("  2026-05-09,", "  2026-05-08,", "calendar.working.3", "2026-05-08 is none"),
    ("  2026-05-09,", "  2026-05-02,", "calendar.working.3", "2026-05-02 is one"),
    ("to = 2026-05-05", "to = 2026-04-05", "calendar.holidays.3.to", "from 2026-05-01 on"),
    ("to = 2026-05-05", "to = 2027-05-05", "calendar.holidays.3.to", "within 31 days"),
    (
        "to = 2026-05-05",
        "to = 'soon'",
        "calendar.holidays.3.to",
        "expected a day such as 2026-12-31",
    ),
    ("to = 2026-05-05", "too = 2026-05-05", "calendar.holidays.3.too", "misspelt"),
]


@pytest.mark.parametrize(("old", "new", "field", "expected"), CLOCKS)
def test_a_wrong_clock_or_day_is_named_by_line_and_field(folder, old, new, field, expected):
    line = change(folder, "clocks.toml", old, new)
    found = {p.field: p for p in problems(folder) if p.file == "clocks.toml"}
    assert expected in found[field].text
    assert abs(found[field].line - line) <= (1 if field == "calendar.closes" else 0)


def test_the_promises_are_said_in_every_language_or_not_made(folder, hunan):
    assert len(hunan.promises) == 7
    assert all(set(promise) == set(hunan.locales) for promise in hunan.promises)
    older = {k: v for k, v in hunan.to_document().items() if k != "promises"}
    assert Profile.from_document(older).promises == ()
    line = change(folder, "pledge.toml", 'en = "We tell', 'fr = "We tell')
    found = {p.field: p.text for p in problems(folder) if abs(p.line - line) <= 2}
    assert [field.rpartition(".")[2] for field in found] == ["en", "fr"]
    (folder / "pledge.toml").unlink()
    assert read_profile(folder).promises == ()


SIGNED = (
    "设立举报部门",
    "24 小时举报电话",
    "积极受理",
    "七条底线",
    "及时删除",
    "反馈",
    "执法部门",
    "监督",
)


def test_the_shipped_promises_are_the_clauses_of_the_signed_pledge_and_no_others(hunan):
    said = "".join(promise["zh-Hans"] for promise in hunan.promises)
    assert [words for words in SIGNED if words not in said] == []
    assert [words for words in ("专职人员", "每一位", "主管部门") if words in said] == []


# ---- Platforms ---------------------------------------------------------------------------------

WRONG_PLATFORMS = [
    ('code = "douyin"', 'code = "weibo"', "code", "weibo is there already"),
    (
        'code = "douyin"',
        'code = "Dou Yin"',
        "code",
        "lower-case letters and digits, a letter first",
    ),
    ('en = "Douyin"', 'fr = "Douyin"', "en", "is missing"),
    ('hosts = ["douyin.com"', 'hosts = ["weibo.com"', "0", "weibo.com is there already"),
    ('short = ["v.douyin.com"]', 'short = ["weibo.cn"]', "0", "weibo.cn is there already"),
    ('"/user/{account}"', '"/user/{account}/{account}"', "accounts", "{account} once"),
    ('"/user/{account}"', '"/user/(.*)+"', "accounts", "{account} once"),
    ('"/user/{account}"', '"/us er/{account}"', "accounts", "no space"),
    ('"/user/{account}"', '"weibo.com/{account}"', "0", "expected a host of this platform"),
    ('hosts = ["zhihu.com"]', "", "hosts", "is missing"),
    ('words = ["抖音", "douyin"]', 'words = ["Douyin"]', "0", "lower case"),
    ('words = ["抖音", "douyin"]', 'words = ["d"]', "0", "text, its length at least 2"),
    ('reserved = ["self"]', 'reservd = ["self"]', "reservd", "misspelt"),
]


@pytest.mark.parametrize(("old", "new", "field", "expected"), WRONG_PLATFORMS)
def test_a_wrong_platform_is_named_by_line_and_field(folder, old, new, field, expected):
    line = change(folder, "platforms.toml", old, new)
    found = [p for p in problems(folder) if expected in p.text]
    assert [p.field.rpartition(".")[2] for p in found] == [field]
    assert all(p.file == "platforms.toml" and abs(p.line - line) < 14 for p in found)


def test_a_profile_without_platforms_as_earlier_releases_had_it_is_read(folder, hunan):
    assert len(hunan.platforms.known) > 12
    older = {k: v for k, v in hunan.to_document().items() if k != "platforms"}
    assert Profile.from_document(older).platforms.known == ()
    assert Profile.from_document(json.loads(json.dumps(hunan.to_document()))) == hunan
    (folder / "platforms.toml").unlink()
    assert read_profile(folder).platforms.known == ()


# ---- Sources, and the days on which they were checked ------------------------------------------

FACTS = [
    ("taxonomy.toml", 'law = "heroes"', 'law = "heroes"\nfrom = "x"', "from", "misspelt"),
    (
        "taxonomy.toml",
        "checked = 2026-11-30",
        "checked = 'lately'",
        "checked",
        "expected a day such as",
    ),
    (
        "taxonomy.toml",
        "checked = 2026-11-30",
        "checked = 2026",
        "checked",
        "expected a day such as",
    ),
    ("taxonomy.toml", "checked = 2026-11-30\n", "\n", "checked", "day on which"),
    ("taxonomy.toml", "[hotlines.110]", "[hotlines.one]", "[key]", "a number of 2 to 15 digits"),
    ("pledge.toml", "checked = 2026-11-30\n", "\n", "checked", "day on which"),
    ("clocks.toml", "checked = 2026-11-30\n", "\n", "checked", "day on which"),
    ("clocks.toml", "year = 2026", "year = 2025", "year", "2025 has none"),
    ("clocks.toml", "year = 2026", "year = 2027", "year", "2027 is there already"),
    ("clocks.toml", "year = 2026", "year = '26'", "year", "expected a whole number"),
    ("clocks.toml", "provisional = true", "provisional = 'yes'", "provisional", "true or false"),
    ("hosts.toml", 'name = "rednet.cn"', 'name = "red.cn"', "name", "no unit there has red.cn"),
    ("hosts.toml", 'name = "rednet.cn"', 'name = "voc.com.cn"', "name", "is there already"),
    ("hosts.toml", 'source = "named', 'sauce = "named', "sauce", "misspelt"),
]


@pytest.mark.parametrize(("file", "old", "new", "field", "expected"), FACTS)
def test_a_wrong_source_or_day_is_named_by_line_and_field(folder, file, old, new, field, expected):
    change(folder, file, old, new)
    found = [p for p in problems(folder) if p.file == file]
    assert [field] == [p.field.rpartition(".")[2] for p in found if expected in p.text]
    assert all(p.line > 1 for p in found if expected in p.text)


def test_a_day_of_a_year_that_has_no_source_is_named(folder):
    change(folder, "clocks.toml", "year = 2026", "year = 2028")
    change(folder, "clocks.toml", "to = 2027-10-05", "to = 2027-10-05\n\n[[calendar.holidays]]\n"
           'name = "x"\nfrom = 2028-01-01\nto = 2028-01-01')  # fmt: skip
    assert [(p.field, "2026" in p.text) for p in problems(folder)] == [("calendar.years", True)]


def test_a_folder_without_sources_as_earlier_releases_had_it_is_read(folder, hunan):
    for file in ("hosts.toml", "providers.csv", "xarf.toml"):
        (folder / file).unlink()
    for file in ("taxonomy.toml", "pledge.toml", "clocks.toml"):
        path = folder / file
        text = re.sub(r"(?m)^(source|checked|year|provisional) = .*\n", "", path.read_text("utf-8"))
        text = re.sub(r"\[\[calendar\.years\]\]\n|(?m:^\[hotlines\..+\]\n)", "", text)
        path.write_text(text, encoding="utf-8")
    assert read_profile(folder) == replace(hunan, providers=(), xarf_types={})
    assert {fact.checked for fact in read_facts(folder).facts} == {None}


def test_every_shipped_fact_says_where_it_was_looked_up_but_one_host_that_nothing_confirms():
    found = read_facts(HUNAN)
    assert found.provisional_years == {2027}
    bare = [fact.name for fact in found.facts if fact.checked is None]
    assert bare == ["host.hunan.chinadaily.com.cn"]


def test_toml_that_is_nested_without_end_is_named(folder):
    with (folder / "clocks.toml").open("a", encoding="utf-8") as file:
        file.write(f"x = {'[' * 5000}{']' * 5000}\n")
    with pytest.raises(ProfileError, match=r"clocks\.toml, line 1: \(file\): has brackets within"):
        read_profile(folder)


def test_a_value_of_many_lines_takes_no_minutes_and_keys_before_it_keep_their_lines(folder):
    path = folder / "pledge.toml"
    lines = len(path.read_text("utf-8").splitlines())
    with path.open("a", encoding="utf-8") as file:
        file.write("wrong = 1\nx = [\n" + "  1,\n" * 6000 + "]\n")
    began = time.process_time()
    with pytest.raises(ProfileError) as wrong:
        read_profile(folder)
    assert time.process_time() - began < 10  # 40 seconds, when each line was tried
    assert any(each.line == lines + 1 for each in wrong.value.problems), wrong.value


def test_broken_toml_is_named_with_its_line(folder):
    line = change(folder, "clocks.toml", "accept_days = 1", "accept_days = = 1")
    [problem] = problems(folder)
    assert (problem.file, problem.line) == ("clocks.toml", line)
    assert "cannot be read as TOML" in problem.text


@pytest.mark.parametrize(
    ("written", "hint"),
    [
        ("accept_days = “1”", "curly quotation mark"),
        ("accept_days ＝ 1", "a wide sign"),
        ("accept_days = 1\naccept_days = 2", "keep one"),
    ],
)
def test_what_breaks_toml_most_often_is_said(folder, written, hint):
    line = change(folder, "clocks.toml", "accept_days = 1", written)
    [problem] = problems(folder)
    assert problem.line == line + written.count("\n")
    assert hint in problem.text


def test_a_missing_file_is_named(tmp_path):
    assert [str(p) for p in problems(tmp_path)] == [
        "clocks.toml, line 1: (file): is missing",
        "taxonomy.toml, line 1: (file): is missing",
    ]


def test_all_that_is_wrong_in_all_files_is_said_at_once(folder):
    change(folder, "units.csv", "0731-82205981", "phone")
    change(folder, "units.csv", "webmaster@changsha.cn", "webmaster")
    change(folder, "units.csv", "wmtv,site", "wmtv,page")
    change(folder, "taxonomy.toml", '"criminal-103"', '"criminal-1"')
    change(folder, "taxonomy.toml", '"heroes-22"', '"heroes-2"')
    change(folder, "clocks.toml", "accept_days = 1", "accept_days = 7")
    with pytest.raises(ProfileError) as wrong:
        read_profile(folder)
    assert [(p.file, p.field.rpartition(".")[2]) for p in wrong.value.problems] == [
        ("clocks.toml", "accept_days"),
        ("taxonomy.toml", "1"),
        ("taxonomy.toml", "1"),
        ("units.csv", "email"),
        ("units.csv", "phone_24h"),
        ("units.csv", "level"),
    ]
    assert str(wrong.value).count("\n") == 5


def test_a_problem_reads_as_an_editor_finds_it():
    problem = Problem("units.csv", 7, "email", "expected an e-mail address")
    assert str(problem) == "units.csv, line 7: email: expected an e-mail address"


# ---- Rules about addresses ---------------------------------------------------------------------

RULE = '[[sites]]\nhosts = ["rednet.cn"]\npaths = ["/content"]\nkeep = ["id"]\n'


def test_rules_about_addresses_are_read_with_the_profile_and_kept_with_it(folder):
    assert read_profile(folder).link_identity == LinkIdentity()
    (folder / "link_identity.toml").write_text(f'tracking = ["von"]\n{RULE}', encoding="utf-8")
    found = read_profile(folder)
    assert found.link_identity.tracking == {"von"}
    assert found.link_identity.sites[0].keep == ("id",)
    assert Profile.from_document(json.loads(json.dumps(found.to_document()))) == found
    older = {k: v for k, v in found.to_document().items() if k != "link_identity"}
    assert Profile.from_document(older).link_identity == LinkIdentity()


def test_the_shared_rules_about_addresses_are_well_formed():
    rules = LinkIdentityFile.model_validate(tomllib.loads(SHARED.read_text(encoding="utf-8")))
    assert list(link_identity_findings(rules)) == []
    assert LinkIdentity.from_document(rules.model_dump()) == shared()


@pytest.mark.parametrize(
    ("written", "field", "expected"),
    [
        ('tracking = ["Von"]', "tracking.0", "lower case"),
        ('prefixes = ["u"]', "prefixes.0", "at least 3"),
        ('[[sites]]\nhosts = ["rednet.cn"]', "sites.0", "says nothing"),
        (f'{RULE}drop = ["a"]', "sites.0.drop", "not both"),
        (
            '[[sites]]\nhosts = ["https://rednet.cn"]\nkeep = []',
            "sites.0.hosts.0",
            "expected a host such as example.cn",
        ),
        ('[[sites]]\nhosts = ["rednet.cn"]\nkeeps = []', "sites.0.keeps", "not known here"),
        (
            '[[aliases]]\nwritten = "m.a.cn/"\npage = "m.a.cn/x/"',
            "aliases.0.page",
            "nobody's alias",
        ),
    ],
)
def test_a_wrong_rule_about_addresses_is_named_by_field(folder, written, field, expected):
    (folder / "link_identity.toml").write_text(written, encoding="utf-8")
    found = {p.field: p.text for p in problems(folder) if p.file == "link_identity.toml"}
    assert expected.lower() in found[field].lower()
