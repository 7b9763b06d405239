"""Shipped texts that a unit changes, and macros: a text with the decision that it is said for."""

import pytest

from domain.network.people import Role
from domain.status import Status
from domain.template import SUBJECTS, Template, TextKind, kinds_of
from handlers.templates.callbacks import AddMacro, ChangeReady, ReadyTexts, ShippedAgain, UseMacro
from storage.audit import journal
from storage.cases import decisions, templates
from tests.dialogs.moderation.test_casework import accepts, files, newest, now
from tests.dialogs.moderation.test_few_taps import reads, ready
from tests.dialogs.network.test_network import open_card
from tests.support.counting import counting
from tests.support.decisions import writes

CHANGSHA = "Changsha Internet"


async def entries(world, verb="templates"):
    found = await world.db.run(journal.of_case, 0)
    return [entry.reason for entry in found if entry.verb == verb]


async def opens(person, *labels):
    await person.says("/templates")
    if CHANGSHA in " ".join(person.labels()):  # whoever has one unit is not asked for it
        await person.taps(CHANGSHA)
    for label in labels:
        await person.taps(label)


async def test_a_unit_writes_its_own_text_for_a_reason_and_goes_back_to_the_shipped_one(
    world, citizen, moderator, lead
):
    await opens(lead, "📋 Ready texts", "Cannot be found")
    shipped = ready(lead, "not_located")
    assert shipped in newest(lead)
    assert ready(lead, "not_located", locale="zh-Hans") in newest(lead)
    await lead.taps("Change · English")
    lead.sees("templates-words-ask")
    assert shipped in newest(lead)
    await lead.says("Dear {name}, write to {unit}.")
    lead.sees(
        "template-place-unknown",
        unknown="{name}",
        known="{number}, {unit}, {category}, {elsewhere}, {seen}",
    )
    await lead.says("Write to {unit} or {elsewhere}.")
    lead.sees("template-changed")
    lead.sees("ready-text-own")
    await lead.taps("‹ All ready texts")
    assert "✏️ Cannot be found" in lead.labels()

    await files(world, citizen)
    await moderator.taps("Do not accept")
    own = "Write to Changsha Internet Information Office or the hotline 96110."
    assert own in newest(moderator)
    reads(world)
    await moderator.taps("Cannot be found")
    assert own in citizen.texts()

    await lead.taps("✏️ Cannot be found")
    await lead.taps("Change · English")  # changed once more: there is still one
    await lead.says("Write to {unit}.")
    assert len(await world.db.run(templates.of_results, ("changsha",))) == 1
    await lead.taps("Shipped text · English")
    lead.sees("template-shipped-again")
    assert shipped in newest(lead)
    case = await files(world, citizen)
    await open_card(moderator, case)
    await moderator.taps("Do not accept")
    assert shipped in newest(moderator)
    assert await entries(world) == [
        "added: not_located words en",
        "changed: not_located words en",
        "dropped: not_located words en",
    ]


async def test_what_was_shown_is_what_is_sent_though_the_text_was_changed_meanwhile(
    world, citizen, moderator, lead
):
    case = await files(world, citizen)
    await accepts(moderator)
    await moderator.taps("Start checking")
    await moderator.taps("Decide")
    await moderator.taps("Already gone")
    text = Template(
        id=0,
        unit="hunan",
        verb="decide",
        locale="en",
        title="t",
        body="Send me money.",
        written_at=1,
        kind=TextKind.WORDS,
        result="already_gone",
    )
    await world.db.run(templates.add, text, by="somebody")
    await moderator.taps("Send")
    found = await world.db.run(decisions.latest, case.id)
    assert found.feedback == ready(moderator, "already_gone")
    await opens(lead, "📋 Ready texts", "✏️ Already gone")
    assert "Hunan Internet" in newest(lead)  # it is the unit's above, which alone can drop it
    assert "Shipped text · English" not in lead.labels()


