"""All that was sent for one report, taken together: where the content is, and the sender's words.

The answer to the first question is only part of it: captions, later answers and messages that came
beside the questions have words and links, too.
"""

from collections.abc import Mapping
from itertools import chain
from typing import Any

from conversation.material import says_more
from domain.draft import Draft
from domain.report import MAX_LINKS

PLACE, WORDS = "link", "words"
"""The questions whose answers are where the content is, and the sender's own words."""


def links(draft: Draft) -> tuple[Mapping[str, Any], ...]:
    """Every link of a report, each page once, wherever it was written."""
    beside = draft.carried.links
    sent = [_target(draft).get("links", [])]
    said = draft.answers.get(WORDS)
    sent += [found for place, found in beside.items() if place != WORDS or said]
    unique: dict[str, Mapping[str, Any]] = {}
    for link in chain.from_iterable(sent):
        unique.setdefault(link["normalised"], link)
    return tuple(unique.values())[:MAX_LINKS]


def place_text(draft: Draft) -> str:
    """The text that is itself the place of the content: a forwarded post, or a description."""
    target = _target(draft)
    is_place = target.get("origin") is not None or not target.get("links")
    return str(target.get("text", "")) if is_place else ""


def passages(draft: Draft) -> tuple[str, ...]:
    """Everything that a reporter wrote in their own words, each text whole, as it was sent.

    A text that is nothing but links of the report says no more than they do, and is left out.
    """
    known, place = links(draft), place_text(draft)
    target = "" if place else _target(draft).get("text", "")
    texts = dict.fromkeys([target, draft.answers.get(WORDS) or "", *draft.carried.texts])
    return tuple(text for text in texts if text != place and says_more(text, known))


def own_words(draft: Draft) -> str:
    """The same as one text: what is filed, and what staff read."""
    return "\n\n".join(passages(draft)).strip("\n")


def _target(draft: Draft) -> Mapping[str, Any]:
    found: Mapping[str, Any] = draft.answers.get(PLACE) or {}
    return found
