"""The envelope of a signature: a statement as JSON in a string, and its Ed25519 signature.

Any tool can verify it: the signature covers the UTF-8 bytes of the string `signed`. The format is
described in `docs/case-file.md`.
"""

import base64
import binascii
from collections.abc import Mapping
from typing import Any

import orjson
from cryptography.hazmat.primitives.asymmetric.ed25519 import (
    Ed25519PrivateKey,
    Ed25519PublicKey,
)
from msgspec import Struct

from storage.crypto import signing

ALGORITHM = "Ed25519"
MOST_BYTES = 1_000_000  # of an envelope that is read


class EnvelopeError(Exception):
    """It is no envelope, or its signature is wrong; the message says which, in English."""


class Opened(Struct, frozen=True, kw_only=True):
    """A statement whose signature fits `key`; `text` are the readable lines that stand beside."""

    statement: Mapping[str, Any]
    key: Ed25519PublicKey
    text: tuple[str, ...] = ()


def sign(statement: Mapping[str, Any], key: Ed25519PrivateKey, text: tuple[str, ...] = ()) -> bytes:
    """The envelope as a file: JSON, indented, in one possible spelling only.

    `text` are lines for people; they are part of what is signed.
    """
    said = {**statement, **({"text": text} if text else {})}
    signed = orjson.dumps(said, option=orjson.OPT_SORT_KEYS).decode()
    public = key.public_key()
    return _written(
        {
            **({"text": text} if text else {}),
            "signed": signed,
            "signature": {
                "algorithm": ALGORITHM,
                "key": signing.public_text(public),
                "key_id": signing.key_id(public),
                "value": base64.b64encode(key.sign(signed.encode())).decode(),
            },
        }
    )


def opened(data: bytes, trusted: Ed25519PublicKey | None = None) -> Opened:
    """The statement of an envelope; raises EnvelopeError.

    `trusted` is the key that must have signed it. Without it the key in the envelope is used:
    then the signature shows that nothing was changed since, but not by whom it was made.
    """
    if len(data) > MOST_BYTES:
        raise EnvelopeError("the signature file is too large")
    try:
        said = orjson.loads(data)
        signed, signature, text = said["signed"], said["signature"], said.get("text", [])
        named = signing.parse_public(signature["key"])
        value = base64.b64decode(signature["value"], validate=True)
        statement = orjson.loads(signed)
    except (
        orjson.JSONDecodeError,
        binascii.Error,
        KeyError,
        TypeError,
        ValueError,
        AttributeError,
    ):
        raise EnvelopeError("the signature file cannot be read") from None
    if not isinstance(statement, dict) or not isinstance(text, list):
        raise EnvelopeError("the signature file cannot be read")
    if not signing.is_signed_by(trusted or named, value, signed.encode()):
        other = trusted is not None and signing.raw(trusted) != signing.raw(named)
        why = "it was signed with another key" if other else "the signature does not fit"
        raise EnvelopeError(why)
    key = trusted or named
    if _written(_same(said, key, value)) != data or text != statement.get("text", []):
        raise EnvelopeError("the signature file was changed")
    return Opened(statement=statement, key=key, text=tuple(map(str, text)))


def _same(said: Mapping[str, Any], key: Ed25519PublicKey, value: bytes) -> dict[str, Any]:
    """The envelope as it must be spelled with this key and signature."""
    return {
        **({"text": said["text"]} if "text" in said else {}),
        "signed": said["signed"],
        "signature": {
            "algorithm": ALGORITHM,
            "key": signing.public_text(key),
            "key_id": signing.key_id(key),
            "value": base64.b64encode(value).decode(),
        },
    }


def _written(said: Mapping[str, Any]) -> bytes:
    return orjson.dumps(said, option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE)
