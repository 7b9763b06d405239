"""The screen of a person's settings."""

from handlers.account import follow_screens, notice_settings
from handlers.ui.callbacks import Go
from handlers.ui.localizer import Localizer
from handlers.ui.markup import Key, Screen, bold, lines
from usecases.broadcasts.follows import Wishes


def settings(localizer: Localizer, wishes: Wishes, *, staff: bool = False) -> Screen:
    """The language and the follows, with buttons to change them and to /privacy.

    `staff`: with a button to what they are told when.
    """
    heard = "settings-announced" if wishes.willing else "settings-unannounced"
    language = localizer.say("settings-language", language=localizer.say("language-name"))
    return Screen(
        text=lines(bold(localizer.say("settings-title")), language, localizer.say(heard)),
        rows=(
            *(_notices(localizer) if staff else ()),
            *follow_screens.rows(localizer, wishes),
            (
                Key(label=localizer.say("button-language"), button=Go(where="language")),
                Key(label=localizer.say("button-privacy"), button=Go(where="privacy")),
            ),
        ),
    )


def _notices(localizer: Localizer) -> tuple[tuple[Key, ...], ...]:
    button = Go(where=notice_settings.PLACE)
    return ((Key(label=localizer.say("settings-notices"), button=button),),)
