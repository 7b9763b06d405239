"""A screen (HTML text and buttons), and the functions that build texts and keyboards."""

from collections.abc import Iterable
from typing import Any
from unicodedata import east_asian_width

from markupsafe import Markup, escape
from msgspec import Struct
from msgspec.structs import replace

from handlers.ui.callbacks import Button
from usecases.notify.staff_cards import ShownCard

MOST_TEXT = 4096  # characters of a message; Telegram counts after it has parsed the entities
PHONE_WIDTH = 40  # Latin letters on a line of a phone of 390 px
PHONE_CHARACTERS = 22  # Chinese characters on such a line
HALF_PHONE = 22  # Latin letters of a label on a button of half that width


class Key(Struct, frozen=True, kw_only=True):
    """One inline button: a label and either a payload, a web address or a text to copy."""

    label: str
    button: Button | None = None
    url: str | None = None
    copies: str | None = None


class Screen(Struct, frozen=True, kw_only=True):
    """A message to show: `text` and `rows` of inline buttons.

    `share_phone`: the label of a reply keyboard that is shown instead of inline buttons;
    `drop_keyboard` removes that keyboard again, if there are no inline buttons.
    `protect`: the message cannot be forwarded. `fresh`: send a new message even if a press could
    edit its own. `alert` is shown in a pop-up when a press is answered, `toast` as a short notice.
    `topic`: the title of the forum topic for this message. `question_of`: the id of the draft, if
    the screen shows nothing but its open question; a later screen may then replace it. `card`: the
    card of a case that it shows to staff, which is edited when the case changes. `of_receipt`: it
    is a receipt, or is shown in its place; only such a screen may replace a receipt in the chat.
    """

    text: Markup
    rows: tuple[tuple[Key, ...], ...] = ()
    share_phone: str | None = None
    drop_keyboard: bool = False
    protect: bool = False
    fresh: bool = False
    alert: str = ""
    toast: str = ""
    topic: str = ""
    question_of: str = ""
    card: ShownCard | None = None
    of_receipt: bool = False

    def led_by(self, words: str) -> "Screen":
        """The screen with a paragraph before its text; a later screen does not replace it."""
        if not words:
            return self
        return replace(self, text=Markup("{}\n\n{}").format(words, self.text), question_of="")

    def with_row_before_last(self, *keys: Key) -> "Screen":
        """The screen with one more row of buttons, inserted before the last row."""
        return replace(self, rows=(*self.rows[:-1], keys, *self.rows[-1:]))

    @property
    def is_inline(self) -> bool:
        """Whether an edited message can show it: it neither shows nor removes a reply keyboard."""
        return self.share_phone is None and (bool(self.rows) or not self.drop_keyboard)

    def keyboard(self) -> dict[str, Any] | None:
        """The `reply_markup` for the Bot API; None without any keyboard to show or remove."""
        if self.share_phone is not None:
            return {
                "keyboard": [[{"text": self.share_phone, "request_contact": True}]],
                "resize_keyboard": True,
                "one_time_keyboard": True,
            }
        if self.rows:
            return {"inline_keyboard": [[_inline(key) for key in row] for row in self.rows]}
        return {"remove_keyboard": True} if self.drop_keyboard else None


def _inline(key: Key) -> dict[str, Any]:
    if key.url is not None:
        return {"text": key.label, "url": key.url}
    if key.copies is not None:
        return {"text": key.label, "copy_text": {"text": key.copies}}
    assert key.button is not None
    return {"text": key.label, "callback_data": key.button.pack()}


def grid(keys: Iterable[Key], columns: int = 2) -> tuple[tuple[Key, ...], ...]:
    """Buttons in rows of `columns`; a long label gets a row of its own."""
    rows: list[tuple[Key, ...]] = []
    row: list[Key] = []
    for key in keys:
        if width(key.label) * columns > 2 * HALF_PHONE:
            rows.extend([tuple(row)] if row else [])
            rows.append((key,))
            row = []
            continue
        row.append(key)
        if len(row) == columns:
            rows.append(tuple(row))
            row = []
    return (*rows, *([tuple(row)] if row else []))


def width(text: str) -> int:
    """The width of a text in Latin letters; a Chinese character is as wide as almost two."""
    wide = sum(east_asian_width(sign) in "WF" for sign in text)
    return len(text) + round(wide * (PHONE_WIDTH / PHONE_CHARACTERS - 1))


def lines(*parts: str | Markup | None) -> Markup:
    """Join lines; each is escaped unless it is Markup. None and empty ones are left out."""
    return Markup("\n").join(escape(part) for part in parts if part)


def paragraphs(*parts: str | Markup | None) -> Markup:
    """As `lines`, with an empty line between the parts."""
    return Markup("\n\n").join(escape(part) for part in parts if part)


def bold(text: str) -> Markup:
    """Bold text."""
    return Markup("<b>") + text + Markup("</b>")


def code(text: str) -> Markup:
    """Text in code style, which a tap copies."""
    return Markup("<code>") + text + Markup("</code>")


def quote(text: str) -> Markup:
    """Text by somebody else, as a block quote."""
    return Markup("<blockquote>") + text + Markup("</blockquote>")


def fold(text: str) -> Markup:
    """The same, of which three lines are shown until it is tapped."""
    return Markup("<blockquote expandable>") + text + Markup("</blockquote>")


def cut(text: str, most: int) -> str:
    """The text, cut to `most` characters with a sign at the end if it is longer."""
    return text if len(text) <= most else text[: most - 1] + "…"


def clean(text: str | None) -> str:
    """The text without NUL and lone surrogates, which databases reject; empty for None."""
    if not text:
        return ""
    return text.replace("\x00", "").encode("utf-8", "replace").decode("utf-8")
