"""Facts for what is sent instead of a lost reply: the open question, or whether staff reads it."""

from dataclasses import dataclass

from msgspec.structs import replace

from domain.notices.other_notices import OpenQuestionNotice, ReplyLostNotice
from storage.reporting import drafts
from usecases.core.outcomes import Asked
from usecases.core.request import Request
from usecases.delivery import notice_facts
from usecases.delivery.notice_facts import Addressee, NoticeFacts
from usecases.dialogs import dialogs


@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionFacts(NoticeFacts):
    """The question that is open."""

    asked: Asked


@dataclass(frozen=True, slots=True, kw_only=True)
class ReplyLostFacts(NoticeFacts):
    """Whether the recipient is staff, and so looks at cases rather than at own reports."""

    is_staff: bool


@notice_facts.load.register
def _open_question(notice: OpenQuestionNotice, to: Addressee) -> QuestionFacts | None:
    found = dialogs.refused(to.own) if to.person is not None else None
    if not isinstance(found, Asked) or notice.draft not in {"", found.sheet.draft.id}:
        return None
    heard = found.form.gathers and not notice.note
    return QuestionFacts(asked=replace(found, heard=heard), removes=notice.replaces)


@notice_facts.load.register
def _reply_lost(_: ReplyLostNotice, to: Addressee) -> ReplyLostFacts | None:
    return ReplyLostFacts(is_staff=to.person.is_staff) if to.person is not None else None


def is_asked(req: Request, facts: QuestionFacts) -> bool:
    """Whether the form of a question is still open: neither filed nor cancelled."""
    return drafts.get(req.tx, facts.asked.sheet.draft.id) is not None
