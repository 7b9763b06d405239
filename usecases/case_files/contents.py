"""What a case file holds, read in one transaction: the case, its evidence, its journal.

Nothing that reporters wrote, and nothing that tells who they are, unless a custodian has agreed.
Members of staff have no names, except the lead who refers the case.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from msgspec import Struct

from domain.case import Case, Decision, Referral
from domain.case_files import custody
from domain.case_files.journal_proof import StoredFile
from domain.case_files.orders import Order
from domain.identity import Purpose
from domain.network.people import Person, Verb, role_in
from domain.report import Evidence, EvidenceState
from storage.cases import cases, decisions, referrals
from storage.crypto import signing
from storage.evidence import evidence_files, evidence_reading
from storage.identity import identities
from storage.network import people
from storage.reporting import reporter_links
from usecases.case_files import journal_part, reported_places
from usecases.core import identifying
from usecases.core.request import Request
from usecases.core.signed_facts import moment, office


class FileToAdd(Struct, frozen=True, kw_only=True):
    """A file of evidence for the case file: its number, its name in the store, and its digests.

    `journalled` is what the journal recorded at intake, None for a file of an earlier release.
    `stored_as` is empty for a file that is not kept. `original`: it goes in as received, since a
    custodian agreed to say who sent it.
    """

    number: int
    file: Evidence
    stored_as: str
    journalled: StoredFile | None
    original: bool


class Contents(Struct, frozen=True, kw_only=True):
    """Everything that goes into one case file. `document` lacks the evidence, which is added."""

    case: Case
    referral: Referral | None
    decision: Decision | None
    order: Order
    document: Mapping[str, Any]
    journal: Mapping[str, Any]
    files: tuple[FileToAdd, ...]
    signer: Ed25519PrivateKey
    signed_by: Mapping[str, str]
    timezone: str


def gather(req: Request, order: Order, lead: Person | None) -> Contents:
    """Read what belongs into the case file of an order; `lead` is None for the operator."""
    case = cases.get(req.tx, order.case_id)
    closed = req.profile.taxonomy.is_closed(case.category, case.subcategory)
    referral, decision = referrals.latest(req.tx, case.id), decisions.told(req.tx, case.id)
    taken_back = reported_places.taken_back(req, case)
    files = () if closed else _files(req, case, taken_back)
    chains = journal_part.chains_of(req, case, [file for file, _ in files])
    contacts = {} if closed or referral is None else _contacts(req, case, referral, lead)
    signed_by = _signer(req, case, lead, referral)
    addresses, in_words = reported_places.addresses(req, case, taken_back)
    document = {
        "format": journal_part.FORMAT,
        "made_at": moment(req, req.now),
        "case": _case(req, case, closed=closed),
        "office": office(req, case.unit),
        "referral": _referral(req, case, referral, chains),
        "addresses": addresses,
        "places_in_words": in_words,
        "finding": None if closed or decision is None else _finding(req, case, decision),
        "reporters": {"included": bool(contacts), "contacts": list(contacts.values())},
        "held_by": journal_part.held(req, case, chains),
    }
    return Contents(
        case=case,
        referral=referral,
        decision=decision,
        order=order,
        document=document,
        journal=journal_part.document(req, chains),
        files=_with_digests(files, journal_part.stored_files(chains), _sent_by(req, contacts)),
        signer=signing.signing_key(req.tx.cipher),
        signed_by=signed_by,
        timezone=req.profile.timezone,
    )


def _signer(
    req: Request, case: Case, lead: Person | None, referral: Referral | None
) -> dict[str, str]:
    """Who has this file made; named only if they are who referred the case."""
    if lead is None:
        return {"role": "operator", "unit": case.unit}
    role = custody.role_name(role_in(lead, case.unit, req.profile.by_code))
    known = referral is not None and referral.who == lead.who
    return {**({"name": lead.name} if known else {}), "role": role, "unit": case.unit}


def _case(req: Request, case: Case, *, closed: bool) -> dict[str, Any]:
    taxonomy = req.profile.taxonomy
    kinds = (("category", case.category), ("subcategory", case.subcategory))
    named = {
        name: {"code": code, "names": dict(found.names)} if (found := taxonomy.find(code)) else None
        for name, code in kinds
    }
    return {
        "number": case.number,
        **named,
        "closed_category": closed,
        "status": str(case.status),
        "outcome": None if case.outcome is None else str(case.outcome),
        "opened_at": moment(req, case.opened_at),
        "accepted_at": moment(req, case.accepted_at),
        "first_action_at": moment(req, case.first_action_at),
    }


def _referral(
    req: Request, case: Case, referral: Referral | None, chains: journal_part.Chains
) -> dict[str, Any] | None:
    if referral is None:
        return None
    return {
        "authority": str(referral.authority),
        "addressed_to": identifying.left_out(req.tx, case, referral.name),
        "rule": _rule(req, referral.rule),
        "sent_along": identifying.left_out(req.tx, case, referral.sent),
        "referred_at": moment(req, referral.referred_at),
        "referred_by": _referred_by(req, referral, chains),
    }


def _referred_by(req: Request, referral: Referral, chains: journal_part.Chains) -> dict[str, str]:
    """The lead who referred the case, whoever orders this file; role and unit are of that day."""
    person = people.get(req.tx, referral.who)
    acts = [each.entry for each in chains[0][1] if each.entry.verb == Verb.REFER]
    named = {"name": person.name} if person is not None and person.name else {}
    then = {"role": custody.role_name(acts[-1].role), "unit": acts[-1].unit} if acts else {}
    return {**named, **then}


def _rule(req: Request, code: str) -> dict[str, Any] | None:
    found = req.profile.taxonomy.rule(code)
    if found is None:
        return None
    cited = {locale: found.cited(locale) for locale in req.profile.locales}
    return {"code": code, "cited": cited}


def _finding(req: Request, case: Case, decision: Decision) -> dict[str, Any]:
    return {
        "kind": decision.kind,
        "result": decision.result,
        "rule": _rule(req, decision.rule),
        "facts": identifying.left_out(req.tx, case, decision.facts),
        "decided_at": moment(req, decision.decided_at),
    }


def _contacts(
    req: Request, case: Case, referral: Referral, lead: Person | None
) -> dict[int, dict[str, Any]]:
    """The contacts that a custodian agreed to send along, as long as that consent stands.

    By the row id of the report. Nobody gets by it what they agreed to themselves.
    """
    if not referral.with_identity:
        return {}
    getting = {referral.who, lead.who if lead is not None else ""}
    found = {}
    for request in identities.of_case(req.tx, case.id):
        by = people.get(req.tx, request.answered_by) if request.answered_by else None
        stands = by is not None and by.custodian and request.answered_by not in getting
        if request.purpose is Purpose.REFERRAL and request.is_open(req.now) and stands:
            found[request.report_id] = dict(reporter_links.contact_of(req.tx, request.report_id))
    return {report_id: contact for report_id, contact in found.items() if contact}


def _sent_by(req: Request, report_ids: Iterable[int]) -> frozenset[int]:
    """The row ids of the files that came with these reports."""
    found = (evidence_reading.of_report(req.tx, each) for each in report_ids)
    return frozenset(file.id for files in found for file in files)


def _files(
    req: Request, case: Case, taken_back: Collection[int]
) -> tuple[tuple[Evidence, str], ...]:
    left_out = _sent_by(req, taken_back)
    names = evidence_files.names(req.tx, case.id)
    listed = evidence_reading.of_case(req.tx, case.id)
    kept = (each for each in listed if each.state is EvidenceState.KEPT and each.id not in left_out)
    return tuple((each, names.get(each.id, "")) for each in kept)


def _with_digests(
    files: Sequence[tuple[Evidence, str]],
    known: Mapping[str, StoredFile],
    originals: Collection[int],
) -> tuple[FileToAdd, ...]:
    return tuple(
        FileToAdd(
            number=number,
            file=file,
            stored_as=stored_as,
            journalled=known.get(file.sha256),
            original=file.id in originals,
        )
        for number, (file, stored_as) in enumerate(files, 1)
    )
