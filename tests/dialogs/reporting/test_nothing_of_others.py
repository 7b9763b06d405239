"""Whoever fills in a form learns nothing of what others have reported, filed or cancelled."""

import json
import re

import pytest

from conversation.forms.report import FORMER_SWITCHES
from domain.links import defanged
from domain.network.people import Role
from handlers.dialogs.callbacks import Toggle
from storage.cases import cases
from storage.network import people
from storage.reporting import drafts, reports
from tests.dialogs.moderation.test_casework import files, newest
from tests.dialogs.reporting.test_report import CODE

KNOWN, FRESH = "https://example.org/shop", "https://example.org/mall"
POST = "no water for three days! whoever says where it went is sent away by the guards"
SHOWN = ("text", "caption", "entities", "caption_entities", "reply_markup")
OWN = (
    (CODE, "CODE"),
    (re.compile(r"··[0-9A-Z]{4}"), "··TAIL"),
    (re.compile(r"\b[0-9a-f]{16}\b"), "DRAFT"),
    (re.compile(r'(?<=[a-z]\d:)\d+(?=[:"])'), "ROW"),
    (re.compile(r'\b\d+-[0-9a-f]{6}(?=")'), "VERSION"),
)
"""What is one's own on a screen: codes, and the numbers that its buttons carry."""


def seen(talker):
    """Everything that the bot shows in a chat, but for the content that is reported, and OWN."""
    shown = [
        {key: message[key] for key in SHOWN if key in message}
        for message in talker.chat
        if message["from"]["is_bot"]
    ]
    text = json.dumps(shown, ensure_ascii=False, sort_keys=True)
    for place in (KNOWN, FRESH, POST, POST[::-1]):
        text = text.replace(place, "PLACE").replace(defanged(place), "PLACE")
    for pattern, name in OWN:
        text = pattern.sub(name, text)
    return text


async def walks(talker, begin, words="they took my money"):
    """A report to its review and through its ticks; what is shown after each act."""
    shown = []

    async def acts(done):
        said = await done
        shown.append((said, seen(talker)))

    await acts(talker.says("/report"))
    await acts(begin(talker))
    for label in ("Fraud", "Fake bank"):
        await acts(talker.taps(label))
    await acts(talker.says(words))
    for label in (
        "Region",
        "Changsha",
        "Contact",
        "Stay anonymous",
        "Somebody is in danger",
        "Somebody is in danger",
    ):
        await acts(talker.taps(label))
    return shown


def says(text):
    return lambda talker: talker.says(text)


async def both(world, begin, other_begin):
    """Two people of the same name: one reports what is known already, one what nobody knows."""
    one, two = world.person("Gu"), world.person("Gu")
    return one, two, await walks(one, begin), await walks(two, other_begin)


async def test_a_link_that_is_known_and_a_fresh_one_give_the_same_screens(world, citizen):
    for _ in range(2):
        await files(world, citizen)
    one, two, known, fresh = await both(world, says(KNOWN), says(FRESH))
    assert known == fresh

    await one.taps("Cancel")
    await two.taps("Cancel")
    assert seen(one) == seen(two)


async def test_a_post_and_words_that_are_known_give_the_same_screens_as_fresh_ones(world, citizen):
    channel = world.telegram.add_channel("Mill", username="mill")
    post = world.telegram.post(channel.id, POST)["message_id"]
    other = world.telegram.post(channel.id, POST[::-1])["message_id"]
    await citizen.forwards(channel.id, post)
    for label in ("Fraud", "Fake bank", "Region", "Changsha", "Submit report"):
        await citizen.taps(label)

    _, _, known, fresh = await both(
        world,
        lambda talker: talker.forwards(channel.id, post),
        lambda talker: talker.forwards(channel.id, other),
    )
    assert known == fresh


