import ast
import io
import json
import logging
import re
import warnings
from enum import StrEnum
from pathlib import Path

import pytest
import structlog
from sqlalchemy import create_engine, text
from sqlalchemy.exc import OperationalError
from telegram import Chat, Message, Update, User

from bot.core.logs import LIBRARIES, PERSONAL, WITHHELD, set_up
from storage.crypto.encryption import KeyRing
from tests.support.processes import ROOT

CANARY = "kanarienvogel"
TOKEN = "4242:AAcanary-canary_canary-canary_canary"
SECRETS = (TOKEN, "the webhook's secret")


@pytest.fixture(params=["console", "json"])
def log(request):
    """The log as it is written, in both forms; everything is set back afterwards."""
    root = logging.getLogger()
    loggers = [root, *map(logging.getLogger, ("jubao", *LIBRARIES))]
    levels, handlers = [logger.level for logger in loggers], list(root.handlers)
    before = structlog.get_config()
    stream = io.StringIO()
    set_up(level="info", form=request.param, secrets=SECRETS, stream=stream)
    yield stream
    logging.captureWarnings(capture=False)
    structlog.configure(**before)
    root.handlers[:] = handlers
    for logger, level in zip(loggers, levels, strict=True):
        logger.setLevel(level)


@pytest.fixture
def ours():
    return structlog.get_logger("jubao.test")


