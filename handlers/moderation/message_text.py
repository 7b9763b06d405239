"""The messages of a case: author, addressee, time and state of delivery."""

from domain.report import Reached
from handlers.moderation.file_text import enclosed
from handlers.moderation.report_text import Extent
from handlers.ui.labels import colleague
from handlers.ui.localizer import Localizer
from handlers.ui.long_text import Block, own, quoted
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
_SAID = {"question", "asked", "told"}  # kinds sent to one reporter or to all


def said(localizer: Localizer, card: Card, message: Message, extent: Extent) -> Block:
    """One message with its attachments and its state of delivery."""
    return (
        *own(
            localizer.say(f"staff-message-{message.kind}"),
            localizer.say(f"channel-{message.channel}") if message.channel else None,
            _author(localizer, card, message),
            _addressee(localizer, card, message),
            localizer.when(message.written_at),
            _marks(card, message),
        ),
        *own(localizer.say("staff-edited-later") if message.id in card.edited else None),
        *quoted(harmless(message.text)),
        *enclosed(localizer, card.enclosed.get(message.id, ()), extent),
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
