"""CHANGELOG.md after Keep a Changelog: in order, each section once."""

import re
import tomllib
from datetime import date
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
TEXT = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
RELEASE = re.compile(r"^## \[(\d+)\.(\d+)\.(\d+)\] - (\S+)$", re.MULTILINE)
ORDER = ("Added", "Changed", "Deprecated", "Removed", "Fixed", "Security")
KINDS = dict(re.findall(r"^## (\[.+?\].*)\n([\s\S]*?)(?=^## |\Z)", TEXT, re.MULTILINE))
LONGEST = 3  # lines of a change in a release; what is unreleased is shortened when it is released


def releases():
    """(version, day) of each release, as they stand on the page."""
    return [
        ((int(major), int(minor), int(patch)), date.fromisoformat(day))
        for major, minor, patch, day in RELEASE.findall(TEXT)
    ]


def test_the_version_of_the_code_is_the_newest_release():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    newest, _ = releases()[0]
    assert project["version"] == ".".join(map(str, newest))


def test_versions_descend_and_days_do_not_ascend():
    versions, days = zip(*releases(), strict=True)
    assert list(versions) == sorted(set(versions), reverse=True)
    assert list(days) == sorted(days, reverse=True)
    assert versions[-1] == (0, 1, 0)


def test_what_is_unreleased_comes_first_and_every_heading_is_known_and_there_once():
    headings = re.findall(r"^## (.*)$", TEXT, re.MULTILINE)
    assert headings[0] == "[Unreleased]"
    assert len(headings) == len(set(headings)) == 1 + len(releases())


@pytest.mark.parametrize("release", KINDS)
def test_the_kinds_of_changes_of_a_release_stand_once_in_order_and_are_not_empty(release):
    parts = KINDS[release].split("\n### ")[1:]
    kinds = [part.partition("\n")[0] for part in parts]
    assert kinds == [each for each in ORDER if each in kinds]
    for part in parts:
        changes = part.partition("\n")[2].strip()
        assert changes.startswith("- ")
        for change in changes.split("\n- "):
            assert len(change.strip().splitlines()) <= LONGEST or release == "[Unreleased]", change
            assert not re.search(r"\n(?!  )", change.strip()), change


def test_no_change_stands_there_twice():
    changes = re.findall(r"^- (.+)$", TEXT, re.MULTILINE)
    assert len(changes) == len(set(changes))


def test_a_release_names_the_schema_of_its_database_and_later_ones_are_not_older():
    """An upgrade needs it: `docs/howto.md`, Upgrade."""
    revisions = {each.name[:4] for each in (ROOT / "storage/migrations/versions").glob("0*.py")}
    said = re.findall(r"Database schema (\d{4})\.", TEXT)
    assert len(said) == len(releases())
    assert set(said) <= revisions
    assert said == sorted(said, reverse=True)
