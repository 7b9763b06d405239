"""Files sent along with a form: kept and counted, fetched once allowed, else forgotten."""

from msgspec.structs import replace

from conversation import engine, material
from conversation.form import Given, GivenFile, Sheet
from domain.core.errors import BadAnswer
from domain.draft import Draft
from domain.notices.other_notices import OpenQuestionNotice
from domain.report import MAX_FILE_BYTES, MAX_FILES, EvidenceState
from storage.evidence import evidence, evidence_reading
from storage.queues import outbox
from usecases.core.flow import FilePolicy, Kind
from usecases.core.request import Request
from usecases.dialogs import questions

QUIET_SECONDS = 2  # nothing more has come for so long: what came together is in


def is_answer(req: Request, draft: Draft) -> bool:
    """Whether a file is the very answer to the open question, and not to be kept beside it."""
    step = engine.current(req.flow(draft.form).form, questions.sheet(req, draft))
    return step is not None and step.takes_file


def keep(req: Request, draft: Draft, given: Given) -> Draft:
    """Keep the files of a message and what is written under them; the draft, not yet saved."""
    if req.flow(draft.form).files is None:
        raise BadAnswer("answer-words-wanted")
    sheet = questions.sheet(req, draft)
    _check(req, sheet, given.files)
    _take(req, sheet, given)
    return material.keep(draft.carrying(files=draft.id), given)


def tell_after_quiet(req: Request, draft: Draft, given: Given, *, replaces: int | None) -> None:
    """Owe the open question once nothing more comes: messages sent together get one answer.

    `replaces` is the message with the question as it was asked before, to be removed.
    """
    outbox.put(
        req.tx,
        outbox.Owed(
            notice=OpenQuestionNotice(left_out=given.left_out, replaces=replaces),
            recipient=req.actor.who,
            rank=outbox.Rank.REPLY,
            dedupe=f"quiet:{draft.id}",
            due_at=req.now + QUIET_SECONDS,
            order_key=f"person:{req.actor.who}",
        ),
        req.now,
        again=True,
    )


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
    if policy is None or not policy.settles or not draft.carried.files:
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
