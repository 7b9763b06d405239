"""Coming in: the welcome, help, languages, settings, privacy, menus, and what is sent astray."""

import orjson
import pytest

from bot.runtime.application import MODULES
from handlers import start_screens
from handlers.core import menus as commands
from handlers.core.router import Router


def menus(world):
    """(scope, chat, language) -> names of every menu that was set."""
    found = {}
    for name, given in world.telegram.sent:
        if name == "setMyCommands":
            scope = orjson.loads(given["scope"])
            key = (scope["type"], scope.get("chat_id"), given.get("language_code"))
            found[key] = [each["command"] for each in orjson.loads(given["commands"])]
    return found


def keyboard(person):
    """What stands below the text field of a private chat."""
    return person.world.telegram.chats[person.account].keyboard


async def test_start_says_what_this_is_and_whom_to_call_first(citizen, world):
    await citizen.says("/start")
    citizen.sees("start-welcome")
    citizen.sees("start-emergency", number="110")
    assert citizen.labels() == [
        "Report content",
        "My reports",
        "🆘 Somebody is in danger",
        "Look up a code",
        "Hotlines",
        "📖 How it works",
    ]


async def test_the_button_begins_a_report_below_the_welcome(citizen):
    await citizen.says("/start")
    await citizen.taps("Report content")
    citizen.sees("report-material-ask")
    citizen.saw("start-welcome")


async def test_what_was_begun_on_a_report_is_offered_again(citizen, world):
    await citizen.says("https://example.org/shop")
    for label in ("Fraud", "Fake bank", "Skip", "Region", "Changsha", "Submit report"):
        await citizen.taps(label)
    await citizen.taps("Add evidence")
    await citizen.says("/start")
    citizen.sees("start-unfinished")
    assert citizen.labels() == ["Continue", "Cancel"]
    await citizen.taps("Continue")
    citizen.sees("addition-content-ask")


async def test_help_lists_what_this_person_may_use(citizen, moderator, lead):
    for person, names in (
        (citizen, commands.CITIZENS),
        (moderator, (*commands.CITIZENS, *commands.STAFF)),
        (lead, (*commands.CITIZENS, *commands.STAFF, *commands.LEADS)),
    ):
        await person.says("/help")
        listed = {
            line.split(" ")[0] for line in person.last["text"].splitlines() if line[:1] == "/"
        }
        assert listed == {f"/{name}" for name in names}


async def test_help_names_the_tasks_above_their_commands(citizen, admin):
    await citizen.says("/help")
    citizen.sees("help-reports")
    assert citizen.words("help-cases") not in citizen.last["text"].splitlines()

    await admin.says("/help")
    groups = admin.last["text"].split("\n\n")
    network = next(each for each in groups if each.startswith(admin.words("help-network")))
    assert [line.split(" ")[0] for line in network.splitlines()[1:]] == [
        "/units",
        "/categories",
        "/hotline",
        "/pledge",
    ]
    assert max(len(each.splitlines()) for each in groups) < 8  # no wall of them


def test_every_command_is_listed_under_one_task():
    tasks = start_screens.CITIZENS_TASKS | start_screens.STAFF_TASKS
    listed = [name for names in tasks.values() for name in names]
    staff = (*commands.STAFF, *commands.CUSTODIANS, *commands.LEADS, *commands.ADMINS)
    assert sorted(listed) == sorted((*commands.CITIZENS, *staff))


async def test_a_language_is_chosen_and_kept(citizen, world):
    await citizen.says("/settings")
    citizen.sees("settings-language", language="English")
    await citizen.taps("Language")
    await citizen.taps("中文")
    catalog = world.jubao.services.words
    assert citizen.last["text"] == catalog.say("zh-Hans", "language-set")
    await citizen.says("/report")
    assert catalog.say("zh-Hans", "report-material-ask") in citizen.last["text"]


async def test_whose_language_is_not_spoken_finds_the_others_on_the_first_screen(world):
    other = world.person("Luc", "fr")
    catalog = world.jubao.services.words
    await other.says("/start")
    assert other.last["text"].startswith(catalog.say("zh-Hans", "language-offer"))
    assert catalog.say("en", "language-offer") in other.last["text"]
    assert {"中文", "English"} <= set(other.labels())

    await other.taps("English")
    assert catalog.say("en", "language-set") in other.last["text"]
    assert "Welcome. Here you can report" in other.last["text"]

    await other.says("/start")  # once chosen, it is not asked again
    assert "English" not in other.labels()


