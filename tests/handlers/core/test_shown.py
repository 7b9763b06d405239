"""Which message shows what in a chat, as far as it is known."""

from handlers.core import shown
from handlers.core.shown import ShownMessages


def test_only_the_newest_message_of_a_chat_is_known_and_only_for_what_it_shows():
    found = ShownMessages()
    found.remember(1, 10, "first")
    found.remember(1, 11, "second")
    assert found.showing(1, "second") == 11
    assert found.showing(1, "first") is None
    assert found.showing(2, "second") is None


def test_a_message_that_was_sent_too_long_ago_is_not_given():
    found = ShownMessages()
    found.remember(1, 10, "start", at=100.0)
    assert found.showing(1, "start", after=99.0) == 10
    assert found.showing(1, "start", after=100.0) is None


def test_of_too_many_chats_the_longest_silent_is_forgotten(monkeypatch):
    monkeypatch.setattr(shown, "MOST", 2)
    found = ShownMessages()
    for chat in (1, 2, 1, 3):
        found.remember(chat, chat, "start")
    assert [found.showing(chat, "start") for chat in (1, 2, 3)] == [1, None, 3]
