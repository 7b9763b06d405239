"""A unit's pledge: that it has signed the promises, when, and by whom; all of it public."""

from dataclasses import dataclass
from datetime import date

MAX_SIGNED_BY = 200
EARLIEST = date(2000, 1, 1)
"""A day before this is a slip of the finger: there was nothing to sign."""
FEWEST = 5
"""Of fewer reports a share or a median says nothing, and might point at somebody."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pledge:
    """As it stands on the paper; `signed_by` is a name and post, as published."""

    unit: str
    signed_on: date
    signed_by: str

    @property
    def fields(self) -> dict[str, str]:
        """What of it is published, each as text; the directory's history says it like this."""
        return {"signed_on": self.signed_on.isoformat(), "signed_by": self.signed_by}
