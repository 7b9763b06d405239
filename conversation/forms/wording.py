"""Questions for a text in a staff form, and the warning that reporters may not read it."""

from msgspec.structs import replace

from conversation.form import Sheet, choice_step, words
from conversation.forms import presets
from domain.core.scripts import unread

MAX_REASON = 2000  # characters: a message to a reporter must hold the reasons and our own lines
REASON = words(MAX_REASON, least=2)


def unread_in(sheet: Sheet) -> tuple[str, ...]:
    """The languages of reporters who may not be able to read the text that they would get."""
    read, wrote_in = sheet.about.languages, sheet.about.wrote_in
    written = [sheet.answer(name) or "" for name in ("question", "text")]
    return tuple(
        locale
        for locale in read
        if any(
            unread(text, (locale,), wrote_in)
            for text in (*written, presets.words_for(sheet, locale))
        )
    )


_SEND_ANYWAY = choice_step(
    "language", lambda _: ("send",), asked_if=lambda sheet: bool(unread_in(sheet))
)
LANGUAGE = replace(_SEND_ANYWAY, unread=unread_in)
"""A warning before sending: one press sends it anyway, Back asks for another text."""
