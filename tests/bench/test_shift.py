"""A shift of reports, played by both strategies: how each case ends, and what it costs staff."""

from collections import Counter
from dataclasses import replace

import pytest
from msgspec.structs import replace as changed

from bench import shift as bench
from bench.office import words
from bench.office.acts import next_act
from bench.office.chat import Costs
from bench.office.checks import WentWrong, check, in_order
from bench.office.day import after_shift
from bench.office.reports import FEW, SHARES, UNIT, Ending, Kind, decided_before, shift
from bench.office.ways import SHORTEST, STEP_BY_STEP, STRATEGIES
from bench.promise import between
from domain.case import Priority
from domain.status import Status
from tests.support.cases import a_case
from tests.support.database import KEY_RING


def test_a_day_has_200_reports_in_the_planned_shares_and_is_always_the_same():
    found = shift()
    assert len(found) == sum(SHARES.values()) == 200
    assert Counter(planned.kind for planned in found) == SHARES
    assert found == shift()
    assert found != shift(seed=1)
    languages = Counter(planned.language for planned in found)
    assert languages["zh-hans"] > languages["en"] > 20
    assert {"vi", "ru", "ja"} <= set(languages)


def test_twenty_reports_come_in_one_minute_the_repeated_page_first():
    found = shift()
    [page] = {planned.page for planned in found if planned.kind is Kind.DUPLICATE}
    of_page = [planned for planned in found if planned.page == page]
    assert [each.kind for each in of_page] == [Kind.CLEAR, *[Kind.DUPLICATE] * 16]
    begins = of_page[0].minute
    assert sum(begins <= planned.minute < begins + 1 for planned in found) == 20


def test_each_known_page_was_decided_the_day_before():
    before = {planned.page: planned.ending for planned in decided_before()}
    known = [planned for planned in shift() if planned.kind is Kind.KNOWN]
    assert {planned.page for planned in known} == set(before)
    assert all(before[planned.page] == planned.ending for planned in known)
    assert len({ending.status for ending in before.values()}) == 2


def planned(kind):
    return next(each for each in shift(FEW) if each.kind is kind)


@pytest.mark.parametrize(
    ("kind", "status", "more", "act"),
    [
        (Kind.CLEAR, Status.SUBMITTED, {}, "accept"),
        (Kind.CLEAR, Status.ACCEPTED, {}, "decide"),
        (Kind.CLEAR, Status.ACCEPTED, {"repeated": True}, ""),
        (Kind.CLEAR, Status.FEEDBACK_PENDING, {}, ""),
        (Kind.KNOWN, Status.SUBMITTED, {"same": True}, "same decision"),
        (Kind.OUT_OF_REMIT, Status.SUBMITTED, {}, "do not accept"),
        (Kind.UNCLEAR, Status.SUBMITTED, {}, "ask the reporter"),
        (Kind.UNCLEAR, Status.SUBMITTED, {"answered": True}, "accept"),
        (Kind.SILENT, Status.NEEDS_INFO, {}, ""),
        (Kind.SILENT, Status.NEEDS_INFO, {"answer_late": True}, "close without an answer"),
        (Kind.DUPLICATE, Status.SUBMITTED, {}, "join"),
        (Kind.TRANSFER, Status.SUBMITTED, {}, "transfer"),
        (Kind.SITE, Status.VERIFYING, {}, "ask for removal"),
        (Kind.SITE, Status.ACTING, {}, ""),
        (Kind.SITE, Status.ACTING, {"answered": True}, "look whether it is gone"),
        (Kind.SITE, Status.ACTING, {"answered": True, "looked": True}, "decide"),
        (Kind.CLOSED, Status.SUBMITTED, {}, "accept"),
    ],
)
def test_what_a_case_needs_follows_from_its_kind_and_state(kind, status, more, act):
    assert next_act(a_case(unit=UNIT, status=status), planned(kind), **more) == act


def test_danger_is_taken_first_and_another_units_case_is_left_alone():
    case = a_case(unit=UNIT, priority=Priority.DANGER)
    assert next_act(case, planned(Kind.DANGER)) == "I have it"
    assert next_act(changed(case, assignee="me"), planned(Kind.DANGER)) == "accept"
    assert next_act(changed(case, unit="hengyang"), planned(Kind.DANGER)) == ""


ONE_TAP = {"I have it": 1, "confirm": 7}
"""Acts that cost one tap each whichever way is gone, and how often they are done."""


def typed(played, kinds, texts):
    """The characters of these words, each in the language of its reporter."""
    locales = {each.planned.kind: each.locale for each in played.reporters.values()}
    return sum(len(texts[locales[kind]]) for kind in kinds)


