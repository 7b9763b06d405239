"""Edited messages: an open answer is replaced; what is filed already gets a new version."""

from msgspec import Struct
from msgspec.structs import replace

from conversation import engine, material
from conversation.form import Form, Given, Sheet
from conversation.forms import report_material
from conversation.parsing.contact import parse_name
from conversation.parsing.reporter_contact import parse_contact
from domain.core.errors import BadAnswer
from domain.draft import Draft
from domain.material import runs as runs_of
from domain.notices.case_notices import ReporterEditedNotice
from domain.report import Report
from storage.audit import journal
from storage.cases import cases, messages
from storage.evidence import evidence
from storage.reporting import drafts, message_index, reporter_links, reports, targets
from storage.reporting.message_index import IndexedMessage
from usecases.core.outcomes import DialogOutcome
from usecases.core.request import Request
from usecases.dialogs import attachments, dialogs, draft_lifecycle, questions
from usecases.notify import notify
from usecases.reporting import filing, held, own_reports, reporter_actions


class Edited(Struct, frozen=True, kw_only=True):
    """Result of an edit: `note` is the key of what to say, `outcome` what to show.

    `refusal` says why the new version was not accepted, if it was not; the old one stays.
    `link_gone` is a link that the edit took out of an open form, as it was written.
    """

    note: str
    outcome: DialogOutcome
    refusal: BadAnswer | None = None
    link_gone: str = ""


def edit(req: Request, given: Given) -> Edited | None:
    """Handle an edited message; None if nothing has changed that the bot keeps."""
    indexed = message_index.find(req.tx, req.actor.who, given.message_id)
    if indexed is None:
        has_content = given.text.strip() or given.files
        return _edited(req, "edited-unknown") if has_content else None
    given = held.without_codes(req, given)
    draft = drafts.get(req.tx, indexed.draft_id) if indexed.report_id is None else None
    given_up = draft is None and drafts.discarded(req.tx, indexed.draft_id) is not None
    if given_up or (draft is not None and not draft_lifecycle.is_theirs(req, draft)):
        return _edited(req, "edited-unknown")
    if draft is not None and _is_reopened(req, draft, indexed):
        return _answer_reopened(req, draft, indexed, given)
    try:
        if draft is not None:
            return _of_draft(req, draft, indexed, given)
        if indexed.report_id is not None:
            return _of_report(req, indexed, indexed.report_id, given)
    except BadAnswer as bad:  # raised before anything was changed
        return replace(_edited(req, "edited-bad"), refusal=bad)
    # in a form of staff: sent as written
    differs = message_index.differs(req.tx, indexed, given.text)
    return _edited(req, "edited-sent") if differs else None


def _edited(req: Request, note: str) -> Edited:
    return Edited(note=note, outcome=dialogs.refused(req))


def _is_reopened(req: Request, draft: Draft, indexed: IndexedMessage) -> bool:
    """Whether the message answered a question that was opened again and has no answer now."""
    is_piece = req.flow(draft.form).form.step(indexed.step) is None or indexed.step == "words"
    return not is_piece and indexed.step not in draft.answers


def _answer_reopened(req: Request, draft: Draft, indexed: IndexedMessage, given: Given) -> Edited:
    """The question was opened again: the edit is its new answer, if it is the open question."""
    open_now = engine.current(req.flow(draft.form).form, questions.sheet(req, draft))
    if open_now is None or open_now.name != indexed.step:
        return _edited(req, "edited-unknown")
    words = replace(given, files=(), draft=draft.id, step=indexed.step)
    return Edited(note="edited-open", outcome=dialogs.answer(req, words))


def _of_draft(req: Request, draft: Draft, indexed: IndexedMessage, given: Given) -> Edited | None:
    """Replace the answer in the draft; the open question stays open."""
    form, sheet = req.flow(draft.form).form, questions.sheet(req, draft)
    differs = message_index.differs(req.tx, indexed, given.text)
    changed = _with_new_version(form, sheet, indexed, given) if differs else draft
    if attachments.more(req, sheet, given):
        changed = changed.carrying(files=draft.id)
    elif not differs:
        return None
    drafts.reword(req.tx, changed)
    message_index.reword(req.tx, req.actor.who, given.message_id, given.text)
    # a message that was held has a link now
    if engine.current(form, questions.sheet(req, changed)) is None:
        return Edited(note="edited-open", outcome=dialogs.finished(req, changed))
    return replace(_edited(req, "edited-open"), link_gone=_link_gone(draft, changed))


def _link_gone(before: Draft, after: Draft) -> str:
    """A link that an edit took out without putting another in its place; empty if there is none."""
    old = {link["normalised"]: link["raw"] for link in report_material.links(before)}
    new = {link["normalised"] for link in report_material.links(after)}
    gone = [raw for normalised, raw in old.items() if normalised not in new]
    return gone[0] if gone and new < old.keys() else ""


