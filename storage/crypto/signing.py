"""The office's signing key (Ed25519), and public keys as text.

The key is derived from the root secret: there is nothing more to keep, and a new version of the
root secret (`jubao keys rotate --compromised`) brings a new one. Older signatures are still
verified with the older public key.
"""

import base64
import binascii
import hashlib

from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric.ed25519 import (
    Ed25519PrivateKey,
    Ed25519PublicKey,
)
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    PublicFormat,
    load_pem_public_key,
)

from storage.crypto.encryption import Cipher

BEGIN = "ed25519:"
_LABEL = "signing-ed25519"
_PEM = "-----BEGIN"
_KEY_BYTES = 32
_ID = 16  # characters of a key's id


def signing_key(cipher: Cipher) -> Ed25519PrivateKey:
    """The signing key of one version of the root secret."""
    return Ed25519PrivateKey.from_private_bytes(cipher.derive(_LABEL))


def public_text(key: Ed25519PublicKey) -> str:
    """A public key as one word: `ed25519:` and its 32 bytes in base64."""
    return BEGIN + base64.b64encode(raw(key)).decode()


def public_pem(key: Ed25519PublicKey) -> str:
    """A public key as PEM, for other tools."""
    return key.public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo).decode()


def raw(key: Ed25519PublicKey) -> bytes:
    """The 32 bytes of a public key."""
    return key.public_bytes(Encoding.Raw, PublicFormat.Raw)


def key_id(key: Ed25519PublicKey) -> str:
    """A short name of a public key: the first 16 hexadecimal characters of its SHA-256."""
    return hashlib.sha256(raw(key)).hexdigest()[:_ID]


def parse_public(text: str) -> Ed25519PublicKey:
    """A public key from `public_text` or `public_pem`; raises ValueError for anything else."""
    if text.lstrip().startswith(_PEM):
        try:
            found = load_pem_public_key(text.encode())
        except (ValueError, UnsupportedAlgorithm):
            raise ValueError("this PEM holds no public key") from None
        if not isinstance(found, Ed25519PublicKey):
            raise ValueError("expected an Ed25519 key")
        return found
    word = text.strip()
    try:
        key = base64.b64decode(word.removeprefix(BEGIN), validate=True)
    except (binascii.Error, ValueError):
        key = b""
    if not word.startswith(BEGIN) or len(key) != _KEY_BYTES:
        raise ValueError(f"expected {BEGIN} and 32 bytes in base64, as `jubao keys public` prints")
    return Ed25519PublicKey.from_public_bytes(key)


def parse_publics(text: str) -> tuple[Ed25519PublicKey, ...]:
    """All keys of a text as `jubao keys public` prints it, one or more; raises ValueError."""
    if _PEM in text:
        written = [_PEM + each for each in text.split(_PEM)[1:]]
    else:
        written = text.split() or [""]
    return tuple(map(parse_public, written))


def is_signed_by(key: Ed25519PublicKey, signature: bytes, signed: bytes) -> bool:
    """Whether a signature is this key's, over exactly these bytes."""
    try:
        key.verify(signature, signed)
    except InvalidSignature:
        return False
    return True
