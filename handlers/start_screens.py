"""What stands around the reports: the welcome, help, the languages, the settings, privacy."""

from collections.abc import Iterable

from markupsafe import Markup

from conversation.forms.report import REPORT
from domain.draft import Draft
from domain.network.people import Person
from handlers.core import menus
from handlers.dialogs import render
from handlers.ui.callbacks import Speak
from handlers.ui.localizer import Voice
from handlers.ui.markup import Key, Screen, bold, grid, lines, paragraphs
from usecases.core.outcomes import Asked, Turn


def welcome(voice: Voice, turn: Turn) -> Screen:
    """The first screen; what was left unfinished is offered to go on with."""
    text = paragraphs(
        voice.say("start-welcome"),
        voice.say("start-emergency", number=voice.profile.emergency),
    )
    draft = turn.sheet.draft if isinstance(turn, Asked) else None
    if draft is None or not _is_begun(draft):
        return render.at_home(voice, text)
    unfinished = lines(
        bold(voice.say("start-unfinished")),
        voice.say("offered-since", when=voice.when(draft.touched_at)),
    )
    rows = render.go_on_rows(voice, fresh=draft.form == REPORT.name)
    return Screen(text=paragraphs(text, unfinished), rows=rows)


def _is_begun(draft: Draft) -> bool:
    return draft.form != REPORT.name or any(not name.startswith("_") for name in draft.answers)


def help_for(voice: Voice, person: Person | None) -> Screen:
    """The commands that this person may use, and the way without any."""
    staff = [name for name in menus.commands_of(person) if name not in menus.CITIZENS]
    return render.at_home(
        voice,
        paragraphs(
            bold(voice.say("help-title")),
            voice.say("help-how"),
            _listed(voice, menus.CITIZENS),
            lines(bold(voice.say("help-staff")), _listed(voice, staff)) if staff else None,
        ),
    )


def _listed(voice: Voice, names: Iterable[str]) -> Markup:
    return lines(*(f"/{name} – {voice.say(f'command-{name}')}" for name in names))


def languages(voice: Voice) -> Screen:
    """Every language under its own name."""
    keys = (
        Key(label=voice.words.say(locale, "language-name"), button=Speak(locale=locale))
        for locale in voice.profile.locales
    )
    return Screen(text=lines(voice.say("language-ask")), rows=grid(keys))


def privacy(voice: Voice) -> Screen:
    """What is kept and what is not, in plain words."""
    return render.at_home(
        voice,
        paragraphs(
            bold(voice.say("privacy-title")),
            voice.say("privacy-who"),
            voice.say("privacy-kept"),
            voice.say("privacy-contact"),
            voice.say("privacy-choice"),
            voice.say("privacy-forget"),
        ),
    )
