"""A comma without quotation marks moves the values behind it; the import says where to look."""

import pytest

from bot.config.directory_csv import read_directory
from bot.config.file_problems import ProfileError

LOCALES = ("zh-Hans", "en")
HEADER = "code,level,parent,name_zh,name_en,area,phone_24h,email,email_masked,hosts,website"
PROVINCE = "hunan,province,,湖南,Hunan,湖南省,,,,,"
ASKED = "do its values stand in the wrong columns?"


def said(tmp_path, row):
    """The sentences about the row as a whole."""
    path = tmp_path / "units.csv"
    path.write_text(f"{HEADER}\n{PROVINCE}\n{row}", encoding="utf-8")
    with pytest.raises(ProfileError) as wrong:
        read_directory(path, LOCALES)
    assert {each.line for each in wrong.value.problems} == {3}
    return [each.text for each in wrong.value.problems if each.field == "(row)"]


# Each has one cell more than its unit needs, and as many as the header: the website is empty.
MOVED = {
    "name_zh": "changsha,city,hunan,长沙,网信办,Changsha,长沙市,0731-88667349,a@163.com,,a.cn",
    "name_en": "changsha,city,hunan,长沙,Office, Changsha,长沙市,0731-88667349,a@163.com,,a.cn",
    "area": "changsha,city,hunan,长沙,Changsha,湖南省,长沙市,0731-88667349,a@163.com,,a.cn",
    "phone_24h": "changsha,city,hunan,长沙,Changsha,,0731-88667349,0731-88667350,a@163.com,,a.cn",
    "email": "changsha,city,hunan,长沙,Changsha,,0731-88667349,a@163.com,b@163.com,,a.cn",
    "two commas in area": "changsha,city,hunan,长沙,Changsha,湖南,长沙,开福区,12377,a@163.com",
    "phone_24h, no email": "changsha,city,hunan,长沙,Changsha,,0731-88667349,0731-88667350,,,a.cn",
    "parent": "changsha,city,hunan,hunan,长沙,Changsha,,0731-88667349,a@163.com,,a.cn",
}


@pytest.mark.parametrize("where", MOVED)
def test_a_row_with_moved_values_is_asked_about(tmp_path, where):
    (text,) = said(tmp_path, MOVED[where])
    assert text.startswith(ASKED)
    assert "needs quotation marks" in text
    column = next(each for each in HEADER.split(",") if each in where)
    assert column in text.rpartition("look at ")[2].split(" or ")


WRONG = {
    "phone": "changsha,city,hunan,长沙,Changsha,长沙市,call me,a@163.com,,a.cn,",
    "email": "changsha,city,hunan,长沙,Changsha,长沙市,0731-88667349,webmaster,,,https://a.cn/",
    "phone and email": "changsha,city,hunan,长沙,Changsha,长沙市,phone,webmaster,,a.cn,",
    "level": "changsha,town,hunan,长沙,Changsha,长沙市,0731-88667349,a@163.com,,a.cn,",
    "level and masked": "changsha,town,hunan,长沙,Changsha,长沙市,,a@163.com,maybe,a.cn,",
    "hosts": "changsha,city,hunan,长沙,Changsha,长沙市,,a@163.com,,weibo.com/a,https://a.cn/",
    "website": "changsha,city,hunan,长沙,Changsha,长沙市,,a@163.com,,a.cn,somewhere",
    "code": "Chang_Sha,city,hunan,长沙,Changsha,长沙市,0731-88667349,a@163.com,,a.cn,",
}


PHONES = [
    "0731-88667349（24小时）",
    "请查114",
    "同上",
    "73188667349",
    "电话：0731-88667349",
    "call me",
]
MAILS = ["cs#163.com", "见官网", "a@163.com、b@163.com", "cs@163.com（工作日）"]
EMPTY = ["", "csswwxb@163.com"]


@pytest.mark.parametrize("after", [",,,", ",,,https://a.cn/", ",,a.cn,", ",,a.cn,https://a.cn/"])
@pytest.mark.parametrize(
    "wrong",
    [*(f"{phone},{mail}" for phone in PHONES for mail in EMPTY), *(f",{mail}" for mail in MAILS)],
)
def test_one_wrong_value_is_not_taken_for_a_moved_row(tmp_path, wrong, after):
    assert said(tmp_path, f"changsha,city,hunan,长沙,Changsha,长沙市,{wrong}{after}") == []


@pytest.mark.parametrize("field", WRONG)
def test_a_row_with_wrong_values_in_their_places_is_not(tmp_path, field):
    assert said(tmp_path, WRONG[field]) == []


@pytest.mark.parametrize("column", ["备注", "序号"])
def test_a_column_of_an_offices_own_is_refused_with_what_to_do(tmp_path, column):
    path = tmp_path / "units.csv"
    path.write_text(f"{HEADER},{column}\n{PROVINCE},\n", encoding="utf-8")
    with pytest.raises(ProfileError) as wrong:
        read_directory(path, LOCALES)
    (problem,) = wrong.value.problems
    assert problem.field == column
    assert problem.text == "is not known here: correct its name, or delete the column"
