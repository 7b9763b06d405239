"""News to reporters: neutral first, complete after, every kind in every language."""

import pytest

from domain.status import Status
from handlers.core.services import Services
from handlers.notices import render, reporter
from handlers.renderers import SCREENS
from storage.queues.outbox import Claimed, Notice, Rank
from tests.support.chat import catalog
from tests.support.filed import DAY, a_report, a_standing, an_asked
from tests.support.life import NOON
from tests.support.looks import look
from usecases.core.outcomes import Idle
from usecases.delivery.outbox_delivery import Delivery

WORDS = catalog()
LATER = NOON + DAY
PARAMS = {
    "accepted": {"category": "gambling", "due_at": LATER},
    "not_accepted": {"ground": "out_of_remit", "feedback": "Ask 12345.", "appeal_until": LATER},
    "question": {"question": "Which account?", "until": LATER},
    "question_reminder": {"until": LATER},
    "told": {"text": "We are on it."},
    "answered": {"due_at": None},
    "verifying": {"due_at": LATER},
    "acting": {"due_at": LATER},
    "closed": {
        "outcome": "removed",
        "rule": "criminal-266",
        "feedback": "It was fraud.",
        "appeal_until": LATER,
    },
    "appealed": {"due_at": LATER},
    "appeal_result": {"result": "dismissed", "rule": "", "feedback": "It stays."},
    "appeal_remitted": {"feedback": "Look again.", "due_at": LATER},
    "lapsed": {"appeal_until": LATER},
    "joined": {"due_at": LATER},
    "withdrawn": {},
    "transferred": {
        "unit": "rednet",
        "how": "transfer",
        "reason": "It is on their site.",
        "due_at": LATER,
    },
    "taken_over": {"unit": "hunan", "due_at": LATER},
    "unit_retired": {"unit": "hunan", "due_at": LATER},
    "ordered": {"unit": "changsha", "due_at": LATER},
    "referred": {"authority": "police", "due_at": LATER},
    "late": {"unit": "hunan", "due_at": LATER},
    "warned": {"reason": "Please send one report for one thing."},
    "paused": {"reason": "The same was sent forty times.", "until": LATER, "sanction": 3},
    "unpaused": {},
    "pause_judged": {"result": "keep", "reason": "It was the same again.", "until": LATER},
    "released": {"due_at": LATER},
}
SAID = {"feedback", "question", "reason", "text"}


@pytest.fixture
def services(profile):
    return Services(
        db=None, words=WORDS, profile=profile, now=lambda: NOON, read_file=None, screens=SCREENS
    )


def owed(kind, locale="en", **found):
    params = found.pop("params", PARAMS.get(kind, {}))
    notice = Notice(kind=kind, recipient="x", params=params, rank=Rank.NEWS, order_key="x")
    claimed = Claimed(id=1, notice=notice, tries=1, unknowns=0, fence=1)
    return Delivery(
        claimed=claimed, kind=kind, rank=Rank.NEWS, chat=1, locale=locale, params=params, **found
    )


def a_case_at(kind):
    status = reporter.STATES.get(kind, Status.SUBMITTED)
    report = a_report(status=status, appeal_until=LATER)
    return a_standing(report, question="Which account?" if kind == "question_reminder" else "")


def test_every_kind_of_news_is_tried_here():
    assert set(PARAMS) == set(reporter.TEXTS)


@pytest.mark.parametrize("locale", ["en", "zh-Hans"])
@pytest.mark.parametrize("kind", reporter.TEXTS)
def test_news_begins_with_the_tail_and_the_state_and_says_its_sentence(services, kind, locale):
    seen = look(render.screen(services, owed(kind, locale, standing=a_case_at(kind))))
    first = seen.text.splitlines()[0]
    assert "2XTA" in first
    if kind in reporter.STATES:
        assert WORDS.say(locale, f"status-{reporter.STATES[kind]}") in first
    for name in SAID & PARAMS[kind].keys():
        assert PARAMS[kind][name] in seen.kinds("blockquote")


@pytest.mark.parametrize("kind", reporter.TEXTS)
def test_the_state_said_is_the_news_own_even_where_the_case_has_moved_on(services, kind):
    moved_on = a_standing(a_report(status=Status.WITHDRAWN))
    first = look(render.screen(services, owed(kind, standing=moved_on))).text.splitlines()[0]
    state = reporter.STATES.get(kind, Status.WITHDRAWN)
    assert WORDS.say("en", f"status-{state}") in first


