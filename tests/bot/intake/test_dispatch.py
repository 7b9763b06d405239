"""Every press and every command goes to the handler that the library would have found."""

import itertools

import pytest
from telegram import Update, User
from telegram.ext import Application, BaseHandler, CallbackQueryHandler, CommandHandler

from bot.intake import dispatch
from bot.runtime.application import ROOMS
from handlers.ui.callbacks import Button, Go

PERSON = {"id": 7, "is_bot": False, "first_name": "Lin"}
CHATS = ({"id": 7, "type": "private"}, {"id": -70, "type": "supergroup", "title": "Unit"})


@pytest.fixture(scope="module")
def apps():
    """The library's own way of asking, and ours, of the same handlers."""
    made = [Application.builder().token("4242:no-token").updater(None).build() for _ in range(2)]
    for app in made:
        app.bot._bot_user = User(4242, "Jubao", is_bot=True, username="jubao_bot")
        for room in ROOMS:
            room.register(app)
    dispatch.gather(made[1])
    return made


def pressed(data):
    query = {"id": "1", "from": PERSON, "chat_instance": "7", "data": data}
    return Update.de_json({"update_id": 1, "callback_query": query}, None)


def said(app, text, chat, kind="message", command=True):
    message = {"message_id": 1, "date": 1, "from": PERSON, "chat": chat, "text": text}
    if command:
        length = len(text.partition(" ")[0])
        message["entities"] = [{"type": "bot_command", "offset": 0, "length": length}]
    return Update.de_json({"update_id": 1, kind: message}, app.bot)


def owner(app, update):
    """Whose it is: the handler's callback, and what it made of the update."""
    for handler in app.handlers[0]:
        found = handler.check_update(update)
        if found is None or found is False:
            continue
        whose, made = found if isinstance(handler, dispatch.Router) else (handler, found)
        assert isinstance(whose, BaseHandler)
        return whose.callback.__module__, whose.callback.__qualname__, str(made)
    return None


TAGS = [kind.tag for kind in Button.__subclasses__() if hasattr(kind, "tag")]


@pytest.mark.parametrize("tag", [*TAGS, "zz9", "", ":"])
def test_by_tag(apps, tag):
    for data in (tag, f"{tag}:1", f"{tag}:1:x:y"):
        usual, ours = (owner(app, pressed(data)) for app in apps)
        assert usual == ours is not None


def test_the_places_that_lead_somewhere(apps):
    places = {
        data
        for handler in apps[0].handlers[0]
        for data in getattr(getattr(handler, "pattern", None), "drawn", ())
    }
    assert Go(where="help").pack() in places
    for data in itertools.chain(places, [Go(where="nowhere").pack(), None]):
        usual, ours = (owner(app, pressed(data)) for app in apps)
        assert usual == ours


def test_commands_by_their_names(apps):
    known = {
        name
        for handler in apps[0].handlers[0]
        if isinstance(handler, CommandHandler)
        for name in handler.commands
    }
    assert {"report", "start", "case", "bind", "cancel"} <= known
    for name, chat, kind in itertools.product(
        [*known, "unheard_of"], CHATS, ("message", "edited_message")
    ):
        for text in (
            f"/{name}",
            f"/{name.upper()} with words",
            f"/{name}@jubao_bot x",
            f"/{name}@other_bot",
        ):
            usual, ours = (owner(app, said(app, text, chat, kind)) for app in apps)
            assert usual == ours, text


@pytest.mark.parametrize("text", ["no command", "/report", "word /report", ""])
@pytest.mark.parametrize("chat", CHATS)
def test_words_that_are_no_command(apps, text, chat):
    usual, ours = (owner(app, said(app, text, chat, command=False)) for app in apps)
    assert usual == ours


def test_what_is_nothing_for_any_of_them_is_passed_over(apps):
    ours = [each for each in apps[1].handlers[0] if isinstance(each, dispatch.Router)]
    assert len(ours) == 2
    for found in ours:
        assert found.check_update(Update(1)) is None
        assert found.check_update("nothing") is None


def test_presses_and_commands_are_asked_for_first(apps):
    first, second, *others = apps[1].handlers[0]
    assert isinstance(first, dispatch.Router)
    assert isinstance(second, dispatch.Router)
    assert not any(isinstance(each, CallbackQueryHandler | CommandHandler) for each in others)
    assert len(others) > 3
