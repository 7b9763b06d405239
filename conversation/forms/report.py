"""The citizen's forms: the report itself, an addition, an answer, an appeal, a withdrawal."""

from collections.abc import Mapping
from typing import Any

from conversation.form import (
    Form,
    Given,
    Sheet,
    Step,
    always,
    choice_step,
    words,
)
from conversation.material import facts
from conversation.material import links as all_links
from conversation.parsing.contact import parse_name, parse_phone, ways_to_reach
from conversation.parsing.own_contact import says_more
from domain.core.errors import BadAnswer
from domain.profile import Profile
from domain.report import MAX_WORDS, IdentityMode
from domain.written import weight

LEAST_DESCRIPTION = 12  # `weight` of a text: an app, an account and a time do not fit into less
LONGEST_CONTACT = 500  # characters that are kept with a contact as they were written
REVIEW_SWITCHES = ("danger", "good_faith")
FORMER_SWITCHES = frozenset({"join"})
"""Ticks of an earlier release that may still stand in a chat; pressing one changes nothing."""


def parse_target(given: Given, _: Sheet) -> dict[str, Any]:
    """Links, or a forwarded post, or a text that says where the content is found.

    Returns links (raw, normalised, host, site), origin and text, all plain JSON.
    """
    if len(given.text) > MAX_WORDS:
        raise BadAnswer("answer-too-long", limit=MAX_WORDS, length=len(given.text))
    if not given.links and given.origin is None and weight(given.text) < LEAST_DESCRIPTION:
        raise BadAnswer("report-link-bad")
    origin = given.origin
    return {
        "links": facts(given.links),
        "origin": None
        if origin is None
        else {
            "kind": origin.kind,
            "id": origin.id,
            "title": origin.title,
            "username": origin.username,
            "message_id": origin.message_id,
            "date": origin.date,
            "signature": origin.signature,
        },
        "text": given.text,
    }


def locates(given: Given) -> bool:
    """Whether something sent without /report is the beginning of one."""
    forwarded = given.origin or given.left_out
    return bool(given.files or forwarded or given.links)


def top_categories(sheet: Sheet) -> tuple[str, ...]:
    """The categories a citizen chooses from first."""
    return sheet.profile.taxonomy.top


def subcategories(sheet: Sheet) -> tuple[str, ...]:
    """The second level of buttons under the category chosen."""
    return sheet.profile.taxonomy.under(sheet.answer("category") or "")


def may_send_files(sheet: Sheet) -> bool:
    """Child abuse is reported by its address alone: no file of it is ever taken."""
    return sheet.profile.taxonomy.files_allowed(
        sheet.answer("category") or "", sheet.answer("subcategory") or ""
    )


def may_be_contacted(sheet: Sheet) -> bool:
    """Reports of closed categories (child abuse) stay anonymous: no contact is ever asked."""
    return not sheet.profile.taxonomy.is_closed(
        sheet.answer("category") or "", sheet.answer("subcategory") or ""
    )


def cities(sheet: Sheet) -> tuple[str, ...]:
    """The regions to choose from: the units that stand for one."""
    return tuple(unit.code for unit in sheet.profile.cities if not unit.retired)


def host_decides(sheet: Sheet) -> bool:
    """Whether a site of the network hosts the content, so that the region may be left out."""
    return any(sheet.profile.site_of(link["host"]) for link in all_links(sheet.draft.answers))


def host_of(profile: Profile, answers: Mapping[str, Any]) -> str:
    """The host that decides: the first that belongs to the network, else the first of all."""
    hosts = [link["host"] for link in all_links(answers)]
    return next((each for each in hosts if profile.site_of(each)), next(iter(hosts), ""))


def destination(profile: Profile, answers: Mapping[str, Any]) -> str:
    """The code of the unit that a report with these answers goes to."""
    return profile.unit_for(
        category=answers["category"],
        subcategory=answers.get("subcategory") or "",
        host=host_of(profile, answers),
        region=answers.get("region") or "",
        asked=str(answers.get("_unit") or ""),
    )


def asked_for(sheet: Sheet) -> str | None:
    """The unit whose link or card began the report, while it is at work."""
    unit = sheet.profile.unit(sheet.answer("_unit") or "")
    return unit.code if unit is not None and not unit.retired else None


def goes_to(sheet: Sheet) -> str | None:
    """The unit that gets the report, where it is the same whatever sub-category comes yet."""
    category, below = sheet.answer("category"), subcategories(sheet)
    if not category:
        return None
    chosen = sheet.answer("subcategory")
    kinds = (chosen,) if not below or chosen in below else below
    answers = sheet.draft.answers
    found = {destination(sheet.profile, {**answers, "subcategory": kind}) for kind in kinds}
    return found.pop() if len(found) == 1 else None


