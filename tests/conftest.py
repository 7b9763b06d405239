"""Fixtures for all tests."""

import gc
import json
import os
import tempfile
from collections import Counter

import hypothesis
import pytest
import structlog

from tests.support import statements

# The test's PostgreSQL keeps its lock files where sessions have a folder of their own; a bare
# machine has no session.
os.environ.setdefault("XDG_RUNTIME_DIR", tempfile.mkdtemp(prefix="jubao-tests-"))

os.environ["PTB_TIMEDELTA"] = "1"  # what `bot.__main__` sets: retry_after as a timedelta

# An example may take as long as a slow machine needs; what it costs is counted, not timed.
hypothesis.settings.register_profile("jubao", deadline=None)
hypothesis.settings.load_profile("jubao")

statements.share()

# What thousands of tests leave behind need not be looked through so often: a tenth of their time.
gc.set_threshold(100_000, 50, 100)

# Unless a test sets up the log: an error's story in colours takes longer than what led to it.
structlog.configure(
    processors=[
        structlog.contextvars.merge_contextvars,
        structlog.processors.add_log_level,
        structlog.dev.ConsoleRenderer(
            colors=False, exception_formatter=structlog.dev.plain_traceback
        ),
    ]
)

pytest.register_assert_rewrite("tests.support.chat")

pytest_plugins = [
    "tests.support.buckets",
    "tests.support.postgres",  # before whoever imports it
    "tests.support.database",
    "tests.support.measuring",
    "tests.support.processes",
    "tests.support.shell",
    "tests.support.stage",
    "tests.support.worlds",
    "tests.support.fleet",
]


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """What soak tests have measured, added up over their parts, as lines of JSON."""
    found: dict[str, Counter[str]] = {}
    for report in terminalreporter.stats.get("passed", []):
        for name, value in report.user_properties:
            if name == "measured":
                found.setdefault(report.nodeid.partition("[")[0], Counter()).update(value)
    for test, figures in found.items():
        terminalreporter.write_line(json.dumps({"measured": test, **figures}, ensure_ascii=False))
