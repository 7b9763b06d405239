"""After a restore: erase and revoke again what was, since the backup was made."""

from collections import Counter, defaultdict
from collections.abc import Sequence

from domain.network.people import Verb
from domain.status import Status
from storage.cases import cases
from storage.cases.clocks import NOTHING_OWED
from storage.crypto.erasure_tokens import ErasureKeys
from storage.engine import erasures
from storage.engine.erasures import Erasure, Kind
from storage.evidence import evidence, evidence_files
from storage.identity import erasing, restored_rows
from storage.identity.restored_rows import RestoredPerson
from storage.network import duties, invitations, people
from storage.reporting import drafts, message_index, reports
from usecases.core.journal_notes import note_by_system
from usecases.core.request import Request

DAY = 24 * 3600
ALL = 10**9


class _Wanted:
    """The listed erasures, looked up by what they are of."""

    def __init__(self, found: Sequence[Erasure], keys: ErasureKeys) -> None:
        self._keys = keys
        self._at: dict[tuple[str, str, str], int] = {}
        self._names: defaultdict[str, set[str]] = defaultdict(set)
        for each in found:
            token = each.kind, each.key, each.token
            self._at[token] = max(each.at, self._at.get(token, each.at))
            self._names[each.kind].add(each.key)

    def at(self, kind: Kind, subject: str) -> int | None:
        """When this was erased or revoked last, unix seconds; None if it was not."""
        tokens = ((kind, key, self._keys.token(key, kind, subject)) for key in self._names[kind])
        return max((self._at[each] for each in tokens if each in self._at), default=None)


def repeat(
    req: Request, listed: Sequence[Erasure], elsewhere: Sequence[Erasure], made_at: int
) -> Counter[str]:
    """Repeat all erasures and revocations on a restored database; returns how many, by kind.

    `listed` are those in this deployment's list, `elsewhere` those in other lists. `made_at` is the
    backup's time.
    """
    wanted = _Wanted([*listed, *elsewhere], ErasureKeys(req.tx.cipher.key_ring))
    done: Counter[str] = Counter()
    _cases(req, wanted, done)
    _links(req, wanted, done)
    _drafts(req, wanted, done)
    _invitations(req, wanted, done)
    for person in tuple(restored_rows.everybody(req.tx)):
        _roles(req, wanted, person, done)
        _offices(req, wanted, person, done, since=made_at - DAY)
        _person(req, wanted, person, done)
    erasures.keep(req.tx, listed, req.now)
    erasures.keep(req.tx, elsewhere, None)
    return done


def void_invitations(req: Request) -> int:
    """Void all open invitations, where no list says which were used; returns how many."""
    return restored_rows.void_invitations(req.tx)


def erased_files(req: Request) -> frozenset[str]:
    """The names of stored files that are erased and not to be restored."""
    found = set(evidence_files.dropped(req.tx, limit=ALL).values())
    return frozenset(each for each in found if each and not evidence_files.is_used(req.tx, each))


def _cases(req: Request, wanted: _Wanted, done: Counter[str]) -> None:
    for number, case_id in tuple(restored_rows.cases_with_contents(req.tx)):
        at = wanted.at(Kind.CASE, number)
        if at is None:
            continue
        case = cases.get(req.tx, case_id)
        erasing.contents(req.tx, case_id, at)
        values = {**NOTHING_OWED, "closed_at": case.closed_at or at, "retain_until": None}
        values |= {"status": Status.PURGED, "assignee": None}
        cases.change(req.tx, case_id, seen=case.version, **values)
        note_by_system(req, case, Verb.PURGE, Status.PURGED)
        done["case"] += 1


def _links(req: Request, wanted: _Wanted, done: Counter[str]) -> None:
    for uid, report_id in tuple(restored_rows.reports_linked(req.tx)):
        at = wanted.at(Kind.LINK, uid)
        if at is None:
            continue
        erasing.unlink(req.tx, [report_id], at)
        report = reports.get(req.tx, report_id)
        assert report is not None  # it was just read
        case = cases.get(req.tx, report.case_id)
        note_by_system(req, case, Verb.UNLINK, case.status)
        done["link"] += 1


def _drafts(req: Request, wanted: _Wanted, done: Counter[str]) -> None:
    for draft_id in restored_rows.draft_ids(req.tx):
        if wanted.at(Kind.DRAFT, draft_id) is not None:
            evidence.drop(req.tx, draft_id)
            message_index.forget(req.tx, draft_id)
            drafts.drop(req.tx, draft_id)
            done["draft"] += 1


def _invitations(req: Request, wanted: _Wanted, done: Counter[str]) -> None:
    for token_hash in restored_rows.open_invitations(req.tx):
        at = wanted.at(Kind.INVITATION, token_hash)
        if at is not None:
            restored_rows.set_used(req.tx, token_hash, at)
            done["invitation"] += 1


def _roles(req: Request, wanted: _Wanted, person: RestoredPerson, done: Counter[str]) -> None:
    """Roles in units, unless they were given again after they were revoked."""
    for unit, granted_at in restored_rows.roles(req.tx, person.who).items():
        at = wanted.at(Kind.GRANT, f"{person.account}:{unit}")
        if at is not None and granted_at <= at:
            people.revoke(req.tx, person.who, unit)
            invitations.void(req.tx, person.who)
            done["role"] += 1


def _offices(
    req: Request, wanted: _Wanted, person: RestoredPerson, done: Counter[str], *, since: int
) -> None:
    """Other authority; no row says since when somebody has it, so the backup's time decides."""

    def is_over(kind: Kind, subject: str) -> bool:
        at = wanted.at(kind, subject)
        return at is not None and at >= since

    now_is = people.get(req.tx, person.who)
    if now_is is None:
        return
    if is_over(Kind.ADMIN, person.account) and people.set_admin(req.tx, person.who, admin=False):
        invitations.void(req.tx, person.who)
        done["role"] += 1
    if now_is.custodian and is_over(Kind.CUSTODIAN, person.account):
        people.set_custodian(req.tx, person.who, custodian=False)
        invitations.void(req.tx, person.who)
        done["role"] += 1
    for each in duties.standing(req.tx):
        if each.who == person.who and is_over(Kind.DEPUTY, f"{person.account}:{each.unit}"):
            duties.appoint(req.tx, each.who, each.unit, until=None, by=None)
            done["role"] += 1


def _person(req: Request, wanted: _Wanted, person: RestoredPerson, done: Counter[str]) -> None:
    """Somebody's data, unless they came back after they were forgotten."""
    at = wanted.at(Kind.PERSON, person.account)
    found = people.get(req.tx, person.who)
    if at is None or found is None or person.met_at > at:
        return
    erasing.person(req.tx, person.who, req.now, now=at, until=at)
    free = not (found.is_staff or found.paused_until > req.now)
    if free and not restored_rows.has_something(req.tx, person.who):
        erasing.account(req.tx, person.who)
    done["person"] += 1
