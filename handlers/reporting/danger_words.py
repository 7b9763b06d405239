"""Words of somebody whose life may be in danger: they read the emergency number at once."""

import re
import unicodedata
from functools import lru_cache

from conversation.form import Given
from domain.network.people import Person
from domain.profile import Profile
from handlers.core.context import Context
from handlers.ui.localizer import Localizer
from locales.catalog import Catalog
from usecases.core.outcomes import Asked, DialogOutcome

WIDE = 0x2E80  # from here on characters of scripts without spaces between words


def first_line(ctx: Context, given: Given, outcome: DialogOutcome | None = None) -> str:
    """The number to call, where a message speaks of danger; empty for all others.

    Staff who write about a case of others in a form of theirs are not told.
    """
    if not names_danger(ctx.localizer, given.text) or _is_work(ctx.person, outcome):
        return ""
    return ctx.say("start-emergency", number=ctx.profile.emergency)


def names_danger(localizer: Localizer, text: str) -> bool:
    """Whether a text has one of the words of danger, in any language spoken here."""
    if not text.strip():
        return False
    anywhere, alone = _patterns(localizer.words, localizer.profile)
    plain = unicodedata.normalize("NFKC", text).casefold().replace("’", "'")
    return bool(anywhere.search(plain) or alone.fullmatch(plain))


def _is_work(person: Person | None, outcome: DialogOutcome | None) -> bool:
    is_form = isinstance(outcome, Asked) and not outcome.form.gathers
    return is_form and person is not None and person.is_staff


@lru_cache(maxsize=4)
def _patterns(words: Catalog, profile: Profile) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """What is looked for anywhere in a text, and what must be all of it but for signs."""
    voices = [Localizer(words, profile, locale) for locale in profile.locales]
    anywhere = "|".join(_each(voice.say("danger-words")) for voice in voices)
    alone = "|".join(_each(voice.say("danger-words-alone")) for voice in voices)
    return re.compile(anywhere), re.compile(rf"[\W_]*(?:{alone})[\W_]*")


def _each(listed: str) -> str:
    return "|".join(_pattern(word.strip().casefold()) for word in listed.split(","))


def _pattern(word: str) -> str:
    """A word as it is typed: with any signs between Chinese characters, else whole words."""
    if any(ord(char) >= WIDE for char in word):
        return r"[\W_]{0,2}".join(map(re.escape, word))
    return r"\b" + r"\s+".join(map(re.escape, word.split())) + r"\b"
