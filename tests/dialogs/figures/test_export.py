"""/export: an admin has a file by three taps, the journal has the admin."""

import pytest

from handlers.figures import export
from storage.audit import journal
from tests.dialogs.moderation.test_casework import files
from usecases.figures import case_export


async def test_an_admin_has_a_file_and_the_journal_knows(world, citizen, admin, moderator):
    await files(world, citizen)
    await admin.says("/export")
    admin.sees("export-title")
    await admin.taps("Cases")
    await admin.taps("This year")
    await admin.taps("XLSX")
    document = next(m["document"] for m in reversed(admin.chat) if "document" in m)
    assert document["file_name"].startswith("cases-2026-01-01-2026-11-")
    assert document["file_name"].endswith(".xlsx")
    entry = (await world.db.run(journal.of_case, 0))[-1]
    assert (entry.verb, entry.reason.split()[0]) == ("export", "cases")
    assert entry.who != journal.SYSTEM

    await admin.taps("Another file")
    await admin.taps("Journal")
    held = admin.data("Last month")
    await moderator.says("/export")
    moderator.sees("refusal-not-allowed")
    await moderator.presses(moderator.last["message_id"], held[1])
    assert not any("document" in m for m in moderator.chat)


@pytest.mark.soak
async def test_a_long_one_says_how_far_it_is(world, citizen, admin, monkeypatch):
    await files(world, citizen)
    await files(world, world.person("Ma"))
    monkeypatch.setattr(export, "SEEN_EVERY", 0)
    monkeypatch.setattr(case_export, "PAGE", 1)
    await admin.says("/export")
    await admin.taps("Cases")
    await admin.taps("This month")
    await admin.taps("CSV")
    said = {params.get("text", "").split("\n")[-1] for _, params in world.telegram.sent}
    # The first is shown before anything is written, the last once all is; how often between them
    # depends on the machine.
    assert {admin.words("export-going", rows=str(n), all="2") for n in (0, 2)} <= said
    document = next(m["document"] for m in reversed(admin.chat) if "document" in m)
    lines = world.telegram.files[document["file_id"]].file.data.decode("utf-8-sig").splitlines()
    assert len(lines) == 3  # each case once, and the heads


async def test_what_telegram_would_not_take_is_said_and_the_shell_named(world, admin, monkeypatch):
    monkeypatch.setattr(export, "MOST_BYTES", 10)
    await files(world, world.person("Ma"))
    await admin.says("/export")
    await admin.taps("Cases")
    await admin.taps("This month")
    await admin.taps("JSONL")
    admin.sees("export-too-large")
    assert not any("document" in m for m in admin.chat)


async def test_of_days_with_nothing_there_is_no_file(world, admin):
    await admin.says("/export")
    await admin.taps("Cases")
    await admin.taps("Last year")
    assert await admin.taps("JSONL") == admin.words("export-nothing")
    assert not any("document" in m for m in admin.chat)
