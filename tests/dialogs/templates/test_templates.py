"""Texts kept ready: written by the lead, offered where they fit, read before they are used."""

import pytest

from domain.clocks.deadlines import calendar_deadline
from domain.network.people import Role
from domain.status import Status
from domain.template import Template
from handlers.dialogs.callbacks import MoreTemplates, ReadTemplate
from handlers.templates.callbacks import (
    AddTemplate,
    ChangeTemplate,
    DropSurely,
    SeeTemplate,
    TemplatesOf,
    UseTemplate,
)
from storage.audit import journal
from storage.cases import templates
from storage.engine.tables import reports
from tests.dialogs.moderation.test_casework import accepts, files, newest, now
from tests.dialogs.reporting.test_talk import alias, opens, two
from tests.dialogs.test_hostile import HOSTILE
from tests.support.decisions import refuses
from tests.support.life import NOON

PLACE = "Which account in case {number} of {unit}? Please answer by {due}."


async def keeps(world, title, body="We are on it.", **changes):
    """A unit's text, there before anybody looks."""
    base = {"id": 0, "unit": "changsha", "verb": "ask", "locale": "en", "written_at": 1}
    template = Template(**{**base, "title": title, "body": body, **changes})
    return await world.db.run(templates.add, template, by="somebody")


async def adds(person, title, body, *, verb="Ask reporter", language="English"):
    """A lead writes a text down."""
    await person.says("/templates")
    await person.taps("Changsha Internet")
    await person.taps("Add a reply")
    await person.taps(verb)
    await person.taps(language)
    await person.says(title)
    await person.says(body)


async def test_a_lead_keeps_a_text_and_a_moderator_uses_it(world, citizen, moderator, lead):
    case = await files(world, citizen)
    await adds(lead, "Which account", PLACE)
    lead.sees("template-added")
    assert PLACE in lead.texts(1)

    await moderator.taps_on_card("Ask reporter")
    await moderator.taps("Which account")
    filled = (
        f"Which account in case {case.number} of Changsha Internet Information Office? "
        "Please answer by Wednesday 9 Dec 23:59."
    )
    assert filled in newest(moderator)
    assert filled not in citizen.texts()
    assert (await now(world, case)).status is Status.SUBMITTED

    await moderator.taps("Use this reply")
    assert filled in citizen.texts()
    assert (await now(world, case)).status is Status.NEEDS_INFO


async def test_a_text_that_was_read_may_be_left_for_ones_own_words(world, citizen, moderator):
    await keeps(world, "Which account", "Which account?")
    await files(world, citizen)
    await moderator.taps_on_card("Ask reporter")
    await moderator.taps("Which account")
    await moderator.taps("Write my own")
    moderator.sees("ask-question-ask")
    await moderator.says("Which shop?")

    assert "Which shop?" in citizen.texts()
    assert "Which account?" not in citizen.texts()


async def test_own_words_typed_while_a_text_is_read_are_what_is_sent(world, citizen, moderator):
    await keeps(world, "Which account", "Which account?")
    await files(world, citizen)
    await moderator.taps_on_card("Ask reporter")
    await moderator.taps("Which account")
    await moderator.says("Which shop?")

    assert "Which shop?" in citizen.texts()
    assert "Which account?" not in citizen.texts()


async def test_texts_are_offered_at_their_own_question_alone(world, citizen, moderator):
    await keeps(world, "To ask", verb="ask")
    await keeps(world, "To tell", verb="tell")
    await keeps(world, "To refuse", verb="refuse")
    await files(world, citizen)

    await moderator.taps_on_card("Do not accept")
    await moderator.taps("Change the words")
    assert not [label for label in moderator.labels() if "To" in label]
    await moderator.taps("Not our responsibility")
    assert [label for label in moderator.labels() if "📄" in label] == ["📄 To refuse"]
    await moderator.taps("Cancel")
    await moderator.taps_on_card("Tell reporter")
    assert [label for label in moderator.labels() if "📄" in label] == ["📄 To tell"]


