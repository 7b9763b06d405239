"""Files that an office sends with a message: stored like evidence, sent once all have arrived."""

from domain.case import Case
from domain.core.errors import Refusal
from domain.notices.reporter_notices import FilesNotice
from storage.cases import cases, messages
from storage.evidence import attachments
from usecases.cases.changes import Answers
from usecases.core.request import Request
from usecases.notify import notify


def enclose(req: Request, case: Case, given: Answers, message_row: int) -> None:
    """Attach the files of a form to the message that it became; closed categories have none."""
    if not given.carried.files:
        return
    if not allowed(req, case):
        raise Refusal("files-never-here")
    attachments.send_along(req.tx, given.carried.files, case.id, message_row)
    _owe(req, message_row)


def arrived(req: Request, evidence_id: int) -> None:
    """A file was stored, or cannot be fetched: send the files if it was the message's last one."""
    message_row = attachments.goes_with(req.tx, evidence_id)
    if message_row is not None:
        _owe(req, message_row)


def allowed(req: Request, case: Case) -> bool:
    """Whether files may be sent or received in this case at all."""
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
