"""What is wrong with settings, in words that name the variable and never show its value."""

from collections.abc import Iterator

from pydantic import ValidationError

from bot.config.settings_files import UnreadableSetting


def lines(wrong: ValidationError, prefix: str) -> Iterator[str]:
    """One line for each variable that is wrong; never a value."""
    for error in wrong.errors(include_url=False):
        place = prefix + str(error["loc"][0]).upper()
        if isinstance(error["input"], UnreadableSetting):
            yield f"{place}: {error['input'].why}"
            continue
        context = error.get("ctx", {})
        match error["type"]:
            case "value_error":
                text = str(context["error"])
            case "enum":
                text = f"expected {context['expected']}"
            case "int_parsing" | "int_from_float" | "int_type":
                text = "expected a whole number"
            case "float_parsing" | "float_type":
                text = "expected a number"
            case "greater_than":
                text = f"expected a number above {context['gt']:g}"
            case "greater_than_equal":
                text = f"expected at least {context['ge']}"
            case "less_than_equal":
                text = f"expected at most {context['le']}"
            case other:
                text = f"expected something else ({other})"
        yield f"{place}: {text}"
