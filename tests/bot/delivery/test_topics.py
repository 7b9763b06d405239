"""Which calls bring a topic into order, in which order."""

import pytest

from bot.delivery.topics import TopicStep, steps
from storage.network.card_places import Place

MAKE, REOPEN, SAY, NAME, CLOSE = TopicStep
NEW = Place(case_id=1, unit="changsha")


def there(**how):
    return Place(case_id=1, unit="changsha", topic_id=5, **{"message_id": 6, "title": "a", **how})


@pytest.mark.parametrize(
    ("place", "title", "is_open", "expected"),
    [
        (NEW, "a", True, (MAKE, SAY)),
        (there(), "a", True, (SAY,)),
        (there(), "b", True, (SAY, NAME)),
        (there(message_id=None), "a", True, (SAY,)),
        (there(), "b", False, (SAY, NAME, CLOSE)),
        (there(closed=True), "a", False, (SAY,)),
        (there(closed=True), "b", False, (SAY, NAME)),
        (there(closed=True), "b", True, (REOPEN, SAY, NAME)),
        (there(closed=True, message_id=None), "a", False, (REOPEN, SAY, CLOSE)),
    ],
)
def test_only_what_is_needed_is_called(place, title, is_open, expected):
    assert steps(place, title, is_open=is_open) == expected
