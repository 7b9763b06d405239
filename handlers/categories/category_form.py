"""A category's values as text, and the questions of its form with the old and the new values."""

from collections.abc import Callable, Mapping

from markupsafe import Markup

from conversation.contexts import CategoryEditContext
from conversation.forms.categories.category_draft import category_of, drawn_up
from domain.categories.category_changes import changes
from domain.taxonomy import Category
from handlers.dialogs import question_screen
from handlers.ui.changes import NOTHING
from handlers.ui.localizer import Localizer
from handlers.ui.markup import Screen, bold, cut, lines, paragraphs
from usecases.core.outcomes import Asked

LONGEST_VALUE = 600  # characters of one value: a card stays one message
LONGEST_KNOWN = 2000  # characters of all that may be chosen; the screens of rules list the rest


def value(localizer: Localizer, category: Category, field: str) -> str:
    """One value of a category as text; a dash if it is empty."""
    return cut(_VALUES[field](localizer, category), LONGEST_VALUE) or NOTHING


def _names(_: Localizer, category: Category) -> str:
    return " / ".join(category.names.values())


def _rule(localizer: Localizer, code: str) -> str:
    return f"{localizer.rule(code)} ({code})"


def _rules(localizer: Localizer, category: Category) -> str:
    return "".join(f"\n• {_rule(localizer, code)}" for code in category.rules)


def _lines(localizer: Localizer, category: Category) -> str:
    return " · ".join(map(localizer.bottom_line, category.bottom_lines))


def _clocks(localizer: Localizer, category: Category) -> str:
    return "; ".join(
        f"{localizer.say(f'clock-{name}')}: {days}"
        for name, days in sorted(category.clocks.items())
    )


def _yes_no(localizer: Localizer, *, is_so: bool) -> str:
    return localizer.say("category-yes" if is_so else "category-no")


_VALUES: Mapping[str, Callable[[Localizer, Category], str]] = {
    "names": _names,
    "rules": _rules,
    "lines": _lines,
    "clock": _clocks,
    "hotline": lambda _, each: each.hotline or "",
    "level": lambda localizer, each: localizer.say(f"level-{each.minimum}"),
    "retention": lambda localizer, each: localizer.say("category-days", count=each.retention_days),
    "parent": lambda localizer, each: localizer.category(each.parent) if each.parent else "",
    "files": lambda localizer, each: localizer.say(f"category-files-{each.files}"),
    "closed": lambda localizer, each: _yes_no(localizer, is_so=each.closed),
    "retired": lambda localizer, each: _yes_no(localizer, is_so=each.retired),
}


def line(localizer: Localizer, field: str, text: str) -> str:
    """A line with the label and the text of one value."""
    return localizer.say("units-line", name=localizer.say(f"category-field-{field}"), value=text)


def differing(localizer: Localizer, old: Category | None, new: Category) -> Markup:
    """The values that a change sets, each with the one before; of lists what comes and goes."""
    return lines(
        *(
            line(
                localizer,
                field,
                _from_to(localizer, old, new, field) if old else value(localizer, new, field),
            )
            for field in changes(old, new)
        )
    )


def _from_to(localizer: Localizer, old: Category, new: Category, field: str) -> str:
    if field not in _LISTS:
        return f"{value(localizer, old, field)} → {value(localizer, new, field)}"
    read, named = _LISTS[field]
    before, after = read(old), read(new)
    gone = [f"− {named(localizer, code)}" for code in before if code not in after]
    come = [f"+ {named(localizer, code)}" for code in after if code not in before]
    same = [localizer.say("category-other-order")] if not (gone or come) else []
    return cut("\n" + "\n".join((*gone, *come, *same)), LONGEST_VALUE)


_LISTS: Mapping[
    str, tuple[Callable[[Category], tuple[str, ...]], Callable[[Localizer, str], str]]
] = {
    "rules": (lambda each: each.rules, _rule),
    "lines": (lambda each: each.bottom_lines, lambda localizer, code: localizer.bottom_line(code)),
}
"""The values that are lists: how to read one, and how to name its parts."""


def question(localizer: Localizer, asked: Asked) -> Screen:
    """A question of the form with the current value; the last one shows old and new values."""
    old = category_of(asked.sheet)
    parent = CategoryEditContext.of(asked.sheet.draft).parent
    place = f"{asked.place}/{asked.places}" if old is None else ""
    head = old.name(localizer.locale) if old else localizer.say("category-new")
    under = f"{localizer.category(parent)} ›" if parent else ""
    return Screen(
        text=paragraphs(
            question_screen.note(localizer, asked),
            lines(
                bold(" ".join(part for part in (under, head, place) if part)),
                localizer.say(f"category-{asked.step.name}-ask"),
            ),
            *_before(localizer, asked, old),
        ),
        rows=question_screen.rows(
            localizer, asked, skip="category-as-above" if parent else "units-leave-empty"
        ),
        protect=True,
    )


def _before(localizer: Localizer, asked: Asked, old: Category | None) -> tuple[Markup, ...]:
    step, taxonomy = asked.step.name, localizer.profile.taxonomy
    now = (
        lines(localizer.say("units-now", value=value(localizer, old, step)))
        if old and (step in _VALUES)
        else Markup("")
    )
    match step:
        case "save":
            return (differing(localizer, old, drawn_up(asked.sheet)),)
        case "names":
            order = (
                localizer.words.say(each, "language-name") for each in localizer.profile.locales
            )
            return (
                lines(localizer.say("category-names-order", languages=" / ".join(order))),
                lines(*old.names.values()) if old else Markup(""),
            )
        case "rules":
            known = cut(" ".join(rule.code for rule in taxonomy.rules), LONGEST_KNOWN)
            return now, lines(localizer.say("category-rules-known", codes=known))
        case "lines":
            named = (
                f"{each.code} – {localizer.bottom_line(each.code)}"
                for each in taxonomy.bottom_lines
            )
            known = cut("\n".join(named), LONGEST_KNOWN)
            return now, lines(localizer.say("category-lines-known", codes=known))
        case "time":
            return (_time(localizer, asked, old),)
    return (now,)


def _time(localizer: Localizer, asked: Asked, old: Category | None) -> Markup:
    name = asked.sheet.answer("clock")
    usual = getattr(localizer.profile.clocks, name)
    own = old.clocks.get(name) if old else None
    return lines(
        bold(localizer.say(f"clock-{name}")),
        localizer.say("units-clock-usual", count=str(usual)),
        localizer.say("category-clock-own", count=str(own)) if own else None,
    )
