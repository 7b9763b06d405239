"""A question of a form, whichever form it is: how far it is, what is asked, what may be pressed."""

from markupsafe import Markup

from conversation.forms import recipients
from conversation.forms.broadcast import BROADCAST
from conversation.forms.manual_entry import ENTERED, ENTRY
from conversation.forms.pledge import PLEDGE
from conversation.forms.registry import FORMS
from conversation.forms.report import (
    ADDITION,
    ANSWER,
    APPEAL,
    PAUSE_APPEAL,
    REPORT,
    WITHDRAWAL,
    asked_for,
    goes_to,
)
from conversation.forms.search import KEEP
from conversation.forms.suggestion import SUGGESTION
from conversation.forms.unit import UNIT
from domain.network.people import Verb
from domain.report import EvidenceState
from handlers.dialogs import hints
from handlers.ui import labels
from handlers.ui.callbacks import Choose, Do
from handlers.ui.localizer import Localizer
from handlers.ui.markup import Key, Screen, bold, grid, lines, paragraphs
from usecases.core.outcomes import Asked

SHARE_PHONE = "share"  # the command that asks for the reply keyboard
GIVE_UP = "cancel"  # ends the form; one of the staff's leads back to its case
_REPORTERS = frozenset(
    form.name for form in (REPORT, ADDITION, ANSWER, APPEAL, PAUSE_APPEAL, WITHDRAWAL)
)
_WITHOUT_VERB = frozenset({KEEP.name, UNIT.name, SUGGESTION.name, BROADCAST.name, PLEDGE.name})
_ENTRIES = frozenset({ENTERED.name, ENTRY.name})
STAFF_FORMS = frozenset(FORMS) - _REPORTERS - _ENTRIES - _WITHOUT_VERB
_SAY_WHO = frozenset({"link", "subcategory", "words"})  # as soon as the category is known
_GONE = frozenset({EvidenceState.REFUSED, EvidenceState.DROPPED})


def question(localizer: Localizer, asked: Asked) -> Screen:
    """The question that is open now, with everything that may answer it; the review is apart."""
    name = f"{asked.form.name}-{asked.step.name}-ask"
    text = paragraphs(
        note(localizer, asked),
        lines(_head(localizer, asked), localizer.say(name)),
        _law_list(localizer, asked),
        hints.target(localizer, asked),
        *_about_report(localizer, asked),
    )
    return Screen(text=text, rows=rows(localizer, asked))


def rows(
    localizer: Localizer, asked: Asked, *, skip: str = "button-skip"
) -> tuple[tuple[Key, ...], ...]:
    """What may be pressed at a question; `skip` is the key of what leaving it out is called."""
    offers = hints.offered(localizer, asked)
    return (*_choices(localizer, asked), *offers, *_commands(localizer, asked, skip))


def share_phone(localizer: Localizer) -> Screen:
    """The keyboard that shares one's own number; Telegram has it only below the text field."""
    return Screen(
        text=lines(localizer.say("report-contact-share")),
        share_phone=localizer.say("button-share-phone"),
        fresh=True,
    )


def note(localizer: Localizer, asked: Asked) -> str:
    """The sentence before the question, if there is one."""
    if not asked.note:
        return ""
    return localizer.say(asked.note, **{"files": files(asked), **asked.note_params})


def files(asked: Asked) -> int:
    """How many files are kept with the form."""
    return sum(file.state not in _GONE for file in asked.files)


def _head(localizer: Localizer, asked: Asked) -> Markup | None:
    """How far the form is; a form of the staff's also says what it does to which case."""
    place = f"{asked.place}/{asked.places}" if asked.places > 1 else ""
    if asked.form.name in STAFF_FORMS:
        verb = localizer.say(f"verb-{Verb(asked.form.name)}")
        number = asked.sheet.about.get("number", "")
        return bold(" · ".join(part for part in (verb, number, place) if part))
    if asked.form.name in _ENTRIES:
        what = asked.sheet.answer("_for") or "report"
        return bold(" · ".join(part for part in (localizer.say(f"entry-{what}"), place) if part))
    return bold(place) if place else None


def _law_list(localizer: Localizer, asked: Asked) -> Markup | None:
    """Which law each button's article is of: a label has no room for it."""
    if asked.step.name != "rule":
        return None
    taxonomy = localizer.profile.taxonomy
    found = [rule for code in asked.step.choices(asked.sheet) if (rule := taxonomy.rule(code))]
    cited = (f"{number}. {rule.cited(localizer.locale)}" for number, rule in enumerate(found, 1))
    return lines(*cited)


