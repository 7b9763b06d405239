"""How wide a text is on a phone."""

from unicodedata import east_asian_width

PHONE_WIDTH = 40  # Latin letters on a line of a phone of 390 px
PHONE_CHARACTERS = 22  # Chinese characters on such a line
HALF_PHONE = 22  # Latin letters of a label on a button of half that width


def width(text: str) -> int:
    """The width of a text in Latin letters; a Chinese character is as wide as almost two."""
    wide = sum(east_asian_width(sign) in "WF" for sign in text)
    return len(text) + round(wide * (PHONE_WIDTH / PHONE_CHARACTERS - 1))
