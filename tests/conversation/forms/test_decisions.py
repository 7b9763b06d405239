"""The forms of decisions: what is answered beforehand is not asked, and what is sent at once."""

import pytest
from msgspec.structs import replace

from conversation import engine
from conversation.contexts import DecisionContext, Presets
from conversation.form import CaseFacts, Given, Sheet
from conversation.forms import presets
from conversation.forms.decisions import DECISION_FORMS
from domain.case import Ground, Outcome
from domain.draft import Draft
from domain.network.people import Verb
from tests.support.shipped import PROFILE

FORMS = {form.name: form for form in DECISION_FORMS}
WORDS = {"en": "It was gone when we looked.", "zh-Hans": "核查时已不存在，谢谢您的举报。"}
TEXT = Presets(rule="r1", facts="looked", feedback=WORDS["en"], words=WORDS)
GROUNDS = {ground: Presets(feedback=WORDS["en"], words=WORDS) for ground in Ground}


def sheet(verb, answers=(), offered=None, ticks=(), languages=("en", "zh-Hans"), **context):
    draft = Draft(id="d", who="w", form=verb, answers=dict(answers), case_id=1)
    draft = draft.opened_by(DecisionContext(status="verifying", offered=offered or {}, **context))
    draft = draft.carrying(ticks=dict.fromkeys(ticks, True))
    return Sheet(draft=draft, profile=PROFILE, about=CaseFacts(languages=languages))


def asked(found):
    step = engine.current(FORMS[found.draft.form], found)
    return step.name if step else None


@pytest.mark.parametrize(
    ("verb", "answers", "offered", "name"),
    [
        (Verb.DECIDE, {}, {}, "outcome"),
        (Verb.DECIDE, {"outcome": "void"}, {}, "facts"),  # nothing is kept: it is written
        (Verb.DECIDE, {"outcome": "already_gone"}, {}, "rule"),
        (Verb.DECIDE, {"outcome": "already_gone"}, {"already_gone": TEXT}, "sure"),
        (Verb.DECIDE, {"outcome": "restricted"}, {"already_gone": TEXT}, "rule"),
        (Verb.DECIDE, {"outcome": "removed_by_unit"}, {"removed_by_unit": TEXT}, "seen_gone"),
        (Verb.DECIDE, {"outcome": "account_measure"}, {"account_measure": TEXT}, "measure"),
        (
            Verb.DECIDE,
            {"outcome": "already_gone"},
            {"already_gone": replace(TEXT, rule="")},  # not known closely enough
            "rule",
        ),
        (Verb.CHANGE, {"outcome": "already_gone"}, {"already_gone": TEXT}, "sure"),
        (Verb.DISMISS, {}, {}, "feedback"),
        (Verb.DISMISS, {}, {"dismissed": TEXT}, "sure"),
        (Verb.REMIT, {}, {"remitted": TEXT}, "sure"),
        (Verb.REFUSE, {}, GROUNDS, "ground"),
        (Verb.REFUSE, {"ground": "misuse"}, GROUNDS, "sure"),
        (Verb.REFUSE, {"ground": "not_located"}, GROUNDS, None),  # sent
        (Verb.REFUSE, {"ground": "not_located"}, {}, "feedback"),
        (Verb.REFUSE, {"ground": "not_located", "feedback": "It is gone."}, {}, "language"),
        (
            Verb.REFUSE,
            {"ground": "not_located", "feedback": "It is gone.", "language": "send"},
            GROUNDS,
            "sure",
        ),
    ],
)
def test_only_what_is_not_answered_beforehand_is_asked(verb, answers, offered, name):
    assert asked(sheet(verb, answers, offered)) == name


@pytest.mark.parametrize("verb", [Verb.SAME, Verb.MACRO])
def test_a_prepared_decision_is_reviewed_whatever_it_decides(verb):
    refusal = sheet(verb, {"ground": "not_located"}, {"not_located": TEXT}, refusal=True)
    finding = sheet(verb, {"outcome": "void"}, {"void": TEXT})
    assert asked(refusal) == asked(finding) == "sure"
    assert asked(sheet(verb, {}, {})) == "outcome"  # nothing here proves the earlier one


def test_who_wants_to_write_the_words_is_asked_for_them_and_reads_all_again():
    found = sheet(Verb.REFUSE, {"ground": "not_located"}, GROUNDS, ticks=("words",))
    assert asked(found) == "feedback"
    taken = engine.take(FORMS[Verb.REFUSE], found, Given(text="It is gone."))
    assert asked(replace(found, draft=taken)) == "language"
    assert asked(replace(found, draft=taken.with_answer("language", "send"))) == "sure"


def test_texts_too_long_to_be_read_at_once_are_read_one_by_one():
    long = "x" * (presets.MOST_AT_ONCE // (2 * len(Ground)) + 1)
    whole = Presets(feedback=long, words={"en": long, "zh-Hans": long})
    for offered, name in ((dict.fromkeys(Ground, whole), "sure"), (GROUNDS, None)):
        found = sheet(Verb.REFUSE, {"ground": "not_located"}, offered, languages=("en",))
        assert asked(found) == name
    some = {ground: GROUNDS[ground] for ground in list(Ground)[:-1]}
    assert asked(sheet(Verb.REFUSE, {"ground": "not_located"}, some)) == "sure"


@pytest.mark.parametrize(
    ("answers", "result"),
    [
        (
            {"outcome": "already_gone"},
            {"rule": "r1", "facts": "looked", "feedback": WORDS["en"], "words": WORDS},
        ),
        (  # no rule was broken, so none is cited
            {"outcome": "not_upheld"},
            {"facts": "looked", "feedback": WORDS["en"], "words": WORDS},
        ),
        (  # what the author wrote is said to everybody as it is written
            {"outcome": "already_gone", "feedback": "Gone.", "rule": "r2"},
            {"rule": "r2", "facts": "looked", "feedback": "Gone."},
        ),
        ({"ground": "misuse"}, {"feedback": WORDS["en"], "words": WORDS}),
    ],
)
def test_a_finished_form_says_what_its_author_left_as_it_was(answers, result):
    offered = dict.fromkeys((*Outcome, *Ground), TEXT)
    verb = Verb.REFUSE if "ground" in answers else Verb.DECIDE
    assert presets.complete(sheet(verb, answers, offered).draft) == {**answers, **result}


def test_a_text_in_one_language_is_warned_of_where_not_everybody_reads_it():
    one = Presets(facts="looked", feedback="It was gone when we looked.")
    both, english = ("en", "zh-Hans"), ("en",)
    for languages, name in ((both, "language"), (english, "sure")):
        found = sheet(Verb.MACRO, {"outcome": "void"}, {"void": one}, languages=languages)
        assert asked(found) == name


def test_back_from_the_review_leads_to_what_was_chosen_and_keeps_what_was_written():
    form = FORMS[Verb.DECIDE]
    found = sheet(Verb.DECIDE, {"outcome": "void"}, {"void": TEXT}, languages=("en",))
    assert asked(replace(found, draft=engine.back(form, found))) == "outcome"
    edited = engine.edit(form, found, "facts")
    taken = engine.take(form, replace(found, draft=edited), Given(text="seen today"))
    again = replace(found, draft=taken)
    assert asked(again) == "sure"
    before = engine.back(form, again)
    assert asked(replace(found, draft=before)) == "outcome"
    assert before.answers["facts"] == "seen today"
