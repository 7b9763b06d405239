"""What stands around the reports: the welcome, help, the languages, the settings, privacy."""

from collections.abc import Iterable

from markupsafe import Markup

from conversation.forms.report import REPORT
from domain.draft import Draft
from domain.network.people import Person
from handlers.core import menus
from handlers.dialogs import home, render
from handlers.ui.callbacks import Speak
from handlers.ui.localizer import Localizer
from handlers.ui.markup import Key, Screen, bold, grid, lines, paragraphs
from usecases.core.outcomes import Asked, DialogOutcome


def welcome(localizer: Localizer, outcome: DialogOutcome) -> Screen:
    """The first screen; what was left unfinished is offered to go on with."""
    text = paragraphs(
        localizer.say("start-welcome"),
        localizer.say("start-emergency", number=localizer.profile.emergency),
    )
    draft = outcome.sheet.draft if isinstance(outcome, Asked) else None
    if draft is None or not _is_begun(draft):
        return render.at_home(localizer, text).with_row_before_last(home.danger_key(localizer))
    unfinished = lines(
        bold(localizer.say("start-unfinished")),
        localizer.say("offered-since", when=localizer.when(draft.touched_at)),
    )
    rows = render.go_on_rows(localizer, fresh=draft.form == REPORT.name)
    return Screen(text=paragraphs(text, unfinished), rows=rows)


def _is_begun(draft: Draft) -> bool:
    return draft.form != REPORT.name or draft.has_something


def help_for(localizer: Localizer, person: Person | None) -> Screen:
    """The commands that this person may use, and the way without any."""
    staff = [name for name in menus.commands_of(person) if name not in menus.CITIZENS]
    return render.at_home(
        localizer,
        paragraphs(
            bold(localizer.say("help-title")),
            localizer.say("help-how"),
            _listed(localizer, menus.CITIZENS),
            lines(bold(localizer.say("help-staff")), _listed(localizer, staff)) if staff else None,
        ),
    )


def _listed(localizer: Localizer, names: Iterable[str]) -> Markup:
    return lines(*(f"/{name} – {localizer.say(f'command-{name}')}" for name in names))


def languages(localizer: Localizer) -> Screen:
    """Every language under its own name."""
    keys = (
        Key(label=localizer.words.say(locale, "language-name"), button=Speak(locale=locale))
        for locale in localizer.profile.locales
    )
    return Screen(text=lines(localizer.say("language-ask")), rows=grid(keys))


def privacy(localizer: Localizer) -> Screen:
    """What is kept and what is not, in plain words."""
    return render.at_home(
        localizer,
        paragraphs(
            bold(localizer.say("privacy-title")),
            localizer.say("privacy-who"),
            localizer.say("privacy-kept"),
            localizer.say("privacy-contact"),
            localizer.say("privacy-choice"),
            localizer.say("privacy-forget"),
        ),
    )
