"""What a case file says of its evidence and its journal, checked against each other."""

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from msgspec import Struct

AS_RECEIVED, WITHOUT_METADATA, HELD_BACK, MISSING = (
    "as_received",
    "without_metadata",
    "held_back",
    "missing",
)
"""How a file of evidence is in a case file: as it came, as a copy, or not at all."""

STORE_EVIDENCE = "store_evidence"
"""The verb of the journal entry of a file that was stored; the system writes it."""

_STORED = re.compile(r"sha256:([0-9a-f]{64})(?: copy:([0-9a-f]{64}))?")


class StoredFile(Struct, frozen=True):
    """What a journal entry says of a file at intake: the SHA-256 of it, and of its clean copy.

    `copy` is empty where no copy without metadata could be made.
    """

    sha256: str
    copy: str = ""


def reason_of(file: StoredFile) -> str:
    """The reason of the journal entry of a stored file."""
    return f"sha256:{file.sha256}" + (f" copy:{file.copy}" if file.copy else "")


def stored_file(reason: str) -> StoredFile | None:
    """What the reason of such an entry says; None for anything else."""
    found = _STORED.fullmatch(reason)
    return StoredFile(found[1], found[2] or "") if found else None


def broken_links(chains: Sequence[Mapping[str, Any]]) -> list[str]:
    """The faults in the order of the entries: each names the chain value of the one before."""
    faults = []
    for chain in chains:
        case, previous = chain.get("case"), ""
        for place, entry in enumerate(chain.get("entries", ()), 1):
            if entry.get("n") != place or entry.get("previous") != previous:
                faults.append(f"journal of {case}: entry {place} does not follow the one before")
                break
            previous = entry.get("chain", "")
    return faults


def unproven(
    evidence: Iterable[Mapping[str, Any]],
    chains: Sequence[Mapping[str, Any]],
    digests: Mapping[str, str],
) -> tuple[list[str], list[str]]:
    """The faults of the evidence, and what is true but not proven by the journal.

    `digests` are the SHA-256 of the files in the bag by their path.
    """
    entries = {
        said["sha256"]: said.get("copy_sha256", "")
        for chain in chains
        for entry in chain.get("entries", ())
        if (said := entry.get("file")) is not None
    }
    faults, open_points = [], []
    for item in evidence:
        fault, open_point = _one(item, entries, digests)
        faults += [fault] if fault else []
        open_points += [open_point] if open_point else []
    return faults, open_points


def _one(
    item: Mapping[str, Any], entries: Mapping[str, str], digests: Mapping[str, str]
) -> tuple[str, str]:
    number, received = item.get("number"), str(item.get("received_sha256", ""))
    form, path = item.get("form"), item.get("path")
    inside = digests.get(path) if isinstance(path, str) else None
    if path is not None and (inside is None or inside != item.get("sha256")):
        return f"evidence {number}: the file is not the one that case.json names", ""
    if form == AS_RECEIVED and inside != received:
        return f"evidence {number}: the file is not what came in", ""
    if item.get("in_journal") and received not in entries:
        return f"evidence {number}: the journal has no entry of it", ""
    if received not in entries:
        return "", f"evidence {number}: it came in before the journal recorded hashes"
    if form == WITHOUT_METADATA and inside != entries[received]:
        return "", f"evidence {number}: the copy was made later than at intake"
    return "", ""