@pytest.mark.soak
@pytest.mark.parametrize("name", [STEP_BY_STEP, SHORTEST])
async def test_one_case_of_each_kind_ends_as_planned_and_costs_what_it_must(
    installed_url, tmp_path, name
):
    async with after_shift(tmp_path, STRATEGIES[name], FEW, KEY_RING) as played:
        await check(played)

        costs = played.office.costs
        for act, times in ONE_TAP.items():
            assert (costs[act].times, costs[act].taps) == (times, times)
        question = typed(played, (Kind.UNCLEAR, Kind.SILENT), words.QUESTION)
        assert costs["ask the reporter"].typed == question
        why = typed(played, (Kind.TRANSFER,), words.WHY_TRANSFERRED)
        assert costs["transfer"].typed == why
        assert costs["look whether it is gone"].typed == 0
        # The case to join to is offered on a card, and typed once for several.
        joined_at_once = len(next(iter(played.reporters))) if name == SHORTEST else 0
        assert (costs["join"].times, costs["join"].typed) == (4, joined_at_once)
        # One of the two known pages was accepted, the other was not.
        same = 2 if name == SHORTEST else 0
        assert costs.get("same decision", Costs()).times == same
        assert costs["accept"].times == costs["decide"].times == 7 - same // 2
        assert costs["do not accept"].times == 2 - same // 2
        assert sum(each.pushed for each in costs.values()) >= len(FEW)

        if name == SHORTEST:  # by hand everybody is sent the same text, in all their languages
            await _another_language_is_found_out(played)
        await _is_found_out(played)


async def _another_language_is_found_out(played):
    """Each of the burst must have read the kept text in their own language, not another's."""
    of_page = {n: r for n, r in played.reporters.items() if r.planned.page == played.page}
    assert len(of_page) == FEW[Kind.DUPLICATE] + 1
    apart = {reporter.locale: number for number, reporter in of_page.items()}
    assert set(apart) == {"zh-Hans", "en"}
    one, other = (of_page[number] for number in apart.values())
    one.account, other.account = other.account, one.account
    with pytest.raises(WentWrong) as found:
        await check(played)
    assert {line.partition(" ")[0] for line in str(found.value).splitlines()} == {*apart.values()}
    assert str(found.value).count("the reporter has not read the reasons") == 2
    one.account, other.account = other.account, one.account


async def _is_found_out(played):
    """What did not end as planned, and who has read nothing, is named."""
    (one, first), (other, second) = list(played.reporters.items())[-2:]
    first.account, second.account = second.account, first.account
    second.planned = replace(second.planned, ending=Ending(Status.PURGED))
    with pytest.raises(WentWrong) as found:
        await check(played)
    wrong = str(found.value)
    assert f"{one} ({first.planned.kind}): the reporter has not read" in wrong
    assert f"{other} ({second.planned.kind})" in wrong
    assert "instead of purged" in wrong


@pytest.mark.parametrize(
    ("entries", "is_whole"),
    [
        (["submit", "take", "accept", "note", "decide"], True),
        (["submit", "decide", "accept"], False),
        (["submit", "accept"], False),
    ],
)
def test_entries_must_be_there_in_their_order(entries, is_whole):
    assert in_order(("accept", "decide"), entries) is is_whole


def test_the_table_shows_before_and_after_for_each_act_and_in_all():
    before = {"accept": Costs(2, 6, 0, 0, 0.2), "scheduled jobs": Costs(pushed=3)}
    after = {"accept": Costs(2, 2, 0, 0, 0.1), "same decision": Costs(1, 2, 0, 1, 0.3)}
    played = {STEP_BY_STEP: before, SHORTEST: after}
    lines = bench.table(played).splitlines()
    assert lines[2:] == [
        "| accept | 2 | 6 → 2 |  |  | 0.2 → 0.1 |",
        "| same decision | 0 → 1 | 0 → 2 |  | 0 → 1 | 0.0 → 0.3 |",
        "| scheduled jobs |  |  |  | 3 → 0 | 0.0 → 0.0 |",
        "| **in all** | 2 → 3 | 6 → 4 |  | 3 → 1 | 0.2 → 0.4 |",
    ]
    assert bench.promise(played).figure == pytest.approx(4 / 6)


def test_the_table_stands_on_the_page_and_nothing_else_is_written_anew():
    text = bench.PAGE.read_text()
    once = between(text, bench.BEGIN, bench.END, "new\n")
    assert "new\n" in once
    assert between(once, bench.BEGIN, bench.END, "new\n") == once
    assert once.partition(bench.BEGIN)[0] == text.partition(bench.BEGIN)[0]
    assert once.partition(bench.END)[2] == text.partition(bench.END)[2] != ""
