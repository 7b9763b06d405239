"""/export: an admin has a file by three taps, the journal has the admin."""

from datetime import date

import pytest

from storage import journal
from usecases.exporting import Period


async def test_an_admin_has_a_file_and_the_journal_knows(world, admin, moderator):
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


@pytest.mark.parametrize(
    ("period", "since", "until"),
    [
        (Period.THIS_MONTH, date(2024, 3, 1), date(2024, 3, 31)),
        (Period.LAST_MONTH, date(2024, 2, 1), date(2024, 2, 29)),
        (Period.THIS_YEAR, date(2024, 1, 1), date(2024, 3, 31)),
        (Period.LAST_YEAR, date(2023, 1, 1), date(2023, 12, 31)),
    ],
)
def test_days_are_counted_from_today(period, since, until):
    assert period.days(date(2024, 3, 31)) == (since, until)
