"""Scripts of simulated people: steps, and how the answer to each step is recognised."""

import re
from collections.abc import Callable
from dataclasses import dataclass

ORNAMENTS = re.compile(r"^\W+")


@dataclass(frozen=True, slots=True)
class Button:
    """An inline button of a message."""

    label: str
    data: str


@dataclass(frozen=True, slots=True)
class Seen:
    """A message in the chat, after a send or an edit."""

    text: str
    buttons: tuple[Button, ...]

    def button(self, label: str) -> Button | None:
        """The button of this label; else the first whose label starts with it.

        Symbols before a label (a tick, an emoji) are ignored.
        """
        exact = (b for b in self.buttons if ORNAMENTS.sub("", b.label) == label)
        alike = (b for b in self.buttons if ORNAMENTS.sub("", b.label).startswith(label))
        return next(exact, None) or next(alike, None)


Expectation = Callable[[Seen], bool]


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One step: send a text, or press the button with a label.

    In `says`, `{person}` and `{round}` are numbers that make texts different. `expects` recognises
    the answer to this step among other messages; without it, the answer is the first message
    that has the button the next step presses, or, before a text, the first message of all.
    """

    says: str = ""
    presses: str = ""
    expects: Expectation | None = None

    def __str__(self) -> str:
        return f"presses {self.presses!r}" if self.presses else f"says {self.says!r}"


@dataclass(frozen=True, slots=True)
class Script:
    """Steps that a person takes again and again; each waits for the answer to the one before."""

    steps: tuple[Step, ...]

    def answered_by(self, at: int, seen: Seen) -> bool:
        """Whether this message is the answer to the step at this place."""
        step = self.steps[at]
        if step.expects is not None:
            return step.expects(seen)
        following = self.steps[(at + 1) % len(self.steps)]
        if following.presses:
            return seen.button(following.presses) is not None
        return bool(seen.text)


def shows(label: str) -> Expectation:
    """A message with this button."""
    return lambda seen: seen.button(label) is not None


def tells(part: str) -> Expectation:
    """A message that contains these words, ignoring case."""
    return lambda seen: part.lower() in seen.text.lower()
