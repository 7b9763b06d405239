"""The general screens: welcome, help, languages, privacy."""

from collections.abc import Iterable

from markupsafe import Markup
from msgspec.structs import replace

from conversation.forms.report import REPORT
from domain.draft import Draft
from domain.network.people import Person
from handlers.core import menus
from handlers.dialogs import home, render
from handlers.moderation import desk
from handlers.ui.callbacks import Go, Speak
from handlers.ui.localizer import Localizer
from handlers.ui.markup import Key, Screen, bold, grid, lines, paragraphs
from usecases.core.outcomes import Asked, DialogOutcome
from usecases.moderation.desk import Desk

CITIZENS_TASKS = {
    "help-reports": ("start", "report", "cases", "track", "rules", "cancel"),
    "help-offices": ("directory", "suggest"),
    "help-you": ("language", "settings", "privacy", "mydata", "forgetme", "help"),
}
"""Heading -> commands that everybody may use, as /help lists them."""

STAFF_TASKS = {
    "help-cases": ("queue", "case", "mine", "measures", "search", "enter"),
    "help-contacts": ("identities",),
    "help-people": ("templates", "staff", "grant", "revoke", "oncall", "suggestions"),
    "help-network": ("units", "categories", "hotline", "pledge"),
    "help-announcements": ("broadcast", "broadcasts"),
    "help-figures": ("board", "figures", "accounts", "export", "audit"),
}
"""Heading -> commands of staff; each person sees those that they may use."""


def welcome(localizer: Localizer, outcome: DialogOutcome, work: Desk | None = None) -> Screen:
    """The first screen; an open draft is offered to go on with. `work`: that of staff."""
    draft = outcome.sheet.draft if isinstance(outcome, Asked) else None
    begun = draft if draft is not None and _is_begun(draft) else None
    if work is not None and begun is None:
        return desk.screen(localizer, work)
    text = paragraphs(
        localizer.say("start-welcome"),
        localizer.say("start-emergency", number=localizer.profile.emergency),
    )
    if begun is None:
        screen = render.at_home(localizer, text).with_row_before_last(home.danger_key(localizer))
        return replace(screen, rows=(*screen.rows, (home.rules_key(localizer),)))
    unfinished = lines(
        bold(localizer.say("start-unfinished")),
        localizer.say("offered-since", when=localizer.when(begun.touched_at)),
    )
    rows = render.go_on_rows(localizer, fresh=begun.form == REPORT.name)
    return Screen(text=paragraphs(text, unfinished), rows=rows)


def with_languages(localizer: Localizer, screen: Screen) -> Screen:
    """The screen with the choice of languages above it, in case its language is not understood."""
    locales = localizer.profile.locales
    offers = lines(*(localizer.words.say(each, "language-offer") for each in locales))
    return replace(
        screen,
        text=paragraphs(offers, screen.text),
        rows=(*_language_rows(localizer), *screen.rows),
        question_of="",
    )


def _is_begun(draft: Draft) -> bool:
    return draft.form != REPORT.name or draft.has_something


def help_for(localizer: Localizer, person: Person | None) -> Screen:
    """The commands that this person may use, grouped by task, with a hint how to do without."""
    theirs = set(menus.commands_of(person))
    tasks = STAFF_TASKS | CITIZENS_TASKS if theirs - set(menus.CITIZENS) else CITIZENS_TASKS
    groups = (
        lines(bold(localizer.say(heading)), _listed(localizer, shown))
        for heading, names in tasks.items()
        if (shown := [name for name in names if name in theirs])
    )
    return render.at_home(
        localizer,
        paragraphs(bold(localizer.say("help-title")), localizer.say("help-how"), *groups),
    )


def _listed(localizer: Localizer, names: Iterable[str]) -> Markup:
    return lines(*(f"/{name} – {localizer.say(f'command-{name}')}" for name in names))


def languages(localizer: Localizer) -> Screen:
    """The choice of languages, each under its own name."""
    return Screen(text=lines(localizer.say("language-ask")), rows=_language_rows(localizer))


def _language_rows(localizer: Localizer) -> tuple[tuple[Key, ...], ...]:
    keys = (
        Key(label=localizer.words.say(locale, "language-name"), button=Speak(locale=locale))
        for locale in localizer.profile.locales
    )
    return grid(keys)


def privacy(localizer: Localizer) -> Screen:
    """Who sees which data, in short; a button for each further question."""
    home = render.at_home(
        localizer,
        paragraphs(
            bold(localizer.say("privacy-title")),
            localizer.say("privacy-who"),
            localizer.say("privacy-choice"),
        ),
    )
    further = tuple(
        Key(label=localizer.say(f"button-{place}"), button=Go(where=place))
        for place in ("privacy_kept", "privacy_contact")
    )
    return replace(home, rows=(further, *home.rows))


def privacy_kept(localizer: Localizer) -> Screen:
    """Which data are kept, and how to see and unlink them."""
    return _of_privacy(localizer, "privacy_kept", "privacy-kept", "privacy-forget")


def privacy_contact(localizer: Localizer) -> Screen:
    """Who may see a reporter's contact."""
    return _of_privacy(localizer, "privacy_contact", "privacy-contact")


def _of_privacy(localizer: Localizer, place: str, *keys: str) -> Screen:
    back = Key(label=localizer.say("button-privacy"), button=Go(where="privacy"))
    title = bold(localizer.say(f"button-{place}"))
    return Screen(text=paragraphs(title, *map(localizer.say, keys)), rows=((back,),))
