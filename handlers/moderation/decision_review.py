"""The questions of a decision: a refusal's reasons with their texts, and the review of the whole.

The author reads what each reporter will read, in that reporter's language, before it is sent.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial

from markupsafe import Markup
from msgspec.structs import replace

from conversation.contexts import DecisionContext, Presets
from conversation.forms import measures, presets
from conversation.forms.decisions import SELF, SURE
from domain.case import DISMISSED, Ground
from domain.draft import Draft
from domain.network.people import Verb
from domain.template import SUBJECTS
from handlers.dialogs import question_screen
from handlers.dialogs.callbacks import Edit, Tick
from handlers.reported_accounts.screens import measure_of_decision
from handlers.reporting.screens import result_of
from handlers.ui import labels
from handlers.ui.localizer import Localizer
from handlers.ui.long_text import shortened
from handlers.ui.markup import (
    Key,
    Screen,
    bold,
    code,
    cut,
    fold,
    grid,
    lines,
    paragraphs,
    quote,
)
from handlers.ui.sanitize import harmless, line
from usecases.core.outcomes import Asked

ROOM = 3600  # of the 4096 characters of a message
EDITED = ("ground", "outcome", "seen_gone", "measure", "rule", "facts", "feedback")
"""The parts of a decision that can be changed at its review, in the order they are shown."""
_KINDS = {Verb.REFUSE: "triage", Verb.DECIDE: "finding"}


def question(localizer: Localizer, asked: Asked) -> Screen:
    """A question of a decision; not its place, since ready texts answer most of the others."""
    match asked.step.name:
        case name if name == SURE:
            return _review(localizer, asked)
        case "ground":
            return _reasons(localizer, asked)
        case "feedback" | "facts":
            return question_screen.by_verb(localizer, asked, below=text_now(asked), places=False)
    return question_screen.by_verb(localizer, asked, places=False)


def lapse(localizer: Localizer, asked: Asked) -> Screen:
    """Whether a case is ended for want of an answer, and what its reporters will be told."""
    told = localizer.say("lapse-will-hear")
    count = len(asked.sheet.facts.reporters)
    words = localizer.say("reporters-will-be-told", count=count, what=told)
    return question_screen.by_verb(localizer, asked, below=(words,))


def text_now(asked: Asked) -> tuple[Markup, ...]:
    """The text that stands there now, which a tap copies."""
    text = getattr(presets.of_draft(asked.sheet.draft), asked.step.name)
    return (code(harmless(text)),) if text else ()


def _reasons(localizer: Localizer, asked: Asked) -> Screen:
    """The reasons for a refusal, each with what the reporter will read for it."""
    draft, sheet = asked.sheet.draft, asked.sheet
    offered = presets.offered(draft)
    screen = question_screen.by_verb(localizer, asked, places=False)
    if asked.form.name != Verb.REFUSE or not offered:
        return screen
    own = presets.writes_own(sheet)
    keys = [key for row in screen.rows for key in row]
    count = len(asked.step.choices(sheet))
    chosen, around = keys[:count], keys[count:]
    switch = Key(
        label=localizer.say("refuse-as-it-is" if own else "refuse-own-words"),
        button=Tick(draft=draft.id, switch=presets.OWN_WORDS, on=int(not own)),
    )
    rows = (*((key,) for key in chosen), (switch,), tuple(around))
    if own:
        return replace(screen, rows=rows)
    read = sheet.about.languages

    def shown(most: int) -> Markup:
        return paragraphs(
            *(
                lines(
                    bold(localizer.say(f"ground-{ground}")),
                    *as_read(localizer, read, ground, "", said_in(offered[ground]), most),
                )
                for ground in Ground
                if ground in offered
            )
        )

    ask = "refuse-at-once" if presets.all_are_shown(draft) else "refuse-read-first"
    text = paragraphs(screen.text, shortened(shown, ROOM), localizer.say(ask))
    return replace(screen, text=text, rows=rows)


def _review(localizer: Localizer, asked: Asked) -> Screen:
    """The whole decision as it will be sent, with a button to change each part."""
    sheet, draft = asked.sheet, asked.sheet.draft
    shown = parts(asked)
    screen = question_screen.by_verb(localizer, asked, places=False)
    verb = localizer.say(f"verb-{Verb(asked.form.name)}")
    refuses = asked.form.name != Verb.REFUSE and presets.result_of(draft) in frozenset(Ground)
    text = paragraphs(
        question_screen.note(localizer, asked),
        bold(f"{verb} · {sheet.about.number}"),
        _source(localizer, draft),
        shortened(lambda most: _whole(localizer, asked, shown, most), ROOM),
        localizer.say("same-sure-ask-refusal" if refuses else f"{asked.form.name}-sure-ask"),
    )
    first, *around = screen.rows
    return Screen(text=text, rows=(first, *edits(localizer, asked, shown), *around), protect=True)


def parts(asked: Asked) -> list[str]:
    """The parts of a decision that have been answered, by its author or beforehand."""
    sheet, steps = asked.sheet, {step.name: step for step in asked.form.steps}
    return [
        name
        for name in EDITED
        if name in steps and steps[name].asked_if(sheet) and presets.said(sheet, name)
    ]


def edits(localizer: Localizer, asked: Asked, shown: Iterable[str]) -> tuple[tuple[Key, ...], ...]:
    """A button to change each of these parts."""
    draft = asked.sheet.draft.id
    return grid(
        Key(label=localizer.say(f"review-edit-{name}"), button=Edit(draft=draft, step=name))
        for name in shown
    )


def said_in(found: Presets) -> Callable[[str], str]:
    """The words of a result, by language."""
    return lambda locale: found.words.get(locale, found.feedback)


def _source(localizer: Localizer, draft: Draft) -> str:
    """Where the answers come from, if not from the texts of the result."""
    context = DecisionContext.of(draft)
    if context.macro:
        return localizer.say("macro-copied", title=line(context.macro, labels.LONGEST))
    return localizer.say("same-copied", number=context.earlier) if context.earlier else ""


def _whole(localizer: Localizer, asked: Asked, shown: list[str], most: int) -> Markup:
    sheet = asked.sheet
    inside = [name for name in shown if name not in {"rule", "feedback"}]
    result, rule = presets.result_of(sheet.draft), presets.said(sheet, "rule") or ""
    return paragraphs(
        *(internal(localizer, asked, name, most) for name in inside),
        lines(
            localizer.say("review-reporter-reads"),
            *as_read(
                localizer,
                sheet.about.languages,
                result,
                rule,
                partial(presets.words_for, sheet),
                most,
            ),
        ),
    )


def internal(localizer: Localizer, asked: Asked, name: str, most: int) -> Markup:
    """A part of the decision that only colleagues see as such."""
    value = str(presets.said(asked.sheet, name))
    match name:
        case "ground" | "outcome":
            return lines(bold(localizer.say(f"{name}-{value}")))
        case "seen_gone":
            if value == SELF:
                return lines(localizer.say("seen_gone-self"))
            return lines(localizer.say("staff-seen-gone", name=line(value, most)))
        case "measure":
            taken = measures.taken(asked.sheet.draft.answers)
            whose = asked.sheet.facts.accounts.get(asked.sheet.answer("whose") or "")
            return measure_of_decision(localizer, taken, whose) if taken else Markup()
    return facts(localizer, value, most)


def facts(localizer: Localizer, text: str, most: int) -> Markup:
    """The facts behind a decision."""
    return lines(localizer.say("staff-facts"), quote(cut(harmless(text), most)))


def as_read(
    localizer: Localizer,
    languages: Sequence[str],
    result: str,
    rule: str,
    words: Callable[[str], str],
    most: int,
) -> Iterator[Markup]:
    """What reporters read of this result, in each language that they read."""
    if not result:
        return
    read = languages or (localizer.locale,)
    for locale in read:
        reader = replace(localizer, locale=locale)
        if len(read) > 1:
            yield lines(labels.language(localizer, locale))
        said = lines(_result(reader, result, rule), cut(harmless(words(locale)), most))
        yield fold(said)


def _result(reader: Localizer, result: str, rule: str) -> Markup:
    verb = SUBJECTS[result]
    if verb is Verb.REMIT:
        return lines(reader.say("notice-appeal_remitted"))
    kind = "appeal" if result == DISMISSED else _KINDS[verb]
    return result_of(reader, kind, result, rule)
