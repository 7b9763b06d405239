"""Values for a bucket that cannot be used: with them obstore would end in a panic."""

import os

_ADDRESSES = ("AWS_ENDPOINT_URL_S3", "AWS_ENDPOINT_URL", "AWS_ENDPOINT")
_LINES = ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_SESSION_TOKEN", "AWS_REGION")


class WrongVariable(Exception):  # noqa: N818 - a fault of the settings, shown to the operator
    """A variable has a value that cannot be used; the message names it and shows no value."""


def check(settings: dict[str, str]) -> None:
    """Raise WrongVariable for the first value, of `settings` or of AWS's variables, that is wrong.

    `settings` are lines by the name of their variable.
    """
    for name in _ADDRESSES:
        value = os.environ.get(name, "")
        if value and not (_is_line(value) and value.startswith(("https://", "http://"))):
            raise WrongVariable(f"{name}: expected an address that begins with https:// or http://")
    for name, value in (settings | {name: os.environ.get(name, "") for name in _LINES}).items():
        if not _is_line(value):
            raise WrongVariable(f"{name}: expected one line of ASCII characters")


def _is_line(value: str) -> bool:
    """Whether a value can be sent in a header."""
    return value.isascii() and value.isprintable()
