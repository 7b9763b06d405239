"""Who held a case when, from its transfers and its journal."""

import pytest

from domain.case_files.custody import CustodyEntry, Holding, holdings, labels
from domain.network.people import Role, Verb
from domain.routing import HandoverKind, Hop
from domain.status import Status

MODERATOR = int(Role.MODERATOR)


def hop(start, to, at):
    return Hop(kind=HandoverKind.TRANSFER, start=start, to=to, who="x", reason="", moved_at=at)


def takes(who, at):
    return CustodyEntry(at=at, who=who, role=MODERATOR, verb=Verb.TAKE)


@pytest.mark.parametrize(
    ("hops", "acts", "found"),
    [
        ([], [], [Holding(unit="b", since=1)]),
        (
            [],
            [takes("ann", 5)],
            [
                Holding(unit="b", since=1, until=5),
                Holding(unit="b", since=5, who="ann", role=MODERATOR),
            ],
        ),
        (
            [hop("a", "b", 9)],
            [takes("ann", 5)],
            [
                Holding(unit="a", since=1, until=5),
                Holding(unit="a", since=5, until=9, who="ann", role=MODERATOR),
                Holding(unit="b", since=9),
            ],
        ),
        (
            [hop("a", "b", 5)],
            [takes("ann", 5)],
            [
                Holding(unit="a", since=1, until=5),
                Holding(unit="b", since=5, who="ann", role=MODERATOR),
            ],
        ),
        (
            [],
            [CustodyEntry(at=3, who="ann", role=MODERATOR, verb=Verb.NOTE)],
            [Holding(unit="b", since=1)],
        ),
    ],
    ids=["nobody took it", "taken", "taken, then passed on", "both at once", "a note is none"],
)
def test_units_and_people_follow_each_other(hops, acts, found):
    assert list(holdings("b", 1, hops, acts)) == found


def test_people_are_numbered_in_the_order_in_which_they_appear():
    assert labels(["c", "a", "c"]) == {"c": "person-1", "a": "person-2"}


def act(who, at, verb, **more):
    return CustodyEntry(at=at, who=who, role=MODERATOR, verb=verb, **more)


@pytest.mark.parametrize(
    ("acts", "whos"),
    [
        ([act("ann", 2, Verb.CHECK)], ["", "ann"]),
        ([act("ann", 2, Verb.TAKE), act("ann", 3, Verb.CHECK)], ["", "ann"]),
        ([act("ann", 2, Verb.HAVE)], ["", "ann"]),
        ([act("ann", 2, Verb.ACCEPT), act("bo", 3, Verb.ASK)], ["", "ann"]),
        ([act("ann", 2, Verb.ASK), act("bo", 3, Verb.ACCEPT)], ["", "ann"]),
        ([act("ann", 2, Verb.ACCEPT), act("bo", 3, Verb.CHECK)], ["", "ann", "bo"]),
        ([act("ann", 2, Verb.ASSIGN, given_to="bo")], ["", "bo"]),
        ([act("ann", 2, Verb.TAKE), act("ann", 3, Verb.ASSIGN, given_to="bo")], ["", "ann", "bo"]),
        ([act("ann", 2, Verb.TAKE), act("ann", 3, Verb.GIVE_BACK)], ["", "ann", ""]),
        ([act("ann", 2, Verb.TAKE), act("ann", 3, Verb.ASSIGN)], ["", "ann", ""]),
        (
            [act("ann", 2, Verb.CHECK), act("report:1", 4, Verb.APPEAL, start=Status.CLOSED)],
            ["", "ann", ""],
        ),
        (
            [act("bo", 5, Verb.TAKE), act("report:2", 6, Verb.APPEAL, start=Status.APPEALED)],
            ["", "bo"],
        ),
        (
            [act("bo", 5, Verb.TAKE), act("bo", 6, Verb.REMIT, start=Status.APPEALED)],
            ["", "bo", ""],
        ),
        (
            [
                act("ann", 2, Verb.CHECK),
                act("bo", 3, Verb.ASSIGN, given_to="bo"),
                act("ann", 4, Verb.DECIDE),
                act("cy", 5, Verb.SEND_BACK),
            ],
            ["", "ann", "bo", "ann"],
        ),
        ([CustodyEntry(at=2, who="x", role=int(Role.NOBODY), verb=Verb.HAVE)], [""]),
        ([CustodyEntry(at=2, who="x", role=int(Role.ADMIN), verb=Verb.TAKE_OVER)], [""]),
        ([CustodyEntry(at=2, who="x", role=int(Role.PARENT_LEAD), verb=Verb.TAKE_OVER)], ["", "x"]),
    ],
)
def test_whoever_gets_a_case_by_any_way_has_it_until_it_is_given_on(acts, whos):
    found = holdings("b", 1, [], acts)

    assert [each.who for each in found] == whos
    assert [each.until for each in found] == [each.since for each in found[1:]] + [None]
