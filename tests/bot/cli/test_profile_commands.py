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


def changed_profile(shell, pattern, change):
    """A copy of the profile whose files of this pattern have the text that `change` makes of it."""
    folder = shell.folder / "changed"
    shutil.copytree(ROOT / "profiles" / "hunan", folder)
    for path in folder.glob(pattern):
        path.write_text(change(path.read_text(encoding="utf-8")), encoding="utf-8")
    return folder


async def test_an_import_says_when_a_running_bot_uses_it_and_it_does(shell, profile):
    shell.has(shell.installed)
    folder = changed_profile(
        shell, "clocks.toml", lambda text: text.replace("accept_days = 1\n", "accept_days = 2\n")
    )

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
    def in_irish(text):
        text = text.replace("name_en", "name_ga").replace(",en,", ",ga,")
        text = text.replace(', en = "', ', ga = "').replace('\nen = "', '\nga = "')
        return text.replace('"zh-Hans", "en"]', '"zh-Hans", "ga"]')

    folder = changed_profile(shell, "*.[ct]*", in_irish)

    ran = await shell.types("profile", "import", str(folder))

    assert (ran.code, ran.err) == (0, "")
    said = "ga has no texts, so who chooses it reads English: `jubao locale new ga`"
    assert ran.out.splitlines()[1:] == [said]


async def test_a_number_changed_by_a_profile_is_in_the_journal_and_in_the_history(shell):
    shell.has(shell.installed)

    def with_another_number(text):
        text = text.replace("0731-88667349", "0731-12345678")
        rows = [row for row in text.splitlines() if not row.startswith(("hyxinwen,", "mgtv,"))]
        return "\n".join(rows)

    folder = changed_profile(shell, "units.*", with_another_number)
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

    def of_two_units(text):
        head, *rows = text.splitlines()
        return "\n".join([head, *(row for row in rows if row.startswith(("hunan,", "changsha,")))])

    folder = changed_profile(shell, "units.csv", of_two_units)
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

    def without_phones(text):
        for unit in profile.units:
            text = text.replace(unit.phone, "")
        return text

    folder = changed_profile(shell, "units.csv", without_phones)

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

    def without_holidays(text):
        text = re.sub(r"\[\[calendar\.years\]\].*", "", text, flags=re.DOTALL)
        days = r"^(holidays|working) = \[.*?^\]\n"
        return re.sub(days, "", text, flags=re.DOTALL | re.MULTILINE)

    folder = changed_profile(shell, "clocks.toml", without_holidays)

    ran = await shell.types("profile", "import", str(folder))

    assert ran.code == 3, ran.err
    assert "years of the calendar" in ran.err
    async with shell.database() as db:
        assert (await db.run(units.load)).calendar == profile.calendar
