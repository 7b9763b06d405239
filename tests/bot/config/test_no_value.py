"""A word or sign for "no value" is read alike in the chat and in tables, in every field."""

import pytest

from bot.config.directory_csv import read_directory
from bot.config.field_readers import in_english
from bot.config.file_problems import ProfileError
from bot.config.providers_csv import read_providers
from conversation import engine
from conversation.contexts import UnitEditContext
from conversation.form import Given, Sheet
from conversation.forms.unit import UNIT
from conversation.forms.unit_draft import drawn_up
from domain.core.errors import BadAnswer
from domain.draft import Draft

LOCALES = ("zh-Hans", "en")
WORDS = [
    *("无", "暂无", "没有", "（无）", "无。", " 无 ", "暂 无", "不适用", "空", "未填"),
    *("/", "／", "\\", "-", "—", "——", "－", "--", "...", "none", "None", "NONE.", "null"),
    *("暂无邮箱", "无电话", "没有网站", "待定", "待补充", "未开通", "无（暂未开通）"),
    *("n/a", "N/A", "Ｎ／Ａ", "N.A.", "nothing"),
]
ERRORS = ["#N/A", "#n/a", "＃N/A", "#REF!", "#VALUE!", "#NAME?", "#DIV/0!", "####", "Err:502"]
OPTIONAL = {  # field of the chat: column, empty value of the unit
    "area": ("area", ""),
    "phone": ("phone_24h", ""),
    "email": ("email", None),
    "website": ("website", None),
    "hosts": ("hosts", ()),
}
HEADER = "code,level,parent,name_zh,name_en,area,phone_24h,email,email_masked,hosts,website"


def typed(profile, field, text):
    """What a unit's card has after this answer to the question of one field."""
    draft = Draft(id="d", who="w", form="unit").opened_by(
        UnitEditContext(unit="changsha", field=field)
    )
    sheet = Sheet(draft=draft, profile=profile)
    answered = engine.take(UNIT, sheet, Given(text=text))
    return getattr(drawn_up(Sheet(draft=answered, profile=profile)), field)


def imported(tmp_path, column, cell):
    row = dict.fromkeys(HEADER.split(","), "")
    row |= {"code": "changsha", "level": "city", "parent": "hunan", "name_zh": "长沙"}
    row |= {"name_en": "Changsha", column: cell}
    path = tmp_path / "units.csv"
    cells = ",".join(f'"{value}"' for value in row.values())
    path.write_text(f"{HEADER}\nhunan,province,/,湖南,Hunan,,,,,,\n{cells}\n", encoding="utf-8")
    return read_directory(path, LOCALES)[1]


def refused_import(tmp_path, column, cell):
    with pytest.raises(ProfileError) as wrong:
        imported(tmp_path, column, cell)
    (problem,) = wrong.value.problems
    assert problem.field.removeprefix("names.") == column
    return problem.text.partition("; here: ")[0]


@pytest.mark.parametrize("word", WORDS)
@pytest.mark.parametrize("field", OPTIONAL)
def test_an_optional_field_becomes_empty_in_both(profile, tmp_path, field, word):
    column, empty = OPTIONAL[field]
    assert typed(profile, field, word) == empty
    assert getattr(imported(tmp_path, column, word), field) == empty


@pytest.mark.parametrize("word", WORDS)
def test_a_name_may_not_be_left_out_in_either(profile, tmp_path, word):
    for text in (word, f"{word}\nChangsha", f"长沙\n{word}"):
        with pytest.raises(BadAnswer) as refused:
            typed(profile, "names", text)
        assert refused.value.key == "answer-empty"
    for column in ("name_zh", "name_en", "code"):
        assert refused_import(tmp_path, column, word) == in_english(refused.value)


@pytest.mark.parametrize("error", ERRORS)
@pytest.mark.parametrize("field", [*OPTIONAL, "names"])
def test_an_error_of_a_spreadsheet_is_refused_alike_in_both(profile, tmp_path, field, error):
    with pytest.raises(BadAnswer) as refused:
        typed(profile, field, error)
    column, _ = OPTIONAL.get(field, ("name_zh", ""))
    assert refused_import(tmp_path, column, error) == in_english(refused.value)
    assert error in in_english(refused.value)


@pytest.mark.parametrize("word", WORDS)
def test_an_address_that_is_not_there_is_not_masked(tmp_path, word):
    assert not imported(tmp_path, "email_masked", word).email_masked


@pytest.mark.parametrize(
    "typed_value", ["无锡市", "没有名字街道", "无极县", "N/A大厦", "空港新区", "-1层"]
)
def test_an_area_that_begins_like_such_a_word_is_kept(profile, tmp_path, typed_value):
    assert typed(profile, "area", typed_value) == typed_value
    assert imported(tmp_path, "area", typed_value).area == typed_value


def provider(tmp_path, **cells):
    row = {"code": "zz", "name_zh": "甲", "name_en": "A", "hosts": "a.example", "kind": "unknown"}
    row |= {"channel": "", "language": "en", "source": "its page", "checked": "2026-12-01"} | cells
    path = tmp_path / "providers.csv"
    path.write_text(f"{','.join(row)}\n{','.join(row.values())}\n", encoding="utf-8")
    return read_providers(path, LOCALES, ())[0]


@pytest.mark.parametrize("word", WORDS)
def test_a_provider_without_a_channel_may_say_so(tmp_path, word):
    assert provider(tmp_path, channel=word).channel == ""


@pytest.mark.parametrize("word", WORDS)
@pytest.mark.parametrize("column", ["code", "name_zh", "hosts", "source"])
def test_what_a_provider_needs_may_not_be_left_out(tmp_path, column, word):
    with pytest.raises(ProfileError) as wrong:
        provider(tmp_path, **{column: word})
    (problem,) = wrong.value.problems
    assert problem.text.startswith("This cannot be left empty. Please write what is asked for; ")
