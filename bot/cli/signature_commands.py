"""`jubao verify` and `jubao keys public`: check what the office signed, and with which key."""

import asyncio
from collections.abc import Sequence
from itertools import chain
from pathlib import Path
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from bot.cli.commands import quiet_settings
from bot.config.resources import opened_as_it_is
from bot.config.settings import SettingsError
from bot.core.errors import Failed
from storage.crypto import signing
from usecases.case_files import verification
from usecases.case_files.verification import Verified

MOST_KEY = 10_000  # characters of a file with keys
MOST_FAULTS = 20  # that are printed
_NAMED = "It was signed with the key that you named."
_OLDER = (
    "It was signed with an older key of those that you named. Ask the office until when it was in "
    "use, and whether it was stolen: a thief could have signed with it, too."
)
_UNKNOWN = (
    "This key was taken from the file itself. It shows that nothing was changed since the "
    "signature, but not who signed: compare it with the key that the office has published, "
    "or name that with --key."
)


def verify(path: Path, key: str | None) -> str:
    """Verify a file and describe it; Failed with all faults, SettingsError for a bad key."""
    trusted = () if key is None else _keys(key)
    found = _verified(path, trusted)
    text = "\n".join([*_described(found), *map(_printable, found.notes)])
    if found.faults:
        faults = "\n".join(map(_printable, found.faults[:MOST_FAULTS]))
        if len(found.faults) > MOST_FAULTS:
            faults += f"\nand {len(found.faults) - MOST_FAULTS} more"
        headline = "it is not what was signed" if found.is_signed else "there is nothing to verify"
        raise Failed(headline, found=f"{text}\n{faults}".strip())
    assert found.key is not None  # without a fault the signature was found
    trust = _trust(found.key, trusted)
    return f"{text}\n{signing.public_text(found.key)}\n{trust}\nwhole"


def _verified(path: Path, trusted: Sequence[Ed25519PublicKey]) -> Verified:
    """The result with the key that signed, if it is among these; else that of the first."""
    results = (verification.verify(path, each) for each in trusted)
    first = next(results, None)
    if first is None:
        return verification.verify(path)
    return next((each for each in chain([first], results) if each.key is not None), first)


def _trust(key: Ed25519PublicKey, trusted: Sequence[Ed25519PublicKey]) -> str:
    if not trusted:
        return _UNKNOWN
    return _NAMED if signing.raw(key) == signing.raw(trusted[0]) else _OLDER


def _keys(named: str) -> tuple[Ed25519PublicKey, ...]:
    """The keys that were named, or those in the file that was named, the newest first."""
    try:
        if not named.startswith(signing.BEGIN) and Path(named).is_file():
            with Path(named).open(encoding="utf-8-sig") as file:
                named = file.read(MOST_KEY)
        return signing.parse_publics(named)
    except UnicodeError:
        raise SettingsError("--key: this file is no text") from None
    except ValueError as why:
        raise SettingsError(f"--key: {why}") from None
    except OSError as why:
        raise SettingsError(f"--key: it cannot be read: {why.strerror}") from None


def _described(found: Verified) -> list[str]:
    said = found.statement
    if said is None:
        return []
    by, office = _object(said.get("signed_by")), _object(said.get("office"))
    names = " / ".join(map(str, _object(office.get("names")).values()))
    lines = [f"{said.get('type')} of {names}"]
    if said.get("case"):
        lines.append(f"case {said['case']}, {said.get('files')} files")
    signer = ", ".join(str(by[each]) for each in ("name", "role", "unit") if by.get(each))
    lines.append(f"signed {said.get('signed_at')} by {signer}")
    return [_printable(line) for line in (*lines, *found.text)]


def _object(value: Any) -> dict[str, Any]:
    """A JSON object; what is none counts as empty, since the file may be anybody's."""
    return value if isinstance(value, dict) else {}


def _printable(line: str) -> str:
    """A line from a file that may be anybody's, without what could steer a terminal."""
    return "".join(sign if sign.isprintable() else "?" for sign in line)


def public(*, pem: bool = False) -> str:
    """The public keys, the newest first: those of older root secrets verify older files."""
    settings = quiet_settings()

    async def found() -> list[Ed25519PublicKey]:
        async with opened_as_it_is(settings) as db:
            in_use = (db.cipher, *db.cipher.older)
            return [signing.signing_key(each).public_key() for each in in_use]

    written = signing.public_pem if pem else signing.public_text
    return "\n".join(written(key).strip() for key in asyncio.run(found()))
