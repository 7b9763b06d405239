"""`jubao directory export|import`: what a file changes is said before, and done once."""

import csv
import re
from pathlib import Path

import pytest
from msgspec.structs import replace

from storage.audit import journal
from storage.cases import cases
from storage.network import entries, units
from tests.support.cases import a_case

HOW_TO = Path(__file__).parents[3] / "docs" / "howto.md"
HEADER = "code,level,parent,name_zh,name_en,area,phone_24h,email,email_masked,hosts,website"


@pytest.fixture
async def exported(shell):
    """The profile's directory as a file, from a database that has it."""
    shell.has(shell.installed)
    path = shell.folder / "directory.csv"
    ran = await shell.types("directory", "export", str(path))
    assert (ran.code, ran.err) == (0, "")
    assert re.match(r"\d+ units written into ", ran.out)
    return path


async def network(shell):
    async with shell.database() as db:
        return await db.run(units.load)


async def test_what_was_exported_changes_nothing(shell, exported, profile):
    ran = await shell.types("directory", "import", str(exported))
    assert ran.code == 0
    assert ran.out.splitlines() == [
        f"= {len(profile.units)} units as they were",
        "Nothing had to be changed.",
    ]
    assert (await network(shell)).units == profile.units


async def test_a_dry_run_says_what_would_change_and_changes_nothing(shell, exported, profile):
    change(exported)
    ran = await shell.types("directory", "import", str(exported), "--dry-run")
    assert (ran.code, ran.err) == (0, "")
    name = profile.by_code["changsha"].names["zh-Hans"]
    gone = profile.by_code["rednet"].names["zh-Hans"]
    assert ran.out.splitlines() == [
        "+ new-site  新网",
        f"~ changsha  {name}",
        f"    phone: {profile.by_code['changsha'].phone} → 0731-1234567 转 8",
        f"- rednet  {gone}, retired",
        f"= {len(profile.units) - 2} units as they were",
        "Nothing was changed (--dry-run).",
    ]
    assert (await network(shell)).units == profile.units


async def test_an_import_changes_what_it_said_and_writes_down_each_change(shell, exported):
    change(exported)
    ran = await shell.types("directory", "import", str(exported))
    assert ran.code == 0
    assert "knows it within a minute" in ran.out.splitlines()[-1]
    after = (await network(shell)).by_code
    assert after["changsha"].phone == "0731-1234567 转 8"
    assert after["rednet"].retired
    assert after["new-site"].hosts == ("newsite.cn",)
    async with shell.database() as db:
        (was,) = await db.run(entries.history, "changsha", limit=5)
        assert (was.verb, was.who) == ("unit_change", journal.SYSTEM)
        assert await db.run(journal.first_break, 0) is None
    again = await shell.types("directory", "import", str(exported))
    assert again.out.splitlines()[-1] == "Nothing had to be changed."


async def test_a_part_of_the_directory_is_not_taken_for_the_whole(shell, exported, profile):
    rows = exported.read_text("utf-8-sig").splitlines()
    kept = (HEADER, *(row for row in rows if row.startswith(("hunan,", "changsha,"))))
    exported.write_text("\n".join(kept), "utf-8")
    gone, all_ = len(profile.units) - 2, len(profile.units)

    for flags in ((), ("--dry-run",)):
        ran = await shell.types("directory", "import", str(exported), *flags)
        assert ran.code == 3
        assert f"directory.csv would retire {gone} of {all_} units" in ran.err
        assert "say --retire-missing" in ran.err
        assert ran.out.count(", retired") == gone
        assert "- rednet  " in ran.out
        assert "rednet, " in ran.err
        assert (await network(shell)).units == profile.units

    planned = await shell.types(
        "directory", "import", str(exported), "--dry-run", "--retire-missing"
    )
    assert (planned.code, planned.out.count(", retired")) == (0, gone)
    ran = await shell.types("directory", "import", str(exported), "--retire-missing")
    assert (ran.code, ran.err) == (0, "")
    active = [unit.code for unit in (await network(shell)).units if not unit.retired]
    assert active == ["hunan", "changsha"]


async def test_phones_that_slid_one_row_and_hosts_that_went_are_asked_about(
    shell, exported, profile
):
    with exported.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    phones = [row["phone_24h"] for row in rows]
    for row, above in zip(rows, [phones[-1], *phones], strict=False):
        row |= {"phone_24h": above, "hosts": ""}
    with exported.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, fieldnames=HEADER.split(","))
        writer.writeheader()
        writer.writerows(rows)

    for flags in ((), ("--retire-missing",)):
        ran = await shell.types("directory", "import", str(exported), *flags)
        assert ran.code == 3
        assert (
            "directory.csv would change much at once: phone of 31 units: changed for 31" in ran.err
        )
        assert "changsha has that of hunan" in ran.err
        assert "hosts of 18 units: emptied for 18 (hunan, changsha, rednet, voc, …)" in ran.err
        assert "say --change-many" in ran.err
        assert "    phone: 0731-88667349 → 0731-82688060" in ran.out.splitlines()
        assert (await network(shell)).units == profile.units

    ran = await shell.types("directory", "import", str(exported), "--change-many")
    assert (ran.code, ran.err) == (0, "")
    after = (await network(shell)).by_code
    assert after["changsha"].phone == profile.by_code["hunan"].phone
    assert not any(unit.hosts for unit in after.values())


