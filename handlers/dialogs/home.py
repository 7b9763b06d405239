"""Keys that lead back to the first screens."""

from handlers.ui.callbacks import Go
from handlers.ui.localizer import Voice
from handlers.ui.markup import Key


def cases_key(voice: Voice) -> Key:
    """To all of one's reports, in a message of their own."""
    return Key(label=voice.say("button-cases"), button=Go(where="cases"))


def report_key(voice: Voice) -> Key:
    """To a new report."""
    return Key(label=voice.say("button-report"), button=Go(where="report"))


def directory_key(voice: Voice) -> Key:
    """Whoever is responsible, with numbers to call."""
    return Key(label=voice.say("button-hotlines"), button=Go(where="directory"))