@pytest.mark.parametrize("kind", sorted(k for k in PARAMS if SAID & PARAMS[k].keys()))
def test_the_longest_words_of_an_office_are_never_cut_unless_they_cannot_fit(services, kind):
    [name] = SAID & PARAMS[kind].keys()
    for text, whole in (("字" * 2000, True), ("😀" * 2000, False)):
        params = {**PARAMS[kind], name: text}
        seen = look(render.screen(services, owed(kind, standing=a_case_at(kind), params=params)))
        assert (text in seen.text) == whole


@pytest.mark.parametrize(
    ("kind", "labels"),
    [
        ("accepted", []),
        ("not_accepted", ["Appeal"]),
        ("question", ["Answer the office"]),
        ("question_reminder", ["Answer the office"]),
        ("told", ["Reply"]),
        ("closed", ["1 ★", "2 ★", "3 ★", "4 ★", "5 ★", "Appeal"]),
        ("lapsed", ["Appeal", "Report content"]),
        ("withdrawn", ["Report content"]),
    ],
)
def test_news_carries_what_it_asks_for(services, kind, labels):
    screen = render.screen(services, owed(kind, standing=a_case_at(kind)))
    assert look(screen).labels == labels


def test_what_can_no_longer_be_done_has_no_button(services):
    answered = a_standing(a_report(status=Status.VERIFYING))
    assert look(render.screen(services, owed("question", standing=answered))).labels == []


@pytest.mark.parametrize("kind", [*reporter.TEXTS, "receipt", "fingerprints", "card"])
def test_news_of_a_report_that_is_gone_is_not_said(services, kind):
    assert render.screen(services, owed(kind)) is None


@pytest.mark.parametrize("locale", ["en", "zh-Hans"])
def test_lateness_says_who_knows_of_it_where_anybody_is_above(services, profile, locale):
    up = look(render.screen(services, owed("late", locale, standing=a_case_at("late")))).text
    assert profile.unit("hunan").name(locale) in up
    top = owed("late", locale, standing=a_case_at("late"), params={"unit": "", "due_at": LATER})
    said = look(render.screen(services, top)).text
    assert WORDS.say(locale, "notice-late", unit="none") in said
    assert "none" not in said


def test_the_receipt_comes_with_the_code(services):
    screen = render.screen(
        services, owed("receipt", standing=a_standing(), code="K7F3-9QWM-2XTA", pending_files=1)
    )
    assert look(screen).kinds("code") == ["K7F3-9QWM-2XTA"]


def test_fingerprints_follow_once_there_are_any(services):
    empty = owed("fingerprints", standing=a_standing())
    assert render.screen(services, empty) is None
    full = owed("fingerprints", standing=a_standing(), fingerprints=("ab" * 32,))
    assert look(render.screen(services, full)).kinds("code") == ["ab" * 32]


def test_the_card_is_how_the_report_stands(services):
    seen = look(render.screen(services, owed("card", standing=a_standing())))
    assert WORDS.say("en", "about-submitted") in seen.text


@pytest.mark.parametrize("locale", ["en", "zh-Hans"])
@pytest.mark.parametrize("kind", ["draft_reminder", "draft_discarded"])
def test_news_of_a_draft_says_what_becomes_of_it(services, kind, locale):
    seen = look(render.screen(services, owed(kind, locale)))
    assert seen.text == WORDS.say(locale, f"notice-{kind}", days=1)
    assert seen.labels


def test_the_open_question_is_asked_again_with_its_note(services, profile):
    outcome = an_asked(profile, "report", "evidence")
    seen = look(
        render.screen(services, owed("screen", outcome=outcome, params={"note": "files-kept"}))
    )
    assert seen.text.startswith(WORDS.say("en", "files-kept", files=0))
    assert WORDS.say("en", "report-evidence-ask") in seen.text


def test_a_question_that_is_not_open_any_more_is_not_asked_again(services):
    assert render.screen(services, owed("screen", outcome=Idle())) is None
    assert render.screen(services, owed("screen")) is None


def test_a_kind_nobody_knows_is_a_bug_and_not_a_blank(services):
    with pytest.raises(KeyError):
        render.screen(services, owed("gossip", standing=a_standing()))