async def test_a_link_that_begins_a_report_offers_the_languages_too(world):
    other = world.person("Luc", "fr")
    await other.says("/start u_changsha")
    assert {"中文", "English"} <= set(other.labels())

    await other.taps("English")  # the question goes on, in words that they read
    assert "What would you like to report?" in other.last["text"]
    await other.says("https://example.org/shop")
    assert "What kind of content is it?" in other.last["text"]


async def test_nobody_is_asked_for_a_language_who_is_spoken_to_in_theirs(citizen):
    await citizen.says("/start")
    assert "中文" not in citizen.labels()
    assert citizen.words("language-offer") not in citizen.last["text"]


@pytest.mark.parametrize("how", ["/privacy", "the button"])
async def test_privacy_is_told_in_plain_words(citizen, how):
    if how == "/privacy":
        await citizen.says(how)
    else:
        await citizen.says("/settings")
        await citizen.taps("Privacy")
    citizen.sees("privacy-who")
    citizen.sees("privacy-choice")


async def test_each_question_about_privacy_has_a_message_of_its_own(citizen):
    await citizen.says("/privacy")
    assert len(citizen.last["text"]) < 500
    await citizen.taps("What we keep")
    citizen.sees("privacy-kept")
    citizen.sees("privacy-forget")
    await citizen.taps("Privacy")
    await citizen.taps("Your contact")
    citizen.sees("privacy-contact")


async def test_an_unknown_command_leaves_the_question_open(citizen):
    await citizen.says("/report")
    await citizen.says("/frobnicate")
    citizen.sees("command-unknown")
    citizen.sees("report-material-ask")


async def test_a_command_of_staff_tells_a_citizen_nothing(citizen):
    await citizen.says("/queue")
    citizen.sees("refusal-not-allowed")


async def test_an_edited_message_without_a_question_is_answered_kindly(citizen):
    await citizen.says("/start")
    message = next(m for m in citizen.chat if m.get("text") == "/start")
    await citizen.edits(message["message_id"], "hello again")
    citizen.sees("edited-unknown")


async def test_the_phones_keyboard_comes_when_asked_for_and_goes_when_used(citizen):
    await citizen.says("https://example.org/shop")
    for label in ("Fraud", "Fake bank", "Skip", "Contact", "Leave contact"):
        await citizen.taps(label)
    press = citizen.data("Share my phone number")
    await citizen.presses(*press)
    citizen.sees("report-contact-share")
    [[key]] = keyboard(citizen)["keyboard"]
    assert key["request_contact"]
    await citizen.shares_phone("8613800138000")
    assert keyboard(citizen) is None
    citizen.saw("contact-kept")
    citizen.sees("report-review-ask")
    assert "+8613800138000" in citizen.texts(1)
    assert await citizen.presses(*press) == citizen.words("answer-stale")


async def test_menus_are_published_for_everybody_in_every_language(world):
    await commands.publish(world.jubao.app.bot, world.jubao.services)
    found = menus(world)
    for language in (None, "zh", "en"):
        assert found["all_private_chats", None, language] == list(commands.CITIZENS)
    told = [given for name, given in world.telegram.sent if name == "setMyShortDescription"]
    assert [each.get("language_code") for each in told] == [None, "zh", "en"]


async def test_the_menu_of_staff_is_their_own(world, lead, citizen):
    await citizen.says("/start")
    found = menus(world)
    assert found["chat", lead.account, None] == [
        *commands.STAFF,
        *commands.LEADS,
        *commands.CITIZENS,
    ]
    assert ("chat", citizen.account, None) not in found


def test_every_command_of_the_menus_is_there_and_nothing_else_is_promised(world):
    router = Router()
    for room in MODULES:
        room.register(router)
    there = set(router.commands)
    told = {
        *commands.CITIZENS,
        *commands.STAFF,
        *commands.CUSTODIANS,
        *commands.LEADS,
        *commands.ADMINS,
        *commands.GROUP,
    }
    assert told == there
