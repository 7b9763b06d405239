"""Forms and questions as values, the input of a person, and the parsers of common answers."""

from collections.abc import Callable, Mapping
from typing import Any

from msgspec import Struct, field
from msgspec.structs import replace

from domain.case import Case, Outcome
from domain.core.errors import BadAnswer
from domain.draft import Draft, FormContext
from domain.links import Link
from domain.profile import Profile
from domain.removals.rules import provable
from domain.reported_accounts.platforms import ReportedAccount

CHOICE_GONE = "choice-gone"
"""Why a question is asked again whose answer is no longer among its choices."""

NOT_HERE = "not_here"
"""The command of a typed word that means a button which the open question does not have."""


class GivenFile(Struct, frozen=True, kw_only=True):
    """A file as described by Telegram; nothing of it has been downloaded yet.

    `size` in bytes, 0 if unknown; `empty`: Telegram says that it has no bytes.
    """

    kind: str
    file_id: str
    unique_id: str
    size: int = 0
    empty: bool = False
    mime: str = ""
    name: str = ""


class Origin(Struct, frozen=True, kw_only=True):
    """The original source of a forwarded message, as far as Telegram says.

    `id` is the id of the chat or author, 0 if hidden.
    """

    kind: str  # user, hidden_user, chat, channel
    id: int = 0
    title: str = ""
    username: str = ""
    message_id: int = 0
    date: int = 0
    signature: str = ""


class Quote(Struct, frozen=True, kw_only=True):
    """A post of another chat that a message replies to: the quoted text and the post's source.

    `links` are those of its text, and its own address if the origin does not contain it. `files`
    are the post's own.
    """

    text: str = ""
    links: tuple[Link, ...] = ()
    origin: Origin | None = None
    files: tuple[GivenFile, ...] = ()


class Given(Struct, frozen=True, kw_only=True):
    """A message or press of a person, without Telegram's types.

    `entities` are (offset, length, url or None) in UTF-16 units, as Telegram counts; `links` are
    those found in the text, its entities, buttons and preview, parsed before any transaction. A
    press names the `step` whose button it was, and what was `seen` there (`engine.seen`), empty if
    unknown; `command` is one of submit, done, skip, back, cancel, edit, or None; of a word typed
    with nothing open also report, go (to the place `choice`), hello or thanks. `left_out`: a
    forward named its own sender, whose name was removed (`conversation/parsing/own_origin.py`).

    `quote` is a post of another chat that it replies to, `text` the sender's words about it.
    `replies_to` is the id of the bot's message that it replies to, `replies_about` the tail of the
    query code shown there, if any. `is_card`: its text is that of a
    contact, a poll or the like, not of a person; `names_place` if such a card can be reported by
    itself. `via_bot`: written by an inline bot. `unkept` names content that is not kept; its words
    are `not-kept-<name>`.
    """

    text: str = ""
    entities: tuple[tuple[int, int, str | None], ...] = ()
    links: tuple[Link, ...] = ()
    choice: str | None = None
    step: str | None = None
    draft: str | None = None
    command: str | None = None
    seen: str | None = None
    files: tuple[GivenFile, ...] = ()
    origin: Origin | None = None
    quote: Quote | None = None
    replies_to: int | None = None
    replies_about: str = ""
    left_out: bool = False
    phone: str | None = None
    message_id: int = 0
    album: str = ""
    is_card: bool = False
    names_place: bool = False
    via_bot: bool = False
    unkept: tuple[str, ...] = ()

    @property
    def is_message(self) -> bool:
        """Whether it is a message, and not a press."""
        return self.choice is None and self.command is None

    @property
    def is_plain_text(self) -> bool:
        """Whether it is only text, written by the sender."""
        beside = self.files or self.origin or self.quote or self.is_card
        return self.is_message and bool(self.text.strip()) and not beside


class CaseFacts(Struct, frozen=True, kw_only=True):
    """What questions may use of the case they are about; empty without a case.

    For a report, only the category is set. `contacts` is the number of reporters with a contact.
    `languages` are those of the reporters written to, `wrote_in` of `scripts.written_by_all`.
    """

    number: str = ""
    category: str = ""
    subcategory: str = ""
    unit: str = ""
    host: str = ""
    region: str = ""
    contacts: int = 0
    languages: tuple[str, ...] = ()
    wrote_in: Mapping[str, frozenset[str]] = field(default_factory=dict)


class FormFacts(Struct, frozen=True, kw_only=True):
    """Further data for one form's questions, loaded by its flow.

    `reporters` are the eligible reports: the reporter's alias by row id. `suggested` are the
    numbers of similar cases; `target` is the chosen one. `outcomes` are those that the case may be
    decided with. `addresses` are the normal forms of where its content is, `hosts` their hosts.
    `accounts` are those of the case, by row id.
    """

    reporters: Mapping[str, str] = field(default_factory=dict)
    suggested: tuple[str, ...] = ()
    target: Case | None = None
    outcomes: tuple[Outcome, ...] = provable(())
    addresses: tuple[str, ...] = ()
    hosts: tuple[str, ...] = ()
    accounts: Mapping[str, ReportedAccount] = field(default_factory=dict)


class Sheet(Struct, frozen=True, kw_only=True):
    """A draft with everything its questions may use.

    `files` counts the files kept with it; `at`: now, in unix seconds.
    """

    draft: Draft
    profile: Profile
    at: int = 0
    files: int = 0
    about: CaseFacts = field(default_factory=CaseFacts)
    facts: FormFacts = field(default_factory=FormFacts)

    def answer(self, name: str) -> Any:
        """The answer to a question, None if it was skipped or not asked."""
        return self.draft.answers.get(name)


