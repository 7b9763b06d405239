"""Answers about who reports: name and contact, or that they stay anonymous."""

from collections.abc import Mapping
from typing import Any

from conversation.form import Given, Sheet
from conversation.parsing.contact import parse_name, parse_phone, ways_to_reach
from conversation.parsing.no_value import has_no_value
from conversation.parsing.own_contact import says_more
from domain.core.errors import BadAnswer
from domain.report import IdentityMode

LONGEST_TYPED_CONTACT = 80  # characters; whoever tells a story writes more
LONGEST_CONTACT = 500  # characters of the contact's original text that are kept


def parse_own_name(given: Given, _: Sheet) -> str:
    """The reporter's name, as typed."""
    if given.choice == IdentityMode.ANONYMOUS:
        return ""
    if given.is_card:
        raise BadAnswer("answer-words-wanted")
    return parse_name(given.text)


def stays_anonymous(given: Given, _: Sheet) -> Mapping[str, Any]:
    """Who gives no name or contact after all stays anonymous; neither is asked for any more."""
    is_meant = given.choice == IdentityMode.ANONYMOUS
    return {"identity": IdentityMode.ANONYMOUS} if is_meant else {}


def parse_contact(given: Given, _: Sheet) -> dict[str, str]:
    """A contact: a shared phone number, or a typed number, mail address or account.

    `words` is the whole text if it says more than was found in it: an extension, a name. Empty if
    the reporter stays anonymous after all.
    """
    if given.choice == IdentityMode.ANONYMOUS:
        return {}
    if given.phone:
        return {"phone": parse_phone(given.phone)}
    # a shared card of another person is not the sender's contact
    if given.is_card or not given.text.strip():
        raise BadAnswer("answer-words-wanted")
    if has_no_value(given.text):
        raise BadAnswer("report-contact-none")
    found = ways_to_reach(given.text)
    if not says_more(given.text, found.items()):
        return found
    text = given.text.strip()
    if len(text) > LONGEST_CONTACT:
        raise BadAnswer("answer-too-long", limit=LONGEST_CONTACT, length=len(text))
    return found | {"words": text}


def contact_at_once(given: Given, sheet: Sheet) -> Mapping[str, Any]:
    """A number or an address typed where it is asked how to report: it is left as the contact.

    It must not become words of the report, which staff read.
    """
    if len(given.text) > LONGEST_TYPED_CONTACT:
        return {}
    try:
        return {"identity": IdentityMode.CONFIDENTIAL, "contact": parse_contact(given, sheet)}
    except BadAnswer:
        return {}