@pytest.mark.soak
async def test_the_words_of_a_decision_are_the_feedbacks_not_the_facts(world, citizen, moderator):
    await keeps(world, "It is gone", "The shop was removed.", verb="decide")
    await files(world, citizen)
    await accepts(moderator)
    await moderator.taps_on_card("Start checking")
    await moderator.taps_on_card("Decide")
    await moderator.taps("Removed by the unit itself")
    await moderator.taps("I saw it myself")
    await moderator.taps("Change facts")
    moderator.sees("decide-facts-ask")
    assert "📄 It is gone" not in moderator.labels()
    await moderator.says("a copy of a bank's site")
    await moderator.taps("Change words")
    await moderator.taps("It is gone")
    await moderator.taps("Use this reply")
    moderator.sees("decide-sure-ask")
    await moderator.taps("Send")

    assert "The shop was removed." in newest(moderator)


@pytest.mark.soak
async def test_the_reason_of_a_transfer_may_be_a_text_kept_ready(world, citizen, moderator):
    await keeps(world, "Yours", "{number} is yours: {category}.", verb="transfer")
    case = await files(world, citizen)
    await moderator.taps_on_card("Transfer")
    await moderator.says("hengyang")
    await moderator.taps("Yours")
    await moderator.taps("Use this reply")

    moved = await now(world, case)
    assert moved.unit == "hengyang"


async def test_the_reporters_language_comes_first_then_the_nearest_unit(world, citizen, moderator):
    await keeps(world, "from above", unit="hunan")
    await keeps(world, "auf Chinesisch", locale="zh-Hans")
    await keeps(world, "from here")
    await keeps(world, "from elsewhere", unit="hengyang")
    await files(world, citizen)
    await moderator.taps_on_card("Ask reporter")

    shown = [label for label in moderator.labels() if "📄" in label]
    assert [label.split(" · ")[0] for label in shown] == [
        "📄 from here",
        "📄 from above",
        "📄 auf Chinesisch",
    ]
    assert shown[-1].endswith("中文")


@pytest.mark.soak
async def test_whoever_is_written_to_decides_the_language(world, citizen, moderator):
    other = world.person("梅", "zh-hans")
    await keeps(world, "english")
    await keeps(world, "chinese", locale="zh-Hans")
    case = await two(world, citizen, other)
    await world.db.run(speaks, 2, "zh-Hans")
    await opens(moderator, case)
    await moderator.taps_on_card("Ask reporter")
    await moderator.taps(f"Reporter {await alias(world, 2)}")

    first = next(label for label in moderator.labels() if "📄" in label)
    assert first.startswith("📄 chinese")


def speaks(tx, report_id, locale):
    tx.execute(reports.update().where(reports.c.id == report_id).values(locale=locale))


@pytest.mark.soak
async def test_the_places_are_filled_in_in_the_language_of_the_text(world, citizen, moderator):
    await keeps(world, "中文提问", "请在{due}前答复{unit}。", locale="zh-Hans")
    await files(world, citizen)
    await moderator.taps_on_card("Ask reporter")
    await moderator.taps("中文提问")

    chinese = world.jubao.services.localizer("zh-Hans")
    until = chinese.when(calendar_deadline(chinese.profile.calendar, NOON, days=14))
    assert f"请在{until}前答复{chinese.unit('changsha')}。" in newest(moderator)
    assert "Changsha Internet" not in newest(moderator)


@pytest.mark.soak
async def test_more_texts_than_fit_are_turned_page_by_page_and_begin_again(
    world, citizen, moderator
):
    for number in range(10):
        await keeps(world, f"text {number}")
    await files(world, citizen)
    await moderator.taps_on_card("Ask reporter")
    pages = []
    for _ in range(3):
        pages.append([label for label in moderator.labels() if "📄 text" in label])
        await moderator.taps("More replies")

    assert [len(page) for page in pages] == [8, 2, 8]
    assert pages[0] == pages[2]
    await moderator.says("Which shop?")
    assert "Which shop?" in citizen.texts()


