"""The screen of a person's settings."""

from handlers.account import follow_screens
from handlers.ui.callbacks import Go
from handlers.ui.localizer import Voice
from handlers.ui.markup import Key, Screen, bold, lines
from usecases.broadcasts.follows import Wishes


def settings(voice: Voice, wishes: Wishes) -> Screen:
    """The language, what somebody hears of, and the way to what is kept."""
    heard = "settings-announced" if wishes.willing else "settings-unannounced"
    language = voice.say("settings-language", language=voice.say("language-name"))
    return Screen(
        text=lines(bold(voice.say("settings-title")), language, voice.say(heard)),
        rows=(
            *follow_screens.rows(voice, wishes),
            (
                Key(label=voice.say("button-language"), button=Go(where="language")),
                Key(label=voice.say("button-privacy"), button=Go(where="privacy")),
            ),
        ),
    )
