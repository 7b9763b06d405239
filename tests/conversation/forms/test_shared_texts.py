"""The texts of a result for several cases: who gets which, and what is left for the next time."""

import pytest

from conversation.contexts import Presets, SeveralContext, SharedTexts, TickedCase
from conversation.forms import shared_texts
from domain.draft import Draft

CASES = tuple(
    TickedCase(id=n, number=f"2611-000{n}", seen=1, category="fraud", languages=languages)
    for n, languages in ((1, ("en",)), (2, ("zh-Hans", "en")), (3, ()), (4, ("en",)))
)
ONE, TWO, THREE, FOUR = (case.number for case in CASES)


def some(*numbers, facts="seen", words="gone", kept=""):
    presets = Presets(facts=facts, feedback=words, words={"en": words, "zh-Hans": words + "了"})
    return SharedTexts(
        numbers=numbers,
        kept=Presets(facts=facts, words={"en": kept or words}),
        shown=presets,
        locale="en",
    )


def a_draft(*texts, form="several_decide", **answers):
    context = SeveralContext(cases=CASES, texts={"already_gone": texts} if texts else {})
    answers = {"outcome": "already_gone", **answers}
    return Draft(id="d", who="w", form=form, answers=answers).opened_by(context)


TWICE = (some(ONE, TWO), some(THREE, facts="nothing to see"))


@pytest.mark.parametrize(
    ("texts", "answers", "left"),
    [
        ((), {}, set()),
        (TWICE, {}, {FOUR}),
        (TWICE, {"feedback": "own"}, {FOUR}),
        (TWICE, {"facts": "own"}, {FOUR}),
        (TWICE, {"facts": "own", "feedback": "own"}, set()),
        ((some(ONE, facts=""),), {"feedback": "own"}, set()),
        ((some(ONE, facts=""),), {}, {TWO, THREE, FOUR}),
        (TWICE, {"outcome": "void"}, set()),
    ],
)
def test_cases_whose_texts_were_not_shown_are_left_unless_all_is_written_anew(texts, answers, left):
    assert shared_texts.left_out(a_draft(*texts, **answers)) == left


def test_each_text_stands_once_with_its_cases():
    facts = shared_texts.by_facts(TWICE, CASES)
    assert [(found.facts, [case.number for case in of]) for found, of in facts] == [
        ("seen", [ONE, TWO]),
        ("nothing to see", [THREE]),
    ]
    words = shared_texts.by_words(TWICE, CASES)
    assert [[case.number for case in of] for _, of in words] == [[ONE, TWO, THREE]]
    assert shared_texts.languages(words[0][1]) == ("en", "zh-Hans")
    assert shared_texts.of_case(a_draft(*TWICE), THREE) == TWICE[1]
    assert shared_texts.of_case(a_draft(*TWICE), FOUR) is None


def test_the_room_is_that_of_each_text_in_each_language_that_is_read():
    gone, seen = len("gone") + len("gone了"), len("seen") + len("nothing to see")
    assert shared_texts.length(TWICE, CASES, "en", 10) == gone + seen + 4 * 10
    nobody = [some(THREE, facts="")]
    assert shared_texts.length(nobody, CASES, "zh-Hans", 10) == len("gone了") + 10


def test_a_text_with_a_number_of_its_own_is_not_one_for_all():
    numbered = a_draft(some(ONE, TWO, kept="See {number}"))
    assert shared_texts.names_number(numbered)
    assert not shared_texts.is_one_text(numbered)
    own = a_draft(some(ONE, TWO, kept="See {number}"), feedback="own")
    assert not shared_texts.names_number(own)
    assert shared_texts.is_one_text(own)
    assert not shared_texts.is_one_text(a_draft(*TWICE))
