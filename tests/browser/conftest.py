"""Fixtures of tests in a browser."""

import shutil
from pathlib import Path

import pytest


@pytest.fixture
def demo_folder(sqlite_template: Path, tmp_path: Path) -> Path:
    """A folder for a demo that finds the tables made already."""
    shutil.copy(sqlite_template, tmp_path / "jubao.db")
    return tmp_path
