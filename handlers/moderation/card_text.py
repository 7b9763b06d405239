"""The text of a case: what staff read of its reports, its evidence, its talk and its decision."""

from domain.case import Case, Decision, Priority
from domain.status import Status
from handlers.moderation import joins
from handlers.moderation.file_text import evidence
from handlers.moderation.message_text import said
from handlers.moderation.report_text import Extent, more, report
from handlers.ui import labels
from handlers.ui.labels import LONGEST_NAME, colleague
from handlers.ui.localizer import Voice
from handlers.ui.long_text import Block, Part, own, quoted
from handlers.ui.markup import bold
from handlers.ui.sanitize import harmless, line
from usecases.core.views import Card

_TOLD = {Status.CLOSED, Status.NOT_ACCEPTED, Status.APPEALED, Status.ARCHIVED}

ON_CARD = Extent(reports=3, targets=3, files=8)  # the rest is a tap away
WHOLE = Extent(reports=10_000, targets=10_000, files=10_000)


def blocks(voice: Voice, card: Card, extent: Extent) -> tuple[Block, ...]:
    """Everything that is read of a case, in the order it is read."""
    judged = _decision(voice, card)
    waits = card.case.status is Status.FEEDBACK_PENDING
    found = (
        head(voice, card),
        joins.block(voice, card),
        judged if waits else (),  # what somebody is to confirm comes first
        _pauses(voice, card),
        *(report(voice, view, extent) for view in card.reports[: extent.reports]),
        more(voice, max(0, len(card.reports) - extent.reports) + card.unread),
        evidence(voice, card.evidence, extent),
        _way(voice, card),
        _referral(voice, card),
        *(said(voice, card, message, extent) for message in card.messages),
        () if waits else judged,
    )
    return tuple(block for block in found if block)


def head(voice: Voice, card: Card) -> Block:
    """Which case, where it stands, until when, whose it is."""
    case = card.case
    away = case.region and case.region != case.unit  # else the unit's name says it
    region = labels.region(voice, case.region) if away else ""
    return (
        *own(bold(voice.say("staff-danger")) if case.priority is Priority.DANGER else None),
        *own(bold(case.number), voice.say(f"staff-status-{case.status}")),
        *own(clock(voice, case, card.at)),
        *own(lateness(voice, case)),
        *own(voice.say("staff-alarm") if case.alarm_at is not None else None),
        *own(_quarantine(voice, case)),
        *own(_hold(voice, case)),
        *own(voice.category(case.category, case.subcategory)),
        *own(voice.unit(case.unit)),
        *own(voice.say("staff-region", region=region) if region else None),
        *own(_assignee(voice, card)),
    )


def clock(voice: Voice, case: Case, at: int) -> str:
    """Until when the next step is owed, and whether that is over."""
    if case.paused_at is not None:
        return voice.say("staff-clock-paused", since=voice.when(case.paused_at))
    if case.due_at is None:
        return ""
    key = "staff-clock-overdue" if case.is_overdue(at) else "staff-clock-due"
    return voice.say(key, until=voice.when(case.due_at))


def lateness(voice: Voice, case: Case) -> str:
    """How often a deadline passed, and who was told of it; the clock above is the newest one."""
    if not case.overdue_level:
        return ""
    if case.escalated_to is None:
        return voice.say("staff-late", times=case.overdue_level)
    unit = voice.unit(case.escalated_to)
    return voice.say("staff-late-passed-up", times=case.overdue_level, unit=unit)


def _quarantine(voice: Voice, case: Case) -> str:
    if case.quarantined_at is None:
        return ""
    since = voice.when(case.quarantined_at)
    return voice.say(f"staff-quarantine-{case.quarantine}", since=since)


def _pauses(voice: Voice, card: Card) -> Block:
    """Pauses that somebody has to look at again: why they were imposed, and what is said to it."""
    aliases = {view.report.id: view.report.alias for view in card.reports}
    return tuple(
        part
        for pause in card.pauses
        for part in (
            bold(voice.say("staff-pause-appealed", alias=aliases.get(pause.report_id, ""))),
            *_headed(voice, "staff-pause-reason", pause.reason),
            *_headed(voice, "staff-pause-appeal", pause.appeal),
        )
    )


def _hold(voice: Voice, case: Case) -> str:
    return "" if case.held_at is None else voice.say("staff-held", since=voice.day(case.held_at))


def _assignee(voice: Voice, card: Card) -> str:
    if card.is_mine:
        return voice.say("staff-taken-by-you")
    if card.case.assignee is None:
        return voice.say("staff-taken-by-nobody")
    name = card.assignee.name if card.assignee else ""
    return voice.say("staff-taken-by", name=colleague(voice, name))


def _way(voice: Voice, card: Card) -> Block:
    """Through which units the case came, and why."""
    if not card.way:
        return ()
    found: list[Part] = [bold(voice.say("staff-way"))]
    for hop in card.way:
        start_to = f"{voice.unit(hop.start)} → {voice.unit(hop.to)}"
        found += own(start_to, voice.say(f"staff-hop-{hop.kind}"), voice.when(hop.moved_at))
        found += quoted(harmless(hop.reason))
    return tuple(found)


def _referral(voice: Voice, card: Card) -> Block:
    found = card.referral
    if found is None:
        return ()
    return (
        bold(voice.say("staff-referral")),
        *own(voice.say(f"authority-{found.authority}"), line(found.name, LONGEST_NAME)),
        *own(voice.rule(found.rule), voice.when(found.referred_at)),
        *own(voice.say("staff-referral-identity") if found.with_identity else None),
        *quoted(harmless(found.sent)),
    )


def _decision(voice: Voice, card: Card) -> Block:
    found, status = card.decision, card.case.status
    if found is None:
        return ()
    key = "staff-decision" if status in _TOLD else "staff-decision-earlier"
    if status is Status.FEEDBACK_PENDING:
        key = "staff-decision-waiting"
    return (
        bold(voice.say(key)),
        *own(_result(voice, found), voice.rule(found.rule) if found.rule else None),
        *own(
            voice.say("staff-by", name=colleague(voice, card.names.get(found.decided_by, ""))),
            voice.when(found.decided_at),
        ),
        *_headed(voice, "staff-facts", found.facts),
        *_headed(voice, "staff-feedback", found.feedback),
    )


def _headed(voice: Voice, key: str, text: str) -> Block:
    words = quoted(harmless(text))
    return (*own(voice.say(key)), *words) if words else ()


def _result(voice: Voice, found: Decision) -> str:
    if found.kind == "triage":
        return voice.say(f"ground-{found.result}")
    if found.result == "dismissed":
        return voice.say("staff-appeal-dismissed")
    return voice.say(f"outcome-{found.result}")
