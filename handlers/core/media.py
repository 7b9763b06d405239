"""The files of a message (descriptions, no bytes), and its content that we do not keep."""

from collections.abc import Iterable, Iterator
from typing import Any

from telegram import Message, PaidMediaPreview

from conversation.form import GivenFile
from handlers.core import cards
from handlers.ui.markup import clean

# Telegram also sets `document` for an animation, so animation comes first.
_KINDS = ("animation", "video", "document", "voice", "audio", "video_note", "sticker")
FILES = frozenset({"photo", "live_photo", *_KINDS, "paid_media"})
TEXTS = frozenset({"text", "caption"})
UNKEPT = frozenset({"location", "passport_data"})
"""Content that is never kept; the text `not-kept-<name>` tells the sender why."""
UNKNOWN, PAID = "unknown", "paid_media"
SERVICE = (
    frozenset(  # service messages about the chat, payments and gifts: nothing that can be reported
        """
    boost_added channel_chat_created chat_background_set chat_owner_changed chat_owner_left
    chat_shared checklist_tasks_added checklist_tasks_done connected_website delete_chat_photo
    direct_message_price_changed forum_topic_closed forum_topic_created forum_topic_edited
    forum_topic_reopened general_forum_topic_hidden general_forum_topic_unhidden gift
    gift_upgrade_sent giveaway_completed giveaway_created group_chat_created left_chat_member
    managed_bot_created message_auto_delete_timer_changed migrate_from_chat_id migrate_to_chat_id
    new_chat_members new_chat_photo new_chat_title paid_message_price_changed pinned_message
    poll_option_added poll_option_deleted proximity_alert_triggered refunded_payment
    successful_payment suggested_post_approval_failed suggested_post_approved
    suggested_post_declined suggested_post_paid suggested_post_refunded supergroup_chat_created
    unique_gift users_shared video_chat_ended video_chat_participants_invited video_chat_scheduled
    video_chat_started web_app_data write_access_allowed
    """.split()  # noqa: SIM905 - a list would take sixty lines
    )
)
_READ = ("text", *cards.KINDS, *FILES, *UNKEPT, "reply_to_story")


def files(holder: Any) -> tuple[GivenFile, ...]:
    """The files of a message or an external reply; nothing is downloaded."""
    return tuple(_files(holder))


def _files(holder: Any) -> Iterator[GivenFile]:
    yield from _own(holder)
    paid = getattr(holder, "paid_media", None)
    for each in paid.paid_media if paid is not None else ():
        yield from _own(each)
    game, poll = getattr(holder, "game", None), getattr(holder, "poll", None)
    for each in (game, *_of_poll(poll)):
        if each is not None:
            yield from _own(each)


def _own(holder: Any) -> Iterator[GivenFile]:
    """At most one file: the largest size of a photo, the video of a live photo."""
    live = getattr(holder, "live_photo", None)
    sizes = getattr(holder, "photo", None)
    if live is not None:
        yield _file("video", live)
    elif sizes:
        largest = max(sizes, key=lambda size: size.width * size.height)
        yield _file("photo", largest, mime="image/jpeg")
    else:
        found = ((kind, getattr(holder, kind, None)) for kind in _KINDS)
        yield from [_file(kind, each) for kind, each in found if each is not None][:1]


def _of_poll(poll: Any) -> Iterable[Any]:
    if poll is None:
        return ()
    return (poll.media, *(option.media for option in poll.options), poll.explanation_media)


def _file(kind: str, found: object, mime: str = "") -> GivenFile:
    return GivenFile(
        kind=kind,
        file_id=getattr(found, "file_id", ""),
        unique_id=getattr(found, "file_unique_id", ""),
        size=getattr(found, "file_size", None) or 0,
        empty=getattr(found, "file_size", None) == 0,
        mime=clean(getattr(found, "mime_type", None)) or mime,
        name=clean(getattr(found, "file_name", None)),
    )


def unkept(message: Message) -> tuple[str, ...]:
    """The names of content in a message that is not kept (see `UNKEPT`), each once."""
    found = [name for holder in (message, message.external_reply) for name in _refused(holder)]
    # A message without any known content, or with a caption only, has a kind we do not know.
    if not any(getattr(message, name, None) for name in (*_READ, *SERVICE, "external_reply")):
        found.append(UNKNOWN)
    return tuple(dict.fromkeys(found))


def _refused(holder: Any) -> Iterator[str]:
    for name in sorted(UNKEPT):
        is_venue = name == "location" and getattr(holder, "venue", None) is not None
        if getattr(holder, name, None) is not None and not is_venue:
            yield name
    paid = getattr(holder, "paid_media", None)
    if paid is not None and any(isinstance(each, PaidMediaPreview) for each in paid.paid_media):
        yield PAID
