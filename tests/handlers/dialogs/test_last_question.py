"""The buttons that finish a form name the version of the draft that their message shows."""

import pytest
from msgspec.structs import replace

from conversation import engine
from conversation.form import Given, no_choices
from domain.material import Piece
from handlers.dialogs import question_screen
from handlers.ui.callbacks import MOST_BYTES, ChooseLast, DoLast, at_question
from tests.support.filed import an_asked
from tests.support.forms import FORMS

REVIEWS = {name: form for name, form in FORMS.items() if len(form.steps) > 1 and not form.gathers}


def last(profile, name):
    """The last question of a form that is asked of an empty draft."""
    asked = an_asked(profile, name, FORMS[name].steps[0].name)
    step = [each for each in asked.form.steps if each.asked_if(asked.sheet)][-1]
    return replace(asked, step=step)


def with_another_answer(asked):
    changed = asked.sheet.draft.with_answer("another", "answer")
    return replace(asked, sheet=replace(asked.sheet, draft=changed))


@pytest.mark.parametrize("name", sorted(REVIEWS))
def test_a_choice_that_finishes_a_form_has_the_version_and_fits(profile, name):
    asked = last(profile, name)
    if asked.step.collects:
        assert engine.seen(asked.form, asked.step, asked.sheet) == ""
        return
    older = question_screen.choose(asked, "yes")
    newer = question_screen.choose(with_another_answer(asked), "yes")
    assert isinstance(older, ChooseLast)
    assert older.seen != newer.seen
    for value in asked.step.choices(asked.sheet):
        data = question_screen.choose(asked, value).pack()
        assert len(data.encode()) <= MOST_BYTES
        assert at_question(data).value == value


@pytest.mark.parametrize("name", ["report", "entered"])
def test_submit_has_the_version_and_back_has_none(profile, name):
    asked = an_asked(profile, name, "review")
    assert asked.step.choices is no_choices
    older = at_question(asked_key(asked, "submit"))
    newer = at_question(asked_key(with_another_answer(asked), "submit"))
    assert isinstance(older, DoLast)
    assert older.seen != newer.seen
    assert not isinstance(at_question(asked_key(asked, "back")), DoLast)


def asked_key(asked, command):
    return question_screen.button(asked, command).pack()


def test_what_is_sent_later_is_no_new_version_but_an_edit_or_less_is(profile):
    asked = an_asked(profile, "report", "review")
    older, draft = engine.seen(asked.form, asked.step, asked.sheet), asked.sheet.draft
    pieces = draft.carried.pieces
    more = draft.carrying(
        heard_at=7, files=draft.id, pieces=(*pieces, Piece(key="99", text="more"))
    )
    edited = draft.carrying(pieces=(replace(pieces[0], text="other"), *pieces[1:]))
    less = draft.carrying(pieces=pieces[1:])

    def is_outdated(now, seen=older):
        given = Given(step="review", command="submit", seen=seen)
        return engine.is_outdated(asked.form, asked.step, replace(asked.sheet, draft=now), given)

    assert [is_outdated(each) for each in (draft, more, edited, less)] == [False, False, True, True]
    assert not is_outdated(edited, None)  # typed
    for forged in ("", "-", "x", "9" * 60, f"{len(pieces) + 1}{older[1:]}"):
        assert is_outdated(draft, forged)


def test_a_draft_read_from_the_database_has_the_same_version(profile):
    draft = an_asked(profile, "report", "review").sheet.draft
    again = replace(draft, answers={}, opened_with={}).with_document(draft.to_document())
    assert again.version(9) == draft.version(9)
