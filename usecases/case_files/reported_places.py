"""The places that reports of a case name, as a case file has them: addresses, and no words."""

from collections.abc import Collection, Mapping
from typing import Any

from domain import likeness
from domain.case import Case
from domain.likeness import Trait
from storage.reporting import reports, targets
from usecases.core.request import Request


def taken_back(req: Request, case: Case) -> frozenset[int]:
    """The row ids of withdrawn reports, of which nothing is sent on while others stand.

    With a danger to life a case goes on without any report that stands: then nothing is left out.
    """
    found = reports.of_case(req.tx, case.id)
    withdrawn = frozenset(each.id for each in found if each.withdrawn_at is not None)
    return withdrawn if len(withdrawn) < len(found) else frozenset()


def addresses(req: Request, case: Case, left_out: Collection[int]) -> tuple[list[str], int]:
    """The addresses that were reported, each once, and how many places have none.

    In their normal form, without what in a link says who shared it. Where a reporter says in words
    where the content is, or forwards a post without a public link, the words are left out.
    """
    found: dict[str, None] = {}
    in_words = 0
    standing = (each.id for each in reports.of_case(req.tx, case.id) if each.id not in left_out)
    for report_id in standing:
        for target in targets.of_report(req.tx, report_id):
            address = target.normalised or _link_of_post(target.origin)
            if address:
                found.setdefault(address)
            else:
                in_words += 1
    return list(found), in_words


def _link_of_post(origin: Mapping[str, Any] | None) -> str:
    """The public address of a forwarded post; empty if it has none."""
    found = likeness.post(origin or {})
    return next((value for trait, value in found if trait is Trait.URL), "")
