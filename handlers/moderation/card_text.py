"""The text of a case for staff: reports, evidence, messages and decision."""

from msgspec.structs import replace

from conversation.forms.decisions import SELF
from domain.case import Case, Decision, Priority, cites
from domain.case_files.orders import AT_WORK, AuthorityAnswer
from domain.core.scripts import unread, written_by_all
from domain.report import EvidenceState
from domain.status import ENDED, Status
from handlers.moderation import joins
from handlers.moderation.file_text import evidence
from handlers.moderation.message_text import talk
from handlers.moderation.report_text import (
    Extent,
    headed,
    material,
    more,
    own_texts,
    pauses,
    reads,
    report,
    reporter,
)
from handlers.removals import removal_text
from handlers.reported_accounts import screens as account_screens
from handlers.ui import labels
from handlers.ui.labels import LONGEST_NAME, colleague
from handlers.ui.localizer import Localizer
from handlers.ui.long_text import Block, Part, own
from handlers.ui.markup import bold
from handlers.ui.sanitize import line
from usecases.core.views import Card, ReportView

_TOLD = {Status.CLOSED, Status.NOT_ACCEPTED, Status.APPEALED, Status.ARCHIVED}

ON_CARD = Extent(reports=3, targets=8, files=8, folds=True)  # the rest is a tap away
WHOLE = Extent(reports=10_000, targets=10_000, files=10_000, folds=False)


def blocks(localizer: Localizer, card: Card, extent: Extent) -> tuple[Block, ...]:
    """The text of a case as blocks, in order; `extent` limits how much of each is shown."""
    judged = _decision(localizer, card, extent)
    waits = card.case.status is Status.FEEDBACK_PENDING
    first = _first(card)
    others = [view for view in card.reports if view is not first]
    shown = others[: extent.reports - 1]
    found = (
        (*_top(localizer, card), *_about(localizer, card, first, extent)),
        _state(localizer, card),
        joins.block(localizer, card),
        joins.earlier(localizer, card),
        judged if waits else (),  # a decision to confirm comes first
        pauses(localizer, card),
        reporter(localizer, first) if first else (),
        *(report(localizer, view, extent) for view in shown),
        more(localizer, len(others) - len(shown) + card.unread),
        evidence(localizer, card.evidence, extent) if card.evidence else (),
        _transfers(localizer, card, extent),
        _referral(localizer, card, extent),
        _removals(localizer, card),
        *(talk(localizer, card, extent) if card.messages else ()),
        () if waits else judged,
    )
    return tuple(block for block in found if block)


def _first(card: Card) -> ReportView | None:
    """The oldest report that still stands; else the oldest one."""
    standing = (view for view in card.reports if view.report.withdrawn_at is None)
    return next(standing, card.reports[0] if card.reports else None)


def _top(localizer: Localizer, card: Card) -> Block:
    """Danger, number and status on one short line."""
    case = card.case
    return own(
        bold(localizer.say("staff-danger-short")) if _is_danger(case) else None,
        bold(case.number),
        localizer.say(f"staff-status-{case.status}"),
    )


def _about(localizer: Localizer, card: Card, first: ReportView | None, extent: Extent) -> Block:
    """What the case is about: what was reported, whose account, how many files and reports."""
    if first is None:
        return _accounts(localizer, card)
    files = sum(each.state is not EvidenceState.DROPPED for each in card.evidence)
    people, count = card.joins.people, len(card.reports) + card.unread
    seen = (
        localizer.say("join-people", count=people)
        if people > 1
        else localizer.say("staff-about-reports", count=count)
    )
    return (
        *material(localizer, first, extent),
        *_accounts(localizer, card),
        *own(
            localizer.say("staff-about-files", count=files) if files else None,
            reads(localizer, first),
            seen,
        ),
    )