def always(_: Sheet) -> bool:
    """Condition that is always true."""
    return True


def never(_: Sheet) -> bool:
    """Condition that is always false."""
    return False


def no_choices(_: Sheet) -> tuple[str, ...]:
    """No buttons: the answer is typed."""
    return ()


class Step(Struct, frozen=True, kw_only=True):
    """One question of a form; its words are `<form>-<name>-ask`.

    `holds`: whether an answer given earlier is still possible; if not, the question is asked again,
    with `gone` as the key of a sentence that says why.

    `collects`: files sent while it is asked are kept with the draft, and it stays open.
    `takes_file`: a file is its answer, and is not kept. `shares_phone`: it asks for a contact, so
    Telegram's button to share one's own number is shown. `also`: further answers, by question, that
    the message with the answer gives. `cites_rules`: its choices are legal rules, listed in full
    above numbered buttons. `left_to_review`: it is asked only if opened from the review. `unread`:
    the languages that the question names as those of reporters who may not be able to read a text.

    In a form that gathers: `takes_words`: typed text is its answer, and not a piece.
    `answered_by_words`: a piece without a file answers it. `for_more`: it asks for more pieces, so
    any piece answers it if it was opened from the review. `only_pressed`: whether its choices can
    only be pressed, not typed. `typed` gives the answers, by question, that a typed text means
    beside what `parse` takes; nothing for other texts. `pages`: its choices are shown page by page.
    `skip_label` is the key of the label of its skip button; `unsure` the choice that is also meant
    by words such as "not sure". `is_field`: it fills a field of a record, so a typed `无`, `none`
    or `-` means no value, as it does in an imported table.
    """

    name: str
    parse: Callable[[Given, Sheet], Any]
    choices: Callable[[Sheet], tuple[str, ...]] = no_choices
    optional: Callable[[Sheet], bool] = never
    asked_if: Callable[[Sheet], bool] = always
    collects: bool = False
    takes_file: bool = False
    shares_phone: bool = False
    also: Callable[[Given, "Sheet"], Mapping[str, Any]] = lambda _given, _sheet: {}
    cites_rules: bool = False
    left_to_review: Callable[[Sheet], bool] = never
    unread: Callable[[Sheet], tuple[str, ...]] = lambda _: ()
    takes_words: bool = False
    answered_by_words: bool = False
    for_more: bool = False
    typed: Callable[[Given, "Sheet"], Mapping[str, Any]] = lambda _given, _sheet: {}
    holds: Callable[[Sheet], bool] = always
    gone: str = ""
    only_pressed: Callable[[Sheet], bool] = never
    pages: bool = False
    skip_label: str = "button-skip"
    unsure: str = ""
    is_field: bool = False


class Form(Struct, frozen=True, kw_only=True):
    """A form: its name and its questions in the order in which they are asked.

    `context` is the class of its drafts' context. `gathers`: any message sent while it is open is
    kept in its draft, at any question.
    """

    name: str
    steps: tuple[Step, ...]
    context: type[FormContext] = FormContext
    gathers: bool = False

    def step(self, name: str) -> Step | None:
        """The question of this name, None if there is none."""
        return next((step for step in self.steps if step.name == name), None)


def words(limit: int, *, least: int = 1) -> Callable[[Given, Sheet], str]:
    """A parser of free text of `least` to `limit` characters, kept exactly as entered."""

    def parse(given: Given, _: Sheet) -> str:
        length = len(given.text.strip())
        if not length:
            raise BadAnswer("answer-words-wanted")
        if length < least:
            raise BadAnswer("answer-too-short", least=least)
        if len(given.text) > limit:
            raise BadAnswer("answer-too-long", limit=limit, length=len(given.text))
        return given.text

    return parse


def one_of(choices: Callable[[Sheet], tuple[str, ...]]) -> Callable[[Given, Sheet], str]:
    """A parser of a pressed button; accepts only the choices that the question offers."""

    def parse(given: Given, sheet: Sheet) -> str:
        if given.choice is None or given.choice not in choices(sheet):
            raise BadAnswer("answer-button-wanted")
        return given.choice

    return parse


def is_offered(name: str, choices: Callable[[Sheet], tuple[str, ...]]) -> Callable[[Sheet], bool]:
    """Whether the answer to a question is still among its choices, or it was skipped."""

    def holds(sheet: Sheet) -> bool:
        return sheet.answer(name) in {None, *choices(sheet)}

    return holds


def or_unsure(step: Step) -> Step:
    """This question for who may not know the answer: with "None of these / not sure"."""
    return replace(step, optional=always, skip_label="button-unsure")


def choice_step(
    name: str,
    choices: Callable[[Sheet], tuple[str, ...]],
    *,
    optional: Callable[[Sheet], bool] = never,
    asked_if: Callable[[Sheet], bool] = always,
    left_to_review: Callable[[Sheet], bool] = never,
) -> Step:
    """A question answered by one of its buttons; asked again if that is no longer offered."""
    return Step(
        name=name,
        parse=one_of(choices),
        choices=choices,
        optional=optional,
        asked_if=asked_if,
        left_to_review=left_to_review,
        holds=is_offered(name, choices),
        gone=CHOICE_GONE,
    )
