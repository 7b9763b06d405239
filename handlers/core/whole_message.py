"""Reads all content of a message: text, cards, files, buttons, quotes, hidden addresses."""

from msgspec.structs import replace
from telegram import Message

from conversation.form import Given
from conversation.parsing.lookups import Lookups
from domain.codes import shown_tail
from domain.report import MAX_WORDS
from handlers.core import buttons, cards, marked_text, media, origins
from handlers.core.marked_text import Marked, in_lines, marked


def read(message: Message, skip: int, lookups: Lookups) -> Given:
    """All content of a message; the first `skip` characters of its text are a command to us."""
    kind = None if _is_own(message) else cards.kind_of(message)
    content = _content(message, kind, skip)
    text, links = marked_text.read(content, lookups)
    return Given(
        text=text,
        entities=content.entities,
        links=links,
        files=media.files(message),
        origin=origins.of_message(message),
        quote=origins.quote(message, lookups),
        replies_to=_replies_to(message),
        replies_about=_replies_about(message),
        phone=_phone(message),
        message_id=message.message_id,
        album=message.media_group_id or "",
        is_card=kind is not None,
        names_place=kind is not None and kind not in cards.NAMES_NOTHING,
        via_bot=message.via_bot is not None,
        unkept=media.unkept(message),
    )


def _content(message: Message, kind: str | None, skip: int) -> Marked:
    """All text of a message, with the addresses behind it."""
    words = message.text if message.text is not None else message.caption
    found = in_lines(
        [
            marked(words, message.entities or message.caption_entities, skip=skip),
            *((cards.card(message, kind),) if kind else ()),
            *buttons.of(message.reply_markup),
            marked_text.preview(message.link_preview_options),
        ]
    )
    if message.from_user is not None:
        found = marked_text.without(found, message.from_user.id)
    room = max(MAX_WORDS, len(words or ""))  # lines that we add must not make the text too long
    return replace(found, text=found.text[:room])


def _is_own(message: Message) -> bool:
    """Whether the message shares the sender's own contact or story, which would identify them."""
    return message.from_user is not None and cards.is_of(message, message.from_user.id)


def _replies_to(message: Message) -> int | None:
    """The id of the message of this bot that is replied to; None if it is not one of ours."""
    answered = message.reply_to_message
    if answered is None or answered.from_user is None or not answered.from_user.is_bot:
        return None
    return answered.message_id if answered.from_user.id == message.get_bot().id else None


def _replies_about(message: Message) -> str:
    """The tail of the query code that the answered message of this bot shows; empty for none."""
    if _replies_to(message) is None or message.reply_to_message is None:
        return ""
    return shown_tail(message.reply_to_message.text or "")


def _phone(message: Message) -> str | None:
    """The phone number of a shared contact if it is the sender's own, else None."""
    contact = message.contact
    if contact is None or message.from_user is None or contact.user_id != message.from_user.id:
        return None
    return cards.phone_of(contact)
