"""Button payloads of a reporter's own reports."""

from typing import ClassVar

from handlers.ui.callbacks import Button

# The reporter's own reports.


class SeeReport(Button, frozen=True):
    """Show the status of a report."""

    tag: ClassVar[str] = "r1"
    report_id: int


class OpenReport(Button, frozen=True):
    """Show the status of a report in a new message: the one with the button stays."""

    tag: ClassVar[str] = "ro1"
    report_id: int


class MoreReports(Button, frozen=True):
    """The next page of the reporter's own reports."""

    tag: ClassVar[str] = "rm1"
    before: int


class OnReport(Button, frozen=True):
    """Open a form on a report: addition, answer, appeal, withdrawal."""

    tag: ClassVar[str] = "rf1"
    report_id: int
    form: str


class Rate(Button, frozen=True):
    """Rate the handling of a report, from 1 to 5."""

    tag: ClassVar[str] = "rr1"
    report_id: int
    stars: int


class SeeFingerprints(Button, frozen=True):
    """Show the fingerprints of a report's files, in place of its receipt."""

    tag: ClassVar[str] = "rp1"
    report_id: int


class SignedReceipt(Button, frozen=True):
    """Send the receipt of a report as a signed file."""

    tag: ClassVar[str] = "rg1"
    report_id: int


class SeeReceipt(Button, frozen=True):
    """Back to the receipt of a report."""

    tag: ClassVar[str] = "rc1"
    report_id: int


class LinkReport(Button, frozen=True):
    """Link the report of this query code to the account; shown to whoever entered the code."""

    tag: ClassVar[str] = "rl1"
    code: str


class SeeSent(Button, frozen=True):
    """At the review: list everything that was sent, so that parts can be removed."""

    tag: ClassVar[str] = "rs1"
    draft: str


class TakeOut(Button, frozen=True):
    """Remove one piece of what was sent: a `text` by its key, a `file` by its row id."""

    tag: ClassVar[str] = "rt1"
    draft: str
    kind: str
    key: str
