"""The SQL that stands with each list in the code is the SQL that is sent."""

import ast
import inspect
import itertools
import re

import pytest
from sqlalchemy.dialects import postgresql, sqlite

from storage.cases import cases, next_cases, search
from storage.engine import keyset
from storage.misuse import quarantine

SCANS = {
    (module, name): scan
    for module in (cases, next_cases, search, quarantine)
    for name, scan in vars(module).items()
    if isinstance(scan, keyset.IndexScan)
}
DIALECTS = {
    "sqlite": sqlite.dialect(paramstyle="named"),
    "postgresql": postgresql.dialect(paramstyle="named"),
}


def compiled(dialect, scan, ranges=1):
    """The statement on one line, without what the databases spell differently.

    PostgreSQL casts its parameters; SQLite writes an OFFSET of nothing behind a LIMIT.
    """
    text = str(keyset.page_statement(dialect, scan, ranges).compile(dialect=DIALECTS[dialect]))
    text = re.sub(r"__\[POSTCOMPILE_(\w+)\]", r":\1", text)
    text = re.sub(r"::[A-Z]+| OFFSET :param_\d+$", "", text.strip())
    return " ".join(text.split())


def shown(module, name):
    """The SQL in the string that follows a constant in its module."""
    body = ast.parse(inspect.getsource(module)).body
    for constant, text in itertools.pairwise(body):
        if isinstance(constant, ast.Assign) and constant.targets[0].id == name:
            words = " ".join(ast.literal_eval(text.value).split())
            return words[words.index("SELECT ") :]
    raise AssertionError(f"{name} is not in {module.__name__}")


@pytest.mark.parametrize("dialect", DIALECTS)
@pytest.mark.parametrize(
    ("module", "name"), SCANS, ids=lambda each: getattr(each, "__name__", each)
)
def test_the_sql_of_a_list_is_what_stands_with_it(module, name, dialect):
    assert compiled(dialect, SCANS[module, name]) == shown(module, name)


def test_there_is_a_list_for_each_index_that_staff_read():
    names = {name for _, name in SCANS}
    assert names >= {
        "_OWED_BY",
        "TAKEN_BY",
        "_TO_JUDGE",
        "_FREE",
        "_QUARANTINE",
        "_BY_STATUS",
        "_LATE",
        "_OF_HOST",
    }


def test_ranges_are_merged_as_the_module_says():
    scan = keyset.IndexScan(columns=("unit",), key=("urgency", "id"))
    first, second = (f"FROM cases WHERE cases.unit = :prefix_{at}_0" for at in range(2))
    ends = "ORDER BY k0, k1 LIMIT :size"
    on_sqlite = compiled("sqlite", scan, 2)
    assert on_sqlite.count(ends) == 1
    assert re.fullmatch(f".*{first}.* UNION ALL SELECT .*{second}.* {ends}", on_sqlite)
    on_postgresql = compiled("postgresql", scan, 2)
    assert on_postgresql.count(ends) == 3
    assert re.fullmatch(
        rf"SELECT .* FROM \(SELECT .*{first}.* {ends}\) AS range_0 UNION ALL "
        rf"SELECT .* FROM \(SELECT .*{second}.* {ends}\) AS range_1 {ends}",
        on_postgresql,
    )
