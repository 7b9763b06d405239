"""Button payloads of case files, signed receipts and answers of authorities."""

from typing import ClassVar

from handlers.ui.callbacks import Button


class MakeCaseFile(Button, frozen=True):
    """Make the case file of a referred case once more."""

    tag: ClassVar[str] = "cf1"
    case_id: int
