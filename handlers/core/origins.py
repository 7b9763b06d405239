"""The origin of forwarded messages, stories and quoted posts of other chats."""

from telegram import Chat, ExternalReplyInfo, Message, MessageOrigin, Story, User
from telegram.constants import MessageOriginType

from conversation.form import Origin, Quote
from conversation.parsing.lookups import Lookups
from handlers.core import cards, marked_text, media
from handlers.core.marked_text import Marked, in_lines, marked, preview, read
from handlers.ui.markup import clean


def of_message(message: Message) -> Origin | None:
    """The origin of a forwarded message or a story; None if the sender wrote the message."""
    if message.forward_origin is not None:
        return of_forward(message.forward_origin)
    return of_story(message.story) if message.story is not None else None


def of_forward(origin: MessageOrigin) -> Origin:
    """The origin of a forwarded message, as far as Telegram reveals it."""
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


def of_story(story: Story) -> Origin:
    """The origin of a story, without `message_id`: a story's id is not the id of a post."""
    chat = story.chat
    kinds = {Chat.PRIVATE: "user", Chat.CHANNEL: "channel"}
    return Origin(
        kind=kinds.get(chat.type, "chat"),
        id=chat.id,
        title=clean(chat.title or chat.full_name),
        username=chat.username or "",
    )


def quote(message: Message, lookups: Lookups) -> Quote | None:
    """The post of another chat, or the story, that a message replies to; else None.

    A reply within the same chat is no quote: it is to a message of the bot or the sender.
    """
    answered = message.external_reply
    own = message.from_user.id if message.from_user is not None else 0
    if answered is None:
        story = message.reply_to_story
        if story is None or story.chat.id == own:
            return None
        text, links = read(cards.card(message, "reply_to_story"), lookups)
        return Quote(text=text, links=links, origin=of_story(story))
    quoted = message.quote
    parts = [marked(quoted.text, quoted.entities or ())] if quoted is not None else []
    kind = None if cards.is_of(answered, own) else cards.kind_of(answered)
    parts += [cards.card(answered, kind)] if kind else []
    content = marked_text.without(in_lines([*parts, _place(answered)]), own)
    text, links = read(content, lookups)
    return Quote(
        text=text,
        links=links,
        origin=of_forward(answered.origin),
        files=media.files(answered),
    )


def _place(answered: ExternalReplyInfo) -> Marked:
    """The address of the post, if its origin lacks it, and the address of its link preview."""
    chat = answered.chat
    known_id = getattr(answered.origin, "message_id", None)
    number = answered.message_id
    public = chat is not None and chat.username and number and not known_id
    place = f"https://t.me/{chat.username}/{number}" if chat is not None and public else None
    return in_lines([marked("", hidden=(place,)), preview(answered.link_preview_options)])
