"""`jubao export`: a file in this folder, named after what is in it."""

import orjson
import pytest

from tests.handlers.figures.test_transparency_chart import FILES
from tests.support import table_schema


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
    assert (ran.code, "before it begins" in ran.err) == (2, True)


@pytest.mark.soak
async def test_the_transparency_report_is_data_and_pages_and_pictures(shell):
    shell.has(shell.installed)
    ran = await shell.types("report", "--month", "2026-10-01", "--out", "public")
    assert (ran.code, ran.err) == (0, "")
    names = sorted(path.name for path in (shell.folder / "public").iterdir())
    assert names == FILES
    found = orjson.loads((shell.folder / "public" / "transparency-2026-10.json").read_bytes())
    assert found["by_unit"]["total"]["received"] == 0
    ran = await shell.types("report", "--month", "2099-01-01")
    assert (ran.code, "is not over yet" in ran.err) == (1, True)


@pytest.mark.soak
async def test_the_report_of_the_next_month_goes_into_the_same_folder(shell):
    shell.has(shell.installed)
    for month, out in (("2026-09-01", "public"), ("2026-10", "public/"), ("2026-10", "public")):
        ran = await shell.types("report", "--month", month, "--out", out)
        assert (ran.code, ran.err) == (0, "")
    public = shell.folder / "public"
    names = {path.name for path in public.iterdir()}
    assert len(names) == 2 * len(FILES) - 1
    assert {"transparency-2026-09.json", "transparency-2026-10.json"} < names
    assert _described(public) == 8

    for path in public.glob("transparency-2026-09.*"):
        path.unlink()  # what is no longer there is not described
    ran = await shell.types("report", "--month", "2026-10", "--out", "public")
    assert (ran.code, ran.err) == (0, "")
    assert _described(public) == 4

    (public / "datapackage.json").write_text('{"name": "mine", "resources": []}', "utf-8")
    ran = await shell.types("report", "--month", "2026-10", "--out", "public")
    assert (ran.code, "describes something else" in ran.err) == (1, True)
    assert (public / "datapackage.json").read_text("utf-8").startswith('{"name": "mine"')


def _described(folder):
    """How many tables the description has; each is there and is as described."""
    package = orjson.loads((folder / "datapackage.json").read_bytes())
    assert table_schema.problems(package) == []
    for resource in package["resources"]:
        table_schema.read(resource, (folder / resource["path"]).read_bytes())
    return len(package["resources"])


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


@pytest.mark.parametrize("day", ["2026/12/01", "2026-13-01", "1 December", "20261201x", ""])
async def test_a_day_that_is_none_is_refused_with_an_example(shell, day):
    ran = await shell.types("export", "figures", "--from", day, "--to", "2026-12-31")
    assert (ran.code, "such as 2026-12-31" in ran.err) == (2, True), ran


@pytest.mark.parametrize("days", [("0001-01-01", "2026-12-31"), ("2026-01-01", "9999-12-31")])
async def test_a_period_without_an_end_is_refused_with_the_years_that_can_be_exported(shell, days):
    """Spreadsheets and databases write 9999-12-31 for a day without an end."""
    since, until = days
    ran = await shell.types("export", "cases", "--from", since, "--to", until)
    assert (ran.code, "of the years 1970 to 2199" in ran.err) == (2, True), ran


async def test_the_ending_of_the_file_says_its_format(shell):
    """A file of text that is called .xlsx is opened by no spreadsheet."""
    shell.has(shell.installed)
    days = ("--from", "2026-01-01", "--to", "2026-12-31")
    ran = await shell.types("export", "audit", *days, "--out", "journal.XLSX")
    assert (ran.code, ran.err) == (0, "")
    assert (shell.folder / "journal.XLSX").read_bytes()[:2] == b"PK"

    for name, form, other in (("a.xlsx", "csv", "xlsx"), ("a.csv", "xlsx", "csv")):
        ran = await shell.types("export", "audit", *days, "--out", name, "--format", form)
        assert ran.code == 2
        said = f"--out: {name} would be a file of format {form}: give another name, or --format "
        assert ran.complaint == f"{said}{other}"
        assert not (shell.folder / name).exists()
    ran = await shell.types("export", "audit", *days, "--out", "journal.txt", "--format", "csv")
    assert (ran.code, ran.err) == (0, "")
