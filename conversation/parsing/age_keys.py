"""The public key of an authority, in the format of `age`, within what somebody writes."""

import re

LONGEST = 62  # characters of a key
_KEY = re.compile(r"\bage1\w+", re.IGNORECASE)


def split(text: str) -> tuple[str, str]:
    """The text without its key, and the key; "" where it has none.

    Raises ValueError where there is a key with a mistake, or more than one.
    """
    found = _KEY.findall(text)
    if not found:
        return text, ""
    if len(found) > 1:
        raise ValueError("several keys")
    import pyrage  # noqa: PLC0415 - a megabyte, and seldom wanted

    key = found[0].lower()
    try:
        pyrage.x25519.Recipient.from_str(key)
    except pyrage.RecipientError:
        raise ValueError("no key") from None
    return " ".join(_KEY.sub(" ", text).split()), key
