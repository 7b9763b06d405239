"""The import of the directory reads each field as the chat does, and refuses it in its words."""

import pytest

from bot.config.directory_csv import read_directory
from bot.config.file_problems import ProfileError
from conversation.parsing.unit_fields.mail import parse_mail
from conversation.parsing.unit_fields.phones import parse_phone
from domain.network.units import Level

LOCALES = ("zh-Hans", "en")
HEADER = (
    *("code", "level", "parent", "name_zh", "name_en", "area", "phone_24h"),
    *("email", "email_masked", "hosts", "website"),
)
PROVINCE = ["hunan", "province", "", "湖南", "Hunan", *[""] * 6]
CITY = ["changsha", "city", "hunan", "长沙", "Changsha", *[""] * 6]


def lines(tmp_path, **cells):
    path = tmp_path / "units.csv"
    city = list(CITY)
    for column, cell in cells.items():
        city[HEADER.index(column)] = cell
    rows = (HEADER, PROVINCE, city)
    quoted = (",".join(f'"{cell}"' for cell in row) for row in rows)
    path.write_text("\r\n".join(quoted), encoding="utf-8", newline="")
    return path


def read(tmp_path, **cells):
    return read_directory(lines(tmp_path, **cells), LOCALES)[1]


def refused(tmp_path, **cells):
    with pytest.raises(ProfileError) as wrong:
        read(tmp_path, **cells)
    (problem,) = wrong.value.problems
    assert (problem.file, problem.line) == ("units.csv", 3)
    return problem.field, problem.text


PHONES = {
    "０７３１－８８６６７３４９": "0731-88667349",
    "（0731）88667349": "(0731)88667349",
    "0731—88667349": "0731-88667349",
    "0731——88667349": "0731-88667349",
    "0731–88667349": "0731-88667349",
    "0731‐88667349": "0731-88667349",
    "0731\u00a088667349": "0731 88667349",
    "\u202a0731-88667349\u202c": "0731-88667349",
    "0731-88667349、88667350": "0731-88667349、88667350",
    "0731-88667349、88667350、88667351": "0731-88667349、88667350、88667351",
    "0731-88667349\n0731-88667350": "0731-88667349、0731-88667350",
    "0731-88667349转8001": "0731-88667349转8001",
    "0731-88667349转接：8001": "0731-88667349转接:8001",
    "0731-88667349 Ext. 8001": "0731-88667349 Ext. 8001",
    "0731-88667349-8001": "0731-88667349-8001",
    "400-883-1234": "400-883-1234",
    "13800138000": "13800138000",
    "12345": "12345",
    "+86-731-88667349": "+86-731-88667349",
    "+1 212-555-0123": "+1 212-555-0123",
}


@pytest.mark.parametrize("typed", PHONES)
def test_a_phone_as_offices_write_it(tmp_path, typed):
    assert parse_phone(typed) == PHONES[typed]
    assert read(tmp_path, phone_24h=typed).phone == PHONES[typed]
    assert parse_phone(PHONES[typed]) == PHONES[typed]


@pytest.mark.parametrize(
    ("typed", "text"),
    [
        ("0731-88667349（工作日）", "no other words, such as working hours"),
        ("0731-", "Examples: 0731-82688060"),
        ("7.31887E+10", "Examples: 0731-82688060"),
        ("73188667349", "Is the 0 of the area code missing? Write it like 073188667349"),
        ("731-88667349", "Write it like 0731-88667349"),
        ("（731）8866 7349", "Write it like (0731)8866 7349"),
        ("1088667349转5", "Write it like 01088667349转5"),
        ("0731-88667349、734-8214195", "Write it like 0734-8214195"),
        ("0731-88667349\u200b\u200b88667350", "At position 14 there is a character that cannot"),
        ("0731-88667349 88667350", "two numbers: 88667349 88667350. Please put a comma"),
        ("0731-88667349 0731-88667350", "Please put a comma between them"),
        ("(0731)88667349 (0731)88667350", "Please put a comma between them"),
    ],
)
def test_a_phone_that_nobody_could_dial_is_refused_with_a_reason(tmp_path, typed, text):
    field, said = refused(tmp_path, phone_24h=typed)
    assert field == "phone_24h"
    assert text in said


HIDDEN = {
    "Changsha\nInternet \u202eeciffO\u202c\x07 Office": "position 19 there is a character that "
    "cannot be seen (U+202E)",
    "长\x00沙": "position 2 there is a character that cannot be seen (U+0000)",
    "长\u200b沙": "position 2 there is a character that cannot be seen (U+200B)",
    "长沙\u3164": "position 3 there is a character that cannot be seen (U+3164)",
    "长" * 500: "too long: 500 characters of at most 80",
}


@pytest.mark.parametrize("typed", HIDDEN)
@pytest.mark.parametrize("column", ["name_zh", "name_en", "area"])
def test_what_nobody_sees_is_refused_by_line_column_and_position(tmp_path, column, typed):
    field, said = refused(tmp_path, **{column: typed})
    assert field.removeprefix("names.") == column
    assert HIDDEN[typed] in said


@pytest.mark.parametrize(("column", "name"), [("name_zh", "湖南"), ("name_en", "Hunan")])
def test_a_name_of_another_unit_is_refused_as_in_the_chat(tmp_path, column, name):
    field, said = refused(tmp_path, **{column: name})
    assert (field, said) == ("names", "hunan already has the name: each unit needs its own")


@pytest.mark.parametrize("error", ["#N/A", "#REF!", "#NAME?", "#VALUE!"])
@pytest.mark.parametrize("column", ["name_zh", "area", "hosts"])
def test_an_error_of_a_spreadsheet_is_no_value(tmp_path, column, error):
    field, said = refused(tmp_path, **{column: error})
    assert field == column
    assert said.startswith(f"{error} is what a spreadsheet shows in place of a value. Please write")


