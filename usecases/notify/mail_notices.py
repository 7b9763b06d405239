"""Queue mail to units that are not on Telegram, and letters to providers."""

from domain.case import Case
from domain.network.units import mailable
from domain.notices.case_notices import CaseNotice
from domain.notices.removal_notices import RemovalAskedNotice
from domain.removals.removal import Addressed, Removal
from domain.tasks import TaskKind
from storage.network import people
from storage.queues import outbox
from storage.queues.outbox import Owed, Rank, Way
from usecases.core.request import Request
from usecases.notify import repeated_news, tasks


def owe(req: Request, case: Case, notice: CaseNotice, *, event: str, quietly: bool = False) -> None:
    """Queue a mail to a unit without staff on Telegram, else a task for the unit above.

    `quietly`: the task is added without a notice of its own; another notice mentions it.
    """
    if not notice.mailed or case.quarantined_at is not None:
        return
    if people.is_staffed(req.tx, case.unit):
        return
    if not may_mail(req, case.unit):
        tasks.give(req, case, TaskKind.MAIL_MISSING, quietly=quietly)
        return
    owed = Owed(
        notice=notice,
        recipient=None,
        unit=case.unit,
        rank=Rank.NEWS,
        case_id=case.id,
        dedupe=f"mail:{notice.kind}:{case.id}:{case.version}:{event}"[:96],
        order_key=f"mail:{case.unit}:{case.id}",
        way=Way.MAIL,
    )
    if not repeated_news.joins(req, case, owed, case.unit):
        outbox.put(req.tx, owed, req.now)


def owe_letter(req: Request, case: Case, removal: Removal, notice: RemovalAskedNotice) -> None:
    """Queue a letter to the addressee of a request, else a task for the unit that asks."""
    if not letter_address(req, removal):
        if notice.why != "settled":  # nothing is left to ask for
            tasks.give_letter(req, case, TaskKind.LETTER_MISSING, removal.to)
        return
    outbox.put(
        req.tx,
        Owed(
            notice=notice,
            recipient=None,
            unit=removal.to,
            rank=Rank.NEWS,
            case_id=case.id,
            dedupe=f"letter:{removal.id}:{removal.version}:{notice.why}",
            order_key=f"letter:{removal.id}",
            way=Way.MAIL,
        ),
        req.now,
    )


def letter_address(req: Request, removal: Removal) -> str:
    """The mail address of a request's addressee; empty if it may not be written to.

    A masked address, one of a retired unit, and a provider that takes no mail have none.
    """
    if not req.conditions.mail:
        return ""
    if removal.kind is Addressed.PROVIDER:
        provider = req.profile.provider(removal.to)
        return provider.mail if provider is not None else ""
    unit = req.profile.unit(removal.to) if removal.kind is Addressed.UNIT else None
    return (unit.email or "") if unit is not None and mailable(unit) else ""


def may_mail(req: Request, code: str) -> bool:
    """Whether this unit can get mail: mail is configured, and the unit has an address."""
    unit = req.profile.unit(code)
    return req.conditions.mail and unit is not None and mailable(unit)
