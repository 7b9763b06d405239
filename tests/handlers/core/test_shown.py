"""Which message shows the open question of a chat."""

from handlers.core import shown
from handlers.core.shown import ShownQuestions


def test_the_newest_question_of_each_chat_is_known():
    questions = ShownQuestions()
    assert questions.of(1) is None
    for chat, message in ((1, 10), (2, 20), (1, 11)):
        questions.remember(chat, message)
    assert (questions.of(1), questions.of(2), questions.of(3)) == (11, 20, None)


def test_where_nobody_knows_which_message_it_is_none_is_named():
    questions = ShownQuestions()
    questions.remember(1, 10)
    questions.remember(1, None)
    assert questions.of(1) is None


def test_the_longest_silent_chat_is_forgotten_first(monkeypatch):
    monkeypatch.setattr(shown, "MOST", 2)
    questions = ShownQuestions()
    for chat in (1, 2):
        questions.remember(chat, chat)
    questions.remember(1, 11)  # not silent any more
    questions.remember(3, 3)
    assert [questions.of(chat) for chat in (1, 2, 3)] == [11, None, 3]
