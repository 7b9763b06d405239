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
RESULT = "coverage"
"""The name under which a worker sends what it has counted."""

counter = slipcover.Slipcover(branch=True, source=FOLDERS, exclude_also=["raise AssertionError"])
found: dict[str, Any] = {}

# A module is instrumented while it is imported: so before tests/conftest.py imports the first one.
imports = slipcover.ImportManager(counter, slipcover.FileMatcher(sources=FOLDERS))
imports.__enter__()


def pytest_collection_finish() -> None:
    """Tests that start another pytest count nothing there."""
    os.environ.pop("PYTEST_PLUGINS", None)


@pytest.hookimpl(optionalhook=True)
def pytest_testnodedown(node: Any) -> None:
    """A worker has ended: add what it has counted. One that crashed sent nothing."""
    if sent := getattr(node, "workeroutput", {}).get(RESULT):
        slipcover.merge_coverage(found, json.loads(sent))


@pytest.hookimpl(tryfirst=True)
def pytest_sessionstart() -> None:
    """Begin with all files, of which no line was reached yet."""
    found.update(counter.get_coverage())


@pytest.hookimpl(trylast=True)
def pytest_sessionfinish(session: pytest.Session, exitstatus: int) -> None:
    """Send what was counted here, or fail where it is too little."""
    slipcover.merge_coverage(found, counter.get_coverage())
    if hasattr(session.config, "workeroutput"):
        session.config.workeroutput[RESULT] = json.dumps(found)
    elif exitstatus == pytest.ExitCode.OK and _percent() < LEAST:
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Show the files of which a line was not reached."""
    slipcover.print_coverage(found, outfile=terminalreporter, skip_covered=True)
    verdict = "enough" if _percent() >= LEAST else "TOO LITTLE"
    terminalreporter.write_line(f"coverage {_percent():.2f} %, {verdict}: at least {LEAST} %")


def _percent() -> float:
    return float(found["summary"]["percent_covered"])
