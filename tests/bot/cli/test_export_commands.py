"""`jubao export`: a file in this folder, named after what is in it."""

import orjson
import pytest


async def test_an_export_is_written_and_journalled(shell):
    shell.has(shell.installed)
    days = ("--from", "2026-01-01", "--to", "2099-12-31")
    ran = await shell.types("export", "cases", *days, "--format", "xlsx")
    assert (ran.code, ran.err) == (0, "")
    assert ran.out == "0 rows written into cases-2026-01-01-2099-12-31.xlsx\n"
    ran = await shell.types("export", "audit", *days, "--out", "journal.csv", "--for", "machines")
    assert (ran.code, ran.err) == (0, "")
    journal = (shell.folder / "journal.csv").read_text("utf-8-sig").splitlines()
    assert journal[0] == "written_at,who,role,verb,case,unit,from,to"
    assert journal[-1].split(",")[1:4] == ["system", "system", "export"]
    ran = await shell.types("export", "cases", "--from", "2026-02-01", "--to", "2026-01-01")
    assert (ran.code, "before it begins" in ran.err) == (1, True)


async def test_the_transparency_report_is_data_and_pages_and_pictures(shell):
    shell.has(shell.installed)
    ran = await shell.types("report", "--month", "2026-10-01", "--out", "public")
    assert (ran.code, ran.err) == (0, "")
    names = sorted(path.name for path in (shell.folder / "public").iterdir())
    assert names == [
        "transparency-2026-10.en.html",
        "transparency-2026-10.en.png",
        "transparency-2026-10.json",
        "transparency-2026-10.zh-Hans.html",
        "transparency-2026-10.zh-Hans.png",
    ]
    found = orjson.loads((shell.folder / "public" / names[2]).read_bytes())
    assert found["by_unit"]["total"]["received"] == 0
    ran = await shell.types("report", "--month", "2099-01-01")
    assert (ran.code, "is not over yet" in ran.err) == (1, True)


async def test_the_report_of_the_next_month_goes_into_the_same_folder(shell):
    shell.has(shell.installed)
    for month, out in (("2026-09-01", "public"), ("2026-10", "public/"), ("2026-10", "public")):
        ran = await shell.types("report", "--month", month, "--out", out)
        assert (ran.code, ran.err) == (0, "")
    names = {path.name for path in (shell.folder / "public").iterdir()}
    assert len(names) == 10
    assert {"transparency-2026-09.json", "transparency-2026-10.json"} < names


@pytest.mark.parametrize("month", ["2026-13", "2026-1", "October", "2026-10-32", "2026-W41", ""])
async def test_a_month_that_is_none_is_refused_with_an_example(shell, month):
    ran = await shell.types("report", "--month", month)
    assert (ran.code, "such as 2026-10" in ran.err) == (2, True), ran


async def test_a_report_is_not_written_over_a_file(shell):
    shell.has(shell.installed)
    (shell.folder / "public").write_text("mine", encoding="utf-8")
    ran = await shell.types("report", "--month", "2026-10", "--out", "public")
    assert ran.code == 2
    assert (shell.folder / "public").read_text("utf-8") == "mine"