def _state(localizer: Localizer, card: Card) -> Block:
    """The case's category, deadline, unit and assignee, and what holds it up."""
    case = card.case
    away = case.region and case.region != case.unit  # otherwise the unit's name has it
    region = labels.region(localizer, case.region) if away else ""
    return (
        *own(localizer.kind(case.category, case.subcategory)),
        *own(clock(localizer, case, card.at)),
        *own(lateness(localizer, case)),
        *own(
            localizer.unit(case.unit),
            localizer.say("staff-region", region=region) if region else None,
            _assignee(localizer, card),
        ),
        *own(localizer.say("staff-alarm") if case.alarm_at is not None else None),
        *own(localizer.say("refusal-own-report") if card.own else None),
        *own(_quarantine(localizer, case)),
        *own(_hold(localizer, case)),
    )


def _accounts(localizer: Localizer, card: Card) -> Block:
    """The accounts that the case names; most cases name none."""
    if not card.accounts:
        return ()
    return account_screens.block(localizer, card.accounts, card.case.accounts)


def _is_danger(case: Case) -> bool:
    """Whether the case still needs somebody because of a danger to life."""
    return case.priority is Priority.DANGER and case.status not in ENDED


def clock(localizer: Localizer, case: Case, at: int) -> str:
    """The deadline of the next step, and whether it has passed. `at`: now, in unix seconds."""
    if case.paused_at is not None:
        return localizer.say("staff-clock-paused", since=localizer.when(case.paused_at))
    if case.due_at is None:
        return ""
    key = "staff-clock-overdue" if case.is_overdue(at) else "staff-clock-due"
    return localizer.say(key, until=localizer.when(case.due_at))


def lateness(localizer: Localizer, case: Case) -> str:
    """How many deadlines have passed, and which unit was told; `clock` shows the current one."""
    if not case.overdue_level:
        return ""
    if case.escalated_to is None:
        return localizer.say("staff-late", times=case.overdue_level)
    unit = localizer.unit(case.escalated_to)
    return localizer.say("staff-late-passed-up", times=case.overdue_level, unit=unit)


def _quarantine(localizer: Localizer, case: Case) -> str:
    if case.quarantined_at is None:
        return ""
    since = localizer.when(case.quarantined_at)
    return localizer.say(f"staff-quarantine-{case.quarantine}", since=since)


def _hold(localizer: Localizer, case: Case) -> str:
    return (
        ""
        if case.held_at is None
        else localizer.say("staff-held", since=localizer.day(case.held_at))
    )


def _assignee(localizer: Localizer, card: Card) -> str:
    """Who has taken the case; that nobody has is said once, and not of a case that has ended."""
    if card.is_mine:
        return localizer.say("staff-taken-by-you")
    if card.case.assignee is None:
        is_said = card.case.alarm_at is not None or card.case.status in ENDED
        return "" if is_said else localizer.say("staff-taken-by-nobody")
    name = card.assignee.name if card.assignee else ""
    return localizer.say("staff-taken-by", name=colleague(localizer, name))


def _transfers(localizer: Localizer, card: Card, extent: Extent) -> Block:
    """The transfers of the case between units, with reasons."""
    if not card.way:
        return ()
    found: list[Part] = [bold(localizer.say("staff-way"))]
    for hop in card.way:
        start_to = f"{localizer.unit(hop.start)} → {localizer.unit(hop.to)}"
        found += own(start_to, localizer.say(f"staff-hop-{hop.kind}"), localizer.when(hop.moved_at))
        found += extent.words(hop.reason)
    return tuple(found)


def _removals(localizer: Localizer, card: Card) -> Block:
    if not card.removals:
        return ()
    return removal_text.of_case(localizer, card.removals, card.at)


def _referral(localizer: Localizer, card: Card, extent: Extent) -> Block:
    found = card.referral
    if found is None:
        return ()
    return (
        bold(localizer.say("staff-referral")),
        *own(localizer.say(f"authority-{found.authority}"), line(found.name, LONGEST_NAME)),
        *own(localizer.rule(found.rule), localizer.when(found.referred_at)),
        *own(localizer.say("staff-referral-identity") if found.with_identity else None),
        *extent.words(found.sent),
        *own(localizer.say("case_file-ordered") if _is_making_file(card) else None),
        *_authority_answer(localizer, card.authority_answer, extent),
    )


