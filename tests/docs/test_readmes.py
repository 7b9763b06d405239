"""Both READMEs begin alike, and say what each role can do: a picture, two commands, a table."""

import inspect
import re
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


def role_rows(name):
    """The rows of the table of roles: role, what it can do, commands."""
    lines = read(name)
    start = next(at for at, line in enumerate(lines) if line == "|---|---|---|") + 1
    end = next(at for at in range(start, len(lines)) if not lines[at].startswith("|"))
    return [[cell.strip() for cell in line.split("|")[1:-1]] for line in lines[start:end]]


@both
def test_a_readme_says_what_each_role_can_do_by_commands_that_there_are(name):
    known = {
        command
        for file in (ROOT / "locales/en").glob("*.ftl")
        for command in re.findall(
            r"^command-(\w+) =", file.read_text(encoding="utf-8"), re.MULTILINE
        )
    }
    rows = role_rows(name)
    assert len(rows) == 6
    assert any("](docs/pictures/" in can for _, can, _ in rows)
    for role, can, commands in rows:
        assert role.startswith("**")
        assert can
        assert set(re.findall(r"`/(\w+)`", commands)) <= known
    assert rows[-1][2] == "–"  # whoever is not on Telegram types no command


def test_both_tables_of_roles_have_the_same_commands():
    both_tables = [[row[2] for row in role_rows(name)] for name in OTHER]
    assert both_tables[0] == both_tables[1]


@both
def test_a_readme_leads_to_a_real_bot_the_service_and_the_settings(name):
    text = "\n".join(read(name))
    assert "docs/howto.md#run-one-process-as-a-service" in text
    assert "\n## Run one process as a service\n" in "\n".join(read("docs/howto.md"))
    assert "docs/settings.md" in text
    assert "JUBAO_S3_ENDPOINT" not in text  # the table has its own page
