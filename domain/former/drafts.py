"""Drafts as release 0.1 stored them: what was sent stood in several places, not yet in pieces."""

from collections.abc import Mapping
from typing import Any

from domain.material import Piece, once_each

REPORTS = frozenset({"report", "entered"})
_SENT = ("captions", "links", "earlier", "waiting")
_ANSWERS = ("link", "words")


def pieces(form: str, answers: Mapping[str, Any], hidden: Mapping[str, Any]) -> tuple[Piece, ...]:
    """What was sent for a form, in the order of its questions, then of its messages.

    A piece from an answer has the name of its question as its key: an edited message finds it by
    that, as no number of a message was kept with it.
    """
    beside = hidden.get("links") or {}
    found = []
    if form in REPORTS:
        target = answers.get("link") or (hidden.get("before") or {}).get("link") or {}
        if target or hidden.get("earlier"):
            found.append(
                Piece(
                    key="link",
                    text=target.get("text") or hidden.get("earlier") or "",
                    links=tuple(target.get("links") or ()),
                    origin=target.get("origin"),
                )
            )
        told = answers.get("words") or (hidden.get("before") or {}).get("words")
        if told:
            found.append(Piece(key="words", text=told, links=tuple(beside.get("words") or ())))
    captions = hidden.get("captions") or {}
    found += [
        Piece(key=key, text=captions.get(key) or "", links=tuple(beside.get(key) or ()))
        for key in dict.fromkeys([*captions, *beside])
        if key != "words"
    ]
    return once_each(found)


def answers_left(form: str, answers: Mapping[str, Any]) -> dict[str, Any]:
    """The answers that are not pieces now; that the words were skipped is still known."""
    if form not in REPORTS:
        return dict(answers)
    skipped = {"words": None} if "words" in answers and answers["words"] is None else {}
    rest = {name: value for name, value in answers.items() if name not in _ANSWERS}
    return {**rest, **skipped}


def hidden_left(form: str, hidden: Mapping[str, Any]) -> dict[str, Any]:
    """What else was stored; of a question that is being edited, what is no piece now."""
    rest = {name: value for name, value in hidden.items() if name not in _SENT}
    if form in REPORTS and isinstance(rest.get("before"), Mapping):
        before = {name: old for name, old in rest["before"].items() if name not in _ANSWERS}
        rest["before"] = before or None
    return rest
