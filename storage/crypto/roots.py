"""Versions of the root secret: fingerprints and query codes are made with the newest one.

Each is a row of `secrets`. Its name says how far a change has come: `next2` is known to all
processes and used only to look things up; with `moving2` new values are made, while people are
still found by the older one; `root2` is in use alone. Older ones are kept: codes that were handed
out, and the journal's older entries, are checked with them.
"""

import re
import secrets
from collections.abc import Mapping
from enum import StrEnum

from storage.core.errors import KeyMissing
from storage.crypto.encryption import KEY_BYTES, Cipher, KeyRing

FIRST = "root"
_NAME = re.compile(r"(root|next|moving)(\d*)")
_NUMBER = 8  # bytes of each number behind the secret


class Stage(StrEnum):
    """How far a version has come."""

    NEXT = "next"
    MOVING = "moving"
    ROOT = "root"


def number_of(name: str) -> int:
    """The version that a row of `secrets` holds."""
    found = _NAME.fullmatch(name)
    assert found is not None, name
    return int(found[2] or 1)


def name_of(stage: Stage, number: int) -> str:
    """The name of a version's row."""
    return stage.value if number == 1 else f"{stage}{number}"


def place(name: str) -> str:
    """The encryption context of a version."""
    return f"secrets.sealed:{name}"


def new_payload() -> bytes:
    """A new secret, not yet encrypted."""
    return secrets.token_bytes(KEY_BYTES)


def with_end(payload: bytes, journal_place: int, entry: int) -> bytes:
    """The same with the last place and entry of the journal that an older version may prove."""
    numbers = (journal_place, entry)
    return payload[:KEY_BYTES] + b"".join(each.to_bytes(_NUMBER, "big") for each in numbers)


def _opened(plain: Cipher, sealed: bytes, name: str) -> bytes:
    try:
        return plain.open(sealed, place(name))
    except KeyMissing as why:
        raise KeyMissing(f"JUBAO_SEAL_KEYS is not the key of this database: {why}") from why


def cipher_of(key_ring: KeyRing, sealed: Mapping[str, bytes]) -> Cipher:
    """The cipher with all versions; raises KeyMissing if the ring cannot decrypt one."""
    plain = Cipher(key_ring, b"")
    older: tuple[Cipher, ...] = ()
    for name in sorted(sealed, key=number_of):
        payload = _opened(plain, sealed[name], name)
        version = Cipher(key_ring, payload[:KEY_BYTES], older=older)
        if ends := payload[KEY_BYTES:]:
            last = int.from_bytes(ends[:_NUMBER], "big"), int.from_bytes(ends[_NUMBER:], "big")
            older[0].last_place, older[0].last_entry = last
        if name.startswith(Stage.NEXT):
            older[0].nearing = version
            break
        version.is_settled = name.startswith(Stage.ROOT)
        older = (version, *older)
    return older[0]
