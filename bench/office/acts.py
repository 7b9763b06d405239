"""What a moderator has to do on a case of each kind, by its state."""

from bench.office.reports import UNIT, Kind, Planned
from domain.case import Case, Priority
from domain.status import Status

FIRST = {
    Kind.OUT_OF_REMIT: "do not accept",
    Kind.UNCLEAR: "ask the reporter",
    Kind.SILENT: "ask the reporter",
    Kind.DUPLICATE: "join",
    Kind.TRANSFER: "transfer",
}
"""What is done with a new report of these kinds; every other one is accepted."""


def next_act(
    case: Case,
    planned: Planned,
    *,
    same: bool = False,
    answered: bool = False,
    looked: bool = False,
    repeated: bool = False,
    answer_late: bool = False,
) -> str:
    """The act that is due now; empty where the case waits for others or has ended.

    `same`: a known page is decided as before, in one act. `answered`: the reporter, or the site,
    was asked and has answered. `looked`: somebody has looked whether the page is gone. `repeated`:
    reports of the same page are still to be joined to it. `answer_late`: the reporter has not
    answered in time.
    """
    if case.unit != UNIT:
        return ""
    match case.status:
        case Status.SUBMITTED:
            return _first_act(case, planned, same=same, answered=answered)
        case Status.NEEDS_INFO if answer_late:
            return "close without an answer"
        case Status.ACCEPTED | Status.VERIFYING if planned.kind is Kind.SITE:
            return "ask for removal"
        case Status.ACCEPTED | Status.VERIFYING if not repeated:
            return "decide"
        case Status.ACTING if answered:
            return "decide" if looked else "look whether it is gone"
    return ""


def _first_act(case: Case, planned: Planned, *, same: bool, answered: bool) -> str:
    if case.priority is Priority.DANGER and case.assignee is None:
        return "I have it"
    if planned.kind is Kind.KNOWN and same:
        return "same decision"
    if planned.kind is Kind.KNOWN and planned.ending.status is Status.NOT_ACCEPTED:
        return "do not accept"
    return "accept" if answered else FIRST.get(planned.kind, "accept")
