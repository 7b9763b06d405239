"""The name, the facts and the statement of the bag of a case file."""

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from storage.crypto import signing
from usecases.case_files.contents import Contents
from usecases.case_files.journal_part import FORMAT
from usecases.case_files.verification import CASE_FILE


def name(contents: Contents) -> str:
    """The name of the folder inside the zip file, and of that file."""
    return f"case-{contents.case.number}"


def public_key(contents: Contents) -> str:
    """The public key by which this file is verified."""
    return signing.public_text(contents.signer.public_key())


def moment(contents: Contents, at: int) -> str:
    """A time in the office's zone, as ISO 8601."""
    return datetime.fromtimestamp(at, ZoneInfo(contents.timezone)).isoformat()


def info(contents: Contents) -> dict[str, str]:
    """The fields of `bag-info.txt`."""
    office = contents.document["office"]
    return {
        "Source-Organization": " / ".join(office["names"].values()),
        "Contact-Phone": office["phone"],
        "External-Identifier": contents.case.number,
        "External-Description": "Case file for an authority; the format is in docs/case-file.md",
        "Bagging-Date": contents.document["made_at"][:10],
        "Bag-Software-Agent": "jubao",
    }


def statement(contents: Contents) -> dict[str, Any]:
    """What the signature says: of which case, by whom, when."""
    office = contents.document["office"]
    return {
        "format": FORMAT,
        "type": CASE_FILE,
        "case": contents.case.number,
        "office": {"code": office["code"], "names": office["names"]},
        "signed_at": contents.document["made_at"],
        "signed_by": dict(contents.signed_by),
    }
