"""What the reporters of a case wrote, for mail: without anything that identifies them."""

from msgspec import Struct

from conversation.parsing import own_contact
from domain.case import Case, Priority, cites
from domain.notices.case_notices import OrderNotice, RemittedNotice
from domain.notices.notice import kind_of
from domain.report import IdentityMode, Report
from domain.status import Status
from storage.cases import decisions, messages
from storage.cases.messages import FROM_REPORTER, Message
from storage.engine.database import Tx
from storage.reporting import reporter_links, reports, targets
from usecases.core import identifying
from usecases.core.identifying import Own
from usecases.moderation import case_card

MOST_MESSAGES = 40  # the latest of a case: nobody reads more in a mail


class Text(Struct, frozen=True, kw_only=True):
    """One text of a reporter, split where identifying parts were removed.

    `kind` is `report`, or the kind of a later message: `answer`, `addition`, `appeal`, `edit`.
    """

    kind: str
    pieces: tuple[str, ...]


class Words(Struct, frozen=True, kw_only=True):
    """The texts of each report separately, the oldest report first.

    `left_out` counts the reports whose words are not mailed.
    """

    reports: tuple[tuple[Text, ...], ...] = ()
    left_out: int = 0


class Reasons(Struct, frozen=True, kw_only=True):
    """Why a unit is written to: the rule that was found broken, the finding, and what staff say.

    `said` are the words of an order, of a remitted appeal, or of the measures asked for. Both texts
    are split where a reporter's contact was removed.
    """

    rule: str = ""
    finding: tuple[str, ...] = ()
    said: tuple[str, ...] = ()


SAID_WITH = frozenset({kind_of(OrderNotice), kind_of(RemittedNotice)})
"""News whose words are the last note of the case."""


def reasons(tx: Tx, case: Case, news: str) -> Reasons:
    """The rule and finding of the decision that was told last, and the words behind this news."""
    recent = messages.last(tx, case.id, limit=MOST_MESSAGES)
    decision = decisions.standing(tx, case.id)
    with_words = news in SAID_WITH or case.status is Status.ACTING
    notes = [each.text for each in recent if each.kind == "note"] if with_words else []
    finding, said = identifying.split(
        tx, case, decision.facts if decision is not None else "", notes[-1] if notes else ""
    )
    return Reasons(
        rule=decision.rule if decision is not None and cites(decision.result) else "",
        finding=finding,
        said=said,
    )


def of_case(tx: Tx, case: Case) -> Words:
    """The words of reporters that staff read on the card, without anything that identifies them."""
    from_reporters = messages.last(tx, case.id, limit=MOST_MESSAGES)
    from_reporters = tuple(each for each in from_reporters if each.kind in FROM_REPORTER)
    found = case_card.read(tx, case, from_reporters)
    own = identifying.of_reports(tx, [report.id for report in found])
    texts = [
        _texts(tx, report, from_reporters, own[report.id])
        for report in found
        if _may_be_mailed(case, report) and not _is_contact_erased(tx, report)
    ]
    unknown = sum(
        _may_be_mailed(case, report) and _is_contact_erased(tx, report) for report in found
    )
    unread = max(0, reports.count(tx, case.id) - len(found))
    return Words(reports=tuple(filter(None, texts)), left_out=unknown + unread)


def _may_be_mailed(case: Case, report: Report) -> bool:
    """Whether a report may be mailed: not if withdrawn, unless there is a danger to life."""
    return report.withdrawn_at is None or case.priority is Priority.DANGER


def _is_contact_erased(tx: Tx, report: Report) -> bool:
    """Whether the report's contact was erased, so that it could not be found in the text."""
    anonymous = report.identity_mode is IdentityMode.ANONYMOUS
    return not anonymous and not reporter_links.has_contact(tx, report.id)


def _texts(
    tx: Tx, report: Report, from_reporters: tuple[Message, ...], own: Own
) -> tuple[Text, ...]:
    """The described place if it is no address, the reporter's words, and their later messages."""
    places = (each.raw for each in targets.of_report(tx, report.id) if not each.normalised)
    written = [("report", text) for text in (*places, reports.text_of(tx, report.id))]
    written += [(each.kind, each.text) for each in from_reporters if each.report_id == report.id]
    return tuple(
        Text(kind=kind, pieces=own_contact.pieces(text, own))
        for kind, text in written
        if text.strip()
    )
