"""Fixtures for all tests."""

import os
import tempfile

import pytest

# The test's PostgreSQL keeps its lock files where sessions have a folder of their own; a bare
# machine has no session.
os.environ.setdefault("XDG_RUNTIME_DIR", tempfile.mkdtemp(prefix="jubao-tests-"))

pytest.register_assert_rewrite("tests.support.chat")

pytest_plugins = ["tests.support.database", "tests.support.worlds"]
