"""A unit's pledge: that it has signed the promises, when, and by whom; all of it public."""

from datetime import date

from msgspec import Struct

MAX_SIGNED_BY = 200
MAX_SOURCE = 200
EARLIEST = date(2000, 1, 1)
"""The earliest valid day, to catch typing errors."""
FEWEST = 5
"""With fewer reports no share or median is shown: it could identify somebody."""


class Pledge(Struct, frozen=True, kw_only=True):
    """A pledge as signed on paper; `signed_by` is a name and post, as published.

    It is empty where many were recorded at once from a published `source`.
    """

    unit: str
    signed_on: date
    signed_by: str
    source: str = ""

    @property
    def fields(self) -> dict[str, str]:
        """The published fields as text, as in the directory's history."""
        fields = {"signed_on": self.signed_on.isoformat(), "signed_by": self.signed_by}
        return {**fields, "source": self.source} if self.source else fields
