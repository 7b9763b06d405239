"""Of a press only its place is read; it says the same as the library's own reading of it."""

import pytest
from telegram import CallbackQuery, InaccessibleMessage, Message, Update
from telegram.ext import ApplicationBuilder

from bot.intake.updates import update_of

PERSON = {"id": 7, "is_bot": False, "first_name": "Lin", "language_code": "zh-hans"}
PLACE = {"message_id": 5, "date": 1, "chat": {"id": -70, "type": "supergroup", "title": "Unit"}}
TOPIC = {**PLACE, "message_thread_id": 3, "is_topic_message": True}


@pytest.fixture(scope="module")
def bot():
    return ApplicationBuilder().token("4242:no-token").updater(None).build().bot


def press(**more):
    query = {"id": "91", "from": PERSON, "chat_instance": "7", "data": "g1:help", **more}
    return {"update_id": 9, "callback_query": query}


@pytest.mark.parametrize("data", ["g1:help", "", None])
def test_a_press_names_who_pressed_what_and_where(bot, data):
    usual = Update.de_json(press(message=PLACE, data=data), bot)
    ours = update_of(press(message=PLACE, data=data), bot)
    assert isinstance(ours.callback_query.message, InaccessibleMessage)
    assert ours.update_id == usual.update_id
    for name in set(CallbackQuery.__slots__) - {"message"}:
        assert getattr(ours.callback_query, name) == getattr(usual.callback_query, name), name
    assert ours.callback_query.from_user.language_code == "zh-hans"
    assert ours.callback_query.message.chat.to_dict() == PLACE["chat"]
    assert ours.callback_query.message.message_id == 5
    assert (ours.effective_chat, ours.effective_user) == (
        usual.effective_chat,
        usual.effective_user,
    )
    assert ours.callback_query.get_bot() is bot


@pytest.mark.parametrize(
    "raw",
    [
        press(message=TOPIC),
        press(),
        {"update_id": 9, "message": {**PLACE, "from": PERSON, "text": "hello"}},
        {"update_id": 9},
    ],
)
def test_all_else_is_the_librarys(bot, raw):
    assert update_of(raw, bot).to_dict() == Update.de_json(raw, bot).to_dict()
    query = update_of(raw, bot).callback_query
    assert query is None or query.message is None or isinstance(query.message, Message)
