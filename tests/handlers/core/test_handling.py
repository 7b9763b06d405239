"""What becomes of an update: one object, made by its worker, found by whoever handles it."""

import pytest
from telegram import Update
from telegram.ext import Application, ContextTypes

from handlers.core.context import Context
from handlers.core.handling import Handling
from handlers.core.services import Services
from usecases.session import StoredUpdate


@pytest.fixture
def app(profile):
    services = Services(db=None, words=None, profile=profile, now=lambda: 0, read_file=None)
    types = ContextTypes(context=Context, bot_data=lambda: services)
    return Application.builder().token("1:x").updater(None).context_types(types).build()


def test_handlers_and_error_handlers_of_an_update_share_its_object(app):
    mine, other = Handling(receipt=StoredUpdate(1, 7)), Handling(receipt=StoredUpdate(1, 8))
    with app.bot_data.at_work.entered(7, mine), app.bot_data.at_work.entered(8, other):
        handler = Context.from_update(Update(7), app)
        on_error = Context.from_error(Update(7), RuntimeError(), app)
        assert handler.handling is on_error.handling is mine
        assert Context.from_update(Update(8), app).handling is other


def test_nothing_is_kept_of_an_update_that_is_over(app):
    with pytest.raises(RuntimeError), app.bot_data.at_work.entered(7, Handling()):
        raise RuntimeError
    assert not app.bot_data.at_work.by_id
    assert Context.from_update(Update(7), app).handling == Handling()


def test_the_receipt_is_owed_until_the_first_use_case_has_acted():
    handling = Handling(receipt=StoredUpdate(1, 7))
    assert handling.unacted_update == StoredUpdate(1, 7)
    handling.has_acted()
    assert handling.unacted_update is None
    assert (handling.acted, handling.repeated) == (True, False)


def test_an_update_that_came_again_has_acted():
    handling = Handling()
    handling.was_done_before()
    assert (handling.acted, handling.repeated) == (True, True)
