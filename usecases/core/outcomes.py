"""What a step of a dialogue can come to: a question to show, or something done."""

from msgspec import Struct, field

from conversation.form import Form, Sheet, Step
from domain.draft import Draft
from domain.profile import Profile
from domain.report import Evidence, Report
from domain.suggestion import Suggestion
from domain.template import Template


class DialogOutcome(Struct, frozen=True, kw_only=True):
    """What a step of a dialog came to. Each kind has its screen in `handlers/renderers.py`."""


class ChangedNetwork(DialogOutcome, frozen=True, kw_only=True):
    """An outcome that may have changed the network: `profile` is the new one, None where not."""

    profile: Profile | None = None


class Asked(DialogOutcome, frozen=True, kw_only=True):
    """The question that is now open; `note` is the key of a sentence to say before it.

    `taken` is the question that was just answered, None where none was. `place` and `places` say
    how far the form is: question 3 of 8. `editing` while one answer of a finished form is being
    changed. `offers` are texts kept ready for it, of which a page is shown that begins at
    `offers_from`. `heard`: something was just kept for it. `undo` is the draft that was given up
    for this one and can be had back, empty where none was. `not_kept` are the reasons why files of
    the message were not kept: `file-not-kept-<reason>` says them.
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


class Offered(DialogOutcome, frozen=True, kw_only=True):
    """An unfinished report is there: to go on with, or to begin anew.

    `kept`: something was sent with the command, and goes with whichever is chosen.
    """

    draft: Draft
    kept: bool = False


class Collecting(DialogOutcome, frozen=True, kw_only=True):
    """One of several messages was kept; what to say follows once the rest is in."""


class Idle(DialogOutcome, frozen=True, kw_only=True):
    """Nothing is being asked; `note` says why, where something was just dropped.

    `undo` is the draft that was given up and can be had back, empty where there is none.
    """

    note: str = ""
    undo: str = ""


class Proof(Struct, frozen=True, kw_only=True):
    """By what a report's files are recognised: the SHA-256 of each that is kept.

    `pending` files are not kept yet; `refused` are the places of those that cannot be kept.
    """

    fingerprints: tuple[str, ...] = ()
    pending: int = 0
    refused: tuple[int, ...] = ()


class Filed(DialogOutcome, frozen=True, kw_only=True):
    """A report is in; `code` is its query code. `again` where it had been filed already."""

    report: Report
    code: str
    proof: Proof = field(default_factory=Proof)
    again: bool = False


class Entered(DialogOutcome, frozen=True, kw_only=True):
    """Staff filed a report for somebody else; `code` is shown to them once, to be read aloud.

    `readable`: whether the case, of this `number`, is theirs to read.
    """

    report: Report
    code: str
    number: str
    readable: bool
    again: bool = False


class Added(DialogOutcome, frozen=True, kw_only=True):
    """A reporter's form is done: an addition, an answer, an appeal or a withdrawal.

    `not_kept` are the reasons why files of it were not kept: `file-not-kept-<reason>` says them.
    """

    report: Report
    note: str
    not_kept: tuple[str, ...] = ()


class Suggested(DialogOutcome, frozen=True, kw_only=True):
    """A suggestion is in; `code` is its query code. `again` where it had been sent already."""

    suggestion: Suggestion
    code: str
    again: bool = False
