"""What identifies the reporters of a case, to leave it out of what goes to others."""

from collections import defaultdict
from collections.abc import Collection, Iterator

from conversation.parsing import own_contact
from domain.case import Case
from storage.engine.database import Tx
from storage.reporting import identifying_data

PAGE = 60  # reports at a time: a case may have thousands
LEFT_OUT = "[…]"
"""Stands in a text where something that identifies a reporter was removed."""

Own = frozenset[tuple[str, str]]


def left_out(tx: Tx, case: Case, text: str) -> str:
    """A text by staff, without codes, aliases, accounts and contacts of the case's reporters."""
    [pieces] = split(tx, case, text)
    return LEFT_OUT.join(pieces)


def split(tx: Tx, case: Case, *texts: str) -> tuple[tuple[str, ...], ...]:
    """The same of several texts, each split where something was removed; none of an empty one.

    Every report of the case counts, also those that were withdrawn, joined or appealed.
    """
    said = {text for text in texts if text.strip()}
    pieces = own_contact.split(said, _of_case(tx, case) if said else ())
    found = dict(zip(said, pieces, strict=True))
    return tuple(found.get(text, ()) for text in texts)


def _of_case(tx: Tx, case: Case) -> Iterator[tuple[str, str]]:
    """What identifies the reporters of a case: contacts, codes, accounts, and their aliases."""
    after = 0
    while page := identifying_data.page(tx, case.id, after=after, most=PAGE):
        for each in page:
            yield from each.data
            yield "code", each.alias
        after = page[-1].report_id


def of_reports(tx: Tx, report_ids: Collection[int]) -> dict[int, Own]:
    """What identifies the writer of each report, by its row id.

    For a person with several reports, the data of all of them.
    """
    known = identifying_data.of_reports(tx, report_ids)
    left: dict[str | int, set[tuple[str, str]]] = defaultdict(set)
    for each in known:
        left[each.who or each.report_id] |= each.data
    return {each.report_id: frozenset(left[each.who or each.report_id]) for each in known}
