"""Keyed tokens of what was erased, under the keys of the ring: the list of erasures has no more.

The keys of the ring are used, not the database's root secret: the list must be readable beside a
backup that has an older root.
"""

import hmac

from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDFExpand

from storage.crypto.encryption import KEY_BYTES, KeyRing

_TOKEN_BYTES, _CHECK_BYTES = 16, 8


class ErasureKeys:
    """A key for tokens from each key of the ring; `first` is the name of the one in use."""

    def __init__(self, key_ring: KeyRing) -> None:
        self.first = key_ring.keys[0][0]
        self._keys = {
            name: HKDFExpand(SHA256(), KEY_BYTES, b"erasures").derive(key)
            for name, key in key_ring.keys
        }

    def __contains__(self, name: str) -> bool:
        return name in self._keys

    def token(self, name: str, kind: str, subject: str) -> str:
        """The token of a subject by the key of this name, 32 hexadecimal characters."""
        return self._hmac(name, f"token|{kind}|{subject}")[:_TOKEN_BYTES].hex()

    def check(self, name: str, line: str) -> str:
        """The keyed checksum of a line of the list."""
        return self._hmac(name, f"line|{line}")[:_CHECK_BYTES].hex()

    def _hmac(self, name: str, value: str) -> bytes:
        return hmac.digest(self._keys[name], value.encode(), "sha256")
