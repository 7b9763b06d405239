"""Buttons to the start pages of the main functions."""

from handlers.dialogs.callbacks import Undo
from handlers.ui.callbacks import Go
from handlers.ui.localizer import Localizer
from handlers.ui.markup import Key


def cases_key(localizer: Localizer) -> Key:
    """To the list of one's reports, in a new message."""
    return Key(label=localizer.say("button-cases"), button=Go(where="cases"))


def suggest_key(localizer: Localizer) -> Key:
    """To a comment on the reporting work, such as a complaint."""
    return Key(label=localizer.say("pledge-suggest"), button=Go(where="suggest"))


def report_key(localizer: Localizer) -> Key:
    """To a new report."""
    return Key(label=localizer.say("button-report"), button=Go(where="report"))


def staff_keys(localizer: Localizer) -> tuple[Key, ...]:
    """To the queue of one's units and to one's own cases."""
    return tuple(
        Key(label=localizer.say(f"desk-go-{name}"), button=Go(where=name))
        for name in ("queue", "mine")
    )


def search_key(localizer: Localizer) -> Key:
    """To the search for cases, for staff."""
    return Key(label=localizer.say("desk-go-search"), button=Go(where="search"))


def track_key(localizer: Localizer) -> Key:
    """To look up a report by its query code."""
    return Key(label=localizer.say("button-track"), button=Go(where="track"))


def danger_key(localizer: Localizer) -> Key:
    """To a new report that is marked as danger to life from the start."""
    return Key(label=localizer.say("button-danger"), button=Go(where="danger"))


def rules_key(localizer: Localizer) -> Key:
    """To how a report goes, step by step."""
    return Key(label=localizer.say("button-rules"), button=Go(where="rules"))


def undo_key(localizer: Localizer, draft: str) -> Key:
    """To restore a form that was cancelled."""
    return Key(label=localizer.say("button-undo"), button=Undo(draft=draft))


def directory_key(localizer: Localizer) -> Key:
    """To the directory: who is responsible, with phone numbers."""
    return Key(label=localizer.say("button-hotlines"), button=Go(where="directory"))
