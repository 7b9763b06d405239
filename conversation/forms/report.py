"""The citizen's forms: the report itself, an addition, an answer, an appeal, a withdrawal."""

from conversation.contexts import PauseAppealContext, ReportContext
from conversation.form import Form, Given, Sheet, Step, always, choice_step, words
from conversation.forms.report_material import is_told, links
from conversation.parsing.contact import parse_name, parse_phone, ways_to_reach
from conversation.parsing.own_contact import says_more
from domain.core.errors import BadAnswer
from domain.draft import Draft
from domain.profile import Profile
from domain.report import MAX_WORDS, IdentityMode
from domain.written import weight

LEAST_DESCRIPTION = 12  # `weight` of a text: an app, an account and a time do not fit into less
LONGEST_CONTACT = 500  # characters that are kept with a contact as they were written
REVIEW_SWITCHES = ("danger",)
FORMER_SWITCHES = frozenset({"join", "good_faith"})
"""Ticks of an earlier release that may still stand in a chat; pressing one changes nothing."""


def locates(given: Given) -> bool:
    """Whether something sent without /report is surely the beginning of one."""
    return bool(given.links or given.origin or given.left_out or given.quote or given.names_place)


def is_located(sheet: Sheet) -> bool:
    """Whether what was sent says where the content is: a link, a post, or enough words."""
    pieces = sheet.draft.carried.pieces
    if any(piece.links or piece.origin for piece in pieces):
        return True
    return sum(weight(piece.text) for piece in pieces) >= LEAST_DESCRIPTION


def is_bare(sheet: Sheet) -> bool:
    """Whether there is nothing but links: no word, no file, no post tells what is wrong."""
    return not sheet.files and not is_told(sheet.draft)


def has_sent(sheet: Sheet) -> bool:
    """Whether there is anything to report yet."""
    return bool(sheet.files or sheet.draft.carried.pieces)


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
    return any(sheet.profile.site_of(link["host"]) for link in links(sheet.draft))


def host_of(profile: Profile, draft: Draft) -> str:
    """The host that decides: the first that belongs to the network, else the first of all."""
    hosts = [link["host"] for link in links(draft)]
    return next((each for each in hosts if profile.site_of(each)), next(iter(hosts), ""))


def destination(profile: Profile, draft: Draft) -> str:
    """The code of the unit that a report with these answers goes to."""
    answers = draft.answers
    return profile.unit_for(
        category=answers["category"],
        subcategory=answers.get("subcategory") or "",
        host=host_of(profile, draft),
        region=answers.get("region") or "",
        asked=ReportContext.of(draft).unit,
    )


def asked_for(sheet: Sheet) -> str | None:
    """The unit whose link or card began the report, while it is at work."""
    unit = sheet.profile.unit(ReportContext.of(sheet.draft).unit)
    return unit.code if unit is not None and not unit.retired else None


def goes_to(sheet: Sheet) -> str | None:
    """The unit that gets the report, where it is the same whatever sub-category comes yet."""
    category, below = sheet.answer("category"), subcategories(sheet)
    if not category:
        return None
    chosen = sheet.answer("subcategory")
    kinds = (chosen,) if not below or chosen in below else below
    drafts = (sheet.draft.with_answer("subcategory", kind) for kind in kinds)
    found = {destination(sheet.profile, draft) for draft in drafts}
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


def parse_own_name(given: Given, _: Sheet) -> str:
    """A name as it is typed."""
    if given.is_card:
        raise BadAnswer("answer-words-wanted")
    return parse_name(given.text)


def parse_contact(given: Given, _: Sheet) -> dict[str, str]:
    """A phone number shared by one tap, or what is typed: a number, a mail address, an account.

    `words` is the whole text where it says more than was found in it: an extension, a name.
    """
    if given.phone:
        return {"phone": parse_phone(given.phone)}
    if given.is_card or not given.text.strip():  # somebody else's contact is not the sender's
        raise BadAnswer("answer-words-wanted")
    found = ways_to_reach(given.text)
    if not says_more(given.text, found.items()):
        return found
    text = given.text.strip()
    if len(text) > LONGEST_CONTACT:
        raise BadAnswer("answer-too-long", limit=LONGEST_CONTACT, length=len(text))
    return found | {"words": text}


def parse_sent(given: Given, sheet: Sheet) -> bool:
    """A press of "Continue", after something such as a picture that says not where it is from."""
    if given.command != "done":
        raise BadAnswer("report-material-wanted")
    if not has_sent(sheet):
        raise BadAnswer("report-material-none")
    return True


def parse_done(given: Given, sheet: Sheet) -> int:
    """After files, "Done" answers with their number."""
    if given.command != "done":
        raise BadAnswer("report-evidence-wanted")
    return sheet.files


def parse_told(given: Given, _: Sheet) -> None:
    """The words themselves are pieces of the draft; this is for presses that answer nothing."""
    raise BadAnswer("answer-words-wanted" if given.command is None else "answer-stale")


def parse_review(given: Given, sheet: Sheet) -> dict[str, bool]:
    """Submission, by the button that says that it is done in good faith."""
    if given.command != "submit":
        raise BadAnswer("answer-button-wanted")
    return {switch: ticked(sheet, switch) for switch in REVIEW_SWITCHES}


def ticked(sheet: Sheet, switch: str) -> bool:
    """Whether a tick is on."""
    return bool(sheet.draft.carried.ticks.get(switch))


REPORT = Form(
    name="report",
    context=ReportContext,
    gathers=True,
    steps=(  # the order here is the order of the questions
        Step(
            name="material",
            parse=parse_sent,
            asked_if=lambda sheet: not is_located(sheet),
            collects=True,
        ),
        choice_step("category", top_categories),
        choice_step(
            "subcategory", subcategories, asked_if=lambda sheet: bool(subcategories(sheet))
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
        choice_step("region", cities, optional=always, left_to_review=always),
        choice_step("identity", identity_modes, asked_if=may_be_contacted, left_to_review=always),
        Step(
            name="name",
            parse=parse_own_name,
            asked_if=gives_name,
            takes_words=True,
        ),
        Step(
            name="contact",
            parse=parse_contact,
            asked_if=wants_contact,
            shares_phone=True,
            takes_words=True,
        ),
        Step(name="review", parse=parse_review),
    ),
)

HANGS_ON = {  # what is asked again with an answer that is edited
    "category": ("subcategory",),
    "identity": ("name", "contact"),
}


def parse_added(given: Given, sheet: Sheet) -> bool:
    """The press of "Done" after files; words, links and posts finish by themselves."""
    if given.command != "done" or not sheet.files:
        raise BadAnswer("addition-empty")
    return True


_ADDED = Step(name="content", parse=parse_added, collects=True, answered_by_words=True)

ADDITION = Form(name="addition", gathers=True, steps=(_ADDED,))
ANSWER = Form(name="answer", gathers=True, steps=(_ADDED,))
APPEAL = Form(name="appeal", steps=(Step(name="reasons", parse=words(MAX_WORDS, least=5)),))
PAUSE_APPEAL = Form(
    name="pause_appeal",
    context=PauseAppealContext,
    steps=(Step(name="reasons", parse=words(MAX_WORDS, least=5)),),
)
WITHDRAWAL = Form(name="withdrawal", steps=(choice_step("sure", lambda _: ("yes", "no")),))