async def test_the_receipt_and_all_that_follows_say_nothing_either(world, citizen, moderator):
    """Until a person has joined the two: the card of the staff has the suggestion."""
    first = await files(world, citizen)
    one, two, _, _ = await both(world, says(KNOWN), says(FRESH))
    for talker in (one, two):
        await talker.taps("Submit report")
        await talker.says("/cases")
        await talker.taps("··")
        await talker.says(f"/track {CODE.findall(talker.texts())[0]}")
    assert seen(one) == seen(two)

    await moderator.says("/case 2611-0002")
    assert f"{first.number} · same address" in newest(moderator)
    assert "agrees" not in newest(moderator)
    await moderator.says("/case 2611-0003")
    assert "same address" not in newest(moderator)


async def test_also_a_member_of_staff_who_reports_as_a_citizen_is_told_nothing(world, citizen):
    await files(world, citizen)
    one = await world.staff("Gu", Role.MODERATOR, unit="hengyang")
    two = await world.staff("Gu", Role.MODERATOR, unit="hengyang")
    assert await walks(one, says(KNOWN)) == await walks(two, says(FRESH))


async def from_an_earlier_release(world, talker, case_id):
    """A report that waits at its review, as a release kept it that told what was known."""
    await walks(talker, says(KNOWN))

    def keep(tx):
        draft = drafts.of_form(tx, people.who_is(tx, talker.account), "report")
        held = {
            "_known": {"case": case_id, "others": 1},
            "_ticks": {"good_faith": True, "join": False},
        }
        drafts.save(tx, draft.with_document({**draft.to_document(), **held}), 0)
        return draft.id

    return await world.db.run(keep)


async def test_a_draft_of_an_earlier_release_says_nothing_and_is_filed(world, citizen, moderator):
    first = await files(world, citizen)
    gu, other = world.person("Gu"), world.person("Gu")
    await from_an_earlier_release(world, gu, first.id)
    await walks(other, says(FRESH))

    await gu.says("/report")
    await gu.taps("Continue")
    await other.says("/report")
    await other.taps("Continue")
    assert seen(gu) == seen(other)

    await gu.taps("Submit report")
    gu.saw("filed")
    second = await world.db.run(cases.get, 2)
    assert await world.db.run(reports.wishes, second.id) == ()
    await moderator.says(f"/case {second.number}")
    assert f"{first.number} · same address" in newest(moderator)


@pytest.mark.soak
@pytest.mark.parametrize("switch", sorted(FORMER_SWITCHES))
async def test_the_tick_of_an_earlier_release_gets_a_kind_word_and_goes(world, citizen, switch):
    first = await files(world, citizen)
    gu = world.person("Gu")
    draft = await from_an_earlier_release(world, gu, first.id)
    message, _ = gu.data("Submit report")

    await gu.presses(message, Toggle(draft=draft, switch=switch).pack())

    gu.sees("report-tick-gone")
    gu.sees("report-review-ask")
    assert "joined" not in " ".join(gu.labels())
    await gu.taps("Submit report")
    gu.saw("filed")
    said = await gu.presses(message, Toggle(draft=draft, switch=switch).pack())
    assert said == gu.words("answer-nothing-asked")


async def test_a_file_that_is_known_and_a_fresh_one_give_the_same_screens(world, citizen):
    """Nor is either fetched, so that not even the time differs."""
    await citizen.sends("a.jpg")
    for label in ("Continue", "Fraud", "Fake bank", "Submit report"):
        await citizen.taps(label)
    assert len(await world.jubao.fetcher.files.names()) == 1

    def sends(data):
        return lambda talker: talker.sends("a.jpg", data=data)

    *_, known, fresh = await both(
        world, after_a_link(sends(b"\xff\xd8\xff")), after_a_link(sends(b"\xff\xd8\xff another"))
    )
    assert known == fresh
    assert len(await world.jubao.fetcher.files.names()) == 1


def after_a_link(begin):
    async def begins(talker):
        await talker.says(FRESH)
        return await begin(talker)

    return begins
