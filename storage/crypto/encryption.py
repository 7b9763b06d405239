"""Encryption (AES-256-GCM under the settings' key ring), keyed fingerprints, journal hashes."""

import base64
import binascii
import os
import secrets
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import orjson
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.hmac import HMAC
from cryptography.hazmat.primitives.kdf.hkdf import HKDFExpand

from domain.codes import CODE_BITS, code_from
from storage.core.errors import KeyAbsent, KeyMissing

KEY_BYTES = 32
NONCE_BYTES = 12
MOST_ID = 16  # characters of a key's name, so that a sealed value's header stays short
MOST_CODES = 4096  # query codes in memory
ROOT_AT = "secrets.sealed:root"
DATA_KEY = "#"  # begins the name of a data key, which no key of the ring can have


@dataclass(frozen=True, slots=True, repr=False)
class KeyRing:
    """Named keys, in order: the first one encrypts, all of them decrypt."""

    keys: tuple[tuple[str, bytes], ...]

    @classmethod
    def parse(cls, text: str) -> "KeyRing":
        """Read `id:base64,id:base64`; raises ValueError, which never shows a key."""
        keys: dict[str, bytes] = {}
        for place, part in enumerate((piece for piece in text.split(",") if piece.strip()), 1):
            name, _, value = part.strip().partition(":")
            if not name or len(name) > MOST_ID or not name.isascii() or not name.isalnum():
                raise ValueError(
                    f"key {place}: expected a name of 1 to {MOST_ID} letters or digits"
                )
            try:
                key = base64.b64decode(value, validate=True)
            except (binascii.Error, ValueError):
                raise ValueError(f"key {place} ({name}): expected base64 after the colon") from None
            if len(key) != KEY_BYTES:
                raise ValueError(f"key {place} ({name}): expected 32 bytes, found {len(key)}")
            if name in keys:
                raise ValueError(f"key {place} ({name}): the name stands there twice")
            keys[name] = key
        if not keys:
            raise ValueError("expected at least one key as id:base64")
        return cls(tuple(keys.items()))

    @staticmethod
    def new(name: str = "k1") -> str:
        """A new key in the form that `parse` reads."""
        return f"{name}:{base64.b64encode(secrets.token_bytes(KEY_BYTES)).decode()}"

    def __repr__(self) -> str:
        return f"KeyRing({', '.join(name for name, _ in self.keys)})"


