"""Content that is neither text nor a file (contact, poll, checklist, …) as language-neutral text.

Such content can be reported like any text, so what a reader of the message sees is kept.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from telegram import Chat, Checklist, Contact, Dice, Game, Invoice, Poll, Story, Venue

from handlers.core.marked_text import Marked, in_lines, marked, person
from handlers.ui.markup import clean

_WITHOUT_DECIMALS = frozenset(  # currencies whose smallest unit is the whole one
    {"XTR", "JPY", "KRW", "VND", "CLP", "PYG", "UGX", "ISK", "RWF", "XAF", "XOF", "XPF"}
)
_VCARD = frozenset({"EMAIL", "URL", "ORG", "TITLE", "NOTE", "TEL", "NICKNAME", "X-SOCIALPROFILE"})
NAMES_NOTHING = frozenset({"dice"})  # kinds that do not say where any content is


def phone_of(contact: Contact) -> str:
    """The phone number of a contact, beginning with a plus sign."""
    number = clean(contact.phone_number).strip()
    return number if number.startswith("+") else f"+{number}"


def _contact(contact: Contact) -> Iterator[Marked]:
    name = " ".join(filter(None, (clean(contact.first_name), clean(contact.last_name))))
    number = phone_of(contact)
    known = person(contact.user_id) if contact.user_id else None
    yield marked(f"{name} {number}".strip(), hidden=(known,))
    for line in clean(contact.vcard).splitlines():
        key, _, value = line.partition(":")
        value = value.strip()
        wanted = key.partition(";")[0].rpartition(".")[2].upper() in _VCARD
        if wanted and value and _digits(value) != _digits(number):
            yield marked(value)


def _digits(text: str) -> str:
    return "".join(filter(str.isdigit, text)) or text


def _poll(poll: Poll) -> Iterator[Marked]:
    yield marked(poll.question, poll.question_entities)
    yield marked(poll.description, poll.description_entities or ())
    for option in poll.options:
        yield _item(option.text, option.text_entities)
    yield marked(poll.explanation, poll.explanation_entities or ())


def _checklist(checklist: Checklist) -> Iterator[Marked]:
    yield marked(checklist.title, checklist.title_entities or ())
    for task in checklist.tasks:
        yield _item(task.text, task.text_entities)


def _item(text: str, entities: Iterable[Any] | None) -> Marked:
    return in_lines([marked(text, tuple(entities or ()))], "•")


def _invoice(invoice: Invoice) -> Iterator[Marked]:
    yield marked(invoice.title)
    yield marked(invoice.description)
    whole = invoice.currency in _WITHOUT_DECIMALS
    amount = f"{invoice.total_amount}" if whole else f"{invoice.total_amount / 100:.2f}"
    yield marked(f"{amount} {invoice.currency}")


def _game(game: Game) -> Iterator[Marked]:
    yield marked(game.title)
    yield marked(game.description)
    yield marked(game.text, game.text_entities or ())


def _venue(venue: Venue) -> Iterator[Marked]:
    """Its name and address; its coordinates are not kept."""
    yield marked(venue.title)
    yield marked(venue.address)


def _giveaway(found: Any) -> Iterator[Marked]:
    """An announced or a finished giveaway; the names of the winners are left out."""
    yield marked(found.prize_description)
    one = getattr(found, "chat", None)
    for chat in getattr(found, "chats", None) or ((one,) if one else ()):
        yield _chat(chat)
    months, stars = found.premium_subscription_month_count, found.prize_star_count
    prize = [f"Telegram Premium × {months}" if months else "", f"⭐ {stars}" if stars else ""]
    yield marked(" ".join(filter(None, prize)))


def _dice(dice: Dice) -> Iterator[Marked]:
    yield marked(f"{dice.emoji} {dice.value}")


def _story(story: Story) -> Iterator[Marked]:
    chat, place = story.chat, story_place(story)
    name = clean(chat.title or chat.full_name)
    unnamed = person(chat.id) if chat.type == Chat.PRIVATE and not place else None
    yield marked(name, hidden=(place or unnamed,))


def story_place(story: Story) -> str:
    """The address of a story; empty if its owner has no public username."""
    name = clean(story.chat.username)
    return f"https://t.me/{name}/s/{story.id}" if name else ""


def _chat(chat: Chat) -> Marked:
    name = clean(chat.username)
    place = f"https://t.me/{name}" if name else None
    return marked(clean(chat.title or chat.full_name), hidden=(place,))


_READ: Mapping[str, tuple[str, Callable[[Any], Iterable[Marked]]]] = {
    "contact": ("📇", _contact),
    "poll": ("📊", _poll),
    "checklist": ("☑️", _checklist),
    "invoice": ("🧾", _invoice),
    "game": ("🎮", _game),
    "venue": ("📍", _venue),
    "giveaway": ("🎁", _giveaway),
    "giveaway_winners": ("🎁", _giveaway),
    "story": ("📖", _story),
    "reply_to_story": ("📖", _story),
    "dice": ("", _dice),
}
KINDS = frozenset(_READ) - {"reply_to_story"}


def kind_of(holder: Any) -> str | None:
    """The kind of card in a message or in an external reply; None if there is none."""
    return next((kind for kind in _READ if kind in KINDS and getattr(holder, kind, None)), None)


def is_of(holder: Any, account: int) -> bool:
    """Whether `holder` contains the contact or a story of this account itself."""
    contact, story = getattr(holder, "contact", None), getattr(holder, "story", None)
    of_contact = contact is not None and contact.user_id == account
    return of_contact or (story is not None and story.chat.id == account)


def card(holder: Any, kind: str) -> Marked:
    """The text of the card of this kind in `holder`, with its emoji in front."""
    mark, read = _READ[kind]
    return in_lines(read(getattr(holder, kind)), mark)
