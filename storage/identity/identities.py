"""Requests to see a reporter's contact; reasons and answers are encrypted."""

from typing import Any

from msgspec import Struct
from msgspec.structs import replace
from sqlalchemy import Row, bindparam, insert, select, tuple_, update

from domain.identity import ContactRequest, Purpose, RequestState
from storage.engine.data_keys import Holder
from storage.engine.database import Tx
from storage.engine.tables import identity_requests as requests


def ask(tx: Tx, request: ContactRequest) -> ContactRequest:
    """Store a request (the database assigns its `id`)."""
    number = tx.execute(
        insert(requests)
        .values(
            case_id=request.case_id,
            report_id=request.report_id,
            unit=request.unit,
            asked_by=request.asked_by,
            asked_at=request.asked_at,
            purpose=request.purpose,
            sealed=_sealed(tx, request),
            state=request.state,
        )
        .returning(requests.c.id)
    ).scalar_one()
    return replace(request, id=int(number))


def get(tx: Tx, request_id: int) -> ContactRequest | None:
    """A request by its row id."""
    row = tx.execute(select(requests).where(requests.c.id == request_id)).one_or_none()
    return _request(tx, row) if row else None


_OF_CASE = select(requests).where(requests.c.case_id == bindparam("case")).order_by(requests.c.id)


def of_case(tx: Tx, case_id: int) -> tuple[ContactRequest, ...]:
    """All requests of a case, oldest first."""
    rows = tx.execute(_OF_CASE, {"case": case_id}).all()
    return tuple(_request(tx, row) for row in rows)


class WaitingRequests(Struct, frozen=True, kw_only=True):
    """One page of unanswered requests; `after` is the cursor of the next, None on the last page."""

    requests: tuple[ContactRequest, ...]
    after: str | None


def waiting(tx: Tx, who: str, *, after: str | None, size: int) -> WaitingRequests:
    """Unanswered requests that this custodian may answer (not their own), oldest first."""
    key = (requests.c.asked_at, requests.c.id)
    statement = (
        select(requests)
        .where(requests.c.state == RequestState.WAITING, requests.c.asked_by != who)
        .order_by(*key)
        .limit(size + 1)
    )
    if after is not None:
        asked_at, row_id = (int(part) for part in after.split("."))
        statement = statement.where(tuple_(*key) > (asked_at, row_id))
    rows = tx.execute(statement).all()
    last = rows[size - 1] if len(rows) > size else None
    return WaitingRequests(
        requests=tuple(_request(tx, row) for row in rows[:size]),
        after=f"{last.asked_at}.{last.id}" if last else None,
    )


def waiting_cases(tx: Tx, who: str, *, most: int) -> tuple[int, ...]:
    """The cases of the requests that this custodian may answer, one for each, at most so many."""
    statement = (
        select(requests.c.case_id)
        .where(requests.c.state == RequestState.WAITING, requests.c.asked_by != who)
        .order_by(requests.c.asked_at, requests.c.id)
    )
    return tuple(tx.execute(statement.limit(most)).scalars())


def waiting_before(tx: Tx, before: int, *, limit: int) -> tuple[ContactRequest, ...]:
    """Requests from before this moment that were not answered."""
    rows = tx.execute(
        select(requests)
        .where(requests.c.state == RequestState.WAITING, requests.c.asked_at < before)
        .order_by(requests.c.asked_at, requests.c.id)
        .limit(limit)
    ).all()
    return tuple(_request(tx, row) for row in rows)


def since(tx: Tx, at: int) -> tuple[ContactRequest, ...]:
    """All requests since a moment, oldest first."""
    rows = tx.execute(
        select(requests).where(requests.c.asked_at >= at).order_by(requests.c.asked_at)
    ).all()
    return tuple(_request(tx, row) for row in rows)


def answer(
    tx: Tx, request: ContactRequest, state: RequestState, *, by: str, now: int, words: str = ""
) -> ContactRequest | None:
    """Store the answer to a request; None if somebody else has answered it."""
    answered = replace(request, state=state, answered_by=by, answered_at=now, answer=words)
    done = tx.execute(
        update(requests)
        .where(requests.c.id == request.id, requests.c.state == RequestState.WAITING)
        .values(state=state, answered_by=by, answered_at=now, sealed=_sealed(tx, answered))
    )
    return answered if done.rowcount else None


def count_showing(tx: Tx, request: ContactRequest, now: int) -> ContactRequest | None:
    """Count one showing of the contact; None if another press has counted one meanwhile."""
    done = tx.execute(
        update(requests)
        .where(requests.c.id == request.id, requests.c.shown == request.shown)
        .values(shown=request.shown + 1, shown_at=now)
    )
    return replace(request, shown=request.shown + 1, shown_at=now) if done.rowcount else None


def forget_words(tx: Tx, case_id: int) -> None:
    """Erase reasons and answers of a case's requests; who asked when stays."""
    for request in of_case(tx, case_id):
        at = _at(request.report_id, request.asked_at, request.asked_by)
        empty = tx.cipher.seal_json({"reason": "", "answer": ""}, at)
        tx.execute(update(requests).where(requests.c.id == request.id).values(sealed=empty))


def _sealed(tx: Tx, request: ContactRequest) -> bytes:
    body = {"reason": request.reason, "answer": request.answer}
    at = _at(request.report_id, request.asked_at, request.asked_by)
    return tx.keys.seal_json(Holder.CASE, request.case_id, body, at)


def _at(report_id: int, asked_at: int, asked_by: str) -> str:
    return f"identity_requests.sealed:{report_id}:{asked_at}:{asked_by}"


def _request(tx: Tx, row: Row[Any]) -> ContactRequest:
    body = tx.cipher.open_json(row.sealed, _at(row.report_id, row.asked_at, row.asked_by))
    return ContactRequest(
        id=row.id,
        case_id=row.case_id,
        report_id=row.report_id,
        unit=row.unit,
        asked_by=row.asked_by,
        asked_at=row.asked_at,
        purpose=Purpose(row.purpose),
        reason=body["reason"],
        state=RequestState(row.state),
        answer=body["answer"],
        answered_by=row.answered_by,
        answered_at=row.answered_at,
        shown=row.shown,
        shown_at=row.shown_at,
    )
