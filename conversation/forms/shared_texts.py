"""The texts of a result for several cases: who gets which, each text shown once."""

from collections.abc import Callable, Iterable
from itertools import chain
from typing import Any

from conversation.contexts import Presets, SeveralContext, SharedTexts, TickedCase
from conversation.forms import presets
from domain.draft import Draft

NUMBER = "{number}"
Shown = tuple[Presets, tuple[TickedCase, ...]]
"""Texts, filled in for the first of the cases that they are for."""


def all_of(draft: Draft) -> tuple[SharedTexts, ...]:
    """The texts of the result chosen; none where the author writes them."""
    return SeveralContext.of(draft).texts.get(presets.result_of(draft), ())


def of_case(draft: Draft, number: str) -> SharedTexts | None:
    """The texts that one of the cases gets; None where it has none."""
    return next((each for each in all_of(draft) if number in each.numbers), None)


def left_out(draft: Draft) -> frozenset[str]:
    """The numbers of the cases whose texts did not fit on the review, so they are not sent."""
    found = all_of(draft)
    needed = {"feedback", "facts"} if any(each.kept.facts for each in found) else {"feedback"}
    if not found or needed <= draft.answers.keys():
        return frozenset()
    shown = {number for each in found for number in each.numbers}
    return frozenset(each.number for each in SeveralContext.of(draft).cases) - shown


def by_facts(texts: Iterable[SharedTexts], cases: Iterable[TickedCase]) -> list[Shown]:
    """The facts, each once, with the cases that they are for."""
    return _each_once(texts, cases, lambda shown: shown.facts)


def by_words(texts: Iterable[SharedTexts], cases: Iterable[TickedCase]) -> list[Shown]:
    """The words in all languages, each once, with the cases that they are for."""
    return _each_once(texts, cases, lambda shown: shown.words)


def languages(cases: Iterable[TickedCase]) -> tuple[str, ...]:
    """The languages that reporters of these cases read."""
    return tuple(dict.fromkeys(locale for case in cases for locale in case.languages))


def length(
    texts: Iterable[SharedTexts], cases: Iterable[TickedCase], fallback: str, heads: int
) -> int:
    """How much room the texts take as Telegram counts, with `heads` for the lines around each.

    `fallback` is the language in which words are shown that nobody is known to read.
    """
    texts, cases = tuple(texts), tuple(cases)
    shown = [found.facts for found, _ in by_facts(texts, cases) if found.facts]
    for found, readers in by_words(texts, cases):
        read = languages(readers) or (fallback,)
        shown += [found.words.get(locale, found.feedback) for locale in read]
    return sum(len(text.encode("utf-16-le")) // 2 + heads for text in shown)


def is_one_text(draft: Draft) -> bool:
    """Whether all cases get the same words and facts, without a number of their own."""
    found = all_of(draft)
    return len(found) == 1 and not names_number(draft)


def names_number(draft: Draft) -> bool:
    """Whether a text that its author left as it was names the number of its case."""
    kept = [each.kept for each in all_of(draft)]
    facts = [] if "facts" in draft.answers else [each.facts for each in kept]
    words = [] if "feedback" in draft.answers else [each.words.values() for each in kept]
    return any(NUMBER in text for text in (*facts, *chain.from_iterable(words)))


def _each_once(
    texts: Iterable[SharedTexts], cases: Iterable[TickedCase], part: Callable[[Presets], Any]
) -> list[Shown]:
    by_number = {case.number: case for case in cases}
    found: list[tuple[Presets, list[TickedCase]]] = []
    for each in texts:
        about = [by_number[number] for number in each.numbers if number in by_number]
        same = next((of for shown, of in found if part(shown) == part(each.shown)), None)
        if same is None:
            found.append((each.shown, about))
        else:
            same += about
    return [(shown, tuple(of)) for shown, of in found]