@pytest.mark.soak
async def test_a_single_unit_with_an_open_case_is_not_retired_without_a_word(shell, exported):
    async with shell.database() as db:
        await db.run(
            cases.open_case, replace(a_case(number="2611-0001"), unit="rednet", due_at=None)
        )
    rows = exported.read_text("utf-8-sig").splitlines()
    exported.write_text("\n".join(row for row in rows if not row.startswith("rednet,")), "utf-8")

    for flags in ((), ("--dry-run",)):
        ran = await shell.types("directory", "import", str(exported), *flags)
        assert ran.code == 3
        assert "rednet (1 open cases)" in ran.err
        assert "say --retire-missing" in ran.err
        assert not (await network(shell)).by_code["rednet"].retired

    ran = await shell.types("directory", "import", str(exported), "--retire-missing")
    assert (ran.code, ran.err) == (0, "")
    assert (await network(shell)).by_code["rednet"].retired


@pytest.mark.soak
async def test_a_file_saved_by_chinese_excel_changes_nothing(shell, exported, profile):
    """The export has the mark by which Excel knows UTF-8; Excel saves it in its own encoding."""
    data = exported.read_bytes()
    assert data.startswith(b"\xef\xbb\xbfcode,")
    rows = data.decode("utf-8-sig").splitlines()
    exported.write_bytes("\r\n".join(f"{row},," for row in rows).encode("gb18030"))
    ran = await shell.types("directory", "import", str(exported))
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.splitlines()[-1] == "Nothing had to be changed."
    assert (await network(shell)).units == profile.units


async def test_a_file_with_faults_changes_nothing(shell, exported):
    exported.write_text(exported.read_text("utf-8-sig").replace("hunan,province", "hunan,kingdom"))
    ran = await shell.types("directory", "import", str(exported))
    assert ran.code == 1
    assert ran.err.startswith("jubao: directory.csv, line 2: level: ")


@pytest.mark.parametrize("cell", ["rednet.cn、hunannews.cn", '"rednet.cn,hunannews.cn"'])
async def test_two_hosts_of_one_cell_are_two_hosts(shell, exported, cell):
    put_hosts(exported, cell)
    assert (await shell.types("directory", "import", str(exported))).code == 0
    assert (await network(shell)).by_code["rednet"].hosts == ("rednet.cn", "hunannews.cn")


@pytest.mark.parametrize("cell", ["rednet.cn和hunannews.cn", "rednet🔥.cn", "r\u0435dnet.cn"])
async def test_what_is_no_host_is_named_by_line_and_column(shell, exported, profile, cell):
    put_hosts(exported, cell)
    ran = await shell.types("directory", "import", str(exported))
    assert ran.code == 1
    rows = exported.read_text("utf-8-sig").splitlines()
    line = next(number for number, row in enumerate(rows, 1) if row.startswith("rednet,"))
    assert f"directory.csv, line {line}: hosts: " in ran.err
    assert cell in ran.err
    assert (await network(shell)).units == profile.units


async def test_a_lost_zero_is_asked_about_in_the_words_of_the_how_to(shell, exported, profile):
    text = exported.read_text("utf-8-sig")
    exported.write_text(text.replace("0731-88667349", "73188667349"), "gb18030")
    ran = await shell.types("directory", "import", str(exported))
    assert (ran.code, ran.out) == (1, "")
    assert ran.err in HOW_TO.read_text("utf-8")
    assert ran.err.startswith("jubao: directory.csv, line 3: phone_24h: Is the 0 of the area code")
    assert (await network(shell)).units == profile.units


def put_hosts(path, cell):
    text = path.read_text("utf-8-sig")
    assert text.count(",,rednet.cn,") == 1
    path.write_text(text.replace(",,rednet.cn,", f",,{cell},"))


@pytest.mark.soak
async def test_without_units_it_says_what_to_do(shell):
    assert (await shell.types("migrate")).code == 0
    ran = await shell.types("directory", "export", "out.csv")
    assert ran.code == 1
    assert "jubao profile import" in ran.complaint


def change(path):
    """Another number, one unit less, one more."""
    rows = [
        row for row in path.read_text("utf-8-sig").splitlines() if not row.startswith("rednet,")
    ]
    assert rows[0] == HEADER
    rows = [re.sub(r"0731-88667349", "0731-1234567 转 8", row) for row in rows]
    path.write_text("\n".join((*rows, "new-site,site,hunan,新网,New Site,,,,,newsite.cn,")) + "\n")
