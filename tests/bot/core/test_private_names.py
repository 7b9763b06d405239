"""What is private in a library is not used: it may change with any release of it."""

import ast

import pytest

from tests.support.processes import ROOT

FILES = sorted(path for room in ("bot", "handlers") for path in (ROOT / room).rglob("*.py"))


def imported(tree):
    """Every name that a module imports, with all its parts."""
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom):
            yield from (f"{node.module}.{each.name}" for each in node.names)
        elif isinstance(node, ast.Import):
            yield from (each.name for each in node.names)


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(ROOT)))
def test_nothing_private_is_imported_or_reached_for(path):
    source = path.read_text()
    parts = {part for name in imported(ast.parse(source)) for part in name.split(".")}
    assert not {part for part in parts if part.startswith("_") and part != "__future__"}
    assert "SLF001" not in source
