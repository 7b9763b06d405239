"""Recognises a choice that is typed instead of pressed, in any language of the deployment."""

import unicodedata
from collections.abc import Iterable

from msgspec.structs import replace

from conversation.form import Sheet, Step
from domain.core.normal import normal
from handlers.ui import labels
from handlers.ui.localizer import Localizer

LONGEST = 40  # characters; labels are not longer than this
LEAST_LATIN = 3  # letters of a prefix; shorter ones match by accident, as "no" does "none"
LEAST_WIDE = 2  # the same for Chinese characters


class TypedChoice:
    """Finds the choice that a typed text means."""

    def __init__(self, localizer: Localizer) -> None:
        self._localizer = localizer

    def __call__(self, sheet: Sheet, step: Step, text: str) -> str | None:
        """The value of the choice whose label is the text, or begins with it; None otherwise.

        None also if several choices match equally well.
        """
        typed = _folded(text) if len(text) <= LONGEST else ""
        if not typed:
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
        for locale in self._localizer.profile.locales:
            localizer = replace(self._localizer, locale=locale)
            aliases = sheet.facts.reporters
            yield _folded(labels.choice(localizer, step.name, value, aliases=aliases))


def _folded(text: str) -> str:
    """Only letters and digits, normalised: case, width, spaces and punctuation do not matter."""
    plain = normal("NFKC", text).casefold()
    return "".join(char for char in plain if unicodedata.category(char)[0] in "LN")


def _is_long_enough(typed: str) -> bool:
    wide = any(ord(char) >= 0x2E80 for char in typed)  # Chinese, Japanese, Korean
    return len(typed) >= (LEAST_WIDE if wide else LEAST_LATIN)
