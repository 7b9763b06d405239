"""The text of a case: what staff read of its reports, its evidence, its talk and its decision."""

from markupsafe import Markup

from domain.case import Case, Decision, Priority
from domain.report import Evidence, EvidenceState, Reached
from domain.status import Status
from handlers import join_screens, labels
from handlers.harmless import harmless, line
from handlers.markup import bold, code
from handlers.passages import Block, Part, own, quoted
from handlers.report_text import LONGEST_NAME, Extent, more, report
from handlers.voice import Voice
from usecases.turns import Card, Message

SHA_SHOWN = 12  # characters of a fingerprint: enough to compare by eye
_WRITTEN = {"answer", "addition", "appeal", "edit"}  # by a reporter; all else is a colleague's
_REACHED = {
    Reached.DELIVERED: "✓",
    Reached.ON_ITS_WAY: "…",
    Reached.UNCERTAIN: "❔",
    Reached.BLOCKED: "🔕",
    Reached.LOST: "✗",
}
_SAID = {"question", "asked", "told"}  # to a reporter, or to all
_TOLD = {Status.CLOSED, Status.NOT_ACCEPTED, Status.APPEALED, Status.ARCHIVED}
_KINDS = {"photo", "document", "video", "voice", "audio", "animation", "video_note", "sticker"}
_REASONS = {"too_big", "gone"}

ON_CARD = Extent(reports=3, targets=3, files=8)  # the rest is a tap away
WHOLE = Extent(reports=10_000, targets=10_000, files=10_000)


def blocks(voice: Voice, card: Card, extent: Extent) -> tuple[Block, ...]:
    """Everything that is read of a case, in the order it is read."""
    judged = _decision(voice, card)
    waits = card.case.status is Status.FEEDBACK_PENDING
    found = (
        head(voice, card),
        join_screens.block(voice, card),
        judged if waits else (),  # what somebody is to confirm comes first
        *(report(voice, view, extent) for view in card.reports[: extent.reports]),
        more(voice, len(card.reports) - extent.reports),
        _files(voice, card.evidence, extent),
        _way(voice, card),
        _referral(voice, card),
        *(_said(voice, card, message, extent) for message in card.messages),
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


def _hold(voice: Voice, case: Case) -> str:
    return "" if case.held_at is None else voice.say("staff-held", since=voice.day(case.held_at))


def _assignee(voice: Voice, card: Card) -> str:
    if card.is_mine:
        return voice.say("staff-taken-by-you")
    if card.case.assignee is None:
        return voice.say("staff-taken-by-nobody")
    name = card.assignee.name if card.assignee else ""
    return voice.say("staff-taken-by", name=colleague(voice, name))


def colleague(voice: Voice, name: str) -> str:
    """What a colleague is called; some have no name here."""
    return line(name, LONGEST_NAME) or voice.say("staff-colleague")


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


def _files(voice: Voice, found: tuple[Evidence, ...], extent: Extent) -> Block:
    """A list: nothing of the files themselves is shown before somebody asks for it."""
    there = [each for each in found if each.state is not EvidenceState.DROPPED]
    if not there:
        return ()
    return (
        bold(voice.say("staff-evidence", count=len(there))),
        *(
            part
            for place, each in enumerate(there[: extent.files], 1)
            for part in own(f"{place}. {_kind(voice, each)}", *_about(voice, each))
        ),
        *more(voice, len(there) - extent.files),
    )


def _kind(voice: Voice, file: Evidence) -> str:
    return voice.say(f"staff-file-{file.kind if file.kind in _KINDS else 'document'}")


def _about(voice: Voice, file: Evidence, *, copied: bool = True) -> tuple[Markup, ...]:
    if file.state is EvidenceState.KEPT:
        sha = code(file.sha256[:SHA_SHOWN]) if file.sha256 and copied else None
        return own(_size(voice, file.size), line(file.mime, LONGEST_NAME), sha)
    if file.state is EvidenceState.REFUSED:
        reason = file.refused_reason if file.refused_reason in _REASONS else "other"
        return own(voice.say(f"staff-refused-{reason}"))
    return own(voice.say("staff-file-coming"))


def _size(voice: Voice, count: int) -> str:
    if count < 1024 * 1024:
        return voice.say("staff-size-kb", size=str(max(1, round(count / 1024))))
    return voice.say("staff-size-mb", size=f"{count / 1024 / 1024:.1f}")


def _said(voice: Voice, card: Card, message: Message, extent: Extent) -> Block:
    return (
        *own(
            voice.say(f"staff-message-{message.kind}"),
            voice.say(f"channel-{message.channel}") if message.channel else None,
            _author(voice, card, message),
            _addressee(voice, card, message),
            voice.when(message.written_at),
            _marks(card, message),
        ),
        *own(voice.say("staff-edited-later") if message.id in card.edited else None),
        *quoted(harmless(message.text)),
        *_enclosed(voice, card.enclosed.get(message.id, ()), extent),
    )


def _enclosed(voice: Voice, found: tuple[Evidence, ...], extent: Extent) -> Block:
    """The files that went along with what was said: our own, so no evidence."""
    if not found:
        return ()
    return (
        *own(voice.say("staff-enclosed", count=len(found))),
        *(
            part
            for place, each in enumerate(found[: extent.files], 1)
            for part in own(f"{place}. {_kind(voice, each)}", *_about(voice, each, copied=False))
        ),
        *more(voice, len(found) - extent.files),
    )


def _author(voice: Voice, card: Card, message: Message) -> str:
    if message.kind not in _WRITTEN:
        return colleague(voice, card.names.get(message.author, ""))
    return _reporter(voice, card, message.report_id)


def _addressee(voice: Voice, card: Card, message: Message) -> str:
    """To whom it was said, where there are several who could be meant."""
    if message.kind not in _SAID or len(card.reports) == 1:
        return ""
    if message.report_id is None:
        return voice.say("staff-to-all")
    return f"→ {_reporter(voice, card, message.report_id)}"


def _marks(card: Card, message: Message) -> str:
    """How far it has come: a sign, and with several reporters how many of each."""
    there = card.reached.get(message.id, ())
    if len(there) == 1:
        return _REACHED[there[0]]
    return " ".join(
        f"{sign} {there.count(reached)}" for reached, sign in _REACHED.items() if reached in there
    )


def _reporter(voice: Voice, card: Card, report_id: int | None) -> str:
    for view in card.reports:
        if view.report.id == report_id:
            return voice.say("staff-reporter", alias=view.report.alias)
    return ""


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
