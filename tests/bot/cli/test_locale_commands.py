"""`jubao locale`: a language is made, translated, checked, and spoken by a bot that starts."""

import asyncio
import errno
import os
import shutil
import signal

import pytest
from msgspec.structs import replace

from bot.cli.languages import language_files
from bot.config import languages
from bot.config.settings import read_settings
from bot.core.errors import Failed
from locales.catalog import BASE, HERE
from locales.completeness import TO_TRANSLATE
from storage.network import units
from tests.support.processes import ROOT
from tests.support.shell import PATIENCE

TEXTS = sum(
    line.startswith(f"# {TO_TRANSLATE}")
    for page in (HERE / BASE).glob("*.ftl")
    for line in language_files.completeness.marked(page.read_text("utf-8")).splitlines()
)


def translate(folder):
    """Every text gets another word, and the mark is gone: what a translator leaves behind."""
    for page in folder.glob("*.ftl"):
        lines = page.read_text("utf-8").replace(f"# {TO_TRANSLATE}\n", "# Same as in English\n")
        page.write_text(lines, "utf-8")


def speak_french(profile):
    """The profile with a French name for everything."""
    for name in ("units.csv", "providers.csv"):
        head, *rows = (profile / name).read_text("utf-8").splitlines()
        table = [head.replace("name_en", "name_en,name_fr")]
        columns = head.split(",").index("name_en")
        for row in rows:
            cells = row.split(",")
            table.append(",".join([*cells[: columns + 1], "Nom", *cells[columns + 1 :]]))
        (profile / name).write_text("\n".join(table), "utf-8")
    for name in ("taxonomy.toml", "platforms.toml"):
        text = (profile / name).read_text("utf-8")
        (profile / name).write_text(text.replace(", en = ", ', fr = "Nom", en = '), "utf-8")
    pledge = (profile / "pledge.toml").read_text("utf-8")
    (profile / "pledge.toml").write_text(pledge.replace("\nen = ", '\nfr = "Promis"\nen = '))
    clocks = (profile / "clocks.toml").read_text("utf-8")
    (profile / "clocks.toml").write_text(clocks.replace('"zh-Hans", "en"', '"zh-Hans", "en", "fr"'))


async def listed(shell):
    """What French lacks, a line for each text."""
    ran = await shell.types("locale", "check", "fr", LANGUAGES="texts")
    return [line for line in ran.out.splitlines() if ".ftl" in line]


