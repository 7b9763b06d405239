"""News to staff: a first line, the card below it, and nothing for those who may not read it."""

import pytest

from domain.notices.case_notices import (
    AlarmNotice,
    AlarmOverNotice,
    AssignedNotice,
    CaseNotice,
    MeasureEndedNotice,
    TakenFromYouNotice,
    TaskNotice,
)
from domain.notices.kinds import KINDS
from domain.notices.other_notices import GroupCardNotice
from domain.notices.staff_notices import GroupLostNotice
from domain.reported_accounts.measures import AccountMeasure
from domain.status import Status
from handlers.notices import render
from handlers.ui.localizer import Localizer
from tests.support.cases import a_card, a_case, a_report
from tests.support.chat import catalog
from tests.support.life import NOON
from tests.support.looks import look
from usecases.delivery.notice_facts import CaseFacts, GroupCardFacts, UnitFacts

WITH_FIELDS = {
    AlarmNotice,
    AlarmOverNotice,
    AssignedNotice,
    MeasureEndedNotice,
    TaskNotice,
}
ABOUT_CASES = [
    each() for each in KINDS.values() if issubclass(each, CaseNotice) and each not in WITH_FIELDS
]


@pytest.fixture(params=["en", "zh-Hans"])
def localizer(request, profile):
    return Localizer(catalog(), profile, request.param)


def shown(localizer, notice, facts):
    """As the table of all renderers has it."""
    return render.RENDERERS[type(notice)](None, localizer, notice, facts)


def in_group(case):
    return GroupCardFacts(
        case=case, unit="changsha", place=None, leaves=False, topics=False, at=NOON
    )


def test_the_end_of_a_measure_is_told_with_the_card(localizer):
    notice = MeasureEndedNotice(measure=AccountMeasure.SUSPEND, days=7)
    card = a_card()

    screen = shown(localizer, notice, CaseFacts(case=card.case, card=card))

    first, empty, second = look(screen).text.splitlines()[:3]
    assert "2611-0042" in first
    assert localizer.say("measure-said-suspend", days=7) in first
    assert (empty, second[:9]) == ("", "2611-0042")
    assert shown(localizer, notice, CaseFacts(case=card.case, card=None)) is None


@pytest.mark.parametrize("notice", ABOUT_CASES, ids=lambda notice: notice.kind)
def test_a_short_line_comes_first_and_the_card_below_it(localizer, notice):
    card = a_card()

    screen = shown(localizer, notice, CaseFacts(case=card.case, card=card))

    assert screen is not None
    first, empty, second = look(screen).text.splitlines()[:3]
    assert first == localizer.say(f"notice-{notice.kind}", number="2611-0042")
    assert empty == ""
    assert second.startswith("2611-0042")
    assert screen.protect
    assert localizer.say("staff-next-case") in look(screen).labels


@pytest.mark.parametrize("notice", ABOUT_CASES, ids=lambda notice: notice.kind)
def test_with_the_line_before_it_the_longest_card_still_fits(localizer, notice):
    card = a_card(reports=(a_report("🆘" * 4000),))

    screen = shown(localizer, notice, CaseFacts(case=card.case, card=card))

    assert screen is not None
    look(screen)


@pytest.mark.parametrize("notice", ABOUT_CASES, ids=lambda notice: notice.kind)
def test_who_has_lost_the_role_learns_nothing(localizer, notice):
    assert shown(localizer, notice, CaseFacts(case=a_case(), card=None)) is None


@pytest.mark.parametrize("status", Status)
def test_a_group_sees_a_neutral_line(localizer, status):
    screen = shown(localizer, GroupCardNotice(), in_group(a_case(status=status)))

    assert screen is not None
    found = look(screen)
    assert found.text.startswith("2611-0042")
    assert found.labels == [localizer.say("staff-open-private")]


def test_of_a_closed_category_a_group_sees_nothing(localizer):
    case = a_case(category="sexual", subcategory="child_abuse")

    assert shown(localizer, GroupCardNotice(), in_group(case)) is None


def test_whose_case_was_taken_over_reads_its_number_and_no_more(localizer):
    screen = shown(localizer, TakenFromYouNotice(), CaseFacts(case=a_case(), card=None))

    assert screen is not None
    words = localizer.say("notice-taken_from_you", number="2611-0042")
    assert look(screen).text == words
    assert look(screen).labels == []


def test_a_lost_group_is_named(localizer):
    screen = shown(localizer, GroupLostNotice(), UnitFacts(unit="changsha"))

    assert screen is not None
    assert localizer.unit("changsha") in look(screen).text


def test_a_case_that_was_given_to_somebody_comes_with_who_gave_it(localizer):
    card = a_card()

    screen = shown(localizer, AssignedNotice(by="Zhou"), CaseFacts(case=card.case, card=card))

    first = look(screen).text.splitlines()[0]
    assert first == localizer.say("notice-assigned", number="2611-0042", name="Zhou")
    lost = CaseFacts(case=card.case, card=None)
    assert shown(localizer, AssignedNotice(by="Zhou"), lost) is None
