"""Keys that lead back to the first screens."""

from handlers.ui.callbacks import Go
from handlers.ui.localizer import Localizer
from handlers.ui.markup import Key


def cases_key(localizer: Localizer) -> Key:
    """To all of one's reports, in a message of their own."""
    return Key(label=localizer.say("button-cases"), button=Go(where="cases"))


def report_key(localizer: Localizer) -> Key:
    """To a new report."""
    return Key(label=localizer.say("button-report"), button=Go(where="report"))


def directory_key(localizer: Localizer) -> Key:
    """Whoever is responsible, with numbers to call."""
    return Key(label=localizer.say("button-hotlines"), button=Go(where="directory"))
