"""A referred case: its lead gets a signed case file once, in private, and it leaves the chat."""

import asyncio
import hashlib
import subprocess
import sys
import zipfile

import bagit
import orjson
import pyrage
import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from telegram.error import BadRequest, NetworkError

from bot.delivery import case_file_sender
from conversation.form import Given
from domain.case_files.orders import DELETABLE, REMOVED_AFTER, RETRY, FileState
from domain.core.errors import FilesAway
from domain.network.people import Role
from handlers.case_files import summary_pdf
from storage.audit import journal
from storage.case_files import orders
from storage.cases import joins
from storage.crypto import signing
from storage.network import people
from storage.reporting import filing_rows, reports
from tests.dialogs.identity.test_contacts import PHONE, REAL_NAME
from tests.dialogs.moderation.test_casework import accepts, files
from tests.dialogs.moderation.test_held_files import HELD, filed_with
from tests.dialogs.network.test_network import granted
from tests.support import media
from tests.support.case_files import handed_out, members, referred
from tests.support.life import Life
from usecases.case_files import contents, verification

PLANTED = media.picture("JPEG")  # says where it was made


@pytest.fixture
async def lead(world):
    return await world.staff("Zhou", Role.LEAD)


def public_key(world):
    return signing.signing_key(world.db.cipher).public_key()


async def checked(moderator):
    """The moderator accepts the case and begins to check it."""
    await accepts(moderator)
    await moderator.taps_on_card("Start checking")


async def with_evidence(world, citizen, moderator, *found):
    case = await filed_with(citizen, world, *(found or (("a.jpg", PLANTED),)))
    await moderator.says(f"/case {case.number}")
    await checked(moderator)
    return case


def saved(tmp_path, world, talker):
    name, data = handed_out(world, talker)
    path = tmp_path / name
    path.write_bytes(data)
    return path


