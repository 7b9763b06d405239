"""The buttons below a forwarded message as text: their labels and their addresses."""

from collections.abc import Iterator

from telegram import InlineKeyboardButton, InlineKeyboardMarkup

from handlers.core.marked_text import Marked, marked

_MARK = "🔘"


def of(markup: InlineKeyboardMarkup | None) -> Iterator[Marked]:
    """One line per button: its label and the text it copies; its addresses go into `hidden`."""
    for row in markup.inline_keyboard if markup is not None else ():
        for button in row:
            copied = button.copy_text.text if button.copy_text is not None else ""
            label = " ".join(filter(None, (_MARK, button.text, copied)))
            yield marked(label, hidden=_addresses(button))


def _addresses(button: InlineKeyboardButton) -> tuple[str | None, ...]:
    login, app = button.login_url, button.web_app
    return (
        button.url,
        login.url if login is not None else None,
        app.url if app is not None else None,
    )
