"""Staff forms: the answers that a move of a case needs."""

from msgspec.structs import replace

from conversation.contexts import CaseActionContext
from conversation.form import (
    CHOICE_GONE,
    Form,
    Given,
    Sheet,
    Step,
    always,
    choice_step,
    one_of,
    or_unsure,
    words,
)
from conversation.forms.account import ACCOUNT
from conversation.forms.decisions import ANY_RULE, APPEAL_DECISIONS, DECISION, MAX_NAME, REFUSAL
from conversation.forms.manual_entry import ENTRY_FORMS
from conversation.forms.recipients import WHOM
from conversation.forms.removals import MEASURES
from conversation.forms.sanctions import REPORTER_FORMS
from conversation.forms.wording import LANGUAGE, REASON
from conversation.parsing import age_keys
from conversation.parsing.unit_names import codes as all_units
from conversation.parsing.unit_names import one_of as one_unit
from domain.case import Authority
from domain.codes import parse_number
from domain.core.errors import BadAnswer
from domain.network.people import Verb
from domain.network.units import Unit
from domain.template import MAX_BODY

MOST_NEAR = 10  # units that stand before all the others
DAYS = ("1", "2", "3", "5")  # working days for an order


def categories(sheet: Sheet) -> tuple[str, ...]:
    """The categories, the reporter's choice first: one press confirms it."""
    claimed = sheet.about.category
    return (claimed, *(code for code in sheet.profile.taxonomy.top if code != claimed))


def subcategories(sheet: Sheet) -> tuple[str, ...]:
    """The sub-categories of the category that triage chose."""
    return sheet.profile.taxonomy.under(sheet.answer("category") or "")


def kind_open(sheet: Sheet) -> bool:
    """Whether triage changed the reporter's category, or the reporter knew no sub-category."""
    is_claimed = sheet.about.subcategory and sheet.answer("category") == sheet.about.category
    return not is_claimed and bool(subcategories(sheet))


def authorities(_: Sheet) -> tuple[str, ...]:
    """The authorities outside the network that a case may be referred to."""
    return tuple(Authority)


def parse_office(given: Given, sheet: Sheet) -> str:
    """The authority as written, with the public key of its mailbox if it has one."""
    typed = words(MAX_NAME + age_keys.LONGEST, least=2)(given, sheet)
    try:
        name, _ = age_keys.split(typed)
    except ValueError:
        raise BadAnswer("refer-key-bad") from None
    words(MAX_NAME, least=2)(replace(given, text=name), sheet)
    return typed


def has_contact(sheet: Sheet) -> bool:
    """Whether a reporter of the case has left a contact that could be sent along."""
    return sheet.about.contacts > 0


def units_near(sheet: Sheet) -> tuple[str, ...]:
    """The units that a case may go to: the most likely ones first, then all the others."""
    profile, about = sheet.profile, sheet.about
    own, site = profile.unit(about.unit), profile.site_of(about.host)
    near = [
        own.parent if own else None,
        site.code if site else None,
        about.region,
        profile.province.code,
    ]
    below = [unit.code for unit in profile.units if own and unit.parent == own.code]
    likely = [code for code in dict.fromkeys([*near, *below]) if code][:MOST_NEAR]
    every = dict.fromkeys([*likely, *all_units(profile)])
    found = (profile.unit(code) for code in every)
    fit = (unit for unit in found if unit and _is_another(sheet, unit) and _may_have(sheet, unit))
    return tuple(unit.code for unit in fit)


def parse_unit(given: Given, sheet: Sheet) -> str:
    """The code of a unit: pressed, or typed as its code, its host or part of its name.

    Names are found by their pinyin, too.
    """
    others = [unit for unit in sheet.profile.units if _is_another(sheet, unit)]
    unknown, several = "transfer-unit-unknown", "transfer-unit-several"
    unit = one_unit(others, given.choice or given.text, unknown=unknown, several=several)
    if not _may_have(sheet, unit):
        kind = _kind(sheet)
        level = sheet.profile.taxonomy.minimum(*kind)
        raise BadAnswer("transfer-below", unit=unit.code, kind=kind, level=level)
    return unit.code


