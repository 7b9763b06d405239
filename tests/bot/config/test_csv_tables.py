"""The column of each language in a table."""

import pytest
from msgspec.structs import replace

from bot.config.csv_tables import name_columns
from bot.config.directory_csv import read_directory, write_directory


@pytest.mark.parametrize(
    ("locales", "columns"),
    [
        (["zh-Hans", "en"], ["name_zh", "name_en"]),
        (["en", "fr", "pt-BR"], ["name_en", "name_fr", "name_pt"]),
        (["zh-Hans", "en", "zh-Hant"], ["name_zh", "name_en", "name_zh_hant"]),
        (["zh-Hant", "zh-Hans"], ["name_zh", "name_zh_hans"]),
    ],
)
def test_each_language_has_a_column_of_its_own(locales, columns):
    assert list(name_columns(locales).values()) == columns


def test_names_in_two_scripts_are_kept_apart(tmp_path, profile):
    names = {"zh-Hans": "湖南省举报中心", "zh-Hant": "湖南省舉報中心"}
    file = tmp_path / "units.csv"
    locales = tuple(names)
    text = write_directory([replace(profile.unit("hunan"), names=names)], locales)
    file.write_text(text, encoding="utf-8")
    (read,) = read_directory(file, locales)
    assert read.names == names
