"""A filed report as its reporter sees it: in every state, in every language, within every limit."""

import re
from types import SimpleNamespace

import pytest

from domain.case import CITES_NO_RULE, Ground, Outcome
from domain.network.people import Verb
from domain.notices.reporter_notices import StatusCardNotice
from domain.status import Status
from handlers.reporting import list_screen, receipt
from handlers.reporting import screens as report_screens
from handlers.ui import labels
from handlers.ui.localizer import Localizer
from tests.support.chat import catalog
from tests.support.filed import DAY, a_report, a_standing
from tests.support.life import NOON
from tests.support.looks import look
from usecases.core.outcomes import Added, Filed, Proof
from usecases.reporting.report_list import ListedReport, ReportList
from usecases.reporting.standing import Told

WORDS = catalog()
CODE = "K7F3-9QWM-2XTA"
SHA = "0123456789abcdef" * 4


@pytest.fixture(params=["en", "zh-Hans"])
def localizer(request, profile):
    return Localizer(WORDS, profile, request.param)


@pytest.fixture
def english(profile):
    return Localizer(WORDS, profile, "en")


@pytest.mark.parametrize("status", Status)
def test_every_state_is_said_and_explained(localizer, status):
    seen = look(report_screens.standing(localizer, a_standing(a_report(status=status))))
    assert localizer.say("standing-title", tail="2XTA") in seen.text
    assert localizer.say(f"status-{status}") in seen.text
    assert localizer.say(f"about-{status}") in seen.text
    assert all(len(label) <= labels.LONGEST for label in seen.labels)


@pytest.mark.parametrize("status", [Status.CLOSED, Status.NOT_ACCEPTED, Status.ARCHIVED])
def test_the_status_card_does_not_look_for_the_reasons_below(localizer, status):
    refused = status is Status.NOT_ACCEPTED
    kind, result = ("triage", "no_rule_broken") if refused else ("", "removed")
    found = a_standing(a_report(status=status), kind=kind, result=result, feedback="It was a copy.")
    card = look(
        report_screens.status_card(localizer, StatusCardNotice(), SimpleNamespace(standing=found))
    )
    assert localizer.say(f"card-about-{status}") in card.text
    assert localizer.say("card-reasons-apart") in card.text
    assert localizer.say(f"about-{status}") not in card.text
    assert "It was a copy." not in card.text
    opened = look(report_screens.standing(localizer, found))
    assert localizer.say(f"about-{status}") in opened.text
    assert "It was a copy." in opened.text


@pytest.mark.parametrize(
    ("status", "key"),
    [
        (Status.SUBMITTED, "due-accept"),
        (Status.VERIFYING, "due-answer"),
        (Status.APPEALED, "due-appeal"),
    ],
)
def test_an_open_report_says_by_when_something_will_be_heard(localizer, status, key):
    seen = look(report_screens.standing(localizer, a_standing(a_report(status=status))))
    assert localizer.say(key, due=localizer.when(NOON + DAY)) in seen.text


@pytest.mark.parametrize("status", [Status.NEEDS_INFO, Status.CLOSED, Status.WITHDRAWN])
def test_where_no_clock_runs_no_time_is_promised(english, status):
    assert report_screens.due(english, status, NOON) == ""


def test_moments_are_said_in_local_time(profile):
    assert Localizer(WORDS, profile, "en").when(NOON) == "Wednesday 25 Nov 12:00"
    assert Localizer(WORDS, profile, "zh-Hans").when(NOON) == "11月25日（周三）12:00"
    assert Localizer(WORDS, profile, "en").day(NOON) == "25 Nov 2026"
    assert Localizer(WORDS, profile, "zh-Hans").day(NOON) == "2026年11月25日"


def test_what_is_not_known_any_more_is_called_by_its_code(english):
    assert english.unit("gone") == "gone"
    assert english.category("gone", "gone") == "gone"
    assert english.rule("gone") == "gone"
    assert labels.choice(english, "rule", "gone") == "gone"
    assert labels.choice(english, "category", "gone") == "gone"


