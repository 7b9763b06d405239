"""The office's texts for use cases: the shipped ones of the locales, and placeholders filled in."""

from msgspec import Struct

from domain.profile import Profile
from domain.template import PLACES_OF_RESULT, TextKind, filled
from handlers.ui.localizer import Localizer
from locales.catalog import Catalog
from usecases.core.texts import Places

_KEEPING = {name: f"{{{name}}}" for name in PLACES_OF_RESULT}
"""Each placeholder for itself: a shipped text is shown, changed and filled in as a template is."""


class OfficeTexts(Struct, frozen=True):
    """The texts of the locales with the names of a profile; see `usecases.core.texts.Texts`."""

    words: Catalog
    profile: Profile

    def shipped(self, locale: str, kind: TextKind, result: str) -> str:
        """The shipped text of a result with its placeholders; empty if there is none."""
        key = f"ready-{kind}-{result}"
        return self.words.say(locale, key, **_KEEPING) if self.words.has(locale, key) else ""

    def fill(self, body: str, locale: str, places: Places) -> str:
        """A text with its placeholders filled in, in its own language."""
        localizer = Localizer(self.words, self.profile, locale)
        values = {
            "number": places.number,
            "unit": localizer.unit(places.unit),
            "category": localizer.category(places.category, places.subcategory),
            "due": "" if places.due_at is None else localizer.when(places.due_at),
            "elsewhere": _elsewhere(localizer, places),
            "seen": _seen(localizer, places),
        }
        return filled(body, values)


def _elsewhere(localizer: Localizer, places: Places) -> str:
    """Where else a reporter may turn: another office's number, else the directory of this chat.

    Who reported by phone or mail has no such chat, and is told that the office helps.
    """
    if places.elsewhere:
        return localizer.say("ready-elsewhere-hotline", number=places.elsewhere)
    return localizer.say("ready-elsewhere-directory" if places.in_chat else "ready-elsewhere-ask")


def _seen(localizer: Localizer, places: Places) -> str:
    """What was there to look at, and whether all files were opened; nothing else is known."""
    if not places.files:
        return localizer.say("ready-seen-no-files")
    if places.seen_at is None:
        return localizer.say("ready-seen-unopened")
    return localizer.say("ready-seen-opened", when=localizer.when(places.seen_at))
