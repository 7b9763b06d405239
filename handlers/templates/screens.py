"""Templates as staff see them: a unit's list, one template, and its text before it is used."""

from markupsafe import Markup

from conversation.contexts import TemplateContext
from domain.case import Outcome, cites
from domain.template import Template, TextKind
from handlers.dialogs import question_screen
from handlers.dialogs.callbacks import MoreTemplates
from handlers.dialogs.hints import LONGEST_TITLE, Rows, language_of, short_title
from handlers.templates.callbacks import (
    AddMacro,
    AddTemplate,
    ChangeTemplate,
    DropSurely,
    DropTemplate,
    MacrosOf,
    ReadyTexts,
    SeeTemplate,
    TemplatesOf,
    TurnTemplateUnits,
    UseMacro,
    UseTemplate,
)
from handlers.templates.ready_text_screens import result_name
from handlers.ui.callbacks import SeeCase
from handlers.ui.localizer import Localizer
from handlers.ui.long_text import own
from handlers.ui.markup import Key, Screen, bold, code, lines, paragraphs, quote
from handlers.ui.sanitize import harmless, line
from handlers.ui.unit_picker import UnitPicker
from usecases.core.outcomes import Asked
from usecases.core.views import TemplateView
from usecases.moderation.forms import MacroList
from usecases.moderation.template_use import Prepared
from usecases.moderation.templates import PAGE, TemplateList

UNITS = UnitPicker(
    ask="templates-which-unit",
    command="/templates",
    button=lambda code: TemplatesOf(unit=code, start=0),
    turn=lambda page: TurnTemplateUnits(page=page),
)


def listed(localizer: Localizer, found: TemplateList) -> Screen:
    """One page of a unit's templates, grouped by purpose; leads of the unit may add one."""
    unit = found.unit.code
    keys = tuple(
        (Key(label=short_title(localizer, each), button=SeeTemplate(template_id=each.id)),)
        for each in found.found
    )
    add = (
        Key(label=localizer.say("templates-add"), button=AddTemplate(unit=unit)),
        Key(label=localizer.say("templates-add-macro"), button=AddMacro(unit=unit)),
    )
    ready = Key(label=localizer.say("ready-texts"), button=ReadyTexts(unit=unit))
    rows = lines(
        *(
            part
            for each in found.found
            for part in own(
                localizer.say(f"verb-{each.verb}"), language_of(localizer, each.locale), _name(each)
            )
        )
    )
    return Screen(
        text=paragraphs(
            bold(localizer.say("templates-of", unit=localizer.unit(unit))),
            rows or localizer.say("templates-none"),
            None if found.may_change else localizer.say("templates-lead-only"),
        ),
        rows=(
            *keys,
            *_pages(localizer, found),
            *((add,) if found.may_change else ()),
            (ready,),
        ),
        protect=True,
    )


def _pages(localizer: Localizer, found: TemplateList) -> Rows:
    unit, keys = found.unit.code, []
    if found.start:
        before = max(0, found.start - PAGE)
        label = localizer.say("templates-before")
        keys.append(Key(label=label, button=TemplatesOf(unit=unit, start=before)))
    if found.after is not None:
        label = localizer.say("staff-next")
        keys.append(Key(label=label, button=TemplatesOf(unit=unit, start=found.after)))
    return (tuple(keys),) if keys else ()


def one(localizer: Localizer, found: TemplateView) -> Screen:
    """A template with its placeholders not filled in."""
    template = found.template
    change = Key(
        label=localizer.say("templates-change"), button=ChangeTemplate(template_id=template.id)
    )
    drop = Key(label=localizer.say("templates-drop"), button=DropTemplate(template_id=template.id))
    return Screen(
        text=paragraphs(
            localizer.say(found.note) if found.note else None,
            lines(
                bold(_name(template)),
                *own(
                    localizer.unit(template.unit),
                    _purpose(localizer, template),
                    language_of(localizer, template.locale),
                ),
                *_of_macro(localizer, template),
            ),
            quote(harmless(template.body)) if template.body else None,
        ),
        rows=(*(((change, drop),) if found.may_change else ()), (_back(localizer, template.unit),)),
        protect=True,
    )