@pytest.mark.soak
async def test_a_language_from_its_first_file_to_a_bot_that_speaks_it(shell, telegram):
    ran = await shell.types("locale", "new", "fr", "--to", "texts")
    assert (ran.code, ran.err) == (0, "")
    head, _, *steps = ran.out.splitlines()
    assert head.startswith(f"texts/fr: {len(list((HERE / BASE).glob('*.ftl')))} files with {TEXTS}")
    assert [step[:2] for step in steps] == [f"{number}." for number in range(1, 7)]
    for step, word in zip(
        steps,
        ("JUBAO_LANGUAGES=", "Translate", "locale check fr", "name_fr", "restart", "/templates"),
        strict=True,
    ):
        assert word in step

    profile = shell.folder / "profile"
    shutil.copytree(ROOT / "profiles" / "hunan", profile)
    own = {"LANGUAGES": "texts", "PROFILE": "profile"}
    ran = await shell.types("locale", "check", "fr", **own)
    assert ran.code == 1
    assert ran.complaint.startswith(f"fr is not complete: {TEXTS} texts, ")
    lines = ran.out.splitlines()
    assert lines[0] == f"texts/fr: 0 of {TEXTS} texts are done (0 %)"
    assert "reporting.ftl, line 4: language-name: is to be translated" in lines
    for name in ("clocks", "taxonomy", "pledge", "platforms"):
        assert any(line.startswith(f"{name}.toml, line ") for line in lines), name
    for name in ("units", "providers"):
        assert f"{name}.csv, line 1: name_fr: expected this column once in the first line" in lines

    translate(shell.folder / "texts" / "fr")
    page = shell.folder / "texts" / "fr" / "reporting.ftl"
    text = page.read_text("utf-8").replace("language-name = English", "language-name = Français")
    page.write_text(text, "utf-8")
    speak_french(profile)
    units = (profile / "units.csv").read_text("utf-8")
    (profile / "units.csv").write_text(
        units.replace("Changsha Internet Information Office,Nom,", "Changsha,,")
    )
    ran = await shell.types("locale", "check", "fr", **own)
    assert (ran.code, ran.complaint) == (1, "fr is not complete: 0 texts, 1 entries of the profile")
    assert ran.out.splitlines()[-1].startswith("units.csv, line 3: names.name_fr: ")
    (profile / "units.csv").write_text(units)
    ran = await shell.types("locale", "check", "FR".lower(), **own)
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.endswith("profile has fr, too. Nothing is missing.\n")

    ran = await shell.types("locale", "list", **own)
    assert f"fr        {TEXTS} of {TEXTS} texts are done (100 %)  texts/fr" in ran.out
    assert len(ran.out.splitlines()) == 3
    ran = await shell.types("profile", "import", "profile", **own)
    assert (ran.code, ran.err) == (0, "")
    assert "has no texts" not in ran.out
    running = await shell.starts(
        "run", API_BASE_URL=telegram.url, LOG_FORMAT="json", LOCALE="FR", **own
    )
    await asyncio.wait_for(running.stderr.readuntil(b'"event":"ready"'), PATIENCE)
    running.send_signal(signal.SIGTERM)
    await asyncio.wait_for(running.communicate(), PATIENCE)
    assert running.returncode == 0
    ran = await shell.types("settings", LOCALE="fr")  # without the folder
    assert (ran.code, "JUBAO_LOCALE: expected one of the languages" in ran.err) == (2, True)


async def test_what_was_added_in_the_chat_is_looked_at_where_there_is_a_database(shell):
    ran = await shell.types("locale", "check", "en")
    assert (ran.code, ran.out.endswith("Nothing is missing.\n")) == (0, True)  # without one
    shell.has(shell.installed)
    async with shell.database() as db:
        profile = await db.run(units.load)
        taxonomy = profile.taxonomy
        site = replace(profile.unit("rednet"), code="newsite", names={"zh-Hans": "新网"}, hosts=())
        gone = replace(site, code="oldsite", retired=True)
        kind = replace(taxonomy.find("phishing"), code="smishing", names={"zh-Hans": "短信钓鱼"})
        wanted = replace(
            profile,
            units=(*profile.units, site, gone),
            taxonomy=replace(taxonomy, categories=(*taxonomy.categories, kind)),
        )
        await db.run(units.install, wanted, 1)
    ran = await shell.types("locale", "check", "en")
    said = "0 texts, 0 entries of the profile, 2 names of what was added in the chat"
    assert (ran.code, ran.complaint) == (1, f"en is not complete: {said}")
    assert ran.out.splitlines()[1:] == [
        "added in the chat: 2 to be mended",
        "/units: newsite: has no name in en",
        "/categories: smishing: has no name in en",
    ]
    assert (await shell.types("locale", "check", "zh-Hans")).code == 0


@pytest.mark.soak
async def test_a_new_release_adds_its_texts_to_a_language(shell):
    assert (await shell.types("locale", "new", "fr", "--to", "texts")).code == 0
    folder = shell.folder / "texts" / "fr"
    translate(folder)
    page = folder / "commands.ftl"
    lines = [line for line in page.read_text("utf-8").splitlines() if "command-start" not in line]
    page.write_text("\n".join(lines), "utf-8")
    (folder / "rules.ftl").unlink()

    missing = sum("rules.ftl" in line for line in await listed(shell)) + 1
    ran = await shell.types("doctor", LANGUAGES="texts")
    said = f"fr has {missing} texts that are missing or wrong: `jubao locale check fr`"
    assert f"note  languages {said}" in ran.out
    ran = await shell.types("locale", "update", "fr", LANGUAGES="texts")
    assert (ran.code, ran.err) == (0, "")
    assert page.read_text("utf-8").endswith("# To be translated\ncommand-start = Start here\n")
    assert (
        "ok    languages fr: all texts can be said"
        in (await shell.types("doctor", LANGUAGES="texts")).out
    )
    said = await listed(shell)
    assert all(line.endswith("is to be translated") for line in said)
    assert {line.partition(".")[0] for line in said} == {"commands", "rules"}
    ran = await shell.types("locale", "update", "fr", LANGUAGES="texts")
    assert ran.out == "texts/fr lacks no text.\n"


