"""Templates as staff see them: a unit's list, one template, and its text before it is used."""

from domain.template import Template, filled
from handlers.core.services import Services
from handlers.dialogs.callbacks import MoreTemplates
from handlers.dialogs.hints import LONGEST_TITLE, Rows, language_of, short_title
from handlers.moderation.callbacks import (
    AddTemplate,
    ChangeTemplate,
    DropSurely,
    DropTemplate,
    SeeTemplate,
    TemplatesOf,
    TurnTemplateUnits,
    UseTemplate,
)
from handlers.ui.localizer import Localizer
from handlers.ui.long_text import own
from handlers.ui.markup import Key, Screen, bold, lines, paragraphs, quote
from handlers.ui.sanitize import harmless, line
from handlers.ui.unit_picker import UnitPicker
from usecases.core.views import TemplateView
from usecases.moderation.template_use import Facts, Fill, Prepared
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
    add = Key(label=localizer.say("templates-add"), button=AddTemplate(unit=unit))
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
        ),
        rows=(*keys, *_pages(localizer, found), *(((add,),) if found.may_change else ())),
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
                    localizer.say(f"verb-{template.verb}"),
                    language_of(localizer, template.locale),
                ),
            ),
            quote(harmless(template.body)),
        ),
        rows=(*(((change, drop),) if found.may_change else ()), (_back(localizer, template.unit),)),
        protect=True,
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


def _back(localizer: Localizer, unit: str) -> Key:
    return Key(label=localizer.say("templates-back"), button=TemplatesOf(unit=unit, start=0))


def read(localizer: Localizer, services: Services, found: Prepared) -> Screen:
    """A template's text as it would be sent; it must be shown before it can be used."""
    template, draft = found.template, found.asked.sheet.draft.id
    use = UseTemplate(draft=draft, template_id=template.id, seen=template.written_at)
    own_words = MoreTemplates(draft=draft, start=0)
    verb = localizer.say(f"verb-{template.verb}")
    return Screen(
        text=paragraphs(
            lines(
                bold(f"{verb} · {found.facts.number}"),
                *own(_name(template), language_of(localizer, template.locale)),
            ),
            quote(harmless(fill(services)(template, found.facts))),
            localizer.say("templates-read"),
        ),
        rows=(
            (Key(label=localizer.say("templates-use"), button=use),),
            (Key(label=localizer.say("templates-own"), button=own_words),),
        ),
        protect=True,
    )


def fill(services: Services) -> Fill:
    """The function that fills in placeholders, in the language of the template."""

    def filling(template: Template, facts: Facts) -> str:
        localizer = services.localizer(template.locale)
        values = {
            "number": facts.number,
            "unit": localizer.unit(facts.unit),
            "category": localizer.category(facts.category, facts.subcategory),
            "due": "" if facts.due_at is None else localizer.when(facts.due_at),
        }
        return filled(template.body, values)

    return filling


def _name(template: Template) -> str:
    return line(template.title, LONGEST_TITLE)