def _unit_is_there(sheet: Sheet) -> bool:
    """Whether the chosen unit still works. That it may have the case is checked by the transfer."""
    unit = sheet.profile.unit(sheet.answer("unit") or "")
    return sheet.answer("unit") is None or (unit is not None and _is_another(sheet, unit))


def _is_another(sheet: Sheet, unit: Unit) -> bool:
    return not unit.retired and unit.code != sheet.about.unit


def _may_have(sheet: Sheet, unit: Unit) -> bool:
    return sheet.profile.may_have(unit.code, *_kind(sheet))


def _kind(sheet: Sheet) -> tuple[str, str]:
    return sheet.about.category, sheet.about.subcategory


def suggested(sheet: Sheet) -> tuple[str, ...]:
    """The numbers of similar cases."""
    return sheet.facts.suggested


def parse_case(given: Given, sheet: Sheet) -> str:
    """The number of a case: one of those suggested, or any other, typed."""
    if given.choice is not None:
        return one_of(suggested)(given, sheet)
    if not given.text.strip():
        raise BadAnswer("join-number-wanted")
    return parse_number(given.text)


CASE_FORMS: tuple[Form, ...] = (
    Form(
        name=Verb.JOIN,
        context=CaseActionContext,
        steps=(
            Step(name="case", parse=parse_case, choices=suggested),
            choice_step("sure", lambda _: ("join",)),
        ),
    ),
    Form(
        name=Verb.LAPSE,
        context=CaseActionContext,
        steps=(choice_step("sure", lambda _: ("lapse",)),),
    ),
    Form(
        name=Verb.ACCEPT,
        context=CaseActionContext,
        steps=(
            choice_step("category", categories),
            or_unsure(choice_step("subcategory", subcategories, asked_if=kind_open)),
        ),
    ),
    REFUSAL,
    Form(
        name=Verb.ASK,
        context=CaseActionContext,
        steps=(WHOM, Step(name="question", parse=REASON, collects=True), LANGUAGE),
    ),
    Form(
        name=Verb.TELL,
        context=CaseActionContext,
        steps=(WHOM, Step(name="text", parse=REASON, collects=True), LANGUAGE),
    ),
    MEASURES,
    Form(
        name=Verb.TRANSFER,
        context=CaseActionContext,
        steps=(
            Step(
                name="unit",
                parse=parse_unit,
                choices=units_near,
                pages=True,
                holds=_unit_is_there,
                gone=CHOICE_GONE,
            ),
            Step(name="reason", parse=REASON),
        ),
    ),
    Form(name=Verb.RETURN, context=CaseActionContext, steps=(Step(name="reason", parse=REASON),)),
    Form(
        name=Verb.REFER,
        context=CaseActionContext,
        steps=(
            choice_step("authority", authorities),
            Step(name="name", parse=parse_office),
            ANY_RULE,
            Step(name="sent", parse=REASON),
            choice_step("along", lambda _: ("no", "yes"), asked_if=has_contact),
        ),
    ),
    DECISION,
    Form(
        name=Verb.SEND_BACK, context=CaseActionContext, steps=(Step(name="reason", parse=REASON),)
    ),
    Form(
        name=Verb.APPEAL_FOR, context=CaseActionContext, steps=(Step(name="reason", parse=REASON),)
    ),
    Form(
        name=Verb.ORDER,
        context=CaseActionContext,
        steps=(Step(name="reason", parse=REASON), choice_step("days", lambda _: DAYS)),
    ),
    *APPEAL_DECISIONS,
    Form(
        name=Verb.AUTHORITY_ANSWER,
        context=CaseActionContext,
        steps=(
            Step(name="receipt", parse=words(MAX_NAME, least=2), optional=always),
            Step(name="reply", parse=words(MAX_BODY, least=2)),
        ),
    ),
    Form(name=Verb.NOTE, context=CaseActionContext, steps=(Step(name="text", parse=REASON),)),
    Form(name=Verb.HOLD, context=CaseActionContext, steps=(Step(name="reason", parse=REASON),)),
    Form(name=Verb.UNHOLD, context=CaseActionContext, steps=(Step(name="reason", parse=REASON),)),
    ACCOUNT,
    *REPORTER_FORMS,
    *ENTRY_FORMS,
)
