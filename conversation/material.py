"""What was sent beside the answers of a form: captions, links found anywhere, words that wait.

What all of it comes to in a report is `conversation/forms/report_material.py`.
"""

import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from conversation.form import Form, Given, Part, Step
from domain.draft import Draft
from domain.links import Link
from domain.report import MAX_LINKS

_EARLIER = "_earlier"  # the place among the captions of words that were written round another link


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
    old = draft.carried.captions
    kept = {key: said for key, said in {**old, place: text}.items() if said.strip()}
    draft = draft if kept == old else draft.carrying(captions=kept)
    return _with_links(draft, place, found)


def with_caption(form: Form, draft: Draft, given: Given, *, is_target: bool = False) -> Draft:
    """The draft with what stands under a file; `is_target`: it says at once where the content is.

    Links are looked for where the form becomes a report.
    """
    found = () if is_target or form.place is None else links_in(given)
    return beside(draft, str(given.message_id), given.text, found)


def answered(draft: Draft, step: Step, given: Given) -> Draft:
    """The draft after an answer to this question: links in words are kept, earlier words stay."""
    if step.gives is Part.WORDS:
        return _with_links(draft, step.name, links_in(given))
    if step.gives is Part.PLACE:
        return with_earlier(draft, draft.answers.get(step.name) or {})
    return draft


def asked_again(form: Form, before: Draft, draft: Draft) -> Draft:
    """The draft after a step back or an edit: words round a link that is asked for again wait.

    Who puts a link right with nothing but another link has not taken back what they wrote with it.
    """
    if form.place is None:
        return draft
    target = before.answers.get(form.place.name) or {}
    if form.place.name in draft.answers:
        return draft.carrying(earlier="")
    written = round_links(target)
    return draft.carrying(earlier=written) if written else draft


def with_earlier(draft: Draft, target: Mapping[str, Any]) -> Draft:
    """With the words that waited, unless the new answer has words of its own."""
    waiting = draft.carried.earlier
    if round_links(target):
        draft = beside(draft, _EARLIER, "", ())
    elif waiting:
        draft = beside(draft, _EARLIER, waiting, ())
    return draft.carrying(earlier="")


def round_links(target: Mapping[str, Any]) -> str:
    """What an answer to where the content is says besides its links; empty where it is no more."""
    written: str = target.get("text", "") if target.get("origin") is None else ""
    return written if says_more(written, target.get("links", ())) else ""


def links_in(given: Given) -> list[dict[str, Any]]:
    """The links of a message, those of its entities, too."""
    return facts(given.links[:MAX_LINKS])


def _with_links(draft: Draft, place: str, found: Sequence[Mapping[str, Any]]) -> Draft:
    old = draft.carried.links
    new = {key: links for key, links in {**old, place: list(found)}.items() if links}
    return draft if new == old else draft.carrying(links=new)


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
