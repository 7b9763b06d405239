"""What staff see of misuse and of the quarantine: enough to act on, never a score; it fits."""

import pytest
from msgspec.structs import replace

from domain.misuse import Quarantine, Sanction, SanctionKind
from handlers.misuse import quarantine_screens
from handlers.moderation import case_card
from handlers.reporting import receipt
from handlers.reporting import screens as report_screens
from handlers.ui.localizer import Localizer
from storage.cases.cases import CasePage
from tests.support.cases import a_card, a_case, a_report
from tests.support.chat import catalog
from tests.support.filed import a_report as a_filed
from tests.support.filed import a_standing
from tests.support.life import NOON
from tests.support.looks import look
from usecases.core.outcomes import Proof
from usecases.core.views import Misused
from usecases.misuse.quarantine import MOST_COUNTED, QuarantinedCases

DAY = 24 * 3600


@pytest.fixture(params=["en", "zh-Hans"])
def localizer(request, profile):
    return Localizer(catalog(), profile, request.param)


def a_pause(**changes):
    pause = Sanction(
        id=1,
        who="lin",
        kind=SanctionKind.PAUSE,
        case_id=7,
        report_id=5,
        unit="changsha",
        reason="forty times the same",
        imposed_by="wu",
        imposed_at=NOON,
        until=NOON + DAY,
        appeal="they were forty shops",
        appealed_at=NOON,
    )
    return replace(pause, **changes)


def held(localizer, count, cases):
    unit = localizer.profile.unit("changsha")
    return QuarantinedCases(
        units=(unit,), page=CasePage(cases=cases, after="1.2"), count=count, at=NOON
    )


def in_quarantine(**changes):
    return a_case(quarantined_at=NOON, quarantine=Quarantine.FLOOD, due_at=None, **changes)


def test_a_card_says_that_misuse_was_answered_and_no_number(localizer):
    view = a_report(misused=Misused(warned_at=NOON, paused_until=NOON + DAY))

    text = look(case_card.card(localizer, a_card(reports=(view,)))).text

    assert localizer.say("staff-warned", when=localizer.day(NOON)) in text
    assert localizer.say("staff-paused", until=localizer.when(NOON + DAY)) in text


@pytest.mark.parametrize("why", Quarantine)
def test_a_card_says_why_its_case_waits(localizer, why):
    card = a_card(a_case(quarantined_at=NOON, quarantine=why))

    text = look(case_card.card(localizer, card)).text

    assert localizer.say(f"staff-quarantine-{why}", since=localizer.when(NOON)) in text


def test_an_appeal_against_a_pause_is_read_with_what_it_is_against(localizer):
    shown = look(case_card.card(localizer, a_card(pauses=(a_pause(),))))

    assert localizer.say("staff-pause-appealed", alias="Rimodutu") in shown.text
    assert shown.kinds("blockquote")[1:3] == ["forty times the same", "they were forty shops"]


def test_the_longest_words_of_an_appeal_still_fit(localizer):
    pauses = (a_pause(reason="😀" * 2000, appeal="字" * 4000),)

    look(case_card.card(localizer, a_card(pauses=pauses)))
    for screen in case_card.whole(localizer, a_card(pauses=pauses)):
        look(screen)


def test_a_full_page_of_the_quarantine_fits_and_has_a_button_each(localizer):
    cases = tuple(in_quarantine(id=n, number=f"2611-{n:04}") for n in range(8))

    shown = look(quarantine_screens.listed(localizer, held(localizer, 8, cases)))

    assert [label for label in shown.labels if label.startswith("2611")] == [
        case.number for case in cases
    ]
    assert localizer.say("quarantine-release-all") in shown.labels


@pytest.mark.parametrize(("count", "said"), [(1, "1"), (1000, "1000"), (MOST_COUNTED + 1, "1000+")])
def test_more_than_is_counted_is_said_so(localizer, count, said):
    ((key,),) = quarantine_screens.row(localizer, count)
    assert key.label == localizer.say("quarantine-key", count=said)


def test_where_nothing_waits_there_is_no_button(localizer):
    assert quarantine_screens.row(localizer, 0) == ()


@pytest.mark.parametrize(
    ("waits", "own", "key"),
    [
        (Quarantine.PAUSE, True, "waits-pause"),
        (Quarantine.PAUSE, False, "waits-later"),
        (Quarantine.FLOOD, True, "waits-flood"),
        (Quarantine.FLOOD, False, "waits-flood"),
    ],
)
def test_why_a_report_waits_is_for_its_reporter_alone(localizer, waits, own, key):
    until = NOON + DAY if waits is Quarantine.PAUSE else None
    report = a_filed(waits=waits, waits_until=until, due_at=None)
    found = a_standing(report, own=own)

    text = look(report_screens.standing(localizer, found)).text

    assert localizer.say(key, until=localizer.when(NOON + DAY)) in text


def test_a_receipt_says_that_a_report_waits(localizer):
    report = a_filed(waits=Quarantine.PAUSE, waits_until=NOON + DAY, due_at=None)

    text = look(receipt.receipt(localizer, report, "K7F3-9QWM-2XTA", Proof())).text

    assert localizer.say("waits-pause", until=localizer.when(NOON + DAY)) in text
    assert "K7F3-9QWM-2XTA" in text
