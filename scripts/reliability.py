"""Run all tests and print a table of the reliability promises with results and measurements.

    python -m scripts.reliability [--of REPORT... | --rows F1 F2...] [--write]

Runs every test of the project, those too that `make test` leaves to `make soak`; `--rows` runs the
tests of these rows alone; `--of` runs nothing and reads reports that pytest has written
(`--junitxml=REPORT -o junit_family=xunit1`).
`--write` puts the table, or these rows of it with their day, into docs/reliability.md. `make soak`
prints it.
"""

import argparse
import re
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as ET
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

ROOT = Path(__file__).parents[1]
PAGE = ROOT / "docs" / "reliability.md"
BEGIN, END = "<!-- table -->\n", "<!-- end of table -->\n"
HEAD = ("| # | fault or load | promised | measured | shown by |", "|---|---|---|---|---|")


@dataclass(frozen=True, slots=True)
class Promise:
    """A fault, what is promised for it, and the test files that check it."""

    name: str
    fault: str
    promised: str
    tests: tuple[str, ...]


PROMISES = (
    Promise(
        "F1",
        "`kill -9` at every commit and API call of a report; 200 random kills over 1,000 reports",
        "0 updates lost, 0 reports lost after the receipt, 0 cases twice; each status told 1 to 3 "
        "times, or, where three deaths met it, uncertain; extra copies ≤ kills + unknown outcomes",
        ("crash/test_kill.py", "crash/test_every_point.py", "crash/test_many_kills.py"),
    ),
    Promise(
        "F2",
        "SIGTERM in the middle of work",
        "stops within 10 s, nothing repeated, nothing lost",
        ("crash/test_graceful_stop.py",),
    ),
    Promise(
        "F3",
        "Bot API down, also at the start, and back",
        "nothing lost, order per person kept, “not ready” meanwhile",
        ("bot/runtime/test_serving.py", "simulation/test_seeds.py"),
    ),
    Promise(
        "F4",
        "storm of 429",
        "0 calls within a pause, nothing lost, replies before broadcasts",
        (
            "dialogs/test_answers_of_telegram.py",
            "bot/telegram/test_rate_limited.py",
            "bot/delivery/test_pacer.py",
        ),
    ),
    Promise(
        "F5",
        "each error of the Bot API, before and after the effect",
        "handled as in the table below, nothing else",
        (
            "handlers/core/test_api_errors.py",
            "dialogs/test_answers_of_telegram.py",
            "bot/telegram/test_aiohttp_request.py",
        ),
    ),
    Promise(
        "F6",
        "readers of a broadcast who have blocked the bot",
        "one try each, the broadcast goes on, its report says how many and why",
        ("dialogs/broadcasts/test_broadcasts.py", "crash/test_broadcast.py"),
    ),
    Promise(
        "F7",
        "kills in the middle of a broadcast",
        "continues by itself; each reader at most once; a few uncertain per kill",
        ("crash/test_broadcast.py", "usecases/operations/test_recovery.py"),
    ),
    Promise(
        "F8",
        "updates delivered again, out of order",
        "the same state as delivered once",
        (
            "simulation/test_seeds.py",
            "dialogs/test_poison.py",
            "usecases/test_life_cycle_machine.py",
        ),
    ),
    Promise(
        "F9",
        "two pollers, a webhook beside a poller, forged and oversized webhook calls",
        "one works, the other exits with a reason; 0 rows from forged calls",
        (
            "crash/test_one_process.py",
            "bot/intake/test_intake.py",
            "bot/intake/test_webhook.py",
            "crash/test_webhook_process.py",
        ),
    ),
    Promise(
        "F10",
        "an update whose handler always fails",
        "3 tries, put aside, alarm; nobody else waits",
        (
            "dialogs/test_poison.py",
            "bot/monitoring/test_watchdog.py",
            "bot/intake/test_person_queues.py",
        ),
    ),
    Promise(
        "F11",
        "disk full, database locked, file store unavailable",
        "a clear message, nothing half-written, recovers by itself",
        (
            "dialogs/reporting/test_no_room.py",
            "dialogs/reporting/test_files_away.py",
            "storage/engine/test_database.py",
            "dialogs/test_poison.py",
        ),
    ),
    Promise(
        "F12",
        "backup of a busy bot, restore on an empty machine",
        "integrity, journal and files verified; 0 notices sent again",
        ("bot/backup/test_backups.py", "storage/queues/test_held_notices.py"),
    ),
    Promise(
        "F13",
        "group becomes supergroup, bot removed, topic or message deleted, two people press at once",
        "new id stored, alarm, new card, one wins and the other is told",
        (
            "dialogs/groups/test_groups.py",
            "dialogs/groups/test_topics.py",
            "dialogs/test_courier.py",
            "dialogs/moderation/test_casework.py",
        ),
    ),
    Promise(
        "F14",
        "clock changed by an hour, a suspended process",
        "no work is done twice, nothing waits for longer than a lease",
        ("bot/leases/test_lease_keeper.py", "storage/test_small_rows.py"),
    ),
    Promise(
        "F15",
        "several processes on PostgreSQL: workers, couriers and the database crash or hang",
        "0 updates lost, 0 cases twice, each person's order kept; taken over within 10 s",
        (
            "crash/test_many_workers.py",
            "bot/intake/test_claims.py",
            "storage/queues/test_inbox.py",
            "storage/queues/test_waking.py",
        ),
    ),
    Promise(
        "F16",
        "clock years off, ahead or back, at the start or while running; three weeks without "
        "contact",
        "nothing is erased or escalated before Telegram or a person agrees; admins told once; what "
        "the wrong clock has dated is set anew",
        (
            "domain/clocks/test_clock_trust.py",
            "domain/clocks/test_stray.py",
            "handlers/core/test_timekeeper.py",
            "usecases/core/test_erasure_gate.py",
            "usecases/operations/test_timekeeping.py",
            "dialogs/test_wrong_clock.py",
            "crash/test_years_ahead.py",
        ),
    ),
    Promise(
        "F17",
        "a holiday announced while cases are open; a working Saturday added",
        "no deadline gets earlier, each ends on a working day, reporters are told; nothing is "
        "late, reminded or passed up on a day off, but dangers to life",
        (
            "domain/clocks/test_recount.py",
            "usecases/cases/test_recounting.py",
            "dialogs/moderation/test_holiday_announced.py",
        ),
    ),
    Promise(
        "B1",
        "hostile words, names, files, addresses, buttons, links, from a list and by random input",
        "0 unhandled errors, 0 messages refused, 0 live links, raw input kept; "
        "≤ 50 ms of CPU for any message, ≤ 1 s until others are answered meanwhile",
        (
            "dialogs/test_monkey.py",
            "dialogs/test_hostile.py",
            "dialogs/test_cost.py",
            "conversation/parsing/test_cost.py",
            "conversation/parsing/test_links.py",
            "handlers/ui/test_sanitize.py",
        ),
    ),
    Promise(
        "B2",
        "decompression bombs, wrong types, files with metadata",
        "refused or stored encrypted; copies shown to staff have no metadata, others are held back",
        (
            "bot/delivery/test_image_hash.py",
            "handlers/files/test_strip_metadata.py",
            "dialogs/moderation/test_held_files.py",
            "dialogs/reporting/test_files_both_ways.py",
        ),
    ),
    Promise(
        "B3",
        "every combination of role × verb × object",
        "exactly what docs/lifecycle.md allows",
        ("usecases/test_matrix.py", "domain/test_status.py", "domain/network/test_people.py"),
    ),
    Promise(
        "B4",
        "guessed query codes",
        "nothing revealed; unknown codes and codes of others look the same; attempts are limited",
        ("dialogs/reporting/test_own_reports.py", "domain/test_codes.py"),
    ),
    Promise(
        "B5",
        "a flood: 10,000 reports of 5,000 people in a minute",
        "all stored with a receipt, one message to staff, danger to life is not held, others do "
        "not wait",
        ("usecases/misuse/test_floods.py", "dialogs/misuse/test_floods.py"),
    ),
    Promise(
        "B6",
        "any search by buttons or typed words, on either database",
        "the same result and order as a scan of all cases, none left out or shown twice",
        ("storage/cases/test_search.py",),
    ),
    Promise(
        "S1",
        "a stolen database, journal, backup or log",
        "no personal data in plain text",
        (
            "storage/test_nothing_in_clear.py",
            "dialogs/test_nothing_in_clear.py",
            "bot/core/test_logs.py",
            "storage/figures/test_exports.py",
        ),
    ),
    Promise(
        "S2",
        "an entry of the journal changed, removed, moved, or the end cut off",
        "`jubao audit verify` names it",
        (
            "storage/audit/test_journal.py",
            "storage/audit/test_journal_order.py",
            "bot/cli/test_audit_commands.py",
        ),
    ),
    Promise(
        "S3",
        "400 days",
        "data past retention are gone from rows, files and search; cases on hold stay",
        ("usecases/operations/test_retention.py", "usecases/cases/test_archiving.py"),
    ),
    Promise(
        "S4",
        "a profile changed after reporters were told how long their contents stay",
        "they stay at least until the day that was told",
        ("usecases/cases/test_promises.py",),
    ),
)


