"""From Telegram's updates to our own values; the library's Optionals end here."""

import re
from typing import TypeVar

from telegram import Message, MessageOrigin, Update, User
from telegram.constants import ChatType, MessageEntityType, MessageOriginType

from conversation.form import Given, GivenFile, Origin
from conversation.parsing.links import all_links
from conversation.parsing.lookups import Lookups
from conversation.parsing.own_origin import Sender, without_sender
from conversation.parsing.shared_rules import with_own
from domain.core.errors import BadAnswer, Refusal
from domain.link_identity import LinkIdentity
from domain.network.people import Caller
from domain.profile import Profile
from handlers.core.services import Services
from handlers.ui.callbacks import Button, Choose, Do

GROUP_ANONYMOUS_BOT = 1087968824
CHANNEL_BOT = 136817688
SERVICE_CHAT = 777000
NOBODY_REAL = frozenset({GROUP_ANONYMOUS_BOT, CHANNEL_BOT, SERVICE_CHAT})

_REPORT = re.compile(r"(?i)/report(?:@[a-z0-9_]{1,64})?(?:\s+|\Z)")
LINKED = frozenset({MessageEntityType.URL, MessageEntityType.TEXT_LINK, MessageEntityType.MENTION})

B = TypeVar("B", bound=Button)


def clean(text: str | None) -> str:
    """Text as the databases can keep it: no NUL, no half of a surrogate pair; else untouched."""
    if not text:
        return ""
    return text.replace("\x00", "").encode("utf-8", "replace").decode("utf-8")


def sender(update: Update) -> User | None:
    """The person an update comes from; None where it hides behind a group, channel or bot."""
    user = update.effective_user
    if user is None or user.is_bot or user.id in NOBODY_REAL:
        return None
    message = update.message or update.edited_message
    if message is not None and (message.sender_chat is not None or message.via_bot is not None):
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


def given(update: Update, profile: Profile) -> Given:
    """What a message or a press gives as an answer, without what names its sender.

    Addresses are read by the deployment's rules, as its `profile` has them.
    ValueError where a press is forged.
    """
    if update.callback_query is not None:
        return _pressed(update.callback_query.data or "")
    message = update.effective_message
    if message is None:
        return Given()
    return without_sender(_said(message, profile.link_identity), _sender(update.effective_user))


def _sender(user: User | None) -> Sender:
    if user is None:
        return Sender(id=0, first_name="")
    return Sender(
        id=user.id,
        first_name=clean(user.first_name),
        last_name=clean(user.last_name),
        username=user.username or "",
    )


def _said(message: Message, identity: LinkIdentity) -> Given:
    text = clean(message.text if message.text is not None else message.caption)
    skip = 0 if message.forward_origin is not None else _command_length(text)
    text = text[skip:]
    entities = tuple(
        (entity.offset - skip, entity.length, clean(entity.url) or None)
        for entity in message.entities or message.caption_entities
        if entity.type in LINKED
    )
    return Given(
        text=text,
        entities=entities,
        links=all_links(text, entities, Lookups(identity=with_own(identity))),
        files=files(message),
        origin=_origin(message.forward_origin),
        phone=_phone(message),
        message_id=message.message_id,
        album=message.media_group_id or "",
    )


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
    number = clean(contact.phone_number)
    return number if number.startswith("+") else f"+{number}"


def files(message: Message) -> tuple[GivenFile, ...]:
    """The file a message carries, of photos the largest; nothing is downloaded here."""
    if message.photo:
        photo = max(message.photo, key=lambda size: size.width * size.height)
        return (_file("photo", photo, mime="image/jpeg"),)
    # An animation comes as a document, too: the narrower kind is asked first.
    for kind in ("animation", "video", "document", "voice", "audio", "video_note", "sticker"):
        found = getattr(message, kind)
        if found is not None:
            return (_file(kind, found),)
    return ()


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


def _origin(origin: MessageOrigin | None) -> Origin | None:
    if origin is None:
        return None
    at = int(origin.date.timestamp())
    chat = getattr(origin, "chat", None) or getattr(origin, "sender_chat", None)
    if origin.type == MessageOriginType.USER:
        user: User = origin.sender_user  # type: ignore[attr-defined]
        return Origin(
            kind="user",
            id=user.id,
            title=clean(user.full_name),
            username=user.username or "",
            date=at,
        )
    if chat is None:
        name = clean(getattr(origin, "sender_user_name", ""))
        return Origin(kind="hidden_user", title=name, date=at)
    return Origin(
        kind=str(origin.type),
        id=chat.id,
        title=clean(chat.title or chat.full_name),
        username=chat.username or "",
        message_id=getattr(origin, "message_id", 0),
        date=at,
        signature=clean(getattr(origin, "author_signature", None)),
    )


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
