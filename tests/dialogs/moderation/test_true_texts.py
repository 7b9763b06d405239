"""Shipped texts say only what is true of the case: its channel, its category, what was read."""

import pytest

from conversation.form import Given
from domain.network.people import Role
from domain.status import Status
from domain.template import Template, TextKind
from storage.cases import cases, decisions, templates
from storage.evidence import evidence_reading
from storage.reporting import offline_reports, reports
from tests.dialogs.moderation.test_casework import accepts, files, newest, now, with_files
from tests.dialogs.moderation.test_few_taps import reads, ready
from tests.dialogs.moderation.test_manual_entry import enters
from tests.dialogs.network.test_network import open_card
from tests.support import media

PICTURE = ("picture", "screenshot", "截图", "图片")


async def own_text(world, result, body, kind=TextKind.WORDS, locale="en"):
    text = Template(
        id=0,
        unit="hunan",
        verb="refuse",
        locale=locale,
        title="t",
        body=body,
        written_at=1,
        kind=kind,
        result=result,
    )
    await world.db.run(templates.add, text, by="somebody")


async def test_in_a_category_without_files_nobody_is_asked_for_a_picture_or_to_send_one_on(
    world, citizen
):
    above = await world.staff("Peng", Role.LEAD, unit="hunan")
    other = await world.staff("Tan", Role.LEAD, unit="hunan")
    closed = {"category": Given(choice="sexual"), "subcategory": Given(choice="child_abuse")}
    case = await files(world, citizen, **closed)
    await own_text(world, "not_located", "Please send a screenshot.")
    await open_card(above, case)
    await above.taps_on_card("Do not accept")
    for result in ("out_of_remit", "not_located", "misuse"):
        told = ready(above, f"{result}_no_files", elsewhere="the hotline 12377")
        assert told in newest(above)
    assert "screenshot" not in newest(above)
    reads(world)
    await above.taps("Cannot be found")
    assert ready(above, "not_located_no_files") in citizen.texts()

    case = await files(world, citizen, link=Given(text="https://b.example.org/x"), **closed)
    await open_card(above, case)
    await accepts(above)
    await above.taps("Decide")
    await above.taps("Already gone")
    assert ready(above, "already_gone_no_files") in newest(above)
    await above.taps("Send")
    await other.taps("Confirm and send")
    assert (await now(world, case)).status is Status.CLOSED
    assert "screenshot" not in citizen.texts(3)


async def test_no_text_for_a_category_without_files_speaks_of_a_picture_to_be_sent(world):
    texts = world.jubao.services.conditions().texts
    for locale in world.jubao.services.profile.locales:
        for result in ("out_of_remit", "not_located", "misuse", "already_gone", "void"):
            usual = texts.shipped(locale, TextKind.WORDS, result)
            assert any(word in usual for word in PICTURE)
            assert texts.shipped(locale, TextKind.WORDS, f"{result}_no_files") not in {"", usual}
        for result in ("no_rule_broken", "repeated", "removed", "not_upheld", "dismissed"):
            assert not [w for w in PICTURE if w in texts.shipped(locale, TextKind.WORDS, result)]


async def of_no_other_office(world, case):
    """The case in a category for which no other office has a number."""

    def change(tx):
        return cases.change(tx, case.id, seen=case.version, category="other", subcategory="")

    return await world.db.run(change)


async def test_who_reported_by_phone_is_not_sent_to_a_chat_that_they_do_not_have(
    world, moderator, citizen
):
    await enters(moderator)
    case = await world.db.run(cases.get, 1)
    (report,) = await world.db.run(reports.of_case, case.id)
    assert await world.db.run(offline_reports.is_linkable, report.id)
    case = await of_no_other_office(world, case)
    await open_card(moderator, case)
    await moderator.taps_on_card("Do not accept")
    assert "in this chat" not in newest(moderator)
    assert moderator.words("ready-elsewhere-ask") in newest(moderator)
    await moderator.taps("Cancel")

    case = await of_no_other_office(world, await files(world, citizen))
    await open_card(moderator, case)
    await moderator.taps_on_card("Do not accept")
    assert moderator.words("ready-elsewhere-directory") in newest(moderator)


async def test_a_file_that_came_after_the_others_were_opened_is_not_said_to_be_opened(
    world, citizen, moderator
):
    case = await with_files(world, citizen, "bank.png")
    await open_card(moderator, case)
    await accepts(moderator)
    await moderator.taps_on_card("Evidence")
    assert (await now(world, case)).evidence_seen_at is not None
    version = (await now(world, case)).version

    await citizen.sends("shop.jpg", kind="photo", data=media.JPEG)
    world.later(3)
    await world.settle()
    await citizen.taps("Add to report")
    await world.settle()
    assert len(await world.db.run(evidence_reading.of_case, case.id)) == 2
    assert (await now(world, case)).evidence_seen_at is None
    assert (await now(world, case)).version == version

    await open_card(moderator, case)
    await moderator.taps("Decide")
    said = await moderator.taps("Removed by the unit itself")
    assert said == moderator.words("refusal-evidence-unseen")
    await moderator.taps("Not upheld")
    moderator.sees("ready-seen-unopened")
    assert "compared" not in newest(moderator).lower()
    await moderator.taps("Cancel")
    await open_card(moderator, case)
    await moderator.taps("Evidence")
    await open_card(moderator, case)
    await moderator.taps("Decide")
    await moderator.taps("Not upheld")
    assert "which were opened on" in newest(moderator)
    assert "We compared it" in newest(moderator)


@pytest.mark.parametrize("body", ["https://a.b/c.d " * 36, "🙂" * 800])
async def test_a_refusal_whose_text_is_not_shown_in_full_is_read_before_it_is_sent(
    world, citizen, moderator, body
):
    """Addresses are shown in brackets and emoji count twice: both take more than their letters."""
    await own_text(world, "not_located", body)
    await own_text(world, "repeated", body)
    await files(world, citizen)
    await moderator.taps("Do not accept")
    moderator.sees("refuse-read-first")
    await moderator.taps("Cannot be found")
    moderator.sees("refuse-sure-ask")


@pytest.mark.soak
async def test_a_text_that_gets_too_long_with_its_places_filled_in_is_written_by_hand(
    world, citizen, moderator
):
    body = "{unit}" * 100
    await own_text(world, "not_located", body)
    await own_text(world, "already_gone", body)
    await own_text(world, "already_gone", body, locale="zh-Hans")
    case = await files(world, citizen)
    await moderator.taps("Do not accept")
    moderator.sees("refuse-read-first")
    await moderator.taps("Cancel")
    await open_card(moderator, case)
    await accepts(moderator)
    await moderator.taps("Decide")
    await moderator.taps("Already gone")
    await moderator.taps("Article 266")
    await moderator.says("I looked.")
    moderator.sees("decide-feedback-ask")
    await moderator.says("It was gone when we looked.")
    await moderator.taps("Send")
    found = await world.db.run(decisions.latest, case.id)
    assert found.feedback == "It was gone when we looked."