@dataclass(slots=True)
class Found:
    """Results of one test file."""

    passed: int = 0
    failed: int = 0
    measured: Counter[str] = field(default_factory=Counter)


def tried(paths: Sequence[str]) -> tuple[int, dict[str, Found]]:
    """Run these tests; pytest's exit code, and the results by file."""
    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder) / "report.xml"
        code = subprocess.run(
            [
                *(sys.executable, "-m", "pytest", "-q", "-n", "2", "--dist", "worksteal"),
                *("-m", "soak or not soak"),
                *(f"--junitxml={report}", "-o", "junit_family=xunit1"),
                *paths,
            ],
            cwd=ROOT,
            check=False,
        ).returncode
        return code, read(report)


def files_of(promises: Iterable[Promise]) -> tuple[str, ...]:
    """The test files of these promises."""
    return tuple(f"tests/{file}" for file in sorted({f for each in promises for f in each.tests}))


def read(*reports: Path) -> dict[str, Found]:
    """Results from pytest's reports by file below `tests/`; the last run of a test counts."""
    cases: dict[tuple[str, str], ET.Element] = {}
    for report in reports:
        for case in ET.parse(report).getroot().iter("testcase"):  # noqa: S314 - pytest wrote it
            cases[case.attrib["classname"], case.attrib["name"]] = case
    found: dict[str, Found] = {}
    for case in cases.values():
        each = found.setdefault(_file(case.attrib["classname"]), Found())
        if case.find("failure") is None and case.find("error") is None:
            each.passed += 1
        else:
            each.failed += 1
        for value in case.iter("property"):
            if value.attrib["name"] == "measured":
                each.measured.update(_figures(value.attrib["value"]))
    return found


