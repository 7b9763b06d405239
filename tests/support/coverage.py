"""Counts which lines and branches tests reach: `PYTEST_PLUGINS=tests.support.coverage pytest`.

A tracer slows down every line of every library. SlipCover instruments the folders below and
nothing else. Its own command and plugin are not used: they break the import of `tests`.
"""

import json
import os
from typing import Any

import pytest
import slipcover

FOLDERS = ["domain", "conversation", "usecases", "handlers"]
LEAST = 95
"""Percent of all lines and branches."""
SENT_AS = "coverage"
"""The name under which a worker sends what it has counted."""

counter = slipcover.Slipcover(branch=True, source=FOLDERS, exclude_also=["raise AssertionError"])
result: dict[str, Any] = {}
by_workers: list[dict[str, Any]] = []

# A module is instrumented while it is imported: so before tests/conftest.py imports the first one.
imports = slipcover.ImportManager(counter, slipcover.FileMatcher(sources=FOLDERS))
imports.__enter__()


def pytest_collection_finish() -> None:
    """Tests that start another pytest count nothing there."""
    os.environ.pop("PYTEST_PLUGINS", None)


@pytest.hookimpl(optionalhook=True)
def pytest_testnodedown(node: Any) -> None:
    """A worker has ended. One that crashed sent nothing."""
    if sent := getattr(node, "workeroutput", {}).get(SENT_AS):
        by_workers.append(json.loads(sent))


@pytest.hookimpl(trylast=True)
def pytest_sessionfinish(session: pytest.Session, exitstatus: int) -> None:
    """Send what was counted here; or add what workers sent, and fail where it is too little."""
    result.update(counter.get_coverage())
    for each in by_workers:
        slipcover.merge_coverage(result, each)
    if hasattr(session.config, "workeroutput"):
        session.config.workeroutput[SENT_AS] = json.dumps(result)
    elif exitstatus == pytest.ExitCode.OK and _percent() < LEAST:
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Show the files of which a line was not reached."""
    slipcover.print_coverage(result, outfile=terminalreporter, skip_covered=True)
    verdict = "enough" if _percent() >= LEAST else "TOO LITTLE"
    terminalreporter.write_line(f"coverage {_percent():.2f} %, {verdict}: at least {LEAST} %")


def _percent() -> float:
    return float(result["summary"]["percent_covered"])
