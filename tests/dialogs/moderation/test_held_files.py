"""Staff get copies of evidence that name nobody; what cannot be cleaned, on a second press."""

import pytest
from telegram.error import NetworkError

from domain.case_files.journal_proof import STORE_EVIDENCE
from domain.network.people import Role
from domain.report import Evidence, EvidenceState
from handlers.files import albums
from handlers.moderation import evidence
from handlers.moderation.callbacks import OpenUncleaned, ShowEvidence
from handlers.ui.localizer import Localizer
from storage.audit import journal
from storage.cases import cases
from storage.evidence import evidence_reading
from tests.dialogs.moderation.test_casework import newest
from tests.dialogs.reporting.test_file_kinds import upload
from tests.domain.test_file_kinds import TYPES, archive, boxed
from tests.handlers.files.test_strip_metadata import PLANTED
from tests.support import media
from tests.support.cases import a_case
from tests.support.chat import catalog
from tests.support.life import NOON
from tests.support.looks import look
from tests.support.media import MARKED

NAME = f"IMG_Lin Xiaoyu_{media.MARK}.jpg"
NAMED = (
    "a motion photo over ten megabytes",
    "a comment of a GIF",
    "a place in udta of 64 bits",
    "a 3GP's place",
    "a track of places",
    "a song's name",
    "a WebM's tags",
    "an ID3 tag",
    "a voice's tags",
)
HELD = {
    "heic": boxed(b"heic", b"mif1") + MARKED,
    "tiff": b"II*\x00\x08\x00\x00\x00" + MARKED,
    "pdf": b"%PDF-1.7\n/Author (" + MARKED,
    "docx": archive(TYPES, "word/document.xml", "docProps/core.xml") + MARKED,
    "zip": archive("a.txt"),
    "torn picture": media.picture("JPEG")[:-9],
}


async def filed_with(citizen, world, *files):
    """A report filed with these files, sent as documents; the case."""
    await citizen.says("/report")
    await citizen.says("https://example.org/shop")
    for button in ("Fraud", "Fake bank"):
        await citizen.taps(button)
    if "Skip" in citizen.labels():
        await citizen.taps("Skip")
    await citizen.taps("Region")
    await citizen.taps("Changsha")
    await upload(citizen, world, *files)
    await citizen.taps("Submit report")
    return await world.db.run(cases.get, 1)


def sent(world, begun):
    """The names of all methods that sent a file since, and the bytes that arrived by them."""
    calls = [name for name, _ in world.telegram.sent[begun[0] :] if "send" in name]
    return calls, [kept.file.data for kept in list(world.telegram.files.values())[begun[1] :]]


def begin(world):
    return len(world.telegram.sent), len(world.telegram.files)


async def verbs(world, case):
    """What people did; that files were stored is left out."""
    entries = await world.db.run(journal.of_case, case.id)
    return [entry.verb for entry in entries if entry.verb != STORE_EVIDENCE]


@pytest.mark.parametrize("what", NAMED)
async def test_what_staff_get_names_nobody(world, citizen, moderator, what):
    case = await filed_with(citizen, world, (NAME, PLANTED[what][1]))
    begun = begin(world)

    await moderator.taps_on_card("Evidence")

    _, arrived = sent(world, begun)
    assert len(arrived) == 1, newest(moderator)
    assert MARKED not in arrived[0]
    assert media.MARK not in str(moderator.chat)
    assert "Xiaoyu" not in str(moderator.chat)
    (stored,) = await world.jubao.fetcher.files.names()
    assert await world.jubao.services.read_file(stored) == PLANTED[what][1]
    assert await verbs(world, case) == ["submit", "open_evidence"]


@pytest.mark.parametrize("what", HELD)
async def test_what_cannot_be_cleaned_is_sent_on_a_second_press_alone(
    world, citizen, moderator, what
):
    case = await filed_with(citizen, world, (NAME, HELD[what]), ("b.png", media.PNG))
    begun = begin(world)

    await moderator.taps_on_card("Evidence")
    calls, arrived = sent(world, begun)
    assert [call for call in calls if call != "sendMessage"] == ["sendPhoto"]
    assert arrived == [media.PNG]
    moderator.sees("staff-files-held", number=case.number, count=1)
    assert "1. Document" in newest(moderator)
    assert moderator.labels() == [moderator.words("staff-open-uncleaned", place="1")]
    assert moderator.last["has_protected_content"]

    begun = begin(world)
    await moderator.taps("Open it anyway")

    calls, arrived = sent(world, begun)
    assert arrived == [HELD[what]]
    assert moderator.last["has_protected_content"]
    assert moderator.last["caption"] == f"{case.number} · 1 of 2"
    assert "Xiaoyu" not in str(moderator.chat)
    assert await verbs(world, case) == ["submit", "open_evidence", "open_uncleaned"]
    entry = (await world.db.run(journal.of_case, case.id))[-1]
    (file, _) = await world.db.run(evidence_reading.of_case, case.id)
    assert entry.reason == file.sha256


