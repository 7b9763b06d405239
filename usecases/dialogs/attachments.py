"""Files sent along with a form: named and counted; downloaded once the form is finished."""

from collections.abc import Mapping

from msgspec.structs import replace

from conversation import engine, material
from conversation.form import Given, GivenFile, Sheet
from domain.core.errors import BadAnswer
from domain.draft import Draft
from domain.notices.other_notices import OpenQuestionNotice
from domain.report import MAX_FILE_BYTES, MAX_FILES, EvidenceState
from storage.evidence import evidence, evidence_reading
from storage.queues import outbox, waiting_notices
from usecases.core.flow import Kind
from usecases.core.request import Request
from usecases.dialogs import file_quota, questions

MAX_NAMED = 2 * MAX_FILES  # files listed in a draft, including those not kept
FOR_NOW = frozenset({"no_room", "quota"})  # why a file may be sent again later
QUIET_SECONDS = 2  # silence after which messages sent together count as complete


def is_answer(req: Request, draft: Draft) -> bool:
    """Whether a file is the answer to the open question, and not to be kept in the draft."""
    step = engine.current(req.flow(draft.form).form, questions.sheet(req, draft))
    return step is not None and step.takes_file


def keep(req: Request, draft: Draft, given: Given) -> tuple[Draft, tuple[str, ...]]:
    """Keep a message's files, as many as allowed, and its caption.

    Returns the unsaved draft and the reasons why other files were not kept. BadAnswer where no file
    can be kept and the message says nothing else.
    """
    sheet = questions.sheet(req, draft)
    refusal = why_no_files(req, sheet)
    if refusal is not None:
        reason, why = refusal
        if not says_more(given):
            raise why
        return material.keep(draft, given), (reason,)
    taken, not_kept = _without_refused(req, sheet, given)
    _take(req, sheet, taken)
    return material.keep(draft.carrying(files=draft.id), given), not_kept


def says_more(given: Given) -> bool:
    """Whether a message has content besides its files, or belongs to an album that may."""
    return bool(given.text.strip() or given.origin or given.links or given.quote or given.album)


def tell_after_quiet(
    req: Request,
    draft: Draft,
    given: Given,
    not_kept: tuple[str, ...],
    *,
    note: str,
    replaces: int | None,
) -> None:
    """Queue the open question until no more messages come: messages sent together get one reply.

    `note` is the key of a sentence shown with it. `replaces` is the id of the message with the
    question as it was asked before, to be deleted.
    """
    of_album = (
        file.refused_reason
        for file in evidence_reading.of_draft(req.tx, draft.id)
        if given.album and file.album == given.album and file.refused_reason
    )
    dedupe = f"quiet:{draft.id}"
    notice = OpenQuestionNotice(
        draft=draft.id,
        left_out=given.left_out,
        replaces=replaces,
        remarks=(note,) if note else (),
        not_kept=tuple(dict.fromkeys((*of_album, *not_kept))),
        unkept=given.unkept,
    )
    earlier = waiting_notices.find(req.tx, dedupe, OpenQuestionNotice)
    outbox.put(
        req.tx,
        outbox.Owed(
            notice=notice if earlier is None else notice.after(earlier),
            recipient=req.actor.who,
            rank=outbox.Rank.REPLY,
            dedupe=dedupe,
            due_at=req.now + QUIET_SECONDS,
            order_key=f"person:{req.actor.who}",
        ),
        req.now,
        again=True,
    )


def more(req: Request, sheet: Sheet, given: Given) -> bool:
    """Keep the files that an edited message adds; False where there are none.

    BadAnswer where they cannot be kept; the first version then stays.
    """
    known = sheet.draft.id
    fresh = tuple(
        file for file in given.files if not evidence_reading.has(req.tx, known, file.unique_id)
    )
    if fresh:
        refusal = why_no_files(req, sheet)
        if refusal is not None:
            raise refusal[1]
        # The new text is handled as an edit of its own; it must not hide that a file was refused.
        alone = Given(files=fresh, message_id=given.message_id)
        taken, _ = _without_refused(req, sheet, alone)
        _take(req, sheet, taken)
    return bool(fresh)