def test_a_line_says_when_where_how_grave_and_what(log, ours):
    ours.warning("telegram-unavailable", error="TimedOut", again_in=5.0)
    line = log.getvalue()
    assert re.search(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d+Z", line)
    for part in ("warning", "jubao.test", "telegram-unavailable", "TimedOut", "5.0"):
        assert part in line


def test_a_json_line_is_one_json_object(log, ours):
    set_up(form="json", stream=log)
    ours.info("ready", places=(Path("data"), None, True, 3))
    ours.info("ready", places=())
    line, _ = map(json.loads, log.getvalue().splitlines())
    assert line["event"] == "ready"
    assert line["places"] == ["data", None, True, 3]


def test_a_handler_that_somebody_adds_sees_no_more_than_ours(log, ours, caplog):
    ours.error("bug", text=CANARY, seen=f"'{CANARY}' {TOKEN}", exc_info=ValueError(f"'{CANARY}'"))
    assert "ValueError" in caplog.text
    assert CANARY not in caplog.text
    assert TOKEN not in caplog.text


@pytest.mark.parametrize("field", sorted(PERSONAL))
def test_a_field_that_holds_what_people_say_or_are_never_gets_through(log, ours, field):
    ours.error("bug", **{field: CANARY, "inside": {field.upper(): [CANARY]}})
    assert CANARY not in log.getvalue()
    assert log.getvalue().count(WITHHELD) == 2


def test_the_fields_of_the_brief_are_among_them():
    assert {"text", "caption", "contact", "phone", "email", "body", "answers"} <= PERSONAL


@pytest.mark.parametrize(
    "value",
    [
        TOKEN,
        TOKEN.replace(":", "%3A"),
        f"https://api.telegram.org/bot{TOKEN}/getMe",
        f"no address: /file/bot{TOKEN}/photos/1.jpg",
        "5353:AnotherBotsTokenThatNobodyToldTheLogOf",
        "the webhook's secret",
        KeyRing.new(),
        f"{KeyRing.new()},{KeyRing.new('k2')}",
        f"where ('{CANARY}', \"{CANARY}\") stood",
        f'{{"text":"{CANARY} isn\'t \\" here"}}',
        repr({"text": f"it's {CANARY}"}),
        f"{CANARY}@mail.example",
        f"https://{CANARY}.example/page?id=1",
        f"hxxps://{CANARY}",
        "call +86 138-0013-8000 now",
        "13800138000",
        "K7F3-9QWM-2XTA",
        ["x", {"deep": f"'{CANARY}'"}],
        {f"'{CANARY}'": 1},
        ValueError(f"bad: '{CANARY}'"),
        CANARY.encode(),
        Update(1, Message(1, None, Chat(138001380, "private", title=CANARY), text=CANARY)),
        User(138001380, CANARY, is_bot=False),
    ],
    ids=lambda value: type(value).__name__,
)
def test_a_canary_in_any_value_stays_inside(log, ours, value):
    ours.error("bug", seen=value)
    logging.getLogger("elsewhere").error("seen %s", value)
    ours.error("bug", nested=[{"seen": value}])
    written = log.getvalue()
    assert written.count("bug") == 2
    for canary in (CANARY, "AAcanary", "AnotherBots", "webhook's secret", "9QWM"):
        assert canary not in written
    for number in ("13800138000", "138-0013-8000", "138001380"):
        assert number not in written
    assert not re.search(r"[A-Za-z0-9+/]{43}=", written)


def test_the_harmless_gets_through(log, ours):
    class Kind(StrEnum):
        CARD = "card"

    ours.info("sent", kind=Kind.CARD, update_id=987654321, seconds=0.25, said="can't be edited")
    for part in ("card", "987654321", "0.25", "can't be edited"):
        assert part in log.getvalue()


def test_an_error_keeps_its_places_and_loses_what_it_quotes(log, ours):
    def read(words):
        return int(words)

    try:
        try:
            read(CANARY)
        except ValueError as first:
            first.add_note(f"while reading '{CANARY}'")
            raise RuntimeError(f"bot{TOKEN} got https://{CANARY}.example") from first
    except RuntimeError:
        ours.exception("update-unreadable")
    written = log.getvalue()
    for part in ("in read", "return int(words)", "ValueError: invalid literal", "RuntimeError"):
        assert part in written
    assert written.index("ValueError") < written.index("RuntimeError")
    assert CANARY not in written
    assert "AAcanary" not in written


def test_an_error_is_cleaned_whichever_way_it_is_handed_over(log, ours):
    error = ValueError(f"'{CANARY}'")
    ours.error("given", exc_info=error)
    ours.error("triple", exc_info=(ValueError, error, None))
    ours.error("none", exc_info=True)
    logging.getLogger("elsewhere").error("foreign", exc_info=error)
    assert log.getvalue().count("ValueError") == 3
    assert CANARY not in log.getvalue()


def test_errors_that_came_together_are_all_told(log, ours):
    together = ExceptionGroup("tasks", [KeyError(CANARY), OSError(28, "No space left")])
    ours.error("bug", exc_info=together)
    for part in ("ExceptionGroup", "KeyError", "OSError", "No space left"):
        assert part in log.getvalue()
    assert CANARY not in log.getvalue()


def test_an_error_that_is_its_own_cause_is_told_once(log, ours):
    one, other = ValueError("one"), ValueError("other")
    one.__cause__, other.__cause__ = other, one
    ours.error("bug", exc_info=one)
    assert log.getvalue().count("ValueError: o") == 2


def test_what_a_statement_was_given_does_not_come_out_with_its_error(log, ours):
    engine = create_engine("sqlite://")
    try:
        with engine.connect() as connection:
            connection.execute(text("SELECT * FROM nowhere WHERE word = :word"), {"word": CANARY})
    except OperationalError:
        ours.exception("updates-not-stored")
    finally:
        engine.dispose()
    assert "no such table: nowhere" in log.getvalue()
    assert CANARY not in log.getvalue()


@pytest.mark.parametrize("name", ["httpx", "aiohttp.access", "telegram.ext", "sqlalchemy.engine"])
def test_libraries_speak_from_warnings_on_and_through_the_same_chain(log, name):
    library = logging.getLogger(name)
    library.info("HTTP Request: POST https://api.telegram.org/bot%s/sendMessage", TOKEN)
    assert log.getvalue() == ""
    library.warning("HTTP Request: POST https://api.telegram.org/bot%s/sendMessage", TOKEN)
    assert name in log.getvalue()
    assert "warning" in log.getvalue()
    assert "AAcanary" not in log.getvalue()


def test_the_library_s_report_of_an_unreadable_update_shows_nobody_s_words(log):
    update = {"update_id": 1, "message": {"text": f"it's {CANARY}", "caption": CANARY}}
    logging.getLogger("telegram.Bot").critical(
        "Error while parsing updates! Received data was %r", [update]
    )
    assert "Error while parsing updates" in log.getvalue()
    assert CANARY not in log.getvalue()


def test_a_python_warning_is_a_line_like_any_other(log):
    with warnings.catch_warnings():
        warnings.simplefilter("always")
        logging.captureWarnings(capture=True)  # what pytest has put in its place
        warnings.warn(f"token {TOKEN}", stacklevel=1)
        logging.captureWarnings(capture=False)
    assert "py.warnings" in log.getvalue()
    assert "AAcanary" not in log.getvalue()


def test_what_is_below_the_level_is_not_written(log, ours):
    ours.debug("detail")
    assert log.getvalue() == ""
    set_up(level="debug", stream=log)
    ours.debug("detail")
    assert "detail" in log.getvalue()


def test_a_password_too_short_to_be_one_does_not_blot_out_the_log(log, ours):
    set_up(secrets=["a", "", "long enough"], stream=log)
    ours.info("ready", said="a b long enough")
    assert "a b <secret>" in log.getvalue()


@pytest.mark.parametrize("sign", ['"', "1", "a", "1:", "a@", "+1"])
def test_megabytes_that_somebody_sent_do_not_fill_the_log_nor_stop_it(log, ours, sign):
    ours.error("bug", seen=sign * 1_000_000)
    assert len(log.getvalue()) < 4000


def test_a_quotation_without_an_end_is_withheld_to_the_end(log, ours):
    ours.error("bug", seen="cannot read 'she lives in Wuyi Road and so on")
    assert "cannot read <…>" in log.getvalue()
    assert "Wuyi" not in log.getvalue()


def test_of_a_list_without_end_the_first_values_are_logged(log, ours):
    ours.error("bug", seen=["value"] * 100_000)
    assert len(log.getvalue()) < 4000


def test_a_secret_cut_in_two_does_not_show_its_first_half(log):
    set_up(secrets=["s3cret-password"], stream=log)
    text = "s3cret-password" * 1000
    structlog.get_logger("jubao.x").error("bug", seen=text)
    assert "s3cret" not in log.getvalue()


HARMLESS = {
    *("exc_info", "error", "why", "said", "kind", "job", "status", "reference", "bot", "hash"),
    *("after", "again_in", "erased", "entries", "files", "first", "handed_over", "notices"),
    *("replies", "readers", "times", "tries", "unit", "units", "update_id", "updates", "waiting"),
    *("failure", "what", "over", "admins", "help", "kept", "path", "addressee", "difference"),
    "means",
}
"""Fields whose values are ours: names of things, counts, moments."""


def test_every_field_that_is_ever_logged_is_withheld_or_known_to_be_harmless():
    """A new field stops here: is what it holds something that a person said, or who they are?"""
    logged = {
        (path.name, keyword.arg)
        for room in ("bot", "handlers", "usecases", "storage")
        for path in (ROOT / room).rglob("*.py")
        for call in ast.walk(ast.parse(path.read_text()))
        if isinstance(call, ast.Call)
        and isinstance(call.func, ast.Attribute)
        and isinstance(call.func.value, ast.Name)
        and call.func.value.id == "log"
        for keyword in call.keywords
    }
    assert len(logged) > 20
    assert {each for each in logged if each[1] not in HARMLESS | PERSONAL} == set()
