"""The list of files in a case: kind, size and fingerprint, without their content."""

from markupsafe import Markup

from domain.file_kinds import NAMES
from domain.report import Evidence, EvidenceState
from handlers.moderation.report_text import Extent, more
from handlers.ui.labels import LONGEST_NAME
from handlers.ui.localizer import Localizer
from handlers.ui.long_text import Block, Passage, own
from handlers.ui.markup import bold, code, fold
from handlers.ui.sanitize import line

SHA_SHOWN = 12  # characters of a fingerprint: enough to compare by eye
_KINDS = {"photo", "document", "video", "voice", "audio", "animation", "video_note", "sticker"}
_REASONS = {"too_big", "too_many", "gone", "empty"}


def evidence(localizer: Localizer, found: tuple[Evidence, ...], extent: Extent) -> Block:
    """The files that reporters sent; the files themselves are sent only when asked for.

    Several are one folded passage, if the extent folds.
    """
    there = tuple(each for each in found if each.state is not EvidenceState.DROPPED)
    if not there:
        return ()
    head = localizer.say("staff-evidence", count=len(there))
    listed = _listed(localizer, there, extent, copied=True)
    if not extent.folds or len(there) == 1:
        return (bold(head), *listed)
    return (Passage("\n".join((head, *(part.striptags() for part in listed))), fold),)


def enclosed(localizer: Localizer, found: tuple[Evidence, ...], extent: Extent) -> Block:
    """The attachments of an office's message, which are not evidence."""
    if not found:
        return ()
    head = own(localizer.say("staff-enclosed", count=len(found)))
    return (*head, *_listed(localizer, found, extent, copied=False))


def _listed(
    localizer: Localizer, found: tuple[Evidence, ...], extent: Extent, *, copied: bool
) -> tuple[Markup, ...]:
    """One line per file; `copied`: with a fingerprint that a tap copies."""
    return (
        *(
            part
            for place, each in enumerate(found[: extent.files], 1)
            for part in own(
                f"{place}. {_kind(localizer, each)}", *_about(localizer, each, copied=copied)
            )
        ),
        *more(localizer, len(found) - extent.files),
    )


def _kind(localizer: Localizer, file: Evidence) -> str:
    return localizer.say(f"staff-file-{file.kind if file.kind in _KINDS else 'document'}")


def _about(localizer: Localizer, file: Evidence, *, copied: bool) -> tuple[Markup, ...]:
    if file.state is EvidenceState.KEPT:
        sha = code(file.sha256[:SHA_SHOWN]) if file.sha256 and copied else None
        return own(_size(localizer, file.size), _found(localizer, file), sha)
    if file.state is EvidenceState.REFUSED:
        reason = file.refused_reason if file.refused_reason in _REASONS else "other"
        return own(localizer.say(f"staff-refused-{reason}"))
    return own(localizer.say("staff-file-coming"))


def _found(localizer: Localizer, file: Evidence) -> str:
    """The detected type of a file: a name if we have one, else the MIME type."""
    name = NAMES.get(file.mime)
    return localizer.say(f"staff-mime-{name}") if name else line(file.mime, LONGEST_NAME)


def kinds(localizer: Localizer, file: Evidence) -> str:
    """How a file was sent, and its detected type."""
    return " · ".join(filter(None, (_kind(localizer, file), _found(localizer, file))))


def _size(localizer: Localizer, count: int) -> str:
    if count < 1024 * 1024:
        return localizer.say("staff-size-kb", size=str(max(1, round(count / 1024))))
    return localizer.say("staff-size-mb", size=f"{count / 1024 / 1024:.1f}")
