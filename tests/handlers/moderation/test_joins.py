"""What staff and reporters read of cases that may be the same, whatever they are made of."""

import pytest
from msgspec.structs import replace

from conversation.form import FormFacts
from domain.likeness import Trait
from domain.network.people import Role
from domain.status import Status
from handlers.moderation import case_card
from handlers.moderation.callbacks import JoinAgreed, JoinTo
from handlers.renderers import SCREENS
from handlers.reporting import screens as report_screens
from handlers.ui.callbacks import SeeCase
from handlers.ui.localizer import Localizer
from tests.support.cases import a_card, a_case, a_report
from tests.support.chat import catalog
from tests.support.filed import a_standing, an_asked
from tests.support.looks import look
from usecases.core.similar_cases import Joins, SimilarCase

WORDS = catalog()
LOCALES = ("en", "zh-Hans")


@pytest.fixture(params=LOCALES)
def localizer(request, profile):
    return Localizer(WORDS, profile, request.param)


@pytest.fixture
def english(profile):
    return Localizer(WORDS, profile, "en")


def another(number, **changes):
    return a_case(id=number, number=f"2611-{number:04d}", **changes)


def five(**changes):
    """As many suggestions as a card shows, alike in everything."""
    return tuple(
        SimilarCase(case=another(number), traits=tuple(Trait), joinable=True, **changes)
        for number in range(101, 106)
    )


def buttons(screen, kind):
    return [key.button for row in screen.rows for key in row if isinstance(key.button, kind)]


def test_suggestions_say_which_case_and_in_what_it_is_alike(english):
    alike = SimilarCase(case=another(42), traits=(Trait.URL, Trait.TEXT), joinable=True)
    screen = case_card.card(english, a_card(joins=Joins(alike=(alike,))))

    assert "2611-0042 · same address · similar words" in look(screen).text
    [button] = buttons(screen, JoinTo)
    assert (button.case_id, button.to, button.seen) == (7, 42, 3)
    behind = case_card.unfolded(english, a_card(joins=Joins(alike=(alike,))))
    assert SeeCase(case_id=42) in buttons(behind, SeeCase)


def test_five_suggestions_for_a_long_case_still_fit(localizer):
    reports = tuple(a_report("x" * 3000, id=n, alias=f"AA{n}") for n in range(9))
    joins = Joins(people=9, agreed=another(101), alike=five())
    found = look(case_card.card(localizer, a_card(reports=reports, joins=joins)))
    assert all(f"2611-0{number}" in found.text for number in range(101, 106))
    assert localizer.say("join-people", count=9) in found.text
    assert found.live == []


def test_what_the_reporter_agrees_to_comes_before_all_other_buttons(english):
    joins = Joins(agreed=another(42), alike=(SimilarCase(case=another(42), traits=(Trait.URL,)),))
    screen = case_card.card(english, a_card(joins=joins))

    assert screen.rows[0][0].button == JoinAgreed(case_id=7, to=42, seen=3)
    assert buttons(screen, JoinTo) == []
    text = look(screen).text
    assert text.index("agrees to join 2611-0042") < text.index("Reporter Rimodutu")


@pytest.mark.parametrize(
    ("case", "role", "joinable"),
    [
        (a_case(), Role.NOBODY, True),  # reads only
        (a_case(), Role.MODERATOR, False),  # the other one's unit is not theirs
        (a_case(status=Status.ACTING), Role.MODERATOR, True),  # too late to join
    ],
)
def test_who_may_not_join_may_look(english, case, role, joinable):
    joins = Joins(alike=(SimilarCase(case=another(42), traits=(Trait.URL,), joinable=joinable),))
    card = a_card(case, role=role, joins=joins)
    front, behind = case_card.card(english, card), case_card.unfolded(english, card)
    assert buttons(front, JoinTo) == buttons(behind, JoinTo) == []
    assert SeeCase(case_id=42) in (*buttons(front, SeeCase), *buttons(behind, SeeCase))


def test_a_joined_case_leads_to_what_it_is_part_of(localizer):
    case = a_case(status=Status.JOINED, joined_to=42)
    joins = Joins(people=0, part_of=another(42))
    screen = case_card.card(localizer, a_card(case, reports=(), joins=joins))
    assert localizer.say("join-is-part", number="2611-0042") in look(screen).text
    assert SeeCase(case_id=42) in buttons(screen, SeeCase)


def test_one_alone_is_not_counted(english):
    text = look(case_card.card(english, a_card(joins=Joins(people=1)))).text
    assert "Reported by" not in text


@pytest.mark.parametrize("host", ["evil.example.org", "xn--80ak6aa92e.com", "203.0.113.7", ""])
def test_at_the_last_question_nothing_of_the_other_case_is_live(localizer, profile, host):
    asked = an_asked(profile, "join", "sure", answers={"case": "2611-0042"})
    target = a_case(
        number="2611-0042",
        category="fraud",
        subcategory="phishing",
        unit="changsha",
        host=host,
        status=Status.VERIFYING,
    )
    sheet = replace(asked.sheet, facts=FormFacts(target=target))
    shown = look(SCREENS.question(localizer, replace(asked, sheet=sheet)))
    assert shown.live == []
    for words in ("2611-0042", localizer.unit("changsha"), localizer.category("fraud", "phishing")):
        assert words in shown.text
    assert localizer.say("sure-join") in shown.labels


def test_the_review_says_nothing_of_others_even_where_a_draft_holds_it(localizer, profile):
    answers = {"_known": {"case": 7, "others": 7}, "_ticks": {"join": True}}
    old = look(SCREENS.question(localizer, an_asked(profile, "report", "review", answers=answers)))
    new = look(SCREENS.question(localizer, an_asked(profile, "report", "review")))
    assert (old.text, old.labels) == (new.text, new.labels)


@pytest.mark.parametrize("others", [1, 2, 3000])
def test_a_standing_says_how_many_others_there_are(localizer, others):
    text = look(report_screens.standing(localizer, a_standing(others=others))).text
    assert localizer.say("standing-others", others=others) in text


def test_nobody_is_told_of_no_others(english):
    assert "other" not in look(report_screens.standing(english, a_standing(others=0))).text
