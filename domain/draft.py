"""A draft of a form: its answers; the current question is computed from them."""

from collections.abc import Mapping, Sequence
from typing import Any, Self

from msgspec import Struct, convert, field, to_builtins
from msgspec.structs import replace

HIDDEN = "_"  # begins the names, in a stored draft, of all that is no answer to a question


class Carried(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What a draft of any form may carry besides its answers.

    `files` is the draft's id once files came with it, else empty. `captions` are texts beside the
    answers, such as those under files, by the number of their message; `links` those found outside
    the answer that says where the content is, by message or question. `earlier` are words that were
    written round an answer that is asked for again. `before` has the old answers of a question that
    is being edited, None while none is. `ticks` are the switches of a review.
    """

    files: str = ""
    captions: Mapping[str, str] = field(default_factory=dict)
    links: Mapping[str, Sequence[Mapping[str, Any]]] = field(default_factory=dict)
    earlier: str = ""
    before: Mapping[str, Any] | None = None
    ticks: Mapping[str, bool] = field(default_factory=dict)

    @property
    def texts(self) -> tuple[str, ...]:
        """What was written beside the answers, in the order it came."""
        return tuple(self.captions.values())


class Draft(Struct, frozen=True, kw_only=True):
    """The answers so far; a skipped question has the answer None.

    `answers` keeps the order in which they were given. Every value is plain JSON. `case_id` or
    `report_id` say what a form is about where it is about one. `opened_with` is what the form was
    opened with, as plain JSON: it is read by the form's own `FormContext`.
    """

    id: str
    who: str
    form: str
    answers: Mapping[str, Any] = field(default_factory=dict)
    carried: Carried = field(default_factory=Carried)
    opened_with: Mapping[str, Any] = field(default_factory=dict)
    case_id: int | None = None
    report_id: int | None = None
    started_at: int = 0
    touched_at: int = 0

    def with_answer(self, name: str, value: Any) -> "Draft":
        """The draft with one more answer, given last."""
        rest = {key: old for key, old in self.answers.items() if key != name}
        return replace(self, answers={**rest, name: value})

    def reworded(self, name: str, value: Any) -> "Draft":
        """The draft with another value for an answer, whose position stays."""
        return replace(self, answers={**self.answers, name: value})

    def without(self, *names: str) -> "Draft":
        """The draft with these answers dropped; their questions will be asked again."""
        return replace(
            self, answers={key: old for key, old in self.answers.items() if key not in names}
        )

    def carrying(self, **changes: Any) -> "Draft":
        """The draft with some fields of `carried` changed."""
        return replace(self, carried=replace(self.carried, **changes))

    def opened_by(self, context: "FormContext") -> "Draft":
        """The draft with this as what its form was opened with."""
        return replace(self, opened_with=to_builtins(context))

    def to_document(self) -> dict[str, Any]:
        """The draft as it is stored: one object, in which `_` begins what is no answer."""
        hidden = {**self.opened_with, **to_builtins(self.carried)}
        return {**self.answers, **{f"{HIDDEN}{name}": value for name, value in hidden.items()}}

    def with_document(self, document: Mapping[str, Any]) -> "Draft":
        """The draft with what `to_document` once gave, by this release or an earlier one."""
        hidden = {
            name.removeprefix(HIDDEN): value
            for name, value in document.items()
            if name.startswith(HIDDEN)
        }
        own = frozenset(Carried.__struct_fields__)
        return replace(
            self,
            answers={name: each for name, each in document.items() if not name.startswith(HIDDEN)},
            carried=convert({name: hidden[name] for name in own & hidden.keys()}, Carried),
            opened_with={name: value for name, value in hidden.items() if name not in own},
        )


class FormContext(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What a form was opened with; `conversation/contexts.py` has one class for each kind of form.

    The names of the fields are stored with drafts, so a field that is renamed keeps its old name
    with `msgspec.field(name=…)`, and a new one has a default.
    """

    @classmethod
    def of(cls, draft: Draft) -> Self:
        """What this draft was opened with; msgspec.ValidationError where it is of another form."""
        return convert(draft.opened_with, cls)
