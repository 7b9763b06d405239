"""The messages of a case: author, addressee, time and state of delivery."""

from domain.report import Reached
from handlers.moderation import report_text
from handlers.moderation.file_text import enclosed
from handlers.moderation.report_text import Extent
from handlers.ui.labels import colleague
from handlers.ui.localizer import Localizer
from handlers.ui.long_text import Block, Passage, own
from handlers.ui.markup import fold
from handlers.ui.sanitize import harmless
from usecases.core.views import Card, Message

_WRITTEN = {
    "answer",
    "addition",
    "appeal",
    "edit",
}  # kinds written by a reporter; all others are by staff
_REACHED = {
    Reached.DELIVERED: "✓",
    Reached.ON_ITS_WAY: "…",
    Reached.UNCERTAIN: "❔",
    Reached.BLOCKED: "🔕",
    Reached.LOST: "✗",
}
MOST_UNFOLDED = 2  # messages: a question and its answer
_SAID = {"question", "asked", "told"}  # kinds sent to one reporter or to all


def talk(localizer: Localizer, card: Card, extent: Extent) -> tuple[Block, ...]:
    """The messages of a case; where there are several, the older ones are one folded passage."""
    folds = extent.folds and len(card.messages) > MOST_UNFOLDED
    older = card.messages[:-1] if folds else ()
    return (
        *((_older(localizer, card, older),) if older else ()),
        *(said(localizer, card, each, extent) for each in card.messages[len(older) :]),
    )


def said(localizer: Localizer, card: Card, message: Message, extent: Extent) -> Block:
    """One message with its attachments and its state of delivery."""
    edits, whole = card.edits.get(message.id, ()), _is_edited_whole(card, message)
    return (
        *own(*_facts(localizer, card, message)),
        *own(localizer.say("staff-edited-later") if whole else None),
        *report_text.newest(localizer, message.text, () if whole else edits, extent),
        *enclosed(localizer, card.enclosed.get(message.id, ()), extent),
    )


def _is_edited_whole(card: Card, message: Message) -> bool:
    """Whether a message was edited, and not only a known part of it: its versions stand below."""
    edits = card.edits.get(message.id, ())
    return report_text.unplaced(edits, message.text) or any(
        each.earlier == message.text for each in edits
    )


def _older(localizer: Localizer, card: Card, older: tuple[Message, ...]) -> Block:
    """Messages as one passage; of their attachments only the number."""
    lines = [localizer.say("staff-earlier-messages", count=len(older))]
    for each in older:
        files = len(card.enclosed.get(each.id, ()))
        lines.append(" · ".join(filter(None, _facts(localizer, card, each))))
        whole = _is_edited_whole(card, each)
        lines += [localizer.say("staff-edited-later")] if whole else []
        for part in report_text.parts(each.text, () if whole else card.edits.get(each.id, ())):
            lines += [harmless(part.text)] if part.text.strip() else []
            if part.earlier is not None:
                lines += [localizer.say(report_text.mark(part)), harmless(part.earlier)]
        lines += [localizer.say("staff-enclosed", count=files)] if files else []
    return (Passage("\n".join(lines), fold),)


def hides_files(card: Card) -> bool:
    """Whether the card leaves out attachments of folded messages."""
    older = card.messages[:-1] if len(card.messages) > MOST_UNFOLDED else ()
    return any(card.enclosed.get(each.id) for each in older)


def _facts(localizer: Localizer, card: Card, message: Message) -> tuple[str | None, ...]:
    return (
        localizer.say(f"staff-message-{message.kind}"),
        localizer.say(f"channel-{message.channel}") if message.channel else None,
        _author(localizer, card, message),
        _addressee(localizer, card, message),
        localizer.when(message.written_at),
        _marks(card, message),
    )


def _author(localizer: Localizer, card: Card, message: Message) -> str:
    if message.kind not in _WRITTEN:
        return colleague(localizer, card.names.get(message.author, ""))
    return _reporter(localizer, card, message.report_id)


def _addressee(localizer: Localizer, card: Card, message: Message) -> str:
    """The addressee, if the case has several reporters; else empty."""
    if message.kind not in _SAID or len(card.reports) == 1:
        return ""
    if message.report_id is None:
        return localizer.say("staff-to-all")
    return f"→ {_reporter(localizer, card, message.report_id)}"


def _marks(card: Card, message: Message) -> str:
    """The state of delivery as a mark; with several reporters the number of each state."""
    there = card.reached.get(message.id, ())
    if len(there) == 1:
        return _REACHED[there[0]]
    return " ".join(
        f"{sign} {there.count(reached)}" for reached, sign in _REACHED.items() if reached in there
    )


def _reporter(localizer: Localizer, card: Card, report_id: int | None) -> str:
    for view in card.reports:
        if view.report.id == report_id:
            return localizer.say("staff-reporter", alias=view.report.alias)
    return ""
