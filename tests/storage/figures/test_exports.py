"""What overseers are handed has nothing of any reporter, and the journal knows who had it."""

import asyncio
import json
from datetime import date

import pytest
from openpyxl import load_workbook
from sqlalchemy import update

from conversation.form import Given
from domain.core.errors import NotAllowed
from domain.network.people import Role
from storage.audit import journal
from storage.cases import cases as rows
from storage.engine.tables import cases, reporter_links
from storage.network import people
from tests.storage.test_nothing_in_clear import write_everything
from tests.support.life import CITIZEN, Life
from usecases.figures import case_export, export_files
from usecases.figures.case_export import COLUMNS, ExportKind, ExportOrder
from usecases.figures.spreadsheets import FileFormat
from usecases.reporting import forms
from usecases.session import by_system

CANARY = "canary5e1f"
TODAY = date(2026, 11, 25)
ALL = {"since": date(2000, 1, 1), "until": date(2099, 12, 31)}


@pytest.fixture
async def life(db, profile):
    """A case with canaries in everything that somebody wrote, sent or is known by."""
    life = Life(db, profile)
    life.filed = await life.files(
        link=Given(text=f"https://example.org/{CANARY}"),
        words=Given(text=f"they wrote {CANARY}"),
        identity=Given(choice="real_name"),
        name=Given(text=CANARY),
        contact=Given(text=f"{CANARY}@example.com"),
    )
    await life.does(CITIZEN, forms.start, fresh=True)
    await db.run(write_everything, CANARY, life.filed.report.case_id)
    await db.run(lambda tx: tx.execute(update(reporter_links).values(alias="canary-alias")))
    life.number = (await db.run(rows.get, life.filed.report.case_id)).number
    return life


async def exported(life, tmp_path, kind, form):
    wanted = ExportOrder(kind=kind, form=form, **ALL)
    permit = await life.db.run(by_system, life.conditions, case_export.permit_shell, wanted)
    path = tmp_path / "out" / wanted.file_name
    shape = case_export.for_machines(permit)
    assert await export_files.write(life.db, permit, path, shape) == permit.rows > 0
    return path


def text_of(path):
    if path.suffix != ".xlsx":
        return path.read_text("utf-8-sig")
    book = load_workbook(path)
    cells = [str(cell) for row in book.active.iter_rows(values_only=True) for cell in row]
    book.close()
    return "\n".join(cells)


@pytest.mark.parametrize("form", list(FileFormat))
async def test_no_canary_is_in_any_export(life, tmp_path, form):
    who = await life.db.run(lambda tx: people.who_is(tx, CITIZEN))
    for kind in ExportKind:
        found = text_of(await exported(life, tmp_path, kind, form))
        assert (life.number in found) is (kind is not ExportKind.FIGURES)
        for secret in ("canary", life.filed.code, life.filed.report.alias or CANARY):
            assert secret not in found, (kind, secret)
        if kind is ExportKind.CASES:
            assert who not in found
            assert "example.org" in found


async def test_a_case_is_a_row_with_its_columns(life, tmp_path):
    path = await exported(life, tmp_path, ExportKind.CASES, FileFormat.JSONL)
    (row,) = map(json.loads, path.read_text("utf-8").splitlines())
    assert tuple(row) == tuple(column.name for column in COLUMNS[ExportKind.CASES])
    assert (row["number"], row["status"], row["reports"]) == (
        life.number,
        "submitted",
        1,
    )
    assert row["opened_at"].endswith("+08:00")
    assert (row["danger"], row["overdue"]) == (False, False)


@pytest.mark.parametrize("kind", list(ExportKind))
async def test_a_csv_has_the_columns_of_the_one_list(life, tmp_path, kind):
    path = await exported(life, tmp_path, kind, FileFormat.CSV)
    header = path.read_text("utf-8-sig").splitlines()[0]
    names = [column.name for column in COLUMNS[kind]]
    assert header.split(",") == names
    assert len(set(names)) == len(names)
    assert all(column.meaning for column in COLUMNS[kind])


async def test_figures_are_counts_of_units_and_months(life, tmp_path):
    path = await exported(life, tmp_path, ExportKind.FIGURES, FileFormat.JSONL)
    (row,) = map(json.loads, path.read_text("utf-8").splitlines())
    assert tuple(row) == tuple(column.name for column in COLUMNS[ExportKind.FIGURES])
    assert (row["kind"], row["value"], row["count"]) == ("received", 0, 1)
    assert row["period"] == "2026-11"
    days = ExportOrder(kind=ExportKind.FIGURES, form=FileFormat.JSONL, since=TODAY, until=TODAY)
    permit = await life.db.run(by_system, life.conditions, case_export.permit_shell, days)
    rows, _ = await life.db.run(case_export.page, permit, permit.before_all)
    assert [case_export.period(row[1]) for row in rows] == [str(TODAY)]


async def test_who_had_what_is_in_the_journal_and_only_admins_have_it(life, tmp_path):
    wanted = ExportOrder(kind=ExportKind.CASES, form=FileFormat.CSV, **ALL)
    await life.appoint(77, "changsha", Role.LEAD)
    with pytest.raises(NotAllowed):
        await life.does(77, case_export.permit, wanted)
    await exported(life, tmp_path, ExportKind.CASES, FileFormat.CSV)
    entries = await life.db.run(journal.of_case, 0)
    (entry,) = [entry for entry in entries if entry.verb == "export"]
    assert (entry.who, entry.reason) == (journal.SYSTEM, "cases 2000-01-01 2099-12-31 csv 1")


async def test_pages_bring_each_row_of_the_days_once(life, tmp_path, monkeypatch):
    monkeypatch.setattr(case_export, "PAGE", 2)
    for n in range(4):
        await life.files(link=Given(text=f"https://example.org/{n}"))
    path = await exported(life, tmp_path, ExportKind.CASES, FileFormat.JSONL)
    numbers = [json.loads(line)["number"] for line in path.read_text("utf-8").splitlines()]
    assert len(numbers) == len(set(numbers)) == 5
    await life.db.run(
        lambda tx: tx.execute(update(cases).where(cases.c.number == numbers[0]).values(opened_at=1))
    )
    assert (
        await life.db.run(by_system, life.conditions, case_export.permit_shell, wanted_all())
    ).rows == 4


async def test_a_broken_off_export_leaves_no_file(life, tmp_path):
    permit = await life.db.run(by_system, life.conditions, case_export.permit_shell, wanted_all())

    def stop(_rows):
        raise asyncio.CancelledError

    shape = case_export.for_machines(permit)
    with pytest.raises(asyncio.CancelledError):
        await export_files.write(life.db, permit, tmp_path / "out" / "cases.csv", shape, stop)
    assert list((tmp_path / "out").iterdir()) == []


def wanted_all():
    return ExportOrder(kind=ExportKind.CASES, form=FileFormat.CSV, **ALL)
