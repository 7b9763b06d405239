"""Queue mail to units that are not on Telegram."""

from domain.case import Case
from domain.network.units import mailable
from domain.tasks import TaskKind
from storage.network import people
from storage.queues import outbox
from storage.queues.outbox import Notice, Rank, Way
from usecases.core.request import Request
from usecases.notify import tasks

NEWS = frozenset(
    {
        "new_case",
        "case_came",
        "reporter_added",
        "reporter_answered",
        "reporter_edited",
        "reporter_joined",
        "reporter_withdrew",
        "appeal_entered",
        "remitted",
        "order",
        "reminder",
        "late_here",
    }
)
"""What a unit is told by mail; the words are `mail-<value>`."""


def owe(req: Request, case: Case, news: str, *, event: str, quietly: bool = False) -> None:
    """Owe a unit without staff on Telegram a mail; where that cannot be, the unit above a task.

    `quietly`: the task is there, and told of by another word.
    """
    if news not in NEWS or case.quarantined_at is not None or people.is_staffed(req.tx, case.unit):
        return
    if not _may_mail(req, case.unit):
        tasks.give(req, case, TaskKind.MAIL_MISSING, quietly=quietly)
        return
    outbox.put(
        req.tx,
        Notice(
            kind=news,
            recipient=None,
            unit=case.unit,
            params={},
            rank=Rank.NEWS,
            case_id=case.id,
            dedupe=f"mail:{news}:{case.id}:{case.version}:{event}"[:96],
            order_key=f"mail:{case.unit}:{case.id}",
            way=Way.MAIL,
        ),
        req.now,
    )


def _may_mail(req: Request, code: str) -> bool:
    unit = req.profile.unit(code)
    return req.conditions.mail and unit is not None and mailable(unit)
