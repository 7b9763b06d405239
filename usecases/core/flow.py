"""A form and what it needs besides its questions; the engine of dialogs runs any of them alike.

`usecases/flows.py` puts them together. `R` is `usecases.core.request.Request`, which holds the
table of flows: that is why it is a parameter here and not imported.
"""

from collections.abc import Callable, Mapping
from typing import Any, Generic, TypeVar

from msgspec import Struct, field

from conversation.form import Form, FormFacts, Given, Sheet, Step
from domain.case import Case
from domain.core.errors import BadAnswer
from domain.draft import Draft, FormContext
from domain.template import Template
from usecases.core.outcomes import DialogOutcome, Idle

R = TypeVar("R")
Kind = tuple[str, str]  # a category and its sub-category; empty where there is none


def kind_of_case(sheet: Sheet) -> Kind:
    """The kind of the case or report that a form is about."""
    return sheet.about.category, sheet.about.subcategory


class FormFiles(Struct, frozen=True, kw_only=True):
    """How a form keeps files that are sent along.

    `kind` gives what the files belong to, None while nobody has said: its category decides whether
    files are allowed. `settles`: the form itself asks for it, so files that came before are fetched
    or forgotten once it is known. `refusal` is said where no files are allowed.
    """

    kind: Callable[[Sheet], Kind | None] = kind_of_case
    settles: bool = False
    refusal: str = "files-never"


def no_ticks(_sheet: Sheet, _switch: str, _on: bool | None) -> tuple[Draft, str]:
    """For forms without ticks: BadAnswer."""
    raise BadAnswer("answer-stale")


def back_home(_req: Any, _draft: Draft) -> DialogOutcome:
    """After a form that was opened from nowhere in particular."""
    return Idle(note="cancel-done")


class Flow(Struct, Generic[R], frozen=True, kw_only=True):
    """One form, from its first question to what comes of it.

    `finish` does what the whole form stands for. `cancelled` gives what is shown after it was given
    up. `done_before` gives the outcome of a form that was finished already, by its draft's id: its
    last button was pressed twice. `begun_by` gives what the form is
    opened with where a message begins it by itself, with nothing open; else None.

    `facts` are what its questions look at besides the draft and the profile; asked only of a form
    about a case. `check` refuses an answer, as soon as it is given, for what only rows can tell.
    `prepare` gives the draft as it is kept before a question is asked. `remark` is the key of a
    sentence about the answer just taken. `tick` sets a switch of the review, or turns it
    over where it is not said how (None), and gives the key
    of a sentence about it. `asked_along` names the questions asked again with an edited one.
    `offers` are texts kept ready for a question. Without `files` it takes none. `is_material`:
    what is said in it is material of a report, which an inline bot may have written; what staff say
    as staff they write themselves.
    """

    form: Form
    finish: Callable[[R, Draft], DialogOutcome]
    cancelled: Callable[[R, Draft], DialogOutcome] = back_home
    done_before: Callable[[R, str], DialogOutcome | None] = lambda _req, _draft_id: None
    begun_by: Callable[[R, Given], FormContext | None] = lambda _req, _given: None
    facts: Callable[[R, Draft, Case], FormFacts] = lambda _req, _draft, _case: FormFacts()
    check: Callable[[R, Draft], None] = lambda _req, _draft: None
    prepare: Callable[[R, Draft, Step], Draft] = lambda _req, draft, _step: draft
    remark: Callable[[Sheet, Draft], str] = lambda _before, _draft: ""
    tick: Callable[[Sheet, str, bool | None], tuple[Draft, str]] = no_ticks
    asked_along: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    offers: Callable[[R, Draft, Step], tuple[Template, ...]] = lambda _req, _draft, _step: ()
    files: FormFiles | None = None
    is_material: bool = False
