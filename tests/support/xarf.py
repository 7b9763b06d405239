"""The published schemas of XARF 4 (tests/data/xarf), and what they find wrong with a document."""

import json
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from referencing import Registry, Resource

if TYPE_CHECKING:
    from jsonschema import Draft202012Validator

SCHEMAS = Path(__file__).parents[1] / "data" / "xarf"


@cache
def _validator() -> "Draft202012Validator":
    # Its grammars take seconds, and each process that collects tests would wait for them.
    from jsonschema import Draft202012Validator  # noqa: PLC0415

    found = [json.loads(path.read_text(encoding="utf-8")) for path in SCHEMAS.rglob("*.json")]
    registry: Registry[Any] = Registry().with_resources(
        (schema["$id"], Resource.from_contents(schema)) for schema in found
    )
    [master] = [schema for schema in found if schema["$id"].endswith("/xarf-v4-master.json")]
    return Draft202012Validator(
        master, registry=registry, format_checker=Draft202012Validator.FORMAT_CHECKER
    )


def faults(document: dict[str, Any]) -> list[str]:
    """What is wrong with a document, formats such as addresses and dates included."""
    return [f"{each.json_path}: {each.message}" for each in _validator().iter_errors(document)]


def schema_of(kind: str) -> dict[str, Any]:
    """The own part of the schema of a type of content: its properties, and which are required."""
    path = SCHEMAS / "types" / f"content-{kind.replace('_', '-')}.json"
    _, own = json.loads(path.read_text(encoding="utf-8"))["allOf"]
    return dict(own)
