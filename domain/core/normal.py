"""Unicode normal forms whose cost grows with the length of a text alone."""

import re
import unicodedata
from typing import Literal

MOST_MARKS = 30  # combining marks in a row; Unicode's limit for streams (UAX #15)
ROOM = 64  # characters that a normal form may have beyond twice those of the text

_RUN = re.compile(rb"[^\0]{%d,}" % (MOST_MARKS + 1))
_MARKS_APART = (  # characters that decompose into marks, though they are none themselves
    ("\u0f73", "\u0f71"),
    ("\u0f75", "\u0f71"),
    ("\u0f81", "\u0f71"),
    ("\uff9e", "\u3099"),
    ("\uff9f", "\u309a"),
)


def normal(form: Literal["NFC", "NFKC"], text: str) -> str:
    """The normal form of a text, without the marks of a run beyond MOST_MARKS.

    The time that the standard library takes to order marks grows with the square of their number.
    One character can become eighteen, so what is longer than a text of words gets is cut off.
    """
    if text.isascii():
        return text
    return unicodedata.normalize(form, _with_short_runs(text))[: 2 * len(text) + ROOM]


def _with_short_runs(text: str) -> str:
    probe = text
    for sign, mark in _MARKS_APART:
        probe = probe.replace(sign, mark)
    classes = bytes(map(unicodedata.combining, probe))
    kept, at = [], 0
    for run in _RUN.finditer(classes):
        kept.append(text[at : run.start() + MOST_MARKS])
        at = run.end()
    return "".join((*kept, text[at:]))