def wants_contact(sheet: Sheet) -> bool:
    """Whether the reporter chose to leave a way to be reached."""
    return may_be_contacted(sheet) and sheet.answer("identity") in {
        IdentityMode.CONFIDENTIAL,
        IdentityMode.REAL_NAME,
    }


def gives_name(sheet: Sheet) -> bool:
    """Whether the reporter chose to give a name."""
    return may_be_contacted(sheet) and bool(sheet.answer("identity") == IdentityMode.REAL_NAME)


def identity_modes(_: Sheet) -> tuple[str, ...]:
    """Anonymous is the first button."""
    return tuple(IdentityMode)


def parse_contact(given: Given, _: Sheet) -> dict[str, str]:
    """A phone number shared by one tap, or what is typed: a number, a mail address, an account.

    `words` is the whole text where it says more than was found in it: an extension, a name.
    """
    if given.phone:
        return {"phone": parse_phone(given.phone)}
    if not given.text.strip():
        raise BadAnswer("answer-words-wanted")
    found = ways_to_reach(given.text)
    if not says_more(given.text, found.items()):
        return found
    text = given.text.strip()
    if len(text) > LONGEST_CONTACT:
        raise BadAnswer("answer-too-long", limit=LONGEST_CONTACT, length=len(text))
    return found | {"words": text}


def parse_done(given: Given, sheet: Sheet) -> int:
    """After files, "Done" answers with their number; needs at least one."""
    if given.command != "done":
        raise BadAnswer("report-evidence-wanted")
    if not sheet.files:
        raise BadAnswer("report-evidence-none")
    return sheet.files


def parse_review(given: Given, sheet: Sheet) -> dict[str, bool]:
    """Submission: taken only with the good-faith tick."""
    if given.command != "submit":
        raise BadAnswer("answer-button-wanted")
    if not ticked(sheet, "good_faith"):
        raise BadAnswer("report-good-faith-missing")
    return {switch: ticked(sheet, switch) for switch in REVIEW_SWITCHES}


def ticked(sheet: Sheet, switch: str) -> bool:
    """Whether a tick is on."""
    ticks = sheet.answer("_ticks") or {}
    return bool(ticks.get(switch))


REPORT = Form(
    name="report",
    steps=(  # the order here is the order of the questions
        Step(name="link", parse=parse_target, collects=True),
        choice_step("category", top_categories),
        choice_step(
            "subcategory", subcategories, asked_if=lambda sheet: bool(subcategories(sheet))
        ),
        Step(name="words", parse=words(MAX_WORDS), optional=always),
        Step(
            name="evidence",
            parse=parse_done,
            optional=always,
            asked_if=may_send_files,
            collects=True,
        ),
        choice_step("region", cities, optional=always),
        choice_step("identity", identity_modes, asked_if=may_be_contacted),
        Step(name="name", parse=lambda given, _: parse_name(given.text), asked_if=gives_name),
        Step(name="contact", parse=parse_contact, asked_if=wants_contact),
        Step(name="review", parse=parse_review),
    ),
)

HANGS_ON = {  # what is asked again with an answer that is edited
    "category": ("subcategory",),
    "identity": ("name", "contact"),
}


def parse_addition(given: Given, sheet: Sheet) -> dict[str, Any]:
    """Words, files, or both: files are collected first, words or "Done" finish."""
    if given.command == "done":
        if not sheet.files:
            raise BadAnswer("addition-empty")
        return {"text": ""}
    if len(given.text) > MAX_WORDS:
        raise BadAnswer("answer-too-long", limit=MAX_WORDS, length=len(given.text))
    if not given.text.strip():
        raise BadAnswer("addition-empty")
    return {"text": given.text}


ADDITION = Form(name="addition", steps=(Step(name="content", parse=parse_addition, collects=True),))
ANSWER = Form(name="answer", steps=(Step(name="content", parse=parse_addition, collects=True),))
APPEAL = Form(name="appeal", steps=(Step(name="reasons", parse=words(MAX_WORDS, least=5)),))
PAUSE_APPEAL = Form(
    name="pause_appeal", steps=(Step(name="reasons", parse=words(MAX_WORDS, least=5)),)
)
WITHDRAWAL = Form(name="withdrawal", steps=(choice_step("sure", lambda _: ("yes", "no")),))
