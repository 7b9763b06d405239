"""The story of a page: refused, ordered, removed, back, decided as before, referred."""

import asyncio
import json
import re
import zipfile

import bagit
import orjson
import pytest

from domain.case import Outcome
from domain.network.people import Role
from domain.removals.removal import Check, State
from domain.status import Status
from storage.audit import journal
from storage.cases import cases
from storage.crypto import signing
from storage.network import people
from storage.removals import removals
from tests.dialogs.figures.test_transparency import files_of
from tests.support.by_hand import submit, to_review
from tests.support.case_files import handed_out, members
from tests.support.decisions import writes
from usecases.case_files import verification

HOUR, DAY = 3600, 24 * 3600
PAGE, ACCOUNT = "https://rednet.cn/fake-bank", "假银行湖南"
FIRST, SECOND = "2611-0001", "2611-0002"
RULE = "Article 266"
NAME, PHONE = "Lin Xiaoyu", "138 0013 8000"
WORDS = f"They took my savings. Its Weibo account is @{ACCOUNT}."
PHONES = (PHONE, PHONE.replace(" ", ""), f"+86{PHONE.replace(' ', '')}")
CODE = re.compile(r"\b[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}\b")
ALIAS = re.compile(r"Reporter (?:<b>)?(\w+)(?:</b>)? · ")
ANSWER = "The page copied a bank's and has been removed."


@pytest.fixture
async def cast(world, citizen):
    """Two citizens, people of the province and of its member site, and an admin."""
    return {
        "citizen": citizen,
        "second": world.person("Mary"),
        "moderator": await world.staff("Luo", Role.MODERATOR, "hunan"),
        "lead": await world.staff("Tan", Role.LEAD, "hunan"),
        "site": await world.staff("Peng", Role.MODERATOR, "rednet"),
        "site_lead": await world.staff("Qi", Role.LEAD, "rednet"),
        "admin": await world.staff("He", Role.ADMIN),
    }


async def reports(person, page=PAGE, words=WORDS):
    """A report under the reporter's real name, with a phone number."""
    await person.says("/start")
    await to_review(person, page, words=words, region="")
    await person.taps("Contact")
    await person.taps("Use real name")
    await person.says(NAME)
    await person.says(PHONE)
    await submit(person)


async def begins(moderator):
    await moderator.taps("Accept")
    await moderator.taps_on_card("Start checking")


async def asks(moderator):
    await moderator.taps_on_card("Ask for measures")
    await moderator.taps("Rednet")
    await moderator.taps("Remove it")
    await moderator.taps(RULE)
    await moderator.says("It copies the page of a bank.")
    await moderator.taps("Send")


async def sees_gone(moderator, number=FIRST):
    await moderator.says("/measures")
    await moderator.taps(f"👁 {number}/1")
    await moderator.taps("Gone")


async def closes_as_removed(moderator, lead, number=FIRST):
    await moderator.says(f"/case {number}")
    await moderator.taps_on_card("Decide")
    await moderator.taps("Removed")
    await writes(moderator, rule=RULE, facts="The site removed it.", words=ANSWER)
    await lead.says(f"/case {number}")
    await lead.taps("Confirm and send")


async def case_of(world, number):
    return await world.db.run(cases.by_number, number)


async def removes(world, cast):
    """A report, the request, a refusal, the order, the removal, the look, and the decision."""
    citizen, moderator, lead, site = (
        cast[each] for each in ("citizen", "moderator", "lead", "site")
    )
    await reports(citizen)
    assert f"Account {ACCOUNT} · Weibo" in moderator.texts(1)
    await begins(moderator)
    await asks(moderator)
    site.saw("notice-removal_asked-asked", number=f"{FIRST}/1")
    await site.taps("Refused")
    await site.says("It is a paid advertisement.")

    lead.saw("notice-removal_stuck", number=f"{FIRST}/1")
    await lead.says("/measures")
    await lead.taps(f"⛔ {FIRST}/1")
    await lead.taps("Order")
    await lead.says("Remove it: it is fraud.")
    await lead.taps("1 working day")
    site.saw("notice-removal_asked-ordered", number=f"{FIRST}/1")

    await moderator.says(f"/case {FIRST}")
    await moderator.taps_on_card("Decide")
    assert "Removed" not in moderator.labels()  # nothing proves it yet
    await moderator.taps("Cancel")
    world.later(20 * HOUR)
    await site.taps("Done")
    world.later(HOUR)
    await sees_gone(moderator)
    await closes_as_removed(moderator, lead)

    case = await case_of(world, FIRST)
    assert (case.status, case.outcome) == (Status.CLOSED, Outcome.REMOVED)
    assert 0 <= case.removed_at - case.opened_at - 20 * HOUR < 60


