"""What a unit's group reads: titles that fit, digests that count, buttons that pack."""

import pytest
from msgspec.structs import replace

from handlers.groups import screens as group_screens
from handlers.groups.callbacks import AsMyself, SetTopics
from handlers.ui.callbacks import BindGroup, TurnPage
from handlers.ui.localizer import Localizer
from tests.support.cases import HOUR, a_case
from tests.support.chat import catalog
from tests.support.life import NOON
from tests.support.looks import look
from usecases.network.group_bindings import Bound

DAY = 24 * HOUR


@pytest.fixture(params=["en", "zh-Hans"])
def localizer(request, profile):
    return Localizer(catalog(), profile, request.param)


@pytest.fixture
def english(profile):
    return Localizer(catalog(), profile, "en")


@pytest.mark.parametrize(
    ("changes", "title"),
    [
        ({"due_at": NOON + 5 * HOUR}, "2611-0042 · New · 5 h left"),
        ({"due_at": NOON + 1}, "2611-0042 · New · 1 h left"),
        ({"due_at": NOON}, "2611-0042 · New · 1 h left"),
        ({"due_at": NOON - 1}, "2611-0042 · New · overdue"),
        ({"due_at": NOON + DAY}, "2611-0042 · New · 24 h left"),
        ({"due_at": NOON + 3 * DAY}, "2611-0042 · New · due 28 Nov 2026"),
        ({"due_at": None}, "2611-0042 · New"),
        ({"due_at": NOON - 1, "paused_at": NOON - 2}, "2611-0042 · New"),
    ],
)
def test_a_title_is_number_state_and_time_left(english, changes, title):
    assert group_screens.topic_title(english, a_case(**changes), NOON) == title


def test_no_title_is_longer_than_telegram_takes(localizer):
    case = a_case(number="2611-" + "0" * 200)
    assert len(group_screens.topic_title(localizer, case, NOON)) == 128
    screen = group_screens.left(localizer, replace(case, unit="x" * 200), elsewhere=True)
    assert len(screen.topic) == 128


def test_the_last_card_names_the_number_and_the_unit_and_nothing_else(localizer, profile):
    case = a_case(unit="hengyang")

    found = look(group_screens.left(localizer, case, elsewhere=True))
    gone = look(group_screens.left(localizer, case, elsewhere=False))

    unit = profile.by_code["hengyang"].name(localizer.locale)
    assert found.text == f"{case.number} · {localizer.say('group-card-with', unit=unit)}"
    assert gone.text == f"{case.number} · {localizer.say('group-card-gone')}"
    assert found.labels == gone.labels == []


def test_a_digest_names_some_counts_all_and_leads_to_the_queue(localizer):
    numbers = tuple(f"2611-{n:04}" for n in range(200))

    screen = group_screens.digest(localizer, 500, numbers)

    found = look(screen)
    assert "500" in found.text
    assert numbers[39] in found.text
    assert numbers[40] not in found.text
    assert localizer.say("staff-more", count=460) in found.text
    assert screen.rows[0][0].button == TurnPage(which="queue", after="-")


def test_every_unit_can_be_bound(localizer, profile):
    codes = tuple(profile.by_code)

    screen = group_screens.choose_to_bind(localizer, codes)

    assert [key.button for row in screen.rows for key in row] == [BindGroup(c) for c in codes]
    look(screen)


@pytest.mark.parametrize(("topics", "on"), [(False, 1), (True, 0)])
def test_a_bound_forum_is_offered_topics_and_another_group_is_not(localizer, profile, topics, on):
    unit = profile.by_code["changsha"]
    found = Bound(unit=unit, topics=topics)

    there = group_screens.bound(localizer, found, forum=True)

    assert there.rows[0][0].button == SetTopics(unit="changsha", on=on)
    assert unit.name(localizer.locale) in look(there).text
    assert group_screens.bound(localizer, found, forum=False).rows == ()


def test_the_hint_carries_the_command_to_whoever_presses(localizer):
    button = AsMyself(command="bind", about="x" * 24)

    screen = group_screens.hint(localizer, button)

    assert screen.rows[0][0].button == button
    look(screen)
