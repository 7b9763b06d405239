"""Every question of every form, in every language, as Telegram would show it."""

import pytest

from domain.report import Evidence, EvidenceState
from handlers.dialogs import question_screen
from handlers.renderers import SCREENS
from handlers.reporting import review_screen
from handlers.ui import labels
from handlers.ui.localizer import Localizer
from tests.support.chat import catalog
from tests.support.filed import ANSWERS, LINK, an_asked
from tests.support.forms import FORMS
from tests.support.life import NOON
from tests.support.looks import look

WORDS = catalog()
HOSTILE = (
    '<b>x</b> & <a href="https://evil.example">tap</a> https://evil.example @evil /cancel \u202e'
)
STEPS = [(form.name, step.name) for form in FORMS.values() for step in form.steps]
LOCALES = ("en", "zh-Hans")


@pytest.fixture(params=LOCALES)
def localizer(request, profile):
    return Localizer(WORDS, profile, request.param)


@pytest.fixture
def english(profile):
    return Localizer(WORDS, profile, "en")


def kept(count, state=EvidenceState.KEPT):
    return tuple(Evidence(id=n, kind="photo", state=state, received_at=NOON) for n in range(count))


@pytest.mark.parametrize(("form", "step"), STEPS)
def test_every_question_fits_and_asks_its_words(localizer, profile, form, step):
    seen = look(SCREENS.question(localizer, an_asked(profile, form, step)))
    assert localizer.say(f"{form}-{step}-ask") in seen.text
    assert all(len(label) <= labels.LONGEST for label in seen.labels)
    assert localizer.say("button-cancel") in seen.labels


@pytest.mark.parametrize(("form", "step"), STEPS)
def test_only_what_has_something_before_it_offers_to_go_back(english, profile, form, step):
    asked = an_asked(profile, form, step)
    assert ("Back" in look(SCREENS.question(english, asked)).labels) == (asked.place > 1)


@pytest.mark.parametrize("note", ["files-kept", "report-link-several", "dialogue-continue"])
def test_a_note_comes_first(english, profile, note):
    asked = an_asked(profile, "report", "category", note=note, files=kept(2))
    assert look(SCREENS.question(english, asked)).text.startswith(english.say(note, files=2))


def test_a_question_says_how_far_the_form_is(english, profile):
    assert look(SCREENS.question(english, an_asked(profile, "report", "words"))).text.startswith(
        "4/10"
    )


def test_the_first_question_says_that_one_may_stay_anonymous(localizer, profile):
    seen = look(SCREENS.question(localizer, an_asked(profile, "report", "link")))
    assert localizer.say("report-privacy") in seen.text


def test_a_report_begun_from_a_units_link_says_where_it_will_go(english, profile):
    asked = an_asked(profile, "report", "link", answers={"_unit": "yueyang"})
    assert "Yueyang Internet Information Office" in look(SCREENS.question(english, asked)).text


def test_anonymous_is_the_first_button(localizer, profile):
    seen = look(SCREENS.question(localizer, an_asked(profile, "report", "identity")))
    assert seen.labels[0] == localizer.say("identity-anonymous")


def test_done_is_offered_once_a_file_is_there(english, profile):
    for count in (0, 1):
        asked = an_asked(profile, "report", "evidence", files=kept(count))
        assert ("Done" in look(SCREENS.question(english, asked)).labels) == bool(count)


def test_a_refused_file_does_not_count(english, profile):
    asked = an_asked(profile, "report", "evidence", files=kept(2, EvidenceState.REFUSED))
    assert question_screen.files(asked) == 0


def test_a_fraud_report_names_the_hotline(english, profile):
    assert "96110" in look(SCREENS.question(english, an_asked(profile, "report", "words"))).text


@pytest.mark.parametrize("step", ["words", "review"])
def test_a_closed_category_asks_for_the_address_alone_and_names_the_hotline(
    localizer, profile, step
):
    closed = {"category": "sexual", "subcategory": "child_abuse"}
    seen = look(SCREENS.question(localizer, an_asked(profile, "report", step, answers=closed)))
    assert localizer.say("report-closed", hotline="12377") in seen.text


