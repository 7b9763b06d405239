"""Encrypt a case file for the authority's key, in the format `age`."""

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pyrage


def seal(path: Path, recipient: str) -> Path:
    """Encrypt a file for a public key (`age1…`); returns the new file, the old one is deleted.

    Raises ValueError for a text that is no such key.
    """
    import pyrage  # noqa: PLC0415 - a megabyte, and seldom wanted

    sealed = path.with_name(f"{path.name}.age")
    pyrage.encrypt_file(str(path), str(sealed), [key_of(recipient)])
    path.unlink()
    return sealed


def key_of(recipient: str) -> "pyrage.x25519.Recipient":
    """The public key; raises ValueError for a text that is none."""
    import pyrage  # noqa: PLC0415 - see above

    try:
        return pyrage.x25519.Recipient.from_str(recipient)
    except pyrage.RecipientError as why:
        raise ValueError("no public key of age") from why
