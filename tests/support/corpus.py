"""The corpora of hostile input, as strings."""

import re
from functools import cache
from pathlib import Path

HERE = Path(__file__).parents[1] / "corpora"
_ESCAPE = re.compile(r"\\(?:u([0-9a-f]{4})|x([0-9a-f]{2})|([ntr\\]))")
_PLAIN = {"n": "\n", "t": "\t", "r": "\r", "\\": "\\"}
_TIMES = re.compile(r"(\d+)\*(.*)", re.DOTALL)


@cache
def corpus(name: str) -> tuple[str, ...]:
    """The lines of a file, comments left out, escapes read, `50*x` fifty times."""
    lines = (HERE / f"{name}.txt").read_text(encoding="utf-8").split("\n")
    return tuple(_read(line) for line in lines if line and not line.startswith("# "))


def _read(line: str) -> str:
    text = _ESCAPE.sub(
        lambda m: _PLAIN[m[3]] if m[3] else chr(int(m[1] or m[2], 16)),
        line,
    )
    many = _TIMES.fullmatch(text)
    return many[2] * int(many[1]) if many else text