@pytest.mark.parametrize(
    ("code", "right"),
    [
        ("zz-??", None),
        ("zh_CN", "zh-CN"),
        ("FR", "fr"),
        ("french", None),
        ("../fr", None),
        ("", None),
        ("fr ", "fr"),
    ],
)
async def test_a_code_that_is_none_is_refused_with_the_right_one(shell, code, right):
    ran = await shell.types("locale", "new", code, "--to", "texts")
    assert (ran.code, ran.out) == (2, "")
    assert "such as fr, pt-BR or zh-Hant" in ran.complaint
    assert ran.complaint.endswith(f"did you mean {right}?") == (right is not None)
    assert list(shell.folder.iterdir()) == []


async def test_a_language_that_is_there_is_left_alone(shell):
    for code, said in (("en", "is there already"), ("zh-hans", "`jubao locale check zh-Hans`")):
        ran = await shell.types("locale", "new", code, "--to", "texts")
        assert (ran.code, said in ran.complaint) == (1, True)
    (shell.folder / "texts" / "fr").mkdir(parents=True)
    ran = await shell.types("locale", "new", "fr", "--to", "texts")
    assert (ran.code, "is there already: texts/fr" in ran.complaint) == (1, True)
    ran = await shell.types("locale", "check", "ga")
    assert (ran.code, "`jubao locale new ga`" in ran.complaint) == (1, True)


async def test_a_place_that_cannot_be_written_to_is_named(shell):
    (shell.folder / "texts").write_text("a file", "utf-8")
    ran = await shell.types("locale", "new", "fr", LANGUAGES="texts")
    assert (ran.code, "JUBAO_LANGUAGES: expected a folder" in ran.complaint) == (2, True)
    nowhere = "/dev/null/jubao"
    ran = await shell.types("locale", "new", "fr", "--to", nowhere)
    assert (ran.code, ran.complaint.startswith(f"{nowhere}/fr: ")) == (1, True)
    assert ran.complaint.endswith("; nothing was written")


def test_a_full_disk_leaves_no_half_of_a_language(tmp_path, monkeypatch):
    written = []

    def full(number):
        written.append(number)
        if len(written) > 3:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(os, "fsync", full)
    said = r"^texts/fr: No space left on device \(\d+ kB free there\); nothing was written$"
    with pytest.raises(Failed, match=said):
        language_files.new("fr", tmp_path.relative_to(tmp_path) / "texts")
    assert list((tmp_path / "texts").iterdir()) == []


def test_an_installed_jubao_asks_for_a_folder_that_an_upgrade_leaves_alone(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(language_files.language_places, "CHECKOUT", tmp_path / "nothing")
    with pytest.raises(language_files.language_places.SettingsError, match="JUBAO_LANGUAGES"):
        language_files.new("fr", None)


def test_in_a_checkout_a_language_gets_its_folder_beside_the_others(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    place = language_files.language_places.place_for_new("fr", None)
    assert place == HERE / "fr"


def test_a_locale_without_texts_is_known(monkeypatch, tmp_path):
    monkeypatch.chdir(tmp_path)
    assert languages.without_texts(read_settings(), ["zh-Hans", "fr", "en"]) == ["fr"]
    (tmp_path / "fr").mkdir()
    (tmp_path / "fr" / "own.ftl").write_text("language-name = Français\n", "utf-8")
    assert languages.without_texts(read_settings(languages=str(tmp_path)), ["fr", "en"]) == []
