"""A unit's pledge: that it has signed the promises, when, and by whom; all of it public."""

from datetime import date

from msgspec import Struct

MAX_SIGNED_BY = 200
EARLIEST = date(2000, 1, 1)
"""A day before this is a slip of the finger: there was nothing to sign."""
FEWEST = 5
"""Of fewer reports a share or a median says nothing, and might point at somebody."""


class Pledge(Struct, frozen=True, kw_only=True):
    """As it stands on the paper; `signed_by` is a name and post, as published."""

    unit: str
    signed_on: date
    signed_by: str

    @property
    def fields(self) -> dict[str, str]:
        """What of it is published, each as text; the directory's history says it like this."""
        return {"signed_on": self.signed_on.isoformat(), "signed_by": self.signed_by}
