"""All that was sent for one report, taken together: where the content is, and the sender's words.

The answer to the first question is only part of it: captions, later answers and messages that came
beside the questions have words and links, too.
"""

import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from itertools import chain
from typing import Any

from conversation.form import Given
from domain.draft import Draft, captions
from domain.links import Link
from domain.report import MAX_LINKS

REPORTS = frozenset({"report", "entered"})
"""The forms that become a report; "words" is the question of theirs that is answered in words."""

_LINKS = "_links"  # found outside the answer to "link": by message, or by question
_WORDS = "words"
EARLIER = "_earlier"  # what was written round a link that is asked for again


def facts(links: Iterable[Link]) -> list[dict[str, Any]]:
    """Links as a draft keeps them: plain JSON."""
    return [
        {
            "raw": link.raw,
            "normalised": link.normalised,
            "host": link.host,
            "site": link.site,
            "disguised": link.disguised,
        }
        for link in links
    ]


def beside(draft: Draft, place: str, text: str, found: Sequence[Mapping[str, Any]]) -> Draft:
    """The draft with a text and its links kept beside the answers; emptied, it is gone.

    `place` is the number of its message: an edited one keeps its place among the others.
    """
    old = draft.answers.get("_captions", {})
    kept = {key: said for key, said in {**old, place: text}.items() if said.strip()}
    draft = draft if kept == old else draft.reworded("_captions", kept)
    return _with_links(draft, place, found)


def with_caption(draft: Draft, given: Given, *, is_target: bool = False) -> Draft:
    """The draft with what stands under a file; `is_target`: it answers "link" at the same time."""
    found = () if is_target or draft.form not in REPORTS else links_in(given)
    return beside(draft, str(given.message_id), given.text, found)


def answered(draft: Draft, step: str, given: Given) -> Draft:
    """The draft after an answer to this question: links in words are kept, earlier words stay."""
    if draft.form not in REPORTS:
        return draft
    if step == _WORDS:
        return _with_links(draft, _WORDS, links_in(given))
    return with_earlier(draft) if step == "link" else draft


def asked_again(before: Draft, draft: Draft) -> Draft:
    """The draft after a step back or an edit: words round a link that is asked for again wait.

    Who puts a link right with nothing but another link has not taken back what they wrote with it.
    """
    target = _target(before.answers)
    if "link" in draft.answers:
        return draft.without(EARLIER)
    if not target:
        return draft
    written = target.get("text", "") if target.get("origin") is None else ""
    said = says_more(written, target.get("links", []))
    return draft.with_answer(EARLIER, written) if said else draft


def with_earlier(draft: Draft) -> Draft:
    """With the words that waited, unless the new answer has words of its own."""
    target, waiting = _target(draft.answers), draft.answers.get(EARLIER)
    written = target.get("text", "") if target.get("origin") is None else ""
    if says_more(written, target.get("links", [])):
        draft = beside(draft, EARLIER, "", ())
    elif waiting:
        draft = beside(draft, EARLIER, waiting, ())
    return draft.without(EARLIER)


def links_in(given: Given) -> list[dict[str, Any]]:
    """The links of a message, those of its entities, too."""
    return facts(given.links)


def _with_links(draft: Draft, place: str, found: Sequence[Mapping[str, Any]]) -> Draft:
    old = draft.answers.get(_LINKS, {})
    new = {key: links for key, links in {**old, place: list(found)}.items() if links}
    return draft if new == old else draft.reworded(_LINKS, new)


def links(answers: Mapping[str, Any]) -> tuple[dict[str, Any], ...]:
    """The links that become places of a report, each page once, wherever it was written."""
    return _all_links(answers)[:MAX_LINKS]


def left_over(answers: Mapping[str, Any]) -> tuple[dict[str, Any], ...]:
    """The links that a report has no place for: they stay in its words."""
    return _all_links(answers)[MAX_LINKS:]


def _all_links(answers: Mapping[str, Any]) -> tuple[dict[str, Any], ...]:
    beside = answers.get(_LINKS, {})
    sent = [_target(answers).get("links", [])]
    sent += [found for place, found in beside.items() if place != _WORDS or answers.get(_WORDS)]
    unique: dict[str, dict[str, Any]] = {}
    for link in chain.from_iterable(sent):
        unique.setdefault(link["normalised"], link)
    return tuple(unique.values())


def place_text(answers: Mapping[str, Any]) -> str:
    """The text that is itself the place of the content: a forwarded post, or a description."""
    target = _target(answers)
    is_place = target.get("origin") is not None or not target.get("links")
    return str(target.get("text", "")) if is_place else ""


def passages(answers: Mapping[str, Any]) -> tuple[str, ...]:
    """Everything that a reporter wrote in their own words, each text whole, as it was sent.

    A text that is nothing but links of the report says no more than they do, and is left out. Links
    that the report has no place for, and that stand in no text, are the last.
    """
    known, place = links(answers), place_text(answers)
    target = "" if place else _target(answers).get("text", "")
    texts = dict.fromkeys([target, answers.get(_WORDS) or "", *captions(answers)])
    said = tuple(text for text in texts if text != place and says_more(text, known))
    unsaid = (each["raw"] for each in left_over(answers))
    more = "\n".join(raw for raw in unsaid if not any(raw in text for text in (place, *said)))
    return (*said, more) if more else said


def own_words(answers: Mapping[str, Any]) -> str:
    """The same as one text: what is filed, and what staff read."""
    return "\n\n".join(passages(answers)).strip("\n")


def says_more(text: str, known: Iterable[Mapping[str, Any]]) -> bool:
    """Whether a text has a letter, a digit or a sign such as an emoji besides these links."""
    return any(_speaks(sign) for sign in without(text, known))


def without(text: str, known: Iterable[Mapping[str, Any]]) -> str:
    """A text without these links as they were written in it."""
    for raw in sorted({link["raw"] for link in known} - {""}, key=len, reverse=True):
        text = text.replace(raw, " ")
    return text


def _speaks(sign: str) -> bool:
    category = unicodedata.category(sign)
    return category[0] in "LN" or category in {"So", "Sc"}


def _target(answers: Mapping[str, Any]) -> Mapping[str, Any]:
    found: Mapping[str, Any] = answers.get("link") or {}
    return found
