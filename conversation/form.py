"""What a question is: a step as a value, what a person gave, and the parsers between the two."""

from collections.abc import Callable, Mapping
from typing import Any

from msgspec import Struct, field

from domain.core.errors import BadAnswer
from domain.draft import Draft
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


class Given(Struct, frozen=True, kw_only=True):
    """What a person said, pressed, sent or shared, freed of Telegram's types.

    `entities` are (offset, length, url or None) in UTF-16 units, as Telegram counts; `links` are
    what was found in the text and in them, before any transaction. A press names the `step` it was
    drawn for; `command` is one of skip, back, done, edit or None. `left_out`: it was a forward that
    named its own sender, who is named no more (`conversation/parsing/own_origin.py`).
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
    left_out: bool = False
    phone: str | None = None
    message_id: int = 0
    album: str = ""


class Sheet(Struct, frozen=True, kw_only=True):
    """A draft with what its questions may look at. `files` counts the evidence kept with it.

    `about` holds facts of the case that a staff member's form is about, such as its category.
    """

    draft: Draft
    profile: Profile
    files: int = 0
    about: Mapping[str, str] = field(default_factory=dict)

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
    `takes_file`: a file is its answer, and is not kept.
    """

    name: str
    parse: Callable[[Given, Sheet], Any]
    choices: Callable[[Sheet], tuple[str, ...]] = no_choices
    optional: Callable[[Sheet], bool] = never
    asked_if: Callable[[Sheet], bool] = always
    collects: bool = False
    takes_file: bool = False


class Form(Struct, frozen=True, kw_only=True):
    """A named row of questions; their order here is the order in which they are asked."""

    name: str
    steps: tuple[Step, ...]

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
) -> Step:
    """A question answered by one of its buttons."""
    return Step(
        name=name, parse=one_of(choices), choices=choices, optional=optional, asked_if=asked_if
    )
