"""Button payloads of reported accounts."""

from typing import ClassVar

from handlers.ui.callbacks import Button


class SeeAccount(Button, frozen=True):
    """A page of an account's cases; `row` is the account's row id in one of them.

    `after` is the key of the last case shown, `-` for the first page.
    """

    tag: ClassVar[str] = "ra1"
    row: int
    after: str


class TurnAccounts(Button, frozen=True):
    """A page of the accounts with several upheld cases; `after` as in `SeeAccount`."""

    tag: ClassVar[str] = "ra2"
    after: str
