"""Files sent along with a form: kept and counted, fetched once allowed, else forgotten."""

from msgspec.structs import replace

from conversation import engine, material
from conversation.form import Given, GivenFile, Sheet
from domain.core.errors import BadAnswer
from domain.draft import Draft
from domain.report import MAX_FILE_BYTES, MAX_FILES, EvidenceState
from storage.evidence import evidence, evidence_reading
from storage.queues import outbox
from storage.reporting import drafts, message_index
from usecases.core.flow import FilePolicy, Kind
from usecases.core.outcomes import Collecting, DialogOutcome
from usecases.core.request import Request
from usecases.dialogs import questions

ALBUM_QUIET = 2  # seconds (Telegram's albums have no end; 1.5 s of quiet, rounded up)


def is_answer(req: Request, draft: Draft) -> bool:
    """Whether a file is the very answer to the open question, and not to be kept beside it."""
    step = engine.current(req.flow(draft.form).form, questions.sheet(req, draft))
    return step is not None and step.takes_file


def keep(req: Request, draft: Draft, given: Given) -> tuple[Draft, DialogOutcome | None]:
    """Keep files with the draft. The turn is None where the message also answers the question."""
    flow = req.flow(draft.form)
    if flow.files is None:
        raise BadAnswer("answer-words-wanted")
    sheet = questions.sheet(req, draft)
    _check(req, sheet, given.files)
    step = engine.current(flow.form, sheet)
    answers_too = step is not None and flow.files.answers_too(step, given)
    draft = draft.with_answer("_files", draft.id)
    draft = material.with_caption(draft, given, is_target=answers_too)
    _take(req, sheet, given)
    message_index.keep(
        req.tx,
        req.actor.who,
        given.message_id,
        draft_id=draft.id,
        step=message_index.CAPTIONS,
        text=given.text,
        now=req.now,
    )
    if answers_too:
        return draft, None
    drafts.save(req.tx, draft, req.now)
    if given.album:
        _tell_after_quiet(req, draft, given)
        return draft, Collecting(draft=draft)
    return draft, questions.ask(req, draft, note="files-kept")


def more(req: Request, sheet: Sheet, given: Given) -> bool:
    """Keep the files of an edited message with those that it had; False where it has the same."""
    known = sheet.draft.id
    fresh = tuple(
        file for file in given.files if not evidence_reading.has(req.tx, known, file.unique_id)
    )
    if fresh:
        _check(req, sheet, fresh)
        _take(req, sheet, replace(given, files=fresh))
    return bool(fresh)


def _take(req: Request, sheet: Sheet, given: Given) -> None:
    decided = _policy(req, sheet.draft).kind(sheet) is not None
    state = EvidenceState.WANTED if decided else EvidenceState.OFFERED
    for file in given.files:
        evidence.offer(
            req.tx,
            _offer(file, given),
            draft_id=sheet.draft.id,
            who=req.actor.who,
            state=state,
            now=req.now,
        )


def _policy(req: Request, draft: Draft) -> FilePolicy:
    """How a form keeps files; an edited message may bring some to one that asks for none."""
    return req.flow(draft.form).files or FilePolicy()


def _check(req: Request, sheet: Sheet, files: tuple[GivenFile, ...]) -> None:
    policy = _policy(req, sheet.draft)
    kind = policy.kind(sheet)
    if kind is not None and not sheet.profile.taxonomy.files_allowed(*kind):
        raise BadAnswer(policy.refusal, hotline=_hotline(sheet, kind))
    if req.conditions.no_room:
        raise BadAnswer("files-no-room")
    for file in files:
        if file.empty:
            raise BadAnswer("files-empty")
        if file.size > MAX_FILE_BYTES:
            raise BadAnswer("files-too-big", limit=MAX_FILE_BYTES // 1024 // 1024)
    if evidence_reading.count(req.tx, sheet.draft.id) + len(files) > MAX_FILES:
        raise BadAnswer("files-too-many", limit=MAX_FILES)


def _hotline(sheet: Sheet, kind: Kind) -> str:
    found = sheet.profile.taxonomy.of(*kind)
    return (found.hotline if found else None) or sheet.profile.emergency


def settle(req: Request, draft: Draft) -> str:
    """Fetch what was offered once the category allows it; forget it where it does not."""
    policy = req.flow(draft.form).files
    if policy is None or not policy.settles or not draft.answers.get("_files"):
        return ""
    sheet = questions.sheet(req, draft)
    kind = policy.kind(sheet)
    if kind is None:
        return ""
    if not sheet.profile.taxonomy.files_allowed(*kind):
        had = evidence_reading.count(req.tx, draft.id)
        evidence.drop(req.tx, draft.id)
        return "files-forgotten" if had else ""
    evidence.want(req.tx, draft.id)
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


def _tell_after_quiet(req: Request, draft: Draft, given: Given) -> None:
    outbox.put(
        req.tx,
        outbox.Notice(
            kind="screen",
            recipient=req.actor.who,
            params={"note": "files-kept", "left_out": given.left_out},
            rank=outbox.Rank.REPLY,
            dedupe=f"album:{draft.id}:{given.album}",
            due_at=req.now + ALBUM_QUIET,
            order_key=f"person:{req.actor.who}",
        ),
        req.now,
    )
