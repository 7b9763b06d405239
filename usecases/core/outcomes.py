"""Outcomes of a dialog step: a question to show, or the result of a finished form."""

from collections.abc import Callable

from msgspec import Struct, field

from conversation.form import Form, Given, Sheet, Step
from domain.draft import Draft
from domain.profile import Profile
from domain.report import Evidence, Report
from domain.suggestion import Suggestion
from domain.template import Template


class DialogOutcome(Struct, frozen=True, kw_only=True):
    """Base class of outcomes. Each has its screen in `handlers/renderers.py`."""


class ChangedNetwork(DialogOutcome, frozen=True, kw_only=True):
    """An outcome that may have changed the network: `profile` is the new one, None if unchanged."""

    profile: Profile | None = None


class Asked(DialogOutcome, frozen=True, kw_only=True):
    """The question that is now open; `note` is the key of a sentence shown before it.

    `taken` is the question that was just answered, None if none was. `place` and `places` are the
    progress: question 3 of 8. `editing`: one answer of a finished form is being changed. `offers`
    are templates for the question; the page shown begins at `offers_from`. `heard`: a message was
    just kept in the draft. `undo` is the id of the draft that this one replaced and that can be
    restored, empty if none. `not_kept` are the reasons why files of the message were not kept;
    their words are `file-not-kept-<reason>`. The page of choices shown begins at `choices_from`;
    `only` are the choices that a typed word means, empty for all.
    """

    form: Form
    step: Step
    sheet: Sheet
    taken: Step | None = None
    place: int
    places: int
    note: str = ""
    note_params: dict[str, object] = field(default_factory=dict)
    files: tuple[Evidence, ...] = ()
    editing: bool = False
    offers: tuple[Template, ...] = ()
    offers_from: int = 0
    heard: bool = False
    undo: str = ""
    not_kept: tuple[str, ...] = ()
    choices_from: int = 0
    only: tuple[str, ...] = ()


class Offered(DialogOutcome, frozen=True, kw_only=True):
    """There is an unfinished report: the person may continue it or start a new one.

    `kept`: a message was sent with the command; it goes into whichever is chosen.
    """

    draft: Draft
    kept: bool = False


class Collecting(DialogOutcome, frozen=True, kw_only=True):
    """One of several messages was kept; the reply follows once all have arrived.

    `added`: it was added to a report right after another one, so no reply need follow; else None.
    """

    added: "Added | None" = None


class Idle(DialogOutcome, frozen=True, kw_only=True):
    """No question is open; `note` is the key of the reason, if a form was just dropped.

    `undo` is the id of the cancelled draft that can be restored, empty if none. `place` is where a
    `Go` button leads that the person typed the label of, to be shown instead.
    """

    note: str = ""
    undo: str = ""
    place: str = ""


ReadPress = Callable[[DialogOutcome, str], Given | None]
"""Returns the press of a button of a screen that a typed text means, if any.

The screen is that of a question (`Asked`), or the start screen (`Idle`).
"""


def no_press(_shown: DialogOutcome, _text: str) -> Given | None:
    """Default `ReadPress`: typed text never counts as a button."""
    return None


class Proof(Struct, frozen=True, kw_only=True):
    """The fingerprints of a report's files: the SHA-256 of each stored file.

    `pending` counts files that are not stored yet; `refused` are the positions of files that cannot
    be stored.
    """

    fingerprints: tuple[str, ...] = ()
    pending: int = 0
    refused: tuple[int, ...] = ()


class Filed(DialogOutcome, frozen=True, kw_only=True):
    """A report was filed; `code` is its query code. `again`: it had been filed before.

    `asked`: the unit that it was begun for, if another one got it.
    """

    report: Report
    code: str
    asked: str = ""
    proof: Proof = field(default_factory=Proof)
    again: bool = False


class Entered(DialogOutcome, frozen=True, kw_only=True):
    """Staff filed a report for somebody else; `code` is shown to them once, to be read aloud.

    `readable`: whether they may read the case with this `number`.
    """

    report: Report
    code: str
    number: str
    readable: bool
    again: bool = False


class Added(DialogOutcome, frozen=True, kw_only=True):
    """A reporter's form is finished: an addition, an answer, an appeal or a withdrawal.

    `not_kept` are the reasons why files were not kept; their words are `file-not-kept-<reason>`.
    `may_appeal`: something was added to a report whose decision its reporter may appeal.
    """

    report: Report
    note: str
    may_appeal: bool = False
    not_kept: tuple[str, ...] = ()


class Suggested(DialogOutcome, frozen=True, kw_only=True):
    """A suggestion was filed; `code` is its query code. `again`: it had been filed before."""

    suggestion: Suggestion
    code: str
    again: bool = False