@pytest.mark.soak
async def test_a_text_that_names_a_date_is_not_used_where_none_is_due(world, citizen, moderator):
    await keeps(world, "By then", "You hear by {due}.", verb="tell")
    await files(world, citizen)
    await refuses(moderator, "Not our responsibility", "Not ours.")
    await moderator.taps_on_card("Tell reporter")

    said = await moderator.taps("By then")
    assert said == moderator.words("template-without-due")
    assert "You hear by" not in citizen.texts()


async def test_a_text_changed_since_it_was_read_has_to_be_read_again(world, citizen, moderator):
    kept = await keeps(world, "Which account", "Which account?")
    await files(world, citizen)
    await moderator.taps_on_card("Ask reporter")
    await moderator.taps("Which account")
    change = {"title": "Which account", "body": "Send me money.", "by": "x", "now": 9}
    await world.db.run(templates.change, kept.id, **change)

    said = await moderator.taps("Use this reply")
    assert said == moderator.words("template-changed-since")
    assert "Send me money." not in citizen.texts()


async def test_a_text_deleted_since_is_said_kindly(world, citizen, moderator):
    kept = await keeps(world, "Which account", "Which account?")
    await files(world, citizen)
    await moderator.taps_on_card("Ask reporter")
    offered = moderator.data("Which account")
    await moderator.presses(*offered)
    await world.db.run(templates.drop, kept.id)

    assert await moderator.taps("Use this reply") == moderator.words("template-gone")
    assert await moderator.presses(*offered) == moderator.words("template-gone")


async def test_a_lead_changes_a_text_in_part_and_deletes_it_after_a_second_question(
    world, lead, moderator
):
    await adds(lead, "Which acount", "Which account?")
    await lead.taps("Change")
    await lead.says("Which account")
    lead.sees("templates-body-ask")
    await lead.taps("Skip")
    lead.sees("template-changed")
    assert "Which account?" in lead.texts(1)

    await lead.taps("Delete")
    lead.sees("templates-drop-ask", title="Which account")
    await lead.taps("All saved replies")
    await lead.taps("Which account")
    await lead.taps("Delete")
    await lead.taps("Yes, delete")
    lead.sees("templates-none")
    written = [(e.verb, e.reason) for e in await world.db.run(journal.of_case, 0)]
    assert [reason for verb, reason in written if verb == "templates"] == [
        "added: Which acount",
        "changed: Which account",
        "dropped: Which account",
    ]


async def test_a_place_that_cannot_be_filled_in_is_refused_kindly_and_nothing_is_lost(world, lead):
    await adds(lead, "Dear", "Dear {name}, {unit} is on it. {whoever}")
    lead.sees(
        "template-place-unknown",
        unknown="{name}, {whoever}",
        known="{number}, {unit}, {category}, {due}",
    )
    lead.sees("templates-body-ask")
    await lead.says("{unit} is on it.")
    lead.sees("template-added")


@pytest.mark.parametrize("kind", [kind for kind in HOSTILE if kind != "long"])
async def test_hostile_texts_are_shown_as_they_are_and_break_nothing(
    world, citizen, moderator, lead, kind
):
    text = HOSTILE[kind].encode("utf-8", "replace").decode().replace("\x00", "")
    text = f"x {text}" if text.startswith("/") else text  # else it is a command, and no title
    if kind in {"fluent", "format"}:  # their braces are places nobody could fill in
        await adds(lead, "hostile", text[:1800])
        assert lead.words("template-added") not in lead.texts()
        text = text.replace("{", "(").replace("}", ")")
        await lead.says(text[:1800])
    else:
        await adds(lead, text[:60], text[:1800])
    lead.sees("template-added")
    await files(world, citizen)
    await moderator.taps_on_card("Ask reporter")
    label = next(label for label in moderator.labels() if "📄" in label)
    assert "\u202e" not in label
    await moderator.taps(label)
    await moderator.taps("Use this reply")

    for person in (citizen, moderator, lead):
        assert person.words("error-bug", reference="")[:30] not in person.texts()
    asked = [m for m in citizen.chat if citizen.words("standing-question") in m.get("text", "")]
    kinds = {entity["type"] for message in asked for entity in message.get("entities", [])}
    assert "text_link" not in kinds


