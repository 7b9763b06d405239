"""Every press and every command goes to its handler, as the library itself would give it."""

import itertools

import pytest
from telegram import Update, User
from telegram.ext import Application, CommandHandler, filters

from bot.intake import dispatch
from bot.runtime.application import MODULES
from handlers.core import presses
from handlers.core.router import GROUPS, PRIVATE, Router
from handlers.dialogs import handlers as dialogs
from handlers.groups.callbacks import AsMyself, SetTopics
from handlers.ui.callbacks import BindGroup, Go, SeeCase, TurnPage
from tests.support import buttons

PERSON = {"id": 7, "is_bot": False, "first_name": "Lin"}
CHATS = ({"id": 7, "type": "private"}, {"id": -70, "type": "supergroup", "title": "Unit"})


@pytest.fixture(scope="module")
def router():
    """What all subjects have registered."""
    made = Router()
    for room in MODULES:
        room.register(made)
    return made


@pytest.fixture(scope="module")
def app(router):
    """The library's application with our one handler, and then the library's own."""
    made = Application.builder().token("4242:no-token").updater(None).build()
    made.bot._bot_user = User(4242, "Jubao", is_bot=True, username="jubao_bot")
    dispatch.add_handlers(made, router, dialogs.on_unknown_press)
    return made


@pytest.fixture(scope="module")
def usual(router):
    """The same commands as handlers of the library's."""
    return [
        CommandHandler(name, handler, filters=filters.UpdateType.MESSAGE & where)
        for name, known in router.commands.items()
        for where, handler in known
    ]


def pressed(data, chat=CHATS[0]):
    message = {"message_id": 1, "date": 0, "chat": chat}
    query = {"id": "1", "from": PERSON, "chat_instance": "7", "data": data, "message": message}
    return Update.de_json({"update_id": 1, "callback_query": query}, None)


def said(app, text, chat, kind="message", command=True):
    message = {"message_id": 1, "date": 1, "from": PERSON, "chat": chat, "text": text}
    if command:
        length = len(text.partition(" ")[0])
        message["entities"] = [{"type": "bot_command", "offset": 0, "length": length}]
    return Update.de_json({"update_id": 1, kind: message}, app.bot)


def found(app, update):
    """What our one handler makes of an update."""
    return app.handlers[0][0].check_update(update)


def by_the_library(usual, update):
    """Whose a command is, and the words behind it, where the library is asked."""
    for handler in usual:
        if made := handler.check_update(update):
            return handler.callback, made[0]
    return None


KINDS = [kind for kind in buttons.kinds() if kind is not Go]


@pytest.mark.parametrize("kind", KINDS)
def test_a_press_goes_by_its_tag(app, router, kind):
    tag = kind.tag
    chat = CHATS[1] if router.where[tag] is GROUPS else CHATS[0]
    for data in (tag, f"{tag}:1", f"{tag}:1:x:y"):
        assert found(app, pressed(data, chat)) == (router.buttons[tag], None)


@pytest.mark.parametrize("data", ["zz9", "zz9:1", "", ":", ":1", None, "g1", "g1:", "g1:nowhere"])
def test_an_unknown_or_forged_press_has_one_answer(app, data):
    assert found(app, pressed(data)) == (dialogs.on_unknown_press, None)


@pytest.mark.parametrize("kind", KINDS)
def test_a_button_works_in_private_unless_its_handler_says_otherwise(app, router, kind):
    private, group = (found(app, pressed(f"{kind.tag}:1", chat))[0] for chat in CHATS)
    where = router.where[kind.tag]
    assert private is (router.buttons[kind.tag] if where is not GROUPS else presses.not_for_you)
    assert group is (router.buttons[kind.tag] if where is not PRIVATE else presses.not_for_you)


def test_few_buttons_work_in_a_group(router):
    assert {tag for tag, where in router.where.items() if where is not PRIVATE} == {
        kind.tag for kind in (BindGroup, SetTopics, AsMyself, TurnPage, SeeCase)
    }


@pytest.mark.parametrize("data", ["g1:help", "g1:nowhere", "zz9:1", ""])
def test_no_place_and_nothing_unknown_works_in_a_group_or_without_one(app, data):
    assert found(app, pressed(data, CHATS[1])) == (presses.not_for_you, None)
    nowhere = {"id": "1", "from": PERSON, "chat_instance": "7", "data": data}
    update = Update.de_json({"update_id": 1, "callback_query": nowhere}, None)
    assert found(app, update) == (presses.not_for_you, None)


def test_the_places_that_lead_somewhere(app, router):
    assert Go(where="help").pack() in router.places
    for data, handler in router.places.items():
        assert found(app, pressed(data)) == (handler, None)
        assert found(app, pressed(f"{data}:more")) == (dialogs.on_unknown_press, None)


def test_commands_by_their_names(app, router, usual):
    assert {"report", "start", "case", "bind", "cancel"} <= set(router.commands)
    for name, chat, kind in itertools.product(
        [*router.commands, "unheard_of"], CHATS, ("message", "edited_message")
    ):
        for text in (
            f"/{name}",
            f"/{name.upper()} with words",
            f"/{name}@jubao_bot x",
            f"/{name}@Jubao_Bot  x  y ",
            f"/{name}@other_bot",
            f"/{name}@jubao_bot@other_bot",
        ):
            update = said(app, text, chat, kind)
            assert found(app, update) == by_the_library(usual, update), text


@pytest.mark.parametrize("text", ["no command", "/report", "word /report", ""])
@pytest.mark.parametrize("chat", CHATS)
def test_words_that_are_no_command(app, text, chat):
    assert found(app, said(app, text, chat, command=False)) is None


def test_one_name_may_mean_something_else_in_a_group(app):
    private, group = (found(app, said(app, "/start", chat)) for chat in CHATS)
    assert private[0] is not group[0]


def test_what_is_nothing_for_it_is_passed_over(app):
    assert found(app, Update(1)) is None
    assert found(app, "nothing") is None


def test_the_librarys_own_handlers_come_after_it_in_their_order(app, router):
    first, *others = app.handlers[0]
    assert isinstance(first, dispatch.Dispatch)
    assert others == [handler for handler, group in router.others if group == 0]
    assert len(others) > 3


async def nobody(_update, _context):
    """A handler."""


def test_a_button_and_a_place_have_one_handler_each():
    router = Router()
    router.button(KINDS[0], nobody)
    with pytest.raises(AssertionError):
        router.button(KINDS[0], nobody)
    router.place("help", nobody)
    with pytest.raises(AssertionError):
        router.place("help", nobody)


def test_of_the_handlers_of_one_command_the_first_whose_chat_it_is_has_it(app):
    router = Router()
    router.command("both", nobody, GROUPS)
    router.command("both", dialogs.on_unknown_press, PRIVATE)
    private, group = (router.of_command(said(app, "/both", chat)) for chat in CHATS)
    assert (private, group) == (dialogs.on_unknown_press, nobody)
