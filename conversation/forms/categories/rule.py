"""The form of a rule that decisions cite: the questions of a new one, one for a change."""

import re
from collections.abc import Callable
from functools import partial
from typing import Any

from msgspec.structs import replace

from conversation.contexts import RuleEditContext
from conversation.form import Form, Given, Sheet, Step, always, choice_step
from conversation.parsing.unit_fields import names
from domain.core.errors import BadAnswer
from domain.taxonomy import Rule

FIELDS = ("law", "article", "about", "line", "crime")
"""The values of a rule that can be changed, in the order of a card's buttons."""
LONGEST_CODE = 32
LONGEST_LINE = 200  # characters: names of laws are long
_CODE = re.compile(r"[a-z][a-z0-9]*([_-][a-z0-9]+)*", re.ASCII)


def rule_of(sheet: Sheet) -> Rule | None:
    """The rule that is being changed; None while a new one is made."""
    return sheet.profile.taxonomy.rule(RuleEditContext.of(sheet.draft).rule)


def drawn_up(sheet: Sheet) -> Rule:
    """The rule with the answers so far."""
    rule, answers = rule_of(sheet), sheet.draft.answers
    if rule is None:
        rule = Rule(code=answers.get("code") or "", law={}, article={}, about={})
    put: dict[str, Any] = {
        name: dict(answers[name] or {}) for name in ("law", "article", "about") if name in answers
    }
    if "line" in answers:
        put["bottom_line"] = answers["line"]
    if "crime" in answers:
        put["crime"] = answers["crime"] == "yes"
    return replace(rule, **put)


def _is_new(sheet: Sheet) -> bool:
    return rule_of(sheet) is None


def _asks(field: str) -> Callable[[Sheet], bool]:
    def asked(sheet: Sheet) -> bool:
        return _is_new(sheet) or RuleEditContext.of(sheet.draft).field == field

    return asked


def parse_code(given: Given, sheet: Sheet) -> str:
    """A code that no rule has, not even a retired one: old decisions refer to it."""
    code = names.parse_code(given.text, _CODE, LONGEST_CODE, "rule-bad-code")
    if sheet.profile.taxonomy.rule(code) is not None:
        raise BadAnswer("rule-code-taken", code=code)
    return code


def parse_lines(given: Given, sheet: Sheet) -> dict[str, str]:
    """A text in each language, one per line, in the order of the deployment's languages."""
    return names.parse_by_language(given.text, sheet.profile.locales, LONGEST_LINE)


def lines(sheet: Sheet) -> tuple[str, ...]:
    """The bottom lines."""
    return tuple(line.code for line in sheet.profile.taxonomy.bottom_lines)


_field = partial(Step, is_field=True)

RULE = Form(
    name="rule",
    context=RuleEditContext,
    steps=(
        _field(name="code", parse=parse_code, asked_if=_is_new),
        _field(name="law", parse=parse_lines, asked_if=_asks("law")),
        _field(name="article", parse=parse_lines, optional=always, asked_if=_asks("article")),
        _field(name="about", parse=parse_lines, asked_if=_asks("about")),
        choice_step("line", lines, asked_if=_asks("line")),
        choice_step("crime", lambda _: ("no", "yes"), asked_if=_asks("crime")),
        choice_step("save", lambda _: ("yes",)),
    ),
)
