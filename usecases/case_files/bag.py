"""Write a BagIt bag (RFC 8493) as one zip file, in one possible spelling, and sign it.

Files are stored without compression, with fixed times and rights: the same members always give the
same bytes, so a verifier can tell whether a byte between the members was changed.
"""

import hashlib
import zipfile
from collections.abc import Mapping
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from storage.crypto import envelope

DECLARATION = b"BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"
MANIFEST, TAG_MANIFEST, SIGNATURE = (
    "manifest-sha256.txt",
    "tagmanifest-sha256.txt",
    "signature.json",
)
TAGS = ("bagit.txt", "bag-info.txt", MANIFEST)
"""The tag files that the tag manifest lists, in the order in which they are written."""
PAYLOAD = "data/"
_DAY_ONE = (1980, 1, 1, 0, 0, 0)  # the earliest time that a zip can hold
_UNIX = 3
_RIGHTS = 0o644 << 16


class BagWriter:
    """Writes a bag: `add` each payload file, then `close` it with the facts to sign.

    A context manager: the file is closed at its end, and is of no use if `close` was not called.
    """

    def __init__(self, path: Path, name: str) -> None:
        self._zip = zipfile.ZipFile(path, "w", zipfile.ZIP_STORED)
        self._name = name
        self._payload: dict[str, str] = {}
        self.size = 0  # bytes of the payload so far

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        _: type[BaseException] | None,
        __: BaseException | None,
        ___: TracebackType | None,
    ) -> None:
        self._zip.close()

    def add(self, name: str, data: bytes) -> str:
        """Add a file below `data/`; returns its SHA-256."""
        digest = hashlib.sha256(data).hexdigest()
        self._payload[PAYLOAD + name] = digest
        self.size += len(data)
        self._write(PAYLOAD + name, data)
        return digest

    def close(
        self, info: Mapping[str, str], statement: Mapping[str, Any], key: Ed25519PrivateKey
    ) -> None:
        """Write manifests, `bag-info.txt` with `info`, and the signature over all of it."""
        tags = {
            "bagit.txt": DECLARATION,
            "bag-info.txt": _info({**info, "Payload-Oxum": f"{self.size}.{len(self._payload)}"}),
            MANIFEST: _manifest(self._payload),
        }
        for name in TAGS:
            self._write(name, tags[name])
        digests = {name: hashlib.sha256(tags[name]).hexdigest() for name in TAGS}
        tag_manifest = _manifest(digests)
        self._write(TAG_MANIFEST, tag_manifest)
        said = {
            **statement,
            "files": len(self._payload),
            TAG_MANIFEST: hashlib.sha256(tag_manifest).hexdigest(),
        }
        self._write(SIGNATURE, envelope.sign(said, key))
        self._zip.close()

    def _write(self, name: str, data: bytes) -> None:
        put(self._zip, f"{self._name}/{name}", data)


def put(archive: zipfile.ZipFile, name: str, data: bytes) -> None:
    """Add a member in the one spelling that bags have."""
    entry = zipfile.ZipInfo(name, _DAY_ONE)
    entry.create_system, entry.external_attr = _UNIX, _RIGHTS
    archive.writestr(entry, data, zipfile.ZIP_STORED)


def _manifest(digests: Mapping[str, str]) -> bytes:
    return "".join(f"{digest}  {name}\n" for name, digest in sorted(digests.items())).encode()


def _info(info: Mapping[str, str]) -> bytes:
    return "".join(f"{name}: {' '.join(value.split())}\n" for name, value in info.items()).encode()
