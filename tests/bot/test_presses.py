"""Every press goes to the handler that the library would have found."""

import itertools

import pytest
from telegram import Update
from telegram.ext import Application, CallbackQueryHandler

from bot import presses
from bot.application import ROOMS
from handlers.buttons import Button, Go


@pytest.fixture(scope="module")
def apps():
    """The library's own way of asking, and ours, of the same handlers."""
    made = [Application.builder().token("4242:no-token").updater(None).build() for _ in range(2)]
    for app in made:
        for room in ROOMS:
            room.register(app)
    presses.gather(made[1])
    return made


def pressed(data):
    person = {"id": 7, "is_bot": False, "first_name": "Lin"}
    query = {"id": "1", "from": person, "chat_instance": "7", "data": data}
    return Update.de_json({"update_id": 1, "callback_query": query}, None)


def callback(app, update):
    for handler in app.handlers[0]:
        found = handler.check_update(update)
        if found is None or found is False:
            continue
        owner = found[0] if isinstance(handler, presses.Presses) else handler
        assert isinstance(owner, CallbackQueryHandler)
        return owner.callback
    return None


TAGS = [kind.tag for kind in Button.__subclasses__() if hasattr(kind, "tag")]


@pytest.mark.parametrize("tag", [*TAGS, "zz9", "", ":"])
def test_by_tag(apps, tag):
    for data in (tag, f"{tag}:1", f"{tag}:1:x:y"):
        usual, ours = (callback(app, pressed(data)) for app in apps)
        assert (usual.__qualname__, usual.__module__) == (ours.__qualname__, ours.__module__)


def test_the_places_that_lead_somewhere(apps):
    places = {
        data
        for handler in apps[0].handlers[0]
        for data in getattr(getattr(handler, "pattern", None), "drawn", ())
    }
    assert Go(where="help").pack() in places
    for data in itertools.chain(places, [Go(where="nowhere").pack(), None]):
        usual, ours = (callback(app, pressed(data)) for app in apps)
        assert usual.__qualname__ == ours.__qualname__


def test_what_is_no_press_is_passed_over(apps):
    [ours] = [each for each in apps[1].handlers[0] if isinstance(each, presses.Presses)]
    assert ours.check_update(Update(1)) is None
    assert ours.check_update("nothing") is None