async def comes_back(world, cast):
    """A second report of the page; its card says that the page is back; it is removed again."""
    second, moderator, site = (cast[each] for each in ("second", "moderator", "site"))
    world.later(2 * DAY)
    await reports(second, words=f"This bank is not real. 微博 @{ACCOUNT}")
    card = moderator.texts(1)
    assert moderator.words("before-title") in card
    assert f"{FIRST} · " in card
    await moderator.taps_on_card("It is back")
    await moderator.taps("Yes, it is back")

    found = await world.db.run(removals.get, 1)
    assert (found.state, found.back) == (State.ASKED, 1)
    assert (await case_of(world, FIRST)).removed_at is None
    site.saw("notice-removal_asked-back", number=f"{FIRST}/1")
    world.later(HOUR)
    await site.taps("Done")
    await sees_gone(moderator)
    found = await world.db.run(removals.get, 1)
    assert (found.state, found.check) == (State.SETTLED, Check.GONE)
    assert (await case_of(world, FIRST)).removed_at is not None


async def refers(lead, number=SECOND):
    await lead.says(f"/case {number}")
    await lead.taps_on_card("Refer")
    await lead.taps("the police")
    await lead.says("Station at the river")
    await lead.taps(RULE)
    await lead.says("a letter by post")
    await lead.taps("No, it stays encrypted")


async def decides_the_same(moderator, lead, number=SECOND):
    """The earlier decision with its rule and reasons; what became of the page is asked anew."""
    await moderator.says(f"/case {number}")
    await moderator.taps_on_card("Same decision")
    # Removal was asked for in the first case, and seen since this one came: nothing is asked anew.
    assert ANSWER in moderator.texts(1)
    assert RULE in moderator.texts(1)
    await moderator.taps("Send")
    await lead.says(f"/case {number}")
    await lead.taps("Confirm and send")


def told(world, person):
    """What the bot has sent to a person, in order; without what it changed later."""
    return [
        params["text"]
        for method, params in world.telegram.sent
        if method == "sendMessage" and int(params["chat_id"]) == person.account
    ]


def everything_shown(world, person):
    """All that was ever sent to somebody's chat or changed there."""
    return "\n".join(
        str(params)
        for _, params in world.telegram.sent
        if str(params.get("chat_id")) == str(person.account)
    )


def in_order(said, *parts):
    """Each part is in exactly one message, and the messages come in this order."""
    places = []
    for part in parts:
        having = [at for at, each in enumerate(said) if part in each]
        assert len(having) == 1, (part, having, said)
        places += having
    assert places == sorted(places), (places, said)