async def test_a_macro_is_added_used_changed_and_deleted(world, citizen, moderator, lead):
    await opens(lead, "➕ Add a macro")
    await lead.taps("Decide")
    await lead.taps("Already gone")
    await lead.taps("Fraud")
    await lead.taps("Article 266")
    await lead.taps("English")
    await lead.says("Bank page gone")
    await lead.says("The page of {unit} was gone.")
    await lead.taps("Skip")
    lead.sees("template-added")
    assert "Article 266" in newest(lead)

    case = await files(world, citizen)
    with counting(moderator) as did:
        await moderator.taps_on_card("⚡ Macros")
        moderator.sees("macros-which")
        await moderator.taps("📄 Bank page gone")
        moderator.sees("macro-sure-ask")
        words = "The page of Changsha Internet Information Office was gone."
        assert words in newest(moderator)
        assert (await now(world, case)).status is Status.SUBMITTED
        await moderator.taps("Send")
    assert (did.taps, did.typed) == (4, 0)  # More, Macros, the macro, Send
    found = await world.db.run(decisions.latest, case.id)
    assert (found.result, found.rule, found.feedback) == ("already_gone", "criminal-266", words)
    assert found.facts.startswith("Read: the report")
    written = [(e.verb, e.reason) for e in await world.db.run(journal.of_case, case.id)]
    assert [verb for verb, _ in written] == ["submit", "macro", "accept", "check", "decide"]
    assert dict(written)["macro"] == "Bank page gone"
    citizen.saw("notice-verifying")  # each move on the way is told, as by its own button
    assert words not in citizen.texts()
    await lead.taps("Confirm and send")
    assert words in citizen.texts()

    await opens(lead, "📄 Bank page gone", "Change")
    await lead.taps("Skip")
    await lead.says("It was gone.")
    await lead.says("Looked at on the phone.")
    lead.sees("template-changed")
    second = await files(world, citizen)
    await open_card(moderator, second)
    await moderator.taps_on_card("⚡ Macros")
    await moderator.taps("📄 Bank page gone")
    await writes(moderator, words="It had been gone for days.")
    found = await world.db.run(decisions.latest, second.id)
    assert (found.facts, found.feedback) == (
        "Looked at on the phone.",
        "It had been gone for days.",
    )

    await opens(lead, "📄 Bank page gone", "Delete", "Yes, delete")
    third = await files(world, citizen)
    await open_card(moderator, third)
    assert "⚡ Macros" not in await moderator.card_labels()


@pytest.mark.soak
async def test_a_macro_that_refuses_takes_the_ready_text_and_is_for_new_reports_alone(
    world, citizen, moderator, lead
):
    above = await world.staff("Peng", Role.LEAD, unit="hunan")
    await above.says("/templates")
    await above.taps("Hunan Internet")
    await above.taps("➕ Add a macro")
    await above.taps("Do not accept")
    await above.taps("Not our responsibility")
    await above.taps("English")
    await above.says("Not ours")
    await above.taps("Skip")
    above.sees("macro-words-ready")

    case = await files(world, citizen)
    await moderator.taps_on_card("⚡ Macros")
    await moderator.taps("📄 Not ours")
    moderator.sees("same-sure-ask-refusal")
    await moderator.taps("Send")
    assert (await now(world, case)).status is Status.NOT_ACCEPTED
    text = ready(moderator, "out_of_remit", elsewhere="the hotline 96110")
    assert text in citizen.texts()

    accepted = await files(world, citizen)
    await open_card(moderator, accepted)
    await accepts(moderator)
    assert "⚡ Macros" not in await moderator.card_labels()
    (macro,) = await world.db.run(templates.macros, ("hunan",))
    seen = (await now(world, accepted)).version
    forged = UseMacro(case_id=accepted.id, macro=macro.id, seen=seen).pack()
    said = await moderator.presses(moderator.last["message_id"], forged)
    assert said == moderator.words("refusal-move")
    assert (await now(world, accepted)).status is Status.ACCEPTED


async def test_who_may_not_change_texts_reads_them_and_who_may_not_read_them_sees_nothing(
    world, citizen, moderator
):
    elsewhere = await world.staff("Tan", Role.LEAD, unit="hengyang")
    await opens(moderator, "📋 Ready texts", "Cannot be found")
    assert ready(moderator, "not_located") in newest(moderator)
    assert not [label for label in moderator.labels() if "Change" in label]
    for person in (moderator, elsewhere, citizen):
        await person.says("/help")
        for forged in (
            ChangeReady(unit="changsha", result="not_located", kind=TextKind.WORDS, locale="en"),
            AddMacro(unit="changsha"),
        ):
            said = await person.presses(person.last["message_id"], forged.pack())
            assert said == person.words("refusal-not-allowed")
    for person in (elsewhere, citizen):
        for forged, key in (
            (ReadyTexts(unit="changsha"), "refusal-not-allowed"),
            (ShippedAgain(template_id=1), "template-gone"),
        ):
            said = await person.presses(person.last["message_id"], forged.pack())
            assert said == person.words(key)


async def test_every_result_has_a_text_in_every_language_whose_places_are_filled_in(world):
    services = world.jubao.services
    texts = services.conditions().texts
    for locale in services.profile.locales:
        for result in SUBJECTS:
            for kind in kinds_of(result):
                assert texts.shipped(locale, kind, result), (locale, kind, result)


async def test_a_moderator_reads_that_only_a_lead_changes_them_and_a_lead_does_not(
    world, moderator, lead
):
    only = moderator.words("templates-lead-only")
    for labels in ((), ("Ready texts",), ("Ready texts", "Not upheld")):
        await opens(moderator, *labels)
        assert only in moderator.texts(1)
        await opens(lead, *labels)
        assert only not in lead.texts(1)
    await lead.taps("Change facts · English")
    for place in ("seen", "number", "unit", "category", "elsewhere"):
        assert f"{{{place}}}" in lead.texts(1)
