"""Lists of cases: what an entry says, marks, pages, and what stands above and below."""

import pytest
from msgspec.structs import replace

from domain.case import Priority
from handlers.moderation import case_lists
from handlers.ui.callbacks import SeeCase, TurnPage
from handlers.ui.localizer import Localizer
from storage.cases.cases import CasePage
from tests.support.cases import (
    HOUR,
    a_case,
)
from tests.support.chat import catalog
from tests.support.life import NOON
from tests.support.looks import look
from usecases.core.views import Glimpse
from usecases.moderation.casework import CaseQueue

LOCALES = ("en", "zh-Hans")


@pytest.fixture(scope="module")
def words():
    return catalog()


@pytest.fixture(params=LOCALES)
def localizer(request, words, profile):
    return Localizer(words, profile, request.param)


@pytest.fixture
def english(words, profile):
    return Localizer(words, profile, "en")


def a_queue(*cases, units=("changsha",), after=None, which="queue", profile=None):
    found = tuple(profile.by_code[code] for code in units)
    return CaseQueue(units=found, page=CasePage(cases=cases, after=after), which=which, at=NOON)


def test_a_list_marks_danger_and_lateness(english, profile):
    cases = (
        a_case(id=1, number="2611-0001", priority=Priority.DANGER, due_at=NOON - 1),
        a_case(id=2, number="2611-0002", due_at=NOON - 1),
        a_case(id=3, number="2611-0003", opened_at=NOON - 30 * 60),
    )

    screen = case_lists.queue(english, a_queue(*cases, profile=profile))

    found = look(screen)
    lines = found.text.splitlines()
    assert lines[0] == "Queue · Changsha Internet Information Office"
    assert lines[2] == "🆘⏰ 2611-0001"
    assert lines[3] == "New · Fraud · 3 h · ⏰ 0 min late"
    assert lines[4] == "⏰ 2611-0002"
    assert lines[6] == "2611-0003"
    assert "30 min" in lines[7]
    assert found.labels == [
        *("🆘⏰ 2611-0001", "⏰ 2611-0002", "2611-0003"),
        *("↻ Refresh", "Several", "Mine"),
    ]
    assert screen.rows[0][0].button == SeeCase(case_id=1)


def test_over_several_units_each_line_says_whose_it_is(english, profile):
    queue = a_queue(a_case(), units=("changsha", "hengyang"), profile=profile)

    text = look(case_lists.queue(english, queue)).text

    assert text.startswith("Queue\n")
    assert "Changsha Inte…" in text


def test_a_full_page_leads_to_the_next(localizer, profile):
    cases = tuple(a_case(id=n, number=f"2611-{n:04}") for n in range(8))

    screen = case_lists.queue(localizer, a_queue(*cases, after="1.1764000000.8", profile=profile))

    assert localizer.say("staff-next") in look(screen).labels
    turns = TurnPage(which="queue", after="1.1764000000.8")
    assert turns in {key.button for row in screen.rows for key in row}


@pytest.mark.parametrize("which", ["queue", "mine", "unanswered"])
def test_an_empty_list_says_so(localizer, profile, which):
    found = look(case_lists.queue(localizer, a_queue(which=which, profile=profile)))

    assert localizer.say(f"staff-{which}-empty") in found.text


@pytest.mark.parametrize(
    ("seconds", "said"),
    [
        (-5, "0 min"),
        (59 * 60, "59 min"),
        (HOUR, "1 h"),
        (47 * HOUR, "47 h"),
        (48 * HOUR, "2 days"),
        (400 * 24 * HOUR, "400 days"),
    ],
)
def test_an_age_is_said_in_the_largest_unit_that_says_enough(english, seconds, said):
    assert case_lists.age(english, seconds) == said


def entries(screen):
    return look(screen).text.splitlines()


def test_an_entry_says_what_it_is_about_and_in_which_language(english, profile):
    found = a_queue(a_case(id=1), a_case(id=2), profile=profile)
    about = {
        1: Glimpse(about="shop.example.org", locale="en"),
        2: Glimpse(about="他们骗了我的钱\n" + "，请帮帮我" * 20, locale="zh-Hans"),
    }

    lines = entries(case_lists.queue(english, replace(found, glimpses=about)))

    assert lines[2].endswith(" shop[.]example[.]org")
    assert "中文" not in lines[3]
    assert "他们骗了我的钱 ，请帮帮我" in lines[4]
    assert len(lines[4]) < 60
    assert lines[5].endswith("中文")


def test_above_the_queue_stands_how_many_wait_for_what(english, profile):
    counts = {"new": 12, "late": 0, "to_confirm": 100, "mine": 1}
    queue = replace(a_queue(a_case(), profile=profile), counts=counts, most=100)

    screen = case_lists.queue(english, queue)

    assert entries(screen)[1] == "🆕 New: 12 · ✍️ To confirm: 99+ · 👤 Yours: 1"
    labels = look(screen).labels
    assert {"🆕 New (12)", "✍️ To confirm (99+)", "Mine"} <= set(labels)
    assert not any("Overdue" in label for label in labels)


def test_a_groups_list_leads_to_no_other_list(english, profile):
    screen = case_lists.queue(english, replace(a_queue(a_case(), profile=profile), in_group=True))

    assert "Mine" not in look(screen).labels
