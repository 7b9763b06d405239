"""Files are called what they are, to staff and to whoever sends an empty one."""

import pytest

from sandbox.telegram import File
from storage.cases import cases
from tests.domain.test_file_kinds import TYPES, archive, boxed

KINDS = {
    "apk": archive("AndroidManifest.xml", "classes.dex"),
    "zip": archive("a.txt"),
    "xlsx": archive(TYPES, "xl/workbook.xml"),
    "docx": archive(TYPES, "word/document.xml"),
    "m4a": boxed(b"M4A ", b"M4A "),
    "heic": boxed(b"heic", b"mif1"),
    "text": "转账记录".encode(),
}


async def upload(person, world, *files):
    """Documents as they come from a phone, with these bytes."""
    found = [File(name, "application/octet-stream", data) for name, data in files]
    world.after_the_last(person.account)
    for each in found:
        world.telegram.upload(person.account, person.account, [each], kind="document", caption=None)
    await world.settle()


async def filed_with(citizen, world, *files, done="Done"):
    """Filed with these files; the case."""
    await citizen.says("/report")
    await citizen.says("https://example.org/shop")
    for button in ("Fraud", "Fake bank", "Skip", "Add files"):
        await citizen.taps(button)
    citizen.sees("report-evidence-ask")
    await upload(citizen, world, *files)
    for button in (done, "Region", "Changsha", "Submit report"):
        await citizen.taps(button)
    return await world.db.run(cases.get, 1)


async def test_staff_read_what_each_file_is_whatever_it_is_called(citizen, moderator, world):
    files = [(f"word-{kind}.docx", data) for kind, data in KINDS.items()]
    case = await filed_with(citizen, world, *files)
    await moderator.says(f"/case {case.number}")
    for kind in KINDS:
        moderator.sees(f"staff-mime-{kind}")


@pytest.mark.parametrize("language", ["en", "zh-hans"])
async def test_an_empty_file_is_refused_and_others_are_taken(world, language):
    person = world.person("Lin", language)
    await person.says("/report")
    await person.says("https://example.org/shop")
    await upload(person, world, ("empty.txt", b""))
    person.sees("files-empty")
    await upload(person, world, ("proof.txt", b"paid on Monday"))
    assert person.words("kept-files", count=1) in person.last["text"]


@pytest.mark.soak
async def test_a_file_that_is_empty_when_fetched_is_not_kept_and_staff_read_why(
    citizen, moderator, world, monkeypatch
):
    monkeypatch.setattr("telegram.File.download_as_bytearray", nothing)
    case = await filed_with(citizen, world, ("proof.txt", b"paid on Monday"), done="Back")
    await moderator.says(f"/case {case.number}")
    moderator.sees("staff-refused-empty")


async def nothing(_):
    """A download that brings no byte."""
    return bytearray()