def _take(req: Request, sheet: Sheet, given: Given) -> None:
    for file in given.files:
        evidence.offer(
            req.tx,
            _offer(file, given),
            draft_id=sheet.draft.id,
            who=req.actor.who,
            state=EvidenceState.OFFERED,
            now=req.now,
        )


def _without_refused(req: Request, sheet: Sheet, given: Given) -> tuple[Given, tuple[str, ...]]:
    """The message with only the files that can be kept, and the reasons why the others cannot.

    The draft lists the others, so that staff see that there were more. Those refused only FOR_NOW
    are not listed.
    """
    room = MAX_FILES - evidence_reading.count(req.tx, sheet.draft.id)
    kept: list[GivenFile] = []
    refused: dict[GivenFile, str] = {}
    for file in given.files:
        reason = _reason(req, file, room - len(kept)) or _quota_reason(req, sheet, file)
        if reason:
            refused[file] = reason
        else:
            kept.append(file)
    if refused and not kept and not says_more(given):
        raise _refusal(next(iter(refused.values())))
    _name(req, sheet, given, refused)
    return replace(given, files=tuple(kept)), tuple(dict.fromkeys(refused.values()))


def _reason(req: Request, file: GivenFile, room: int) -> str:
    if req.conditions.no_room:
        return "no_room"
    if file.empty:
        return "empty"
    if file.size > MAX_FILE_BYTES:
        return "too_big"
    return "" if room > 0 else "too_many"


def _quota_reason(req: Request, sheet: Sheet, file: GivenFile) -> str:
    known = evidence_reading.has(req.tx, sheet.draft.id, file.unique_id)
    return "" if known or file_quota.use(req, file) is None else "quota"


def _refusal(reason: str) -> BadAnswer:
    if reason == "quota":
        return BadAnswer("files-quota")
    if reason == "no_room":
        return BadAnswer("files-no-room")
    if reason == "empty":
        return BadAnswer("files-empty")
    if reason == "too_big":
        return BadAnswer("files-too-big", limit=MAX_FILE_BYTES // 1024 // 1024)
    return BadAnswer("files-too-many", limit=MAX_FILES)


def _name(req: Request, sheet: Sheet, given: Given, refused: Mapping[GivenFile, str]) -> None:
    room = MAX_NAMED - len(evidence_reading.of_draft(req.tx, sheet.draft.id)) if refused else 0
    for_good = [(file, why) for file, why in refused.items() if why not in FOR_NOW]
    for file, reason in for_good[: max(0, room)]:
        evidence.offer(
            req.tx,
            replace(_offer(file, given), refused_reason=reason),
            draft_id=sheet.draft.id,
            who=req.actor.who,
            state=EvidenceState.REFUSED,
            now=req.now,
        )


def why_no_files(req: Request, sheet: Sheet) -> tuple[str, BadAnswer] | None:
    """Why this draft takes no files: a reason, and the error if the message has nothing else."""
    policy = req.flow(sheet.draft.form).files
    if policy is None:
        gathers = req.flow(sheet.draft.form).form.gathers
        return "not_here", BadAnswer("file-not-kept-not_here" if gathers else "answer-words-wanted")
    kind = policy.kind(sheet)
    if kind is None or sheet.profile.taxonomy.files_allowed(*kind):
        return None
    refusal = BadAnswer(
        policy.refusal, hotline=_hotline(sheet, kind), emergency=sheet.profile.emergency
    )
    return "never", refusal


def _hotline(sheet: Sheet, kind: Kind) -> str:
    found = sheet.profile.taxonomy.of(*kind)
    return (found.hotline if found else None) or sheet.profile.emergency


def settle(req: Request, draft: Draft) -> str:
    """Drop a draft's files if its category, now known, does not allow any."""
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