def test_a_subcategory_of_another_category_is_left_out(english):
    assert english.category("gambling", "phishing") == "Gambling"


@pytest.mark.parametrize("outcome", Outcome)
def test_a_decision_says_result_and_reasons_and_the_rule_where_one_was_broken(localizer, outcome):
    found = a_standing(
        a_report(status=Status.CLOSED, appeal_until=NOON + 180 * DAY),
        result=outcome,
        kind="finding",
        rule="criminal-266",
        feedback="It was a copy of a bank's page.",
    )
    seen = look(report_screens.standing(localizer, found))
    assert localizer.say(f"result-{outcome}") in seen.text
    assert (localizer.rule("criminal-266") in seen.text) == (outcome not in CITES_NO_RULE)
    assert "It was a copy of a bank's page." in seen.kinds("blockquote")
    assert localizer.day(NOON + 180 * DAY) in seen.text
    assert localizer.say("button-appeal") in seen.labels


def test_a_rule_is_told_with_what_it_is_about_and_finds_nobody_guilty(localizer):
    seen = look(report_screens.standing(localizer, appealed())).text
    law, about = {
        "en": ("May fall under: Criminal Law, Article 266", "(fraud)"),
        "zh-Hans": ("可能涉及：《中华人民共和国刑法》第二百六十六条", "（诈骗）"),
    }[localizer.locale]
    assert re.search(re.escape(law) + r"\s*" + re.escape(about), seen)


def test_a_rule_that_is_no_longer_in_the_profile_is_told_by_its_code(localizer):
    found = Told(kind="finding", result="removed", rule="old-1", feedback="It goes.")
    seen = look(report_screens.standing(localizer, appealed(first=found))).text
    assert localizer.say("standing-rule", rule="old-1") in seen


@pytest.mark.parametrize("ground", Ground)
def test_a_report_not_taken_up_says_why(localizer, ground):
    found = a_standing(a_report(status=Status.NOT_ACCEPTED), result=ground, kind="triage")
    assert localizer.say(f"why-{ground}") in look(report_screens.standing(localizer, found)).text


@pytest.mark.parametrize("result", ["dismissed", *Outcome])
def test_the_result_of_a_second_look_is_said_as_such(localizer, result):
    report = a_report(status=Status.CLOSED, appealed=True)
    found = a_standing(report, result=result, kind="appeal")
    seen = look(report_screens.standing(localizer, found))
    assert localizer.say("standing-again") in seen.text
    assert localizer.say(f"result-{result}") in seen.text
    assert localizer.say("button-appeal") not in seen.labels


def appealed(**changes):
    first = Told(kind="finding", result="not_upheld", rule="", feedback="It may stay.")
    report = a_report(status=Status.CLOSED, appealed=True)
    told = {"result": "removed", "kind": "appeal", "rule": "criminal-266", "feedback": "It goes."}
    return a_standing(report, **{"first": first, **told, **changes})


def test_after_an_appeal_the_first_decision_stays_beside_the_second(localizer):
    seen = look(report_screens.standing(localizer, appealed()))
    first, again = localizer.say("standing-first"), localizer.say("standing-again")
    assert seen.text.index(first) < seen.text.index(again)
    assert seen.kinds("blockquote") == ["It may stay.", "It goes."]
    assert localizer.say("result-not_upheld") in seen.text
    assert localizer.say("result-removed") in seen.text


def test_after_an_appeal_the_office_above_is_named_with_its_phone(localizer, profile):
    seen = look(report_screens.standing(localizer, appealed(above="hunan")))
    above = profile.unit("hunan")
    assert above.name(localizer.locale) in seen.text
    assert above.phone
    assert above.phone in seen.text


def test_where_no_office_is_above_that_is_said(localizer):
    seen = look(report_screens.standing(localizer, appealed(above=None)))
    assert localizer.say("redress-none") in seen.text


