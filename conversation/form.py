"""What a question is: a step as a value, what a person gave, and the parsers between the two."""

from collections.abc import Callable, Mapping
from typing import Any

from msgspec import Struct, field

from domain.case import Case
from domain.core.errors import BadAnswer
from domain.draft import Draft, FormContext
from domain.links import Link
from domain.profile import Profile


class GivenFile(Struct, frozen=True, kw_only=True):
    """A file as Telegram announces it; nothing of it has been downloaded yet.

    `size` in bytes, 0 where it is not told; `empty`: it is told to have none.
    """

    kind: str
    file_id: str
    unique_id: str
    size: int = 0
    empty: bool = False
    mime: str = ""
    name: str = ""


class Origin(Struct, frozen=True, kw_only=True):
    """Where a forwarded message was first written, as far as Telegram says.

    `id` is the chat's or the author's number, 0 where it is hidden.
    """

    kind: str  # user, hidden_user, chat, channel
    id: int = 0
    title: str = ""
    username: str = ""
    message_id: int = 0
    date: int = 0
    signature: str = ""


class Quote(Struct, frozen=True, kw_only=True):
    """A post of another chat that a message answers to: what was quoted of it, and its place.

    `links` are those of its text, its own address among them where the origin does not say it.
    `files` are the post's own.
    """

    text: str = ""
    links: tuple[Link, ...] = ()
    origin: Origin | None = None
    files: tuple[GivenFile, ...] = ()


class Given(Struct, frozen=True, kw_only=True):
    """What a person said, pressed, sent or shared, freed of Telegram's types.

    `entities` are (offset, length, url or None) in UTF-16 units, as Telegram counts; `links` are
    what was found in the text and behind it (words, buttons, the preview), before any transaction.
    A press names the `step` it was drawn for; `command` is one of skip, back, done,
    edit or None. `left_out`: it was a forward that named its own sender, who is named no more
    (`conversation/parsing/own_origin.py`).

    `quote` is a post of another chat that it answers to, `text` the sender's words about it.
    `replies_to` is the number of the bot's own message that it answers to, `replies_about` the
    tail of the query code shown there, empty where none is. `is_card`: the text is
    that of a contact, a poll or the like, so nobody's words; `names_place` where such a card can be
    reported by itself. `via_bot`: an inline bot has written it. `unkept` names content that is not
    kept, as `not-kept-<name>` says in words.
    """

    text: str = ""
    entities: tuple[tuple[int, int, str | None], ...] = ()
    links: tuple[Link, ...] = ()
    choice: str | None = None
    step: str | None = None
    draft: str | None = None
    command: str | None = None
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
        """Whether it was written or sent, and not pressed."""
        return self.choice is None and self.command is None

    @property
    def is_plain_text(self) -> bool:
        """Whether it is words alone, of the sender's own."""
        beside = self.files or self.origin or self.quote or self.is_card
        return self.is_message and bool(self.text.strip()) and not beside


class CaseFacts(Struct, frozen=True, kw_only=True):
    """What the questions of any form may know of the case that it is about; empty without one.

    Of a report it is the category alone. `contacts` is how many reporters have left one.
    `languages` are those of its reporters: of the one who is written to, else of all.
    """

    number: str = ""
    category: str = ""
    subcategory: str = ""
    unit: str = ""
    host: str = ""
    region: str = ""
    contacts: int = 0
    languages: tuple[str, ...] = ()


class FormFacts(Struct, frozen=True, kw_only=True):
    """What the questions of one form know besides, found by its flow.

    `reporters` are the reports that may be meant, by row id, with the aliases of their reporters.
    `suggested` are the numbers of cases that may be the same; `target` is the one chosen of them.
    """

    reporters: Mapping[str, str] = field(default_factory=dict)
    suggested: tuple[str, ...] = ()
    target: Case | None = None


class Sheet(Struct, frozen=True, kw_only=True):
    """A draft with what its questions may look at. `files` counts the evidence kept with it."""

    draft: Draft
    profile: Profile
    files: int = 0
    about: CaseFacts = field(default_factory=CaseFacts)
    facts: FormFacts = field(default_factory=FormFacts)

    def answer(self, name: str) -> Any:
        """The answer to a question, None where it was skipped or not yet asked."""
        return self.draft.answers.get(name)


def always(_: Sheet) -> bool:
    """For questions that everybody is asked."""
    return True


def never(_: Sheet) -> bool:
    """For questions that must be answered."""
    return False


def no_choices(_: Sheet) -> tuple[str, ...]:
    """For questions answered in words."""
    return ()


class Step(Struct, frozen=True, kw_only=True):
    """One question of a form; its words are `<form>-<name>-ask`.

    `collects`: files sent while it is asked are kept with the draft and the question stays.
    `takes_file`: a file is its answer, and is not kept. `shares_phone`: it asks how somebody can be
    reached, so Telegram's keyboard that shares one's own number belongs to it. `cites_rules`: its
    choices are rules of law, listed in full above numbered buttons. `left_to_review`: it is not
    asked in its turn, only where it is opened from the review.

    In a form that gathers: `takes_words`: what is typed is its answer, and no piece.
    `answered_by_words`: a piece without a file answers it. `for_more`: it asks for more pieces, so
    any of them answers it where it was opened from the review. `only_pressed`: its choices have no
    names that somebody would type.
    """

    name: str
    parse: Callable[[Given, Sheet], Any]
    choices: Callable[[Sheet], tuple[str, ...]] = no_choices
    optional: Callable[[Sheet], bool] = never
    asked_if: Callable[[Sheet], bool] = always
    collects: bool = False
    takes_file: bool = False
    shares_phone: bool = False
    cites_rules: bool = False
    left_to_review: Callable[[Sheet], bool] = never
    takes_words: bool = False
    answered_by_words: bool = False
    for_more: bool = False
    only_pressed: bool = False


class Form(Struct, frozen=True, kw_only=True):
    """A named row of questions; their order here is the order in which they are asked.

    `context` is the class of what a draft of it carries besides answers. `gathers`: whatever is
    sent while it is open is kept in its draft, at any question.
    """

    name: str
    steps: tuple[Step, ...]
    context: type[FormContext] = FormContext
    gathers: bool = False

    def step(self, name: str) -> Step | None:
        """The question of this name."""
        return next((step for step in self.steps if step.name == name), None)


def words(limit: int, *, least: int = 1) -> Callable[[Given, Sheet], str]:
    """A parser for free text of `least` to `limit` characters, kept exactly as entered."""

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
    """A parser for a pressed button; only what the question offers is taken."""

    def parse(given: Given, sheet: Sheet) -> str:
        if given.choice is None or given.choice not in choices(sheet):
            raise BadAnswer("answer-button-wanted")
        return given.choice

    return parse


def choice_step(
    name: str,
    choices: Callable[[Sheet], tuple[str, ...]],
    *,
    optional: Callable[[Sheet], bool] = never,
    asked_if: Callable[[Sheet], bool] = always,
    left_to_review: Callable[[Sheet], bool] = never,
) -> Step:
    """A question answered by one of its buttons."""
    return Step(
        name=name,
        parse=one_of(choices),
        choices=choices,
        optional=optional,
        asked_if=asked_if,
        left_to_review=left_to_review,
    )
