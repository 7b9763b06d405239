"""`jubao category check`, `jubao profile check`: what is missing, and what a category says."""

import shutil

import pytest
from msgspec.structs import replace

from domain.taxonomy import FilePolicy
from storage.network import units
from tests.support.processes import ROOT

HUNAN = ROOT / "profiles" / "hunan"


@pytest.mark.soak
async def test_a_category_shows_its_values_and_that_nothing_is_missing(shell):
    shell.has(shell.installed)
    ran = await shell.types("category", "check")
    assert (ran.code, ran.out, ran.err) == (0, "Nothing is missing.\n", "")
    ran = await shell.types("category", "check", "phishing")
    assert (ran.code, ran.err) == (0, "")
    lines = [line.split(maxsplit=1) for line in ran.out.splitlines()]
    assert ["category:", "phishing, below fraud"] in lines
    assert ["kept:", "1095 days"] in lines
    ran = await shell.types("category", "check", "bogus")
    assert (ran.code, "there is no category bogus; there are " in ran.complaint) == (1, True)
    assert await shell.types("profile", "check", str(HUNAN), "phishing") != ran


async def test_what_categories_of_the_database_lack_is_named_one_by_one(shell):
    """As after an import with one more language, or a rule that was retired in the chat."""
    shell.has(shell.installed)
    async with shell.database() as db:
        profile = await db.run(units.load)
        taxonomy = profile.taxonomy
        changed = {
            "fraud": {"names": {"en": "Fraud"}},
            "gambling": {"rules": ()},
            "shopping": {"files": FilePolicy.NONE, "hotline": None},
        }
        categories = tuple(
            replace(each, **changed.get(each.code, {})) for each in taxonomy.categories
        )
        wanted = replace(profile, taxonomy=replace(taxonomy, categories=categories))
        await db.run(units.install, replace(wanted, locales=("zh-Hans", "en", "fr")), 1)
    ran = await shell.types("category", "check")
    lines = ran.out.splitlines()
    assert (ran.code, ran.complaint) == (1, f"{len(lines)} to be mended")
    assert lines[0].startswith("fr has no texts, ready ones for decisions among them")
    assert "fraud: lacks a name in zh-Hans" in lines
    assert "fraud: lacks a name in fr" in lines
    assert "phishing: lacks a name in fr" in lines
    assert any(line.startswith("gambling: It needs at least one rule") for line in lines)
    assert any(line.startswith("shopping: No files are taken here") for line in lines)


@pytest.mark.soak
async def test_a_profile_is_checked_without_a_database_and_changes_nothing(shell):
    ran = await shell.types("profile", "check", str(HUNAN), SEAL_KEYS=None, BOT_TOKEN=None)
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.endswith("in zh-Hans and en\nNothing is missing.\n")

    folder = shell.folder / "mine"
    shutil.copytree(HUNAN, folder)
    taxonomy = (folder / "taxonomy.toml").read_text("utf-8")
    new = '\n[categories.food]\nname = { zh-Hans = "食品安全" }\n'
    (folder / "taxonomy.toml").write_text(taxonomy + new, "utf-8")
    ran = await shell.types("profile", "check", "mine", "food")
    assert ran.code == 1
    line = taxonomy.count("\n") + 2
    rules, name = ran.err.splitlines()
    assert rules.startswith(f"jubao: taxonomy.toml, line {line}: categories.food.rules: expected")
    assert name.startswith(f"jubao: taxonomy.toml, line {line + 1}: categories.food.name: expected")
    mended = new.replace(" }", ', en = "Food" }') + 'rules = ["ecology-6-11"]\n'
    (folder / "taxonomy.toml").write_text(taxonomy + mended, "utf-8")
    ran = await shell.types("profile", "check", "mine", "food")
    assert (ran.code, ran.err) == (0, "")
    assert "cited first:      ecology-6-11" in ran.out
    assert "kept:             365 days" in ran.out
    assert not shell.file.exists()
