"""A draft of a form: its answers; the current question is computed from them."""

from collections.abc import Mapping
from hashlib import sha256
from typing import Any, Self

from msgspec import Struct, convert, field, to_builtins
from msgspec.json import encode
from msgspec.structs import replace

from domain.former import drafts as former_drafts
from domain.material import Piece

VERSION_LENGTH = 6  # hexadecimal digits; a button has little room
HIDDEN = "_"  # begins the names, in a stored draft, of all that is no answer to a question


class Carried(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What a draft of any form may carry besides its answers.

    `files` is the draft's id once files came with it, else empty. `pieces` is all that was sent for
    it, in the order it came. `before` has the old answers of a question that is being edited, None
    while none is. `ticks` are the switches of a review. `heard_at` is when its owner last sent
    something, in unix seconds; 0 after a press.
    """

    files: str = ""
    pieces: tuple[Piece, ...] = ()
    before: Mapping[str, Any] | None = None
    ticks: Mapping[str, bool] = field(default_factory=dict)
    heard_at: int = 0

    @property
    def texts(self) -> tuple[str, ...]:
        """The text of every piece, whoever wrote it."""
        return tuple(piece.text for piece in self.pieces if piece.text.strip())


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

    @property
    def has_something(self) -> bool:
        """Whether its owner has answered or sent anything."""
        return bool(self.answers or self.carried.pieces or self.carried.files)

    def version(self, pieces: int) -> str:
        """The number of the first `pieces`, and a short digest of them, the answers and ticks.

        What was sent later does not count, nor do files and questions without an answer.
        """
        first = self.carried.pieces[:pieces]
        given = {name: value for name, value in self.answers.items() if value is not None}
        shown = encode((given, first, self.carried.ticks), order="deterministic")
        return f"{len(first)}-{sha256(shown).hexdigest()[:VERSION_LENGTH]}"

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
        pieces = to_builtins(self.carried.pieces)  # always there: it tells drafts of earlier ones
        hidden = {**self.opened_with, **to_builtins(self.carried), "pieces": pieces}
        return {**self.answers, **{f"{HIDDEN}{name}": value for name, value in hidden.items()}}

    def with_document(self, document: Mapping[str, Any]) -> "Draft":
        """The draft with what `to_document` once gave, by this release or an earlier one."""
        answers = {name: each for name, each in document.items() if not name.startswith(HIDDEN)}
        hidden = {
            name.removeprefix(HIDDEN): value
            for name, value in document.items()
            if name.startswith(HIDDEN)
        }
        if "pieces" not in hidden:
            found = former_drafts.pieces(self.form, answers, hidden)
            answers = former_drafts.answers_left(self.form, answers)
            hidden = {**former_drafts.hidden_left(self.form, hidden), "pieces": found}
        own = frozenset(Carried.__struct_fields__)
        return replace(
            self,
            answers=answers,
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
