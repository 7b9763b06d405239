"""Files that an office sends along with its words: kept like evidence, owed once all are there."""

from domain.case import Case
from domain.core.errors import Refusal
from domain.notices.reporter_notices import FilesNotice
from storage.cases import cases, messages
from storage.evidence import attachments
from usecases.cases.changes import Answers
from usecases.core.request import Request
from usecases.notify import notify


def enclose(req: Request, case: Case, given: Answers, message_row: int) -> None:
    """Let the files of a form go with the message that it became; closed categories have none."""
    if not given.carried.files:
        return
    if not allowed(req, case):
        raise Refusal("files-never-here")
    attachments.send_along(req.tx, given.carried.files, case.id, message_row)
    _owe(req, message_row)


def arrived(req: Request, evidence_id: int) -> None:
    """A file is kept, or cannot be had: it may have been the last one of its message."""
    message_row = attachments.goes_with(req.tx, evidence_id)
    if message_row is not None:
        _owe(req, message_row)


def allowed(req: Request, case: Case) -> bool:
    """Whether files pass in this case at all, either way."""
    return req.profile.taxonomy.files_allowed(case.category, case.subcategory)


def _owe(req: Request, message_row: int) -> None:
    message = messages.get(req.tx, message_row)
    if message is None or attachments.awaited(req.tx, message_row):
        return
    if attachments.of_message(req.tx, message_row):
        case = cases.get(req.tx, message.case_id)
        notify.addressed(
            req,
            case,
            message.report_id,
            FilesNotice(row=message_row),
            event=notify.of_words(message_row),
        )
