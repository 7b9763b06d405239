"""The forms of removal requests: asking for measures, answering in words, ordering."""

import re
from collections.abc import Callable
from hashlib import sha256

from msgspec.structs import replace

from conversation.contexts import CaseActionContext, RemovalContext
from conversation.form import Form, Given, Sheet, Step, choice_step, one_of, words
from conversation.parsing import addressees, unit_names
from domain.core.errors import BadAnswer
from domain.network.people import Verb
from domain.network.units import Unit
from domain.removals.removal import TIMED, Addressed, Answer, Ask
from domain.removals.rules import MOST_DAYS

MAX_TOLD = 200
MAX_REASON = 2000  # characters
ALL = "all"
DAYS = ("1", "3", "7", "14", "30")
ORDER_DAYS = ("1", "2", "3", "5")  # working days for an order
_NUMBERS = re.compile(r"\d{1,3}", re.ASCII)


def whom(sheet: Sheet) -> tuple[str, ...]:
    """The likely addressees, then all other units of the network."""
    hosts = sheet.facts.hosts or (sheet.about.host,)
    likely = addressees.likely(sheet.profile, sheet.about.unit, hosts)
    every = (*likely, *map(addressees.of_unit, _others(sheet)))
    return tuple(dict.fromkeys(each.value for each in every))


def parse_whom(given: Given, sheet: Sheet) -> str:
    """An addressee that was pressed, or a unit or provider by its code, host or name."""
    if given.choice is not None:
        return one_of(whom)(given, sheet)
    typed = given.text.strip().casefold()
    if not typed:
        raise BadAnswer("removal-whom-unknown")
    found = [*_units(sheet, typed), *_providers(sheet, typed)]
    if not found:
        raise BadAnswer("removal-whom-unknown")
    if len(found) > 1:
        offered = tuple(each.value for each in found)
        raise BadAnswer("removal-whom-several", count=len(found), offered=offered)
    return found[0].value


def _others(sheet: Sheet) -> tuple[Unit, ...]:
    """All active units but the one that asks."""
    units = unit_names.ordered(sheet.profile.units)
    return tuple(unit for unit in units if unit.code != sheet.about.unit)


def _units(sheet: Sheet, typed: str) -> list[addressees.RequestAddressee]:
    return [addressees.of_unit(unit) for unit in unit_names.meant_by(_others(sheet), typed)]


def _providers(sheet: Sheet, typed: str) -> list[addressees.RequestAddressee]:
    known = sheet.profile.providers
    exact = [each for each in known if typed in {each.code, *each.hosts}]
    named = (
        each for each in known if any(typed in name.casefold() for name in each.names.values())
    )
    return [
        addressees.RequestAddressee(kind=Addressed.PROVIDER, code=each.code)
        for each in exact or named
    ]


def by_phone(sheet: Sheet) -> bool:
    """Whether somebody was told by phone: then it is asked who."""
    return bool(sheet.answer("addressee") == addressees.BY_PHONE)


def is_timed(sheet: Sheet) -> bool:
    """Whether the measure has a length."""
    return sheet.answer("what") in TIMED


def several_addresses(sheet: Sheet) -> bool:
    """Whether the case has more than one address to choose from."""
    return len(sheet.facts.addresses) > 1


def targets(_: Sheet) -> tuple[str, ...]:
    """All addresses, by one press; some of them are typed by their numbers."""
    return (ALL,)


def parse_targets(given: Given, sheet: Sheet) -> str:
    """`all`, or the chosen addresses, joined by commas: number in the question, and hash.

    The hash finds the address again if others were added or withdrawn before the form is sent.
    """
    if given.choice is not None:
        return one_of(targets)(given, sheet)
    numbers = sorted({int(number) for number in _NUMBERS.findall(given.text)})
    if not numbers or not all(1 <= number <= len(sheet.facts.addresses) for number in numbers):
        raise BadAnswer("removal-targets-unknown", count=len(sheet.facts.addresses))
    return ",".join(f"{number}-{_hash(sheet.facts.addresses[number - 1])}" for number in numbers)


def chosen(addresses: tuple[str, ...], answer: str | None) -> tuple[str, ...]:
    """Those of these addresses that an answer of `parse_targets` means; all without an answer.

    An answer of an earlier release has numbers alone.
    """
    if answer in {None, "", ALL}:
        return addresses
    picked = [part.partition("-") for part in str(answer).split(",")]
    places = {int(number) for number, _, marked in picked if not marked}
    hashes = {marked for _, _, marked in picked if marked}
    return tuple(
        each
        for number, each in enumerate(addresses, 1)
        if number in places or _hash(each) in hashes
    )


def _hash(address: str) -> str:
    return sha256(address.encode()).hexdigest()[:16]


def number_of_days(choices: tuple[str, ...], most: int) -> Callable[[Given, Sheet], str]:
    """A parser of a number of days, pressed or typed, from 1 to `most`."""

    def parse(given: Given, sheet: Sheet) -> str:
        if given.choice is not None:
            return one_of(lambda _: choices)(given, sheet)
        typed = given.text.strip()
        if not _NUMBERS.fullmatch(typed) or not 1 <= int(typed) <= most:
            raise BadAnswer("removal-days-unknown", most=most)
        return str(int(typed))

    return parse


def _is_partly(sheet: Sheet) -> bool:
    return RemovalContext.of(sheet.draft).answer is Answer.PARTLY


def _is_refused(sheet: Sheet) -> bool:
    return not _is_partly(sheet)


def _rules(sheet: Sheet) -> tuple[str, ...]:
    return sheet.profile.taxonomy.rules_for(sheet.about.category, sheet.about.subcategory)


MEASURES = Form(
    name=Verb.MEASURES,
    context=CaseActionContext,
    steps=(
        Step(name="addressee", parse=parse_whom, choices=whom),
        Step(name="told", parse=words(MAX_TOLD, least=2), asked_if=by_phone),
        choice_step("what", lambda _: tuple(Ask)),
        Step(
            name="length",
            parse=number_of_days(DAYS, MOST_DAYS),
            choices=lambda _: DAYS,
            asked_if=is_timed,
        ),
        Step(name="targets", parse=parse_targets, choices=targets, asked_if=several_addresses),
        replace(choice_step("rule", _rules), cites_rules=True),
        Step(name="facts", parse=words(MAX_REASON, least=2)),
        choice_step("send", lambda _: ("yes",)),
    ),
)
"""Asking a site or provider for a measure; the last question shows what leaves the office."""

REMOVAL_ANSWER = Form(
    name=Verb.REMOVAL_ANSWER,
    context=RemovalContext,
    steps=(
        Step(name="partly", parse=words(MAX_REASON), asked_if=_is_partly),
        Step(name="reason", parse=words(MAX_REASON, least=2), asked_if=_is_refused),
    ),
)
"""An answer in words: what is done and what is not, or why it is refused."""

REMOVAL_ORDER = Form(
    name=Verb.REMOVAL_ORDER,
    context=RemovalContext,
    steps=(
        Step(name="reason", parse=words(MAX_REASON, least=2)),
        choice_step("days", lambda _: ORDER_DAYS),
    ),
)
REMOVAL_FORMS = (REMOVAL_ANSWER, REMOVAL_ORDER)
