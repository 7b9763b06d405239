"""Files sent along with a form: kept and counted, fetched once allowed, else forgotten."""

from collections.abc import Mapping

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

MAX_NAMED = 2 * MAX_FILES  # files of a draft that are written down, those not kept among them
ALBUM_QUIET = 2  # seconds (Telegram's albums have no end; 1.5 s of quiet, rounded up)


def is_answer(req: Request, draft: Draft) -> bool:
    """Whether a file is the very answer to the open question, and not to be kept beside it."""
    step = engine.current(req.flow(draft.form).form, questions.sheet(req, draft))
    return step is not None and step.takes_file


def keep(
    req: Request, draft: Draft, given: Given
) -> tuple[Draft, DialogOutcome | None, tuple[str, ...]]:
    """Keep files with the draft, as many as can be; why others were not comes last.

    The outcome is None where the message also answers the question. BadAnswer where none can be
    kept and the message says nothing else.
    """
    flow = req.flow(draft.form)
    if flow.files is None:
        raise BadAnswer("answer-words-wanted")
    sheet = questions.sheet(req, draft)
    given, not_kept = _sorted(req, sheet, given)
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
        return draft, None, not_kept
    drafts.save(req.tx, draft, req.now)
    if given.album:
        _tell_after_quiet(req, draft, given, not_kept)
        return draft, Collecting(draft=draft), not_kept
    asked = questions.ask(req, draft, note="files-kept" if given.files else "")
    return draft, replace(asked, not_kept=not_kept), not_kept


def more(req: Request, sheet: Sheet, given: Given) -> bool:
    """Keep the files of an edited message with those that it had; False where it has the same."""
    known = sheet.draft.id
    fresh = tuple(
        file for file in given.files if not evidence_reading.has(req.tx, known, file.unique_id)
    )
    if fresh:
        # Its words are an edit of their own, and are no reason to pass over a file in silence.
        alone = Given(files=fresh, message_id=given.message_id)
        taken, _ = _sorted(req, sheet, alone)
        _take(req, sheet, taken)
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


def _sorted(req: Request, sheet: Sheet, given: Given) -> tuple[Given, tuple[str, ...]]:
    """The message with the files that can be kept, and why the others cannot.

    Those are written down with the draft, so that staff read that there were more; not where
    there is no room now, for they may be sent again.
    """
    _allow(req, sheet)
    room = MAX_FILES - evidence_reading.count(req.tx, sheet.draft.id)
    kept: list[GivenFile] = []
    refused: dict[GivenFile, str] = {}
    for file in given.files:
        reason = _reason(req, file, room - len(kept))
        if reason:
            refused[file] = reason
        else:
            kept.append(file)
    says_more = given.text.strip() or given.origin or given.links or given.quote or given.album
    if refused and not kept and not says_more:
        raise _refusal(next(iter(refused.values())))
    _name(req, sheet, given, refused)
    return replace(given, files=tuple(kept)), tuple(dict.fromkeys(refused.values()))


def _reason(req: Request, file: GivenFile, room: int) -> str:
    if req.conditions.no_room:
        return "no_room"
    if file.size > MAX_FILE_BYTES:
        return "too_big"
    return "" if room > 0 else "too_many"


def _refusal(reason: str) -> BadAnswer:
    if reason == "no_room":
        return BadAnswer("files-no-room")
    if reason == "too_big":
        return BadAnswer("files-too-big", limit=MAX_FILE_BYTES // 1024 // 1024)
    return BadAnswer("files-too-many", limit=MAX_FILES)


def _name(req: Request, sheet: Sheet, given: Given, refused: Mapping[GivenFile, str]) -> None:
    room = MAX_NAMED - len(evidence_reading.of_draft(req.tx, sheet.draft.id)) if refused else 0
    for_good = [(file, why) for file, why in refused.items() if why != "no_room"]
    for file, reason in for_good[: max(0, room)]:  # without room it may be sent again later
        evidence.offer(
            req.tx,
            replace(_offer(file, given), refused_reason=reason),
            draft_id=sheet.draft.id,
            who=req.actor.who,
            state=EvidenceState.REFUSED,
            now=req.now,
        )


def _allow(req: Request, sheet: Sheet) -> None:
    """BadAnswer where no file of this kind of report is ever taken."""
    policy = _policy(req, sheet.draft)
    kind = policy.kind(sheet)
    if kind is not None and not sheet.profile.taxonomy.files_allowed(*kind):
        raise BadAnswer(policy.refusal, hotline=_hotline(sheet, kind))


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


def _tell_after_quiet(req: Request, draft: Draft, given: Given, not_kept: tuple[str, ...]) -> None:
    of_album = (
        file.refused_reason
        for file in evidence_reading.of_draft(req.tx, draft.id)
        if file.album == given.album and file.refused_reason
    )
    reasons = [*dict.fromkeys((*of_album, *not_kept))]
    outbox.put(
        req.tx,
        outbox.Notice(
            kind="screen",
            recipient=req.actor.who,
            params={"note": "files-kept", "left_out": given.left_out, "not_kept": reasons},
            rank=outbox.Rank.REPLY,
            dedupe=f"album:{draft.id}:{given.album}",
            due_at=req.now + ALBUM_QUIET,
            order_key=f"person:{req.actor.who}",
        ),
        req.now,
    )
