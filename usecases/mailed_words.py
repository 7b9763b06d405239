"""What the reporters of a case wrote, as it goes by mail: without what says who they are."""

from collections import defaultdict

from msgspec import Struct

from conversation import own_contact
from domain.case import Case, Priority
from domain.report import IdentityMode, Report
from storage import messages, people, reporter_links, reports, targets
from storage.db import Tx
from storage.messages import FROM_REPORTER, Message

MOST_MESSAGES = 40  # of a case, the latest: more is no longer read in a mail

Own = frozenset[tuple[str, str]]


class Text(Struct, frozen=True, kw_only=True):
    """One text of a reporter's, in the pieces between what was taken out of it.

    `kind` is `report`, or what was said later: `answer`, `addition`, `appeal`, `edit`.
    """

    kind: str
    pieces: tuple[str, ...]


class Words(Struct, frozen=True, kw_only=True):
    """What there is to read: the texts of each report apart, the oldest report first.

    `left_out` counts the reports whose words do not go by mail.
    """

    reports: tuple[tuple[Text, ...], ...] = ()
    left_out: int = 0


def of_case(tx: Tx, case: Case) -> Words:
    """What staff read on the card in the reporters' words; nothing of who wrote them."""
    said = messages.last(tx, case.id, limit=MOST_MESSAGES)
    said = tuple(each for each in said if each.kind in FROM_REPORTER)
    found = reports.of_those_who_spoke(tx, case.id, [each.report_id for each in said])
    own = _own(tx, found)
    texts = [
        _texts(tx, report, said, own[report.id])
        for report in found
        if _stands(case, report) and not _is_unknown(tx, report)
    ]
    unknown = sum(_stands(case, report) and _is_unknown(tx, report) for report in found)
    unread = max(0, reports.count(tx, case.id) - len(found))
    return Words(reports=tuple(filter(None, texts)), left_out=unknown + unread)


def _stands(case: Case, report: Report) -> bool:
    """What was withdrawn is mailed no more, unless a life may depend on it."""
    return report.withdrawn_at is None or case.priority is Priority.DANGER


def _is_unknown(tx: Tx, report: Report) -> bool:
    """Whether a contact was left and erased since: nobody can tell where it stands in the words."""
    anonymous = report.identity_mode is IdentityMode.ANONYMOUS
    return not anonymous and not reporter_links.has_contact(tx, report.id)


def _own(tx: Tx, found: tuple[Report, ...]) -> dict[int, Own]:
    """What would say who wrote each report: of whoever wrote several, all that they left."""
    whos = {report.id: reporter_links.reporter(tx, report.id) for report in found}
    left: dict[str | int, set[tuple[str, str]]] = defaultdict(set)
    for report in found:
        who = whos[report.id]
        left[who or report.id] |= {
            *reporter_links.ever_left(tx, report.id),
            ("code", reports.code_of(tx, report.id)),
        }
        if who is not None and (account := people.address(tx, who)) is not None:
            left[who].add(("account", str(account)))
    return {report.id: frozenset(left[whos[report.id] or report.id]) for report in found}


def _texts(tx: Tx, report: Report, said: tuple[Message, ...], own: Own) -> tuple[Text, ...]:
    """The place where it is no address, the reporter's words, and what they said later."""
    places = (each.raw for each in targets.of_report(tx, report.id) if not each.normalised)
    written = [("report", text) for text in (*places, reports.text_of(tx, report.id))]
    written += [(each.kind, each.text) for each in said if each.report_id == report.id]
    return tuple(
        Text(kind=kind, pieces=own_contact.pieces(text, own))
        for kind, text in written
        if text.strip()
    )
