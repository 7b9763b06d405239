"""The history of an account, found from a case or by its name; each look is a journal entry."""

from domain.case import Case
from domain.core.errors import Attempt, NotAllowed, NotFound
from domain.network.people import Verb, authorize, overlooks, role_in
from domain.reported_accounts.platforms import ReportedAccount
from domain.reported_accounts.records import DAY, REPEATED_CASES, REPEATED_DAYS
from storage.audit import journal
from storage.cases import cases
from storage.reported_accounts import account_lookups, account_records, case_accounts
from usecases.core import authority
from usecases.core.request import Request
from usecases.core.views import AccountChoice, AccountHistory, RepeatedAccounts

PAGE = 8


def look(req: Request, row: int, after: tuple[int, int] | None = None) -> AccountHistory:
    """The cases of an account, from one of its cases; the journal of that case says who looked.

    Counted are the cases of all units, listed those that this person may read. Whoever may not read
    the case gets the same answer as for an account that does not exist.
    """
    named = case_accounts.get(req.tx, row)
    if named is None:
        raise NotFound("account-gone")
    case = cases.get(req.tx, named.case_id)
    if not overlooks(req.actor, case.unit, req.profile.by_code):
        attempt = Attempt(Verb.ACCOUNT_HISTORY, case.unit, case.id)
        raise NotFound("account-gone", attempt)
    authorize(req.actor, Verb.ACCOUNT_HISTORY, case.unit, req.profile.by_code, case_id=case.id)
    _write(req, Verb.ACCOUNT_HISTORY, case.unit, case)
    keys = account_lookups.cases_of(
        req.tx, named.account, _readable(req), after=after, size=PAGE + 1
    )
    shown = keys[:PAGE]
    found = (each for each in cases.by_keys(req.tx, shown) if each.quarantined_at is None)
    return AccountHistory(
        record=account_records.read(req.tx, named, req.now),
        case=case,
        cases=tuple(found),
        at=req.now,
        after=".".join(map(str, shown[-1])) if len(keys) > PAGE else None,
        first=after is None,
    )


def find(
    req: Request, wanted: tuple[ReportedAccount, ...]
) -> AccountHistory | AccountChoice | None:
    """The history of an account that was typed; a choice if there are several of that name.

    None if no case that this person may read names one.
    """
    units = _readable(req)
    if not units:
        raise NotAllowed("refusal-not-allowed")
    found = account_lookups.newest(req.tx, wanted, units)
    if len(found) == 1:
        return look(req, found[0].row)
    if not found:
        return None
    return AccountChoice(found=tuple((each.row, each.account) for each in found))


def repeated(req: Request, after: tuple[int, str] = account_lookups.FIRST) -> RepeatedAccounts:
    """/accounts: accounts with three or more upheld cases in 90 days, in the units led.

    Only cases of these units count here. The journal says who looked.
    """
    units = authority.led(req.actor, req)
    if not units:
        raise NotAllowed("refusal-not-allowed", Attempt(Verb.ACCOUNTS))
    _write(req, Verb.ACCOUNTS, units[0].code)
    found = account_lookups.repeated(
        req.tx,
        tuple(unit.code for unit in units),
        since=req.now - REPEATED_DAYS * DAY,
        least=REPEATED_CASES,
        after=after,
        size=PAGE + 1,
    )
    shown = found[:PAGE]
    last = shown[-1] if len(found) > PAGE else None
    return RepeatedAccounts(
        found=tuple(
            (account_records.read(req.tx, each.named, req.now), each.upheld) for each in shown
        ),
        after=None if last is None else f"{last.latest}.{last.mark}",
    )


def _readable(req: Request) -> tuple[str, ...]:
    known = req.profile.by_code
    return tuple(code for code in known if overlooks(req.actor, code, known))


def _write(req: Request, verb: Verb, unit: str, case: Case | None = None) -> None:
    journal.add(
        req.tx,
        journal.Entry(
            who=req.actor.who,
            role=int(role_in(req.actor, unit, req.profile.by_code)),
            verb=verb,
            case_id=case.id if case is not None else 0,
            unit=unit,
            start=case.status if case is not None else "",
            to=case.status if case is not None else "",
            written_at=req.now,
        ),
    )
