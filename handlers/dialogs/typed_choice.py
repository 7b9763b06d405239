"""A choice that is typed instead of pressed: the label of a button, in any language spoken here."""

import unicodedata
from collections.abc import Iterable

from msgspec.structs import replace

from conversation.form import Sheet, Step
from handlers.ui import labels
from handlers.ui.localizer import Localizer

LONGEST = 40  # characters: a label is no longer, and a story is no choice
LEAST_LATIN = 3  # letters of the beginning of a label; "no" is a word, not the beginning of "none"
LEAST_WIDE = 2  # the same of Chinese characters


class TypedChoice:
    """Reads what somebody types at a question of buttons."""

    def __init__(self, localizer: Localizer) -> None:
        self._localizer = localizer

    def __call__(self, sheet: Sheet, step: Step, text: str) -> str | None:
        """The one choice that is meant: the whole label, else its beginning; None for other words.

        A text that fits several choices equally well is none of them.
        """
        typed = _folded(text)
        if not typed or len(text) > LONGEST:
            return None
        names = {value: tuple(self._names(sheet, step, value)) for value in step.choices(sheet)}
        exact = [value for value, known in names.items() if typed in known]
        begun = [
            value
            for value, known in names.items()
            if _is_long_enough(typed) and any(each.startswith(typed) for each in known)
        ]
        found = exact or begun
        return found[0] if len(found) == 1 else None

    def _names(self, sheet: Sheet, step: Step, value: str) -> Iterable[str]:
        aliases = sheet.facts.reporters
        for locale in self._localizer.profile.locales:
            localizer = replace(self._localizer, locale=locale)
            yield _folded(labels.choice(localizer, step.name, value, aliases=aliases))


def _folded(text: str) -> str:
    """Letters and digits alone, in one form: case, width, spaces and signs make no difference."""
    plain = unicodedata.normalize("NFKC", text).casefold()
    return "".join(char for char in plain if unicodedata.category(char)[0] in "LN")


def _is_long_enough(typed: str) -> bool:
    wide = any(ord(char) >= 0x2E80 for char in typed)  # Chinese, Japanese, Korean
    return len(typed) >= (LEAST_WIDE if wide else LEAST_LATIN)
