"""Note what authority was taken back, so that a restored backup does not give it again."""

from storage.engine import erasures
from storage.engine.erasures import Kind
from usecases.core.request import Request


def note(req: Request, kind: Kind, who: str, unit: str = "") -> None:
    """Note that a person has lost this role, of a unit where it has one."""
    account = erasures.account_of(req.tx, who)
    subject = f"{account}:{unit}" if unit else account
    erasures.note(req.tx, kind, subject if account is not None else None, req.now)
