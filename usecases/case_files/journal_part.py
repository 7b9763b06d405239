"""What a case file says of the journal: its chains, who held the case, and the stored files."""

from collections.abc import Mapping, Sequence
from typing import Any

from domain.case import Case
from domain.case_files import custody
from domain.case_files.custody import CustodyEntry
from domain.case_files.journal_proof import STORE_EVIDENCE, StoredFile, stored_file
from domain.network.people import Verb
from domain.report import Evidence
from storage.audit import journal, journal_order
from storage.audit.journal import ChainedEntry, Entry
from storage.cases import cases, transfers
from usecases.core.request import Request
from usecases.core.signed_facts import moment, office

FORMAT = "jubao-case-file-1"
_REPORTER = "report:"

Chains = Sequence[tuple[Case, tuple[ChainedEntry, ...]]]


def held(req: Request, case: Case, chains: Chains) -> list[dict[str, Any]]:
    """Who held the case when: units and roles."""
    entries = [each.entry for each in chains[0][1]]
    named = _labels(chains)
    acts = [_act(each) for each in entries]
    hops = transfers.of_case(req.tx, case.id)
    return [
        {
            "unit": office(req, each.unit),
            "since": moment(req, each.since),
            "until": moment(req, each.until),
            "by": named.get(each.who, ""),
            "role": custody.role_name(each.role) if each.role else "",
        }
        for each in custody.holdings(case.unit, case.opened_at, hops, acts)
    ]


def _act(entry: Entry) -> CustodyEntry:
    return CustodyEntry(
        at=entry.written_at,
        who=entry.who,
        role=entry.role,
        verb=entry.verb,
        given_to=_given_to(entry),
        start=entry.start,
    )


def _given_to(entry: Entry) -> str:
    """Who got the case by this entry, where somebody else gave it to them."""
    return entry.reason if entry.verb == Verb.ASSIGN else ""


def stored_files(chains: Chains) -> Mapping[str, StoredFile]:
    """What the journal recorded at intake of each file, by its SHA-256 as received."""
    entries = (each.entry for _, chain in chains for each in chain)
    found = (stored_file(entry.reason) for entry in entries if entry.verb == STORE_EVIDENCE)
    return {each.sha256: each for each in found if each is not None}


def chains_of(req: Request, case: Case, files: Sequence[Evidence]) -> Chains:
    """The journal of the case, and of cases joined to it where files came in."""
    joined = dict.fromkeys(file.journal_case for file in files)
    ids = dict.fromkeys([case.id, *(each for each in joined if each)])
    return [(cases.get(req.tx, each), journal.chained(req.tx, each)) for each in ids]


def _labels(chains: Chains) -> Mapping[str, str]:
    entries = [each.entry for _, chain in chains for each in chain]
    whos = (who for entry in entries for who in (entry.who, _given_to(entry)) if who)
    staff = (who for who in whos if who != journal.SYSTEM and not who.startswith(_REPORTER))
    return custody.labels(staff)


def document(req: Request, chains: Chains) -> dict[str, Any]:
    """The chains, without reasons, which may quote reporters, and without names."""
    named, head = _labels(chains), journal_order.head(req.tx)
    return {
        "format": FORMAT,
        "head": None if head is None else {"entries": head.count, "link": head.link},
        "chains": [
            {"case": case.number, "entries": _entries(req, chain, named)} for case, chain in chains
        ],
    }


def _entries(
    req: Request, chain: Sequence[ChainedEntry], named: Mapping[str, str]
) -> list[dict[str, Any]]:
    found, previous = [], ""
    for place, each in enumerate(chain, 1):
        entry = each.entry
        reporter = "reporter" if entry.who.startswith(_REPORTER) else entry.who
        digests = stored_file(entry.reason) if entry.verb == STORE_EVIDENCE else None
        said = {"sha256": digests.sha256, "copy_sha256": digests.copy} if digests else None
        found.append(
            {
                "n": place,
                "at": moment(req, entry.written_at),
                "by": named.get(entry.who, reporter),
                "role": custody.role_name(entry.role),
                "verb": entry.verb,
                "from": entry.start,
                "to": entry.to,
                "unit": entry.unit,
                **({"file": said} if said else {}),
                "previous": previous,
                "chain": each.chain,
            }
        )
        previous = each.chain
    return found
