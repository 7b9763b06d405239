"""Times and units as a case file and a receipt write them."""

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from usecases.core.request import Request


def moment(req: Request, at: int | None) -> str | None:
    """A time in the office's zone, as ISO 8601; None stays None."""
    if at is None:
        return None
    return datetime.fromtimestamp(at, ZoneInfo(req.profile.timezone)).isoformat()


def office(req: Request, code: str) -> dict[str, Any]:
    """A unit as the public directory has it."""
    unit = req.profile.unit(code)
    names = dict(unit.names) if unit else {}
    return {"code": code, "names": names, "phone": unit.phone if unit else ""}
