"""What identifies the reporters of a case, to leave it out of what goes to others."""

from collections import defaultdict

from conversation.parsing import own_contact
from domain.case import Case
from domain.report import Report
from storage.engine.database import Tx
from storage.network import people
from storage.reporting import reporter_links, reports

MOST_REPORTS = 40  # of a case
LEFT_OUT = "[…]"
"""Stands in a text where something that identifies a reporter was removed."""

Own = frozenset[tuple[str, str]]


def left_out(tx: Tx, case: Case, text: str) -> str:
    """A text by staff, without codes, aliases, accounts and contacts of the case's reporters."""
    return LEFT_OUT.join(own_contact.pieces(text, of_case(tx, case))) if text else ""


def of_case(tx: Tx, case: Case) -> Own:
    """What identifies the reporters of a case: contacts, codes, accounts, and their aliases."""
    found = reports.of_case(tx, case.id, most=MOST_REPORTS)
    known_as = reporter_links.aliases(tx, case.id, most=MOST_REPORTS)
    aliases = {("code", alias) for alias in known_as}
    return frozenset(aliases).union(*of_reports(tx, found).values())


def of_reports(tx: Tx, found: tuple[Report, ...]) -> dict[int, Own]:
    """What identifies the writer of each report.

    For a person with several reports, the data of all of them.
    """
    reporter_of = {report.id: reporter_links.reporter(tx, report.id) for report in found}
    left: dict[str | int, set[tuple[str, str]]] = defaultdict(set)
    for report in found:
        who = reporter_of[report.id]
        left[who or report.id] |= {
            *reporter_links.ever_left(tx, report.id),
            ("code", reports.code_of(tx, report.id)),
        }
        if who is not None and (account := people.address(tx, who)) is not None:
            left[who].add(("account", str(account)))
    return {report.id: frozenset(left[reporter_of[report.id] or report.id]) for report in found}
