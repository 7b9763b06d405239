"""The rules that decisions cite, as admins see them: the list, and one rule."""

from conversation.forms.categories.rule import FIELDS
from domain.categories.subjects import key_of
from domain.taxonomy import Rule
from handlers.categories.callbacks import (
    CategoryHistoryOf,
    ChangeRule,
    ListCategories,
    ListRules,
    RestoreRule,
    RetireRule,
    SeeCategoryProposal,
    SeeRule,
)
from handlers.categories.rule_form import line, value
from handlers.ui.labels import LONGEST
from handlers.ui.localizer import Localizer
from handlers.ui.markup import Key, Screen, bold, cut, grid, lines, paragraphs
from usecases.categories.rule_editing import RuleList
from usecases.core.views import RuleView


def listed(localizer: Localizer, found: RuleList) -> Screen:
    """A page of the rules: cited in full in the text, by number on the buttons."""
    named = [
        f"{number}. {_mark(rule)}{rule.cited(localizer.locale)} ({rule.code})"
        for number, rule in enumerate(found.rules, 1)
    ]
    keys = tuple(
        Key(label=str(number), button=SeeRule(rule=rule.code))
        for number, rule in enumerate(found.rules, 1)
    )
    back = Key(label=localizer.say("units-before"), button=ListRules(page=found.page - 1))
    on = Key(label=localizer.say("staff-next"), button=ListRules(page=found.page + 1))
    turns = (*((back,) if found.page else ()), *((on,) if found.page + 1 < found.pages else ()))
    new = Key(label=localizer.say("rule-add"), button=ChangeRule(rule="", field=""))
    home = Key(label=localizer.say("category-list"), button=ListCategories(page=0))
    title = localizer.say("rule-list-title", page=str(found.page + 1), pages=str(found.pages))
    rows = (*grid(keys, columns=5), turns, (new, home))
    return Screen(
        text=paragraphs(bold(title), lines(*named)),
        rows=tuple(row for row in rows if row),
        protect=True,
    )


def _mark(rule: Rule) -> str:
    return "🚫 " if rule.retired else ""


def card(localizer: Localizer, found: RuleView) -> Screen:
    """One rule: its values, where it may be cited, and the buttons to change it."""
    rule, note = found.rule, localizer.say(found.note) if found.note else ""
    cited = ", ".join(localizer.category(each.code) for each in found.cited_in)
    return Screen(
        text=paragraphs(
            lines(
                bold(rule.cited(localizer.locale)),
                rule.code,
                localizer.say("rule-is-retired") if rule.retired else None,
                localizer.say("category-waits") if found.waits else None,
            ),
            lines(*(line(localizer, field, value(localizer, rule, field)) for field in FIELDS)),
            localizer.say("rule-cited-in", categories=cited) if cited else None,
        ),
        rows=_rows(localizer, found),
        protect=True,
        toast=note,
    ).led_by(note)


def _rows(localizer: Localizer, found: RuleView) -> tuple[tuple[Key, ...], ...]:
    code, retired = found.rule.code, found.rule.retired
    key = key_of(found.rule)
    waits = Key(label=localizer.say("proposal-look"), button=SeeCategoryProposal(category=key))
    fields = grid(
        (
            Key(
                label=cut(localizer.say(f"rule-field-{field}"), LONGEST),
                button=ChangeRule(rule=code, field=field),
            )
            for field in FIELDS
        ),
        columns=3,
    )
    history = Key(
        label=localizer.say("hotline-history"), button=CategoryHistoryOf(category=key, before=0)
    )
    turn = (
        Key(label=localizer.say("rule-restore"), button=RestoreRule(rule=code))
        if retired
        else Key(label=localizer.say("category-retire"), button=RetireRule(rule=code))
    )
    back = Key(label=localizer.say("rule-list"), button=ListRules(page=0))
    rows = ((waits,) if found.waits else (), *(() if retired else fields), (history, turn), (back,))
    return tuple(row for row in rows if row)