def _authority_answer(localizer: Localizer, found: AuthorityAnswer | None, extent: Extent) -> Block:
    if found is None:
        return ()
    return (
        bold(localizer.say("staff-authority-answer")),
        *own(
            line(found.receipt, LONGEST_NAME) if found.receipt else None,
            localizer.when(found.entered_at),
        ),
        *extent.words(found.answer),
    )


def _is_making_file(card: Card) -> bool:
    """Whether the viewer has ordered the case file and does not have it yet."""
    return card.file_order is not None and card.file_order.state in AT_WORK and card.may_order_file


def _decision(localizer: Localizer, card: Card, extent: Extent) -> Block:
    """The latest decision: result, rule, who took it, facts and words; all of it if it waits."""
    found, status = card.decision, card.case.status
    if found is None:
        return ()
    if status is Status.FEEDBACK_PENDING:
        extent = replace(extent, folds=False)  # who confirms it reads all of it
    key = "staff-decision" if status in _TOLD else "staff-decision-earlier"
    if status is Status.FEEDBACK_PENDING:
        key = "staff-decision-waiting"
    return (
        bold(localizer.say(key)),
        *own(_result(localizer, found), _rule(localizer, found), _line(localizer, found)),
        *own(
            account_screens.measure_of_decision(localizer, card.measure, card.measured)
            if card.measure
            else None
        ),
        *own(
            localizer.say(
                "staff-by", name=colleague(localizer, card.names.get(found.decided_by, ""))
            ),
            localizer.when(found.decided_at),
        ),
        *headed(localizer, "staff-facts", extent.words(found.facts)),
        *own(_seen_gone(localizer, card, found)),
        *_feedback(localizer, card, found, extent),
    )


def _feedback(localizer: Localizer, card: Card, found: Decision, extent: Extent) -> Block:
    """What reporters are told of a decision, in each language in which one of them is told it.

    Who is to confirm it is warned where a reporter may not read the language of the words.
    """
    locales = dict.fromkeys(view.report.locale for view in card.reports)
    read = {locale: found.feedback_in.get(locale, found.feedback) for locale in locales}
    texts = dict.fromkeys(read.values() if found.feedback_in and read else (found.feedback,))
    words = [part for text in texts for part in extent.words(text)]
    waits = card.case.status is Status.FEEDBACK_PENDING
    wrote_in = written_by_all(own_texts(card.reports)) if waits else {}
    unread_in = [each for each, text in read.items() if waits and unread(text, (each,), wrote_in)]
    names = ", ".join(labels.language(localizer, each) for each in unread_in)
    return (
        *own(localizer.say("staff-feedback") if words else None),
        *words,
        *own(localizer.say("staff-feedback-foreign", languages=names) if names else None),
    )


def _seen_gone(localizer: Localizer, card: Card, found: Decision) -> str | None:
    """Who saw that the content is gone, where the unit itself removed it; for staff alone."""
    if not found.seen_gone:
        return None
    name = found.seen_gone
    if name == SELF:
        name = colleague(localizer, card.names.get(found.decided_by, ""))
    return localizer.say("staff-seen-gone", name=line(name, LONGEST_NAME))


def _rule(localizer: Localizer, found: Decision) -> str | None:
    return localizer.rule(found.rule) if found.rule and cites(found.result) else None


def _line(localizer: Localizer, found: Decision) -> str | None:
    """The bottom line that the cited rule serves."""
    served = localizer.line_of(found.rule) if found.rule and cites(found.result) else ""
    return localizer.say("bottom-line", line=served) if served else None


def _result(localizer: Localizer, found: Decision) -> str:
    if found.kind == "triage":
        return localizer.say(f"ground-{found.result}")
    if found.result == "dismissed":
        return localizer.say("staff-appeal-dismissed")
    return localizer.say(f"outcome-{found.result}")
