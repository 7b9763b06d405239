"""A reporter gets the receipt as a signed file that anybody can verify, and that names nobody."""

import hashlib

import orjson
import pytest

from storage.cases import cases
from storage.crypto import signing
from storage.network import people
from tests.dialogs.identity.test_contacts import NAME, PHONE, REAL_NAME
from tests.dialogs.moderation.test_casework import files as filed
from tests.dialogs.moderation.test_casework import with_files
from tests.support.case_files import handed_out
from tests.support.media import PNG
from usecases.case_files import verification


async def a_receipt(citizen, world, tmp_path):
    await citizen.taps("Signed receipt")
    name, data = handed_out(world, citizen)
    path = tmp_path / name
    path.write_bytes(data)
    return path


def public_key(world):
    return signing.signing_key(world.db.cipher).public_key()


async def test_the_receipt_verifies_and_says_what_was_filed_where_and_when(
    world, citizen, tmp_path
):
    case = await with_files(world, citizen, "a.png", data=PNG)

    path = await a_receipt(citizen, world, tmp_path)

    citizen.sees("signed_receipt-explained")
    found = verification.verify(path, public_key(world))
    assert found.faults == ()
    said = found.statement
    assert said["office"]["code"] == case.unit
    assert said["received_at"].startswith("2026-11-25T12:")
    assert said["addresses_sha256"] == [hashlib.sha256(b"https://example.org/shop").hexdigest()]
    assert said["files_sha256"] == [hashlib.sha256(PNG + b"a.png").hexdigest()]
    assert any("已于 2026-11-25" in line for line in found.text)
    assert any("Received by" in line for line in found.text)


async def test_it_names_the_office_that_received_it_also_after_the_case_went_elsewhere(
    world, citizen, tmp_path
):
    case = await filed(world, citizen)
    assert case.unit == "changsha"
    await world.db.run(lambda tx: cases.change(tx, case.id, seen=case.version, unit="hunan"))

    path = await a_receipt(citizen, world, tmp_path)

    found = verification.verify(path, public_key(world))
    assert found.statement["office"]["code"] == "changsha"
    assert any("Received by Changsha" in line for line in found.text)


async def test_it_has_nothing_of_who_reported(world, citizen, tmp_path):
    await filed(world, citizen, **REAL_NAME)

    path = await a_receipt(citizen, world, tmp_path)

    me = await world.db.run(people.who_is, citizen.account)
    everything = path.read_text(encoding="utf-8")
    said = orjson.loads(orjson.loads(path.read_bytes())["signed"])
    code = next(m for m in citizen.texts().split() if m.endswith(said["code_ends_with"]))
    for secret in (NAME, PHONE, me, str(citizen.account), "they took my money", code):
        if len(secret) > len(said["code_ends_with"]):
            assert secret not in everything, secret


async def test_a_changed_byte_anywhere_is_found(world, citizen, tmp_path):
    await filed(world, citizen)
    path = await a_receipt(citizen, world, tmp_path)
    whole = path.read_bytes()
    for place in range(0, len(whole), 3):
        changed = bytearray(whole)
        changed[place] ^= 1
        path.write_bytes(changed)
        assert verification.verify(path, public_key(world)).faults, place
        assert verification.verify(path).faults, place


async def test_nobody_gets_the_receipt_of_somebody_else(world, citizen):
    await filed(world, citizen)
    _, data = citizen.data("Signed receipt")
    other = world.person("Wu")
    await other.says("/start")

    await other.presses(other.last["message_id"], data)

    assert not any("document" in m for m in other.chat)


@pytest.mark.parametrize("text", [b"{", b"{}", b'{"signed": 1}', b'{"signed": "[]"}', b"\x00", b""])
def test_what_is_no_receipt_is_refused_in_words(text, tmp_path):
    path = tmp_path / "receipt.json"
    path.write_bytes(text)

    assert verification.verify(path).faults
