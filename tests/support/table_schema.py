"""Reads CSV files as their Data Package says: every value is checked by type and constraints.

What is checked is what Frictionless checks: the description against its published schema, size and
hash of each file, header, types, missing values, constraints and the primary key.
"""

import csv
import hashlib
import io
import json
import re
from pathlib import Path

PROFILE = Path(__file__).parents[1] / "data" / "frictionless" / "tabular-data-package.json"
_TYPES = {
    "string": (r"(?s).*", str),
    "integer": (r"[+-]?[0-9]+", int),
    "number": (r"[+-]?[0-9]+(\.[0-9]+)?([eE][+-]?[0-9]+)?", float),
    "yearmonth": (r"[0-9]{4}-(0[1-9]|1[0-2])", str),
}
_RULES = {
    "required": lambda value, wanted: value is not None or not wanted,
    "minimum": lambda value, least: value is None or value >= least,
    "maximum": lambda value, most: value is None or value <= most,
    "minLength": lambda value, least: value is None or len(value) >= least,
    "pattern": lambda value, shape: value is None or re.fullmatch(shape, value),
    "unique": lambda value, wanted: True,  # of the whole column, below
}


def problems(package):
    """What the published schema does not allow in a description."""
    # Its grammars take seconds, and each process that collects tests would wait for them.
    from jsonschema import Draft4Validator, FormatChecker  # noqa: PLC0415

    schema = json.loads(PROFILE.read_bytes())
    Draft4Validator.check_schema(schema)
    found = Draft4Validator(schema, format_checker=FormatChecker()).iter_errors(package)
    return [f"{list(each.absolute_path)}: {each.message[:200]}" for each in found]


def read(resource, data):
    """The rows of a file, as its resource describes them; AssertionError with what is wrong."""
    assert len(data) == resource["bytes"]
    assert resource["hash"] == f"sha256:{hashlib.sha256(data).hexdigest()}"
    fields = resource["schema"]["fields"]
    header, *lines = csv.reader(io.StringIO(data.decode(resource["encoding"]), newline=""))
    assert header == [field["name"] for field in fields]
    missing = resource["schema"]["missingValues"]
    rows = []
    for line in lines:
        assert len(line) == len(fields), line
        cells = zip(fields, line, strict=True)
        rows.append({field["name"]: _value(field, text, missing) for field, text in cells})
    for field in fields:
        if field["constraints"].get("unique"):
            _assert_unique([row[field["name"]] for row in rows])
    _assert_unique([row[resource["schema"]["primaryKey"]] for row in rows])
    return rows


def _value(field, text, missing):
    shape, made = _TYPES[field["type"]]
    value = None
    if text not in missing:
        assert re.fullmatch(shape, text), (field["name"], text)
        value = made(text)
    for name, wanted in field["constraints"].items():
        assert _RULES[name](value, wanted), (field["name"], name, value)
    return value


def _assert_unique(values):
    assert None not in values
    assert len(set(values)) == len(values)
