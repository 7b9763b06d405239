"""The review of a report: all that was sent and answered, what may be added, nothing of it live."""

import re

import pytest

from domain.report import Evidence, EvidenceState
from handlers.renderers import SCREENS
from handlers.reporting import review_screen
from handlers.ui.localizer import Localizer
from tests.support.chat import catalog
from tests.support.filed import LINK, PIECES, an_asked
from tests.support.life import NOON
from tests.support.looks import look

WORDS = catalog()
HOSTILE = (
    '<b>x</b> & <a href="https://evil.example">tap</a> https://evil.example @evil /cancel \u202e'
)
POST = {"key": "3", "text": "free money", "origin": {"kind": "channel", "title": "Mill"}}
MORE = ("button-add-words", "button-add-files", "button-region", "button-contact")
CHANGE = ("button-sent", "button-category")


@pytest.fixture(params=("en", "zh-Hans"))
def localizer(request, profile):
    return Localizer(WORDS, profile, request.param)


@pytest.fixture
def english(profile):
    return Localizer(WORDS, profile, "en")


@pytest.fixture
def reviewed(profile):
    def made(localizer, *pieces, form="report", **changes):
        answers = changes.pop("answers", {})
        if pieces:
            answers["_pieces"] = list(pieces)
        return SCREENS.question(
            localizer, an_asked(profile, form, "review", answers=answers, **changes)
        )

    return made


def kept(count, state=EvidenceState.KEPT):
    return tuple(Evidence(id=n, kind="photo", state=state, received_at=NOON) for n in range(count))


def test_it_shows_what_was_sent_and_answered(localizer, reviewed):
    seen = look(reviewed(localizer, *PIECES, POST, files=kept(2)))
    assert seen.kinds("code") == [LINK["raw"], "+8613800138000"]
    assert seen.kinds("blockquote") == ["free money", "they took my money"]
    assert localizer.say("review-forwarded", title="Mill") in seen.text
    assert localizer.say("review-files", count=2) in seen.text
    assert localizer.category("fraud", "phishing") in seen.text
    for name in ("category", "region", "identity", "name", "contact"):
        assert localizer.say(f"review-{name}") + localizer.say("colon") in seen.text
    assert "Lin Xiaoyu" in seen.text


def test_submission_comes_first_and_everything_can_be_added_or_put_right(localizer, reviewed):
    screen = reviewed(localizer, files=kept(2))
    seen = look(screen)
    assert [key.label for key in screen.rows[0]] == [localizer.say("button-submit")]
    wanted = [localizer.say(key) for key in (*MORE, "button-danger", *CHANGE)]
    assert seen.labels[1:] == [
        *wanted,
        localizer.say("button-back"),
        localizer.say("button-cancel"),
    ]
    assert localizer.say("report-review-ask") in seen.text


def test_what_nobody_has_touched_is_left_out_but_that_the_sender_is_anonymous(english, reviewed):
    untouched = {"region": None, "identity": None, "name": None, "contact": None}
    seen = look(reviewed(english, answers=untouched))
    assert f"How you report: {english.say('known-anonymous')}" in seen.text
    for name in ("Region:", "Name:", "Contact:", "📎"):
        assert name not in seen.text


def test_danger_is_a_switch_that_says_whether_it_is_on(english, reviewed):
    off, on = (look(reviewed(english, answers={"_ticks": {"danger": on}})) for on in (False, True))
    assert "🆘 Somebody is in danger" in off.labels
    assert english.say("review-danger") not in off.text
    assert "☑️ Somebody is in danger" in on.labels
    assert english.say("review-danger") in on.text


def test_good_faith_is_said_by_the_button_and_there_is_no_tick_for_it(localizer, reviewed):
    seen = look(reviewed(localizer, answers={"_ticks": {"good_faith": True}}))
    assert not [label for label in seen.labels if label.startswith(("⬜", "☑️"))]


def test_child_abuse_asks_for_no_file_and_no_contact_and_names_the_hotline(localizer, reviewed):
    closed = {"category": "sexual", "subcategory": "child_abuse"}
    seen = look(reviewed(localizer, answers=closed))
    for key in ("button-add-files", "button-contact"):
        assert localizer.say(key) not in seen.labels
    assert localizer.say("button-add-words") in seen.labels
    assert localizer.say("report-closed", hotline="12377", emergency="110") in seen.text
    assert re.search(r"12377.*\b110\b", seen.text)


@pytest.mark.parametrize(
    ("category", "subcategory", "number"),
    [("fraud", "phishing", "96110"), ("other", "self_harm", "12356")],
)
def test_beside_a_hotline_stands_the_emergency_number(
    localizer, reviewed, category, subcategory, number
):
    seen = look(reviewed(localizer, answers={"category": category, "subcategory": subcategory}))
    assert localizer.say("report-hotline", hotline=number, emergency="110") in seen.text
    assert re.search(rf"{number}.*110", seen.text)


