"""Converts Telegram's updates to our own types, so that no other module handles its Optionals."""

import re
from typing import TypeVar

from msgspec.structs import replace
from telegram import Message, Update, User
from telegram.constants import ChatType

from conversation.form import Given
from conversation.parsing.links import all_links
from conversation.parsing.lookups import Lookups
from conversation.parsing.own_origin import Sender, without_sender
from conversation.parsing.shared_rules import with_own
from domain.core.errors import BadAnswer, Refusal
from domain.link_identity import LinkIdentity
from domain.network.people import Caller
from domain.profile import Profile
from handlers.core import menus, whole_message
from handlers.core.marked_text import LINKED
from handlers.core.services import Services
from handlers.ui.callbacks import Button, Choose, at_question
from handlers.ui.markup import clean

GROUP_ANONYMOUS_BOT = 1087968824
CHANNEL_BOT = 136817688
SERVICE_CHAT = 777000
NOBODY_REAL = frozenset({GROUP_ANONYMOUS_BOT, CHANNEL_BOT, SERVICE_CHAT})

_BOT = r"(?:@[a-z0-9_]{1,64})?(?:\s+|\Z)"
_REPORT = re.compile(rf"(?i)/report{_BOT}")
_TAKES_WORDS = re.compile(rf"(?i)/(?:report|suggest){_BOT}")
_COMMAND = re.compile(rf"(?i)/(?:{'|'.join(menus.CITIZENS)}){_BOT}")
_NOT_PLAIN = (  # fields that a plain text message does not have
    *("forward_origin", "external_reply", "reply_to_message", "reply_to_story"),
    *("reply_markup", "link_preview_options"),
)

B = TypeVar("B", bound=Button)


def sender(update: Update) -> User | None:
    """The person who sent an update; None for bots and for senders in the name of a chat.

    A message sent by way of an inline bot counts as the person's (see `Given.via_bot`), except for
    results of our own inline mode.
    """
    user = update.effective_user
    if user is None or user.is_bot or user.id in NOBODY_REAL:
        return None
    message = update.message or update.edited_message
    if message is not None and (message.sender_chat is not None or _is_ours(message)):
        return None
    return user


def _is_ours(message: Message) -> bool:
    """Whether it is a result of this bot's own inline mode, which needs no answer."""
    via = message.via_bot
    return via is not None and message.forward_origin is None and via.id == message.get_bot().id


def caller(user: User, services: Services) -> Caller:
    """The `Caller` for a user of Telegram."""
    return Caller(
        account=user.id,
        locale=services.locale_for(user.language_code),
        admin=user.id in services.admins,
        name=clean(user.full_name),
    )


def given(update: Update, profile: Profile) -> Given:
    """The content of a message or a press as an answer, without anything that names its sender.

    Links are read by the rules of the `profile`. Raises ValueError if a press is forged.
    """
    if update.callback_query is not None:
        return _pressed(update.callback_query.data or "")
    message = update.effective_message
    if message is None:
        return Given()
    return without_sender(
        _from_message(message, profile.link_identity), _sender(update.effective_user)
    )


def _sender(user: User | None) -> Sender:
    if user is None:
        return Sender(id=0, first_name="")
    return Sender(
        id=user.id,
        first_name=clean(user.first_name),
        last_name=clean(user.last_name),
        username=user.username or "",
    )


def _from_message(message: Message, identity: LinkIdentity) -> Given:
    words = clean(message.text if message.text is not None else message.caption)
    skip = 0 if message.forward_origin is not None else _command_length(message, words)
    if not _is_plain(message):
        return whole_message.read(message, skip, Lookups(identity=with_own(identity)))
    text = words[skip:]
    entities = tuple(
        (each.offset - skip, each.length, None) for each in message.entities if each.type in LINKED
    )
    return Given(
        text=text,
        entities=entities,
        links=all_links(text, entities, Lookups(identity=with_own(identity))),
        message_id=message.message_id,
        via_bot=message.via_bot is not None,
    )


def _is_plain(message: Message) -> bool:
    """Whether it is only a text by the sender, as most messages are."""
    return (
        message.text is not None
        and not message.effective_attachment
        and not any(getattr(message, name) for name in _NOT_PLAIN)
        and not any(each.url or each.user for each in message.entities)
    )


def _command_length(message: Message, text: str) -> int:
    """The length of a leading command for everybody with the spaces after it; 0 if there is none.

    A caption or an edited message is no command: only those that take words are left out there.
    """
    is_command = message.text is not None and message.edit_date is None
    takes_words = _REPORT if message.text is None else _TAKES_WORDS
    command = (_COMMAND if is_command else takes_words).match(text)
    return 0 if command is None else command.end()


def pressed(update: Update, kind: type[B]) -> B:
    """The button that was pressed; raises BadAnswer if its payload is not one of ours."""
    query = update.callback_query
    try:
        return kind.parse((query.data if query else None) or "")
    except (ValueError, KeyError) as forged:
        raise BadAnswer("answer-stale") from forged


def _pressed(data: str) -> Given:
    button = at_question(data)
    given = Given(draft=button.draft, step=button.step, seen=getattr(button, "seen", ""))
    if isinstance(button, Choose):
        return replace(given, choice=button.value)
    return replace(given, command=button.command)


def person_chat(update: Update) -> int:
    """The id of the private chat with whoever sent the update."""
    assert update.effective_user is not None  # the gate has checked it
    return update.effective_user.id


def group_of(update: Update) -> int | None:
    """The id of the group that the update comes from; None for a private chat."""
    chat = update.effective_chat
    return None if chat is None or chat.type == ChatType.PRIVATE else chat.id


def only_in_private(update: Update) -> None:
    """Raise Refusal in a group: texts and files of a case are shown in private chats only."""
    if group_of(update) is not None:
        raise Refusal("answer-stale")
