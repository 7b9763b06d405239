"""Signs in typed fields: their wide forms, and those that nobody sees."""

import re

from conversation.parsing.defang import INVISIBLE
from domain.core.errors import BadAnswer

WIDE = {wide: wide - 0xFEE0 for wide in range(0xFF01, 0xFF5F)} | {0x3000: 0x20}
IS_INVISIBLE = re.compile(f"[{INVISIBLE}]")


def hidden(place: int, character: str) -> BadAnswer:
    """The refusal of an invisible character; places count from 1."""
    return BadAnswer("answer-hidden", place=str(place), sign=f"U+{ord(character):04X}")