def _about_report(localizer: Localizer, asked: Asked) -> tuple[Markup | str | None, ...]:
    """What a reporter should know at this very question."""
    if asked.form.name != REPORT.name:
        return (_files_line(localizer, asked),)
    return (
        _asked_for(localizer, asked),
        hotline(localizer, asked) if asked.step.name == "words" else None,
        _files_line(localizer, asked) if asked.step.name == "evidence" else None,
        localizer.say("report-privacy") if asked.step.name == "link" else None,
    )


def _asked_for(localizer: Localizer, asked: Asked) -> str | None:
    """Whom a report goes to that was begun for a unit: at first, and where it is another one."""
    unit = asked_for(asked.sheet)
    if unit is None or asked.step.name not in _SAY_WHO:
        return None
    to = goes_to(asked.sheet) or unit
    return to_unit(localizer, asked) if to != unit or asked.step.name == "link" else None


def to_unit(localizer: Localizer, asked: Asked) -> str:
    """Which unit gets the report, and that it is not the one it was begun for."""
    unit = asked_for(asked.sheet)
    to = goes_to(asked.sheet) or unit
    if to is None:
        return ""
    if asked.form.name == ENTERED.name:
        return localizer.say("entered-to-unit", unit=localizer.unit(to))
    if unit is not None and to != unit:
        return localizer.say(
            "report-to-unit-above", asked=localizer.unit(unit), unit=localizer.unit(to)
        )
    return localizer.say("report-to-unit", unit=localizer.unit(to))


def _files_line(localizer: Localizer, asked: Asked) -> str:
    count = files(asked)
    if not count or asked.note == "files-kept":
        return ""
    return localizer.say("files-so-far", files=str(count))


def hotline(localizer: Localizer, asked: Asked) -> str:
    """Right after the category: who can help at once, and what not to send."""
    category = asked.sheet.answer("category") or ""
    below = asked.sheet.answer("subcategory") or ""
    found = localizer.profile.taxonomy.of(category, below)
    number = found.hotline if found else None
    if localizer.profile.taxonomy.is_closed(category, below):
        return localizer.say("report-closed", hotline=number or localizer.profile.emergency)
    return localizer.say("report-hotline", hotline=number) if number else ""


def _choices(localizer: Localizer, asked: Asked) -> tuple[tuple[Key, ...], ...]:
    step, draft = asked.step, asked.sheet.draft
    numbered, aliases = step.name == "rule", recipients.reporters(asked.sheet)
    keys = []
    for number, value in enumerate(step.choices(asked.sheet), 1):
        label = labels.choice(
            localizer,
            step.name,
            value,
            number if numbered else None,
            aliases=aliases,
        )
        keys.append(Key(label=label, button=Choose(draft=draft.id, step=step.name, value=value)))
    return grid(keys, columns=1 if numbered else 2)


def _commands(localizer: Localizer, asked: Asked, skip: str) -> tuple[tuple[Key, ...], ...]:
    """Below the choices: skip or done, share a number, then back and cancel."""
    step, sheet = asked.step, asked.sheet
    forward = []
    words_end_it = step.name == "link" or asked.form.name in STAFF_FORMS
    if step.collects and not words_end_it and files(asked):
        forward.append(key(localizer, asked, "done", "button-done"))
    if step.optional(sheet):
        forward.append(key(localizer, asked, "skip", skip))
    if step.name == "contact" and asked.form.name == REPORT.name:
        forward.append(key(localizer, asked, SHARE_PHONE, "button-share-phone"))
    return tuple(row for row in (tuple(forward), around(localizer, asked)) if row)


def around(localizer: Localizer, asked: Asked) -> tuple[Key, ...]:
    """Back, where there is something before, and cancel: the last row of every question."""
    back = (
        [key(localizer, asked, "back", "button-back")] if asked.place > 1 or asked.editing else []
    )
    return (*back, key(localizer, asked, GIVE_UP, "button-cancel"))


def key(localizer: Localizer, asked: Asked, command: str, label: str) -> Key:
    """A button that does something to the open question; `label` is the key of its words."""
    button = Do(draft=asked.sheet.draft.id, step=asked.step.name, command=command)
    return Key(label=localizer.say(label), button=button)
