"""What is wrong with a file is said in our sentences, whatever is wrong; never in the library's."""

import copy
import tomllib
from pathlib import Path

import pytest
from pydantic import ValidationError

from bot.config import platform_forms, profile_forms, taxonomy_forms
from bot.config.directory_csv import UnitRow
from bot.config.file_problems import expected, findings
from bot.config.providers_csv import ProviderRow

HUNAN = Path(__file__).parents[3] / "profiles" / "hunan"
SHARED = {"link_identity.toml": 'tracking = ["von"]\n[[sites]]\nhosts = ["a.cn"]\nkeep = ["id"]\n'}
FORMS = {
    "clocks.toml": profile_forms.ClocksFile,
    "hosts.toml": profile_forms.HostsFile,
    "link_identity.toml": profile_forms.LinkIdentityFile,
    "platforms.toml": platform_forms.PlatformsFile,
    "pledge.toml": profile_forms.PledgeFile,
    "taxonomy.toml": taxonomy_forms.TaxonomyFile,
    "xarf.toml": profile_forms.XarfFile,
}
UNIT = {
    "code": "changsha",
    "level": "city",
    "parent": "hunan",
    "area": "长沙",
    "hosts": "a.cn",
    "phone_24h": "",
    "email": "",
    "email_masked": "",
    "website": "",
}
PROVIDER = {
    "code": "zz",
    "hosts": "a.example",
    "kind": "mail",
    "channel": "abuse@a.example",
    "language": "en",
    "source": "its page",
    "checked": "2026-12-01",
}
TYPED = ["", " ", "?", "A B", "x" * 400, "-1", "a@b"]
WRONG = [*TYPED, 0, -1, 10**6, 1.5, float("nan"), True, [], [[]], {}, {"Not A Code": 1}, None]


def places(value, at=()):
    """The path of each value; of a long list or table of the same things only the first two."""
    yield at
    if isinstance(value, dict):
        alike = value and all(isinstance(each, dict) for each in value.values())
        for key in list(value)[: 2 if alike and at else None]:
            yield from places(value[key], (*at, key))
    elif isinstance(value, list):
        for place in range(min(2, len(value))):
            yield from places(value[place], (*at, place))


def faults(form, data, values):
    """Each of pydantic's errors with our sentence, for each value in each place."""
    for at in filter(None, places(data)):
        for wrong in values:
            changed = copy.deepcopy(data)
            inner = changed
            for key in at[:-1]:
                inner = inner[key]
            inner[at[-1]] = wrong
            try:
                form.model_validate(changed)
            except ValidationError as refused:
                yield from zip(refused.errors(), findings(refused), strict=True)


def foreign(form, data, values):
    """Sentences that are the library's, or say nothing of what is expected."""
    found = list(faults(form, data, values))
    assert len(found) > len(values)
    return {
        (error["type"], text)
        for error, (_, text) in found
        if "something else" in text
        or "should" in text
        or (error["type"] != "value_error" and error["msg"] in text)
    }


@pytest.mark.parametrize("file", FORMS)
def test_a_wrong_value_in_a_profile_is_refused_in_our_words(file):
    text = SHARED.get(file) or (HUNAN / file).read_text(encoding="utf-8")
    data = tomllib.loads(text)
    for key, value in data.items():  # a large table: the first entries stand for all
        if isinstance(value, dict) and len(value) > 20:
            data[key] = dict(list(value.items())[:2])
    assert foreign(FORMS[file], data, WRONG) == set()


@pytest.mark.parametrize(("form", "row"), [(UnitRow, UNIT), (ProviderRow, PROVIDER)])
def test_a_wrong_value_in_a_table_is_refused_in_our_words(form, row):
    row = {**row, "names": {"name_zh": "甲", "name_en": "A"}}
    form.model_validate(row)
    assert foreign(form, row, TYPED) == set()


def test_a_bound_is_written_as_people_write_it():
    assert expected("less_than_equal", {"le": 1000000.0}) == "expected at most 1000000"
    assert expected("less_than_equal", {"le": 0.5}) == "expected at most 0.5"
