"""From Telegram's updates to our own values; the library's Optionals end here."""

import re
from typing import TypeVar

from msgspec.structs import replace
from telegram import Message, Update, User
from telegram.constants import ChatType

from conversation.form import Given
from conversation.parsing.lookups import Lookups
from conversation.parsing.own_origin import Sender, without_sender
from domain.core.errors import BadAnswer, Refusal
from domain.network.people import Caller
from handlers.core import buttons, cards, marked_text, media, origins
from handlers.core.marked_text import Marked, in_lines, marked
from handlers.core.services import Services
from handlers.ui.callbacks import Button, Choose, Do

GROUP_ANONYMOUS_BOT = 1087968824
CHANNEL_BOT = 136817688
SERVICE_CHAT = 777000
NOBODY_REAL = frozenset({GROUP_ANONYMOUS_BOT, CHANNEL_BOT, SERVICE_CHAT})

_REPORT = re.compile(r"(?i)/report(?:@[a-z0-9_]{1,64})?(?:\s+|\Z)")
clean = marked_text.clean
B = TypeVar("B", bound=Button)


def sender(update: Update) -> User | None:
    """The person an update comes from; None where it hides behind a group or channel.

    Who wrote with the help of an inline bot is that person all the same (`Given.via_bot`).
    """
    user = update.effective_user
    if user is None or user.is_bot or user.id in NOBODY_REAL:
        return None
    message = update.message or update.edited_message
    if message is not None and message.sender_chat is not None:
        return None
    return user


def caller(user: User, services: Services) -> Caller:
    """Who is calling, in our terms."""
    return Caller(
        account=user.id,
        locale=services.locale_for(user.language_code),
        admin=user.id in services.admins,
        name=clean(user.full_name),
    )


def given(update: Update) -> Given:
    """What a message or a press gives as an answer, without what names its sender.

    ValueError where a press is forged.
    """
    if update.callback_query is not None:
        return _pressed(update.callback_query.data or "")
    message = update.effective_message
    if message is None:
        return Given()
    return without_sender(_said(message), _sender(update.effective_user))


def _sender(user: User | None) -> Sender:
    if user is None:
        return Sender(id=0, first_name="")
    return Sender(
        id=user.id,
        first_name=clean(user.first_name),
        last_name=clean(user.last_name),
        username=user.username or "",
    )


def _said(message: Message) -> Given:
    lookups = Lookups()
    kind = None if _is_own(message) else cards.kind_of(message)
    content = _content(message, kind)
    text, links = marked_text.read(content, lookups)
    answered = message.external_reply
    return Given(
        text=text,
        entities=content.entities,
        links=links,
        files=media.files(message) + (media.files(answered) if answered is not None else ()),
        origin=origins.of_message(message),
        quote=origins.quote(message, lookups),
        replies_to=_replies_to(message),
        phone=_phone(message),
        message_id=message.message_id,
        album=message.media_group_id or "",
        is_card=kind is not None,
        names_place=kind is not None and kind not in cards.NAMES_NOTHING,
        via_bot=message.via_bot is not None,
        unkept=media.unkept(message),
    )


def _content(message: Message, kind: str | None) -> Marked:
    """Everything that is to be read in a message, and what lies behind it."""
    said = clean(message.text if message.text is not None else message.caption)
    skip = 0 if message.forward_origin is not None else _command_length(said)
    found = in_lines(
        [
            marked(said, message.entities or message.caption_entities, skip=skip),
            *((cards.card(message, kind),) if kind else ()),
            *buttons.of(message.reply_markup),
            marked_text.preview(message.link_preview_options),
        ]
    )
    own = marked_text.person(message.from_user.id) if message.from_user is not None else ""
    return replace(found, hidden=tuple(each for each in found.hidden if each != own))


def _is_own(message: Message) -> bool:
    """Whether what is shared is the sender's own contact or story, which would name them."""
    return message.from_user is not None and cards.is_of(message, message.from_user.id)


def _replies_to(message: Message) -> int | None:
    """The message of this bot that is answered to; nothing of its text is the sender's."""
    answered = message.reply_to_message
    if answered is None or answered.from_user is None or not answered.from_user.is_bot:
        return None
    return answered.message_id if answered.from_user.id == message.get_bot().id else None


def _command_length(text: str) -> int:
    """How long /report is at the beginning of what it begins a report with; ASCII and spaces."""
    command = _REPORT.match(text)
    return 0 if command is None else command.end()


def pressed(update: Update, kind: type[B]) -> B:
    """The button that was pressed; BadAnswer where its payload was never drawn by us."""
    query = update.callback_query
    try:
        return kind.parse((query.data if query else None) or "")
    except (ValueError, KeyError) as forged:
        raise BadAnswer("answer-stale") from forged


def _pressed(data: str) -> Given:
    if Choose.owns(data):
        choose = Choose.parse(data)
        return Given(draft=choose.draft, step=choose.step, choice=choose.value)
    do = Do.parse(data)
    return Given(draft=do.draft, step=do.step, command=do.command)


def _phone(message: Message) -> str | None:
    """A shared contact counts only where it is the sender's own."""
    contact = message.contact
    if contact is None or message.from_user is None or contact.user_id != message.from_user.id:
        return None
    return cards.phone_of(contact)


def person_chat(update: Update) -> int:
    """The private chat with whoever acts."""
    assert update.effective_user is not None  # the gate lets nobody else in
    return update.effective_user.id


def group_of(update: Update) -> int | None:
    """The group that this happens in; None in a private chat."""
    chat = update.effective_chat
    return None if chat is None or chat.type == ChatType.PRIVATE else chat.id


def only_in_private(update: Update) -> None:
    """No text and no file of a case is ever shown in a group, whatever button is forged there."""
    if group_of(update) is not None:
        raise Refusal("answer-stale")