def test_before_an_appeal_nothing_is_said_of_the_office_above(localizer):
    found = a_standing(
        a_report(status=Status.CLOSED), result="removed", kind="finding", above="hunan"
    )
    seen = look(report_screens.standing(localizer, found))
    assert localizer.unit("hunan") not in seen.text


def test_the_longest_words_of_two_decisions_fit(localizer):
    first = Told(kind="finding", result="not_upheld", rule="", feedback="字" * 2000)
    found = appealed(first=first, feedback="字" * 2000, above="hunan")
    seen = look(report_screens.standing(localizer, found))
    assert len(seen.text) < 4096


def test_the_longest_words_of_an_office_fit(localizer):
    report = a_report(status=Status.CLOSED)
    found = a_standing(report, result="removed", kind="finding", feedback="😀" * 2000)
    look(report_screens.standing(localizer, found))
    whole = a_standing(report, result="removed", kind="finding", feedback="字" * 2000)
    assert "字" * 2000 in look(report_screens.standing(localizer, whole)).text


def test_only_what_may_be_done_now_has_a_button(english):
    found = look(report_screens.standing(english, a_standing()))
    assert found.labels == ["Withdraw", "Add evidence", "My reports"]
    asked = a_standing(a_report(status=Status.NEEDS_INFO), question="Which account?")
    assert look(report_screens.standing(english, asked)).labels[0] == "Answer the office"
    assert "Which account?" in look(report_screens.standing(english, asked)).text
    gone = a_standing(a_report(status=Status.WITHDRAWN))
    assert look(report_screens.standing(english, gone)).labels == ["My reports"]


def test_a_report_opened_by_its_code_has_no_buttons_to_act(english):
    found = a_standing(own=False, can_add=False, can_rate=False, verbs=(Verb.WITHDRAW,))
    seen = look(report_screens.standing(english, found))
    assert seen.labels == ["My reports"]
    assert english.say("standing-kept-code") in seen.text


def test_a_rating_is_asked_once_and_then_shown(english):
    closed = a_report(status=Status.CLOSED)
    assert "5 ★" in look(report_screens.standing(english, a_standing(closed))).labels
    rated = a_standing(a_report(status=Status.CLOSED, rating=4))
    seen = look(report_screens.standing(english, rated))
    assert "4 of 5" in seen.text
    assert "5 ★" not in seen.labels


def listing(*reports, about="", before=None):
    listed = tuple(ListedReport(report=each, about=about) for each in reports)
    return ReportList(reports=listed, before=before)


def test_the_list_names_tail_and_state_and_leads_to_older_ones(english):
    reports = (a_report(id=n, tail=f"000{n}") for n in range(8))
    seen = look(list_screen.listed(english, listing(*reports, before=8)))
    assert seen.labels[0].startswith("··0000 · ⏳ Received")
    assert seen.labels[-2:] == ["Older reports", "Report content"]
    assert all(len(label) <= labels.LONGEST for label in seen.labels)


def test_the_list_says_what_each_report_is_about_and_when_it_was_filed(localizer):
    seen = look(list_screen.listed(localizer, listing(a_report(), about="they took my money")))
    assert seen.kinds("code") == ["they took my money"]
    assert localizer.day(NOON) in seen.text
    assert "they" in seen.labels[0]


@pytest.mark.parametrize(
    "about", ["x" * 5000, "字" * 5000, "\u202e\u200b<b>&\n\n/start @admin", "😀" * 90]
)
def test_whatever_a_report_is_about_the_list_stays_short_and_harmless(localizer, about):
    found = listing(*(a_report(id=n) for n in range(8)), about=about, before=8)
    seen = look(list_screen.listed(localizer, found))
    assert len(seen.text) < 2000
    assert all(len(label) <= labels.LONGEST for label in seen.labels)
    assert not {"\u202e", "\u200b"} & set(seen.text + "".join(seen.labels))


def test_of_what_may_not_be_said_the_list_names_the_category(localizer):
    seen = look(list_screen.listed(localizer, listing(a_report())))
    assert seen.kinds("code") == []
    assert localizer.category("fraud") in seen.text


