"""Questions for a text in a staff form, and the warning that reporters may not read it."""

from conversation.form import Sheet, choice_step, words
from conversation.forms import presets
from domain.core.scripts import is_foreign_to

MAX_REASON = 2000  # characters: a message to a reporter must hold the reasons and our own lines
REASON = words(MAX_REASON, least=2)


def in_another_language(sheet: Sheet) -> bool:
    """Whether the text for reporters is in another script than they read."""
    written = [sheet.answer(name) or "" for name in ("question", "text")]
    read = sheet.about.languages
    if any(is_foreign_to(text, read) for text in written):
        return True
    return any(is_foreign_to(presets.words_for(sheet, locale), (locale,)) for locale in read)


LANGUAGE = choice_step("language", lambda _: ("send",), asked_if=in_another_language)
"""A warning before sending: one press sends it anyway, Back asks for another text."""
