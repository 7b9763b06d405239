"""Bodies of commands are named by text; each of them must be there."""

import ast
from importlib import import_module

import pytest

from tests.support.processes import ROOT

NAMED = {
    tuple(each.value for each in call.args[:2] if isinstance(each, ast.Constant))
    for path in (*(ROOT / "bot" / "cli").rglob("*.py"), ROOT / "bot" / "__main__.py")
    for call in ast.walk(ast.parse(path.read_text()))
    if isinstance(call, ast.Call) and isinstance(call.func, ast.Name) and call.func.id == "do"
}


@pytest.mark.parametrize("named", sorted(NAMED))
def test_the_body_of_a_command_is_where_it_is_said_to_be(named):
    module, *names = named
    found = import_module(module)
    assert all(callable(getattr(found, name)) for name in names)


def test_many_commands_are_named():
    assert len(NAMED) > 20
