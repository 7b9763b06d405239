"""How much a text can say, whatever script it is written in."""

import re

from domain.core.normal import normal

_FIRST_WIDE = 0x2E80  # from here on: Chinese, Japanese, Korean
LONGEST = 500  # characters that are weighed: a text as long says enough
_NAMED = 7  # what a number, a name or an id says beyond its characters
_IDENTIFIER = re.compile(
    r"""(?x) @\w{2,}                                                # @name
      | (?<![^\W_])(?=[^\W\d_]*\d)(?=\d*[^\W\d_])[A-Za-z0-9_-]{5,}  # av170001
      | (?<!\d)\d{7,}(?!\d) | (?<=[^\W\d_])[ :：]{0,2}\d{5,}(?!\d)   # 13900139000, QQ群 123456
    """
)


def weight(text: str) -> int:
    """The length of a text in Latin letters: a Chinese sign counts two, an id more than it is long.

    A word takes five letters of Latin, and two signs of Chinese; an id names one page by itself.
    """
    plain = text.strip()[:LONGEST]
    if not plain.isascii():
        plain = normal("NFKC", plain)
    wide = sum(sign.isalnum() and ord(sign) >= _FIRST_WIDE for sign in plain)
    return len(plain) + wide + _NAMED * len(_IDENTIFIER.findall(plain))
