"""A screen: its text as HTML and its buttons; the one builder of keyboards."""

from collections.abc import Iterable
from typing import Any

from markupsafe import Markup, escape
from msgspec import Struct
from msgspec.structs import replace

from handlers.ui.callbacks import Button

MOST_TEXT = 4096  # characters of a message, counted by Telegram after entities are parsed


class Key(Struct, frozen=True, kw_only=True):
    """One inline button: its label and its payload, a web address, or a text that it copies."""

    label: str
    button: Button | None = None
    url: str | None = None
    copies: str | None = None


class Screen(Struct, frozen=True, kw_only=True):
    """What is shown: `rows` of inline buttons; `share_phone` asks by a reply keyboard instead.

    `fresh` sends a new message even where a press could edit its own. `alert` is said in a pop-up
    that answers the press, `toast` in passing. `topic` is the title of the forum topic that it
    stands in, where the group has one for it. `question_of` is the draft whose open question it is,
    where it says nothing else: an answer to more messages may take its place.
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

    def led_by(self, words: str) -> "Screen":
        """The same screen with a paragraph before it, which nothing takes the place of then."""
        if not words:
            return self
        return replace(self, text=Markup("{}\n\n{}").format(words, self.text), question_of="")

    def with_row_before_last(self, *keys: Key) -> "Screen":
        """The same screen with one more row of buttons above its last."""
        return replace(self, rows=(*self.rows[:-1], keys, *self.rows[-1:]))

    @property
    def is_inline(self) -> bool:
        """Whether it may stand in a message that is there: its keys, if any, are below the text."""
        return self.share_phone is None and (bool(self.rows) or not self.drop_keyboard)

    def keyboard(self) -> dict[str, Any] | None:
        """The keyboard as the Bot API wants it."""
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
    """Buttons in rows of so many; a long label gets a row of its own."""
    rows: list[tuple[Key, ...]] = []
    row: list[Key] = []
    for key in keys:
        if len(key.label.encode()) > 34:  # about half a phone's width, Chinese counted thrice
            rows.extend([tuple(row)] if row else [])
            rows.append((key,))
            row = []
            continue
        row.append(key)
        if len(row) == columns:
            rows.append(tuple(row))
            row = []
    return (*rows, *([tuple(row)] if row else []))


def lines(*parts: str | Markup | None) -> Markup:
    """Lines of a text, each escaped unless it is markup already; None and empty ones left out."""
    return Markup("\n").join(escape(part) for part in parts if part)


def paragraphs(*parts: str | Markup | None) -> Markup:
    """The same with an empty line between."""
    return Markup("\n\n").join(escape(part) for part in parts if part)


def bold(text: str) -> Markup:
    """Bold text."""
    return Markup("<b>") + text + Markup("</b>")


def code(text: str) -> Markup:
    """Text that a tap copies."""
    return Markup("<code>") + text + Markup("</code>")


def quote(text: str) -> Markup:
    """Somebody's own words, set apart and never taken for ours."""
    return Markup("<blockquote>") + text + Markup("</blockquote>")


def cut(text: str, most: int) -> str:
    """Text that is too long to show, cut with a sign that it was."""
    return text if len(text) <= most else text[: most - 1] + "…"


def clean(text: str | None) -> str:
    """Text as the databases can keep it: no NUL, no half of a surrogate pair; else untouched."""
    if not text:
        return ""
    return text.replace("\x00", "").encode("utf-8", "replace").decode("utf-8")
