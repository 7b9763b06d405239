"""Files sent along with a form: kept and counted, fetched once allowed, else forgotten."""

from msgspec.structs import replace

from conversation import engine, material
from conversation.forms import FORMS
from conversation.report import locates
from conversation.step import Given, GivenFile, Sheet
from domain.draft import Draft
from domain.errors import BadAnswer
from domain.people import Person, Verb
from domain.report import MAX_FILE_BYTES, MAX_FILES, EvidenceState
from storage import drafts, evidence, evidence_reading, outbox, said
from storage.db import Tx
from usecases import asking
from usecases.scene import Scene
from usecases.turns import Collecting, Turn

ALBUM_QUIET = 2  # seconds (Telegram's albums have no end; 1.5 s of quiet, rounded up)
TO_REPORTERS = frozenset({Verb.ASK, Verb.TELL})
TAKES_FILES = frozenset({"report", "addition", "answer", *TO_REPORTERS})


def is_answer(tx: Tx, scene: Scene, draft: Draft) -> bool:
    """Whether a file is the very answer to the open question, and not to be kept beside it."""
    step = engine.current(FORMS[draft.form], asking.sheet(tx, scene, draft))
    return step is not None and step.takes_file


def keep(
    tx: Tx, person: Person, scene: Scene, draft: Draft, given: Given
) -> tuple[Draft, Turn | None]:
    """Keep files with the draft. The turn is None where the message also answers the question."""
    if draft.form not in TAKES_FILES:
        raise BadAnswer("answer-words-wanted")
    sheet = asking.sheet(tx, scene, draft)
    _check(tx, scene, sheet, given.files)
    step = engine.current(FORMS[draft.form], sheet)
    answers_too = step is not None and step.name == "link" and locates_in_words(given)
    draft = draft.with_answer("_files", draft.id)
    draft = material.with_caption(draft, given, is_target=answers_too)
    _take(tx, person, scene, sheet, given)
    said.keep(
        tx,
        person.who,
        given.message_id,
        draft_id=draft.id,
        step=said.CAPTIONS,
        text=given.text,
        now=scene.now,
    )
    if answers_too:
        return draft, None
    drafts.save(tx, draft, scene.now)
    if given.album:
        _tell_after_quiet(tx, person, scene, draft, given)
        return draft, Collecting(draft=draft)
    return draft, asking.ask(tx, scene, draft, note="files-kept")


def more(tx: Tx, person: Person, scene: Scene, sheet: Sheet, given: Given) -> bool:
    """Keep the files of an edited message with those that it had; False where it has the same."""
    known = sheet.draft.id
    fresh = tuple(
        file for file in given.files if not evidence_reading.has(tx, known, file.unique_id)
    )
    if fresh:
        _check(tx, scene, sheet, fresh)
        _take(tx, person, scene, sheet, replace(given, files=fresh))
    return bool(fresh)


def _take(tx: Tx, person: Person, scene: Scene, sheet: Sheet, given: Given) -> None:
    state = EvidenceState.WANTED if _decided(sheet) else EvidenceState.OFFERED
    for file in given.files:
        evidence.offer(
            tx,
            _offer(file, given),
            draft_id=sheet.draft.id,
            who=person.who,
            state=state,
            now=scene.now,
        )


def locates_in_words(given: Given) -> bool:
    """Whether a message with files also says where the content is."""
    return locates(Given(links=given.links, origin=given.origin))


def _check(tx: Tx, scene: Scene, sheet: Sheet, files: tuple[GivenFile, ...]) -> None:
    if _decided(sheet) and not sheet.profile.taxonomy.files_allowed(*_category(sheet)):
        if sheet.draft.form in TO_REPORTERS:
            raise BadAnswer("files-never-here")
        raise BadAnswer("files-never", hotline=_hotline(sheet))
    if scene.no_room:
        raise BadAnswer("files-no-room")
    for file in files:
        if file.size > MAX_FILE_BYTES:
            raise BadAnswer("files-too-big", limit=MAX_FILE_BYTES // 1024 // 1024)
    if evidence_reading.count(tx, sheet.draft.id) + len(files) > MAX_FILES:
        raise BadAnswer("files-too-many", limit=MAX_FILES)


def _category(sheet: Sheet) -> tuple[str, str]:
    """As answered in a report, else of the case that a form is about."""
    known = sheet.about if sheet.draft.form != "report" else sheet.draft.answers
    return known.get("category") or "", known.get("subcategory") or ""


def _decided(sheet: Sheet) -> bool:
    """Whether the category is known down to where files are allowed or not."""
    if sheet.draft.form != "report":
        return True
    category = sheet.answer("category")
    below = sheet.profile.taxonomy.under(category or "")
    return category is not None and (not below or sheet.answer("subcategory") is not None)


def _hotline(sheet: Sheet) -> str:
    found = sheet.profile.taxonomy.of(*_category(sheet))
    return (found.hotline if found else None) or sheet.profile.emergency


def settle(tx: Tx, scene: Scene, draft: Draft) -> str:
    """Fetch what was offered once the category allows it; forget it where it does not."""
    if draft.form != "report" or not draft.answers.get("_files"):
        return ""
    sheet = asking.sheet(tx, scene, draft)
    if not _decided(sheet):
        return ""
    if not sheet.profile.taxonomy.files_allowed(*_category(sheet)):
        had = evidence_reading.count(tx, draft.id)
        evidence.drop(tx, draft.id)
        return "files-forgotten" if had else ""
    evidence.want(tx, draft.id)
    return ""


def _offer(file: GivenFile, given: Given) -> evidence.Offer:
    return evidence.Offer(
        kind=file.kind,
        file_id=file.file_id,
        unique_id=file.unique_id,
        size=file.size,
        mime=file.mime,
        name=file.name,
        album=given.album,
        message_id=given.message_id,
    )


def _tell_after_quiet(tx: Tx, person: Person, scene: Scene, draft: Draft, given: Given) -> None:
    outbox.put(
        tx,
        outbox.Notice(
            kind="screen",
            recipient=person.who,
            params={"note": "files-kept", "left_out": given.left_out},
            rank=outbox.Rank.REPLY,
            dedupe=f"album:{draft.id}:{given.album}",
            due_at=scene.now + ALBUM_QUIET,
            order_key=f"person:{person.who}",
        ),
        scene.now,
    )
