"""Who held a case when, from its transfers and its journal."""

import pytest

from domain.case_files.custody import CustodyEntry, Holding, holdings, labels
from domain.network.people import Role, Verb
from domain.routing import HandoverKind, Hop

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
