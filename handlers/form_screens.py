"""A question of a form, whichever form it is: how far it is, what is asked, what may be pressed."""

from markupsafe import Markup

from conversation import whom
from conversation.broadcasting import BROADCAST
from conversation.entering import ENTERED, ENTRY
from conversation.forms import FORMS
from conversation.pledging import PLEDGE
from conversation.report import (
    ADDITION,
    ANSWER,
    APPEAL,
    PAUSE_APPEAL,
    REPORT,
    WITHDRAWAL,
    asked_for,
    goes_to,
)
from conversation.searching import KEEP
from conversation.suggesting import SUGGESTION
from conversation.units import UNIT
from domain.people import Verb
from domain.report import EvidenceState
from handlers import join_screens, labels, template_screens
from handlers.buttons import Choose, Do
from handlers.markup import Key, Screen, bold, grid, lines, paragraphs
from handlers.voice import Voice
from usecases.turns import Asked

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


def question(voice: Voice, asked: Asked) -> Screen:
    """The question that is open now, with everything that may answer it; the review is apart."""
    name = f"{asked.form.name}-{asked.step.name}-ask"
    text = paragraphs(
        note(voice, asked),
        lines(_head(voice, asked), voice.say(name)),
        _law_list(voice, asked),
        join_screens.target(voice, asked),
        *_about_report(voice, asked),
    )
    return Screen(text=text, rows=rows(voice, asked))


def rows(voice: Voice, asked: Asked, *, skip: str = "button-skip") -> tuple[tuple[Key, ...], ...]:
    """What may be pressed at a question; `skip` is the key of what leaving it out is called."""
    offers = template_screens.offered(voice, asked)
    return (*_choices(voice, asked), *offers, *_commands(voice, asked, skip))


def share_phone(voice: Voice) -> Screen:
    """The keyboard that shares one's own number; Telegram has it only below the text field."""
    return Screen(
        text=lines(voice.say("report-contact-share")),
        share_phone=voice.say("button-share-phone"),
        fresh=True,
    )


def note(voice: Voice, asked: Asked) -> str:
    """The sentence before the question, if there is one."""
    if not asked.note:
        return ""
    return voice.say(asked.note, **{"files": files(asked), **asked.note_params})


def files(asked: Asked) -> int:
    """How many files are kept with the form."""
    return sum(file.state not in _GONE for file in asked.files)


def _head(voice: Voice, asked: Asked) -> Markup | None:
    """How far the form is; a form of the staff's also says what it does to which case."""
    place = f"{asked.place}/{asked.places}" if asked.places > 1 else ""
    if asked.form.name in STAFF_FORMS:
        verb = voice.say(f"verb-{Verb(asked.form.name)}")
        number = asked.sheet.about.get("number", "")
        return bold(" · ".join(part for part in (verb, number, place) if part))
    if asked.form.name in _ENTRIES:
        what = asked.sheet.answer("_for") or "report"
        return bold(" · ".join(part for part in (voice.say(f"entry-{what}"), place) if part))
    return bold(place) if place else None


def _law_list(voice: Voice, asked: Asked) -> Markup | None:
    """Which law each button's article is of: a label has no room for it."""
    if asked.step.name != "rule":
        return None
    taxonomy = voice.profile.taxonomy
    found = [rule for code in asked.step.choices(asked.sheet) if (rule := taxonomy.rule(code))]
    cited = (f"{number}. {rule.cited(voice.locale)}" for number, rule in enumerate(found, 1))
    return lines(*cited)


def _about_report(voice: Voice, asked: Asked) -> tuple[Markup | str | None, ...]:
    """What a reporter should know at this very question."""
    if asked.form.name != REPORT.name:
        return (_files_line(voice, asked),)
    return (
        _asked_for(voice, asked),
        hotline(voice, asked) if asked.step.name == "words" else None,
        _files_line(voice, asked) if asked.step.name == "evidence" else None,
        voice.say("report-privacy") if asked.step.name == "link" else None,
    )


def _asked_for(voice: Voice, asked: Asked) -> str | None:
    """Whom a report goes to that was begun for a unit: at first, and where it is another one."""
    unit = asked_for(asked.sheet)
    if unit is None or asked.step.name not in _SAY_WHO:
        return None
    to = goes_to(asked.sheet) or unit
    return to_unit(voice, asked) if to != unit or asked.step.name == "link" else None


def to_unit(voice: Voice, asked: Asked) -> str:
    """Which unit gets the report, and that it is not the one it was begun for."""
    unit = asked_for(asked.sheet)
    to = goes_to(asked.sheet) or unit
    if to is None:
        return ""
    if asked.form.name == ENTERED.name:
        return voice.say("entered-to-unit", unit=voice.unit(to))
    if unit is not None and to != unit:
        return voice.say("report-to-unit-above", asked=voice.unit(unit), unit=voice.unit(to))
    return voice.say("report-to-unit", unit=voice.unit(to))


def _files_line(voice: Voice, asked: Asked) -> str:
    count = files(asked)
    if not count or asked.note == "files-kept":
        return ""
    return voice.say("files-so-far", files=str(count))


def hotline(voice: Voice, asked: Asked) -> str:
    """Right after the category: who can help at once, and what not to send."""
    category = asked.sheet.answer("category") or ""
    below = asked.sheet.answer("subcategory") or ""
    found = voice.profile.taxonomy.of(category, below)
    number = found.hotline if found else None
    if voice.profile.taxonomy.is_closed(category, below):
        return voice.say("report-closed", hotline=number or voice.profile.emergency)
    return voice.say("report-hotline", hotline=number) if number else ""


def _choices(voice: Voice, asked: Asked) -> tuple[tuple[Key, ...], ...]:
    step, draft = asked.step, asked.sheet.draft
    numbered, aliases = step.name == "rule", whom.reporters(asked.sheet)
    keys = []
    for number, value in enumerate(step.choices(asked.sheet), 1):
        label = labels.choice(
            voice,
            step.name,
            value,
            number if numbered else None,
            aliases=aliases,
        )
        keys.append(Key(label=label, button=Choose(draft=draft.id, step=step.name, value=value)))
    return grid(keys, columns=1 if numbered else 2)


def _commands(voice: Voice, asked: Asked, skip: str) -> tuple[tuple[Key, ...], ...]:
    """Below the choices: skip or done, share a number, then back and cancel."""
    step, sheet = asked.step, asked.sheet
    forward = []
    words_end_it = step.name == "link" or asked.form.name in STAFF_FORMS
    if step.collects and not words_end_it and files(asked):
        forward.append(key(voice, asked, "done", "button-done"))
    if step.optional(sheet):
        forward.append(key(voice, asked, "skip", skip))
    if step.name == "contact" and asked.form.name == REPORT.name:
        forward.append(key(voice, asked, SHARE_PHONE, "button-share-phone"))
    return tuple(row for row in (tuple(forward), around(voice, asked)) if row)


def around(voice: Voice, asked: Asked) -> tuple[Key, ...]:
    """Back, where there is something before, and cancel: the last row of every question."""
    back = [key(voice, asked, "back", "button-back")] if asked.place > 1 or asked.editing else []
    return (*back, key(voice, asked, GIVE_UP, "button-cancel"))


def key(voice: Voice, asked: Asked, command: str, label: str) -> Key:
    """A button that does something to the open question; `label` is the key of its words."""
    button = Do(draft=asked.sheet.draft.id, step=asked.step.name, command=command)
    return Key(label=voice.say(label), button=button)
