"""A flow: a form with the functions that prepare, check and finish it. The dialog engine runs any.

The table of flows is in `usecases/flows.py`. `R` is `usecases.core.request.Request`; it is a type
parameter because `Request` itself holds that table.
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
    """The category of the case or report that a form is about."""
    return sheet.about.category, sheet.about.subcategory


class FormFiles(Struct, frozen=True, kw_only=True):
    """How a form keeps files that are sent along.

    `kind` returns the category that the files belong to, None while it is not chosen; it decides
    whether files are allowed. `settles`: the form itself asks for the category, so files sent
    earlier are fetched or dropped once it is known. `refusal` is the message where no files are
    allowed.
    """

    kind: Callable[[Sheet], Kind | None] = kind_of_case
    settles: bool = False
    refusal: str = "files-never"


def no_ticks(_sheet: Sheet, _switch: str, _on: bool | None) -> tuple[Draft, str]:
    """Default for forms without ticks: raises BadAnswer."""
    raise BadAnswer("answer-stale")


def back_home(_req: Any, _draft: Draft) -> DialogOutcome:
    """Default outcome after a cancelled form that was not opened from another screen."""
    return Idle(note="cancel-done")


class Flow(Struct, Generic[R], frozen=True, kw_only=True):
    """One form, from its first question to its outcome.

    `finish` carries out the finished form. `cancelled` returns the outcome after it was cancelled.
    `done_before` returns the outcome of a form that is already finished, by its draft's id: its
    last button was pressed twice. `begun_by` returns the context to open the form with where a
    message starts it although no form is open; else None.

    `facts` loads what the questions use besides the draft and the profile; called only for forms
    about a case. `check` validates an answer against the database as soon as it is given; it raises
    BadAnswer. `still` is asked before each step, with the rule by which `finish` refuses: it raises
    a Refusal if what the form is about was changed so that it cannot be finished. `prepare` returns
    the draft to save before a question is asked. `remark` is the key of a sentence about the answer
    just taken. `tick` sets a switch of the review (None: toggles it) and returns the key of a
    sentence about it. `asked_along` names the questions asked again together with an edited one.
    `offers` returns the templates for a question. Without `files` the form takes none.
    `is_material`: messages to it are material of a report, so texts written by an inline bot are
    allowed; otherwise they are refused.
    """

    form: Form
    finish: Callable[[R, Draft], DialogOutcome]
    cancelled: Callable[[R, Draft], DialogOutcome] = back_home
    done_before: Callable[[R, str], DialogOutcome | None] = lambda _req, _draft_id: None
    begun_by: Callable[[R, Given], FormContext | None] = lambda _req, _given: None
    facts: Callable[[R, Draft, Case], FormFacts] = lambda _req, _draft, _case: FormFacts()
    check: Callable[[R, Draft], None] = lambda _req, _draft: None
    still: Callable[[R, Draft], None] = lambda _req, _draft: None
    prepare: Callable[[R, Draft, Step], Draft] = lambda _req, draft, _step: draft
    remark: Callable[[Sheet, Draft], str] = lambda _before, _draft: ""
    tick: Callable[[Sheet, str, bool | None], tuple[Draft, str]] = no_ticks
    asked_along: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    offers: Callable[[R, Draft, Step], tuple[Template, ...]] = lambda _req, _draft, _step: ()
    files: FormFiles | None = None
    is_material: bool = False