def _purpose(localizer: Localizer, template: Template) -> str:
    """The move that a template is for; of a macro also what it decides."""
    verb = localizer.say(f"verb-{template.verb}")
    if template.kind is not TextKind.MACRO:
        return verb
    return f"⚡ {verb}: {result_name(localizer, template.result)}"


def _of_macro(localizer: Localizer, template: Template) -> tuple[Markup, ...]:
    """The rule and the facts of a macro, and what it takes from the unit's ready texts."""
    if template.kind is not TextKind.MACRO:
        return ()
    finds = template.result in frozenset(Outcome)
    preset_rule = localizer.say("macro-rule-preset") if cites(template.result) and finds else None
    return (
        *own(localizer.rule(template.rule) if template.rule else preset_rule),
        *own(localizer.say("staff-facts") if template.facts else None),
        *((quote(harmless(template.facts)),) if template.facts else ()),
        *own(None if template.body else localizer.say("macro-words-ready")),
    )


def drop_surely(localizer: Localizer, found: TemplateView) -> Screen:
    """Ask for confirmation before a template is deleted."""
    template = found.template
    sure = Key(
        label=localizer.say("templates-drop-surely"), button=DropSurely(template_id=template.id)
    )
    return Screen(
        text=lines(localizer.say("templates-drop-ask", title=_name(template))),
        rows=((sure,), (_back(localizer, template.unit),)),
        protect=True,
    )


def question(localizer: Localizer, asked: Asked) -> Screen:
    """A question of the form; where a text is changed, with what stands there now."""
    now = TemplateContext.of(asked.sheet.draft).text
    below = (code(harmless(now)),) if now else ()
    return question_screen.by_verb(localizer, asked, below=below)


def macros(localizer: Localizer, found: MacroList) -> Screen:
    """The macros that can be used on a case now; pressing one shows the whole before it is sent."""
    case = found.case
    keys = [
        Key(
            label=short_title(localizer, each),
            button=UseMacro(case_id=case.id, macro=each.id, seen=case.version),
        )
        for each in found.found
    ]
    others = [start for start in (found.start - PAGE, found.after) if start is not None]
    pages = tuple(
        Key(
            label=localizer.say("templates-before" if start < found.start else "staff-next"),
            button=MacrosOf(case_id=case.id, seen=case.version, start=start),
        )
        for start in others
        if start >= 0
    )
    back = Key(label=localizer.say("staff-to-case"), button=SeeCase(case_id=case.id))
    head = bold(" · ".join((localizer.say("macros"), case.number)))
    body = localizer.say("macros-which" if keys else "macros-none")
    named = (own(_purpose(localizer, each), _name(each)) for each in found.found)
    return Screen(
        text=paragraphs(head, lines(*(part for parts in named for part in parts)), body),
        rows=(*((key,) for key in keys), *((pages,) if pages else ()), (back,)),
        protect=True,
    )


def _back(localizer: Localizer, unit: str) -> Key:
    return Key(label=localizer.say("templates-back"), button=TemplatesOf(unit=unit, start=0))


def read(localizer: Localizer, found: Prepared) -> Screen:
    """A template's text as it would be sent; it must be shown before it can be used."""
    template, draft = found.template, found.asked.sheet.draft.id
    use = UseTemplate(draft=draft, template_id=template.id, seen=template.written_at)
    own_words = MoreTemplates(draft=draft, start=0)
    verb = localizer.say(f"verb-{template.verb}")
    return Screen(
        text=paragraphs(
            lines(
                bold(f"{verb} · {found.asked.sheet.about.number}"),
                *own(_name(template), language_of(localizer, template.locale)),
            ),
            quote(harmless(found.text)),
            localizer.say("templates-read"),
        ),
        rows=(
            (Key(label=localizer.say("templates-use"), button=use),),
            (Key(label=localizer.say("templates-own"), button=own_words),),
        ),
        protect=True,
    )


def _name(template: Template) -> str:
    return line(template.title, LONGEST_TITLE)