@dataclass(slots=True, repr=False)
class Cipher:
    """Encrypts and decrypts values, and makes keyed fingerprints from the root secret.

    `older` are earlier versions of the root secret, the newest first, and `nearing` is one that is
    not in use yet (`storage.crypto.roots`). An older version proves the journal up to `last_place`
    and `last_entry`. Until `is_settled`, people may still be stored under an older one.
    """

    key_ring: KeyRing
    root: bytes
    older: "tuple[Cipher, ...]" = ()
    nearing: "Cipher | None" = None
    is_settled: bool = True
    last_place: int | None = None
    last_entry: int | None = None
    _ciphers: dict[str, AESGCM] = field(default_factory=dict)
    _derived: dict[str, HMAC] = field(default_factory=dict)  # begun with its key, to be copied
    _codes: dict[str, str] = field(default_factory=dict)  # derived before, by their hashes
    find_key: Callable[[str], AESGCM] | None = None  # of a data key; within a transaction only

    def seal(self, value: bytes, at: str) -> bytes:
        """Encrypt a value for one place (`table.column:row`); elsewhere it cannot be decrypted."""
        name, key = self.key_ring.keys[0]
        return seal_with(self._cipher(name, key), name, value, at)

    def open(self, sealed: bytes, at: str) -> bytes:
        """Decrypt a value; KeyMissing if its key is not in the ring, or its data key was erased."""
        name = sealed[1 : 1 + int.from_bytes(sealed[:1])].decode("ascii", "replace")
        if self.find_key is not None and name.startswith(DATA_KEY):
            return open_with(self.find_key(name), name, sealed, at)
        key = dict(self.key_ring.keys).get(name)
        if key is None:
            raise KeyAbsent(name)
        return open_with(self._cipher(name, key), name, sealed, at)

    def seal_json(self, value: Any, at: str) -> bytes:
        """Encrypt plain JSON."""
        return self.seal(orjson.dumps(value), at)

    def open_json(self, sealed: bytes, at: str) -> Any:
        """Decrypt plain JSON."""
        return orjson.loads(self.open(sealed, at))

    def fingerprint(self, label: str, value: str | bytes) -> str:
        """A keyed hash of a value, 32 hexadecimal characters; equal for equal values."""
        return self._hmac(label, value)[:16].hex()

    def versions(self) -> "tuple[Cipher, ...]":
        """One cipher for each version of the root secret, the newest first."""
        return (*([self.nearing] if self.nearing else []), self, *self.older)

    def is_same(self, other: "Cipher") -> bool:
        """Whether both have the same versions, in the same states."""
        return self.state() == other.state()

    def state(self) -> tuple[object, ...]:
        """All that tells two ciphers of one database apart, to be compared."""
        found = ((each.root, each.last_place, each.last_entry) for each in self.versions())
        return (*found, self.nearing is None, self.is_settled)

    def fingerprints(self, label: str, value: str | bytes) -> tuple[str, ...]:
        """The fingerprints of a value under all versions, to find what was stored before."""
        return tuple(each.fingerprint(label, value) for each in self.versions())

    def people(self, account: int) -> tuple[str, ...]:
        """The fingerprints under which an account may be stored: one, except during a change."""
        if self.is_settled and self.nearing is None:
            return (self.fingerprint("person", str(account)),)
        return self.fingerprints("person", str(account))

    def code_for(self, uid: str) -> str:
        """The query code of a report: 55 bits that only this deployment's secret can make."""
        digest = int.from_bytes(self._hmac("code", uid), "big")
        return code_from(digest >> (256 - CODE_BITS))

    def code_of(self, uid: str, code_hash: str) -> str:
        """The query code that was handed out for a report, whose hash is stored."""
        code = self._codes.get(code_hash)
        if code is None:
            if len(self._codes) >= MOST_CODES:
                self._codes.clear()
            made = ((each.code_for(uid), each) for each in self.versions())
            found = (code for code, by in made if not self.older or by.code_hash(code) == code_hash)
            code = self._codes[code_hash] = next(found, None) or self.code_for(uid)
        return code

    def code_hash(self, code: str) -> str:
        """The keyed hash under which a code is stored."""
        return self._hmac("code-hash", code).hex()

    def code_hashes(self, code: str) -> tuple[str, ...]:
        """The hashes under which a code may be stored."""
        return tuple(each.code_hash(code) for each in self.versions())

    def chain(self, previous: str, entry: bytes) -> str:
        """The keyed hash that ties a journal entry to the one before it."""
        return self._hmac("journal", previous.encode() + b"\x00" + entry).hex()

    def chains(self, previous: str, entry: bytes, row: int) -> tuple[str, ...]:
        """The hashes that an entry with this row id may have."""
        return tuple(
            each.chain(previous, entry)
            for each in self.versions()
            if each.last_entry is None or row <= each.last_entry
        )

    def links(self, previous: str, entry: bytes, place: int) -> tuple[str, ...]:
        """The hashes that this place in the journal's order may have."""
        return tuple(
            each.link(previous, entry)
            for each in self.versions()
            if each.last_place is None or place <= each.last_place
        )

    def link(self, previous: str, entry: bytes) -> str:
        """The keyed hash that ties a place in the journal's order to the one before it."""
        return self._hmac("journal-order", previous.encode() + b"\x00" + entry).hex()

    def derive(self, label: str) -> bytes:
        """A key of 32 bytes for one purpose, from this version of the root secret."""
        return HKDFExpand(SHA256(), KEY_BYTES, label.encode()).derive(self.root)

    def _hmac(self, label: str, value: str | bytes) -> bytes:
        begun = self._derived.get(label)
        if begun is None:
            begun = self._derived[label] = HMAC(self.derive(label), SHA256())
        keyed = begun.copy()
        keyed.update(value if isinstance(value, bytes) else value.encode("utf-8", "surrogatepass"))
        return keyed.finalize()

    def _cipher(self, name: str, key: bytes) -> AESGCM:
        cipher = self._ciphers.get(name)
        if cipher is None:
            cipher = self._ciphers[name] = AESGCM(key)
        return cipher

    def __repr__(self) -> str:
        return f"Cipher({self.key_ring!r})"


def header_of(name: str) -> bytes:
    """The first bytes of every value encrypted with the key of this name."""
    return bytes([len(name)]) + name.encode()


def seal_with(cipher: AESGCM, name: str, value: bytes, at: str) -> bytes:
    """Encrypt to: one byte of length, the key's name, the nonce, the ciphertext with its tag."""
    nonce = os.urandom(NONCE_BYTES)
    return header_of(name) + nonce + cipher.encrypt(nonce, value, f"{name}|{at}".encode())


def open_with(cipher: AESGCM, name: str, sealed: bytes, at: str) -> bytes:
    """Decrypt; raises KeyMissing if the key is another one or the value was moved or changed."""
    start = 1 + len(name)
    nonce, body = sealed[start : start + NONCE_BYTES], sealed[start + NONCE_BYTES :]
    try:
        return cipher.decrypt(nonce, body, f"{name}|{at}".encode())
    except (InvalidTag, ValueError):  # the latter where it is cut short
        raise KeyMissing(f"the key {name!r} does not open this value") from None


def new_root(key_ring: KeyRing) -> bytes:
    """A new root secret, encrypted with the ring's first key."""
    name, key = key_ring.keys[0]
    return seal_with(AESGCM(key), name, secrets.token_bytes(KEY_BYTES), ROOT_AT)
