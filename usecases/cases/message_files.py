"""Files that an office sends along with its words: kept like evidence, owed once all are there."""

from domain.case import Case
from domain.core.errors import Refusal
from storage.cases import cases, messages
from storage.engine.database import Tx
from storage.evidence import attachments
from usecases.cases.changes import Answers
from usecases.core.request import Scene
from usecases.notify import notify


def enclose(tx: Tx, scene: Scene, case: Case, given: Answers, message_row: int) -> None:
    """Let the files of a form go with the message that it became; closed categories have none."""
    if not given.get("_files"):
        return
    if not allowed(scene, case):
        raise Refusal("files-never-here")
    attachments.send_along(tx, given["_files"], case.id, message_row)
    _owe(tx, scene, message_row)


def arrived(tx: Tx, scene: Scene, evidence_id: int) -> None:
    """A file is kept, or cannot be had: it may have been the last one of its message."""
    message_row = attachments.goes_with(tx, evidence_id)
    if message_row is not None:
        _owe(tx, scene, message_row)


def allowed(scene: Scene, case: Case) -> bool:
    """Whether files pass in this case at all, either way."""
    return scene.profile.taxonomy.files_allowed(case.category, case.subcategory)


def _owe(tx: Tx, scene: Scene, message_row: int) -> None:
    message = messages.get(tx, message_row)
    if message is None or attachments.awaited(tx, message_row):
        return
    if attachments.of_message(tx, message_row):
        case = cases.get(tx, message.case_id)
        notify.addressed(
            tx,
            scene,
            case,
            message.report_id,
            "files",
            event=notify.of_words(message_row),
            row=message_row,
        )