def test_white_space_in_names_and_areas_becomes_one_space(tmp_path):
    unit = read(tmp_path, name_zh="长\t沙", name_en="Changsha\nOffice", area="长\u00a0 沙")
    assert (*unit.names.values(), unit.area) == ("长 沙", "Changsha Office", "长 沙")


@pytest.mark.parametrize(
    ("typed", "masked", "email"),
    [
        ("info@长沙.中国", "", "info@长沙.中国"),
        ("info@xn--xuw958f.xn--fiqs8s", "", "info@长沙.中国"),
        ("mailto:Zbs@Rednet.CN", "", "Zbs@rednet.cn"),
        ("\u202ainfo＠rednet．cn\u202c", "no", "info@rednet.cn"),
        ("11＊＊＊175@qq.com", "yes", "11***175@qq.com"),
        ("11✱✱•175@qq.com", "yes", "11***175@qq.com"),
        ("11●●175@qq.com", "yes", "11**175@qq.com"),
    ],
)
def test_a_mail_address(tmp_path, typed, masked, email):
    unit = read(tmp_path, email=typed, email_masked=masked)
    assert (unit.email, unit.email_masked) == (email, masked == "yes")
    assert parse_mail(typed) == (email, masked == "yes")
    assert parse_mail(email) == (email, masked == "yes")


@pytest.mark.parametrize("typed", ["张三@长沙.中国", "a@b.cn、c@d.cn", "a@b", "info"])
def test_a_mail_address_that_no_server_takes_is_refused(tmp_path, typed):
    field, said = refused(tmp_path, email=typed)
    assert field == "email"
    assert "like name@example.cn. The part before @ has Latin letters" in said


@pytest.mark.parametrize("star", "*＊✱•")
def test_a_masked_address_needs_its_column(tmp_path, star):
    field, said = refused(tmp_path, email=f"11{star}{star}175@qq.com")
    assert (field, "yes in email_masked" in said) == ("email", True)


def test_a_whole_address_is_not_said_to_be_masked(tmp_path):
    field, said = refused(tmp_path, email="csswwxb@163.com", email_masked="yes")
    assert (field, said.startswith("has no star: empty email_masked")) == ("email", True)


@pytest.mark.parametrize("mark", [",", "、", "，", "；", ";", " ", "\n", "|", "\u3000", "， "])
def test_hosts_by_any_mark(tmp_path, mark):
    unit = read(tmp_path, hosts=f"https://www.rednet.cn/{mark}hunannews.cn", website="Rednet.cn")
    assert unit.hosts == ("rednet.cn", "hunannews.cn")
    assert unit.website == "https://rednet.cn/"


def test_a_page_of_a_site_is_no_host(tmp_path):
    """It would give the unit all reports about a site on which it has an account."""
    field, said = refused(tmp_path, hosts="rednet.cn weibo.com/changsha")
    assert field == "hosts"
    assert said.startswith("weibo.com/changsha is one page of weibo.com.")
    assert "Write weibo.com only if all of it is yours" in said
    assert read(tmp_path, hosts="", website="weibo.com/changsha").website == (
        "https://weibo.com/changsha"
    )


LEVELS = {
    Level.SITE: ["site", "Site", "ｓｉｔｅ", "网站", "站点", "平台", "Website"],
    Level.CITY: [
        "city",
        " CITY ",
        "市",
        "市级",
        "地市",
        "州",
        "市(州)",
        "市（州）",
        "地级市",
        "地市级",
    ],
}


@pytest.mark.parametrize(
    ("typed", "level"), [(typed, level) for level, forms in LEVELS.items() for typed in forms]
)
def test_a_level(tmp_path, typed, level):
    assert read(tmp_path, level=typed).level is level


@pytest.mark.parametrize("typed", ["province", "Province", "省", "省级", "自治区", "直辖市"])
def test_the_level_of_a_province(tmp_path, typed):
    path = lines(tmp_path)
    text = path.read_text(encoding="utf-8").replace('"province"', f'"{typed}"')
    path.write_text(text, encoding="utf-8")
    assert read_directory(path, LOCALES)[0].level is Level.PROVINCE


@pytest.mark.parametrize(
    "typed", ["yes", "Yes", "YES", "y", "是", "有", "✓", "✔", "√", "1", "True"]
)
def test_an_address_said_to_be_masked(tmp_path, typed):
    assert read(tmp_path, email="12***4@voc.com.cn", email_masked=typed).email_masked


@pytest.mark.parametrize("typed", ["", " ", *"N否无×✗✘☐-0", "no", "No", "FALSE"])
def test_an_address_said_to_be_whole(tmp_path, typed):
    assert not read(tmp_path, email="csswwxb@163.com", email_masked=typed).email_masked


@pytest.mark.parametrize("typed", ["", "town", "县", "province city", "citi", "1"])
def test_another_level_is_refused_with_the_levels(tmp_path, typed):
    assert refused(tmp_path, level=typed) == (
        "level",
        f"expected 'site', 'city' or 'province' (in Chinese 网站, 市, 省); here: {typed!r}",
    )


@pytest.mark.parametrize("typed", ["maybe", "?", "是否", "2", "yesno"])
def test_another_word_about_masking_is_refused_with_yes_and_no(tmp_path, typed):
    assert refused(tmp_path, email_masked=typed) == (
        "email_masked",
        f"expected 'yes' or 'no' (in Chinese 是, 否), or nothing; here: {typed!r}",
    )