async def test_a_referral_brings_the_lead_a_file_that_verifies(
    world, citizen, moderator, lead, tmp_path
):
    case = await with_evidence(world, citizen, moderator, ("a.jpg", PLANTED), ("b.png", media.PNG))

    await referred(world, case, lead)

    lead.saw("case_file-ordered")
    lead.saw("case_file-caption", number=case.number, minutes=REMOVED_AFTER // 60)
    path = saved(tmp_path, world, lead)
    assert path.name == f"case-{case.number}.zip"
    found = await asyncio.to_thread(verification.verify, path, public_key(world))
    assert (found.faults, found.notes) == ((), ())
    assert found.statement["case"] == case.number
    assert found.statement["signed_by"] == {"name": "Zhou", "role": "lead", "unit": "changsha"}
    with zipfile.ZipFile(path) as archive:
        archive.extractall(tmp_path / "out")
    bagit.Bag(str(tmp_path / "out" / f"case-{case.number}")).validate()
    unpacked = await asyncio.to_thread(verification.verify, tmp_path / "out", public_key(world))
    assert unpacked.faults == ()
    inside = members(path)
    document = orjson.loads(inside["data/case.json"])
    assert document["addresses"] == ["https://example.org/shop"]
    assert document["referral"]["addressed_to"] == "Station at the river"
    assert document["reporters"] == {"included": False, "contacts": []}
    assert [each["form"] for each in document["evidence"]] == ["without_metadata", "as_received"]
    assert inside["data/evidence/02.png"] == media.PNG
    assert [each["in_journal"] for each in document["evidence"]] == [True, True]
    assert document["evidence"][0]["received_sha256"] == hashlib.sha256(PLANTED).hexdigest()
    assert inside["data/summary.pdf"].startswith(b"%PDF-")
    assert case.number in inside["data/summary.txt"].decode()
    assert "案件移送材料" in inside["data/summary.txt"].decode()


async def test_nothing_in_the_file_tells_who_reported_or_who_of_the_staff_worked(
    world, citizen, moderator, lead, tmp_path
):
    case = await with_evidence(world, citizen, moderator)
    await moderator.taps_on_card("Evidence")
    await referred(world, case, lead)

    inside = members(saved(tmp_path, world, lead))
    everything = b"\n".join(inside.values())
    me = await world.db.run(people.who_is, moderator.account)
    assert media.MARKED not in everything
    for said in ("they took my money", "Lin", me, str(citizen.account), "Moderator"):
        assert said.encode() not in everything, said
    entries = orjson.loads(inside["data/journal.json"])["chains"][0]["entries"]
    assert [each["verb"] for each in entries] == [
        "submit",
        "store_evidence",
        "accept",
        "check",
        "open_evidence",
        "refer",
    ]
    assert entries[0]["by"] == "reporter"
    assert {each["by"] for each in entries[2:5]} == {"person-1"}
    assert not any("reason" in each for each in entries)


@pytest.mark.soak
async def test_the_file_says_who_had_the_case_by_every_way_it_was_handed_on(
    world, citizen, moderator, lead, tmp_path
):
    await world.staff("Wu", Role.MODERATOR)  # does nothing but get the case
    case = await files(world, citizen)
    await moderator.says(f"/case {case.number}")
    await checked(moderator)
    await moderator.taps_on_card("Assign")
    await moderator.taps("Wu (0)")
    await lead.says(f"/case {case.number}")
    await lead.taps_on_card("Give back")

    await referred(world, case, lead)

    held = orjson.loads(members(saved(tmp_path, world, lead))["data/case.json"])["held_by"]
    # all within one second: who had it stands there in order
    assert [(each["by"], each["role"]) for each in held][-3:] == [
        ("person-1", "moderator"),
        ("person-2", ""),
        ("", ""),
    ]


async def test_a_changed_byte_of_any_member_is_found(world, citizen, moderator, lead, tmp_path):
    case = await with_evidence(world, citizen, moderator)
    await referred(world, case, lead)
    path = saved(tmp_path, world, lead)
    whole = path.read_bytes()
    broken = tmp_path / "broken.zip"
    with zipfile.ZipFile(path) as archive:
        places = {
            entry.filename: (entry.header_offset, entry.file_size) for entry in archive.infolist()
        }
    assert len(places) == 10
    for name, (offset, size) in places.items():
        begin = offset + 30 + len(name)
        for at in {begin, begin + size // 2, begin + size - 1}:
            changed = bytearray(whole)
            changed[at] ^= 1
            broken.write_bytes(changed)
            found = verification.verify(broken, public_key(world))
            assert found.faults, (name, at)
            assert verification.verify(broken).faults, (name, at, "with the key in the file")


@pytest.mark.soak
async def test_a_changed_byte_between_the_members_is_found(
    world, citizen, moderator, lead, tmp_path
):
    case = await files(world, citizen)
    await moderator.says(f"/case {case.number}")
    await checked(moderator)
    await referred(world, case, lead)
    path = saved(tmp_path, world, lead)
    whole = path.read_bytes()
    with zipfile.ZipFile(path) as archive:
        first = archive.infolist()[0]
        content = {
            place
            for entry in archive.infolist()
            for place in range(
                entry.header_offset + 30 + len(entry.filename),
                entry.header_offset + 30 + len(entry.filename) + entry.file_size,
            )
        }
    assert first.header_offset == 0
    broken = tmp_path / "broken.zip"
    between = [place for place in range(len(whole)) if place not in content]
    for place in between[:: max(1, len(between) // 120)]:
        changed = bytearray(whole)
        changed[place] ^= 1
        broken.write_bytes(changed)
        assert verification.verify(broken).faults, place
    broken.write_bytes(whole + b"x")
    assert verification.verify(broken).faults


@pytest.mark.soak
async def test_a_file_signed_with_another_key_is_found(world, citizen, moderator, lead, tmp_path):
    case = await files(world, citizen)
    await moderator.says(f"/case {case.number}")
    await checked(moderator)
    await referred(world, case, lead)
    path = saved(tmp_path, world, lead)
    other = Ed25519PrivateKey.generate().public_key()

    found = verification.verify(path, other)

    assert found.faults == ("it was signed with another key",)


async def test_a_file_whose_metadata_may_name_somebody_is_held_back(
    world, citizen, moderator, lead, tmp_path
):
    case = await with_evidence(world, citizen, moderator, ("a.pdf", HELD["pdf"]))

    await referred(world, case, lead)

    path = saved(tmp_path, world, lead)
    assert verification.verify(path, public_key(world)).faults == ()
    (evidence,) = orjson.loads(members(path)["data/case.json"])["evidence"]
    assert (evidence["form"], evidence["path"]) == ("held_back", None)
    assert evidence["received_sha256"] == hashlib.sha256(HELD["pdf"]).hexdigest()


async def test_with_a_custodians_yes_contact_and_originals_are_in_the_file(
    world, citizen, moderator, lead, tmp_path
):
    case = await files(world, citizen, **REAL_NAME)
    await moderator.says(f"/case {case.number}")
    await checked(moderator)
    custodian = await world.staff("Li", Role.MODERATOR, "hunan")
    await world.db.run(granted, case.id, custodian.account, int(world.at[0]))

    await referred(world, case, lead, along="Yes, a custodian has approved")

    document = orjson.loads(members(saved(tmp_path, world, lead))["data/case.json"])
    assert document["reporters"]["included"] is True
    assert document["reporters"]["contacts"][0]["phone"] == PHONE


async def test_only_the_files_of_who_is_named_go_in_as_they_came(
    world, citizen, moderator, lead, tmp_path
):
    case = await files(world, citizen, **REAL_NAME)
    custodian = await world.staff("Li", Role.MODERATOR, "hunan")
    await world.db.run(granted, case.id, custodian.account, int(world.at[0]))
    await filed_with(world.person("Wu"), world, ("b.jpg", PLANTED))
    await world.db.run(joins.move, case.id + 1, case.id, int(world.at[0]))
    await moderator.says(f"/case {case.number}")
    await checked(moderator)

    await referred(world, case, lead, along="Yes, a custodian has approved")

    inside = members(saved(tmp_path, world, lead))
    document = orjson.loads(inside["data/case.json"])
    assert len(document["reporters"]["contacts"]) == 1
    assert [each["form"] for each in document["evidence"]] == ["without_metadata"]
    assert not [name for name, data in inside.items() if media.MARKED in data]


async def test_nothing_of_a_report_that_was_withdrawn_is_sent_on_while_another_stands(
    world, citizen, moderator, lead, tmp_path
):
    case = await files(world, citizen)
    await moderator.says(f"/case {case.number}")
    await checked(moderator)
    other = world.person("Wu")
    await filed_with(other, world, ("b.jpg", PLANTED))
    life = Life(world.db, world.jubao.services.profile, int(world.at[0]))
    third = await life.files(other.account, link=Given(text="https://example.org/withdrawn"))
    for each in (2, third.report.case_id):
        await world.db.run(joins.move, each, case.id, int(world.at[0]))
    for report in await world.db.run(reports.of_case, case.id):
        if report.id != 1:
            await world.db.run(filing_rows.withdraw, report.id, int(world.at[0]))
    await world.settle()  # the news of the others come before the card

    await referred(world, case, lead)

    document = orjson.loads(members(saved(tmp_path, world, lead))["data/case.json"])
    assert document["addresses"] == ["https://example.org/shop"]
    assert document["evidence"] == []


async def test_who_agreed_to_a_contact_does_not_get_it_by_ordering_the_file_again(
    world, citizen, moderator, lead, tmp_path
):
    case = await files(world, citizen, **REAL_NAME)
    await moderator.says(f"/case {case.number}")
    await checked(moderator)
    custodian = await world.staff("Li", Role.LEAD)
    await world.db.run(granted, case.id, custodian.account, int(world.at[0]))
    await referred(world, case, lead, along="Yes, a custodian has approved")

    await custodian.says(f"/case {case.number}")
    await custodian.taps_on_card("Case file")

    path = saved(tmp_path, world, custodian)
    inside = members(path)
    document = orjson.loads(inside["data/case.json"])
    assert document["reporters"] == {"included": False, "contacts": []}
    assert document["referral"]["referred_by"] == {
        "name": "Zhou",
        "role": "lead",
        "unit": "changsha",
    }
    found = verification.verify(path, public_key(world))
    assert found.faults == ()
    assert found.statement["signed_by"] == {"role": "lead", "unit": "changsha"}
    assert b"Li" not in inside["data/case.json"]
    assert "Zhou" in inside["data/summary.txt"].decode()


async def test_a_contact_that_the_lead_writes_into_the_referral_is_taken_out(
    world, citizen, moderator, lead, tmp_path
):
    case = await files(world, citizen, **REAL_NAME)
    await moderator.says(f"/case {case.number}")
    await checked(moderator)

    place = "Station at the river, witness 138-0013-8000"
    await referred(world, case, lead, name=place, along="No, it stays encrypted")

    inside = members(saved(tmp_path, world, lead))
    said = orjson.loads(inside["data/case.json"])["referral"]["addressed_to"]
    assert said.startswith("Station at the river, witness ")
    for name, data in inside.items():
        assert b"138-0013-8000" not in data, name


async def test_words_that_say_where_the_content_is_are_left_out(
    world, citizen, moderator, lead, tmp_path
):
    place = "in the chat of class 3b, where I am the teacher"
    case = await files(world, citizen, link=Given(text=place))
    await moderator.says(f"/case {case.number}")
    await checked(moderator)

    await referred(world, case, lead)

    inside = members(saved(tmp_path, world, lead))
    assert not [name for name, data in inside.items() if b"class 3b" in data]
    document = orjson.loads(inside["data/case.json"])
    assert (document["addresses"], document["places_in_words"]) == ([], 1)
    assert "Places described in words, not enclosed: 1." in inside["data/summary.txt"].decode()


@pytest.mark.soak
async def test_a_contact_is_left_out_once_its_custodian_is_dismissed(
    world, citizen, moderator, lead, tmp_path
):
    case = await files(world, citizen, **REAL_NAME)
    await moderator.says(f"/case {case.number}")
    await checked(moderator)
    custodian = await world.staff("Li", Role.MODERATOR, "hunan")
    await world.db.run(granted, case.id, custodian.account, int(world.at[0]))
    await referred(world, case, lead, along="Yes, a custodian has approved")

    def dismissed(tx):
        people.set_custodian(tx, people.who_is(tx, custodian.account), custodian=False)

    await world.db.run(dismissed)
    await lead.says(f"/case {case.number}")
    await lead.taps_on_card("Case file")

    document = orjson.loads(members(saved(tmp_path, world, lead))["data/case.json"])
    assert document["reporters"] == {"included": False, "contacts": []}


async def test_of_a_closed_category_there_are_addresses_alone(
    world, citizen, moderator, lead, tmp_path
):
    kind = {"category": Given(choice="sexual"), "subcategory": Given(choice="child_abuse")}
    case = await files(world, citizen, **kind)
    unit = case.unit
    handler = await world.staff("Tan", Role.LEAD, unit)
    await handler.says(f"/case {case.number}")
    await handler.taps("Accept")
    await handler.taps_on_card("Start checking")
    await handler.says(f"/case {case.number}")
    await handler.taps_on_card("Refer")
    await handler.taps("the police")
    await handler.says("Station at the river")
    await handler.taps(handler.labels()[0])
    await handler.says("nothing else")

    inside = members(saved(tmp_path, world, handler))
    document = orjson.loads(inside["data/case.json"])
    assert document["addresses"] == ["https://example.org/shop"]
    assert document["case"]["closed_category"] is True
    assert (document["evidence"], document["finding"]) == ([], None)
    assert not [name for name in inside if "evidence" in name]


async def test_it_is_encrypted_for_the_key_that_was_typed(
    world, citizen, moderator, lead, tmp_path
):
    identity = pyrage.x25519.Identity.generate()
    case = await files(world, citizen)
    await moderator.says(f"/case {case.number}")
    await checked(moderator)
    await lead.says(f"/case {case.number}")
    await lead.taps_on_card("Refer")
    await lead.taps("the police")
    typed = str(identity.to_public())
    await lead.says(f"Station, {typed[:-1]}{'q' if typed[-1] != 'q' else 'p'}")
    lead.sees("refer-key-bad")
    await lead.says(f"Station, {typed}")
    await lead.taps("Article 266")
    await lead.says("a letter by post")

    name, data = handed_out(world, lead)
    assert name == f"case-{case.number}.zip.age"
    assert typed not in lead.texts()
    sealed = tmp_path / name
    sealed.write_bytes(data)
    assert "age --decrypt" in verification.verify(sealed).faults[0]
    path = tmp_path / "open.zip"
    path.write_bytes(pyrage.decrypt(data, [identity]))
    assert verification.verify(path, public_key(world)).faults == ()


async def test_the_file_leaves_the_chat_and_the_journal_says_that_it_was_there(
    world, citizen, moderator, lead
):
    case = await files(world, citizen)
    await moderator.says(f"/case {case.number}")
    await checked(moderator)
    await referred(world, case, lead)
    assert any("document" in message for message in lead.chat)
    entries = await world.db.run(journal.of_case, case.id)
    me = await world.db.run(people.who_is, lead.account)
    assert [each.who for each in entries if each.verb == "case_file"] == [me]

    world.later(REMOVED_AFTER + 1)
    await world.settle()

    assert not any("document" in message for message in lead.chat)
    assert (await world.db.run(orders.latest, case.id)).state is FileState.DONE


async def test_it_is_made_again_for_a_lead_and_nobody_else(world, citizen, moderator, lead):
    case = await files(world, citizen)
    await moderator.says(f"/case {case.number}")
    await checked(moderator)
    await referred(world, case, lead)
    await moderator.says(f"/case {case.number}")
    assert "Case file" not in await moderator.card_labels()
    await lead.says(f"/case {case.number}")
    button = await lead.data_on_card("Case file")

    said = await moderator.presses(moderator.last["message_id"], button[1])
    assert said == moderator.words("refusal-not-allowed")
    assert not any("document" in message for message in moderator.chat)

    await lead.taps_on_card("Case file")
    assert len([message for message in lead.chat if "document" in message]) == 2


async def test_a_lead_who_lost_the_role_meanwhile_gets_nothing(world, citizen, moderator, lead):
    case = await files(world, citizen)
    await moderator.says(f"/case {case.number}")
    await checked(moderator)
    await referred(world, case, lead)
    me = await world.db.run(people.who_is, lead.account)
    before = len(lead.chat)

    def loses(tx):
        order = orders.latest(tx, case.id)
        orders.change(tx, order.id, state=FileState.ORDERED, due_at=int(world.at[0]))
        people.revoke(tx, me, "changsha")

    await world.db.run(loses)
    await world.settle()

    assert len(lead.chat) == before
    assert (await world.db.run(orders.latest, case.id)).state is FileState.FAILED


@pytest.mark.soak
async def test_a_case_that_cannot_be_read_does_not_keep_others_waiting(
    world, citizen, moderator, lead, monkeypatch
):
    case = await files(world, citizen)
    await moderator.says(f"/case {case.number}")
    await checked(moderator)
    gather = contents.gather

    def broken(req, order, person):
        if order.id == 1:
            raise ValueError("unreadable")
        return gather(req, order, person)

    monkeypatch.setattr(contents, "gather", broken)
    await referred(world, case, lead)
    lead.saw("notice-case_file_failed", number=case.number)

    await lead.says(f"/case {case.number}")
    await lead.taps_on_card("Case file")

    assert len([message for message in lead.chat if "document" in message]) == 1


@pytest.mark.soak
async def test_a_file_that_may_have_arrived_is_not_sent_again(world, citizen, moderator, lead):
    case = await files(world, citizen)
    await moderator.says(f"/case {case.number}")
    await checked(moderator)
    world.wire.faults["sendDocument"] = NetworkError("away")

    await referred(world, case, lead)

    lead.saw("notice-case_file_uncertain", number=case.number)
    assert (await world.db.run(orders.latest, case.id)).state is FileState.FAILED


async def test_what_a_process_that_died_may_have_sent_is_not_sent_again(
    world, citizen, moderator, lead
):
    case = await files(world, citizen)
    await moderator.says(f"/case {case.number}")
    await checked(moderator)
    await referred(world, case, lead)
    before = len([message for message in lead.chat if "document" in message])

    def died(tx):
        order = orders.latest(tx, case.id)
        orders.change(tx, order.id, state=FileState.SENDING, due_at=int(world.at[0]))

    await world.db.run(died)
    await world.settle()

    lead.saw("notice-case_file_uncertain", number=case.number)
    assert len([message for message in lead.chat if "document" in message]) == before


@pytest.mark.soak
async def test_while_the_store_is_away_it_waits_and_then_comes(
    world, citizen, moderator, lead, monkeypatch
):
    case = await with_evidence(world, citizen, moderator)
    reads = world.jubao.case_files.read

    async def away(_):
        raise FilesAway("down")

    monkeypatch.setattr(world.jubao.case_files, "read", away)
    await referred(world, case, lead)
    assert not any("document" in message for message in lead.chat)

    monkeypatch.setattr(world.jubao.case_files, "read", reads)
    world.later(RETRY + 1)
    await world.settle()

    assert any("document" in message for message in lead.chat)


async def test_without_a_font_there_is_the_text_and_the_lead_is_told(
    world, citizen, moderator, lead, tmp_path, monkeypatch
):
    monkeypatch.setattr(summary_pdf, "FONTS", ())
    case = await files(world, citizen)
    await moderator.says(f"/case {case.number}")
    await checked(moderator)

    await referred(world, case, lead)

    assert lead.words("case_file-no_pdf") in lead.texts(1)
    path = saved(tmp_path, world, lead)
    assert verification.verify(path, public_key(world)).faults == ()
    assert {"data/summary.txt"} == {name for name in members(path) if "summary" in name}


@pytest.mark.soak
async def test_a_message_that_cannot_be_deleted_is_told(world, citizen, moderator, lead):
    case = await files(world, citizen)
    await moderator.says(f"/case {case.number}")
    await checked(moderator)
    await referred(world, case, lead)
    world.wire.faults["deleteMessage"] = BadRequest("message can't be deleted for everyone")

    world.later(DELETABLE + 1)
    await world.settle()

    lead.saw("notice-case_file_not_removed", number=case.number)


@pytest.mark.soak
async def test_a_file_over_the_limit_of_the_chat_says_how_to_get_it(
    world, citizen, moderator, lead, monkeypatch
):
    monkeypatch.setattr(case_file_sender, "MOST_BYTES", 1000)
    case = await files(world, citizen)
    await moderator.says(f"/case {case.number}")
    await checked(moderator)

    await referred(world, case, lead)

    lead.saw("notice-case_file_too_large", number=case.number)
    assert not any("document" in message for message in lead.chat)


async def test_no_more_is_read_once_it_is_too_large(world, citizen, moderator, lead, monkeypatch):
    case = await with_evidence(world, citizen, moderator, ("a.jpg", PLANTED), ("b.png", media.PNG))
    monkeypatch.setattr(case_file_sender, "MOST_BYTES", 10)
    reads, read = [], world.jubao.case_files.read

    async def counted(name):
        reads.append(name)
        return await read(name)

    monkeypatch.setattr(world.jubao.case_files, "read", counted)
    await referred(world, case, lead)

    lead.saw("notice-case_file_too_large", number=case.number)
    assert len(reads) == 1


@pytest.mark.soak
@pytest.mark.heavy
async def test_the_command_verifies_without_settings_or_database(
    world, citizen, moderator, lead, tmp_path
):
    case = await files(world, citizen)
    await moderator.says(f"/case {case.number}")
    await checked(moderator)
    await referred(world, case, lead)
    path = saved(tmp_path, world, lead)
    key = signing.public_text(public_key(world))

    def types(*words):
        return subprocess.run(
            [sys.executable, "-m", "bot", "verify", *words],
            capture_output=True,
            text=True,
            check=False,
            env={"PATH": "/usr/bin", "COLUMNS": "200"},
        )

    ran = await asyncio.to_thread(types, str(path), "--key", key)
    assert (ran.returncode, ran.stderr) == (0, "")
    assert f"case {case.number}" in ran.stdout
    assert ran.stdout.splitlines()[-1] == "whole"
    ran = await asyncio.to_thread(types, str(path))
    assert ran.returncode == 0
    assert "taken from the file itself" in ran.stdout
    assert (await asyncio.to_thread(types, str(path), "--key", "ed25519:x")).returncode == 2
    changed = bytearray(path.read_bytes())
    changed[len(changed) // 2] ^= 1
    path.write_bytes(changed)
    ran = await asyncio.to_thread(types, str(path), "--key", key)
    assert ran.returncode == 1
    assert ran.stderr.strip() == "jubao: it is not what was signed"
