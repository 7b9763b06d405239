"""Encrypt or decrypt a long value in pieces, in the format of `storage.crypto.encryption`."""

import os

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers import AEADDecryptionContext, Cipher
from cryptography.hazmat.primitives.ciphers.algorithms import AES
from cryptography.hazmat.primitives.ciphers.modes import GCM

from storage.core.errors import KeyAbsent, KeyMissing
from storage.crypto.encryption import NONCE_BYTES, KeyRing, header_of

TAG_BYTES = 16


class Sealing:
    """Encrypts with the ring's first key; `end` returns the last bytes."""

    def __init__(self, key_ring: KeyRing, at: str) -> None:
        name, key = key_ring.keys[0]
        nonce = os.urandom(NONCE_BYTES)
        self._head = header_of(name) + nonce
        self._cipher = Cipher(AES(key), GCM(nonce)).encryptor()
        self._cipher.authenticate_additional_data(f"{name}|{at}".encode())

    def take(self, piece: bytes) -> bytes:
        """Encrypt the next piece."""
        head, self._head = self._head, b""
        return head + self._cipher.update(piece)

    def end(self) -> bytes:
        """The last bytes, with the authentication tag."""
        rest = self.take(b"") + self._cipher.finalize()
        return rest + self._cipher.tag


class Opening:
    """Decrypts; the output may not be trusted before `end` has returned.

    KeyMissing where the key is not in the ring, or the value was moved, changed or cut short.
    """

    def __init__(self, key_ring: KeyRing, at: str) -> None:
        self._ring, self._at = key_ring, at
        self._held = b""  # the header until it is whole, then what may be the tag
        self._cipher: AEADDecryptionContext | None = None
        self._name = ""

    def take(self, piece: bytes) -> bytes:
        """Decrypt the next piece, as far as it is complete."""
        self._held += piece
        if self._cipher is None:
            self._cipher = self._decryptor()
        if self._cipher is None or len(self._held) <= TAG_BYTES:
            return b""
        body, self._held = self._held[:-TAG_BYTES], self._held[-TAG_BYTES:]
        return self._cipher.update(body)

    def end(self) -> None:
        """Check the authentication tag; raises KeyMissing."""
        wrong = KeyMissing(f"the key {self._name!r} does not open this value")
        if self._cipher is None:  # it is cut short
            raise wrong
        try:
            self._cipher.finalize_with_tag(self._held)
        except (InvalidTag, ValueError):
            raise wrong from None

    def _decryptor(self) -> AEADDecryptionContext | None:
        """The decryptor, once the header is complete."""
        start = 1 + int.from_bytes(self._held[:1])
        if len(self._held) < start + NONCE_BYTES:
            return None
        self._name = self._held[1:start].decode("ascii", "replace")
        key = dict(self._ring.keys).get(self._name)
        if key is None:
            raise KeyAbsent(self._name)
        begin = start + NONCE_BYTES
        nonce, self._held = self._held[start:begin], self._held[begin:]
        cipher = Cipher(AES(key), GCM(nonce)).decryptor()
        cipher.authenticate_additional_data(f"{self._name}|{self._at}".encode())
        return cipher