async def test_from_the_report_to_the_case_file(world, cast, tmp_path):
    citizen, second, moderator, lead = (
        cast[each] for each in ("citizen", "second", "moderator", "lead")
    )
    await removes(world, cast)
    await comes_back(world, cast)

    await moderator.says(f"/case {SECOND}")
    await begins(moderator)
    await refers(lead)
    name, data = handed_out(world, lead)
    assert name == f"case-{SECOND}.zip"
    await decides_the_same(moderator, lead)
    case = await case_of(world, SECOND)
    assert (case.status, case.outcome) == (Status.CLOSED, Outcome.REMOVED)

    # The account's history shows both cases.
    await moderator.says(f"/case {SECOND}")
    assert "2 cases · 2 upheld" in moderator.texts(1)
    await moderator.taps_on_card("History")
    assert {FIRST, SECOND} <= set(moderator.labels())

    # Each reporter was told each step once, and when the page was gone.
    in_order(
        told(world, citizen),
        "Thank you. Your contact is encrypted.",
        "Your report has been accepted",
        "Your report is being checked",
        "The office has asked Rednet to remove it, by",
        "It has been passed up to Hunan",
        "It was removed on 26 Nov 2026, after 1 day, says Rednet",
        "The content has been removed",
        "It is back. The office has asked again",
        "It was removed on 28 Nov 2026, after 3 days, says Rednet",
    )
    in_order(
        told(world, second),
        "Thank you. Your contact is encrypted.",
        "Your report has been accepted",
        "Your report is being checked",
        "passed to the police",
        "The content has been removed",
    )
    for reporter in (citizen, second):
        said = told(world, reporter)
        assert len(set(said)) == len(said)
        for colleague in ("Luo", "Tan", "Peng", "Qi", "paid advertisement", "Station"):
            assert colleague not in everything_shown(world, reporter)

    # The site has learned nothing of a reporter; neither does the authority.
    inside = await opened(tmp_path, world, data)
    secrets = [each for person in (citizen, second) for each in await known_of(world, person)]
    aliases = set(ALIAS.findall(everything_shown(world, moderator)))
    assert len(aliases) == 2
    at_the_site = everything_shown(world, cast["site"]) + everything_shown(world, cast["site_lead"])
    for secret in (NAME, *NAME.split(), *PHONES, "savings", "not real", *aliases, *secrets):
        assert secret not in at_the_site, secret
        assert secret.encode() not in inside, secret

    for number in (FIRST, SECOND):
        of = (await case_of(world, number)).id
        assert await world.db.run(journal.first_break, of) is None


async def known_of(world, person):
    """What tells who a reporter is: their account, their key, and their query code."""
    codes = CODE.findall(everything_shown(world, person))
    assert codes
    return [str(person.account), await world.db.run(people.who_is, person.account), *codes]


async def opened(tmp_path, world, data):
    """All that is in a case file, after bagit and `jubao verify` have accepted it.

    A byte that is changed anywhere breaks it for both.
    """
    public = signing.signing_key(world.db.cipher).public_key()
    path = tmp_path / f"case-{SECOND}.zip"
    path.write_bytes(data)
    checked = await asyncio.to_thread(verification.verify, path, public)
    assert (checked.faults, checked.notes) == ((), ())
    assert checked.statement["case"] == SECOND
    folder = tmp_path / "out"
    with zipfile.ZipFile(path) as archive:
        archive.extractall(folder)
    bag = folder / f"case-{SECOND}"
    bagit.Bag(str(bag)).validate()

    document = orjson.loads(members(path)["data/case.json"])
    assert document["addresses"] == [PAGE]
    assert document["reporters"] == {"included": False, "contacts": []}
    inside = b"\n".join(members(path).values())

    changed = bytearray(data)
    changed[data.index(PAGE.encode())] ^= 1
    path.write_bytes(changed)
    assert (await asyncio.to_thread(verification.verify, path, public)).faults
    member = bag / "data" / "case.json"
    member.write_bytes(member.read_bytes().replace(b"fake-bank", b"fake-bonk"))
    with pytest.raises(bagit.BagValidationError):
        bagit.Bag(str(bag)).validate()
    assert (await asyncio.to_thread(verification.verify, folder, public)).faults
    return inside


@pytest.mark.soak
async def test_figures_and_what_is_published_show_the_time_to_removal(world, cast):
    moderator, lead, site, admin = (cast[each] for each in ("moderator", "lead", "site", "admin"))
    await removes(world, cast)
    await moderator.says("/figures")
    shown = moderator.texts(1)
    assert "Content removed: 1 of 1 upheld (100%)" in shown.splitlines()
    assert "Time to removal: 20 hours (1 case)" in shown.splitlines()

    # Fewer than five could identify somebody: what is published hides them.
    for number in range(2, 6):
        other = world.person(f"Gu{number}")
        await reports(other, f"https://rednet.cn/copy-{number}")
        await begins(moderator)
        await asks(moderator)
        world.later(20 * HOUR)
        await site.taps("Done")
        await closes_as_removed(moderator, lead, f"2611-000{number}")
    world.later(10 * DAY)
    await admin.says("/export")
    await admin.taps("📰 Transparency report")
    await admin.taps("2026-11")
    document = files_of(admin)["transparency-2026-11.json"]
    published = json.loads(world.telegram.files[document].file.data)["removal"]
    assert abs(published["median_seconds"] - 20 * HOUR) < HOUR
    assert published["came_back"] == 0
