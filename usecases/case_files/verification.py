"""Verify a case file or a signed receipt, with nothing but the file and the public key."""

import hashlib
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import orjson
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from msgspec import Struct

from domain.case_files import journal_proof
from storage.crypto import envelope
from usecases.case_files import bag, sources
from usecases.case_files.sources import BagError, Members

CASE_FILE, RECEIPT = "case-file", "receipt"
_AGE = (b"age-encryption.org/", b"-----BEGIN AGE ENCRYPTED FILE-----")
_LINE = re.compile(r"([0-9a-f]{64})  (\S.*)")
SIGNED_PARTS = frozenset({bag.SIGNATURE, bag.TAG_MANIFEST, *bag.TAGS})
"""The members that each case file has."""
_MOST_JSON = 64 * 1024 * 1024  # bytes of case.json or journal.json that are read


class Verified(Struct, frozen=True, kw_only=True):
    """The result: `faults` is empty for a file that is whole; `notes` limit what that proves.

    `statement` is what was signed, None if that could not be established. `is_signed`: it has a
    signature, or what belongs to one; False for what is no case file and no receipt at all.
    """

    statement: Mapping[str, Any] | None
    key: Ed25519PublicKey | None
    faults: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    text: tuple[str, ...] = ()
    is_signed: bool = True


def verify(path: Path, trusted: Ed25519PublicKey | None = None) -> Verified:
    """Verify a file, or the folder of an unpacked case file."""
    try:
        head = _head(path)
    except OSError as why:
        return _unsigned(f"it cannot be read: {why.strerror or why}")
    if head.startswith(_AGE):
        return _unsigned("it is encrypted: open it with `age --decrypt` first")
    if head.lstrip()[:1] == b"{":
        return _receipt(path, trusted)
    try:
        with sources.opened(path) as members:
            return _case_file(members, trusted)
    except sources.NotABagError as why:
        return _unsigned(str(why))
    except BagError as why:
        return _failed(str(why))


def _head(path: Path) -> bytes:
    """The first bytes of a file; none of what is no regular file, since reading it could wait."""
    if path.is_dir():
        return b""
    if not path.is_file():
        raise OSError("it is no regular file")
    with path.open("rb") as file:
        return file.read(64)


def _failed(*faults: str) -> Verified:
    return Verified(statement=None, key=None, faults=faults)


def _unsigned(fault: str) -> Verified:
    return Verified(statement=None, key=None, faults=(fault,), is_signed=False)


def _receipt(path: Path, trusted: Ed25519PublicKey | None) -> Verified:
    if path.stat().st_size > envelope.MOST_BYTES:
        return _failed("it is too large for a receipt")
    try:
        found = envelope.opened(path.read_bytes(), trusted)
    except envelope.EnvelopeError as why:
        return _failed(str(why))
    kind = found.statement.get("type")
    faults = () if kind == RECEIPT else (f"it is signed as {kind!r}, not as a receipt",)
    return Verified(statement=found.statement, key=found.key, faults=faults, text=found.text)


def _case_file(members: Members, trusted: Ed25519PublicKey | None) -> Verified:
    names = members.names()
    missing = SIGNED_PARTS - names
    if missing:
        fault = f"it is no case file: {', '.join(sorted(missing))} is missing"
        return _unsigned(fault) if missing == SIGNED_PARTS else _failed(fault)
    try:
        found = envelope.opened(_read(members, bag.SIGNATURE, envelope.MOST_BYTES), trusted)
    except envelope.EnvelopeError as why:
        return _failed(str(why))
    said = found.statement
    faults = [] if said.get("type") == CASE_FILE else ["it is not signed as a case file"]
    tag_manifest = _read(members, bag.TAG_MANIFEST)
    if hashlib.sha256(tag_manifest).hexdigest() != said.get(bag.TAG_MANIFEST):
        faults.append(f"{bag.TAG_MANIFEST} is not what was signed")
    tags, payload = _manifest(tag_manifest), _manifest(_read(members, bag.MANIFEST))
    digests = {name: _digest(members, name) for name in sorted({*tags, *payload} & names)}
    for name, wanted in {**payload, **tags}.items():
        if name not in names:
            faults.append(f"{name} is missing")
        elif digests[name] != wanted:
            faults.append(f"{name} was changed")
    known = {*tags, *payload, bag.TAG_MANIFEST, bag.SIGNATURE}
    faults += [f"{name} was added" for name in sorted(names - known)]
    if set(tags) != set(bag.TAGS):
        faults.append(f"{bag.TAG_MANIFEST} does not list the tag files")
    notes: list[str] = []
    if not faults:
        faults, notes = _contents(members, digests, said)
    if not faults and not members.is_as_made(str(said.get("case"))):
        faults.append(
            "its name inside or bytes between its files were changed, or it was packed again"
        )
    return Verified(statement=said, key=found.key, faults=tuple(faults), notes=tuple(notes))


def _contents(
    members: Members, digests: Mapping[str, str], said: Mapping[str, Any]
) -> tuple[list[str], list[str]]:
    """Faults and notes of what the files say about each other."""
    try:
        case = orjson.loads(_read(members, f"{bag.PAYLOAD}case.json"))
        chains = orjson.loads(_read(members, f"{bag.PAYLOAD}journal.json"))["chains"]
        faults = journal_proof.broken_links(chains)
        inside = {name.removeprefix(bag.PAYLOAD): digest for name, digest in digests.items()}
        more, notes = journal_proof.unproven(case["evidence"], chains, inside)
        if case["case"]["number"] != said.get("case"):
            more.append("case.json is about another case")
    except (BagError, orjson.JSONDecodeError, KeyError, TypeError, AttributeError):
        return ["case.json or journal.json cannot be read"], []
    return [*faults, *more], notes


def _manifest(data: bytes) -> dict[str, str]:
    """The names and digests of a manifest; raises BagError."""
    found: dict[str, str] = {}
    for line in data.decode("utf-8", "replace").splitlines():
        match = _LINE.fullmatch(line)
        if match is None or match[2] in found:
            raise BagError("a manifest cannot be read")
        found[match[2]] = match[1]
    return found


def _digest(members: Members, name: str) -> str:
    digest = hashlib.sha256()
    for piece in members.pieces(name):
        digest.update(piece)
    return digest.hexdigest()


def _read(members: Members, name: str, most: int = _MOST_JSON) -> bytes:
    data = bytearray()
    for piece in members.pieces(name):
        data += piece
        if len(data) > most:
            raise BagError(f"{name} is too large")
    return bytes(data)
