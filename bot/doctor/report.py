"""Findings of `jubao doctor`."""

from dataclasses import dataclass
from enum import StrEnum


class Verdict(StrEnum):
    """The result of a check."""

    GOOD = "ok"
    NOTE = "note"
    BAD = "FAIL"


@dataclass(frozen=True, slots=True)
class Finding:
    """The result of one check; `what` is its subject, `words` the text with the next step."""

    mark: Verdict
    what: str
    words: str

    def __str__(self) -> str:
        return f"{self.mark.value:<5} {self.what:<9} {self.words}"


def good(what: str, words: str) -> Finding:
    """A passed check."""
    return Finding(Verdict.GOOD, what, words)


def note(what: str, words: str) -> Finding:
    """A remark: it works, but the operator should know."""
    return Finding(Verdict.NOTE, what, words)


def bad(what: str, words: str) -> Finding:
    """A failed check: the operator must act."""
    return Finding(Verdict.BAD, what, words)