def _with_new_version(form: Form, sheet: Sheet, indexed: IndexedMessage, given: Given) -> Draft:
    """The draft with the new version, parsed like the first one; BadAnswer if it is invalid."""
    step = form.step(indexed.step)
    if step is not None and indexed.step in sheet.draft.answers:
        return sheet.draft.reworded(step.name, engine.parsed(step, sheet, given))
    # Drafts of release 0.1 identify a message by the question that it answered.
    former = any(piece.key == indexed.step for piece in sheet.draft.carried.pieces)
    return material.keep(sheet.draft, given, instead_of=indexed.step if former else "")


def _of_report(
    req: Request, indexed: IndexedMessage, report_id: int, given: Given
) -> Edited | None:
    """Store a new version beside the first and notify the office; replace a contact silently."""
    if reporter_links.reporter(req.tx, report_id) != req.actor.who:  # entered by staff, or unlinked
        note = "edited-sent" if req.actor.is_staff else "edited-unknown"
        return _edited(req, note)
    report = own_reports.may_add(req, report_id)
    differs = message_index.differs(req.tx, indexed, given.text)
    if indexed.step in {"name", "contact"}:
        return _of_contact(req, report, indexed, given) if differs else None
    filed = Draft(id=indexed.draft_id, who=req.actor.who, form="addition", report_id=report.id)
    new_version = material.keep(filed, given)
    if _more_files(req, report, indexed, given):
        differs = True
    if not differs:
        return None
    reporter_actions.count_addition(req)
    case = cases.get(req.tx, report.case_id)
    place = targets.newest(req.tx, case.id)
    version = messages.Message(
        case_id=case.id,
        report_id=report.id,
        kind="edit",
        author=journal.reporter(report.id),
        text=report_material.as_message(new_version),
        written_at=req.now,
        version_of=indexed.message_row,
        earlier=_first_version(req, report, indexed),
        words=message_index.words_of(req.tx, given.text),
    )
    row = messages.add(req.tx, version)
    filing.more_targets(req, report, case, new_version)
    message_index.reword(req.tx, req.actor.who, given.message_id, given.text)
    reporter_actions.write_down(req, report, case, "edit", case.status)
    notify.staff(req, case, ReporterEditedNotice(row=row, place=place), event=f"edit{row}")
    return _edited(req, "edited-filed")


def _first_version(req: Request, report: Report, indexed: IndexedMessage) -> str | None:
    """What an edited message first said in what is filed; empty if nothing, None if not known."""
    for each in messages.edits(req.tx, report.case_id, [report.id]):
        if each.version_of == indexed.message_row and each.words == indexed.words:
            return each.earlier
    if not message_index.differs(req.tx, indexed, ""):
        return ""
    runs = (run for text in _filed_texts(req, report, indexed) for run in runs_of(text))
    return next((each for each in runs if not message_index.differs(req.tx, indexed, each)), None)


def _filed_texts(req: Request, report: Report, indexed: IndexedMessage) -> tuple[str, ...]:
    if indexed.message_row is None:
        places = targets.of_report(req.tx, report.id)
        return (reports.text_of(req.tx, report.id), *(each.raw for each in places))
    message = messages.get(req.tx, indexed.message_row)
    return () if message is None else (message.text,)


def _more_files(req: Request, report: Report, indexed: IndexedMessage, given: Given) -> bool:
    """Add the file that replaced another in the message; the first one stays."""
    if not given.files:
        return False
    filed = Draft(id=indexed.draft_id, who=req.actor.who, form="addition", report_id=report.id)
    if not attachments.more(req, questions.sheet(req, filed), given):
        return False
    evidence.attach(req.tx, indexed.draft_id, report.id, report.case_id)
    return True


def _of_contact(req: Request, report: Report, indexed: IndexedMessage, given: Given) -> Edited:
    """Replace a name or contact; it stays encrypted, and staff see no version of it."""
    if indexed.step == "name":
        values = {"name": parse_name(given.text)}
    else:
        draft = Draft(id=indexed.draft_id, who=req.actor.who, form="report")
        typed = parse_contact(given, Sheet(draft=draft, profile=req.profile))
        # values derived from the old one are cleared
        values = {"account": "", "words": "", **typed}
    reporter_actions.count_addition(req)
    reporter_links.correct_contact(req.tx, report.id, **values)
    message_index.reword(req.tx, req.actor.who, given.message_id, given.text)
    case = cases.get(req.tx, report.case_id)
    reporter_actions.write_down(req, report, case, "edit_contact", case.status)
    return _edited(req, "edited-contact")