async def test_a_moderator_reads_what_there_is_and_changes_nothing(world, moderator, lead):
    kept = await keeps(world, "Which account", PLACE)
    await moderator.says("/templates")
    assert "Add a reply" not in moderator.labels()
    await moderator.taps("Which account")
    assert PLACE in newest(moderator)
    assert "Change" not in moderator.labels()

    message = moderator.last["message_id"]
    for forged in (
        AddTemplate(unit="changsha"),
        ChangeTemplate(template_id=kept.id),
        DropSurely(template_id=kept.id),
    ):
        said = await moderator.presses(message, forged.pack())
        assert said == moderator.words("refusal-not-allowed")
    assert await world.db.run(templates.get, kept.id) is not None


async def test_citizens_and_colleagues_elsewhere_see_nothing(world, citizen, moderator):
    kept = await keeps(world, "Which account", PLACE)
    elsewhere = await world.staff("Tan", Role.LEAD, unit="hengyang")
    await citizen.says("/templates")
    citizen.sees("refusal-not-allowed")
    for person, forged in (
        (citizen, TemplatesOf(unit="changsha", start=0)),
        (citizen, SeeTemplate(template_id=kept.id)),
        (elsewhere, TemplatesOf(unit="changsha", start=0)),
        (elsewhere, SeeTemplate(template_id=kept.id)),
        (elsewhere, DropSurely(template_id=kept.id)),
        (elsewhere, TemplatesOf(unit="moon", start=-5)),
    ):
        await person.says("/help")
        said = await person.presses(person.last["message_id"], forged.pack())
        assert said in {
            person.words(key) for key in ("refusal-not-allowed", "template-gone", "unit-unknown")
        }
        assert PLACE not in person.texts()


async def test_a_form_is_answered_by_nobody_elses_press(world, citizen, moderator, colleague):
    kept = await keeps(world, "Which account", "Which account?")
    case = await files(world, citizen)
    await moderator.taps_on_card("Ask reporter")
    await moderator.taps("Which account")
    _, data = moderator.data("Use this reply")
    use = UseTemplate.parse(data)
    await colleague.says("/help")
    for forged in (
        use,
        ReadTemplate(draft=use.draft, template_id=kept.id),
        MoreTemplates(draft=use.draft, start=0),
        UseTemplate(draft="0" * 16, template_id=kept.id, seen=1),
    ):
        said = await colleague.presses(colleague.last["message_id"], forged.pack())
        assert said == colleague.words("answer-nothing-asked")
        assert "/report" not in said  # a form of casework is no report
    assert (await now(world, case)).status is Status.SUBMITTED


async def test_a_lead_above_keeps_texts_for_all_units_below(world, citizen, moderator):
    above = await world.staff("Peng", Role.LEAD, unit="hunan")
    await above.says("/templates")
    await above.taps("Hunan Internet")
    await above.taps("Add a reply")
    await above.taps_on_card("Ask reporter")
    await above.taps("English")
    await above.says("For everybody")
    await above.says("Which account?")
    await files(world, citizen)
    await moderator.taps_on_card("Ask reporter")

    assert "📄 For everybody" in moderator.labels()


@pytest.mark.soak
async def test_there_is_an_end_to_how_many_texts_a_unit_keeps(world, lead):
    for number in range(200):
        await keeps(world, f"text {number}")
    await lead.says("/templates")
    await lead.taps("Changsha Internet")
    said = await lead.taps("Add a reply")
    assert said == lead.words("template-too-many", most=200)
    await lead.taps("Next")
    assert "‹ Previous" in lead.labels()


async def test_the_command_stands_in_the_staffs_menu(world, moderator):
    await moderator.says("/help")
    assert f"/templates – {moderator.words('command-templates')}" in moderator.texts(1)
