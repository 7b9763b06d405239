"""A letter as XARF 4: the format of abuse reports that providers read by machine.

One document for each address, as the specification wants it; https://xarf.org.
"""

import re
from datetime import UTC, datetime
from typing import Any
from urllib.parse import quote, urlsplit
from uuid import UUID

from domain.removals.letter import Letter
from domain.removals.xarf_types import XarfType

VERSION = "4.2.0"
LONGEST_NAME = 200
LONGEST_DESCRIPTION = 1000
_DOMAIN = re.compile(r"([a-z0-9]+(-[a-z0-9]+)*\.)+[a-z]{2,}")  # as the schema has it
_NO_ESCAPE = re.compile("%(?![0-9A-Fa-f]{2})")
_ALLOWED = "%!$&'()*+,;=:@/?"  # in path, query and fragment of RFC 3986, besides letters and digits
_TAG = re.compile(r"[^a-z0-9_+-]")


def documents(letter: Letter, sender: str) -> tuple[dict[str, Any], ...]:
    """The documents of a letter, one for each address; `sender` is the mail address it is sent by.

    There are none if XARF has no type for such content, or if the letter asks for nothing more.
    """
    if letter.xarf is None or not letter.in_force:
        return ()
    return tuple(
        _document(letter, letter.xarf, address, mark, sender)
        for address, mark in zip(letter.addresses, letter.marks, strict=True)
    )


def _document(
    letter: Letter, kind: XarfType, address: str, mark: str, sender: str
) -> dict[str, Any]:
    host = urlsplit(address).hostname or ""
    asked_at = datetime.fromtimestamp(letter.asked_at, UTC).isoformat()
    return {
        "xarf_version": VERSION,
        "report_id": str(UUID(mark)),
        "timestamp": asked_at,
        "reporter": _organization(letter, letter.reply_to or sender),
        "sender": _organization(letter, sender),
        "source_identifier": host,
        "category": "content",
        **kind.values(),
        "url": _uri(address),
        **({"domain": host} if _DOMAIN.fullmatch(host) else {}),
        "verified_at": asked_at,
        "verification_method": "manual",
        "description": letter.facts[:LONGEST_DESCRIPTION],
        "tags": [f"category:{_tag(letter.category)}", f"measure:{_tag(letter.what)}"],
        "request": {  # not of the specification, which allows members of one's own
            "number": letter.number,
            "measure": letter.what.value,
            "days": letter.days,
            "answer_by": datetime.fromtimestamp(letter.due_at, UTC).isoformat(),
            "rule": letter.rule,
        },
    }


def _uri(address: str) -> str:
    """The address by RFC 3986, which escapes more than a browser: the same page."""
    parts = urlsplit(_NO_ESCAPE.sub("%25", address))
    path, query, fragment = (
        quote(part, safe=_ALLOWED) for part in (parts.path, parts.query, parts.fragment)
    )
    return parts._replace(path=path, query=query, fragment=fragment).geturl()


def _organization(letter: Letter, mail: str) -> dict[str, str]:
    return {
        "org": letter.unit.name(letter.language)[:LONGEST_NAME],
        "contact": mail,
        "domain": mail.rpartition("@")[2],
    }


def _tag(text: str) -> str:
    return _TAG.sub("-", text.lower()).lstrip("_+-") or "other"
