"""Every question of every form, in every language, as Telegram would show it."""

import re

import pytest
from msgspec.structs import replace

from domain.report import MAX_LINKS, Evidence, EvidenceState
from handlers.dialogs import question_screen
from handlers.renderers import SCREENS
from handlers.ui import labels
from handlers.ui.localizer import Localizer
from tests.support.chat import catalog
from tests.support.filed import LINK, an_asked
from tests.support.forms import FORMS
from tests.support.life import NOON
from tests.support.looks import look

WORDS = catalog()
SENT = {"key": "1", "text": LINK["raw"], "links": [LINK]}
OWN = {"key": "2", "text": "they took my money"}
POST = {"key": "3", "text": "free money", "origin": {"kind": "channel", "title": "Mill"}}
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


ASKED_OTHERWISE = {"held-use": "held-report"}  # by what the message may be


@pytest.mark.parametrize(("form", "step"), STEPS)
def test_every_question_fits_and_asks_its_words(localizer, profile, form, step):
    seen = look(SCREENS.question(localizer, an_asked(profile, form, step)))
    key = f"{form}-{step}"
    assert localizer.say(ASKED_OTHERWISE.get(key, f"{key}-ask")) in seen.text
    assert all(len(label) <= labels.LONGEST for label in seen.labels)
    assert localizer.say("button-cancel") in seen.labels


@pytest.mark.parametrize(("form", "step"), STEPS)
def test_only_what_has_something_before_it_offers_to_go_back(english, profile, form, step):
    asked = an_asked(profile, form, step)
    assert ("Back" in look(SCREENS.question(english, asked)).labels) == (asked.place > 1)


@pytest.mark.parametrize("note", ["files-kept", "report-link-many", "dialogue-continue"])
def test_a_note_comes_first(english, profile, note):
    asked = an_asked(profile, "report", "category", note=note, files=kept(2))
    assert look(SCREENS.question(english, asked)).text.startswith(
        english.say(note, files=2, most=MAX_LINKS)
    )


def test_a_form_of_staff_says_how_far_it_is_and_a_report_has_no_such_count(english, profile):
    appeal = look(SCREENS.question(english, an_asked(profile, "unit", "level")))
    assert re.search(r"\b\d+/\d+\b", appeal.text)
    for step in ("material", "category", "words", "review"):
        seen = look(SCREENS.question(english, an_asked(profile, "report", step)))
        assert not re.search(r"\b\d+/\d+\b", seen.text), step


@pytest.mark.parametrize(
    ("pieces", "files", "words"),
    [
        ([], 1, "Saved: one file."),
        ([SENT], 0, "Saved: one link."),
        ([SENT, OWN], 2, "Saved: your words, one link, 2 files."),
        ([POST, POST | {"key": "9", "text": "more"}], 0, "Saved: 2 forwarded posts."),
        (
            [SENT, SENT | {"key": "9", "text": "again https://shop.example.org/buy"}],
            0,
            "Saved: your words, one link.",
        ),
    ],
)
def test_what_was_just_sent_is_said_to_be_kept_before_the_question(
    english, profile, pieces, files, words
):
    asked = an_asked(
        profile, "report", "category", heard=True, files=kept(files), answers={"_pieces": pieces}
    )
    assert look(SCREENS.question(english, asked)).text.startswith(words)
    quiet = replace(asked, heard=False)
    assert "Kept:" not in look(SCREENS.question(english, quiet)).text


def test_the_first_question_says_that_one_may_stay_anonymous(localizer, profile):
    seen = look(SCREENS.question(localizer, an_asked(profile, "report", "material")))
    assert localizer.say("report-privacy") in seen.text


def test_a_report_begun_from_a_units_link_says_where_it_will_go(english, profile):
    asked = an_asked(profile, "report", "material", answers={"_unit": "yueyang"})
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
    assert localizer.say("report-closed", hotline="12377", emergency="110") in seen.text


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
    assert "1. Cybersecurity Law, Article 48" in seen.text
    assert "7. Criminal Law, Article 266" in seen.text
    assert seen.labels[0].startswith("1. Article 48")
    assert "Decide · 2611-0042" in seen.text


def test_danger_can_be_said_at_the_first_question_and_taken_back(english, profile):
    for step in ("material", "category"):
        for on, label in ((False, "🆘 Somebody is in danger"), (True, "☑️ Somebody is in danger")):
            asked = an_asked(profile, "report", step, answers={"_ticks": {"danger": on}})
            assert label in look(SCREENS.question(english, asked)).labels
    later = look(SCREENS.question(english, an_asked(profile, "report", "words")))
    assert not [label for label in later.labels if "danger" in label]


def test_after_a_picture_alone_one_may_continue_and_before_anything_is_sent_not(english, profile):
    for count in (0, 1):
        sheet = replace(an_asked(profile, "report", "material").sheet, files=count)
        asked = an_asked(profile, "report", "material", sheet=sheet, files=kept(count))
        assert ("Continue" in look(SCREENS.question(english, asked)).labels) == bool(count)
