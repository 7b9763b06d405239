"""Reporters' forms: the report, an addition, an answer, a withdrawal."""

from collections.abc import Mapping
from typing import Any

from msgspec.structs import replace

from conversation.contexts import ReportContext
from conversation.form import Form, Given, Sheet, Step, always, choice_step, or_unsure
from conversation.forms.report_material import is_told, links
from conversation.parsing.no_value import has_no_value
from conversation.parsing.reporter_contact import (
    contact_at_once,
    parse_contact,
    parse_own_name,
    stays_anonymous,
)
from conversation.parsing.written import weight
from conversation.regions import cities, parse_region, region_at_once
from domain.core.errors import BadAnswer
from domain.draft import Draft
from domain.profile import Profile
from domain.report import IdentityMode
from domain.taxonomy import OTHER

LEAST_DESCRIPTION = 12  # `weight` of a text: less cannot contain an app, an account and a time
REVIEW_SWITCHES = ("danger",)
FORMER_SWITCHES = frozenset({"join", "good_faith"})
"""Ticks of an earlier release whose buttons may still be in a chat; they have no effect."""


def locates(given: Given) -> bool:
    """Whether a message sent without /report clearly starts a report."""
    return bool(given.links or given.origin or given.left_out or given.quote or given.names_place)


def is_located(sheet: Sheet) -> bool:
    """Whether the draft says where the content is: a link, a post, or enough words."""
    pieces = sheet.draft.carried.pieces
    if any(piece.links or piece.origin for piece in pieces):
        return True
    return sum(weight(piece.text) for piece in pieces) >= LEAST_DESCRIPTION


def is_bare(sheet: Sheet) -> bool:
    """Whether there are only links: no text, file or post says what is wrong."""
    return not sheet.files and not is_told(sheet.draft)


def has_sent(sheet: Sheet) -> bool:
    """Whether there is anything to report yet."""
    return bool(sheet.files or sheet.draft.carried.pieces)


def top_categories(sheet: Sheet) -> tuple[str, ...]:
    """The top-level categories for reporters."""
    return sheet.profile.taxonomy.top


def subcategories(sheet: Sheet) -> tuple[str, ...]:
    """The sub-categories of the chosen category."""
    return sheet.profile.taxonomy.under(sheet.answer("category") or "")


def may_send_files(sheet: Sheet) -> bool:
    """Whether files may be sent: in closed categories (child abuse), only addresses may."""
    return sheet.profile.taxonomy.files_allowed(
        sheet.answer("category") or "", sheet.answer("subcategory") or ""
    )


def may_be_contacted(sheet: Sheet) -> bool:
    """Whether to ask for a contact: not in closed categories (child abuse): they are anonymous."""
    return not sheet.profile.taxonomy.is_closed(
        sheet.answer("category") or "", sheet.answer("subcategory") or ""
    )


def host_decides(sheet: Sheet) -> bool:
    """Whether a site of the network hosts the content, so that no region is needed."""
    return any(sheet.profile.site_of(link["host"]) for link in links(sheet.draft))


def host_of(profile: Profile, draft: Draft) -> str:
    """The host used for routing: the first that belongs to the network, else the first of all."""
    hosts = [link["host"] for link in links(draft)]
    return next((each for each in hosts if profile.site_of(each)), next(iter(hosts), ""))


def destination(profile: Profile, draft: Draft) -> str:
    """The code of the unit that a report with these answers is routed to."""
    answers = draft.answers
    return profile.unit_for(
        category=answers["category"],
        subcategory=answers.get("subcategory") or "",
        host=host_of(profile, draft),
        region=answers.get("region") or "",
        asked=ReportContext.of(draft).unit,
    )


def asked_for(sheet: Sheet) -> str | None:
    """The unit whose link or card started the report, if it is active."""
    unit = sheet.profile.unit(ReportContext.of(sheet.draft).unit)
    return unit.code if unit is not None and not unit.retired else None


def goes_to(sheet: Sheet) -> str | None:
    """The unit that gets the report, if it is the same for every sub-category; else None."""
    category, below = sheet.answer("category"), subcategories(sheet)
    if not category:
        return None
    chosen = sheet.answer("subcategory")
    is_settled = not below or sheet.draft.answers.get("subcategory", "") in {None, *below}
    kinds = (chosen,) if is_settled else (None, *below)
    drafts = (sheet.draft.with_answer("subcategory", kind) for kind in kinds)
    found = {destination(sheet.profile, draft) for draft in drafts}
    return found.pop() if len(found) == 1 else None


def wants_contact(sheet: Sheet) -> bool:
    """Whether the reporter chose to leave a contact."""
    return may_be_contacted(sheet) and sheet.answer("identity") in {
        IdentityMode.CONFIDENTIAL,
        IdentityMode.REAL_NAME,
    }