def test_a_report_of_staff_for_somebody_has_its_own_words(localizer, reviewed):
    answers = {"channel": "phone", "category": "fraud", "subcategory": "phishing"}
    seen = look(reviewed(localizer, *PIECES, form="entered", answers=answers))
    assert localizer.say("entered-review-ask") in seen.text
    assert localizer.say("channel-phone") in seen.text
    assert localizer.say("button-channel") in seen.labels
    assert localizer.say("button-add-files") in seen.labels
    assert f"⬜ {localizer.say('entered-tick-danger')}" in seen.labels


def test_what_was_just_kept_is_said_first(english, reviewed):
    assert look(reviewed(english, heard=True)).text.startswith("Saved: your words, one link.")
    assert look(reviewed(english)).text.startswith("Your report")


@pytest.mark.parametrize(
    ("count", "more"), [(5, None), (6, "and one more link"), (20, "and 15 more links")]
)
def test_many_links_are_counted(english, reviewed, count, more):
    links = [
        {**LINK, "raw": f"{LINK['raw']}{n}", "normalised": f"{LINK['raw']}{n}"}
        for n in range(count)
    ]
    seen = look(reviewed(english, {"key": "1", "links": links}))
    assert seen.kinds("code")[: min(count, 5)] == [link["raw"] for link in links[:5]]
    assert (more in seen.text) if more else ("more link" not in seen.text)


def test_many_posts_are_counted(english, reviewed):
    posts = [POST | {"key": str(n), "text": f"post {n}"} for n in range(7)]
    seen = look(reviewed(english, *posts))
    assert seen.text.count("Forwarded from: Mill") == 5
    assert "and 2 more forwarded posts" in seen.text


def test_a_post_of_somebody_who_hides_says_so(localizer, reviewed):
    post = {"key": "1", "text": "free money", "origin": {"kind": "hidden_user", "title": ""}}
    assert localizer.say("review-forwarded-unnamed") in look(reviewed(localizer, post)).text


def test_the_longest_report_leaves_room_for_a_refusal_before_it(localizer, reviewed):
    url = f"https://example.org/{'路' * 1900}"
    links = [{**LINK, "raw": url, "normalised": f"{url}{n}"} for n in range(20)]
    origin = {"kind": "channel", "title": "&" * 255}
    pieces = [
        {"key": "1", "text": "x" * 4000, "links": links},
        *({"key": f"p{n}", "text": "<" * 4000, "origin": origin} for n in range(20)),
        *({"key": f"w{n}", "text": f"{n}{'😀' * 500}"} for n in range(20)),
    ]
    answers = {"name": "<" * 64, "contact": {"email": f"{'a' * 64}@{'b' * 60}.example"}}
    screen = reviewed(
        localizer,
        *pieces,
        answers=answers | {"_ticks": {"danger": True}},
        files=kept(20),
        heard=True,
    )
    shown = screen.led_by(localizer.say("error-bug", reference="0" * 8))
    assert localizer.say("review-more-links", count=15) in look(shown).text


def test_nothing_that_somebody_typed_is_live_on_it(localizer, reviewed):
    pieces = [
        {"key": "1", "text": HOSTILE},
        {"key": "2", "text": HOSTILE + "2", "origin": {"kind": "channel", "title": HOSTILE}},
        {"key": "3", "text": "", "links": [{**LINK, "raw": HOSTILE}]},
    ]
    seen = look(reviewed(localizer, *pieces, answers={"name": HOSTILE}))
    assert seen.live == []
    assert not seen.kinds("text_link")
    assert "\u202e" not in seen.text
    assert "<b>" in seen.text  # shown as typed, not obeyed


def test_what_fits_whole_is_shown_whole(english, reviewed):
    seen = look(reviewed(english, PIECES[0], {"key": "2", "text": "字" * 2000}))
    assert "字" * 2000 in seen.text
    assert review_screen.ROOM >= 2000


def test_words_that_say_where_the_content_is_are_shown_once(english, reviewed):
    told = "the group 'easy money' in the green app"
    seen = look(
        reviewed(english, {"key": "1", "text": told}, {"key": "2", "text": "they robbed me"})
    )
    assert seen.kinds("blockquote") == [told, "they robbed me"]


def test_of_very_many_short_messages_the_first_are_shown_and_the_rest_counted(localizer, reviewed):
    pieces = [{"key": str(n), "text": f"{n} " + "😀.我" * 20} for n in range(250)]
    seen = look(reviewed(localizer, *pieces, files=kept(20)))
    shown = len(seen.kinds("blockquote"))
    assert shown == review_screen.SHOWN_TEXTS
    assert localizer.say("review-more-texts", count=len(pieces) - shown) in seen.text


def test_the_longest_review_leaves_room_for_all_that_may_be_said_before_it(localizer, reviewed):
    remarks = ("own-left-out", "file-not-kept-too_big", "not-kept-paid_media", "start-emergency")
    most = 0
    for length in range(300, 4000, 100):
        pieces = [{"key": str(n), "text": str(n) * length} for n in range(3)]
        said = {"note": "material-too-long", "note_params": {"limit": 16_000, "length": 16_234}}
        danger = {"_ticks": {"danger": True}}
        screen = reviewed(localizer, *pieces, files=kept(20), answers=danger, **said)
        for key in remarks:
            screen = screen.led_by(localizer.say(key, number="110", size=20))
        most = max(most, len(look(screen).text))
    assert most > 3000
