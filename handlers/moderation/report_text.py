"""The text of a report in a case: what is reported, and its reporter's alias."""

import re
from collections.abc import Iterable, Sequence
from typing import Any

from markupsafe import Markup
from msgspec import Struct

from domain import material as filed
from domain.links import defanged
from domain.report import Channel
from handlers.ui.labels import LONGEST_NAME, language
from handlers.ui.localizer import Localizer
from handlers.ui.long_text import Block, Passage, copied, folded, own, quoted
from handlers.ui.markup import bold, code
from handlers.ui.sanitize import harmless, line, visible
from usecases.core.views import Card, Message, ReportView, Target

_SCHEME = re.compile(r"(?i)^https?://")
_ORIGINS = {"user", "hidden_user", "chat", "channel"}


class Extent(Struct, frozen=True, kw_only=True):
    """The most items of each kind to show; `folds`: of long texts only the first lines."""

    reports: int
    targets: int  # of each report
    files: int
    folds: bool

    def words(self, text: str) -> tuple[Passage, ...]:
        """A text by somebody else, not yet made harmless; empty for a blank one."""
        return folded(harmless(text)) if self.folds else quoted(harmless(text))


def material(localizer: Localizer, view: ReportView, extent: Extent) -> Block:
    """What is reported, and the reporter's text."""
    shown = view.targets[: extent.targets]
    targets = (_target(localizer, each, extent, view.edits) for each in shown)
    texts = (view.text, *(each.raw for each in view.targets))
    return (
        *(part for target in targets for part in target),
        *more(localizer, len(view.targets) - extent.targets),
        *newest(localizer, view.text, view.edits, extent),
        *own(localizer.say("staff-edited-later") if unplaced(view.edits, *texts) else None),
    )


def newest(localizer: Localizer, text: str, edits: Sequence[Message], extent: Extent) -> Block:
    """A text with each edited part as it reads now, marked; after the mark what it first said."""
    blocks: tuple[Block, ...] = tuple(
        (
            *extent.words(part.text),
            *own(localizer.say(mark(part)) if part.earlier is not None else None),
            *extent.words(part.earlier or ""),
        )
        for part in parts(text, edits)
    )
    return tuple(piece for block in blocks for piece in block)


def parts(text: str, edits: Sequence[Message]) -> tuple[filed.TextPart, ...]:
    """A text in parts, each with its newest version; one part if none is known to be edited."""
    newest_by_first = {each.earlier: each.text for each in edits if each.earlier}
    return filed.parts(text, newest_by_first) if newest_by_first else (filed.TextPart(text=text),)


def mark(part: filed.TextPart) -> str:
    """The key of the words behind an edited part."""
    return "staff-edited-here" if part.text.strip() else "staff-edited-out"


def unplaced(edits: Sequence[Message], *texts: str) -> bool:
    """Whether it is not known which part of these texts was edited, for one edit or more."""
    return any(
        each.earlier is None
        or (each.earlier and not any(filed.place_of(text, each.earlier) for text in texts))
        for each in edits
    )


def reads(localizer: Localizer, view: ReportView) -> str:
    """The language of a reporter."""
    return localizer.say("staff-language", language=language(localizer, view.report.locale))


def own_texts(views: Iterable[ReportView]) -> tuple[tuple[str, str], ...]:
    """The language and own words of each reporter; empty words where staff wrote for them."""
    return tuple(
        (each.report.locale, each.text if each.report.channel is Channel.TELEGRAM else "")
        for each in views
    )


def reporter(localizer: Localizer, view: ReportView) -> Block:
    """The reporter's alias and visibility, and how far notices reach them."""
    found = view.report
    return (
        *own(
            bold(localizer.say("staff-reporter", alias=found.alias)),
            localizer.say(f"staff-identity-{found.identity_mode}"),
            localizer.say("staff-contact" if view.has_contact else "staff-contact-none"),
            localizer.when(found.submitted_at),
        ),
        *own(localizer.say("staff-report-danger") if found.danger else None),
        *own(localizer.say("staff-report-withdrawn") if found.withdrawn_at is not None else None),
        *own(localizer.say(f"custody-state-{view.wanted.state}") if view.wanted else None),
        *_misused(localizer, view),
        *own(*_reached(localizer, view)),
    )