def gives_name(sheet: Sheet) -> bool:
    """Whether the reporter chose to give a name."""
    return may_be_contacted(sheet) and bool(sheet.answer("identity") == IdentityMode.REAL_NAME)


def identity_modes(_: Sheet) -> tuple[str, ...]:
    """The identity modes; anonymous first."""
    return tuple(IdentityMode)


def anonymous_at_once(given: Given, sheet: Sheet) -> Mapping[str, Any]:
    """A word such as `无` typed as a contact: the report is anonymous, unless it has a name."""
    if gives_name(sheet) or not has_no_value(given.text):
        return {}
    return {"identity": IdentityMode.ANONYMOUS}


def parse_sent(given: Given, sheet: Sheet) -> bool:
    """A press of "Continue", after pieces that do not say where the content is."""
    if given.command != "done":
        raise BadAnswer("report-material-wanted")
    if not has_sent(sheet):
        raise BadAnswer("report-material-none")
    return True


def parse_done(given: Given, sheet: Sheet) -> int:
    """A press of "Done" after files; returns their number."""
    if given.command != "done":
        raise BadAnswer("report-evidence-wanted")
    return sheet.files


def parse_told(given: Given, _: Sheet) -> None:
    """Always raises BadAnswer: messages are kept as pieces, so only a stale press gets here."""
    raise BadAnswer("answer-words-wanted" if given.command is None else "answer-stale")


def parse_review(given: Given, sheet: Sheet) -> dict[str, bool]:
    """The submission, by the button that confirms good faith."""
    if given.command != "submit":
        raise BadAnswer("answer-button-wanted")
    return {switch: ticked(sheet, switch) for switch in REVIEW_SWITCHES}


def ticked(sheet: Sheet, switch: str) -> bool:
    """Whether a tick of the review is set."""
    return bool(sheet.draft.carried.ticks.get(switch))


REPORT = Form(
    name="report",
    context=ReportContext,
    gathers=True,
    steps=(  # in the order in which they are asked
        Step(
            name="material",
            parse=parse_sent,
            asked_if=lambda sheet: not is_located(sheet),
            collects=True,
        ),
        replace(
            choice_step("category", top_categories),
            unsure=OTHER,
            holds=lambda sheet: sheet.answer("category") in top_categories(sheet),
            gone="report-category-gone",
        ),
        replace(
            or_unsure(
                choice_step(
                    "subcategory", subcategories, asked_if=lambda sheet: bool(subcategories(sheet))
                )
            ),
            gone="report-category-gone",
        ),
        Step(
            name="words",
            parse=parse_told,
            optional=always,
            left_to_review=lambda sheet: not is_bare(sheet),
            for_more=True,
        ),
        Step(
            name="evidence",
            parse=parse_done,
            asked_if=may_send_files,
            left_to_review=always,
            collects=True,
            for_more=True,
        ),
        replace(
            choice_step("region", cities, optional=always, left_to_review=always),
            parse=parse_region,
        ),
        replace(
            choice_step(
                "identity", identity_modes, asked_if=may_be_contacted, left_to_review=always
            ),
            typed=contact_at_once,
        ),
        Step(
            name="name",
            parse=parse_own_name,
            choices=lambda _: (IdentityMode.ANONYMOUS,),
            also=stays_anonymous,
            unsure=IdentityMode.ANONYMOUS,
            asked_if=gives_name,
            takes_words=True,
        ),
        Step(
            name="contact",
            parse=parse_contact,
            choices=lambda _: (IdentityMode.ANONYMOUS,),
            also=stays_anonymous,
            unsure=IdentityMode.ANONYMOUS,
            asked_if=wants_contact,
            typed=anonymous_at_once,
            shares_phone=True,
            takes_words=True,
        ),
        Step(name="review", parse=parse_review, typed=region_at_once),
    ),
)

HANGS_ON = {  # questions asked again together with an edited one
    "category": ("subcategory",),
    "identity": ("name", "contact"),
}


def parse_added(given: Given, sheet: Sheet) -> bool:
    """A press of "Done" after files; text, links and posts finish the form by themselves."""
    if given.command != "done" or not sheet.files:
        raise BadAnswer("addition-empty")
    return True


_ADDED = Step(name="content", parse=parse_added, collects=True, answered_by_words=True)

ADDITION = Form(name="addition", gathers=True, steps=(_ADDED,))
ANSWER = Form(name="answer", gathers=True, steps=(_ADDED,))
WITHDRAWAL = Form(name="withdrawal", steps=(choice_step("sure", lambda _: ("yes", "no")),))
