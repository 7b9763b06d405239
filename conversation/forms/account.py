"""The form by which staff name an account of a case, correct it, or take it off."""

from conversation.contexts import CaseActionContext
from conversation.form import Form, Given, Sheet, Step, choice_step
from domain.core.errors import BadAnswer
from domain.network.people import Verb
from domain.reported_accounts.platforms import MOST_NAME, tidy

NEW, REPLACE, REMOVE = "new", "replace", "remove"


def named(sheet: Sheet) -> tuple[str, ...]:
    """A new account first, then those of the case, by row id."""
    return (NEW, *sheet.facts.accounts)


def has_some(sheet: Sheet) -> bool:
    """Whether the case has an account; once answered the question stays."""
    return bool(sheet.facts.accounts) or sheet.answer("named") is not None


def is_there(sheet: Sheet) -> bool:
    """Whether an account of the case was chosen, to be corrected or taken off."""
    return sheet.answer("named") not in {None, NEW}


def is_entered(sheet: Sheet) -> bool:
    """Whether an account is to be entered."""
    return bool(sheet.answer("change") != REMOVE)


def platforms(sheet: Sheet) -> tuple[str, ...]:
    """The platforms of the profile, by code."""
    return tuple(each.code for each in sheet.profile.platforms.known)


def parse_account(given: Given, sheet: Sheet) -> str:
    """The public name or number of an account: typed, with or without @, or its address."""
    addresses = [link for link in given.links if not link.raw.startswith("@")]
    for link in addresses:
        found = sheet.profile.platforms.account(link.normalised)
        if found is not None and found.platform == sheet.answer("platform"):
            return found.name
    if addresses:
        raise BadAnswer("account-other-address")
    if len(given.text.strip()) > MOST_NAME:
        raise BadAnswer("answer-too-long", limit=MOST_NAME, length=len(given.text.strip()))
    name = tidy(given.text)
    if not name:
        raise BadAnswer("account-name-wanted")
    return name


ACCOUNT = Form(
    name=Verb.ACCOUNT,
    context=CaseActionContext,
    steps=(
        choice_step("named", named, asked_if=has_some),
        choice_step("change", lambda _: (REPLACE, REMOVE), asked_if=is_there),
        choice_step("platform", platforms, asked_if=is_entered),
        Step(name="account", parse=parse_account, asked_if=is_entered),
    ),
)
