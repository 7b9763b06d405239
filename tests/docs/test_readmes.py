"""Both READMEs begin alike: the other language, what it is, a picture, two commands."""

import inspect
from pathlib import Path

import pytest

from bot.cli.running import demo

ROOT = Path(__file__).parents[2]
OTHER = {"README.md": "README.zh-CN.md", "README.zh-CN.md": "README.md"}
PERFORMANCE = "docs/performance.md"

both = pytest.mark.parametrize("name", OTHER)


def read(name):
    return (ROOT / name).read_text(encoding="utf-8").splitlines()


@both
def test_a_readme_is_short_and_links_to_the_other_language_first(name):
    lines = read(name)
    assert len(lines) <= 120
    assert f"]({OTHER[name]})" in "\n".join(lines[:4])


@both
def test_a_readme_begins_with_what_it_is_one_picture_and_two_commands(name):
    lines = read(name)
    picture = next(at for at, line in enumerate(lines) if line.startswith("!["))
    demo = next(at for at, line in enumerate(lines) if line.startswith("make demo"))
    assert 4 < picture < demo < 25
    assert lines[demo + 1].startswith("make test")


@both
def test_a_readme_says_how_the_demo_ends_and_what_it_may_be_told(name):
    text = "\n".join(read(name))
    assert "Ctrl+C" in text
    for option in inspect.signature(demo).parameters:
        assert f"--{option}" in text


@both
def test_a_readme_says_how_to_become_the_first_admin_without_knowing_an_id(name):
    text = "\n".join(read(name))
    assert ".venv/bin/jubao setup" in text
    assert "jubao admin invite" in text
    assert "getUpdates" in "\n".join(read("docs/howto.md"))  # where one's own id is read


@both
def test_what_was_measured_stands_on_the_page_of_speed_only(name):
    text = "\n".join(read(name))
    assert PERFORMANCE in text
    assert "p99" not in text
    assert "`/queue` over all 31 units" in "\n".join(read(PERFORMANCE))


def test_both_have_the_same_pages_behind_them():
    def linked(name, language):
        text = "\n".join(read(name)).partition("AGPL")[0]
        links = {each.partition(")")[0] for each in text.split("](docs/")[1:]}
        return {link.replace(f"-{language}.png", ".png") for link in links}

    assert linked("README.md", "en") == linked("README.zh-CN.md", "zh")
