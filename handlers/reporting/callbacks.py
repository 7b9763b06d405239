"""Button payloads of a reporter's own reports."""

from typing import ClassVar

from handlers.ui.callbacks import Button

# The reporter's own reports.


class SeeReport(Button, frozen=True):
    """Show how a report stands."""

    tag: ClassVar[str] = "r1"
    report_id: int


class MoreReports(Button, frozen=True):
    """The next page of one's reports."""

    tag: ClassVar[str] = "rm1"
    before: int


class OnReport(Button, frozen=True):
    """Open a form on a report: addition, answer, appeal, withdrawal."""

    tag: ClassVar[str] = "rf1"
    report_id: int
    form: str


class Rate(Button, frozen=True):
    """How the handling was, 1 to 5."""

    tag: ClassVar[str] = "rr1"
    report_id: int
    stars: int


class SeeFingerprints(Button, frozen=True):
    """From a receipt: the fingerprints of the report's files."""

    tag: ClassVar[str] = "rp1"
    report_id: int


class SeeReceipt(Button, frozen=True):
    """Back to the receipt of a report."""

    tag: ClassVar[str] = "rc1"
    report_id: int


class LinkReport(Button, frozen=True):
    """Send the news of the report of this code here; only whoever holds the code has the button."""

    tag: ClassVar[str] = "rl1"
    code: str


class SeeSent(Button, frozen=True):
    """At the review: everything that was sent, to take a part of it out."""

    tag: ClassVar[str] = "rs1"
    draft: str


class TakeOut(Button, frozen=True):
    """Take one thing out of what was sent: a `text` by its key, a `file` by its row."""

    tag: ClassVar[str] = "rt1"
    draft: str
    kind: str
    key: str