def test_the_contact_question_offers_the_phones_keyboard_in_a_message_of_its_own(
    localizer, profile
):
    seen = look(SCREENS.question(localizer, an_asked(profile, "report", "contact")))
    assert localizer.say("button-share-phone") in seen.labels
    keyboard = question_screen.share_phone(localizer).keyboard()["keyboard"]
    assert keyboard == [[{"text": localizer.say("button-share-phone"), "request_contact": True}]]


def test_the_regions_are_called_by_what_their_offices_names_do_not_share(profile):
    english, chinese = (Localizer(WORDS, profile, locale) for locale in LOCALES)
    assert labels.choice(english, "region", "xiangxi") == "Xiangxi Prefecture"
    assert labels.choice(chinese, "region", "changsha") == "长沙市"
    assert labels.choice(english, "region", "gone") == "gone"


def test_the_laws_are_listed_in_full_beside_their_numbered_buttons(english, profile):
    seen = look(SCREENS.question(english, an_asked(profile, "decide", "rule")))
    assert "1. Criminal Law, Article 266" in seen.text
    assert seen.labels[0].startswith("1. Article 266")
    assert "Decide · 2611-0042" in seen.text


def test_the_review_shows_every_answer_and_a_button_to_change_it(localizer, profile):
    seen = look(SCREENS.question(localizer, an_asked(profile, "report", "review", files=kept(2))))
    assert seen.kinds("code") == ["hxxps://shop[.]example[.]org/buy", "+8613800138000"]
    assert seen.kinds("blockquote") == [ANSWERS["words"]]
    for name in ANSWERS.keys() - {"subcategory"}:
        assert f"✏️ {localizer.say(f'review-{name}')}" in seen.labels
    assert localizer.category("fraud", "phishing") in seen.text
    assert localizer.say("button-submit") in seen.labels


def test_what_was_skipped_is_said_to_be_empty(english, profile):
    skipped = {"words": None, "region": None, "identity": "anonymous"}
    seen = look(SCREENS.question(english, an_asked(profile, "report", "review", answers=skipped)))
    assert seen.text.count(english.say("review-none")) >= 3
    assert "✏️ Contact" not in seen.labels
    assert "Lin Xiaoyu" not in seen.text


def test_a_tick_shows_whether_it_is_set(english, profile):
    ticks = {"_ticks": {"good_faith": True}}
    seen = look(SCREENS.question(english, an_asked(profile, "report", "review", answers=ticks)))
    assert {"☑️ I report in good faith", "⬜ Somebody is in danger now"} <= set(seen.labels)


def test_the_longest_report_leaves_room_for_a_refusal_before_it(localizer, profile):
    url = f"https://example.org/{'路' * 1900}"
    answers = {
        "link": {
            "links": [{**LINK, "raw": url, "normalised": f"{url}{n}"} for n in range(20)],
            "origin": {"kind": "channel", "title": "&" * 255},
            "text": "x" * 4000,
        },
        "words": "😀" * 2000,
        "_captions": {str(n): f"{n}{'😀' * 500}" for n in range(20)},
        "name": "<" * 64,
        "contact": {"email": f"{'a' * 64}@{'b' * 60}.example"},
    }
    asked = an_asked(profile, "report", "review", answers=answers)
    shown = SCREENS.question(localizer, asked).led_by(localizer.say("error-bug", reference="0" * 8))
    assert localizer.say("review-more-links", count=15) in look(shown).text


def test_nothing_that_somebody_typed_is_live_on_the_review(localizer, profile):
    answers = {
        "link": {
            "links": [],
            "origin": {"kind": "channel", "title": HOSTILE},
            "text": HOSTILE,
        },
        "words": HOSTILE,
        "name": HOSTILE,
    }
    seen = look(SCREENS.question(localizer, an_asked(profile, "report", "review", answers=answers)))
    assert seen.live == []
    assert not seen.kinds("text_link")
    assert "\u202e" not in seen.text
    assert "<b>" in seen.text  # shown as typed, not obeyed


def test_what_fits_whole_is_shown_whole(english, profile):
    answers = {"words": "字" * 2000}
    seen = look(SCREENS.question(english, an_asked(profile, "report", "review", answers=answers)))
    assert "字" * 2000 in seen.text
    assert review_screen.ROOM >= 2000
