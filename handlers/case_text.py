"""The text of a case: what staff read of its reports, its evidence, its talk and its decision."""

from dataclasses import dataclass
from typing import Any

from markupsafe import Markup

from domain.case import Case, Decision, Priority
from domain.links import defanged
from domain.report import Evidence, EvidenceState
from domain.status import Status
from handlers import labels
from handlers.harmless import harmless, line, visible
from handlers.markup import bold, code
from handlers.passages import Block, copied, own, quoted
from handlers.voice import Voice
from usecases.turns import Card, Message, ReportView, Target

LONGEST_NAME = 40
SHA_SHOWN = 12  # characters of a fingerprint: enough to compare by eye
_WRITTEN = {"answer", "addition", "appeal"}  # by a reporter; all else is a colleague's
_TOLD = {Status.CLOSED, Status.NOT_ACCEPTED, Status.APPEALED}
_KINDS = {"photo", "document", "video", "voice", "audio", "animation", "video_note", "sticker"}
_REASONS = {"too_big", "gone"}
_ORIGINS = {"user", "hidden_user", "chat", "channel"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Extent:
    """How many of each are shown."""

    reports: int
    targets: int  # of each report
    files: int


ON_CARD = Extent(reports=3, targets=3, files=8)  # the rest is a tap away
WHOLE = Extent(reports=10_000, targets=10_000, files=10_000)


def blocks(voice: Voice, card: Card, extent: Extent) -> tuple[Block, ...]:
    """Everything that is read of a case, in the order it is read."""
    judged = _decision(voice, card)
    waits = card.case.status is Status.FEEDBACK_PENDING
    found = (
        head(voice, card),
        judged if waits else (),  # what somebody is to confirm comes first
        *(_report(voice, view, extent) for view in card.reports[: extent.reports]),
        _more(voice, len(card.reports) - extent.reports),
        _files(voice, card.evidence, extent),
        *(_said(voice, card, message) for message in card.messages),
        () if waits else judged,
    )
    return tuple(block for block in found if block)


def head(voice: Voice, card: Card) -> Block:
    """Which case, where it stands, until when, whose it is."""
    case = card.case
    region = labels.region(voice, case.region) if case.region else ""
    return (
        *own(bold(voice.say("staff-danger")) if case.priority is Priority.DANGER else None),
        *own(bold(case.number), voice.say(f"staff-status-{case.status}")),
        *own(clock(voice, case, card.at)),
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


def _report(voice: Voice, view: ReportView, extent: Extent) -> Block:
    found = view.report
    targets = (_target(voice, each) for each in view.targets[: extent.targets])
    return (
        *own(
            bold(voice.say("staff-reporter", alias=found.alias)),
            voice.say(f"staff-identity-{found.identity_mode}"),
            voice.say("staff-contact" if view.has_contact else "staff-contact-none"),
            voice.when(found.submitted_at),
        ),
        *own(voice.say("staff-report-danger") if found.danger else None),
        *own(voice.say("staff-report-withdrawn") if found.withdrawn_at is not None else None),
        *own(None if view.reachable else voice.say("staff-report-unreachable")),
        *(part for target in targets for part in target),
        *_more(voice, len(view.targets) - extent.targets),
        *quoted(harmless(view.text)),
    )


def _target(voice: Voice, found: Target) -> Block:
    """An address can be copied, never opened by a tap; a description is a quote."""
    address = found.normalised or (found.raw if found.host else "")
    return (
        *((copied(_address(address)),) if address else ()),
        *own(voice.say("staff-target-disguised") if found.disguised else None),
        *(_origin(voice, found.origin) if found.origin else ()),
        *(() if address else quoted(harmless(found.raw))),
    )


def _address(address: str) -> str:
    return defanged(" ".join(visible(address).split()))


def _origin(voice: Voice, origin: dict[str, Any]) -> Block:
    kind = origin.get("kind") if origin.get("kind") in _ORIGINS else "hidden_user"
    title = line(str(origin.get("title") or ""), LONGEST_NAME)
    username = line(str(origin.get("username") or ""), LONGEST_NAME)
    place = "/".join(["https://t.me", username, *_numbered(origin)])
    return own(
        voice.say(f"staff-origin-{kind}", title=title or voice.say("staff-origin-untitled")),
        voice.when(int(origin["date"])) if origin.get("date") else None,
        code(defanged(place)) if username else None,
    )


def _numbered(origin: dict[str, Any]) -> tuple[str, ...]:
    return (str(origin["message_id"]),) if origin.get("message_id") else ()


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
        *_more(voice, len(there) - extent.files),
    )


def _kind(voice: Voice, file: Evidence) -> str:
    return voice.say(f"staff-file-{file.kind if file.kind in _KINDS else 'document'}")


def _about(voice: Voice, file: Evidence) -> tuple[Markup, ...]:
    if file.state is EvidenceState.KEPT:
        sha = code(file.sha256[:SHA_SHOWN]) if file.sha256 else None
        return own(_size(voice, file.size), line(file.mime, LONGEST_NAME), sha)
    if file.state is EvidenceState.REFUSED:
        reason = file.refused_reason if file.refused_reason in _REASONS else "other"
        return own(voice.say(f"staff-refused-{reason}"))
    return own(voice.say("staff-file-coming"))


def _size(voice: Voice, count: int) -> str:
    if count < 1024 * 1024:
        return voice.say("staff-size-kb", size=str(max(1, round(count / 1024))))
    return voice.say("staff-size-mb", size=f"{count / 1024 / 1024:.1f}")


def _said(voice: Voice, card: Card, message: Message) -> Block:
    return (
        *own(
            voice.say(f"staff-message-{message.kind}"),
            _author(voice, card, message),
            voice.when(message.written_at),
        ),
        *quoted(harmless(message.text)),
    )


def _author(voice: Voice, card: Card, message: Message) -> str:
    if message.kind not in _WRITTEN:
        return colleague(voice, card.names.get(message.author, ""))
    for view in card.reports:
        if view.report.id == message.report_id:
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


def _more(voice: Voice, count: int) -> Block:
    return own(voice.say("staff-more", count=count)) if count > 0 else ()
