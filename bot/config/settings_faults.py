"""What is wrong with settings, in words that name the variable and never show its value."""

from collections.abc import Iterator
from typing import Any

from pydantic import ValidationError

from bot.config.settings_files import UnreadableSetting

_KINDS = {
    **dict.fromkeys(("int_parsing", "int_from_float", "int_type"), "expected a whole number"),
    **dict.fromkeys(("float_parsing", "float_type", "finite_number"), "expected a number"),
    **dict.fromkeys(("bool_parsing", "bool_type"), "expected true or false"),
}


def lines(wrong: ValidationError, prefix: str) -> Iterator[str]:
    """One line for each variable that is wrong; never a value."""
    for error in wrong.errors(include_url=False):
        place = prefix + str(error["loc"][0]).upper()
        if isinstance(error["input"], UnreadableSetting):
            yield f"{place}: {error['input'].why}"
            continue
        text = _expected(error["type"], error.get("ctx", {}))
        yield f"{place}: {text}"


def _expected(kind: str, context: dict[str, Any]) -> str:
    """What the library's kind of error means for whoever sets the variable."""
    match kind:
        case "value_error":
            return str(context["error"])
        case "enum":
            return f"expected {context['expected']}"
        case "greater_than":
            return f"expected a number above {context['gt']:g}"
        case "greater_than_equal":
            return f"expected at least {context['ge']}"
        case "less_than_equal":
            return f"expected at most {context['le']}"
    return _KINDS.get(kind, f"expected something else ({kind})")