def report(localizer: Localizer, view: ReportView, extent: Extent) -> Block:
    """A further report of the case: its reporter, and what is reported."""
    return (
        *reporter(localizer, view),
        *own(reads(localizer, view)),
        *material(localizer, view, extent),
    )


def pauses(localizer: Localizer, card: Card) -> Block:
    """Pauses that are under appeal: the reason of the pause, and that of the appeal."""
    aliases = {view.report.id: view.report.alias for view in card.reports}
    return tuple(
        part
        for pause in card.pauses
        for part in (
            bold(localizer.say("staff-pause-appealed", alias=aliases.get(pause.report_id, ""))),
            *headed(localizer, "staff-pause-reason", quoted(harmless(pause.reason))),
            *headed(localizer, "staff-pause-appeal", quoted(harmless(pause.appeal))),
        )
    )


def _reached(localizer: Localizer, view: ReportView) -> tuple[str | None, ...]:
    """Whether notices reach the reporter; one without an account must be told by staff."""
    report = view.report
    if report.channel is Channel.TELEGRAM or view.has_account:
        if not view.reachable:
            return (localizer.say("staff-report-unreachable"),)
        return (localizer.say(f"reached-{view.reached}") if view.reached else None,)
    untold = report.untold_at
    return (
        localizer.say(f"staff-came-{report.channel}"),
        localizer.say("staff-no-account"),
        localizer.say("staff-untold", when=localizer.when(untold)) if untold is not None else None,
    )


def _misused(localizer: Localizer, view: ReportView) -> Block:
    """A warning or pause of the reporter, if any; the number of them is never shown."""
    found = view.misused
    if found is None:
        return ()
    warned, until = found.warned_at, found.paused_until
    return (
        *own(
            localizer.say("staff-warned", when=localizer.day(warned))
            if warned is not None
            else None
        ),
        *own(
            localizer.say("staff-paused", until=localizer.when(until))
            if until is not None
            else None
        ),
    )


def _target(localizer: Localizer, found: Target, extent: Extent, edits: Sequence[Message]) -> Block:
    """The reported content: an address in code style, which no tap opens, or a quoted text."""
    address = found.normalised or (found.raw if found.host else "")
    sent = _as_sent(found)
    is_edited = any(each.earlier == found.raw != each.text for each in edits)
    return (
        *((copied(_address(address)),) if address else ()),
        *((*own(localizer.say("staff-target-sent")), copied(_address(sent))) if sent else ()),
        *own(localizer.say("staff-target-disguised") if found.disguised else None),
        *(_origin(localizer, found.origin) if found.origin else ()),
        *(() if address else newest(localizer, found.raw, edits, extent)),
        *own(localizer.say("staff-edited-later") if address and is_edited else None),
    )


def _as_sent(found: Target) -> str:
    """The address as it was sent, if normalising has changed it; else empty."""
    if not found.normalised:
        return ""
    plain = _SCHEME.sub("", found.raw.strip()).removesuffix("/")
    return "" if plain == _SCHEME.sub("", found.normalised).removesuffix("/") else found.raw


def _address(address: str) -> str:
    return defanged(" ".join(visible(address).split()))


def _origin(localizer: Localizer, origin: dict[str, Any]) -> Block:
    kind = origin.get("kind") if origin.get("kind") in _ORIGINS else "hidden_user"
    title = line(str(origin.get("title") or ""), LONGEST_NAME)
    username = line(str(origin.get("username") or ""), LONGEST_NAME)
    place = "/".join(["https://t.me", username, *_numbered(origin)])
    return own(
        localizer.say(
            f"staff-origin-{kind}", title=title or localizer.say("staff-origin-untitled")
        ),
        localizer.when(int(origin["date"])) if origin.get("date") else None,
        code(defanged(place)) if username else None,
    )


def _numbered(origin: dict[str, Any]) -> tuple[str, ...]:
    return (str(origin["message_id"]),) if origin.get("message_id") else ()


def more(localizer: Localizer, count: int) -> tuple[Markup, ...]:
    """A line with the number of items not shown; empty for zero or less."""
    return own(localizer.say("staff-more", count=count)) if count > 0 else ()


def headed(localizer: Localizer, key: str, words: Block) -> Block:
    """A passage with our words above it; empty without one."""
    return (*own(localizer.say(key)), *words) if words else ()