def _file(name: str) -> str:
    """The file of a test, from its class name (a state machine's `file` is in its library)."""
    module = re.match(r"tests\.(.*\.)?test_\w+", name)
    assert module is not None, name
    return module[0].removeprefix("tests.").replace(".", "/") + ".py"


def _figures(text: str) -> dict[str, int]:
    """The numbers of a dict that pytest has written as text; seeds are left out."""
    pairs = (part.rpartition(":") for part in text.strip("{}").split(","))
    return {
        name.strip(" '\""): int(value)
        for name, _, value in pairs
        if value.strip().isdigit() and "seed" not in name
    }


def table(found: dict[str, Found], promises: Sequence[Promise] = PROMISES) -> str:
    """One row for each promise."""
    lines = [*HEAD]
    for promise in promises:
        parts = [found.get(file, Found()) for file in promise.tests]
        failed, passed = sum(each.failed for each in parts), sum(each.passed for each in parts)
        kept = "kept" if not failed and all(each.passed for each in parts) else "**BROKEN**"
        figures: Counter[str] = sum((each.measured for each in parts), Counter())
        said = "; ".join([f"{kept}, {passed} tests", *(f"{k} {v:,}" for k, v in figures.items())])
        shown = ", ".join(f"`tests/{file}`" for file in promise.tests)
        lines.append(
            f"| {promise.name} | {promise.fault} | {promise.promised} | {said} | {shown} |"
        )
    return "\n".join(lines) + "\n"


def with_rows(page: str, said: str, day: str) -> str:
    """The page with these rows in place of its own, and their day with the day of the others.

    A row that is not there yet stands where PROMISES has it.
    """
    before, _, rest = page.partition(BEGIN)
    inside, _, after = rest.partition(END)
    stamp, _, lines = inside.partition("\n\n")
    rows = {_row(line): line for line in lines.splitlines()[len(HEAD) :]}
    new = {_row(line): line for line in said.splitlines()[len(HEAD) :]}
    rows |= new
    kept = [rows[promise.name] for promise in PROMISES if promise.name in rows]
    stamp = f"{stamp}\n{', '.join(new)}: {day}."
    return f"{before}{BEGIN}{stamp}\n\n" + "\n".join([*HEAD, *kept]) + f"\n{END}{after}"


def _row(line: str) -> str:
    return line.split("|")[1].strip()


def main() -> int:
    """Command line; returns 1 if a promise is broken or any other test failed."""
    parser = argparse.ArgumentParser(prog="python -m scripts.reliability")
    which = parser.add_mutually_exclusive_group()
    which.add_argument("--of", nargs="+", type=Path, metavar="REPORT")
    which.add_argument("--rows", nargs="+", choices=[promise.name for promise in PROMISES])
    parser.add_argument("--write", action="store_true")
    asked = parser.parse_args()
    chosen = [each for each in PROMISES if not asked.rows or each.name in asked.rows]
    if asked.of:
        code, found = 0, read(*asked.of)
    else:
        code, found = tried(files_of(chosen) if asked.rows else ("tests",))
    said = table(found, chosen)
    print(said)
    if asked.write:
        page, day = PAGE.read_text(encoding="utf-8"), f"{datetime.now(UTC):%d %B %Y}"
        if asked.rows:
            page = with_rows(page, said, day)
        else:
            before, _, rest = page.partition(BEGIN)
            _, _, after = rest.partition(END)
            page = f"{before}{BEGIN}Tried on {day}, everything.\n\n{said}{END}{after}"
        PAGE.write_text(page, encoding="utf-8")
    return 1 if code or "BROKEN" in said else 0


if __name__ == "__main__":
    sys.exit(main())
