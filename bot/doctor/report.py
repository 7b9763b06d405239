"""What `jubao doctor` found: how a thing stands, and the next step where it should be another."""

from dataclasses import dataclass
from enum import StrEnum


class Verdict(StrEnum):
    """How a thing stands."""

    GOOD = "ok"
    NOTE = "note"
    BAD = "FAIL"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at."""

    mark: Verdict
    what: str
    words: str

    def __str__(self) -> str:
        return f"{self.mark.value:<5} {self.what:<9} {self.words}"


def good(what: str, words: str) -> Finding:
    """All is well."""
    return Finding(Verdict.GOOD, what, words)


def note(what: str, words: str) -> Finding:
    """It works, and somebody should know."""
    return Finding(Verdict.NOTE, what, words)


def bad(what: str, words: str) -> Finding:
    """It must be mended."""
    return Finding(Verdict.BAD, what, words)