async def test_the_journal_has_it_though_the_file_does_not_arrive(world, citizen, moderator):
    case = await filed_with(citizen, world, ("a.pdf", HELD["pdf"]))
    await moderator.taps_on_card("Evidence")
    world.wire.faults["sendDocument"] = NetworkError("away")

    await moderator.taps("Open it anyway")

    assert not any("document" in message for message in moderator.chat)
    assert await verbs(world, case) == ["submit", "open_evidence", "open_uncleaned"]


@pytest.mark.soak
async def test_several_held_files_have_a_line_and_a_button_each(world, citizen, moderator):
    found = (("a.pdf", HELD["pdf"]), ("b.png", media.PNG), ("c.zip", HELD["zip"]))
    case = await filed_with(citizen, world, *found)
    await moderator.taps_on_card("Evidence")

    moderator.sees("staff-files-held", number=case.number, count=2)
    assert moderator.labels() == ["Open it anyway · 1", "Open it anyway · 3"]
    begun = begin(world)
    await moderator.taps("Open it anyway · 3")
    assert sent(world, begun)[1] == [HELD["zip"]]


@pytest.mark.parametrize("label", ["Evidence", "Open it anyway"])
async def test_files_come_though_the_press_could_not_be_answered(world, citizen, moderator, label):
    await filed_with(citizen, world, ("a.pdf", HELD["pdf"]), ("b.png", media.PNG))
    if label != "Evidence":
        await moderator.taps_on_card("Evidence")
    begun, press = begin(world), moderator.data(label)
    world.wire.faults["answerCallbackQuery"] = NetworkError("away")

    with pytest.raises(AssertionError, match="never answered"):
        await moderator.presses(*press)

    assert len(sent(world, begun)[1]) == 1


def test_of_very_many_held_files_each_message_has_as_many_as_fit(profile):
    localizer = Localizer(catalog(), profile, "en")
    found = albums.pieces(
        tuple(
            (Evidence(id=n, kind="video_note", state=EvidenceState.KEPT, received_at=NOON), "x")
            for n in range(250)
        )
    )
    screens = evidence.held_back(localizer, a_case(), found)
    assert [len(look(each).labels) for each in screens] == [60, 60, 60, 60, 10]


async def test_nobody_opens_a_held_file_who_may_not_open_evidence(world, citizen, moderator):
    case = await filed_with(citizen, world, ("a.pdf", HELD["pdf"]))
    (file,) = await world.db.run(evidence_reading.of_case, case.id)
    stranger = await world.staff("Zhao", Role.MODERATOR, unit="hengyang")
    begun = begin(world)

    for person in (stranger, citizen):
        message = person.last["message_id"]
        await person.presses(message, OpenUncleaned(case.id, file.id).pack())

    assert sent(world, begun)[1] == []
    assert (await verbs(world, case))[:1] == ["submit"]
    assert "open_uncleaned" not in await verbs(world, case)


async def test_a_file_of_another_case_is_not_opened(world, citizen, moderator):
    case = await filed_with(citizen, world, ("a.pdf", HELD["pdf"]))
    message, _ = moderator.data("Evidence")

    said = await moderator.presses(message, OpenUncleaned(case.id, 999).pack())

    assert said == moderator.words("evidence-none")
    assert await verbs(world, case) == ["submit"]


async def test_an_office_s_picture_goes_to_the_reporter_without_its_metadata(
    world, citizen, moderator
):
    await filed_with(citizen, world, ("a.png", media.PNG))
    await moderator.taps_on_card("Tell reporter")
    await moderator.sends("note.jpg", kind="document", data=media.picture("JPEG"))
    await moderator.sends("form.pdf", kind="document", data=HELD["pdf"])
    begun = begin(world)
    await moderator.says("Two files.")

    arrived = sent(world, begun)[1]
    assert len(arrived) == 2
    assert MARKED not in arrived[0]
    assert arrived[1].startswith(HELD["pdf"])  # what cannot be cleaned goes as it is


async def test_no_card_has_a_file_s_name(world, citizen, moderator):
    case = await filed_with(citizen, world, (NAME, media.PNG))
    await moderator.says(f"/case {case.number}")
    assert "Xiaoyu" not in str(moderator.chat)
    begun = begin(world)
    await moderator.presses(moderator.data("Evidence")[0], ShowEvidence(case.id).pack())
    (photo,) = sent(world, begun)[1]
    assert photo == media.PNG
