"""What is answered beforehand in a decision: copied, by a macro, or by the result's own text."""

import re
from collections.abc import Callable, Mapping
from typing import Any

from msgspec import convert

from conversation.contexts import Presets
from conversation.form import Sheet
from domain.case import DISMISSED, REMITTED, Ground, Outcome, cites
from domain.draft import Draft
from domain.network.people import Verb

OWN_WORDS = "words"
"""The switch by which the author of a refusal writes the words, and reads all before it is sent."""
READ_FIRST = "read"
"""Set where the reason was pressed too soon to have read its text: it is shown once more."""
READING_SECONDS = 2
"""A press that follows the question sooner is a second press of the button before."""
MOST_AT_ONCE = 3500  # characters of all texts as they are shown: more are not read in one message
AROUND = 200  # characters: the name of a reason, its sentence to the reporter, and the language
_BRACKETED = re.compile(r"[./@:]")  # may be shown in brackets, so that it is no link: two more each
REVIEWED = frozenset({Ground.MISUSE})
"""Reasons that reproach the reporter: they are read once more before they are sent."""
_FIXED: Mapping[str, str] = {Verb.DISMISS: DISMISSED, Verb.REMIT: REMITTED}


def result_of(draft: Draft) -> str:
    """The result that the draft leads to: a ground, an outcome, or that of an appeal."""
    chosen = draft.answers.get("ground") or draft.answers.get("outcome") or ""
    return str(chosen or _FIXED.get(draft.form, ""))


def offered(draft: Draft) -> Mapping[str, Presets]:
    """The answers beforehand by result, in a decision on one case or on several."""
    return convert(draft.opened_with.get("offered") or {}, dict[str, Presets])


def of_draft(draft: Draft) -> Presets:
    """The answers that the result has beforehand; none where nothing is kept for it."""
    return offered(draft).get(result_of(draft), Presets())


def is_preset(name: str) -> Callable[[Sheet], bool]:
    """Condition that a question has an answer beforehand."""
    return lambda sheet: bool(getattr(of_draft(sheet.draft), name))


def writes_own(sheet: Sheet) -> bool:
    """Whether the author has asked to write the words of a refusal."""
    return _has(sheet.draft, OWN_WORDS)


def _has(draft: Draft, switch: str) -> bool:
    return bool(draft.carried.ticks.get(switch))


def said(sheet: Sheet, name: str) -> Any:
    """What the decision says at a question: the author's answer, else the one beforehand."""
    found = sheet.answer(name)
    return getattr(of_draft(sheet.draft), name, None) if found is None else found


def words_for(sheet: Sheet, locale: str) -> str:
    """The text that a reporter who reads this language gets."""
    if sheet.answer("feedback") is not None:
        return str(sheet.answer("feedback"))
    found = of_draft(sheet.draft)
    return found.words.get(locale, found.feedback)


def all_are_shown(draft: Draft) -> bool:
    """Whether the question for the reason shows the whole text of each reason."""
    found = offered(draft)
    size = sum(_room(text) for each in found.values() for text in each.words.values())
    return all(found.get(ground, Presets()).words for ground in Ground) and size <= MOST_AT_ONCE


def _room(text: str) -> int:
    """The most characters that a text takes where it is shown, as Telegram counts them."""
    return len(text.encode("utf-16-le")) // 2 + 2 * len(_BRACKETED.findall(text)) + AROUND


def is_sent_at_once(draft: Draft) -> bool:
    """Whether choosing the reason sends the refusal: its text was there to be read in full."""
    return (
        draft.form == Verb.REFUSE
        and not _has(draft, OWN_WORDS)
        and not _has(draft, READ_FIRST)
        and "feedback" not in draft.answers
        and result_of(draft) not in REVIEWED
        and all_are_shown(draft)
    )


def read_first(draft: Draft) -> Draft:
    """The draft of a refusal whose text is shown once more before it is sent."""
    return draft.carrying(ticks={**draft.carried.ticks, READ_FIRST: True})


def complete(draft: Draft, of_case: Presets | None = None) -> dict[str, Any]:
    """The answers of a finished form, with those beforehand; `words` is the feedback by language.

    An answer that its author gave, in one language, is said to all reporters as it is written.
    `of_case` are the answers beforehand for one of several cases.
    """
    result, found = result_of(draft), of_draft(draft) if of_case is None else of_case
    beforehand = {"feedback": found.feedback}
    if result in frozenset(Outcome):
        beforehand |= {"facts": found.facts, "rule": found.rule if cites(result) else ""}
    words = {} if "feedback" in draft.answers else {"words": dict(found.words)}
    return {**{key: text for key, text in beforehand.items() if text}, **words, **draft.answers}
