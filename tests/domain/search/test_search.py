"""What a search matches, and how a tap changes it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.case import Case, Priority
from domain.core.errors import BadAnswer
from domain.search.search import (
    ANY,
    DAY,
    ENDED,
    LONGEST_AGE,
    PRESETS,
    Filter,
    SearchFlag,
    SearchPart,
    changed,
    kinds,
    matches,
    parents,
)
from domain.status import OPEN, Status
from tests.support.cases import a_case
from tests.support.life import NOON

CASE: Case = a_case(
    category="sexual",
    subcategory="child_abuse",
    unit="changsha",
    status=Status.CLOSED,
    opened_at=NOON - 10 * DAY,
    due_at=None,
)


def found(wanted, taxonomy, case=CASE, host="shop.example.org"):
    return matches(wanted, case, taxonomy=taxonomy, who="me", now=NOON, hosts=(host,))


@pytest.mark.parametrize(
    ("wanted", "is_found"),
    [
        ({}, True),
        ({"number": "2611-0042"}, True),
        ({"number": "2611-0043"}, False),
        ({"host": "example.org"}, True),
        ({"host": "shop.example.org"}, True),
        ({"host": "ample.org"}, False),
        ({"host": "a.shop.example.org"}, False),
        ({"units": {"changsha", "hunan"}}, True),
        ({"units": {"hunan"}}, False),
        ({"statuses": {Status.CLOSED}}, True),
        ({"statuses": OPEN}, False),
        ({"categories": {"sexual"}}, True),
        ({"categories": {"child_abuse"}}, True),
        ({"categories": {"fraud", "child_abuse"}}, True),
        ({"categories": {"phishing"}}, False),
        ({"older": 10 * DAY}, True),
        ({"older": 10 * DAY + 3600}, False),
        ({"newer": 10 * DAY}, True),
        ({"newer": 9 * DAY}, False),
        ({"older": 9 * DAY, "newer": 11 * DAY}, True),
        ({"marks": {SearchFlag.LATE}}, False),
        ({"marks": {SearchFlag.DANGER}}, False),
        ({"marks": {SearchFlag.HELD}}, False),
        ({"marks": {SearchFlag.MINE}}, False),
    ],
)
def test_what_is_found(profile, wanted, is_found):
    parts = {name: frozenset(v) if isinstance(v, set) else v for name, v in wanted.items()}
    assert found(Filter(**parts), profile.taxonomy) is is_found


@pytest.mark.parametrize(
    ("mark", "changes"),
    [
        (SearchFlag.LATE, {"due_at": NOON - 1}),
        (SearchFlag.DANGER, {"priority": Priority.DANGER}),
        (SearchFlag.HELD, {"held_at": NOON}),
        (SearchFlag.MINE, {"assignee": "me"}),
    ],
)
def test_a_mark_asks_for_what_it_says(profile, mark, changes):
    assert found(Filter(marks=frozenset({mark})), profile.taxonomy, a_case(**changes))


def test_what_stands_still_is_not_late(profile):
    paused = a_case(due_at=NOON - 1, paused_at=NOON - DAY)
    assert not found(PRESETS["late"], profile.taxonomy, paused)


def test_what_is_in_quarantine_is_found_by_its_number_alone(profile):
    case = a_case(quarantined_at=NOON)
    assert not found(Filter(), profile.taxonomy, case)
    assert found(Filter(number=case.number), profile.taxonomy, case)


def test_a_sub_category_left_over_from_another_category_does_not_count(profile):
    case = a_case(category="gambling", subcategory="phishing")
    assert not found(Filter(categories=frozenset({"phishing"})), profile.taxonomy, case)


def test_a_category_that_the_deployment_does_not_know_any_more_is_looked_for_all_the_same(profile):
    assert kinds(profile.taxonomy, {"gone"}) == {("gone", "")}
    assert kinds(profile.taxonomy, {"phishing"}) == {("fraud", "phishing")}


@pytest.mark.parametrize(
    ("host", "above"),
    [
        ("example.org", ("example.org",)),
        ("a.b.example.org", ("a.b.example.org", "b.example.org", "example.org")),
        ("localhost", ("localhost",)),
        ("10.0.0.1", ("10.0.0.1",)),
        ("[::1]", ("[::1]",)),
        ("", ()),
    ],
)
def test_a_host_is_found_under_the_domains_it_is_in(host, above):
    assert parents(host) == above


def test_a_host_of_a_hundred_labels_is_not_kept_a_hundred_times():
    host = ".".join("abcdefghij" * 10)
    assert len(parents(host)) <= 6
    assert parents(host)[0] == host


FILTERS = st.builds(
    Filter,
    number=st.sampled_from(("", "2611-0042")),
    host=st.sampled_from(("", "example.org")),
    units=st.frozensets(st.sampled_from(("changsha", "hunan", "people"))),
    statuses=st.frozensets(st.sampled_from(list(Status))),
    categories=st.frozensets(st.sampled_from(("fraud", "phishing", "child_abuse"))),
    older=st.integers(0, 3650 * 24).map(lambda hours: hours * 3600),
    newer=st.integers(0, 3650 * 24).map(lambda hours: hours * 3600),
    marks=st.frozensets(st.sampled_from(list(SearchFlag))),
)


@given(FILTERS)
def test_a_search_is_kept_as_it_was(wanted):
    assert Filter.from_document(wanted.to_document()) == wanted


def test_a_state_that_a_release_dropped_asks_for_nothing():
    document = {**Filter().to_document(), "statuses": ["asleep", "closed"], "marks": ["red"]}
    assert Filter.from_document(document) == Filter(statuses=frozenset({Status.CLOSED}))


@given(FILTERS, st.sampled_from((SearchPart.UNIT, SearchPart.STATUS, SearchPart.CATEGORY)))
def test_a_second_tap_takes_the_first_one_back(wanted, part):
    value = {
        SearchPart.UNIT: "changsha",
        SearchPart.STATUS: "closed",
        SearchPart.CATEGORY: "fraud",
    }[part]
    assert changed(changed(wanted, part, value), part, value) == wanted


@pytest.mark.parametrize(
    ("part", "value", "after"),
    [
        (SearchPart.UNIT, "changsha", {"units": {"changsha"}}),
        (SearchPart.STATUS, "open", {"statuses": OPEN}),
        (SearchPart.STATUS, "ended", {"statuses": ENDED}),
        (SearchPart.MARK, "late", {"marks": {SearchFlag.LATE}}),
        (SearchPart.MARK, "moon", {}),
        (SearchPart.AGE, ">604800", {"older": 7 * DAY}),
        (SearchPart.AGE, "<86400", {"newer": DAY}),
        (SearchPart.AGE, ANY, {}),
    ],
)
def test_a_tap_changes_one_part(part, value, after):
    wanted = Filter(**{k: frozenset(v) if isinstance(v, set) else v for k, v in after.items()})
    assert changed(Filter(), part, value) == wanted


@given(FILTERS)
def test_a_part_is_taken_back_whole(wanted):
    assert changed(wanted, SearchPart.UNIT, ANY).units == frozenset()
    assert changed(wanted, SearchPart.STATUS, ANY).statuses == frozenset()
    assert changed(wanted, SearchPart.CATEGORY, ANY).categories == frozenset()
    aged = changed(wanted, SearchPart.AGE, ANY)
    assert (aged.older, aged.newer) == (0, 0)


@pytest.mark.parametrize(
    ("part", "value"),
    [
        (SearchPart.STATUS, "moon"),
        (SearchPart.AGE, "7"),
        (SearchPart.AGE, ""),
        (SearchPart.AGE, ">"),
        (SearchPart.AGE, ">x"),
        (SearchPart.AGE, ">7"),
        (SearchPart.AGE, ">0"),
        (SearchPart.AGE, f">{LONGEST_AGE + 3600}"),
        (SearchPart.AGE, "<" + "9" * 60),
        (SearchPart.AGE, "<²"),
    ],
)
def test_a_forged_value_is_refused(part, value):
    with pytest.raises(BadAnswer):
        changed(Filter(), part, value)
