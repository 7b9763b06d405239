"""`jubao profile import`: a changed folder reaches the database, and a bot that runs."""

import re
import shutil
import time

import pytest

from bot.runtime import clock
from handlers.core.services import Services
from storage.audit import journal
from storage.network import entries, units
from tests.support.processes import ROOT


async def test_an_import_says_when_a_running_bot_uses_it_and_it_does(shell, profile):
    shell.has(shell.installed)
    folder = shell.folder / "changed"
    shutil.copytree(ROOT / "profiles" / "hunan", folder)
    clocks = folder / "clocks.toml"
    text = clocks.read_text(encoding="utf-8")
    clocks.write_text(text.replace("accept_days = 1\n", "accept_days = 2\n"), encoding="utf-8")

    ran = await shell.types("profile", "import", str(folder))

    assert (ran.code, ran.err) == (0, "")
    assert "within a minute" in ran.out
    assert "next start" not in ran.out
    assert "Not in units.csv" not in ran.out
    assert profile.clocks.accept_days == 1
    assert clock.EVERY <= 60
    async with shell.database() as db:
        running = Services(
            db=db, words=None, profile=profile, now=time.time, read_file=None, steady=time.monotonic
        )
        await clock.keep_once(db, running)
        assert running.profile.clocks.accept_days == 2
        assert (await db.run(units.load)).clocks.accept_days == 2


@pytest.mark.soak
async def test_a_language_without_texts_is_said(shell):
    folder = shell.folder / "changed"
    shutil.copytree(ROOT / "profiles" / "hunan", folder)
    for path in (*folder.glob("*.csv"), *folder.glob("*.toml")):
        text = (
            path.read_text(encoding="utf-8").replace("name_en", "name_ga").replace(",en,", ",ga,")
        )
        text = text.replace(', en = "', ', ga = "').replace('\nen = "', '\nga = "')
        path.write_text(text.replace('"zh-Hans", "en"]', '"zh-Hans", "ga"]'), encoding="utf-8")

    ran = await shell.types("profile", "import", str(folder))

    assert (ran.code, ran.err) == (0, "")
    said = "ga has no texts, so who chooses it reads English: `jubao locale new ga`"
    assert ran.out.splitlines()[1:] == [said]


async def test_a_number_changed_by_a_profile_is_in_the_journal_and_in_the_history(shell):
    shell.has(shell.installed)
    folder = shell.folder / "changed"
    shutil.copytree(ROOT / "profiles" / "hunan", folder)
    for path in folder.glob("units.*"):
        text = path.read_text(encoding="utf-8")
        text = text.replace("0731-88667349", "0731-12345678")
        rows = [row for row in text.splitlines() if not row.startswith(("hyxinwen,", "mgtv,"))]
        path.write_text("\n".join(rows), encoding="utf-8")
    (folder / "hosts.toml").unlink()

    ran = await shell.types("profile", "import", str(folder))

    assert (ran.code, ran.err) == (0, "")
    said = "Not in units.csv, and still at work (retire them in /units): mgtv, hyxinwen"
    assert ran.out.splitlines()[1:] == [said]
    async with shell.database() as db:
        (change,) = await db.run(entries.history, "changsha", limit=9)
        assert change.changes == {"phone": ("0731-88667349", "0731-12345678")}
        written = [(each.verb, each.unit) for each in await db.run(journal.of_case, 0)]
        assert written == [("unit_change", "changsha"), ("profile", "")]


async def test_a_profile_that_lacks_much_is_refused_until_somebody_says_so(shell, profile):
    shell.has(shell.installed)
    folder = shell.folder / "part"
    shutil.copytree(ROOT / "profiles" / "hunan", folder)
    units_csv = folder / "units.csv"
    head, *rows = units_csv.read_text(encoding="utf-8").splitlines()
    listed = [head, *(row for row in rows if row.startswith(("hunan,", "changsha,")))]
    units_csv.write_text("\n".join(listed), encoding="utf-8")
    (folder / "hosts.toml").unlink()

    ran = await shell.types("profile", "import", str(folder))

    assert (ran.code, ran.out) == (3, "")
    assert "nothing was changed" in ran.err
    assert "all units of the level site" in ran.err
    assert "say --retire-missing" in ran.err
    async with shell.database() as db:
        assert (await db.run(units.load)).units == profile.units

    ran = await shell.types("profile", "import", str(folder), "--retire-missing")

    assert (ran.code, ran.err) == (0, "")
    assert "and retired" in ran.out
    async with shell.database() as db:
        found = await db.run(units.load)
        assert [unit.code for unit in found.units if not unit.retired] == ["hunan", "changsha"]


async def test_a_profile_whose_units_have_no_phone_any_more_is_refused(shell, profile):
    shell.has(shell.installed)
    folder = shell.folder / "emptied"
    shutil.copytree(ROOT / "profiles" / "hunan", folder)
    units_csv = folder / "units.csv"
    text = units_csv.read_text(encoding="utf-8")
    for unit in profile.units:
        text = text.replace(unit.phone, "")
    units_csv.write_text(text, encoding="utf-8")

    ran = await shell.types("profile", "import", str(folder), "--retire-missing")

    assert (ran.code, ran.out) == (3, "")
    assert "phone of 31 units: emptied for 31 (hunan, changsha, hengyang, zhuzhou, …)" in ran.err
    async with shell.database() as db:
        assert (await db.run(units.load)).units == profile.units

    ran = await shell.types("profile", "import", str(folder), "--change-many")

    assert (ran.code, ran.err) == (0, "")
    async with shell.database() as db:
        assert not any(unit.phone for unit in (await db.run(units.load)).units)


async def test_a_profile_without_the_holidays_of_this_year_is_refused(shell, profile):
    shell.has(shell.installed)
    folder = shell.folder / "part"
    shutil.copytree(ROOT / "profiles" / "hunan", folder)
    clocks = folder / "clocks.toml"
    text = clocks.read_text(encoding="utf-8")
    plain = re.sub(r"\[\[calendar\.years\]\].*", "", text, flags=re.DOTALL)
    plain = re.sub(r"^(holidays|working) = \[.*?^\]\n", "", plain, flags=re.DOTALL | re.MULTILINE)
    clocks.write_text(plain, encoding="utf-8")

    ran = await shell.types("profile", "import", str(folder))

    assert ran.code == 3, ran.err
    assert "years of the calendar" in ran.err
    async with shell.database() as db:
        assert (await db.run(units.load)).calendar == profile.calendar
