"""News to staff: a first line, the card below it, and nothing for those who may not read it."""

import pytest

from domain.status import Status
from handlers.notices import staff_notices
from handlers.ui.localizer import Localizer
from storage.queues.outbox import Claimed, Notice, Rank
from tests.support.cases import a_card, a_case, a_report
from tests.support.chat import catalog
from tests.support.life import NOON
from tests.support.looks import look
from usecases.delivery.outbox_delivery import Delivery
from usecases.notify import entitlement

ABOUT_CASES = sorted(
    kind for kind, shown in staff_notices.SCREENS.items() if shown is staff_notices._with_card
)


@pytest.fixture(params=["en", "zh-Hans"])
def localizer(request, profile):
    return Localizer(catalog(), profile, request.param)


def owed(kind, **found):
    notice = Notice(kind=kind, recipient="x", params={}, rank=Rank.NEWS, order_key="x")
    claimed = Claimed(id=1, notice=notice, tries=1, unknowns=0, fence=1)
    return Delivery(
        claimed=claimed, kind=kind, rank=Rank.NEWS, chat=1, locale="en", at=NOON, **found
    )


@pytest.mark.parametrize("kind", ABOUT_CASES)
def test_a_short_line_comes_first_and_the_card_below_it(localizer, kind):
    card = a_card()

    screen = staff_notices.screen(localizer, owed(kind, card=card, case=card.case))

    assert screen is not None
    first, empty, second = look(screen).text.splitlines()[:3]
    assert first == localizer.say(f"notice-{kind}", number="2611-0042")
    assert empty == ""
    assert second.startswith("2611-0042")
    assert screen.protect
    assert localizer.say("verb-note") in look(screen).labels


@pytest.mark.parametrize("kind", ABOUT_CASES)
def test_with_the_line_before_it_the_longest_card_still_fits(localizer, kind):
    card = a_card(reports=(a_report("🆘" * 4000),))

    screen = staff_notices.screen(localizer, owed(kind, card=card, case=card.case))

    assert screen is not None
    look(screen)


@pytest.mark.parametrize("kind", ABOUT_CASES)
def test_who_has_lost_the_role_learns_nothing(localizer, kind):
    assert staff_notices.screen(localizer, owed(kind, case=a_case())) is None


@pytest.mark.parametrize("status", Status)
def test_a_group_sees_a_neutral_line(localizer, status):
    screen = staff_notices.screen(localizer, owed("group_card", case=a_case(status=status)))

    assert screen is not None
    found = look(screen)
    assert found.text.startswith("2611-0042")
    assert found.labels == [localizer.say("staff-open-private")]


def test_of_a_closed_category_a_group_sees_nothing(localizer):
    case = a_case(category="sexual", subcategory="child_abuse")

    assert staff_notices.screen(localizer, owed("group_card", case=case)) is None


def test_whose_case_was_taken_over_reads_its_number_and_no_more(localizer):
    screen = staff_notices.screen(localizer, owed("taken_from_you", case=a_case()))

    assert screen is not None
    words = localizer.say("notice-taken_from_you", number="2611-0042")
    assert look(screen).text == words
    assert look(screen).labels == []


def test_a_lost_group_is_named(localizer):
    screen = staff_notices.screen(localizer, owed("group_lost", unit="changsha"))

    assert screen is not None
    assert localizer.unit("changsha") in look(screen).text


def test_other_news_is_not_ours(localizer):
    with pytest.raises(KeyError):
        staff_notices.screen(localizer, owed("receipt"))


def test_of_every_kind_of_news_for_staff_it_is_known_who_may_be_told():
    to_groups = {"group_card", "group_digest"}
    assert set(staff_notices.SCREENS) - to_groups == entitlement.OF_PEOPLE
