"""What was sent with nothing open: the question what it is for."""

import pytest
from msgspec import to_builtins

from conversation.contexts import HeldContext, HeldReport
from handlers.renderers import SCREENS
from handlers.reporting import review_screen
from handlers.ui.callbacks import Choose
from handlers.ui.localizer import Localizer
from tests.support.chat import catalog
from tests.support.filed import an_asked
from tests.support.looks import look

WORDS = catalog()
VZ75, XTA = HeldReport(id=7, tail="VZ75"), HeldReport(id=8, tail="2XTA")
TEXT = {"key": "1", "text": "I have paid <b>twice</b> /cancel"}


@pytest.fixture(params=("en", "zh-Hans"))
def localizer(request, profile):
    return Localizer(WORDS, profile, request.param)


def screen(localizer, context, *pieces, **changes):
    held = {f"_{name}": value for name, value in to_builtins(context).items()}
    answers = {**held, "_pieces": list(pieces or (TEXT,))}
    return SCREENS.question(
        localizer, an_asked(localizer.profile, "held", "use", answers=answers, **changes)
    )


def choices(found):
    return [
        (key.label, key.button.value)
        for row in found.rows
        for key in row
        if isinstance(key.button, Choose)
    ]


def test_without_any_report_it_is_to_be_reported_or_is_for_something_else(localizer):
    found = screen(localizer, HeldContext())
    assert localizer.say("held-report") in look(found).text
    assert choices(found) == [(localizer.say("button-report-this"), "report")]
    for key in ("button-track", "button-hotlines", "button-cancel"):
        assert localizer.say(key) in look(found).labels


def test_with_open_reports_it_may_belong_to_each_of_them(localizer):
    found = screen(localizer, HeldContext(open=(VZ75, XTA)))
    assert localizer.say("held-report-or-add") in look(found).text
    assert choices(found) == [
        (localizer.say("button-report-this"), "report"),
        (localizer.say("button-add-to", tail="VZ75"), "add.7"),
        (localizer.say("button-add-to", tail="2XTA"), "add.8"),
    ]


def test_the_answer_to_an_office_is_shown_with_its_question_as_it_would_be_sent(localizer):
    context = HeldContext(asked=(VZ75,), open=(XTA,), question="When did you pay? @evil")
    found = screen(localizer, context)
    seen = look(found)
    assert localizer.say("held-is-answer", tail="VZ75") in seen.text
    for text in ("When did you pay?", "I have paid", "twice"):
        assert text in seen.text
    assert seen.live == []
    assert choices(found) == [
        (localizer.say("button-send"), "answer.7"),
        (localizer.say("button-something-new"), "report"),
        (localizer.say("button-add-to", tail="2XTA"), "add.8"),
    ]
    assert localizer.say("button-track") not in seen.labels


def test_where_several_offices_wait_it_is_asked_for_which(localizer):
    found = screen(localizer, HeldContext(asked=(VZ75, XTA)))
    assert localizer.say("held-which-answer") in look(found).text
    assert choices(found) == [
        (localizer.say("button-answer-about", tail="VZ75"), "answer.7"),
        (localizer.say("button-answer-about", tail="2XTA"), "answer.8"),
        (localizer.say("button-something-new"), "report"),
    ]


def test_what_is_kept_is_said_first(localizer):
    found = look(screen(localizer, HeldContext(), heard=True))
    kept = localizer.say("kept", what=localizer.say("kept-words", count=1))
    assert found.text.startswith(kept)


def test_the_longest_question_and_answer_fit(localizer):
    texts = [{"key": str(n), "text": f"{n}{'<' * 3999}"} for n in range(4)]
    context = HeldContext(asked=(VZ75,), question="&" * 4000)
    found = screen(localizer, context, *texts, heard=True, note="dialogue-continue")
    look(found.led_by(localizer.say("error-bug", reference="0" * 8)))


def test_an_answer_of_very_many_short_messages_still_fits_one_message(localizer):
    context = HeldContext(asked=(VZ75,), question="When did you pay? " * 100)
    pieces = [{"key": str(n), "text": f"{n} " + "😀.我" * 20} for n in range(250)]
    seen = look(screen(localizer, context, *pieces))
    more = len(pieces) - review_screen.SHOWN_TEXTS
    assert localizer.say("review-more-texts", count=more) in seen.text
