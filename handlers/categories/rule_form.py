"""A rule's values as text, and the questions of its form with the old and the new values."""

from collections.abc import Callable, Mapping

from markupsafe import Markup

from conversation.forms.categories.rule import drawn_up, rule_of
from domain.categories.rule_changes import changes
from domain.taxonomy import Rule
from handlers.dialogs import question_screen
from handlers.ui.changes import NOTHING
from handlers.ui.localizer import Localizer
from handlers.ui.markup import Screen, bold, lines, paragraphs
from usecases.core.outcomes import Asked

_NAMED = frozenset({"law", "article", "about"})  # with a text in each language
_VALUES: Mapping[str, Callable[[Localizer, Rule], str]] = {
    "law": lambda _, rule: " / ".join(rule.law.values()),
    "article": lambda _, rule: " / ".join(rule.article.values()),
    "about": lambda _, rule: " / ".join(rule.about.values()),
    "line": lambda localizer, rule: localizer.bottom_line(rule.bottom_line),
    "crime": lambda localizer, rule: localizer.say("crime-yes" if rule.crime else "crime-no"),
    "retired": lambda localizer, rule: localizer.say(
        "category-yes" if rule.retired else "category-no"
    ),
}


def value(localizer: Localizer, rule: Rule, field: str) -> str:
    """One value of a rule as text; a dash if it is empty."""
    return _VALUES[field](localizer, rule) or NOTHING


def line(localizer: Localizer, field: str, text: str) -> str:
    """A line with the label and the text of one value."""
    return localizer.say("units-line", name=localizer.say(f"rule-field-{field}"), value=text)


def differing(localizer: Localizer, old: Rule | None, new: Rule) -> Markup:
    """The values that a change sets, each with the one before."""

    def shown(field: str) -> str:
        now = value(localizer, new, field)
        return f"{value(localizer, old, field)} → {now}" if old else now

    return lines(*(line(localizer, field, shown(field)) for field in changes(old, new)))


def question(localizer: Localizer, asked: Asked) -> Screen:
    """A question of the form with the current value; the last one shows old and new values."""
    old, step = rule_of(asked.sheet), asked.step.name
    place = f"{asked.place}/{asked.places}" if old is None else ""
    head = old.cited(localizer.locale) if old else localizer.say("rule-new")
    languages = " / ".join(
        localizer.words.say(each, "language-name") for each in localizer.profile.locales
    )
    return Screen(
        text=paragraphs(
            question_screen.note(localizer, asked),
            lines(
                bold(" ".join(part for part in (head, place) if part)),
                localizer.say(f"rule-{step}-ask"),
            ),
            localizer.say("rule-in-each", languages=languages) if step in _NAMED else None,
            localizer.say("units-now", value=value(localizer, old, step))
            if old and step in _VALUES
            else None,
            differing(localizer, old, drawn_up(asked.sheet)) if step == "save" else None,
        ),
        rows=question_screen.rows(localizer, asked, skip="rule-whole-law"),
        protect=True,
    )