def test_an_empty_list_says_so(localizer):
    seen = look(list_screen.listed(localizer, listing()))
    assert seen.text == localizer.say("cases-none")


def test_what_was_added_is_confirmed_beside_the_tail_of_the_code(localizer):
    seen = look(report_screens.added(localizer, Added(report=a_report(), note="addition-done")))
    assert "2XTA" in seen.text
    assert localizer.say("addition-done") in seen.text


@pytest.mark.parametrize("again", [True, False])
def test_filing_tells_the_code_at_once(localizer, again):
    seen = look(receipt.filed(localizer, Filed(report=a_report(), code=CODE, again=again)))
    assert seen.kinds("code") == [CODE]
    assert localizer.say("filed-again" if again else "filed") in seen.text


def seen_receipt(localizer, *fingerprints, **changes):
    pending, refused = changes.pop("pending", 0), changes.pop("refused", ())
    proof = Proof(fingerprints=fingerprints, pending=pending, refused=refused)
    return look(receipt.receipt(localizer, a_report(**changes), CODE, proof))


def test_the_receipt_has_code_unit_phone_time_and_the_way_on(localizer, profile):
    unit = profile.unit("changsha")
    seen = seen_receipt(localizer)
    assert seen.kinds("code") == [CODE]
    assert unit.name(localizer.locale) in seen.text
    assert unit.phone in seen.text
    assert localizer.say("due-accept", due=localizer.when(NOON + DAY)) in seen.text
    assert localizer.say("receipt-next") in seen.text
    assert profile.emergency not in seen.text.replace(unit.phone, "")


def test_the_receipt_offers_to_copy_the_code_and_what_may_be_done_with_the_report(english):
    screen = receipt.receipt(english, a_report(), CODE, Proof())
    assert look(screen).labels == [
        "Copy code",
        "Add evidence",
        "Withdraw",
        "My reports",
        "📖 How it works",
        "Signed receipt",
    ]
    assert screen.rows[0][0].copies == CODE


def test_the_code_stands_before_everything_else_of_the_receipt(localizer, profile):
    seen = seen_receipt(localizer)
    unit = profile.unit("changsha").name(localizer.locale)
    assert seen.text.index(CODE) < seen.text.index(unit)


def test_the_receipt_of_a_danger_to_life_names_the_emergency_number(localizer, profile):
    seen = seen_receipt(localizer, danger=True)
    assert localizer.say("receipt-danger", number=profile.emergency) in seen.text


def test_fingerprints_are_a_tap_away_where_there_are_files(english):
    assert "Fingerprints" not in seen_receipt(english).labels
    assert "Fingerprints" in seen_receipt(english, pending=2).labels  # they come to this message
    seen = seen_receipt(english, SHA, pending=2, refused=(2,))
    assert seen.labels[-2:] == ["Fingerprints", "Signed receipt"]
    assert SHA not in seen.text
    assert english.say("receipt-files-pending", count=2) in seen.text
    assert english.say("receipt-files-refused", count=1, places="2") in seen.text


def fingerprints(localizer, *shas, pending=3):
    proof = Proof(fingerprints=shas, pending=pending)
    return receipt.fingerprints(localizer, Filed(report=a_report(), code=CODE, proof=proof))


@pytest.mark.parametrize("count", [1, 20])
def test_few_fingerprints_are_shown_in_full(localizer, count):
    seen = look(fingerprints(localizer, *((SHA,) * count)))
    assert seen.kinds("code") == [SHA] * count
    assert localizer.say("receipt-files-pending", count=3) in seen.text
    assert seen.labels == [localizer.say("button-to-receipt")]


@pytest.mark.parametrize("count", [21, 60, 5000])
def test_many_fingerprints_are_shortened_and_counted(english, count):
    screen = fingerprints(english, *((SHA,) * count))
    assert str(screen.text).count(f"{SHA[:12]}…") == min(count, receipt.MOST_SHORT)
    assert ("more" in look(screen).text.split("3 files")[0]) == (count > receipt.MOST_SHORT)
